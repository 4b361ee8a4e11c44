import { printFen } from '../budget/amount.ts'
import type { Claim } from '../budget/claim.ts'
import type { Equation } from '../budget/equation.ts'
import type { Finding, Severity, Suspect, Words } from '../budget/finding.ts'
import type { Reading } from '../budget/reading.ts'
import { printedOf, whereOf } from './describe.ts'
import { localise, type Component, type Correction, type LinearEquation } from './localise.ts'
import { differenceOf, holds } from './proof.ts'
import { implausibility, printValue, slipOf } from './slips.ts'
import { withheldRows } from './withheld-rows.ts'

/** Findings from equations, and the values that the claims would have with every certain repair made. */
export interface EquationFindings {
  readonly findings: readonly Finding[]
  readonly repaired: ReadonlyMap<number, number>
}

/**
 * Localises what is broken in two passes: first what arithmetic excludes, with the usual bridges as tie-breakers only; then, with those
 * repairs made, the usual bridges that still do not hold, as warnings.
 */
export function equationFindings(reading: Reading, claims: readonly Claim[], equations: readonly Equation[]): EquationFindings {
  const findings: Finding[] = []
  const linear = equations.map(linearOf)
  const equalities = [...equations.keys()].filter((i) => equations[i]?.relation === '=')
  const unknown = new Set(claims.filter((c) => c.state === 'malformed').map((c) => c.id))
  const weight = (id: number): number => weightOf(claims[id])
  const first = localise({
    values: claims.map((c) => c.value),
    equations: equalities.map((i) => lineOf(linear, i)),
    unknown,
    weight,
  })
  const repaired = new Map<number, number>()
  const task = { claims, equations, repaired, reading }
  for (const correction of first.unknown) findings.push(malformedFinding(task, correction))
  for (const claim of claims) {
    if (claim.state === 'malformed' && !first.unknown.some((u) => u.variable === claim.id))
      findings.push(malformedFinding(task, { variable: claim.id, value: null }))
  }
  for (const component of first.components) findings.push(...componentFindings(task, remapped(component, equalities), 'error'))
  for (const index of first.rounding) {
    const equation = equalities[index]
    if (equation !== undefined && !isRoundedPrint(task, equation)) findings.push(roundingNote(task, equation))
  }
  findings.push(...usualFindings(task, linear))
  findings.push(...boundFindings(task))
  return { findings, repaired }
}

interface Task {
  readonly reading: Reading
  readonly claims: readonly Claim[]
  readonly equations: readonly Equation[]
  readonly repaired: Map<number, number>
}

function linearOf(equation: Equation): LinearEquation {
  const terms = [
    ...equation.left.map((t) => ({ variable: t.claim, times: t.times })),
    ...equation.right.map((t) => ({ variable: t.claim, times: -t.times })),
  ]
  return { terms, tolerance: equation.tolerance, ...(equation.force === 'usual' ? { soft: true } : {}) }
}

function lineOf(lines: readonly LinearEquation[], index: number): LinearEquation {
  const line = lines[index]
  if (line === undefined) throw new Error(`no equation ${index}`)
  return line
}

/** Prose is the first to be doubted, then the narrative, then what is blank: figures typed by hand into running text go wrong most. */
function weightOf(claim: Claim | undefined): number {
  if (claim === undefined) return 9
  if (claim.prose === true) return 0
  if (claim.form === 'narrative') return 1
  return claim.state === 'absent' ? 3 : 2
}

function remapped(component: Component, indices: readonly number[]): Component {
  return { ...component, equations: component.equations.map((i) => indices[i] ?? i) }
}

/** One wrong cell is one finding; cells that only together explain what is broken are one finding too. */
function componentFindings(task: Task, component: Component, severity: Severity): Finding[] {
  const { claims } = task
  const corrections = component.common
  if (component.alternatives.length === 0) {
    if (corrections.length === 0) return [unexplained(task, component, severity)]
    for (const c of corrections) if (c.value !== null) task.repaired.set(c.variable, c.value)
    return [finding(task, component, [corrections], severity)]
  }
  const sets = component.alternatives
    .map((alternative) => [...corrections, ...alternative.corrections])
    .map((set) => ({ set, doubt: set.reduce((sum, c) => sum + implausibility(claimOf(claims, c.variable), c.value), 0) }))
    .toSorted((a, b) => a.doubt - b.doubt)
    .map(({ set }) => set)
  const twice = roundedTwice(task, component, sets)
  if (twice !== null) return twice
  const failing = failingOf(task, component)
  const withheld = withheldRows({ claims, equations: task.equations, failing, severalCells: sets.every((set) => set.length > 1) })
  if (withheld !== null) return [withheld]
  return [finding(task, component, sets, severity)]
}

