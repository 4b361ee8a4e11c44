import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDisclosure } from '../../src/app/check-document.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import { type ClaimsGolden, claimsGolden } from './golden-claims.ts'
import { type DocumentGolden, documentGolden } from './golden-document.ts'
import { type FindingsGolden, findingsGolden, findingsGoldenSchema } from './golden-findings.ts'

/** Where the golden files of all documents stand, each in a folder named after the first 16 digits of its SHA-256. */
export const GOLDEN = fileURLToPath(new URL('./golden/', import.meta.url))

/** The three stages of one document. */
export interface Golden {
  readonly document: DocumentGolden
  readonly claims: ClaimsGolden
  readonly findings: FindingsGolden
}

/** A published document with the folder of its golden files. */
export interface Published {
  readonly name: string
  readonly path: string
  readonly folder: string
}

const ENDINGS = new Set(['.pdf', '.docx', '.doc', '.odt', '.xlsx', '.xls', '.html', '.txt'])

/** All documents below a folder, by name. */
export function publishedIn(root: string): Published[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ENDINGS.has(extname(entry.name)))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex')
      return { name: relative(root, path).split(sep).join('/'), path, folder: join(GOLDEN, sha256.slice(0, 16)) }
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** Reads and checks a document as it is done now; judgements of the findings that are kept stay. Throws where it is refused. */
export async function goldenOf({ name, path, folder }: Published): Promise<Golden> {
  const opened = await openDisclosure(readFileSync(path), name)
  if (!opened.ok) throw new Error(`${name}: ${opened.message.en}`)
  const { document, reading } = opened
  return {
    document: documentGolden(name, document),
    claims: claimsGolden(name, reading),
    findings: findingsGolden(name, checkReading(reading), keptFindings(folder)),
  }
}

/** One stage as it is kept, as text; null where it is not. */
export function keptText(folder: string, stage: keyof Golden): string | null {
  const path = join(folder, `${stage}.json`)
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** Writes the three stages of one document. */
export function keep(folder: string, golden: Golden): void {
  mkdirSync(folder, { recursive: true })
  for (const stage of ['document', 'claims', 'findings'] as const)
    writeFileSync(join(folder, `${stage}.json`), printGolden(golden[stage]))
}

/** One stage as text: one line for everything that may change alone, so that a difference is read line by line. */
export function printGolden(stage: Golden[keyof Golden]): string {
  if ('tables' in stage) return lines(stage, ['tables'])
  if ('findings' in stage) return lines(stage, ['findings'])
  const forms = stage.forms.map((form) => lines(form, ['claims']).trimEnd())
  const { forms: _, ...rest } = stage
  const head = JSON.stringify(rest, null, 1).replace(/\n\}$/u, '')
  return `${head},\n "forms": [\n${forms.join(',\n')}\n]}\n`
}

/** An object with each entry of its lists named `long` on a line of its own. */
function lines(object: object, long: readonly string[]): string {
  const fields = Object.entries(object).map(([key, value]) => {
    if (!long.includes(key) || !Array.isArray(value) || value.length === 0)
      return ` ${JSON.stringify(key)}: ${JSON.stringify(value)}`
    return ` ${JSON.stringify(key)}: [\n${value.map((each) => `  ${JSON.stringify(each)}`).join(',\n')}\n ]`
  })
  return `{\n${fields.join(',\n')}\n}\n`
}

function keptFindings(folder: string): FindingsGolden | null {
  const kept = keptText(folder, 'findings')
  return kept === null ? null : findingsGoldenSchema.parse(JSON.parse(kept))
}
