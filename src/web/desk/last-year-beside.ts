import type { Fen } from '../../budget/amount.ts'
import type { Line } from '../../ledger/ledger.ts'
import { natureOf } from '../../ledger/facts-of-lines.ts'

/** Last year beside a line of this year. */
export interface Beside {
  /** Fen of last year's lines of the same kind; null where there are none. */
  readonly before: Fen | null
  /** Fen of this year's lines of the kind, less last year's; null on all but the first line of a kind, which speaks for the others. */
  readonly change: Fen | null
}

/** What makes two lines of one kind: everything that says what the money is for. */
function kindOf(line: Line): string {
  return JSON.stringify([line.flow, line.fund, line.function, line.economic, natureOf(line), line.project, line.origin])
}

/** For every line of this year, in its order, what last year had for the same. */
export function besideLastYear(lines: readonly Line[], lastYear: readonly Line[]): readonly Beside[] {
  const before = sums(lastYear)
  const now = sums(lines)
  const said = new Set<string>()
  return lines.map((line) => {
    const kind = kindOf(line)
    if (said.has(kind)) return { before: null, change: null }
    said.add(kind)
    const was = before.get(kind) ?? null
    return { before: was, change: lastYear.length === 0 ? null : (now.get(kind) ?? 0) - (was ?? 0) }
  })
}

/** Lines of last year whose kind is not planned any more. */
export function endedSince(lines: readonly Line[], lastYear: readonly Line[]): readonly Line[] {
  const now = sums(lines)
  return lastYear.filter((line) => line.amount !== 0 && !now.has(kindOf(line)))
}

function sums(lines: readonly Line[]): ReadonlyMap<string, Fen> {
  const sum = new Map<string, Fen>()
  for (const line of lines) sum.set(kindOf(line), (sum.get(kindOf(line)) ?? 0) + line.amount)
  return sum
}
