import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Real published documents, kept beside the project and not in it. */
const FOLDER = fileURLToPath(new URL('../../../shared/documents/', import.meta.url))

/** Whether the real documents are there: `describe.skipIf(!hasShared)('…')`. */
export const hasShared: boolean = existsSync(FOLDER)

const MISSING = `The real documents are not at ../shared/documents (looked in ${FOLDER}): tests that read them are skipped`

if (!hasShared) {
  if (process.env['CI'] === 'true') throw new Error(`${MISSING}, which CI=true forbids`)
  console.warn(MISSING)
}

/** The absolute path of a real document, by its path below ../shared/documents: `nandagang/nandagang-2023.txt`. */
export function sharedDocument(path: string): string {
  return `${FOLDER}${path}`
}
