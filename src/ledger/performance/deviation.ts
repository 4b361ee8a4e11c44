import { type Fen, printFen } from '../../budget/amount.ts'
import type { ProjectTarget } from '../../budget/account.ts'
import type { Words } from '../../budget/finding.ts'
import { readTarget } from '../../catalogue/indicator-target.ts'

/** Longest explanation of a report, an evaluation or its review, in characters: the forms say it, and what is longer is refused. */
export const MOST_EXPLANATION = 1000

/** From how many percentage points of the budget on spending is told as behind or ahead of its plan. */
export interface ProgressLimits {
  readonly behind: number
  readonly ahead: number
}

/** Where a division says nothing: our own choice, no rule of law has a figure for it. */
export const PROGRESS_LIMITS: ProgressLimits = { behind: 10, ahead: 10 }

/** Limits as somebody typed them: whole percentage points from 1 to 100, blank for our own choice. Null where one is neither. */
export function readLimits(typed: Readonly<Record<keyof ProgressLimits, string>>): Partial<ProgressLimits> | null {
  const limits: { behind?: number; ahead?: number } = {}
  for (const side of ['behind', 'ahead'] as const) {
    const text = typed[side].trim()
    if (text === '') continue
    const points = /^\d{1,3}$/u.test(text) ? Number(text) : 0
    if (points < 1 || points > 100) return null
    limits[side] = points
  }
  return limits
}

export type ProjectIndicator = ProjectTarget['indicators'][number]
export type Checkpoint = ProjectTarget['plan'][number]

/** What has happened by a checkpoint. */
export interface AtCheckpoint {
  readonly checkpoint: string
  /** Fen spent since the year began. */
  readonly spent: Fen
  /** What each indicator has reached, in the order of the project's; empty where nothing is said. */
  readonly values: readonly string[]
}

/** The month at whose end a checkpoint is (3月底); null where it names none. */
export function monthOf(checkpoint: string): number | null {
  const month = Number(/(\d{1,2})\s*月/u.exec(checkpoint)?.[1] ?? 0)
  return month >= 1 && month <= 12 ? month : null
}

/** The last day of a checkpoint, as 2026-03-31; null where it names no month. */
export function dueOf(checkpoint: string, year: number): string | null {
  const month = monthOf(checkpoint)
  if (month === null) return null
  const days =
    month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return `${year}-${String(month).padStart(2, '0')}-${days}`
}

/** Hundredths of a per cent of an amount; 0 of nothing. */
export function shareOf(spent: Fen, amount: Fen): number {
  return amount === 0 ? 0 : Number((BigInt(spent) * 10_000n) / BigInt(amount))
}

/**
 * Where a project is not where its plan says: money behind, ahead or above the budget, an indicator on the wrong side of its target. What is counted (12件) may
 * still come, so before the year's end it is held against the plan's share of it; what is a rate is held against its target at once.
 *
 * @param amount the project's budget in fen
 */
export function deviations(
  { plan, indicators }: Pick<ProjectTarget, 'plan' | 'indicators'>,
  amount: Fen,
  at: AtCheckpoint,
  limits: ProgressLimits = PROGRESS_LIMITS,
): readonly Words[] {
  const planned = plan.find(({ checkpoint }) => checkpoint === at.checkpoint)?.value ?? null
  const isLast = plan.at(-1)?.checkpoint === at.checkpoint
  return [
    ...spendingOff(at, amount, planned, limits),
    ...indicators.flatMap((indicator, i) => indicatorOff(indicator, at.values[i] ?? '', { planned, isLast, limits }) ?? []),
  ]
}

function spendingOff({ spent }: AtCheckpoint, amount: Fen, planned: number | null, limits: ProgressLimits): readonly Words[] {
  const said: Words[] = []
  if (spent > amount) {
    const over = printFen(spent - amount, 100, 2)
    said.push({ zh: `支出超过项目预算${over}元。`, en: `Spending is ${over} yuan above the project's budget.` })
  }
  if (planned === null || amount === 0) return said
  const share = shareOf(spent, amount)
  const off = share - planned * 100
  const words = (zh: string, en: string): Words => ({
    zh: `已支出${hundredth(share)}%，计划${planned}%，${zh}${hundredth(Math.abs(off))}个百分点。`,
    en: `${hundredth(share)}% is spent and ${planned}% was planned: ${hundredth(Math.abs(off))} percentage points ${en}.`,
  })
  if (off < -limits.behind * 100) said.push(words('慢', 'behind'))
  else if (off > limits.ahead * 100 && spent <= amount) said.push(words('快', 'ahead'))
  return said
}

function indicatorOff(
  { level2, level3, value }: ProjectIndicator,
  reached: string,
  { planned, isLast, limits }: { readonly planned: number | null; readonly isLast: boolean; readonly limits: ProgressLimits },
): Words | null {
  const name = level3 === '' ? level2 : level3
  if (reached.trim() === '')
    return isLast ? { zh: `指标“${name}”没有填写完成值。`, en: `Nothing is said of indicator "${name}".` } : null
  const [target, now] = [readTarget(value), readTarget(reached)]
  if (target === null || now === null) return null
  if (isAtMost(level2, target.side)) {
    if (now.value <= target.value) return null
    return { zh: `指标“${name}”目标${value}，已是${reached}。`, en: `Indicator "${name}" should be ${value} and is ${reached}.` }
  }
  const isRate = /[%‰]/u.test(target.unit + value)
  const share = isLast || isRate || planned === null ? 100 : Math.max(0, planned - limits.behind)
  if (now.value * 100 >= target.value * share) return null
  return isLast || isRate
    ? { zh: `指标“${name}”目标${value}，只到${reached}。`, en: `Indicator "${name}" should be ${value} and is ${reached}.` }
    : {
        zh: `指标“${name}”全年${value}，到此时应完成约${planned ?? 100}%，实际${reached}。`,
        en: `Indicator "${name}" is ${value} for the year, about ${planned ?? 100}% of it by now; it is ${reached}.`,
      }
}

/** Costs and times are better below their target, where it does not say which side is meant. */
export function isAtMost(level2: string, side: 'at-least' | 'at-most' | 'exactly'): boolean {
  return side === 'at-most' || (side === 'exactly' && /成本|时效/u.test(level2))
}

/** Hundredths as a number with one decimal at most. */
function hundredth(hundredths: number): number {
  return Number((hundredths / 100).toFixed(1))
}
