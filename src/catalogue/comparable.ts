import type { Words } from '../budget/finding.ts'
import { cutOf } from './cuts.ts'
import { type CodeState, isKnown, nameOf } from './codes.ts'
import { isCodeDimension, nodeName } from './tree.ts'
import type { Dimension } from '../budget/slice.ts'

/**
 * A figure with all that decides whether another may be divided by it: as a document prints it, or as its facts add up to it.
 */
export interface Figure {
  /** Number of the department whose figure it is; nothing for a place. */
  readonly department?: number
  /** Id of a cut, or of a total with carried-over money in it (see `WITH_CARRIED_OVER`). */
  readonly cut: string
  /** Null where the document does not say. */
  readonly year: number | null
  readonly stage: 'budget' | 'final'
  readonly scope: 'department' | 'unit'
  /** What it is narrowed to inside its cut; nothing for the whole of it. */
  readonly nodes: Readonly<Partial<Record<Dimension, string>>>
  /** Fen; null where nothing is published. */
  readonly amount: number | null
  /** Why it has no amount; taken as absent where that is not said. */
  readonly state?: 'number' | 'blank' | 'malformed' | 'absent'
  /** The width of the last digit that its table prints, in fen; 1 where it is not known. */
  readonly precision?: number
  /** Units whose money it covers, by name; empty where the document does not list them. */
  readonly units?: readonly string[]
  /** Of a place: how many departments it adds up. */
  readonly departments?: number
  /** Of a sum of published lines: whether they add up to the printed total; null where none is printed. A printed figure needs no lines. */
  readonly complete?: boolean | null
}

/** Why a rate between two figures would mean nothing: what is the case, never who is to blame. */
export interface Reason {
  readonly code:
    | 'absent'
    | 'base'
    | 'blank'
    | 'code'
    | 'cut'
    | 'department'
    | 'departments'
    | 'incomplete'
    | 'malformed'
    | 'precision'
    | 'scope'
    | 'stage'
    | 'units'
    | 'year'
  readonly message: Words
}

/** Two figures side by side. */
export interface Comparison {
  /** other − base, fen: 0 where they are printed in different units and differ by less than the coarser one can say; null where they do not measure the same thing. */
  readonly difference: number | null
  /** (other − base) ÷ base in hundredths of a percent; null wherever there is a reason. */
  readonly rate: number | null
  readonly reasons: readonly Reason[]
}

/** Totals with carried-over money, and the cut that is the same without it. */
export const WITH_CARRIED_OVER: Readonly<Record<string, string>> = { sources: 'income', uses: 'expenditure' }

/**
 * Sets a figure beside its base. Where department, scope, stage, units or codes are not the same, both figures stand, with the reasons and without a rate:
 * whoever divides them would state what nobody published.
 */
export function compare(base: Figure, other: Figure): Comparison {
  const frame = [...frameReasons(base, other), ...coverReasons(base, other), ...codeReasons(base, other)]
  if (base.amount === null || other.amount === null)
    return { difference: null, rate: null, reasons: [...frame, ...absentReasons([base, other])] }
  if (frame.length > 0) return { difference: null, rate: null, reasons: frame }
  return rateOf(base, base.amount, other, other.amount)
}

function rateOf(base: Figure, before: number, other: Figure, after: number): Comparison {
  const difference = after - before
  if (difference === 0) return { difference, rate: 0, reasons: [] }
  if (before <= 0) {
    const no = reason('base', '作为比较基数的数字为零或负数，不能算变动率。', 'The base is zero or negative: there is no rate.')
    return { difference, rate: null, reasons: [no] }
  }
  const [fine, coarse] = [base.precision ?? 1, other.precision ?? 1].toSorted((a, b) => a - b)
  if (fine !== undefined && coarse !== undefined && fine !== coarse) {
    // 0.01 beside 123,456 元 cannot be told from rounding.
    if (coarse > before)
      return {
        difference: null,
        rate: null,
        reasons: [
          reason(
            'precision',
            '两份的计量单位不同，其中一个按它的位数只能算约数，变动率没有意义。',
            'They are printed in different units, and one is too coarse for a rate.',
          ),
        ],
      }
    // A difference below what is printed is no difference that anybody stated.
    if (Math.abs(difference) < coarse) return { difference: 0, rate: 0, reasons: [] }
  }
  return { difference, rate: hundredthsOfPercent(difference, before), reasons: [] }
}

