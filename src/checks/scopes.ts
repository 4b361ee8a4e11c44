import type { Claim } from '../budget/claim.ts'
import type { FormReading, Reading } from '../budget/reading.ts'
import { DIMENSIONS, sliceKey, without, type Dimension, type Slice } from '../budget/slice.ts'
import { children, isAncestor, isCodeDimension, parent } from '../catalogue/tree.ts'

/** Claims that were printed together, with the dimensions on which they are all the parts there are. */
export interface Scope {
  readonly form: string
  /** Index in `Reading.forms`, or null for a scope over several printings of one form. */
  readonly table: number | null
  readonly reading: FormReading
  readonly complete: readonly Dimension[]
  readonly claims: readonly Claim[]
}

/** A slice with its nearest narrower slices on one dimension within a scope. */
export interface Split {
  readonly scope: Scope
  readonly dimension: Dimension
  /** What the parts are parts of; undefined for all there is. */
  readonly node: string | undefined
  /** null: the scope prints the parts but not their whole. */
  readonly whole: Claim | null
  readonly parts: readonly Claim[]
  /** 其中 that is not all. */
  readonly some: readonly Claim[]
}

/** Dimensions whose first nodes overlap or leave things out, so that they never add up to "all". */
const ROOTLESS: ReadonlySet<Dimension> = new Set(['item', 'asset', 'flow', 'measure', 'year', 'stage'])

/** One scope for each printed table, and one for each form whose parts are spread over its printings. */
export function scopesOf(reading: Reading, claims: readonly Claim[]): readonly Scope[] {
  const byTable = new Map<number, Claim[]>()
  for (const claim of claims) {
    if (claim.measure === 'year' || claim.slice.measure === 'percentage' || claim.prose === true || claim.ratio !== undefined)
      continue
    const list = byTable.get(claim.table)
    if (list === undefined) byTable.set(claim.table, [claim])
    else list.push(claim)
  }
  const scopes: Scope[] = []
  const spread = new Map<string, { reading: FormReading; claims: Claim[] }>()
  reading.forms.forEach((form, table) => {
    const own = byTable.get(table) ?? []
    scopes.push({ form: form.form, table, reading: form, complete: form.complete, claims: own })
    if (form.across === undefined || form.across.length === 0) return
    const together = spread.get(form.form) ?? {
      reading: { ...form, slice: form.across.reduce<Slice>(without, form.slice) },
      claims: [],
    }
    together.claims.push(...own)
    spread.set(form.form, together)
  })
  for (const [form, together] of spread) {
    if (together.claims.length > 0)
      scopes.push({
        form,
        table: null,
        reading: together.reading,
        complete: together.reading.across ?? [],
        claims: together.claims,
      })
  }
  return scopes
}

/** Every split that a scope implies: for each slice in it, and each complete dimension, its nearest narrower slices. */
export function splitsOf(scope: Scope, hasMoney: (dimension: Dimension, node: string) => boolean): readonly Split[] {
  const splits: Split[] = []
  // A row that is printed twice is two parts from top to bottom; from left to right each of the two adds up by itself.
  const rowDimension: Dimension = scope.reading.listing ?? 'project'
  const prints = scope.claims.map((claim) => ({ claim, steps: stepsOf(claim.slice), part: `#${claim.part ?? ''}` }))
  const byFund = flowsByFund(scope)
  for (const dimension of scope.complete) {
    const part = (own: string): string => (dimension === rowDimension ? '' : own)
    // What stands beside no node of the dimension is whole, and has no parts.
    const keys = prints.map((print) =>
      print.claim.slice[dimension] === undefined ? null : `${keyBeside(print.steps, dimension)}${part(print.part)}`,
    )
    const parted = new Set(keys)
    const groups = new Map<string, Claim[]>()
    for (const [index, { claim, steps, part: own }] of prints.entries()) {
      const key = keys[index] ?? `${keyBeside(steps, dimension)}${part(own)}`
      if (!parted.has(key)) continue
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [claim])
      else group.push(claim)
    }
    const printed = new Set(scope.claims.flatMap(({ slice: { [dimension]: node } }) => node ?? []))
    for (const group of groups.values()) splits.push(...splitsOfGroup({ scope, dimension, printed, byFund, hasMoney }, group))
  }
  return splits
}