/**
 * One amount printed twice with its last digit one off, where no single cell mends it: each table was rounded by itself, and adds up by
 * itself. Null where it is anything else.
 */
function roundedTwice(task: Task, component: Component, sets: readonly (readonly Correction[])[]): Finding[] | null {
  if (sets.some((set) => set.length < 2)) return null
  const { claims, equations } = task
  const failing = failingOf(task, component)
  const isLastDigit = failing.every((i) => {
    const equation = equations[i]
    const terms = termsOf(equation).map((id) => claimOf(claims, id))
    if (equation === undefined || terms.length !== 2) return false
    const difference = Math.abs(differenceOf(equation, (id) => claimOf(claims, id).value))
    return difference <= Math.max(...terms.map((t) => t.precision)) && difference * 100 < Math.max(...terms.map((t) => t.value))
  })
  return failing.length > 0 && isLastDigit ? failing.map((i) => roundingNote(task, i)) : null
}

/** The equations of a component that do not hold as printed. */
function failingOf({ claims, equations }: Task, component: Component): number[] {
  return component.equations.filter((i) => {
    const equation = equations[i]
    return equation !== undefined && !holds(equation, (id) => claimOf(claims, id).value)
  })
}

function claimOf(claims: readonly Claim[], id: number): Claim {
  const claim = claims[id]
  if (claim === undefined) throw new Error(`no claim ${id}`)
  return claim
}

function finding(task: Task, component: Component, sets: readonly (readonly Correction[])[], severity: Severity): Finding {
  const { claims, equations } = task
  const suspects = sets.flatMap((set, i) => set.map((c) => suspectOf(task, c, i + 1)))
  const involved = new Set(sets.flat().map((c) => c.variable))
  const touching = component.equations.filter((i) => termsOf(equations[i]).some((id) => involved.has(id)))
  const shown = touching.length > 0 ? touching : component.equations
  const lead = suspects[0]
  const first = lead === undefined ? undefined : claims[lead.claim]
  const unique = sets.length === 1 && component.complete
  return {
    code: codeOf(
      first,
      shown.map((i) => equations[i]).filter((e) => e !== undefined),
    ),
    severity,
    message: messageOf(task, sets, shown, unique),
    ...basisOf(shown, equations),
    places: suspects.map((s) => claimOf(claims, s.claim).place).filter((p, i, all) => all.indexOf(p) === i),
    ...(first?.state === 'absent'
      ? { subject: { form: first.form, ...(first.row === undefined ? {} : { row: first.row }) } }
      : {}),
    equations: shown,
    suspects,
    unique,
  }
}

function basisOf(shown: readonly number[], equations: readonly Equation[]): { basis?: string } {
  const basis = shown.map((i) => equations[i]?.basis).find((b) => b !== undefined)
  return basis === undefined ? {} : { basis }
}

function termsOf(equation: Equation | undefined): number[] {
  return equation === undefined ? [] : [...equation.left, ...equation.right].map((t) => t.claim)
}

function suspectOf(task: Task, correction: Correction, set: number): Suspect {
  const claim = claimOf(task.claims, correction.variable)
  const { value } = correction
  if (value === null) return { set, claim: claim.id, repair: null }
  const neighbours = task.claims
    .filter((c) => c.table === claim.table && c !== claim && c.place.row === claim.place.row)
    .map((c) => c.value)
  const slip = slipOf(claim, value, neighbours)
  return { set, claim: claim.id, repair: { value, printed: printValue(claim, value) }, ...(slip === undefined ? {} : { slip }) }
}

function codeOf(first: Claim | undefined, equations: readonly Equation[]): string {
  if (first?.state === 'blank') return 'blank'
  if (first?.state === 'absent') return 'missing'
  if (first?.state === 'malformed') return 'malformed'
  const laws = equations.map((e) => e.law)
  for (const law of ['change', 'sum', 'balance', 'same', 'purpose', 'bridge'] as const) if (laws.includes(law)) return law
  return 'same'
}