function absentReasons(figures: readonly Figure[]): Reason[] {
  const words = {
    blank: (at: Words) => ({
      zh: `${at.zh}的数字在原文中是空白，空白不当作零。`,
      en: `The figure of ${at.en} is blank in the source, and blank is not zero.`,
    }),
    malformed: (at: Words) => ({
      zh: `${at.zh}的数字印得不能确定是多少。`,
      en: `The figure of ${at.en} is printed so that its amount is not certain.`,
    }),
    absent: (at: Words) => ({
      zh: `${at.zh}没有公开这一数字，或公开为零。`,
      en: `The figure is not published for ${at.en}, or as nothing.`,
    }),
  }
  return (['blank', 'malformed', 'absent'] as const).flatMap((state) => {
    const without = figures.filter(
      (figure) =>
        figure.amount === null && (figure.state === state || (state === 'absent' && (figure.state ?? 'number') === 'number')),
    )
    return without.length === 0 ? [] : [{ code: state, message: words[state](yearsOf(without)) }]
  })
}

function frameReasons(base: Figure, other: Figure): Reason[] {
  const found: Reason[] = []
  const ofOne = base.department === other.department
  if (!ofOne)
    found.push(
      reason(
        'department',
        '不是同一个部门：职责和人员不同，两个数之差不是增减。',
        'Not the same department: duties and staff differ, so the difference is no change.',
      ),
    )
  if (base.cut !== other.cut) found.push(cutReason(base.cut, other.cut))
  if (base.scope !== other.scope)
    found.push(
      reason(
        'scope',
        '范围不同：一个是部门（含所属单位），一个是单位本级。',
        'Different scope: one is a department with its units, the other a unit by itself.',
      ),
    )
  if (base.stage !== other.stage)
    found.push(
      reason(
        'stage',
        '一个是预算，一个是决算：一个是打算，一个是结果。',
        'One is a budget and one a final account: a plan and an outcome.',
      ),
    )
  if (base.year === null || other.year === null)
    found.push(reason('year', '有一份没有写明年度。', 'One of them does not state its year.'))
  else if (ofOne && base.stage === other.stage && base.scope === other.scope && base.year === other.year)
    found.push(reason('year', '是同一年的同一份。', 'Both are of the same year.'))
  return found
}

function cutReason(base: string, other: string): Reason {
  if (WITH_CARRIED_OVER[base] === other || WITH_CARRIED_OVER[other] === base)
    return reason(
      'cut',
      '口径不同：一个含上年结转等资金，一个不含，不是同一种合计。',
      'One total includes carried-over money and the other does not.',
    )
  const names = [base, other].map((id) => cutOf(id)?.name ?? { zh: id, en: id })
  return reason(
    'cut',
    `口径不同：${names.map((n) => n.zh).join('与')}。`,
    `The cuts differ: ${names.map((n) => n.en).join(' and ')}.`,
  )
}

function coverReasons(base: Figure, other: Figure): Reason[] {
  const found: Reason[] = []
  const [before, after] = [base.units ?? [], other.units ?? []].map((names) => new Set(names.map(plain)))
  // The units of two departments are never the same: only years of one are held against each other.
  if (base.department === other.department && before !== undefined && after !== undefined && before.size > 0 && after.size > 0) {
    const left = [...before].filter((name) => !after.has(name)).length
    const joined = [...after].filter((name) => !before.has(name)).length
    if (left + joined > 0)
      found.push(
        reason(
          'units',
          `包含的预算单位不同：${yearOf(base).zh}${before.size}个，${yearOf(other).zh}${after.size}个（减少${left}个，增加${joined}个）。`,
          `The units covered differ: ${before.size} in ${yearOf(base).en}, ${after.size} in ${yearOf(other).en} (${left} left, ${joined} joined).`,
        ),
      )
  }
  if (base.departments !== undefined && other.departments !== undefined && base.departments !== other.departments)
    found.push(
      reason(
        'departments',
        `汇总的部门数不同：${yearOf(base).zh}${base.departments}个，${yearOf(other).zh}${other.departments}个。`,
        `The number of departments added up differs: ${base.departments} in ${yearOf(base).en}, ${other.departments} in ${yearOf(other).en}.`,
      ),
    )
  const short = [base, other].filter((figure) => figure.complete === false)
  if (short.length > 0)
    found.push(
      reason(
        'incomplete',
        `${yearsOf(short).zh}公开的明细加不到其合计数，有未公开的部分。`,
        `The lines published for ${yearsOf(short).en} add up to less than their printed total.`,
      ),
    )
  return found
}

