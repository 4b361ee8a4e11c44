import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

const FORMATS = ['docx', 'xlsx', 'html', 'txt'] as const

export interface BenchDocument {
  readonly format: (typeof FORMATS)[number]
  readonly path: string
}

/** Paths without their ending, from the root of the project: a real document where it is at hand, else the bundled sample. */
const CANDIDATES = ['../shared/documents/nandagang/nandagang-2023', 'samples/correct']

/** One document in every format that there is, the docx first. Throws where there is not even a docx. */
export function benchDocuments(): { readonly name: string; readonly documents: readonly BenchDocument[] } {
  for (const candidate of CANDIDATES) {
    const documents = FORMATS.map((format) => ({ format, path: fromRoot(`${candidate}.${format}`) }))
    if (!existsSync(fromRoot(`${candidate}.docx`))) continue
    return { name: basename(candidate), documents: documents.filter((d) => existsSync(d.path)) }
  }
  throw new Error(
    `找不到用来测速的文件 no document to measure with: ${CANDIDATES.map((candidate) => `${candidate}.docx`).join(', ')}`,
  )
}

/** An absolute path from one relative to the root of the project. */
export function fromRoot(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}
