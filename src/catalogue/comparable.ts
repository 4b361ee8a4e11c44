import type { Words } from '../budget/finding.ts'
import { cutOf } from './cuts.ts'
import { type CodeState, isKnown, nameOf } from './codes.ts'
import { isCodeDimension, nodeName } from './tree.ts'
import type { Dimension } from '../budget/slice.ts'

/** A figure with all that decides whether another may be divided by it. */
export interface Figure {
  readonly cut: string
  readonly year: number
  readonly stage: 'budget' | 'final'
  readonly scope: 'department' | 'unit'
  /** What it is narrowed to inside its cut; nothing for the whole of it. */
  readonly nodes: Readonly<Partial<Record<Dimension, string>>>
  /** Fen; null where nothing is published. */
  readonly amount: number | null
  /** Units whose money it covers, by name; empty where the document does not list them. */
  readonly units?: readonly string[]
  /** Of a place: how many departments it adds up. */
  readonly departments?: number
  /** Whether its published lines add up to its printed total; null where none is printed. */
  readonly complete?: boolean | null
}

/** Why a rate between two figures would mean nothing. */
export interface Reason {
  readonly code: 'absent' | 'base' | 'cut' | 'scope' | 'stage' | 'units' | 'departments' | 'incomplete' | 'code'
  readonly message: Words
}

/** Two figures side by side. */
export interface Comparison {
  /** other − base, fen; null where they do not measure the same thing. */
  readonly difference: number | null
  /** (other − base) ÷ base in hundredths of a percent; null wherever there is a reason. */
  readonly rate: number | null
  readonly reasons: readonly Reason[]
}

/**
 * Sets a figure beside its base. Where scope, stage, units or codes are not the same, both figures stand, with the reason and without a rate: whoever
 * divides them would state what nobody published.
 */
export function compare(base: Figure, other: Figure): Comparison {
  const reasons = [...frameReasons(base, other), ...coverReasons(base, other), ...codeReasons(base, other)]
  if (base.amount === null || other.amount === null) {
    const where = [base, other].filter((figure) => figure.amount === null).map((figure) => figure.year)
    return {
      difference: null,
      rate: null,
      reasons: [
        ...reasons,
        reason(
          'absent',
          `${list(where)}年没有公开这一数字，或公开为零。`,
          `The figure is not published for ${list(where)}, or as nothing.`,
        ),
      ],
    }
  }
  if (reasons.length > 0) return { difference: null, rate: null, reasons }
  const difference = other.amount - base.amount
  if (base.amount <= 0) {
    const no = reason('base', '作为比较基数的数字为零或负数，不能算变动率。', 'The base is zero or negative: there is no rate.')
    return { difference, rate: null, reasons: [no] }
  }
  return { difference, rate: hundredthsOfPercent(difference, base.amount), reasons: [] }
}

function frameReasons(base: Figure, other: Figure): Reason[] {
  const found: Reason[] = []
  if (base.cut !== other.cut) {
    const names = [base.cut, other.cut].map((id) => cutOf(id)?.name ?? { zh: id, en: id })
    found.push(
      reason(
        'cut',
        `口径不同：${names.map((n) => n.zh).join('与')}。`,
        `The cuts differ: ${names.map((n) => n.en).join(' and ')}.`,
      ),
    )
  }
  if (base.scope !== other.scope)
    found.push(
      reason(
        'scope',
        '一个是部门（含所属单位），一个是单位本级。',
        'One is a department with its units, the other a unit by itself.',
      ),
    )
  if (base.stage !== other.stage)
    found.push(reason('stage', '一个是预算，一个是决算。', 'One is a budget, the other a final account.'))
  return found
}

function coverReasons(base: Figure, other: Figure): Reason[] {
  const found: Reason[] = []
  const [before, after] = [base.units ?? [], other.units ?? []].map((names) => new Set(names.map(plain)))
  // Units of two departments are never the same: only years of one are held against each other by the caller giving them.
  if (before !== undefined && after !== undefined && before.size > 0 && after.size > 0) {
    const left = [...before].filter((name) => !after.has(name)).length
    const joined = [...after].filter((name) => !before.has(name)).length
    if (left + joined > 0)
      found.push(
        reason(
          'units',
          `包含的预算单位不同：${base.year}年${before.size}个，${other.year}年${after.size}个（减少${left}个，增加${joined}个）。`,
          `The units covered differ: ${before.size} in ${base.year}, ${after.size} in ${other.year} (${left} left, ${joined} joined).`,
        ),
      )
  }
  if (base.departments !== undefined && other.departments !== undefined && base.departments !== other.departments)
    found.push(
      reason(
        'departments',
        `汇总的部门数不同：${base.year}年${base.departments}个，${other.year}年${other.departments}个。`,
        `The number of departments added up differs: ${base.departments} in ${base.year}, ${other.departments} in ${other.year}.`,
      ),
    )
  const short = [base, other].filter((figure) => figure.complete === false).map((figure) => figure.year)
  if (short.length > 0)
    found.push(
      reason(
        'incomplete',
        `${list(short)}年公开的明细加不到其合计数，有未公开的部分。`,
        `The lines published for ${list(short)} add up to less than their printed total.`,
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
    const states = [base.year, other.year].map((year) => ({ year, state: isKnown(dimension, one, year) }))
    const outside = states.filter(({ state }) => state.state === 'not-yet' || state.state === 'expired')
    for (const { year, state } of outside) found.push(outsideReason(one, year, state))
    if (outside.length > 0) continue
    const [before, after] = [nameOf(dimension, one, base.year), nameOf(dimension, one, other.year)]
    if (before !== null && after !== null && before !== after)
      found.push(
        reason(
          'code',
          `科目 ${one} 的名称和范围有变：${base.year}年为“${before}”，${other.year}年为“${after}”。`,
          `Code ${one} changed: “${before}” in ${base.year}, “${after}” in ${other.year}.`,
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

function named(dimension: Dimension, node: string | undefined, year: number): Words {
  return node === undefined ? { zh: '全部', en: 'all' } : nodeName(dimension, node, year)
}

function reason(code: Reason['code'], zh: string, en: string): Reason {
  return { code, message: { zh, en } }
}

function list(years: readonly number[]): string {
  return [...new Set(years)].join('、')
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
