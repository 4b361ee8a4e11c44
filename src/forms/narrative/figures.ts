/** What stands out in running text: amounts, percentages, counts, and words for "no change". */
export interface PrintedFigure {
  readonly kind: 'amount' | 'percent' | 'level' | 'count'
  /** The number, or the words. */
  readonly printed: string
  readonly unit: string
  /** Within the squeezed text: the first character of the number and the one behind its unit. */
  readonly from: number
  readonly to: number
  /** A limit, a price or an attribute (`100万元以上设备`, `40万元的检察办案费`), and no amount of anything. */
  readonly aside: boolean
}

const FIGURE =
  /(?<amount>\d[\d.,]*\d|\d)(?<unit>万元|亿元|千元|元|万(?=[，。；、）]|$))|(?<=[为是])(?<nothing>0(?:\.0+)?)(?=[，。；、）]|$)|(?<percent>\d[\d.,]*\d|\d)%|(?<level>持平|相同|相等|一致|无变化|没有变化|无增减变化|无增减|没有增减|不变)|(?<count>\d+)(?<measure>辆|台（套）|台|套|批次|人次|个团组|个|人|次)/gu

/** Every figure of a squeezed text, in order. */
export function figuresIn(text: string): PrintedFigure[] {
  const figures: PrintedFigure[] = []
  for (const match of text.matchAll(FIGURE)) {
    const groups = match.groups ?? {}
    const from = match.index
    const to = from + match[0].length
    const before = text.slice(Math.max(0, from - 6), from)
    const after = text.slice(to, to + 6)
    const { percent, level, count } = groups
    // Nothing needs no unit: 政府性基金支出为0.
    const amount = groups['amount'] ?? groups['nothing']
    // A number that goes on to the left is no number of its own.
    if (/[\d.]$/u.test(before)) continue
    const base = { from, to }
    if (amount !== undefined) {
      const aside =
        /(?:单价|价值|单台|每人|每月|人均|[≥≤><])$/u.test(before) ||
        /^(?:（?含?）?以[上下]|（含）|及以上|的(?!\d)|\/)/u.test(after)
      figures.push({ ...base, kind: 'amount', printed: amount, unit: groups['unit'] ?? '万元', aside })
    } else if (percent !== undefined) {
      figures.push({ ...base, kind: 'percent', printed: percent, unit: '%', aside: /^(?:（?含?）?以[上下]|及以上)/u.test(after) })
    } else if (level !== undefined) {
      figures.push({ ...base, kind: 'level', printed: level, unit: '', aside: /(?:基本|大致|大体)$/u.test(before) })
    } else if (count !== undefined) {
      figures.push({ ...base, kind: 'count', printed: count, unit: groups['measure'] ?? '', aside: false })
    }
  }
  return figures
}
