import { printFen, type Fen } from '../budget/amount.ts'
import type { Words } from '../budget/finding.ts'
import { isAtOrBelow } from './at-or-below.ts'
import { isSource, natureOf, ORIGIN_FLOW, sourceOfUse } from './facts-of-lines.ts'
import type { Line } from './ledger.ts'
import { followMoney, type Followed } from './follow-money.ts'

/** A way in which units of one department pay each other: the same yuan is expenditure of one and income of the other. */
export interface TransferKind {
  readonly id: 'subsidy' | 'remittance'
  readonly name: Words
  /** Node of `nature` on the paying side. */
  readonly nature: string
  /** Node of `fund` on the receiving side. */
  readonly fund: string
}

export const TRANSFER_KINDS: readonly TransferKind[] = [
  {
    id: 'subsidy',
    name: { zh: '对附属单位补助支出与上级补助收入', en: 'subsidies to affiliates, and subsidies from superiors' },
    nature: 'subsidy',
    fund: 'superior-subsidy',
  },
  {
    id: 'remittance',
    name: { zh: '上缴上级支出与附属单位上缴收入', en: 'remittances to superiors, and remittances of affiliates' },
    nature: 'remittance',
    fund: 'affiliate-remittance',
  },
]

/** What units paid each other in one of these ways, and what became of it. */
export interface InternalTransfer {
  readonly kind: TransferKind
  /** Fen by unit, on either side. */
  readonly paid: readonly UnitAmount[]
  readonly received: readonly UnitAmount[]
  /** Fen taken out on both sides; zero where both stand. */
  readonly eliminated: Fen
  /** Why both sides stand; null where they were taken out. */
  readonly stands: Words | null
}

export interface UnitAmount {
  readonly unit: string
  readonly amount: Fen
}

/**
 * Takes what units of one department pay each other out of their lines, every one of which names its unit. What the receiver does with the money is
 * kept, as done with the payer's fund: so sources equal uses before and after, in total, by fund and by function. Where the two sides do not agree,
 * both stand, and it is said. Linear.
 */
export function eliminateTransfers(lines: readonly Line[]): {
  readonly lines: readonly Line[]
  readonly transfers: readonly InternalTransfer[]
  /** Which funds stand now for money from within, see `Followed`. */
  readonly funds: Followed['funds']
} {
  const written = withSources(lines)
  const isWritten = written.some(isSource)
  const sides = TRANSFER_KINDS.map((kind) => sidesOf(kind, written, isWritten)).filter(
    ({ paid, received }) => paid.length > 0 || received.length > 0,
  )
  const agreed = sides.filter((side) => side.stands === null).map(({ kind }) => kind)
  const without = agreed.length === 0 ? null : followMoney(written, agreed, isWritten)
  if (without === null) {
    const transfers = sides.map((side) => ({ ...side, eliminated: 0, stands: side.stands ?? NOT_TRACED }))
    return { lines: written, transfers, funds: new Map() }
  }
  return {
    ...without,
    transfers: sides.map((side) => ({ ...side, eliminated: side.stands === null ? sumOf(side.paid) : 0 })),
  }
}

const NOT_TRACED: Words = {
  zh: '两边金额相等，但有单位收到的钱与它的支出对不上，或付出的钱没有来源，所以没有抵销。请核对这些单位的收支。',
  en: 'Both sides agree, yet what a unit received is not what it spends of it, or what it paid has no source: both stand. Check the units.',
}

/** Where one unit writes out its sources, those of all are written: else they would no longer follow from the uses. */
function withSources(lines: readonly Line[]): readonly Line[] {
  const writers = new Set(lines.filter(isSource).map(({ unit }) => unit))
  if (writers.size === 0) return lines
  return [...lines.filter(({ unit, amount }) => !writers.has(unit) && amount !== 0).map(sourceOfUse), ...lines]
}

function sidesOf(
  kind: TransferKind,
  lines: readonly Line[],
  isWritten: boolean,
): Pick<InternalTransfer, 'kind' | 'paid' | 'received' | 'stands'> {
  const pays = lines.filter((line) => isPayment(line) && natureOf(line) === kind.nature)
  const receipts = lines.filter(
    (line) =>
      line.fund === kind.fund &&
      (isWritten ? isAtOrBelow('flow', line.flow, 'income') : ORIGIN_FLOW[line.origin] === 'income' && !isSource(line)),
  )
  const [paid, received] = [byUnit(pays), byUnit(receipts)]
  const [out, into] = [sumOf(paid), sumOf(received)]
  const undecided = [...pays, ...receipts].some(({ amount }) => amount < 0)
  return { kind, paid, received, stands: out === into && !undecided ? null : disagreement(out, into) }
}

function disagreement(out: Fen, into: Fen): Words {
  if (out === 0)
    return {
      zh: `收到${yuan(into)}元，部门内没有单位列为付出，视为来自部门以外。`,
      en: `${yuan(into)} yuan were received, and no unit of the department says that it paid them: taken as from outside.`,
    }
  if (into === 0)
    return {
      zh: `付出${yuan(out)}元，部门内没有单位列为收到，视为付给部门以外。`,
      en: `${yuan(out)} yuan were paid, and no unit of the department says that it received them: taken as paid outside.`,
    }
  if (out === into)
    return {
      zh: '其中有负数的待定行，没有抵销。请先把它们理清。',
      en: 'There are undecided lines below zero among them: both stand. Settle those first.',
    }
  return {
    zh: `付出${yuan(out)}元，收到${yuan(into)}元，相差${yuan(Math.abs(out - into))}元，两边都保留。请核对双方的金额。`,
    en: `${yuan(out)} yuan were paid and ${yuan(into)} received, which differ by ${yuan(Math.abs(out - into))}: both stand. Compare the two.`,
  }
}

function isPayment(line: Line): boolean {
  return isAtOrBelow('flow', line.flow, 'expenditure')
}

function byUnit(lines: readonly Line[]): readonly UnitAmount[] {
  const sums = new Map<string, Fen>()
  for (const { unit, amount } of lines) if (amount !== 0) sums.set(unit, (sums.get(unit) ?? 0) + amount)
  return [...sums].map(([unit, amount]) => ({ unit, amount }))
}

function sumOf(amounts: readonly UnitAmount[]): Fen {
  return amounts.reduce((sum, { amount }) => sum + amount, 0)
}

function yuan(fen: Fen): string {
  return printFen(fen, 100, 2)
}
