import type { Claim, Ratio } from '../../budget/claim.ts'
import type { Finding, Severity, Suspect, Words } from '../../budget/finding.ts'
import { sliceKey } from '../../budget/slice.ts'
import { whereOf } from '../describe.ts'
import { printValue, slipOf } from '../slips.ts'
import { remark, type LawInput } from './law.ts'
import { fits, isRounded, reckon, sideOf, type Rate, type Side, type Sides } from './ratio-range.ts'

/**
 * A printed percentage agrees with the amounts that it is reckoned from, as far as their rounding goes; and there is something to reckon it
 * from. A claim that stands elsewhere too is taken as printed in either place: that the two differ is a finding of its own.
 */
export function percentageLaw(input: LawInput): readonly Finding[] {
  const rates = input.reading.claims.filter((c) => c.ratio !== undefined && c.state === 'number')
  if (rates.length === 0) return []
  const bySlice = Map.groupBy(
    input.claims.filter((c) => c.ratio === undefined && c.state === 'number' && c.measure === 'money'),
    (c) => sliceKey(c.slice),
  )
  const seen = new Set<string>()
  return rates.flatMap((claim): Finding[] => {
    const { ratio } = claim
    // 收支总计 is printed once and is two claims.
    const place = JSON.stringify(claim.place)
    if (ratio === undefined || seen.has(place)) return []
    const finding = judge({ ...input, bySlice }, claim, ratio)
    if (finding === null) return []
    seen.add(place)
    return [finding]
  })
}

interface Task extends LawInput {
  readonly bySlice: ReadonlyMap<string, readonly Claim[]>
}

function judge(task: Task, claim: Claim, ratio: Ratio): Finding | null {
  const sides: Sides = { of: sidesOf(task, ratio.of), to: sidesOf(task, ratio.to), change: sidesOf(task, ratio.change) }
  const ways = reckon(ratio.kind, sides)
  if (ways.length === 0) return null
  const rates = ways.filter((w) => w !== 'zero')
  const near = rates.find((rate) => fits(rate, claim))
  if (near !== undefined) return rates.some((rate) => isRounded(rate, claim)) ? null : cutOff(claim, ratio, near, task)
  const [first] = rates
  if (first === undefined) return claim.value === 0 ? null : onNothing(task, claim, ratio)
  if (ways.includes('zero')) return null
  return disagreeing(task, claim, ratio, first)
}

/** What stands for a side: the claim with every certain repair made, and other prints of its slice. */
function sidesOf(task: Task, id: number | undefined): readonly Side[] {
  const claim = id === undefined ? undefined : task.claims[id]
  if (claim === undefined || claim.state !== 'number') return []
  const mended = task.repaired.get(claim.id)
  const values = mended === undefined || mended === claim.value ? [sideOf(claim)] : [sideOf(claim, mended), sideOf(claim)]
  for (const other of task.bySlice.get(sliceKey(claim.slice)) ?? []) if (other.value !== claim.value) values.push(sideOf(other))
  return values
}

function onNothing(task: Task, claim: Claim, ratio: Ratio): Finding {
  const text = claim.sentence ?? whereOf(claim).zh
  const words: Words =
    ratio.kind === 'growth'
      ? { zh: '上年为零，不能计算增长比例', en: 'the earlier amount is zero, so that there is no rate of growth' }
      : ratio.kind === 'share'
        ? { zh: '总额为零，不能计算占比', en: 'the whole is zero, so that there is no share of it' }
        : { zh: '预算为零，不能计算完成比例', en: 'the budget is zero, so that there is no rate of completion' }
  return {
    ...remark(
      'percentage',
      'warning',
      { zh: `“${claim.printed}”：${words.zh}（${excerpt(text)}）。`, en: `"${claim.printed}": ${words.en} (${excerpt(text)}).` },
      [claim.place, ...placesOf(task, ratio)],
    ),
    suspects: [{ set: 1, claim: claim.id, repair: null }],
  }
}

