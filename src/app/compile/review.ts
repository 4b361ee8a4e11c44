import type { Fen } from '../../budget/amount.ts'
import type { Finding, Words } from '../../budget/finding.ts'
import { children, nodeName } from '../../catalogue/tree.ts'
import type { Document } from '../../document/document.ts'
import { natureOf } from '../../ledger/facts-of-lines.ts'
import type { Ledger, Line } from '../../ledger/ledger.ts'
import { STATES } from '../../ledger/workflow/states.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import { type BudgetHead, readHead } from './budget-head.ts'
import { readRow, versionLedger } from './budget-row.ts'
import { type Comment, commentsOf } from './comments.ts'
import { ledgerOf } from './guard-context.ts'
import { judgeBudget } from './judge-budget.ts'
import { type KeptVersion, versionsOf } from './versions.ts'

/** An amount now, in the version before, and last year; fen. */
export interface ReviewTotal {
  readonly name: Words
  readonly of: 'all' | 'fund' | 'nature'
  readonly now: Fen
  /** Null where there is no version before. */
  readonly before: Fen | null
  readonly lastYear: Fen
}

/** All that a reviewer looks at before a step. */
export interface Review {
  readonly budget: BudgetHead
  readonly totals: readonly ReviewTotal[]
  /** The version that `before` is of; null where there is none. */
  readonly beforeVersion: number | null
  readonly errors: readonly Words[]
  readonly findings: readonly Finding[]
  /** Cells that cannot be read. */
  readonly problems: readonly Words[]
  readonly comments: readonly Comment[]
  readonly versions: readonly KeptVersion[]
  /** As it would be printed; null where it cannot be. */
  readonly document: Document | null
}

/** A budget for its reviewer. Null where the post does not reach it. */
export async function readReview(store: Store, holder: PostHolder, id: number): Promise<Review | null> {
  return await actAt(store, holder, async (tx) => {
    const budget = await readHead(tx, id)
    const row = await readRow(tx, id)
    if (budget === null || row === null) return null
    const { ledger, problems } = await ledgerOf(tx, row)
    const versions = await versionsOf(tx, id)
    // Under review the newest version is what lies there: it is compared with the one before it.
    const before = versions[STATES[budget.state].writers === undefined ? 1 : 0] ?? null
    const earlier = await versionLedger(tx, id, before?.n ?? null)
    const { errors, findings, document } = judgeBudget(ledger, budget.kind)
    return {
      budget,
      totals: totalsOf(ledger, earlier),
      beforeVersion: before?.n ?? null,
      errors,
      findings,
      problems,
      comments: await commentsOf(tx, budget, holder),
      versions,
      document,
    }
  })
}

const ALL: Words = { zh: '本年支出合计', en: 'Expenditure of the year' }

function totalsOf(now: Ledger, before: Ledger | null): readonly ReviewTotal[] {
  const sums = [sumsOf(now.lines), before === null ? null : sumsOf(before.lines), sumsOf(now.lastYear)] as const
  const keys = [...new Set(sums.flatMap((each) => (each === null ? [] : [...each.keys()])))]
  const rank = { all: 0, fund: 1, nature: 2 } as const
  const natures = children('nature', undefined).flatMap((node) => [node, ...children('nature', node)])
  return (
    keys
      .map((key) => ({ key, at: key.split(' ') as ['all' | 'fund' | 'nature', string?] }))
      // As accountants list them: people, running costs, projects; of the funds the largest first.
      .toSorted(
        (a, b) =>
          rank[a.at[0]] - rank[b.at[0]] ||
          (a.at[0] === 'nature' ? natures.indexOf(a.at[1] ?? '') - natures.indexOf(b.at[1] ?? '') : 0) ||
          (sums[0].get(b.key) ?? 0) - (sums[0].get(a.key) ?? 0),
      )
      .map(
        ({ key, at: [of, node = ''] }): ReviewTotal => ({
          of,
          name: of === 'all' ? ALL : nodeName(of, node, null),
          now: sums[0].get(key) ?? 0,
          before: sums[1] === null ? null : (sums[1].get(key) ?? 0),
          lastYear: sums[2].get(key) ?? 0,
        }),
      )
  )
}

function sumsOf(lines: readonly Line[]): ReadonlyMap<string, Fen> {
  const sums = new Map<string, Fen>([['all ', 0]])
  const add = (key: string, amount: Fen): unknown => sums.set(key, (sums.get(key) ?? 0) + amount)
  for (const line of lines) {
    if (line.flow !== 'expenditure') continue
    add('all ', line.amount)
    add(`fund ${line.fund}`, line.amount)
    add(`nature ${natureOf(line)}`, line.amount)
  }
  return sums
}
