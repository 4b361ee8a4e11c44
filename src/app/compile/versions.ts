import type { Transaction } from 'kysely'
import { compareProofs, type EquationDifference } from '../../checks/compare-proofs.ts'
import { compareReadings, type TableDifference } from '../../checks/compare-readings.ts'
import type { Document } from '../../document/document.ts'
import { compareParagraphs, type ParagraphDifference } from '../../document/compare-paragraphs.ts'
import { compareLedgers, type LedgerComparison } from '../../ledger/compare-ledgers.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { TransitionId } from '../../ledger/workflow/transitions.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { proveLedger } from '../prove-ledger.ts'
import { type BudgetHead, readHead } from './budget-head.ts'
import { readRow, versionLedger } from './budget-row.ts'
import { ledgerOf } from './guard-context.ts'
import type { VersionSummary } from './judge-budget.ts'

/** A draft as it was kept when it was handed in. */
export interface KeptVersion {
  readonly n: number
  readonly name: string
  readonly at: Date
  readonly transition: TransitionId
  readonly entries: number
  /** SHA-256 of its ledger: what a publication's manifest names. */
  readonly sha256: string
  readonly summary: VersionSummary
}

export interface Versions {
  readonly budget: BudgetHead
  /** The newest first. */
  readonly versions: readonly KeptVersion[]
  /** Whether last year's approved budget is here to be compared with. */
  readonly hasLastYear: boolean
}

/** What can be compared: a version by its number, the draft as it is, and what was approved for the year before. */
export type Side = { readonly kind: 'version'; readonly n: number } | { readonly kind: 'draft' } | { readonly kind: 'last-year' }

/** `v3`, `draft`, `last-year`, as they stand in addresses. Null for anything else. */
export function readSide(text: string): Side | null {
  const n = /^v([1-9]\d{0,5})$/u.exec(text)?.[1]
  if (n !== undefined) return { kind: 'version', n: Number(n) }
  return text === 'draft' || text === 'last-year' ? { kind: text } : null
}

export function writeSide(side: Side): string {
  return side.kind === 'version' ? `v${side.n}` : side.kind
}

/** Two states of a budget, as they would be printed. */
export interface Compared {
  readonly budget: BudgetHead
  readonly before: Ledger
  readonly after: Ledger
}

export interface ComparedTables {
  readonly tables: readonly TableDifference[]
  readonly paragraphs: readonly ParagraphDifference[]
  /** The later one as it is printed, to show the differences in. */
  readonly document: Document
}

/** The versions of a budget. Null where the post does not reach it. */
export async function listVersions(store: Store, holder: PostHolder, id: number): Promise<Versions | null> {
  return await actAt(store, holder, async (tx) => {
    const budget = await readHead(tx, id)
    if (budget === null) return null
    return { budget, versions: await versionsOf(tx, id), hasLastYear: (await lastYear(tx, budget)) !== null }
  })
}

export async function versionsOf(tx: Transaction<Schema>, id: number): Promise<readonly KeptVersion[]> {
  const rows = await tx
    .selectFrom('budget_version')
    .leftJoin('account_user', 'account_user.id', 'budget_version.actor')
    .select(['n', 'actor', 'at', 'transition', 'entries', 'sha256', 'summary', 'name'])
    .where('budget_id', '=', id)
    .orderBy('n', 'desc')
    .execute()
  return rows.map(({ n, actor, at, transition, entries, sha256, summary, name }) => ({
    n,
    name: name ?? actor,
    at,
    transition: transition as TransitionId,
    entries,
    sha256: sha256.toString('hex'),
    summary: summary as VersionSummary,
  }))
}

/** The ledgers of two states of a budget. Null where the post does not reach it, or where one of them is not there. */
export async function readSides(
  store: Store,
  holder: PostHolder,
  id: number,
  { from, to }: { readonly from: Side; readonly to: Side },
): Promise<Compared | null> {
  return await actAt(store, holder, async (tx) => {
    const budget = await readHead(tx, id)
    if (budget === null) return null
    const [before, after] = [await sideLedger(tx, budget, from), await sideLedger(tx, budget, to)]
    return before === null || after === null ? null : { budget, before, after }
  })
}

async function sideLedger(tx: Transaction<Schema>, budget: BudgetHead, side: Side): Promise<Ledger | null> {
  if (side.kind === 'version') return await versionLedger(tx, budget.id, side.n)
  if (side.kind === 'last-year') return await lastYear(tx, budget)
  const row = await readRow(tx, budget.id)
  return row === null ? null : (await ledgerOf(tx, row)).ledger
}

async function lastYear(tx: Transaction<Schema>, budget: BudgetHead): Promise<Ledger | null> {
  const last = await tx
    .selectFrom('budget')
    .select(['id', 'approved'])
    .where('organisation_id', '=', budget.organisation)
    .where('year', '=', budget.year - 1)
    .executeTakeFirst()
  return last === undefined ? null : await versionLedger(tx, last.id, last.approved)
}

/** What differs row by row, whatever it is printed as. */
export function compareLines({ before, after }: Compared): LedgerComparison {
  return compareLedgers(before, after)
}

/** What is printed otherwise: every cell with the one of the same meaning, and the running text. Throws `PublishError` where one cannot be printed. */
export function compareTables({ budget, before, after }: Compared): ComparedTables {
  const [old, now] = [proveLedger(before, { variant: budget.kind }), proveLedger(after, { variant: budget.kind })]
  return {
    tables: compareReadings(old.reading, now.reading),
    paragraphs: compareParagraphs(old.document, now.document),
    document: now.document,
  }
}

/** Which equations come out otherwise. Throws `PublishError` where one cannot be printed. */
export function compareEquations({ budget, before, after }: Compared): readonly EquationDifference[] {
  const [old, now] = [before, after].map((ledger) => {
    const { proof, reading } = proveLedger(ledger, { variant: budget.kind })
    return { proof, cards: reading.cards }
  })
  return old === undefined || now === undefined ? [] : compareProofs(old, now)
}
