import { z } from 'zod'
import type { Words } from '../budget/finding.ts'
import type { Change } from '../ledger/draft/changes.ts'
import { SHEET_IDS } from '../ledger/draft/draft.ts'
import { canonicalJson } from '../store/audit/audit-entry.ts'
import { EntryChainCheck } from './entry-chain-check.ts'
import { beginsWith } from './file-beginning.ts'

export const ENTRIES_FORMAT = 'mingzhang/budget-entries/1'

const HASH = z.string().regex(/^[0-9a-f]{64}$/u)
const COUNT = z.number().int().nonnegative()

/** The first line of a budget's exported entries. */
const ENTRIES_HEADER = z.strictObject({
  format: z.literal(ENTRIES_FORMAT),
  budget: COUNT,
  organisation: z.string(),
  kind: z.enum(['unit', 'department']),
  year: COUNT,
  entries: COUNT,
  /** Hash of the last entry: the audit trail names it with every step. */
  head: HASH,
  /** Hash of the draft that the entries make. */
  draft: HASH,
  versions: z.array(z.strictObject({ n: COUNT, entries: COUNT, head: HASH, ledger: HASH })),
  /** Names of who wrote, by their ids: said here, held by no hash. */
  people: z.record(z.string(), z.string()),
  exported: z.string(),
})
export type EntriesHeader = z.infer<typeof ENTRIES_HEADER>

const SHEET = z.enum(SHEET_IDS as [string, ...string[]])
const TEXTS = z.record(z.string(), z.string())
const CHANGE = z.union([
  z.strictObject({
    kind: z.literal('set'),
    sheet: SHEET,
    row: z.string(),
    field: z.string(),
    before: z.string(),
    after: z.string(),
  }),
  z.strictObject({ kind: z.enum(['add', 'remove']), sheet: SHEET, row: z.string(), at: z.number(), texts: TEXTS }),
])
const ENTRY = z.strictObject({
  budget: COUNT,
  n: COUNT,
  key: z.string(),
  actor: z.string(),
  at: z.string(),
  reason: z.string(),
  changes: z.array(CHANGE),
  previous: HASH,
  hash: HASH,
})
const OPENING = z.record(z.string(), z.array(z.strictObject({ id: z.string(), at: z.number(), texts: TEXTS })))

/** What checking a budget's exported entries gives. Nothing but the file is asked. */
export type EntriesVerification =
  | {
      readonly readable: true
      readonly organisation: string
      readonly year: number
      /** Entries that are in order, and the hash of the last of them. */
      readonly entries: number
      readonly head: string
      readonly versions: EntriesHeader['versions']
      /** Versions whose ledger was made again from the entries, to the same bytes. */
      readonly reproduced: number
      readonly fault: (Words & { readonly line: number }) | null
    }
  | { readonly readable: false; readonly message: Words }

const BEGINNING = `{"format":"${ENTRIES_FORMAT.slice(0, -1)}`

/** Whether a file begins as a budget's exported entries do. */
export async function isEntriesExport(path: string): Promise<boolean> {
  return await beginsWith(path, BEGINNING)
}

/**
 * Checks a budget's exported entries: each follows the one before and is what it was when it was written, together they make the draft, and every version
 * names the hash of the last entry that it holds. Whoever can write the database can also make another whole chain: against that stand a hash noted
 * elsewhere, the audit trail, and the ledger's hash in what was published.
 *
 * @param text the whole file; entries are small beside what else is read
 * @param head a hash noted earlier (of the draft's last entry then, or of a version's ledger): the file must have it
 */
export function verifyEntries(text: string, path: string, { head: noted }: { readonly head?: string } = {}): EntriesVerification {
  const [first = '', second = '', ...rest] = text.split('\n')
  const parsed = ENTRIES_HEADER.safeParse(parse(first))
  const opening = OPENING.safeParse(parse(second))
  if (!parsed.success || !opening.success)
    return {
      readable: false,
      message: {
        zh: `${path} 的前两行不是预算编制记录的开头。请给出在“历史”页导出的文件。`,
        en: `The first two lines of ${path} do not begin a budget's entries. Name a file that the page "History" gave.`,
      },
    }
  const header = parsed.data
  const check = new EntryChainCheck(opening.data, header.versions, header.kind)
  let line = 2
  let seen = noted === undefined || header.versions.some(({ ledger, head }) => ledger === noted || head === noted)
  let fault: Words | null = null
  for (const each of rest) {
    line++
    if (each === '' && line === rest.length + 2) break
    const value = parse(each)
    const entry = ENTRY.safeParse(value)
    if (!entry.success || each !== canonicalJson(value) || entry.data.budget !== header.budget) {
      fault = {
        zh: `第 ${line} 行不是这份预算的一条完整记录，或写法被改过。`,
        en: `Line ${line} is no whole entry of this budget, or is not written as it was.`,
      }
      break
    }
    if (!check.add({ ...entry.data, changes: entry.data.changes as readonly Change[] })) break
    seen ||= entry.data.hash === noted
  }
  if (fault === null && check.fault === null) check.end(header)
  fault ??= check.fault
  if (fault === null && !seen)
    fault = {
      zh: `没有一条的哈希是 ${noted ?? ''}：这不是当时那条链，或当时记下的有误。`,
      en: `No entry or version has the hash ${noted ?? ''}: this is not the chain of that time, or it was noted wrongly.`,
    }
  return {
    readable: true,
    organisation: header.organisation,
    year: header.year,
    entries: check.count,
    head: check.head,
    versions: header.versions,
    reproduced: check.reproduced,
    fault: fault === null ? null : { ...fault, line },
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return null
  }
}