/** One dimension of a slice as it stands in a key. */
interface Step {
  readonly dimension: Dimension
  readonly text: string
}

function stepsOf(slice: Slice): readonly Step[] {
  const steps: Step[] = []
  for (const dimension of DIMENSIONS) {
    const node = slice[dimension]
    if (node !== undefined) steps.push({ dimension, text: `${dimension}=${node};` })
  }
  return steps
}

/** `sliceKey` of the slice without a dimension, asked for once for each dimension: the narrower slice is not made first. */
function keyBeside(steps: readonly Step[], dimension: Dimension): string {
  let key = ''
  for (const step of steps) if (step.dimension !== dimension) key += step.text
  return key
}

/** The claims on flows by what they are of besides their flow and fund. */
type FlowsByFund = ReadonlyMap<string, readonly Claim[]>

function flowsByFund(scope: Scope): FlowsByFund {
  if (!scope.complete.includes('flow')) return new Map()
  return Map.groupBy(
    scope.claims.filter((claim) => claim.slice.flow !== undefined),
    besideFlowAndFund,
  )
}

function besideFlowAndFund({ slice, measure, part }: Claim): string {
  return `${sliceKey(without(without(slice, 'fund'), 'flow'))}#${measure}#${part ?? ''}`
}

/** Where a group of claims is split: they differ in one dimension only. */
interface Splitting {
  readonly scope: Scope
  readonly dimension: Dimension
  /** Every node of the dimension that the scope prints. */
  readonly printed: ReadonlySet<string>
  readonly byFund: FlowsByFund
  readonly hasMoney: (dimension: Dimension, node: string) => boolean
}

function splitsOfGroup(task: Splitting, group: readonly Claim[]): Split[] {
  const { scope, dimension, hasMoney } = task
  const wholes = new Map<string | undefined, Claim>()
  const nodes = new Set<string | undefined>()
  for (const claim of group) {
    const node = claim.slice[dimension]
    nodes.add(node)
    if (!wholes.has(node) && (claim.part === undefined || dimension !== (scope.reading.listing ?? 'project')))
      wholes.set(node, claim)
  }
  // Asked by node and not by claim: a long table prints few nodes many times, or many nodes once.
  const byNode = Map.groupBy(group, (claim) => claim.slice[dimension])
  const splitting = [...byNode].filter(([, claims]) => claims.some((c) => c.some !== true)).map(([node]) => node)
  // The printed ancestors of a node lie on one line, so that the lowest of them tells below which nodes it is no nearest part.
  const printedAbove = new Map<string | undefined, string | undefined | null>()
  for (const below of byNode.keys()) {
    let lowest: string | undefined | null = null
    for (const node of splitting) {
      if (!isAncestor(dimension, node, below)) continue
      if (lowest === null || isAncestor(dimension, lowest, node)) lowest = node
    }
    printedAbove.set(below, lowest)
  }
  const splits: Split[] = []
  const own = scope.reading.slice[dimension]
  // A node above the printed ones may be printed by another form: 财政拨款 above its three budgets.
  for (const node of new Set([undefined, ...nodes, ...[...nodes].map((n) => parent(dimension, n))])) {
    if (node === undefined && ROOTLESS.has(dimension)) continue
    // A form about one node says nothing of what lies above it: basic expenditure is not all expenditure.
    if (own !== undefined && isAncestor(dimension, node, own)) continue
    const parts: Claim[] = []
    const some: Claim[] = []
    for (const [below, claims] of byNode) {
      if (!isAncestor(dimension, node, below)) continue
      const above = printedAbove.get(below)
      if (above !== null && isAncestor(dimension, node, above)) continue
      for (const claim of claims) (claim.some === true ? some : parts).push(claim)
    }
    if (parts.length === 0 && some.length === 0) continue
    const whole = wholes.get(node) ?? null
    if (whole === null && leavesOut(task, node, parts)) continue
    if (parts.length > 0 && !covers(scope, dimension, node, parts, group, hasMoney)) continue
    const all = whole !== null && dimension === 'flow' ? withFlowsByFund(task, node, parts, whole) : parts
    if (all === null) continue
    splits.push({ scope, dimension, node, whole, parts: dedupe(all), some })
  }
  return splits
}

