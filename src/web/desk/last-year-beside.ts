import type { Fen } from '../../budget/amount.ts'
import { natureOf } from '../../ledger/facts-of-lines.ts'
import type { Line } from '../../ledger/ledger.ts'

/** Last year beside a line of this year. */
export interface Beside {
  /** Fen of last year's lines of the same kind; null where there are none. */
  readonly before: Fen | null
  /** Fen of this year's lines of the kind, less last year's; null on all but the first line of a kind, which speaks for the others. */
  readonly change: Fen | null
}

/** What stands beside each line of this year, in their order, and the lines of last year whose kind is not planned any more. */
export interface BesideAll {
  readonly lines: readonly Beside[]
  readonly ended: readonly Line[]
}

/** Last year beside this year. */
export function besideLastYear(lines: readonly Line[], lastYear: readonly Line[]): BesideAll {
  if (lastYear.length === 0) return { lines: lines.map(() => ({ before: null, change: null })), ended: [] }
  // A department's lines are its units', each beside its own: where both years name them.
  const byUnit = [lines, lastYear].every((each) => each.some(({ unit }) => unit !== ''))
  const kindOf = (line: Line): string => (byUnit ? `${line.unit}\n${purposeOf(line)}` : purposeOf(line))
  const kinds = lines.map(kindOf)
  const before = sums(lastYear.map(kindOf), lastYear)
  const now = sums(kinds, lines)
  const said = new Set<string>()
  return {
    lines: kinds.map((kind) => {
      if (said.has(kind)) return { before: null, change: null }
      said.add(kind)
      const was = before.get(kind) ?? null
      return { before: was, change: (now.get(kind) ?? 0) - (was ?? 0) }
    }),
    ended: lastYear.filter((line) => line.amount !== 0 && !now.has(kindOf(line))),
  }
}

/** What makes two lines of one kind: everything that says what the money is for. Names hold no line ends. */
function purposeOf(line: Line): string {
  return `${line.flow}\n${line.fund}\n${line.function}\n${line.economic}\n${natureOf(line)}\n${line.project}\n${line.origin}`
}

function sums(kinds: readonly string[], lines: readonly Line[]): ReadonlyMap<string, Fen> {
  const sum = new Map<string, Fen>()
  lines.forEach(({ amount }, i) => {
    const kind = kinds[i] ?? ''
    sum.set(kind, (sum.get(kind) ?? 0) + amount)
  })
  return sum
}
