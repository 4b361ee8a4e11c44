import { basename } from 'node:path'
import type { Language } from '../app/check-result.ts'
import type { CheckedTogether, CheckSetResult } from '../app/check-together.ts'
import { whereIs } from '../app/where-is.ts'
import type { Place } from '../budget/place.ts'
import { paint, printFinding, totals } from './print-check.ts'

type Tie = CheckedTogether['compared'][number]['tie']

const TIES: Readonly<Record<Tie, Readonly<Record<Language, string>>>> = {
  'unit-row': { zh: '部门按单位列的各行与单位自己的数', en: "the department's rows by unit, and the units' own figures" },
  'unit-bound': { zh: '单位不多于部门', en: 'a unit has at most what its department has' },
  'unit-sum': { zh: '各单位之和等于部门', en: 'the units add up to their department' },
  'last-year': {
    zh: '本年所印的上年数与上年公开的数',
    en: "last year's figures as printed this year and as disclosed last year",
  },
  approved: { zh: '决算中的年初预算与当年预算', en: 'the approved budget in the final account, and that budget' },
  version: { zh: '同一份公开的两个版本', en: 'two versions of one disclosure' },
}

/** What was found across the files, as a person reads it in a terminal: what was compared, the findings, what was not compared and why. */
export function printSet(result: CheckSetResult, compared: CheckedTogether['compared'], language: Language): string {
  const zh = language === 'zh'
  const lines: string[] = [paint('bold', zh ? '互相核对' : 'Across the documents')]
  for (const { files, tie, passed, failed } of compared) {
    const counted = zh
      ? `${passed} 个等式成立，${failed} 个不成立`
      : `${passed} ${passed === 1 ? 'equation holds' : 'equations hold'}, ${failed} ${failed === 1 ? 'does' : 'do'} not`
    lines.push(
      `  ${files.map((f) => basename(f)).join(' · ')}`,
      `    ${TIES[tie][language]}${zh ? '：' : ': '}${counted}${zh ? '。' : '.'}`,
    )
  }
  if (compared.length === 0)
    lines.push(`  ${zh ? '没有可以互相核对的文件。' : 'No two of these files could be held against each other.'}`)
  for (const { files, reason } of result.incomparable)
    lines.push(`  ${paint('yellow', '–')} ${files.map((f) => basename(f)).join(' · ')}`, `    ${reason}`)
  const standing = result.findings.filter((f) => f.setAside === undefined)
  for (const finding of standing) lines.push('', ...printFinding(finding, language, whereInFile))
  const aside = result.findings.filter((f) => f.setAside !== undefined)
  if (aside.length > 0) lines.push('', `  ${zh ? `已搁置 ${aside.length} 条` : `${aside.length} set aside`}`)
  for (const f of aside) lines.push(paint('dim', `    ${f.message} (${f.setAside?.reason ?? ''})`))
  if (compared.length > 0) lines.push('', `  ${totals(standing, language)}`)
  return `${lines.join('\n')}\n`
}

function whereInFile(place: Place | undefined, language: Language): string {
  const where = whereIs(place, language)
  return place?.file === undefined ? where : `${basename(place.file)} ${where}`
}