function messageOf(task: Task, sets: readonly (readonly Correction[])[], shown: readonly number[], unique: boolean): Words {
  const [set = []] = sets
  const parts = sentencesFor(task, set)
  const broken = shown.length
  const zh = parts.map((p) => p.zh).join('；')
  const en = parts.map((p) => p.en).join('; ')
  if (unique) {
    const proof = {
      zh: `有 ${broken} 个等式因此不成立，只改此处即可全部成立`,
      en: `${broken} equation${broken === 1 ? '' : 's'} fail${broken === 1 ? 's' : ''} because of it, and hold when it is corrected`,
    }
    const together = {
      zh: `有 ${broken} 个等式因此不成立，这几处一并改正后全部成立`,
      en: `${broken} equation${broken === 1 ? '' : 's'} fail because of them, and hold when all are corrected`,
    }
    const reason = set.length > 1 ? together : proof
    return { zh: `${zh}。${reason.zh}。`, en: `${en}. ${reason.en}.` }
  }
  const others = sets.slice(1, 3).map((s) => sentencesFor(task, s))
  const orZh = others.map((o) => o.map((p) => p.zh).join('；')).join('；或者')
  const orEn = others.map((o) => o.map((p) => p.en).join('; ')).join('; or ')
  const more =
    sets.length > 3
      ? { zh: `；另有 ${sets.length - 3} 种可能`, en: `; and ${sets.length - 3} other possibilities` }
      : { zh: '', en: '' }
  return {
    zh: `有 ${broken} 个等式不成立，可能是：${zh}${orZh === '' ? '' : `；或者${orZh}`}${more.zh}。请对照原始资料判断。`,
    en: `${broken} equation${broken === 1 ? '' : 's'} do not hold. Either ${en}${orEn === '' ? '' : `; or ${orEn}`}${more.en}. Compare with the source records.`,
  }
}

/** The first few of the places that belong together; the rest are counted, and listed with the suspects. */
function sentencesFor(task: Task, set: readonly Correction[]): Words[] {
  const shown = set.slice(0, set.length > 4 ? 3 : 4).map((c) => sentenceFor(task, c))
  const more = set.length - shown.length
  return more === 0 ? shown : [...shown, { zh: `以及另外 ${more} 处`, en: `and ${more} more places` }]
}

/** What is printed in one place, and what it would have to be. */
function sentenceFor(task: Task, correction: Correction): Words {
  const claim = claimOf(task.claims, correction.variable)
  const where = whereOf(claim)
  const printed = printedOf(claim)
  if (correction.value === null)
    return {
      zh: `${where.zh}印为${printed.zh}，与其他数字不一致`,
      en: `${where.en} prints ${printed.en}, which does not agree with the other figures`,
    }
  const right = printValue(claim, correction.value)
  if (claim.state === 'absent')
    return { zh: `${where.zh}，按其他各处应为 ${right}`, en: `${where.en} should be ${right} by all other figures` }
  return {
    zh: `${where.zh}印为${printed.zh}，按其他各处应为 ${right}`,
    en: `${where.en} prints ${printed.en}; by all other figures it should be ${right}`,
  }
}

function malformedFinding(task: Task, correction: Correction): Finding {
  const { claims, equations } = task
  const claim = claimOf(claims, correction.variable)
  const readings = claim.readings ?? []
  const value = correction.value ?? (readings.length > 0 ? claim.value : null)
  if (value !== null) task.repaired.set(claim.id, value)
  const around = [...equations.keys()].filter((i) => equations[i]?.relation === '=' && termsOf(equations[i]).includes(claim.id))
  const suspect: Suspect =
    value === null ? { set: 1, claim: claim.id, repair: null } : suspectOf(task, { variable: claim.id, value }, 1)
  const where = whereOf(claim)
  const right = value === null ? null : printValue(claim, value)
  const proven = correction.value !== null
  return {
    code: 'malformed',
    severity: 'error',
    message: {
      zh: `${where.zh}印为“${claim.printed}”，不是一个数${right === null ? '，其他数字也推不出它' : proven ? `，按其他各处应为 ${right}` : `，可能是 ${right}`}。`,
      en: `${where.en} prints "${claim.printed}", which is no number${right === null ? ', and nothing else tells what it is' : proven ? `; by all other figures it should be ${right}` : `; it may be ${right}`}.`,
    },
    places: [claim.place],
    equations: proven ? around : [],
    suspects: [suspect],
    unique: true,
  }
}

