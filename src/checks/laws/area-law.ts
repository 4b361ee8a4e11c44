import type { Finding } from '../../budget/finding.ts'
import { remark, type LawInput } from './law.ts'

const UNIT = '(?:平方米|平方公里|公顷|亩)'
const NUMBER = String.raw`(\d[\d,]*(?:\.\d+)?)`
/** `8013平方米（其中计容面积7998平方米，不计容面积105平方米）`: an area and what it consists of, in brackets of its own. */
const TAKEN_APART = new RegExp(`${NUMBER}(${UNIT})（其中[：:，]?([^（）。；]{4,120})）`, 'gu')
const PART = new RegExp(`${NUMBER}(${UNIT})`, 'gu')

/** An area in running text is at least what it is said to consist of: parts of one area do not overlap. */
export function areaLaw({ reading }: LawInput): readonly Finding[] {
  return reading.paragraphs.flatMap((paragraph): Finding[] => {
    if (!paragraph.printed.includes('其中')) return []
    return [...paragraph.printed.matchAll(TAKEN_APART)].flatMap((match): Finding[] => {
      const [, printed = '', unit = '', list = ''] = match
      const parts = [...list.matchAll(PART)]
      if (parts.length < 2 || parts.some((p) => p[2] !== unit)) return []
      const decimals = Math.max(...[printed, ...parts.map((p) => p[1] ?? '')].map((n) => n.split('.')[1]?.length ?? 0))
      const scaled = (n: string): number => Math.round(Number(n.replace(/,/gu, '')) * 10 ** decimals)
      const whole = scaled(printed)
      const sum = parts.reduce((total, p) => total + scaled(p[1] ?? ''), 0)
      // Each print is rounded; and what is less than the whole may be some of its parts only.
      if (sum - whole <= parts.length) return []
      const right = (sum / 10 ** decimals).toFixed(decimals)
      const message = {
        zh: `面积印为“${printed}${unit}”，其中所列各项之和却是 ${right}${unit}（${parts.map((p) => p[1]).join(' + ')}）。`,
        en: `The area is printed as "${printed}${unit}", but its parts add up to ${right}${unit} (${parts.map((p) => p[1]).join(' + ')}).`,
      }
      const from = match.index + 1
      return [remark('sum', 'warning', message, [{ ...paragraph.place, span: [from, from + printed.length + unit.length - 1] }])]
    })
  })
}
