import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../../../shared/documents/nandagang/', import.meta.url))

/** Whether the real documents lie beside the project. In CI they must. */
export const hasNandagang = existsSync(FOLDER)
if (!hasNandagang && process.env['CI'] === 'true') throw new Error(`The real documents are missing: ${FOLDER}`)

export const SKIP_NOTE = hasNandagang ? '' : ' (skipped: ../shared/documents/nandagang is absent)'

/** The same published budget in one of its formats. */
export function nandagang(ending: string): Uint8Array {
  return new Uint8Array(readFileSync(`${FOLDER}nandagang-2023.${ending}`))
}