/** Broken, but no set of corrections was found within the search's budget. */
function unexplained(task: Task, component: Component, severity: Severity): Finding {
  const { claims, equations } = task
  const places = component.equations.flatMap((i) => termsOf(equations[i])).map((id) => claimOf(claims, id).place)
  const count = component.equations.length
  return {
    code: codeOf(
      undefined,
      component.equations.map((i) => equations[i]).filter((e) => e !== undefined),
    ),
    severity,
    message: {
      zh: `有 ${count} 个等式不成立，但未能判断是哪几处数字的问题，请逐一核对。`,
      en: `${count} equations do not hold, and which figures are at fault could not be told. Check each.`,
    },
    places: places.slice(0, 12),
    equations: component.equations,
    suspects: [],
    unique: false,
  }
}

/** Whether one figure of an equation is printed in coarser units and is the others rounded to them: nothing to remark on. */
function isRoundedPrint(task: Task, index: number): boolean {
  const equation = task.equations[index]
  if (equation === undefined) return false
  const terms = termsOf(equation).map((id) => claimOf(task.claims, id))
  const [coarsest, next] = terms.toSorted((a, b) => b.precision - a.precision)
  if (coarsest === undefined || next === undefined || coarsest.precision <= next.precision) return false
  const rounded = coarsest.form === 'narrative' ? coarsest.precision : coarsest.precision / 2
  return Math.abs(differenceOf(equation, (id) => claimOf(task.claims, id).value)) <= rounded
}

function roundingNote(task: Task, index: number): Finding {
  const { claims, equations } = task
  const equation = equations[index]
  const first = equation?.left[0] === undefined ? undefined : claims[equation.left[0].claim]
  const difference = equation === undefined ? 0 : differenceOf(equation, (id) => claims[id]?.value ?? 0)
  const amount = printFen(Math.abs(difference), first?.style.unit ?? 1_000_000, 2)
  const where = first === undefined ? { zh: '', en: '' } : whereOf(first)
  return {
    code: 'rounding',
    severity: 'note',
    message: {
      zh: `${where.zh}与其各部分之和相差 ${amount}，在四舍五入的范围之内。`,
      en: `${where.en} differs from its parts by ${amount}, which is within rounding.`,
    },
    places: first === undefined ? [] : [first.place],
    equations: [index],
    suspects: [],
    unique: true,
  }
}

/** Bridges and prose that usually agree and, with every certain repair made, still do not. */
function usualFindings(task: Task, linear: readonly LinearEquation[]): Finding[] {
  const { claims, equations, repaired } = task
  const valueOf = (id: number): number => repaired.get(id) ?? claims[id]?.value ?? 0
  const broken = equations.some((e) => e.force === 'usual' && e.relation === '=' && !holds(e, valueOf))
  if (!broken) return []
  const indices = [...equations.keys()].filter(
    (i) => equations[i]?.relation === '=' && (equations[i]?.force === 'usual' || holds(equations[i] as Equation, valueOf)),
  )
  const result = localise({
    values: claims.map((c) => valueOf(c.id)),
    equations: indices.map((i) => ({ ...lineOf(linear, i), soft: false })),
    weight: (id) => weightOf(claims[id]),
  })
  return result.components.flatMap((component) => componentFindings(task, remapped(component, indices), 'warning'))
}

function boundFindings(task: Task): Finding[] {
  const { claims, equations, repaired } = task
  const valueOf = (id: number): number => repaired.get(id) ?? claims[id]?.value ?? 0
  return [...equations.keys()].flatMap((index): Finding[] => {
    const equation = equations[index]
    if (equation === undefined || equation.relation !== '≤' || holds(equation, valueOf)) return []
    const part = claims[equation.left[0]?.claim ?? -1]
    const whole = claims[equation.right[0]?.claim ?? -1]
    if (part === undefined || whole === undefined) return []
    const a = whereOf(part)
    const b = whereOf(whole)
    return [
      {
        code: 'bound',
        severity: equation.force === 'must' ? 'error' : 'warning',
        message: {
          zh: `${a.zh}为${printedOf(part).zh}，多于包括它的${b.zh}（${printedOf(whole).zh}）。`,
          en: `${a.en} is ${printedOf(part).en}, more than ${b.en} (${printedOf(whole).en}), which includes it.`,
        },
        ...(equation.basis === undefined ? {} : { basis: equation.basis }),
        places: [part.place, whole.place],
        equations: [index],
        suspects: [
          { set: 1, claim: part.id, repair: null },
          { set: 2, claim: whole.id, repair: null },
        ],
        unique: false,
      },
    ]
  })
}
