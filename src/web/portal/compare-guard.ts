import type { Words } from '../../budget/finding.ts'
import type { Scope, Stage } from './views.ts'

/** What is known of a figure that is to be held against another. */
export interface Comparable {
  readonly department: { readonly id: number; readonly name: string }
  readonly year: number | null
  readonly stage: Stage
  readonly scope: Scope
  /** Fen; null where it is blank, cannot be read, or is not listed. */
  readonly amount: number | null
  readonly state: 'number' | 'blank' | 'malformed' | 'absent'
  /** What kind of total it is: one with carried-over money is not one without. */
  readonly meaning: string
  /** The width of its last printed digit, in fen; 1 where it is not known. */
  readonly precision: number
  /** Of a classified figure: the class's name in that year, and whether the code was in force then. */
  readonly code?: { readonly code: string; readonly name: string; readonly inForce: boolean }
}

/** The rate of one figure against another, or why there is none. A reason says what is the case, never who is to blame. */
export type Compared =
  | { readonly kind: 'rate'; readonly change: number; readonly rate: number }
  | { readonly kind: 'no-rate'; readonly reasons: readonly Words[] }

/**
 * Holds a figure against a reference. A rate is given where both are amounts of one department, scope, stage and meaning, of different years, and its
 * class means the same in both; otherwise both figures stand, with every reason. Differences between departments are no change over time.
 */
export function compareFigures(reference: Comparable, other: Comparable): Compared {
  const reasons: Words[] = [...identity(reference, other), ...codes(reference, other), ...amounts(reference, other)]
  if (reasons.length > 0) return { kind: 'no-rate', reasons }
  const [before, after] = [reference.amount, other.amount]
  if (before === null || after === null) throw new Error('amounts without a reason against them are there')
  const change = after - before
  // A difference below what is printed is no difference that anybody stated.
  const width = Math.max(reference.precision, other.precision)
  if (reference.precision !== other.precision && Math.abs(change) > 0 && Math.abs(change) < width)
    return { kind: 'rate', change: 0, rate: 0 }
  return { kind: 'rate', change, rate: change === 0 ? 0 : change / before }
}

function identity(a: Comparable, b: Comparable): Words[] {
  const reasons: Words[] = []
  if (a.department.id !== b.department.id)
    reasons.push({
      zh: '不是同一个部门：职责和人员不同，两个数之差不是增减。',
      en: 'Not the same department: duties and staff differ, so the difference is no change.',
    })
  if (a.scope !== b.scope)
    reasons.push({
      zh: '口径不同：一份含所属单位，一份只是单位本级。',
      en: 'Different scope: one includes subordinate units, the other is the unit alone.',
    })
  if (a.stage !== b.stage)
    reasons.push({
      zh: '一份是预算，一份是决算：一个是打算，一个是结果。',
      en: 'One is a budget and one a final account: a plan and an outcome.',
    })
  if (a.meaning !== b.meaning)
    reasons.push({
      zh: '一个含上年结转等资金，一个不含，不是同一种合计。',
      en: 'One total includes carried-over money and the other does not.',
    })
  if (
    a.department.id === b.department.id &&
    a.stage === b.stage &&
    a.scope === b.scope &&
    (a.year === null || b.year === null || a.year === b.year)
  )
    reasons.push(
      a.year === null || b.year === null
        ? { zh: '有一份没有写明年度。', en: 'One of them does not state its year.' }
        : { zh: '是同一年的同一份。', en: 'Both are of the same year.' },
    )
  return reasons
}

function codes(a: Comparable, b: Comparable): Words[] {
  if (a.code === undefined || b.code === undefined) return []
  const reasons: Words[] = []
  for (const each of [a, b])
    if (each.code?.inForce === false)
      reasons.push({
        zh: `科目 ${each.code.code} 在 ${each.year ?? ''} 年的科目表中不存在。`,
        en: `Code ${each.code.code} is not in the official list of ${each.year ?? ''}.`,
      })
  if (a.code.name !== b.code.name)
    reasons.push({
      zh: `科目 ${a.code.code} 的名称变了：“${a.code.name}”与“${b.code.name}”，内容可能不同。`,
      en: `Code ${a.code.code} changed its name: “${a.code.name}” and “${b.code.name}” may not cover the same.`,
    })
  return reasons
}

function amounts(a: Comparable, b: Comparable): Words[] {
  const words: Readonly<Record<Exclude<Comparable['state'], 'number'>, Words>> = {
    blank: { zh: '有一个在原文中是空白，空白不当作零。', en: 'One is blank in the source, and blank is not zero.' },
    malformed: { zh: '有一个的印刷不能确定是多少。', en: 'One is printed so that its amount is not certain.' },
    absent: { zh: '有一份没有列示这一项。', en: 'One of them does not list it.' },
  }
  const states = new Set([a.state, b.state])
  const reasons = (['blank', 'malformed', 'absent'] as const).filter((state) => states.has(state)).map((state) => words[state])
  if (reasons.length > 0) return reasons
  if (a.amount === null || b.amount === null) return [words.absent]
  if (a.amount <= 0 && a.amount !== b.amount)
    return [
      {
        zh: a.amount === 0 ? '参照数是零，不能以零为基数算百分比。' : '参照数是负数，百分比没有意义。',
        en:
          a.amount === 0
            ? 'The reference is zero, and nothing is a percentage of zero.'
            : 'The reference is negative, so a percentage means nothing.',
      },
    ]
  // Two figures with no common digits: 0.01 beside 123,456 元 cannot be told from rounding.
  const coarse = Math.max(a.precision, b.precision)
  if (a.precision !== b.precision && coarse > Math.abs(a.amount) && a.amount !== 0)
    return [
      {
        zh: '两份的计量单位不同，其中一个按它的位数只能算约数，百分比没有意义。',
        en: 'They are printed in different units, and one is too coarse for a percentage.',
      },
    ]
  return []
}
