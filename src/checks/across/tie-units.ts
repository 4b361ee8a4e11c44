import type { Claim } from '../../budget/claim.ts'
import { sliceKey, without, type Slice } from '../../budget/slice.ts'
import { isAncestor } from '../../catalogue/tree.ts'
import type { Figures } from './figures.ts'
import { isTelling, toleranceAcross, type Joint } from './joint.ts'
import { nameOf } from './names.ts'
import type { Party } from './relations.ts'

const BASIS = '各部门预算由本部门及其所属各单位预算组成（预算法第八条）'
const TRANSFER_FUNDS = new Set(['superior-subsidy', 'affiliate-remittance'])
const TRANSFER_NATURES = new Set(['remittance', 'subsidy'])

/** A unit of the set with its figures. */
export interface UnitFigures {
  readonly party: Party
  readonly figures: Figures
}

/** Whether the units are all that the department has, and how that is known; null where some may be missing. */
export type Completeness = 'listed' | 'totals' | null

/** A department against its units in the set. */
export function tieUnits(joint: Joint, party: Party, department: Figures, units: readonly UnitFigures[]): Completeness {
  for (const unit of units) tieRows(joint, party, department, unit)
  const completeness = completenessOf(party, department, units)
  const hasTransfers = [department, ...units.map((u) => u.figures)].some(printsTransfers)
  const slices = new Map<string, Slice>()
  for (const figures of [department, ...units.map((u) => u.figures)]) {
    for (const { slice, year, stage } of figures.all) {
      if (year !== department.year || stage !== department.stage || !isAdditive(slice, hasTransfers)) continue
      slices.set(sliceKey(slice), slice)
    }
  }
  for (const slice of slices.values()) {
    if (completeness === null || !tieSum(joint, department, units, slice, completeness))
      tieBounds(joint, department, units, slice)
  }
  return completeness
}

/** Money that is the department's because it is a unit's: transfers within the department are counted once there and not at all here. */
function isAdditive(slice: Slice, hasTransfers: boolean): boolean {
  const { fund, nature, flow } = slice
  if (slice.unit !== undefined || slice.project !== undefined || slice.asset !== undefined || flow === undefined) return false
  if ((fund !== undefined && TRANSFER_FUNDS.has(fund)) || (nature !== undefined && TRANSFER_NATURES.has(nature))) return false
  const isAppropriation = fund === 'appropriation' || isAncestor('fund', 'appropriation', fund)
  return isAppropriation || !hasTransfers
}

function printsTransfers(figures: Figures): boolean {
  return figures.all.some(
    ({ slice, claim }) =>
      claim.value !== 0 &&
      ((slice.fund !== undefined && TRANSFER_FUNDS.has(slice.fund)) ||
        (slice.nature !== undefined && TRANSFER_NATURES.has(slice.nature))),
  )
}

/** The department's rows by unit: each is the unit's own figure, printed again. */
function tieRows(joint: Joint, party: Party, department: Figures, { party: unit, figures }: UnitFigures): void {
  const names = new Set(department.all.flatMap((f) => (f.slice.unit === undefined ? [] : [f.slice.unit])))
  const row = [...names].find((name) => nameOf(name).base === unit.name.base)
  if (row === undefined) return
  const isOwnName = unit.name.base === party.name.base
  for (const { slice, year, stage, claim } of department.all) {
    if (slice.unit !== row || slice.project !== undefined) continue
    const narrow = without(slice, 'unit')
    const own = figures.find(narrow, year, stage)
    if (own === undefined || !isTelling(own.claim, claim) || (isOwnName && isTotal(department, claim, narrow))) continue
    joint.equations.push({
      tie: 'unit-row',
      slice: narrow,
      documents: [department, figures],
      equation: {
        law: 'same',
        left: [{ claim: joint.add(department, claim), times: 1 }],
        relation: '=',
        right: [{ claim: joint.add(figures, own.claim), times: 1 }],
        tolerance: toleranceAcross(claim, own.claim),
        force: 'must',
        ...(own.premise === undefined ? {} : { premise: own.premise }),
        basis: BASIS,
      },
    })
  }
}

/** A row with the department's own name is its head office, unless it holds what all rows together do: then it heads them. */
function isTotal(department: Figures, claim: Claim, slice: Slice): boolean {
  const whole = department.find(slice, department.year, department.stage)?.claim
  if (whole === undefined || whole.value !== claim.value) return false
  return department.all.some(
    (f) =>
      f.claim !== claim &&
      f.claim.value !== 0 &&
      f.slice.unit !== undefined &&
      sliceKey(without(f.slice, 'unit')) === sliceKey(slice),
  )
}

