import type { Fen } from '../../budget/amount.ts'
import { spent, type SumAxis, sumByNode } from '../../ledger/sum-lines.ts'
import { addUp } from './add-up.ts'
import type { ApprovedMoney } from './approved-money.ts'

/** Expenditure as it was approved for the year, and as it was revised since. Fen. */
export interface Revised {
  readonly given: Fen
  readonly now: Fen
}

/** What a department's approved units spend, without what they pay each other. */
export interface DepartmentRevised extends Revised {
  readonly organisation: number
  /** How many of its units were approved; nothing of the others is in it. */
  readonly units: number
}

export interface DivisionRevised {
  readonly departments: readonly DepartmentRevised[]
  readonly nodes: readonly (Revised & { readonly node: string })[]
  readonly total: Revised
}

/** One department's approved units, each and together. */
export interface UnitsRevised {
  readonly units: readonly (Revised & { readonly budget: number; readonly name: string })[]
  readonly before: Revised
  readonly after: Revised
}

/** All departments of which something was approved; null where nothing was. */
export function reviseDivision(
  units: readonly ApprovedMoney[],
  { axis, level }: { readonly axis: SumAxis; readonly level: number },
): DivisionRevised | null {
  if (units.length === 0) return null
  const departments = [...Map.groupBy(units, ({ department }) => department)].map(([organisation, own]) => ({
    organisation,
    units: own.length,
    ...bothOf(own),
  }))
  const nodes = (side: 'given' | 'now'): ReadonlyMap<string, Fen> =>
    sumByNode(
      departments.flatMap((department) => department[side].lines),
      axis,
      level,
    )
  const [given, now] = [nodes('given'), nodes('now')]
  const sum = (side: 'given' | 'now'): Fen => departments.reduce((total, department) => total + department[side].after, 0)
  return {
    departments: departments.map((each) => ({ ...each, given: each.given.after, now: each.now.after })),
    nodes: [...new Set([...given.keys(), ...now.keys()])]
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((node) => ({ node, given: given.get(node) ?? 0, now: now.get(node) ?? 0 })),
    total: { given: sum('given'), now: sum('now') },
  }
}

/** One department's; null where none of its units was approved. */
export function reviseUnits(units: readonly ApprovedMoney[]): UnitsRevised | null {
  if (units.length === 0) return null
  const { given, now } = bothOf(units)
  return {
    units: units.map((unit) => ({ budget: unit.budget, name: unit.name, given: spent(unit.given), now: spent(unit.now) })),
    before: { given: given.before, now: now.before },
    after: { given: given.after, now: now.after },
  }
}

/** A department's units added up both ways: once where nothing was revised, as with most. */
function bothOf(units: readonly ApprovedMoney[]) {
  const given = addUp(units.map(({ given: lines }) => ({ lines })))
  const isRevised = units.some((unit) => unit.now !== unit.given)
  return { given, now: isRevised ? addUp(units.map(({ now: lines }) => ({ lines }))) : given }
}
