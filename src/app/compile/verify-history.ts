import type { Transaction } from 'kysely'
import type { Words } from '../../budget/finding.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import { canonicalJson } from '../../store/audit/audit-entry.ts'
import { draftHash } from '../../store/budgets/entry-chain.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { type ChainedVersion, EntryChainCheck } from '../entry-chain-check.ts'
import { sha256 } from '../manifest.ts'
import { ENTRIES_FORMAT, type EntriesHeader } from '../verify-entries.ts'
import { draftFrom } from './budget-row.ts'
import { entriesOf } from './fold-entries.ts'

export interface HistoryVerified {
  /** Entries that are in order, and the hash of the last of them. */
  readonly entries: number
  readonly head: string
  readonly versions: number
  /** Versions whose ledger was made again from the entries, to the same bytes. */
  readonly reproduced: number
  /** What is wrong first; null where all holds. */
  readonly fault: Words | null
}

/** Goes along all entries of a budget, and holds what they make against its draft and its versions. Null where the post does not reach it. */
export async function verifyHistory(store: Store, holder: PostHolder, id: number): Promise<HistoryVerified | null> {
  return await actAt(store, holder, async (tx) => {
    const kept = await keptOf(tx, id)
    if (kept === null) return null
    const { budget, versions, ledgers } = kept
    const check = new EntryChainCheck(budget.opening, versions, budget.kind)
    for await (const entry of entriesOf(tx, id, budget.entries)) if (!check.add(entry)) break
    check.end({ entries: budget.entries, head: budget.head.toString('hex'), draft: draftHash(draftFrom(budget.draft)) })
    const torn = versions.find(({ ledger }, i) => sha256(new TextEncoder().encode(ledgers[i])) !== ledger)
    const fault =
      check.fault ??
      (torn === undefined
        ? null
        : {
            zh: `第 ${torn.n} 版的内容与它的哈希不符：被改动过。`,
            en: `Version ${torn.n} does not fit its hash: it was changed.`,
          })
    return { entries: check.count, head: check.head, versions: versions.length, reproduced: check.reproduced, fault }
  })
}

/**
 * All entries of a budget as a text that `mingzhang verify` checks without the database, a line each: a header, what the draft began as, the entries. Null
 * where the post does not reach it.
 */
export async function exportHistory(store: Store, holder: PostHolder, id: number, now: Date): Promise<readonly string[] | null> {
  return await actAt(store, holder, async (tx) => {
    const kept = await keptOf(tx, id)
    if (kept === null) return null
    const { budget, versions } = kept
    const people = await tx
      .selectFrom('budget_entry')
      .innerJoin('account_user', 'account_user.id', 'budget_entry.actor')
      .select(['actor', 'name'])
      .distinct()
      .where('budget_id', '=', id)
      .execute()
    const header: EntriesHeader = {
      format: ENTRIES_FORMAT,
      budget: id,
      organisation: budget.name,
      kind: budget.kind,
      year: budget.year,
      entries: budget.entries,
      head: budget.head.toString('hex'),
      draft: draftHash(draftFrom(budget.draft)),
      versions: [...versions],
      people: Object.fromEntries(people.map(({ actor, name }) => [actor, name])),
      exported: now.toISOString(),
    }
    const lines = [JSON.stringify(header), canonicalJson(budget.opening)]
    for await (const entry of entriesOf(tx, id, budget.entries)) lines.push(canonicalJson(entry))
    return lines
  })
}

async function keptOf(tx: Transaction<Schema>, id: number) {
  const budget = await tx
    .selectFrom('budget')
    .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
    .select([
      'budget.opening',
      'budget.draft',
      'budget.entries',
      'budget.head',
      'budget.kind',
      'budget.year',
      'organisation.name',
    ])
    .where('budget.id', '=', id)
    .executeTakeFirst()
  if (budget === undefined) return null
  const rows = await tx
    .selectFrom('budget_version')
    .select(['n', 'entries', 'head', 'sha256', 'ledger'])
    .where('budget_id', '=', id)
    .orderBy('n')
    .execute()
  const versions = rows.map(
    ({ n, entries, head, sha256: hash }): ChainedVersion => ({
      n,
      entries,
      head: head.toString('hex'),
      ledger: hash.toString('hex'),
    }),
  )
  return { budget, versions, ledgers: rows.map(({ ledger }) => ledger) }
}
