import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { Store } from '../../src/store/open-store.ts'
import { departmentAt } from './departments.ts'
import { documentOf } from './document-of.ts'

const COMMAND = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const YEARS = [2023, 2024] as const

export interface NationRead {
  readonly documents: number
  readonly facts: number
  readonly readSeconds: number
}

/** Writes so many documents of the synthetic nation, two years of each department, and has them read, checked and kept by `mingzhang import` on all processors. */
export async function readNation(store: Store, documents: number, seed: string): Promise<NationRead> {
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-nation-'))
  try {
    const wanted = join(folder, 'documents')
    for (let i = 0; i < documents / YEARS.length; i++)
      for (const year of YEARS) {
        const { path, bytes } = await documentOf(departmentAt(i), year, seed)
        mkdirSync(dirname(join(wanted, path)), { recursive: true })
        writeFileSync(join(wanted, path), bytes)
      }
    const began = performance.now()
    await importAll(wanted, join(folder, 'data'), store.url)
    const readSeconds = (performance.now() - began) / 1000
    await sql`VACUUM (ANALYZE)`.execute(store.db)
    const { rows } = await sql<{ documents: number; facts: number }>`SELECT (SELECT count(*)::int FROM disclosure) AS documents,
      (SELECT count(*)::int FROM fact) AS facts`.execute(store.db)
    const [kept] = rows
    if (kept === undefined || kept.documents !== documents)
      throw new Error(`${kept?.documents ?? 0} of ${documents} documents were kept`)
    return { ...kept, readSeconds }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @throws Error when a document was not taken in */
async function importAll(documents: string, data: string, database: string): Promise<void> {
  const args = [COMMAND, 'import', documents, '--data', data, '--database', database]
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  const code = await new Promise((done) => child.once('close', done))
  if (code !== 0) throw new Error(`the import ended with ${code}`)
}
