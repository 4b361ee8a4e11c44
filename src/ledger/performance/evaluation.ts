import type { Fen } from '../../budget/amount.ts'
import type { Words } from '../../budget/finding.ts'
import { readTarget } from '../../catalogue/indicator-target.ts'
import { isAtMost, type ProjectIndicator } from './deviation.ts'

/** Of which part of an evaluation an indicator is: by its first level. */
export type EvaluationGroup = 'execution' | 'product' | 'benefit' | 'satisfaction'

/**
 * Points of each part, as 财预〔2020〕10号 (项目支出绩效评价管理办法) sets them in principle for a unit's own evaluation: 预算执行率 10, 产出指标 50, 效益指标 30,
 * 服务对象满意度指标 10. A custom that units may move within reason, no law. Costs that are printed as a first level of their own belong to the product.
 */
export const EVALUATION_WEIGHTS: readonly {
  readonly group: EvaluationGroup
  readonly name: Words
  readonly levels: RegExp | null
  readonly points: number
}[] = [
  { group: 'execution', name: { zh: '预算执行率', en: 'Budget execution' }, levels: null, points: 10 },
  { group: 'product', name: { zh: '产出指标', en: 'Product' }, levels: /^(?:产出|成本)/u, points: 50 },
  { group: 'benefit', name: { zh: '效益指标', en: 'Benefit' }, levels: /^(?:效益|效果)/u, points: 30 },
  { group: 'satisfaction', name: { zh: '满意度指标', en: 'Satisfaction' }, levels: /^满意度/u, points: 10 },
]

/** Grades by points of a hundred, the best first: the same regulation. */
export const EVALUATION_GRADES: readonly { readonly from: number; readonly name: Words }[] = [
  { from: 90, name: { zh: '优', en: 'excellent' } },
  { from: 80, name: { zh: '良', en: 'good' } },
  { from: 60, name: { zh: '中', en: 'fair' } },
  { from: 0, name: { zh: '差', en: 'poor' } },
]

/** What a unit says of one indicator at the end of the year. */
export interface IndicatorResult {
  readonly value: string
  /** Per cent of it that was reached, 0 to 100: asked where the target is no number (100-80 reached, 80-60 partly, below not). */
  readonly share: number | null
}

export interface ScoredPart {
  readonly group: EvaluationGroup
  /** What was scored: an indicator's name; for the execution its share. */
  readonly name: string
  readonly target: string
  readonly value: string
  /** Hundredths of a point: what it counts, and what it got. */
  readonly most: number
  readonly points: number
}

export interface Evaluation {
  readonly parts: readonly ScoredPart[]
  /** Hundredths of a point, of 10000. */
  readonly total: number
}

/**
 * Scores a project: each indicator has an even part of its group's points and gets them by the share of its target that was reached. Points of a group without
 * an indicator go to the other groups of indicators by their weight. Null where an indicator's result cannot be told.
 *
 * @param amount the project's budget in fen
 */
export function evaluate(
  indicators: readonly ProjectIndicator[],
  results: readonly IndicatorResult[],
  { spent, amount }: { readonly spent: Fen; readonly amount: Fen },
): Evaluation | null {
  const groups = indicators.map(({ level1 }) => groupOf(level1))
  const present = EVALUATION_WEIGHTS.filter(({ group, levels }) => levels !== null && groups.includes(group))
  const execution = EVALUATION_WEIGHTS.filter(({ levels }) => levels === null)
  const shared = 100 - execution.reduce((sum, { points }) => sum + points, 0)
  const weight = present.reduce((sum, { points }) => sum + points, 0)
  const done = Math.min(10_000, amount === 0 ? 0 : Number((BigInt(spent) * 10_000n) / BigInt(amount)))
  const parts: ScoredPart[] = execution.map(({ group, name, points }) => ({
    group,
    name: name.zh,
    target: '100%',
    value: `${Number((done / 100).toFixed(2))}%`,
    most: points * 100,
    points: Math.round((points * done) / 100),
  }))
  for (const { group, points } of present) {
    const own = indicators.flatMap((indicator, i) => (groups[i] === group ? [{ indicator, result: results[i] }] : []))
    const whole = Math.round((points * shared * 100) / weight)
    for (const [i, { indicator, result }] of own.entries()) {
      const share = result === undefined ? null : reached(indicator, result)
      if (share === null) return null
      // What does not divide evenly goes to the first ones, so that the parts are the whole.
      const most = Math.floor(whole / own.length) + (i < whole % own.length ? 1 : 0)
      const { level2, level3, value: target } = indicator
      parts.push({
        group,
        name: level3 === '' ? level2 : level3,
        target,
        value: result?.value ?? '',
        most,
        points: Math.round((most * share) / 10_000),
      })
    }
  }
  return { parts, total: parts.reduce((sum, { points }) => sum + points, 0) }
}

export function gradeOf(total: number): Words {
  const grade = EVALUATION_GRADES.find(({ from }) => total >= from * 100)
  return grade?.name ?? { zh: '差', en: 'poor' }
}

/** Below no class that is known it is a product: most of a project's indicators are. */
function groupOf(level1: string): EvaluationGroup {
  return EVALUATION_WEIGHTS.find(({ levels }) => levels?.test(level1.trim()) === true)?.group ?? 'product'
}

/** Hundredths of a per cent of a target that were reached: all where it is met, else in proportion; null where that cannot be told. */
function reached({ level2, value }: ProjectIndicator, result: IndicatorResult): number | null {
  const [target, now] = [readTarget(value), readTarget(result.value)]
  if (target === null || now === null || target.value === 0)
    return result.share === null || result.share < 0 || result.share > 100 ? null : Math.round(result.share * 100)
  if (isAtMost(level2, target.side)) return now.value <= target.value ? 10_000 : Math.floor((target.value * 10_000) / now.value)
  return now.value >= target.value ? 10_000 : Math.floor((now.value * 10_000) / target.value)
}
