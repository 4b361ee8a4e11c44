import type { Fact } from '../budget/account.ts'
import type { Dimension } from '../budget/slice.ts'
import { BLANK_LINE, type LedgerUnit, type Line, type Origin } from './ledger.ts'
import { isAtOrBelow } from './at-or-below.ts'

/** Economic classes whose money the law wants shown by what it buys (“三公”经费, 会议费, 培训费), wherever it is booked. */
const ITEM_OF_CLASS: Readonly<Record<string, string>> = {
  '30212': 'abroad-other',
  '30215': 'meeting',
  '30216': 'training',
  '30217': 'reception',
  '30231': 'vehicle-running',
  '30913': 'vehicle-purchase',
  '31013': 'vehicle-purchase',
}

/** The flow that money of an origin comes in by. */
export const ORIGIN_FLOW: Readonly<Record<Origin, string>> = {
  'this-year': 'income',
  carried: 'brought-forward',
  reserves: 'reserves-used',
}

/** Basic expenditure is personnel (301, 303) or running cost (all other classes); money of a project is project expenditure. */
export function natureOf(line: Line): string {
  if (line.nature !== '' || !isAtOrBelow('flow', line.flow, 'expenditure')) return line.nature
  if (line.project !== '') return 'project'
  if (line.economic === '') return ''
  return /^30[13]/u.test(line.economic) ? 'personnel' : 'running'
}

/**
 * The nodes of `item` that a line's money belongs to. 机关运行经费 is what administrative units and those run like them spend from the
 * general public budget on running (预算法第十四条); a line without a unit is the department's own, which is the first in the list.
 */
export function itemsOf(line: Line, units: readonly LedgerUnit[]): readonly string[] {
  if (!isAtOrBelow('flow', line.flow, 'expenditure')) return line.items
  const items = new Set(line.items)
  const ofClass = ITEM_OF_CLASS[line.economic]
  // Who says that travel is for teaching has said which travel it is.
  if (ofClass !== undefined && !(ofClass === 'abroad-other' && items.has('abroad-teaching'))) items.add(ofClass)
  const unit = unitNamed(units, line.unit) ?? (line.unit === '' ? units[0] : undefined)
  const administrative = unit === undefined ? line.unit === '' : /行政|参照|参公|机关/u.test(unit.kind)
  if (administrative && line.fund === 'general' && natureOf(line) === 'running') items.add('running-cost')
  return [...items].toSorted()
}

const indexes = new WeakMap<readonly LedgerUnit[], ReadonlyMap<string, LedgerUnit>>()

/** The first unit of a name. A department of hundreds of units has a hundred thousand lines that ask. */
function unitNamed(units: readonly LedgerUnit[], name: string): LedgerUnit | undefined {
  let index = indexes.get(units)
  if (index === undefined) {
    index = new Map(units.toReversed().map((unit) => [unit.name, unit]))
    indexes.set(units, index)
  }
  return index.get(name)
}

/** Whether a line says where money comes from. */
export function isSource(line: Line): boolean {
  return isAtOrBelow('flow', line.flow, 'sources')
}

/** The source that a use has where none is written: the year's income, or what its origin says. */
export function sourceOfUse({ unit, fund, function: code, origin, amount }: Line): Line {
  return { ...BLANK_LINE, unit, flow: ORIGIN_FLOW[origin], fund, function: code, amount }
}

/** One line as a fact. */
export function factOf(line: Line, units: readonly LedgerUnit[]): Fact {
  const slice: Partial<Record<Dimension, string>> = {}
  const set = (dimension: Dimension, node: string): void => {
    if (node !== '') slice[dimension] = node
  }
  set('flow', line.flow)
  set('fund', line.fund)
  set('function', line.function)
  set('economic', line.economic)
  set('government-economic', line.governmentEconomic)
  set('nature', natureOf(line))
  set('project', line.project)
  set('unit', line.unit)
  return { slice, amount: line.amount, items: itemsOf(line, units) }
}

/**
 * Lines as facts. Where no line says where money comes from, every use has its source: the year's income, or what its origin says.
 * Where some do, they are taken as they stand, and the law sources = uses is for the checks.
 */
export function factsOfLines(lines: readonly Line[], units: readonly LedgerUnit[]): readonly Fact[] {
  const uses = lines.map((line) => factOf(line, units)).filter((fact) => fact.amount !== 0)
  if (lines.some(isSource)) return uses
  const sources = lines.map((line) => factOf(sourceOfUse(line), units))
  return [...sources.filter((fact) => fact.amount !== 0), ...uses]
}
