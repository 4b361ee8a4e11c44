import type { Fen } from '../budget/amount.ts'
import type { Slice } from '../budget/slice.ts'
import { depth } from '../catalogue/tree.ts'
import { isInside } from '../catalogue/inside.ts'
import type { View, Views } from './adopt-views.ts'
import { factOf, natureOf } from './facts-of-lines.ts'
import { BLANK_LINE, type LedgerUnit, type Line } from './ledger.ts'

/**
 * Lines of money whose sum over the slice of every view is what the view says, and which say nothing that the views do not.
 *
 * Views are taken from the narrowest to the widest, and each gets a line for what the lines within it do not yet explain. Where two cuts
 * of one amount are printed (by function, and by economic class) and how they meet is not, the second cut's lines are taken back by one line
 * of their common whole, below zero and marked as undecided: no sum counts them twice, and whoever knows the answer moves the money.
 * (This is Möbius inversion over the order of slices.)
 */
export function linesOfViews(views: Views, units: readonly LedgerUnit[]): readonly Line[] {
  const drafts = [...views.values()].map((view) => {
    const line = lineOf(view)
    return { view, line, fact: factOf(line, units), inside: 0 }
  })
  for (const outer of drafts) for (const inner of drafts) if (isInside(inner.fact, outer.view.slice)) outer.inside++
  // What lies within something that lies within a third lies within the third: whoever has fewer within comes first.
  drafts.sort((a, b) => a.inside - b.inside)
  const made: { line: Line; fact: ReturnType<typeof factOf> }[] = []
  for (const { view, line, fact } of drafts) {
    let explained: Fen = 0
    for (const one of made) if (isInside(one.fact, view.slice)) explained += one.fact.amount
    const amount = view.amount - explained
    if (amount !== 0) made.push({ line: { ...line, amount }, fact: { ...fact, amount } })
  }
  return joined(
    made.map(({ line }) => line),
    units,
  )
    .map((line) => ({ ...line, undecided: isUndecided(line) }))
    .toSorted(byPrintedOrder)
}

/**
 * Where one of two cuts of an amount is a single line, the cuts meet in one way only: its nodes go to the lines of the other cut, and the
 * line below zero, which took it back, goes with it.
 */
function joined(lines: readonly Line[], units: readonly LedgerUnit[]): readonly Line[] {
  let current = [...lines]
  for (const taken of lines.filter((line) => line.amount < 0)) {
    const whole = sliceOfLine(taken, units)
    const within = current.filter((l) => l.amount > 0 && isInside(factOf(l, units), whole))
    const sole = within.find(
      (one) => one.amount === -taken.amount && sumOf(within.filter((l) => l !== one)) === -taken.amount && within.length > 1,
    )
    if (sole === undefined || within.length === 0) continue
    const others = new Set(within.filter((l) => l !== sole))
    const cut = NODES.filter((node) => sole[node] !== taken[node])
    if ([...others].some((l) => l.items.length > 0 || cut.some((node) => l[node] !== taken[node]))) continue
    const nodes = Object.fromEntries(cut.map((node) => [node, sole[node]]))
    current = current.flatMap((l) => (l === sole || l === taken ? [] : [others.has(l) ? { ...l, ...nodes } : l]))
  }
  return current
}

const NODES = ['fund', 'function', 'economic', 'nature', 'project'] as const

function sumOf(lines: readonly Line[]): Fen {
  return lines.reduce((sum, line) => sum + line.amount, 0)
}

function lineOf({ slice, amount }: View): Line {
  const { flow = '', fund = '', function: code = '', economic = '', nature = '', project = '', item } = slice
  return { ...BLANK_LINE, flow, fund, function: code, economic, nature, project, items: item === undefined ? [] : [item], amount }
}

const WHOLE_FUNDS: ReadonlySet<string> = new Set(['', 'appropriation', 'non-appropriation', 'other-sources'])

/** Whether something that a ledger of its own would say is open. */
function isUndecided(line: Line): boolean {
  if (line.amount < 0 || WHOLE_FUNDS.has(line.fund) || depth('function', line.function) !== 3) return true
  if (line.flow !== 'expenditure') return false
  const nature = natureOf(line)
  return nature === '' || nature === 'basic' || line.economic === '' || (nature === 'project' && line.project === '')
}

const FLOWS = ['income', 'brought-forward', 'reserves-used', 'sources', 'expenditure', 'allocations', 'carried-forward', 'uses']

function byPrintedOrder(a: Line, b: Line): number {
  const key = (line: Line): string =>
    [
      FLOWS.indexOf(line.flow),
      line.amount < 0 ? 1 : 0,
      line.economic === '' ? 0 : 1,
      line.fund,
      line.function,
      line.economic,
      line.project,
    ].join('|')
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0
}

/** The slice that a line stands for. */
export function sliceOfLine(line: Line, units: readonly LedgerUnit[]): Slice {
  return factOf(line, units).slice
}
