/** Which side of its target an indicator has to be on. */
export type TargetSide = 'at-least' | 'at-most' | 'exactly'

/** An indicator's target as a number: `≥95%`, `不超过3天`, `12件`. */
export interface IndicatorTarget {
  readonly side: TargetSide
  readonly value: number
  /** What stands behind the number: `%`, `件`; empty where nothing does. */
  readonly unit: string
}

const AT_LEAST = /^(?:>=|≥|>|不低于|不少于|不小于|大于等于|大于|高于|超过|至少|达到)\s*/u
const AT_MOST = /^(?:<=|≤|<|不超过|不多于|不高于|不大于|小于等于|少于|小于|低于|控制在)\s*/u
const EXACTLY = /^(?:=|＝|等于)\s*/u
const NUMBER = /^(\d[\d,]*(?:\.\d+)?)\s*(.*)$/u

/** A target or a value that was reached, read; null where it is said in words. */
export function readTarget(printed: string): IndicatorTarget | null {
  const text = printed.normalize('NFKC').trim()
  const most = AT_MOST.test(text)
  const least = !most && AT_LEAST.test(text)
  const [, digits = '', behind = ''] = NUMBER.exec(text.replace(most ? AT_MOST : least ? AT_LEAST : EXACTLY, '')) ?? []
  if (digits === '') return null
  const unit = behind.trim()
  const value = Number(digits.replaceAll(',', ''))
  if (/(?:以内|以下|之前|前|内)$/u.test(unit))
    return { side: 'at-most', value, unit: unit.replace(/(?:以内|以下|之前|前|内)$/u, '') }
  if (unit.endsWith('以上')) return { side: 'at-least', value, unit: unit.replace(/以上$/u, '') }
  return { side: most ? 'at-most' : least ? 'at-least' : 'exactly', value, unit }
}
