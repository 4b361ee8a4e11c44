import type { Finding } from '../../budget/finding.ts'
import type { Text } from '../../budget/place.ts'
import { codeByName, isKnown, nameFits } from '../../catalogue/codes.ts'
import { normaliseName } from '../../catalogue/names.ts'
import { remark, type LawInput } from './law.ts'

const STEP = /([^（）：:]{2,40}(?:（室）[^（）：:]{0,20})?)（(类|款|项)）/gu
const LENGTH: Readonly<Record<string, number>> = { 类: 3, 款: 5, 项: 7 }

/** A step of a path as the glossary prints it. */
interface Step {
  readonly name: string
  readonly level: string
  readonly printed: string
  readonly at: number
}

/**
 * Functional classes that the glossary explains, against the tables: a group under the name of other years, a name at a level at which neither
 * tables nor lists have it, a group without money whose items the tables have below another group. A glossary may explain more than the
 * tables have, so that all these are notes.
 */
export function glossaryLaw({ reading }: LawInput): readonly Finding[] {
  const { year } = reading.disclosure
  const rows = new Map<string, Set<string>>()
  for (const name of reading.names) {
    if (name.dimension !== 'function' || name.code === null || name.table < 0) continue
    const isRow = reading.forms[name.table] !== undefined && reading.forms[name.table]?.form !== 'narrative'
    if (!isRow) continue
    const key = normaliseName(name.printed)
    rows.set(key, (rows.get(key) ?? new Set()).add(name.code))
  }
  const codes = new Set([...rows.values()].flatMap((s) => [...s]))
  if (codes.size === 0) return []
  const findings: Finding[] = []
  let class_: string | null = null
  for (const { term } of reading.glossary) {
    for (const step of stepsOf(term.printed)) {
      const length = LENGTH[step.level] ?? 0
      const level = (length - 1) / 2
      if (step.level === '类') {
        class_ = codeByName('function', step.name, year, { level })
        continue
      }
      if (class_ === null || !codes.has(class_)) continue
      const code = codeByName('function', step.name, year, { level, under: class_ })
      const here = [...(rows.get(normaliseName(step.name)) ?? [])]
      if (here.some((c) => c.length === length)) continue
      const elsewhere = here.find((c) => c.length !== length && c.startsWith(class_ ?? ''))
      if (code !== null && codes.has(code) && nameFits('function', code, step.name, year) === 'other-year') {
        findings.push(told(term, step, `${year ?? ''}年的名称是“${isKnown('function', code, year).name ?? ''}”（${code}）`))
      } else if ((code === null || !codes.has(code)) && elsewhere !== undefined) {
        findings.push(told(term, step, `表格中 ${elsewhere} 是${elsewhere.length === 5 ? '款' : '项'}级科目`))
      } else if (step.level === '款' && code !== null && !codes.has(code)) {
        findings.push(told(term, step, '表格中没有这个款级科目'))
      }
    }
  }
  return findings
}

function stepsOf(printed: string): Step[] {
  return [...printed.matchAll(STEP)].map((match) => {
    const [all, name = '', level = ''] = match
    const plain = name.replace(/^[一二三四五六七八九十\d]+[、.．]\s*/u, '')
    return {
      name: plain.replace(/\s/gu, ''),
      level,
      printed: all.slice(all.length - plain.length - 3),
      at: match.index + all.length - plain.length - 3,
    }
  })
}

function told(term: Text, step: Step, why: string): Finding {
  const [start] = term.place.span ?? [1, 0]
  const from = start + step.at
  return remark(
    'name',
    'note',
    {
      zh: `名词解释中的“${step.printed}”：${why}。`,
      en: `The glossary explains "${step.printed}", which the tables do not have at this level or under this name.`,
    },
    [{ ...term.place, span: [from, from + step.printed.length - 1] }],
    { basis: '政府收支分类科目（当年）' },
  )
}
