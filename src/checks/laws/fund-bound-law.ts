import { FEN_PER_UNIT, figureToFen, readFigure } from '../../budget/amount.ts'
import type { Finding } from '../../budget/finding.ts'
import { remark, type LawInput } from './law.ts'

const FUNDS: Readonly<Record<string, string>> = {
  一般公共预算: 'general',
  政府性基金: 'government-fund',
  国有资本经营: 'state-capital',
  财政拨款: 'appropriation',
}
/** `涉及预算拨款39,560.87万元，均为一般公共预算拨款`. */
const ALL_OF =
  /(\d[\d,]*(?:\.\d+)?)(万元|亿元|元)，((?:均|全部|全)(?:为|是|来自)(一般公共预算|政府性基金|国有资本经营|财政拨款)[^，。；（]{0,8})/gu

/** Money that is said to be all of one fund is no more than the tables have of that fund, in whatever extent: a duty of arithmetic. */
export function fundBoundLaw({ reading, claims }: LawInput): readonly Finding[] {
  const most = new Map<string, number>()
  for (const { slice, measure, state, value, form, prose } of claims) {
    // What text says is no evidence of how much there is.
    if (measure !== 'money' || state !== 'number' || form === 'narrative' || prose === true || slice.measure !== undefined)
      continue
    if (slice.fund !== undefined && slice.year === undefined) most.set(slice.fund, Math.max(most.get(slice.fund) ?? 0, value))
  }
  return reading.paragraphs.flatMap((paragraph) =>
    [...paragraph.printed.matchAll(ALL_OF)].flatMap((match): Finding[] => {
      const [all, printed = '', unit = '', words = '', name = ''] = match
      const figure = readFigure(printed)
      const value = figure.state === 'number' ? figureToFen(figure, FEN_PER_UNIT[unit] ?? 1_000_000) : null
      // What was brought forward is often printed of all appropriations only.
      const there = Math.max(most.get(FUNDS[name] ?? '') ?? 0, most.get('appropriation') ?? 0)
      // Half a per cent for what is said in round figures.
      if (value === null || there === 0 || value <= there * 1.005) return []
      const limit = (there / 1_000_000).toLocaleString('en-US', { maximumFractionDigits: 2 })
      const message = {
        zh: `“${printed}${unit}”写明“${words}”，而各表中的${name}至多为 ${limit} 万元。`,
        en: `"${printed}${unit}" is said to be of one fund ("${words}"), of which the tables have ${limit} 万元 at most.`,
      }
      const from = match.index + 1
      return [remark('bound', 'warning', message, [{ ...paragraph.place, span: [from, from + all.length - 1] }])]
    }),
  )
}
