import type { Claim } from '../../budget/claim.ts'
import type { Finding, Suspect } from '../../budget/finding.ts'
import { sliceKey, without, type Slice } from '../../budget/slice.ts'
import { isAncestor } from '../../catalogue/tree.ts'
import { whereOf } from '../describe.ts'
import { printValue } from '../slips.ts'
import { remark, type LawInput } from './law.ts'

/** Changes that lie further apart than this share of them may rightly differ: last year another fund, or money brought forward, was there. */
const APART = 0.01

/** So many characters before a figure say what it is compared with. */
const BEFORE = 20

const FLOWS = new Set(['sources', 'income', 'uses', 'expenditure'])

/**
 * The change of one amount, said several times: of income and of expenditure where nothing is carried over, of all appropriations and of the
 * only fund that they come from. Last year they need not have been one amount, so that only two that nearly agree are told, as a doubt
 * with its alternatives.
 */
export function oneChangeLaw({ reading, claims }: LawInput): readonly Finding[] {
  const changes = reading.claims.filter((c) => c.slice.measure === 'change' && c.measure === 'money' && c.state === 'number')
  if (changes.length < 2) return []
  const amounts = new Map<string, number>()
  for (const c of claims) {
    const key = sliceKey(c.slice)
    if (c.measure === 'money' && c.state === 'number' && c.prose !== true && !amounts.has(key)) amounts.set(key, c.value)
  }
  const widen = widening(reading.claims)
  const groups = Map.groupBy(
    changes.filter((c) => c.prose !== true && c.value !== 0 && FLOWS.has(c.slice.flow ?? '')),
    (c) => {
      const now = without(without(c.slice, 'measure'), 'stage')
      return `${amounts.get(sliceKey(now))};${sliceKey(widen(c.slice))}${isFromOutcome(c)}`
    },
  )
  return [...groups.values()].flatMap((group): readonly Finding[] => {
    const sayings = Map.groupBy(group, (c) => c.value)
    const [a, b, ...others] = [...sayings.values()].toSorted((x, y) => placesOf(x).length - placesOf(y).length)
    const [one, two] = [a?.[0], b?.[0]]
    if (a === undefined || b === undefined || one === undefined || two === undefined || others.length > 0) return []
    const difference = Math.abs(one.value - two.value)
    // What is printed twice of one very slice is held against each other by an equation.
    const isOwn = a.some((x) => b.some((y) => sliceKey(x.slice) === sliceKey(y.slice)))
    if (isOwn || difference <= Math.max(one.precision, two.precision) || difference > APART * Math.abs(one.value)) return []
    const slack = one.precision + two.precision
    // Another change of this very size, of a fund that only last year had money: both are right.
    const isOther = changes.some((c) => !group.includes(c) && Math.abs(Math.abs(c.value) - difference) <= slack + c.precision)
    return isOther ? [] : [told(a, b, one, two)]
  })
}

/** Whether the words before a change compare with what was executed, which not every slice says. */
function isFromOutcome({ sentence, column, printed }: Claim): boolean {
  const number = /[\d.,]+/u.exec(printed)?.[0] ?? printed
  const text = (sentence ?? column ?? '').replace(/\s/gu, '')
  const at = sentence === undefined ? text.length : text.indexOf(number)
  return /执行|决算/u.test(text.slice(Math.max(0, at - BEFORE), Math.max(0, at)))
}

function told(a: readonly Claim[], b: readonly Claim[], one: Claim, two: Claim): Finding {
  const places = [...placesOf(a), ...placesOf(b)]
  const times = (n: number): string => (n === 1 ? '' : `（${n} 处）`)
  const repaired = (set: number, some: readonly Claim[], right: Claim): Suspect[] =>
    some.map((c) => ({ set, claim: c.id, repair: { value: right.value, printed: printValue(c, right.value) } }))
  return {
    ...remark(
      'change',
      'warning',
      {
        zh: `同一笔资金的增减额有两种说法：“${one.printed}”${times(placesOf(a).length)}和“${two.printed}”${times(placesOf(b).length)}（${whereOf(one).zh}；${whereOf(two).zh}）。请核对哪一个正确。`,
        en: `The change of one amount is said to be "${one.printed}" (${placesOf(a).length}×) and "${two.printed}" (${placesOf(b).length}×): ${whereOf(one).en}; ${whereOf(two).en}. Check which is right.`,
      },
      places,
    ),
    suspects: [...repaired(1, a, two), ...repaired(2, b, one)],
    unique: false,
  }
}

function placesOf(claims: readonly Claim[]): readonly Claim['place'][] {
  const seen = new Map(claims.map((c) => [JSON.stringify(c.place), c.place]))
  return [...seen.values()]
}

/** What a slice is a print of, where one fund holds all appropriations and nothing is carried over. */
function widening(claims: readonly Claim[]): (slice: Slice) => Slice {
  const money = claims.filter((c) => c.measure === 'money' && c.value !== 0 && c.slice.measure === undefined)
  const funds = new Set(money.flatMap((c) => (isAncestor('fund', 'appropriation', c.slice.fund ?? '') ? [c.slice.fund] : [])))
  const [only, ...others] = funds
  const isCarried = money.some((c) => ['brought-forward', 'carried-forward', 'reserves-used'].includes(c.slice.flow ?? ''))
  return (slice) => ({
    ...slice,
    ...(others.length === 0 && slice.fund === only && only !== undefined ? { fund: 'appropriation' } : {}),
    ...(isCarried ? {} : { flow: 'uses' }),
  })
}
