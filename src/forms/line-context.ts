import { narrowSlice, without, type Slice } from '../budget/slice.ts'
import { combine, denote, type Denoted } from '../catalogue/vocabulary.ts'
import { bareLabel, plainLabel } from './label.ts'

/** Flows whose lines are followed by their parts by fund: 上年结转 above the budgets that it comes from. */
const CARRIED = new Set(['brought-forward', 'carried-forward', 'reserves-used'])
const LAST_TOTAL = /^(?:(?:收入|支出)?(?:合计|总计)|总收入|总支出)$/u

/** Styles of ordinals from the outer to the inner. */
const STYLES: readonly RegExp[] = [
  /^[一二三四五六七八九十]+[、.．]/u,
  /^\([一二三四五六七八九十]+\)/u,
  /^\d{1,2}[、.．](?!\d)/u,
  /^\(\d+\)/u,
  /^\d{1,2}\)/u,
  /^[①-⑳]/u,
]

/**
 * The lines of one side from top to bottom: what a line denotes is narrowed by the lines that it stands under, which its ordinal
 * tells (`二、上年结转` and below it `（一）一般公共预算拨款`).
 */
export class LineContext {
  /** The names of all rows of the side, in their order. */
  readonly names: readonly string[]
  readonly #lastTotal: number
  #above: readonly { readonly level: number; readonly slice: Slice }[] = []
  #unit: string | undefined
  #node: string | null = null
  #year: number

  constructor(names: readonly string[], year: number) {
    this.names = names
    this.#lastTotal = names.findLastIndex((name) => LAST_TOTAL.test(bareLabel(name)))
    this.#year = year
  }

  /** The code of the class, group or item that was read last: names without codes stand below it. */
  get node(): string | null {
    return this.#node
  }

  enter(node: string): void {
    this.#node = node
  }

  /** What a line of words denotes, or null. `totals` is what the last 合计 of the side is of (all sources, all uses). */
  line(name: string, index: number, totals: string | undefined): Denoted | null {
    const denoted = denote(name, this.#year)
    if (denoted === null) return null
    if (totals !== undefined && totals !== '' && index === this.#lastTotal)
      return { ...denoted, slice: { flow: totals }, total: true }
    return denoted
  }

  /** The slice of a line under the lines above it. `own` is what the line itself says, `base` what its whole side narrows to. */
  place(name: string, own: Slice, base: Slice, isTotal: boolean): Slice {
    const level = levelOf(name)
    // A line without ordinal and flow (一般公共预算) stands under the one above it; any other without ordinal begins anew.
    const isBelow = level === 0 && !isTotal && own.flow === undefined
    if (!isBelow) this.#above = this.#above.filter((a) => a.level < level)
    let within = own
    // 结转结余 beside expenditure is what is left at the end of the year, unless it says which year's.
    if (own.flow === 'brought-forward' && base.flow === 'expenditure' && !/[上去历]年|年初|以前/u.test(name))
      within = { ...own, flow: 'carried-forward' }
    if (own.unit !== undefined) this.#unit = own.unit
    else if (this.#unit !== undefined && !isTotal) within = { ...within, unit: this.#unit }
    for (const { slice } of this.#above.toReversed()) {
      const both = combine(slice, within)
      if (both === null) break
      within = both
    }
    const isHead = level > 0 || CARRIED.has(own.flow ?? '')
    if (isHead && !isTotal) this.#above = [...this.#above, { level, slice: within }]
    // A side is of one flow, its lines may be of another: 上年结转 stands among income.
    const beside = within.flow === undefined ? base : without(base, 'flow')
    return combine(beside, within) ?? narrowSlice(beside, within)
  }
}

function levelOf(name: string): number {
  const plain = plainLabel(name).replace(/^(?:其中|包括)[:：]?/u, '')
  const style = STYLES.findIndex((s) => s.test(plain))
  return style + 1
}