function tieBounds(joint: Joint, department: Figures, units: readonly UnitFigures[], slice: Slice): void {
  const { year, stage } = department
  for (const { figures } of units) {
    const part = figures.find(slice, year, stage)
    if (part === undefined || part.premise !== undefined || part.claim.value <= 0) continue
    const found = department.find(slice, year, stage)
    const whole = found?.claim ?? department.leftOut(slice, year, stage)
    if (whole === null || whole.value < 0) continue
    joint.equations.push({
      tie: 'unit-bound',
      slice,
      documents: [department, figures],
      equation: {
        law: 'bound',
        left: [{ claim: joint.add(figures, part.claim), times: 1 }],
        relation: '≤',
        right: [{ claim: joint.add(department, whole), times: 1 }],
        tolerance: toleranceAcross(part.claim, whole),
        force: 'must',
        ...(found?.premise === undefined ? {} : { premise: found.premise }),
        basis: BASIS,
      },
    })
  }
}

/** @returns false where some unit does not say what it has there */
function tieSum(
  joint: Joint,
  department: Figures,
  units: readonly UnitFigures[],
  slice: Slice,
  completeness: 'listed' | 'totals',
): boolean {
  const { year, stage } = department
  const whole = department.find(slice, year, stage)?.claim ?? department.leftOut(slice, year, stage)
  if (whole === null) return false
  const parts: { figures: Figures; claim: Claim }[] = []
  for (const { figures } of units) {
    const found = figures.find(slice, year, stage)
    if (found?.premise !== undefined) return false
    if (found !== undefined) parts.push({ figures, claim: found.claim })
    else if (figures.leftOut(slice, year, stage) === null) return false
  }
  if (parts.length === 0 || !isTelling(whole, ...parts.map((p) => p.claim))) return true
  const [only] = parts
  const isOne = units.length === 1 && only !== undefined
  const spread = [whole, ...parts.map((p) => p.claim).filter((c) => c.value !== 0)]
  joint.equations.push({
    tie: 'unit-sum',
    slice,
    documents: [department, ...units.map((u) => u.figures)],
    equation: {
      law: isOne ? 'same' : 'sum',
      left: [{ claim: joint.add(department, whole), times: 1 }],
      relation: '=',
      right: parts.map((p) => ({ claim: joint.add(p.figures, p.claim), times: 1 })),
      tolerance: isOne ? toleranceAcross(whole, only.claim) : Math.floor(spread.reduce((sum, c) => sum + c.precision, 0) / 2),
      force: 'must',
      ...(completeness === 'listed' ? {} : { premise: TOTALS }),
      basis: BASIS,
    },
  })
  return true
}

const TOTALS = {
  zh: '各单位的收支总额之和等于部门的总额，因此它们是部门的全部单位',
  en: 'the totals of the units add up to that of the department, so that they are all the units it has',
}

const GRAND: readonly Slice[] = [{ flow: 'sources' }, { flow: 'uses' }, { flow: 'income' }, { flow: 'expenditure' }]

/** All units are there if the department lists as many as are given, by their names, or if their totals add up to its own. */
function completenessOf(party: Party, department: Figures, units: readonly UnitFigures[]): Completeness {
  const listed = listedUnits(party, department)
  const given = new Set(units.map((u) => u.party.name.base))
  if (listed.size > 0 && [...listed].every((name) => given.has(name)) && given.size === listed.size) return 'listed'
  if (listed.size > given.size) return null
  const totals = GRAND.flatMap((slice) => {
    const whole = department.find(slice, party.year, department.stage)?.claim
    const parts = units.flatMap((u) => u.figures.find(slice, party.year, department.stage)?.claim ?? [])
    return whole === undefined || whole.value === 0 || parts.length !== units.length ? [] : [{ whole, parts }]
  })
  const addsUp = ({ whole, parts }: (typeof totals)[number]): boolean => {
    const difference = parts.reduce((sum, p) => sum + p.value, 0) - whole.value
    return Math.abs(difference) <= Math.floor([whole, ...parts].reduce((sum, c) => sum + c.precision, 0) / 2)
  }
  return totals.length > 0 && totals.filter(addsUp).length * 2 > totals.length ? 'totals' : null
}

/** The units that a department's tables name: the rows of its income, or its organisation. */
function listedUnits(party: Party, department: Figures): ReadonlySet<string> {
  const { organisation } = department.document.testimony
  const rows = department.all.filter(
    (f) => f.claim.form === 'income' && f.slice.unit !== undefined && f.slice.project === undefined,
  )
  if (rows.length > 0) return new Set(rows.map((f) => nameOf(f.slice.unit ?? '').base))
  // A list that leaves the head office out is no list of all.
  const named = new Set(organisation.map((o) => nameOf(o.name).base))
  return named.has(party.name.base) ? named : new Set()
}