/**
 * Whether the scope prints parts elsewhere that are missing here: a table with appropriations as one of this year's incomes, but with
 * one column for all that was brought forward, does not print all sources of appropriations.
 */
function leavesOut({ scope, dimension, printed }: Splitting, node: string | undefined, parts: readonly Claim[]): boolean {
  if (isCodeDimension(dimension) || dimension === 'project' || dimension === 'unit') return false
  if (scope.reading.covering?.includes(dimension) === true) return false
  const here = new Set(parts.map((p) => p.slice[dimension]))
  for (const other of printed) {
    if (here.has(other) || !isAncestor(dimension, node, other)) continue
    if (![...here].some((n) => isAncestor(dimension, n, other) || isAncestor(dimension, other, n))) return true
  }
  return false
}

/**
 * The parts of a flow, where one of them is printed by its funds alone: 合计 = 一般公共预算收入 + … + 上年结转, with no column for the year's income
 * as a whole. Null where a flow is printed that cannot be put together so.
 */
function withFlowsByFund(
  { printed, byFund }: Splitting,
  node: string | undefined,
  parts: readonly Claim[],
  whole: Claim,
): readonly Claim[] | null {
  const here = new Set(parts.map((p) => p.slice.flow))
  const uncovered = new Set<string>()
  for (const flow of printed) {
    if (here.has(flow) || !isAncestor('flow', node, flow)) continue
    if (![...here].some((part) => isAncestor('flow', part, flow) || isAncestor('flow', flow, part))) uncovered.add(flow)
  }
  if (uncovered.size === 0) return parts
  const missing = new Map<string, Claim[]>()
  // Its own group was looked through: what is missing there can only be printed by fund.
  for (const claim of byFund.get(besideFlowAndFund(whole)) ?? []) {
    const { flow, fund } = claim.slice
    if (flow === undefined || !uncovered.has(flow)) continue
    const above = whole.slice.fund
    if (fund === undefined || !(above === undefined || isAncestor('fund', above, fund))) continue
    const list = missing.get(flow)
    if (list === undefined) missing.set(flow, [claim])
    else list.push(claim)
  }
  if (missing.size === 0) return null
  const printedByFund = [...missing.values()].flatMap((claims) =>
    claims.filter((c) => c.some !== true && !claims.some((other) => isAncestor('fund', other.slice.fund, c.slice.fund))),
  )
  return [...parts, ...printedByFund]
}

/** One slice printed twice in one table (合计 and 小计) is one part; a code printed twice is two. */
function dedupe(parts: readonly Claim[]): readonly Claim[] {
  const seen = new Set<string>()
  return parts.filter((claim) => {
    const key = `${sliceKey(claim.slice)}#${claim.part ?? ''}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** Prose may leave a part out: its parts add up only when what is not named has no money anywhere (for changes: is named). */
function covers(
  scope: Scope,
  dimension: Dimension,
  node: string | undefined,
  parts: readonly Claim[],
  group: readonly Claim[],
  hasMoney: (dimension: Dimension, node: string) => boolean,
): boolean {
  if (scope.reading.covering?.includes(dimension) !== true || isCodeDimension(dimension)) return true
  if (dimension === 'project' || dimension === 'unit') return true
  const printed = new Set(parts.map((p) => p.slice[dimension]))
  const strict = dimension === 'item' && group.some((c) => c.slice.measure === 'change')
  const covered = (n: string): boolean => {
    if (printed.has(n) || (!strict && !hasMoney(dimension, n))) return true
    const below = children(dimension, n)
    // What is not named at all is not covered by parts of it that have no money.
    return below.some((b) => printed.has(b)) && below.every(covered)
  }
  return children(dimension, node).every(covered)
}
