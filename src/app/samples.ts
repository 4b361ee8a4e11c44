import { readFile } from 'node:fs/promises'
import type { Words } from '../budget/finding.ts'

/** A bundled document to try things on. */
export interface Sample {
  readonly id: string
  readonly title: Words
  readonly about: Words
  readonly file: string
}

const SAMPLES: readonly Sample[] = []

/** The bundled samples, in the order to show them. */
export function listSamples(): readonly Sample[] {
  return SAMPLES
}

/** The bytes of a bundled sample. Throws for an id that `listSamples` does not give. */
export async function readSample(id: string): Promise<Uint8Array> {
  const sample = SAMPLES.find((s) => s.id === id)
  if (sample === undefined) throw new Error(`no sample ${id}`)
  return readFile(
    new URL(import.meta.url.endsWith('.ts') ? `../../samples/${sample.file}` : `../samples/${sample.file}`, import.meta.url),
  )
}
