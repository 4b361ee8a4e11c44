import type { Claim } from '../budget/claim.ts'
import type { Slice } from '../budget/slice.ts'
import type { Cell } from '../document/document.ts'
import { FEN_PER_UNIT } from '../budget/amount.ts'
import { figurePart, yearPart, type FigureStyle } from './figure-claim.ts'
import type { ReadingBuilder } from './reading-builder.ts'

/** A sum of money in prose. */
export interface ProseAmount {
  readonly printed: string
  readonly unit: string
  readonly index: number
  /** The clause that it stands in. */
  readonly clause: string
  /** The year that was last named before it within the sentence, or null. */
  readonly year: number | null
}

const AMOUNT = /(\d[\d.,，]*)?(万元|亿元|元)/gu

/** Every sum of money that a text names, blank figures (`需万元`) included. */
export function proseAmounts(text: string): readonly ProseAmount[] {
  const amounts: ProseAmount[] = []
  for (const match of text.matchAll(AMOUNT)) {
    const before = text.slice(0, match.index)
    const clause = before.slice(Math.max(...['，', '。', '；', '、', '：', ','].map((mark) => before.lastIndexOf(mark))) + 1)
    const sentence = before.slice(Math.max(before.lastIndexOf('。'), before.lastIndexOf('；')) + 1)
    const year = [...sentence.matchAll(/(20\d\d)年/gu)].at(-1)?.[1]
    amounts.push({
      printed: match[1] ?? '',
      unit: match[2] ?? '元',
      index: match.index,
      clause,
      year: year === undefined ? null : Number(year),
    })
  }
  return amounts
}

/** Words that ask for the money of this budget: what follows them is the project's sum. */
const ASKS = /需要?|所需|共计|合计|总计|总投资|预计资金|安排|申请|拟投入|使用费|经费|资金|费用?$/u
/** Words that make a figure a price or a standard and not a sum. */
const PRICES = /每|单价|标准|人均|不超过|左右|\/$/u

/** The budget year that a purpose asks to be put into: `请列入2023年度预算`. */
export function purposeYear(task: Pick<PurposeTask, 'builder' | 'text' | 'common'>): void {
  const { builder, text, common } = task
  const match = /(?:列入|纳入|申请)(\d{0,5})年度?(?:部门|单位)?预算/u.exec(text.text)
  if (match?.[1] === undefined) return
  const from = match.index + 2
  const claim = yearPart(match[1], 0)
  const place = { ...text.place, span: [from + 1, from + Math.max(1, match[1].length)] as const }
  builder.claim({ ...common, ...claim, sentence: text.text, slot: 'purpose-year', place, prose: true })
}

interface PurposeTask {
  readonly builder: ReadingBuilder
  readonly text: Cell
  readonly budget: number | null
  readonly slice: Slice
  readonly common: Pick<Claim, 'form' | 'table' | 'title' | 'measure'>
  readonly style: FigureStyle
}

/**
 * The sum that a purpose text asks for this year, as a claim on the project's budget. Prose names other sums too (earlier years,
 * prices, parts), so the budget is what tells which one is meant; only when none of them, nor all of them together, is the budget
 * does the likeliest one stand against it.
 */
export function purposeClaim(task: PurposeTask): void {
  const { builder, text, budget } = task
  const whole = budget === null ? undefined : builder.claims[budget]
  if (whole === undefined) return
  const candidates = proseAmounts(text.text).filter(
    (a) => (a.year === null || a.year === builder.year) && ASKS.test(a.clause) && !PRICES.test(a.clause),
  )
  if (candidates.length === 0) return
  const values = candidates.map((a) => {
    const unit = FEN_PER_UNIT[a.unit] ?? 1_000_000
    return {
      amount: a,
      part: figurePart(a.printed, { ...task.style, unit, decimals: a.unit === '元' ? 0 : task.style.decimals }),
    }
  })
  const readings = new Set([whole.value, ...(whole.readings ?? [])])
  const agreeing = values.find((v) => v.part.state === 'number' && readings.has(v.part.value))
  const together = values.reduce((sum, v) => sum + v.part.value, 0)
  if (agreeing === undefined && values.length > 1 && readings.has(together)) return
  const chosen = agreeing ?? values.find((v) => /共计|合计|总计/u.test(v.amount.clause)) ?? values.at(-1)
  if (chosen === undefined) return
  builder.claim({
    ...task.common,
    sentence: text.text,
    slot: 'purpose',
    slice: task.slice,
    ...chosen.part,
    place: {
      ...text.place,
      span: [chosen.amount.index + 1, chosen.amount.index + chosen.amount.printed.length + chosen.amount.unit.length],
    },
    prose: true,
  })
}
