import type { Claim } from '../budget/claim.ts'
import type { Equation, Term } from '../budget/equation.ts'
import type { Words } from '../budget/finding.ts'
import type { Reading } from '../budget/reading.ts'
import { sliceKey, without, type Dimension, type Slice } from '../budget/slice.ts'
import { parent } from '../catalogue/tree.ts'
import { BRIDGES } from './bridges.ts'
import type { Premises } from './premises.ts'
import { scopesOf, splitsOf, type Split } from './scopes.ts'
import { changesFrom } from './change-equations.ts'
import { slipOf } from './slips.ts'
import { toleranceOfSame, toleranceOfSum } from './tolerance.ts'

/** What could not be checked, and why. */
export interface Uncheckable {
  readonly reason: Words
  readonly count: number
}

export interface Derived {
  readonly equations: readonly Equation[]
  readonly uncheckable: readonly Uncheckable[]
}

const once = (claim: Claim): Term => ({ claim: claim.id, times: 1 })

/** Every equation that the claims imply: nobody wrote one of them down but the bridges. */
export function deriveEquations(reading: Reading, claims: readonly Claim[], premises: Premises): Derived {
  const equations: Equation[] = []
  const add = (equation: Equation): void => {
    const terms = [...equation.left, ...equation.right]
    // Nothing printed on either side is no evidence of anything.
    if (terms.some((t) => isPrinted(claims[t.claim]))) equations.push(equation)
  }
  const classes = classesOf(claims)
  const scopes = scopesOf(reading, claims)
  const moneyed = nodesWithMoney(claims)
  const hasMoney = (dimension: Dimension, node: string): boolean => moneyed.has(`${dimension}=${node}`)
  for (const scope of scopes) {
    for (const split of splitsOf(scope, hasMoney)) {
      for (const equation of split.whole === null ? acrossForms(split, classes) : withinForm(split, split.whole)) add(equation)
    }
  }
  for (const members of classes.values()) for (const equation of sameSlice(members)) add(equation)
  for (const equation of balances(classes)) add(equation)
  for (const equation of changesFrom(claims, classes)) add(equation)
  for (const equation of underPremises(classes, premises)) add(equation)
  const bridged = bridges(classes, premises)
  for (const equation of bridged.equations) add(equation)
  return { equations, uncheckable: bridged.uncheckable }
}

function isPrinted(claim: Claim | undefined): boolean {
  return (
    claim !== undefined &&
    (claim.state === 'malformed' || (claim.state === 'number' && (claim.value !== 0 || claim.form === 'narrative')))
  )
}

/** Claims by exact slice, in the order of the document. Doubled codes are parts and belong to no class. */
function classesOf(claims: readonly Claim[]): Map<string, Claim[]> {
  const classes = new Map<string, Claim[]>()
  for (const claim of claims) {
    if (claim.part !== undefined || claim.measure === 'year' || claim.ratio !== undefined) continue
    const key = sliceKey(claim.slice)
    const members = classes.get(key)
    if (members === undefined) classes.set(key, [claim])
    else members.push(claim)
  }
  return classes
}

function nodesWithMoney(claims: readonly Claim[]): ReadonlySet<string> {
  const nodes = new Set<string>()
  for (const claim of claims) {
    if ((claim.value === 0 && claim.state !== 'malformed') || claim.ratio !== undefined) continue
    for (const [dimension, node] of Object.entries(claim.slice) as [Dimension, string][]) {
      // Money in a node is money in all that it is part of.
      for (let at: string | undefined = node; at !== undefined; at = parent(dimension, at)) nodes.add(`${dimension}=${at}`)
    }
  }
  return nodes
}

function withinForm(split: Split, whole: Claim): Equation[] {
  const equations: Equation[] = []
  const { parts, some, dimension } = split
  const law = whole.slice.measure === 'change' ? 'change' : 'sum'
  if (parts.length > 0 && comparable(whole, parts)) {
    equations.push({
      law,
      left: [once(whole)],
      relation: '=',
      right: parts.map(once),
      tolerance: toleranceOfSum(whole, parts),
      force: 'must',
    })
  }
  for (const part of some) {
    equations.push({
      law: 'bound',
      left: [once(part)],
      relation: '≤',
      right: [once(whole)],
      tolerance: toleranceOfSame(part, whole),
      force: 'must',
    })
  }
  if (dimension !== 'asset' || whole.measure === 'money') return equations
  // A count of buildings, vehicles and desks is no sum; square metres of offices are at most those of the buildings.
  return equations.filter((e) => e.relation === '≤' && some.some((p) => parent('asset', p.slice.asset) === whole.slice.asset))
}

/** Parts that one form prints of a whole that only other forms print. */
function acrossForms(split: Split, classes: ReadonlyMap<string, readonly Claim[]>): Equation[] {
  const [first] = split.parts
  if (first === undefined || first.measure !== 'money' || split.parts.length === 0) return []
  const { node } = split
  const slice: Slice = node === undefined ? without(first.slice, split.dimension) : { ...first.slice, [split.dimension]: node }
  const [whole] = classes.get(sliceKey(slice)) ?? []
  if (whole === undefined || whole.table === split.scope.table || whole.prose === true) return []
  const parts = split.parts
  const total = parts.reduce((sum, p) => sum + p.value, 0)
  // Cards of some projects are no fault in themselves; cards of more money than there is are.
  const force = split.dimension === 'project' && total < whole.value ? 'usual' : 'must'
  const law = whole.slice.measure === 'change' ? 'change' : 'sum'
  return [{ law, left: [once(whole)], relation: '=', right: parts.map(once), tolerance: toleranceOfSum(whole, parts), force }]
}

