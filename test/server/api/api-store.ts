import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Archive, type ArchiveStore, openArchiveStore } from '../../../src/app/archive.ts'
import { archiveDocument } from '../../../src/app/archive-document.ts'
import type { CutId } from '../../../src/catalogue/cuts.ts'
import { divisionsAbove } from '../../../src/catalogue/divisions.ts'
import type { Archived } from '../../../src/store/archived.ts'
import { type Saved, saveDisclosure } from '../../../src/store/save-disclosure.ts'

export interface TestStore {
  readonly store: ArchiveStore
  readonly archive: Archive
  close(): Promise<void>
}

/** A store of its own in a temporary folder, which the database's user may enter. */
export async function openTestStore(): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'mingzhang-api-'))
  await chmod(folder, 0o755)
  const store = await openArchiveStore({ folder })
  return {
    store,
    archive: Archive.over(store),
    close: async () => {
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Reads a sample of the project as an import does, and keeps it with its file. */
export async function keepSample(store: ArchiveStore, name: string): Promise<Saved> {
  const bytes = await readFile(fileURLToPath(new URL(`../../../samples/${name}`, import.meta.url)))
  await store.files.keep(bytes)
  const read = await archiveDocument(bytes, name)
  if (!read.ok) throw new Error(read.message.en)
  return await saveDisclosure(store, read.archived)
}

export interface MadeLine {
  readonly cut?: CutId
  readonly slice: Readonly<Record<string, string>>
  /** Fen. */
  readonly amount: number
}

/** A disclosure with these lines, each printed in one table; `edition` makes another file of the same. */
export function made({
  department,
  division = '310107',
  year = 2025,
  lines,
  edition = 0,
  stage = 'budget',
}: {
  readonly department: string
  readonly division?: string | null
  readonly year?: number
  readonly lines: readonly MadeLine[]
  readonly edition?: number
  readonly stage?: 'budget' | 'final'
}): Archived {
  const identity = Buffer.from(`${department} ${year} ${stage} ${edition}`).toString('hex')
  const sum = lines.reduce((all, line) => all + line.amount, 0)
  return {
    source: { sha256: identity.padStart(64, '0').slice(-64), bytes: 1000, type: 'pdf', name: `${year}-${edition}.pdf` },
    department: { name: department, code: null },
    divisions: division === null ? [] : divisionsAbove(division).map(({ code }) => code),
    year,
    stage,
    scope: 'department',
    place: null,
    units: [],
    program: '0',
    equations: { passed: 0, failed: 0, unchecked: 0, reasons: [] },
    tables: [
      {
        form: 'expenditure',
        title: '支出总表',
        state: 'read',
        place: { page: 3 },
        // A fuller edition counts before an earlier one.
        claims: Array.from({ length: lines.length + edition }, (_, id) => ({
          id,
          slice: lines[id]?.slice ?? {},
          printed: String((lines[id]?.amount ?? 0) / 1_000_000),
          state: 'number' as const,
          amount: lines[id]?.amount ?? 0,
          place: { page: 3, table: 1, row: id + 1, column: 2, box: [10, 20, 30, 40] as const },
        })),
      },
    ],
    facts: lines.map(({ cut = 'expenditure', slice, amount }, claim) => ({ cut, slice, amount, claim })),
    cuts: [{ cut: 'expenditure', form: 'expenditure', facts: lines.length, sum, total: sum }],
    findings: [],
    projects: [],
    passages: [{ kind: 'text', topic: '说明', text: `${department}的养老保障支出有所增加。`, place: { page: 1, line: 2 } }],
    problems: [],
  }
}