/** Off by no more than the last digit: cut off, or turned so that shares add up. */
function cutOff(claim: Claim, ratio: Ratio, rate: Rate, task: Task): Finding | null {
  const right = roundedTo(rate.value, claim)
  if (right === claim.value) return null
  const what = NAMES[ratio.kind]
  const figures = figuresOf(task, ratio)
  const sentence = excerpt(claim.sentence ?? whereOf(claim).zh)
  return {
    ...remark(
      'percentage',
      'note',
      {
        zh: `${what.zh}印为“${claim.printed}”，按${figures.zh}四舍五入应为 ${printRate(claim, right)}，末位相差 1（${sentence}）。`,
        en: `The ${what.en} is printed as "${claim.printed}"; by ${figures.en} it rounds to ${printRate(claim, right)}: the last digit is one off (${sentence}).`,
      },
      [claim.place, ...placesOf(task, ratio)],
    ),
    suspects: [{ set: 1, claim: claim.id, repair: { value: right, printed: printRate(claim, right) } }],
  }
}

function disagreeing(task: Task, claim: Claim, ratio: Ratio, rate: Rate): Finding {
  const right = roundedTo(rate.value, claim)
  const opposite = ratio.kind === 'growth' && claim.value !== 0 && right !== 0 && Math.sign(claim.value) !== Math.sign(right)
  // A rate that one slip of the hand explains is what is wrong; otherwise an amount may be.
  const slip = slipOf(claim, right)
  const amount = slip === undefined ? mendedAmount(task, claim, ratio) : null
  const repair = { value: right, printed: printRate(claim, right) }
  const own: Suspect = { set: amount === null ? 1 : 2, claim: claim.id, repair, ...(slip === undefined ? {} : { slip }) }
  const suspects: Suspect[] = amount === null ? [own] : [{ ...amount, set: 1 }, own]
  const sentence = excerpt(claim.sentence ?? whereOf(claim).zh)
  const what = NAMES[ratio.kind]
  const figures = figuresOf(task, ratio)
  const other = amount === null ? undefined : task.claims[amount.claim]
  const mended: Words =
    amount?.repair === undefined || amount.repair === null || other === undefined
      ? { zh: '', en: '' }
      : {
          zh: `；若“${other.printed}”应为 ${amount.repair.printed}，则比例相符`,
          en: `; with ${amount.repair.printed} for "${other.printed}" the rate is right`,
        }
  const direction: Words = opposite ? { zh: '方向也相反，', en: 'and the direction is the opposite; ' } : { zh: '', en: '' }
  // Shares are often turned by a last digit or two so that they add up to a hundred.
  const isTurned = ratio.kind === 'share' && Math.abs(right - claim.value) <= 2 * claim.precision
  const severity: Severity = isTurned ? 'note' : isOneStatement(task, claim, ratio) ? 'error' : 'warning'
  return {
    ...remark(
      'percentage',
      severity,
      {
        zh: `${what.zh}印为“${claim.printed}”，${direction.zh}按${figures.zh}应为 ${printRate(claim, right)}${mended.zh}（${sentence}）。`,
        en: `The ${what.en} is printed as "${claim.printed}"; ${direction.en}by ${figures.en} it should be ${printRate(claim, right)}${mended.en} (${sentence}).`,
      },
      [claim.place, ...placesOf(task, ratio)],
    ),
    suspects,
    unique: amount === null,
  }
}

const NAMES: Readonly<Record<Ratio['kind'], Words>> = {
  growth: { zh: '增减比例', en: 'rate of change' },
  share: { zh: '占比', en: 'share' },
  completion: { zh: '完成比例', en: 'rate of completion' },
}

function claimsOf(task: Task, ratio: Ratio): readonly Claim[] {
  return [ratio.of, ratio.change, ratio.to].flatMap((id) => {
    const claim = id === undefined ? undefined : task.claims[id]
    return claim === undefined ? [] : [claim]
  })
}

function placesOf(task: Task, ratio: Ratio): readonly Claim['place'][] {
  return claimsOf(task, ratio).map((c) => c.place)
}

