import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findingsGoldenSchema, identityOf } from '../../test/corpus/golden-findings.ts'
import type { Measured } from './measure.ts'

/**
 * What people have judged of the errors that were found: gives whether the error at an index of `Measured.unexplained` is a true one. Reads the
 * findings of all golden documents; a folder that is not there has judged nothing.
 */
export function judgedTrue(folder: string): (measured: Measured, index: number) => boolean {
  const verdicts = new Map<string, ReadonlySet<string>>()
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const path = join(folder, name, 'findings.json')
    if (!existsSync(path)) continue
    const { findings } = findingsGoldenSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    verdicts.set(name, new Set(findings.filter(({ verdict }) => verdict === 'true').map((finding) => finding.id)))
  }
  return ({ sha256, unexplained, proof }, index) => {
    const finding = unexplained[index]
    return finding !== undefined && proof !== null && verdicts.get(sha256.slice(0, 16))?.has(identityOf(finding, proof)) === true
  }
}