/** Codes that are new, gone or called otherwise in one of the years do not hold the same money. */
function codeReasons(base: Figure, other: Figure): Reason[] {
  const found: Reason[] = []
  const dimensions = new Set([...Object.keys(base.nodes), ...Object.keys(other.nodes)]) as ReadonlySet<Dimension>
  for (const dimension of dimensions) {
    const [one, two] = [base.nodes[dimension], other.nodes[dimension]]
    if (one !== two) {
      const [a, b] = [named(dimension, one, base.year), named(dimension, two, other.year)]
      found.push(reason('code', `所指不同：${a.zh}与${b.zh}。`, `They mean different things: ${a.en} and ${b.en}.`))
      continue
    }
    if (one === undefined || base.year === other.year || !isCodeDimension(dimension)) continue
    const states = [base.year, other.year].flatMap((year) =>
      year === null ? [] : [{ year, state: isKnown(dimension, one, year) }],
    )
    const outside = states.filter(({ state }) => state.state === 'not-yet' || state.state === 'expired')
    for (const { year, state } of outside) found.push(outsideReason(one, year, state))
    if (outside.length > 0) continue
    const [before, after] = [nameOf(dimension, one, base.year), nameOf(dimension, one, other.year)]
    if (before !== null && after !== null && before !== after)
      found.push(
        reason(
          'code',
          `科目 ${one} 的名称和范围有变：${yearOf(base).zh}为“${before}”，${yearOf(other).zh}为“${after}”。`,
          `Code ${one} changed: “${before}” in ${yearOf(base).en}, “${after}” in ${yearOf(other).en}.`,
        ),
      )
  }
  return found
}

function outsideReason(code: string, year: number, { state, since, until }: CodeState): Reason {
  return state === 'not-yet'
    ? reason(
        'code',
        `科目 ${code} 自${since}年起设立，${year}年尚无。`,
        `Code ${code} exists since ${since}: not yet in ${year}.`,
      )
    : reason('code', `科目 ${code} 到${until}年为止，${year}年已无。`, `Code ${code} ended with ${until}: no longer in ${year}.`)
}

function named(dimension: Dimension, node: string | undefined, year: number | null): Words {
  return node === undefined ? { zh: '全部', en: 'all' } : nodeName(dimension, node, year)
}

function reason(code: Reason['code'], zh: string, en: string): Reason {
  return { code, message: { zh, en } }
}

function yearOf({ year }: Figure): Words {
  return year === null ? { zh: '年度不明的一份', en: 'a year that is not stated' } : { zh: `${year}年`, en: String(year) }
}

function yearsOf(figures: readonly Figure[]): Words {
  const names = figures.map(yearOf)
  return {
    zh: [...new Set(names.map(({ zh }) => zh))].join('、'),
    en: [...new Set(names.map(({ en }) => en))].join(' and '),
  }
}

function plain(name: string): string {
  return name.replace(/[\s（）()]/gu, '')
}

/** part ÷ whole in hundredths of a percent, rounded half away from zero; exact for all amounts that fit in fen. */
function hundredthsOfPercent(part: number, whole: number): number {
  const twice = BigInt(part) * 20_000n
  const size = twice < 0n ? -twice : twice
  const rounded = (size + BigInt(whole)) / (2n * BigInt(whole))
  return Number(twice < 0n ? -rounded : rounded)
}