function comparable(whole: Claim, parts: readonly Claim[]): boolean {
  return parts.every((p) => p.measure === whole.measure)
}

/** The same slice printed again must be the same amount. Each print is held against the first. */
function sameSlice(members: readonly Claim[]): Equation[] {
  const anchor = members.find((c) => c.prose !== true && c.form !== 'narrative') ?? members.find((c) => c.prose !== true)
  if (anchor === undefined) return []
  return members
    .filter((claim) => claim !== anchor && claim.measure === anchor.measure)
    .map((claim) => ({
      law: claim.prose === true ? 'purpose' : 'same',
      left: [once(claim)],
      relation: '=',
      right: [once(anchor)],
      tolerance: toleranceOfSame(claim, anchor),
      force: claim.prose === true ? 'usual' : 'must',
    }))
}

/** Sources = uses, in total and per fund. Never 本年收入 = 本年支出 alone. */
function balances(classes: ReadonlyMap<string, readonly Claim[]>): Equation[] {
  const equations: Equation[] = []
  for (const [sources] of classes.values()) {
    if (
      sources === undefined ||
      sources.slice.flow !== 'sources' ||
      sources.slice.function !== undefined ||
      sources.measure !== 'money'
    )
      continue
    const [uses] = classes.get(sliceKey({ ...sources.slice, flow: 'uses' })) ?? []
    if (uses === undefined) continue
    const tolerance = toleranceOfSame(sources, uses)
    equations.push({
      law: 'balance',
      left: [once(sources)],
      relation: '=',
      right: [once(uses)],
      tolerance,
      force: 'must',
      basis: '收入总计等于支出总计（预算法第十二条、第四十六条）',
    })
  }
  return equations
}

/** Slices that are equal because one node holds all the money. */
function underPremises(classes: ReadonlyMap<string, readonly Claim[]>, premises: Premises): Equation[] {
  const wide = new Map<string, Claim[]>()
  for (const members of classes.values()) {
    const anchor = members.find((c) => c.prose !== true && c.form !== 'narrative') ?? members.find((c) => c.prose !== true)
    if (anchor === undefined || anchor.slice.flow === undefined || anchor.measure !== 'money') continue
    const key = sliceKey(premises.widen(anchor.slice))
    const anchors = wide.get(key)
    if (anchors === undefined) wide.set(key, [anchor])
    else anchors.push(anchor)
  }
  const equations: Equation[] = []
  for (const [first, ...others] of wide.values()) {
    if (first === undefined) continue
    for (const other of others) {
      // Sources against uses is a law and needs no premise.
      const { flow: a, ...restA } = first.slice
      const { flow: b, ...restB } = other.slice
      if (sliceKey(restA) === sliceKey(restB) && ((a === 'sources' && b === 'uses') || (a === 'uses' && b === 'sources')))
        continue
      const tolerance = toleranceOfSame(other, first)
      const premise = premises.words(first.slice, other.slice)
      equations.push({ law: 'same', left: [once(other)], relation: '=', right: [once(first)], tolerance, force: 'must', premise })
    }
  }
  return equations
}

function bridges(classes: ReadonlyMap<string, readonly Claim[]>, premises: Premises): Derived {
  const equations: Equation[] = []
  const uncheckable: Uncheckable[] = []
  for (const bridge of BRIDGES) {
    // What prose says by itself is no evidence for what only usually holds: institutions report no running cost, and others a part of it.
    const left = classes.get(sliceKey(bridge.left))?.find((c) => c.prose !== true && c.slot?.startsWith('narrative.') !== true)
    if (left === undefined || (left.value === 0 && left.state !== 'malformed' && bridge.relation === '≤')) continue
    const right = claimOf(bridge.right, classes, premises)
    if (right === undefined) {
      if (left.value !== 0)
        uncheckable.push({
          reason: {
            zh: `没有可与“${left.row?.label ?? left.column ?? ''}”对照的科目`,
            en: `nothing to hold "${left.row?.label ?? ''}" against`,
          },
          count: 1,
        })
      continue
    }
    if (
      bridge.partial === true &&
      left.state === 'number' &&
      left.value < right.value &&
      slipOf(left, right.value) === undefined
    ) {
      uncheckable.push({
        reason: {
          zh: `“${left.row?.label ?? left.column ?? ''}”小于所对照的合计，可能只含其中一部分单位`,
          en: `"${left.column ?? ''}" is less than what it is held against: it may be that of some units only`,
        },
        count: 1,
      })
      continue
    }
    equations.push({
      law: bridge.relation === '=' ? 'bridge' : 'bound',
      left: [once(left)],
      relation: bridge.relation,
      right: [once(right)],
      tolerance: toleranceOfSame(left, right),
      force: bridge.force,
      basis: bridge.basis,
    })
  }
  return { equations, uncheckable }
}

/** A claim on a slice, or on one that is equal to it under the premises. */
function claimOf(slice: Slice, classes: ReadonlyMap<string, readonly Claim[]>, premises: Premises): Claim | undefined {
  const exact = classes.get(sliceKey(slice))?.find((c) => c.prose !== true)
  if (exact !== undefined) return exact
  const wide = sliceKey(premises.widen(slice))
  for (const [first] of classes.values())
    if (first !== undefined && first.slice.flow !== undefined && sliceKey(premises.widen(first.slice)) === wide) return first
  return undefined
}