function figuresOf(task: Task, ratio: Ratio): Words {
  const printed = claimsOf(task, ratio).map((c) => {
    const value = task.repaired.get(c.id)
    return value === undefined ? c.printed : printValue(c, value)
  })
  return { zh: printed.map((p) => `“${p}”`).join('、'), en: printed.map((p) => `"${p}"`).join(', ') }
}

/** Whether the rate and what it is reckoned from stand in one paragraph: then two statements of one text exclude each other. */
function isOneStatement(task: Task, claim: Claim, ratio: Ratio): boolean {
  return claimsOf(task, ratio).every(
    (c) =>
      c.form === 'narrative' &&
      c.place.page === claim.place.page &&
      c.place.line === claim.place.line &&
      c.place.paragraph === claim.place.paragraph,
  )
}

function roundedTo(value: number, claim: Claim): number {
  return Math.round(value / claim.precision) * claim.precision
}

/** A rate with its word of direction, where the claim has one. */
function printRate(claim: Claim, value: number): string {
  const { decimals } = claim.style
  const word = /^[\u4e00-\u9fff（）]+/u.exec(claim.printed)?.[0]
  const number = `${(Math.abs(value) / 100).toFixed(decimals)}%`
  if (word === undefined) return `${value < 0 ? '-' : ''}${number}`
  const same = claim.value === 0 || Math.sign(value) === Math.sign(claim.value)
  return `${same ? word : value < 0 ? '减少' : '增加'}${number}`
}

/**
 * An amount that a slip of the hand turns into the printed one, and with which the rate is right: a digit too many, two digits
 * exchanged, a point in the wrong place. One that fits exactly is likelier than a rate that is wrong in every digit.
 */
function mendedAmount(task: Task, claim: Claim, ratio: Ratio): Omit<Suspect, 'set'> | null {
  for (const role of ['to', 'of'] as const) {
    const id = ratio[role]
    const side = id === undefined ? undefined : task.claims[id]
    if (side === undefined || side.state !== 'number' || task.repaired.has(side.id)) continue
    for (const value of slipsOf(side)) {
      const sides: Sides = {
        of: role === 'of' ? [sideOf(side, value)] : sidesOf(task, ratio.of).slice(0, 1),
        to: role === 'to' ? [sideOf(side, value)] : sidesOf(task, ratio.to).slice(0, 1),
        change: sidesOf(task, ratio.change).slice(0, 1),
      }
      const ways = reckon(ratio.kind, sides)
      if (ways.length === 0 || !ways.every((w) => w !== 'zero' && fits(w, claim))) continue
      const confirmed = (task.bySlice.get(sliceKey(side.slice)) ?? []).some((c) => c !== side && c.value === side.value)
      // What is printed a second time is no slip.
      if (confirmed) continue
      return { claim: side.id, repair: { value, printed: printValue(side, value) }, slip: 'digit' }
    }
  }
  return null
}

/** Amounts that one slip turns into the printed one, in the claim's unit. */
function slipsOf(claim: Claim): readonly number[] {
  const printed = /[\d.,]+/u.exec(claim.printed)?.[0].replace(/,/gu, '') ?? ''
  const { unit } = claim.style
  const values: number[] = []
  const add = (text: string): void => {
    const value = Math.round(Number(text) * unit)
    if (text !== '' && Number.isFinite(value) && value > 0 && value !== claim.value) values.push(value)
  }
  for (let i = 0; i < printed.length; i++) {
    if (printed.charAt(i) === '.') continue
    if (printed.length > 3) add(printed.slice(0, i) + printed.slice(i + 1))
    const next = printed.charAt(i + 1)
    if (/\d/u.test(next)) add(printed.slice(0, i) + next + printed.charAt(i) + printed.slice(i + 2))
  }
  for (const factor of [10, 100, 0.1, 0.01]) values.push(Math.round(claim.value * factor))
  return values
}

function excerpt(sentence: string): string {
  return sentence.length <= 48 ? sentence : `${sentence.slice(0, 46)}…`
}
