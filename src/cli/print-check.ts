import { basename } from 'node:path'
import { styleText } from 'node:util'
import type { Language } from '../app/check-result.ts'
import { whereIs } from '../app/where-is.ts'
import type { CheckResult, ClaimResult, EquationResult, FindingResult } from '../budget/check-result.ts'

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan'

/** Colours on a terminal, nothing otherwise (`NO_COLOR` is heeded). */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout })
}

const SEVERITY = {
  error: { zh: '错误', en: 'error', style: 'red' },
  warning: { zh: '提醒', en: 'warning', style: 'yellow' },
  note: { zh: '提示', en: 'note', style: 'cyan' },
} as const

/** A check as a person reads it in a terminal: what the document is, the coverage in one sentence, the findings with their places. */
export function printCheck(result: CheckResult, language: Language): string {
  const lines: string[] = [
    paint('bold', result.document.file),
    `  ${titleOf(result, language)}`,
    `  ${coverage(result, language)}`,
  ]
  for (const problem of result.problems)
    lines.push(`  ${paint('yellow', '?')} ${problem.message} ${paint('dim', whereIs(problem.place, language))}`)
  const standing = result.findings.filter((f) => f.setAside === undefined)
  for (const finding of standing) lines.push('', ...printFinding(finding, language))
  const aside = result.findings.filter((f) => f.setAside !== undefined)
  if (aside.length > 0) lines.push('', `  ${language === 'zh' ? `已搁置 ${aside.length} 条` : `${aside.length} set aside`}`)
  for (const f of aside) lines.push(paint('dim', `    ${f.message} (${f.setAside?.reason ?? ''})`))
  if (result.mended !== undefined) {
    lines.push(
      '',
      `  ${language === 'zh' ? `与上次相比：已改正 ${result.mended.length} 条` : `Since the earlier report: ${result.mended.length} mended`}`,
    )
    for (const f of result.mended) lines.push(paint('green', `    ✓ ${f.message}`))
  }
  lines.push('', `  ${totals(standing, language)}`)
  return `${lines.join('\n')}\n`
}

function titleOf(result: CheckResult, language: Language): string {
  const { department, year, stage } = result.document
  const name = [department.code, department.name].filter((t) => t !== undefined).join(' ')
  const kind = stage === 'final' ? { zh: '决算', en: 'final account' } : { zh: '预算', en: 'budget' }
  const read = result.forms.filter((f) => f.state !== 'unread' && f.place.table !== undefined).length
  const at = year === null ? '' : language === 'zh' ? ` ${year}年` : ` ${year}`
  return language === 'zh' ? `${name}${at}${kind.zh}，识别 ${read} 张表` : `${name},${at} ${kind.en}, ${read} tables read`
}

/** One sentence: "431 equations hold, 3 do not, 12 could not be checked, because …". */
function coverage(result: CheckResult, language: Language): string {
  const { passed, failed, unchecked, reasons } = result.equations
  const why = reasons
    .map((r) => (language === 'zh' ? `${r.reason}（${r.count}）` : `${r.reason} (${r.count})`))
    .join(language === 'zh' ? '、' : ', ')
  if (language === 'zh')
    return `${passed} 个等式成立，${failed} 个不成立${unchecked === 0 ? '' : `，${unchecked} 个无法核对：${why}`}。`
  return `${passed} equations hold, ${failed} do not${unchecked === 0 ? '' : `, ${unchecked} could not be checked: ${why}`}.`
}

/**
 * A finding in a few lines: what, where, and the first of its equations.
 *
 * @param placed how a place is told; those of several files say which
 */
export function printFinding(finding: FindingResult, language: Language, placed = whereIs): string[] {
  const { zh, en, style } = SEVERITY[finding.severity]
  const since = finding.since === 'new' ? (language === 'zh' ? ' 新' : ' new') : ''
  const head = `  ${paint(style, `${language === 'zh' ? zh : en}${since}`)} ${finding.message}`
  const where = finding.places
    .slice(0, 4)
    .map((place) => placed(place, language))
    .filter((t) => t !== '')
  const lines = [head]
  if (where.length > 0) lines.push(paint('dim', `       ${where.join(' · ')}${finding.places.length > 4 ? ' …' : ''}`))
  for (const equation of finding.equations.slice(0, 3)) lines.push(`       ${printEquation(equation, finding)}`)
  if (finding.equations.length > 3) {
    const more = finding.equations.length - 3
    lines.push(paint('dim', `       ${language === 'zh' ? `另有 ${more} 个等式` : `and ${more} more equations`}`))
  }
  if (finding.basis !== undefined) lines.push(paint('dim', `       ${finding.basis}`))
  return lines
}

/** The terms as printed, blank ones left out. A term is named by what sets it apart from its neighbours: its line, its column, its table. */
function printEquation(equation: EquationResult, finding: FindingResult): string {
  const suspected = new Set(finding.suspects.map((s) => JSON.stringify(s.claim?.place)))
  const all = [...equation.left, ...equation.right].map((t) => t.claim)
  const differ = (of: (claim: ClaimResult) => string): boolean => new Set(all.map(of)).size > 1
  const rows = differ(rowOf)
  const columns = differ((c) => c.column ?? '')
  const tables = differ((c) => c.title)
  const files = differ((c) => c.place.file ?? '')
  const term = (claim: ClaimResult): string => {
    const name = [
      ...(files ? [basename(claim.place.file ?? '')] : []),
      ...(tables || claim.sentence !== undefined ? [claim.sentence === undefined ? `《${claim.title}》` : '文字'] : []),
      ...(rows ? [rowOf(claim)] : []),
      ...(columns && claim.column !== undefined && !(rows && all.length > 6) ? [claim.column] : []),
    ].filter((part) => part !== '')
    return `${name.join('·')} ${claim.printed === '' ? '（空）' : claim.printed}`.trim()
  }
  const side = (terms: EquationResult['left']): string => {
    const printed = terms.filter((t) => t.claim.state !== 'blank' || suspected.has(JSON.stringify(t.claim.place)))
    return (printed.length === 0 ? terms.slice(0, 1) : printed).map((t) => term(t.claim)).join(' + ')
  }
  const malformed = all.some((c) => c.state === 'malformed')
  return `${side(equation.left)} ${malformed ? '?' : equation.relation === '=' ? '≠' : '≰'} ${side(equation.right)}`
}

function rowOf(claim: ClaimResult): string {
  return (claim.row?.label ?? '').replace(/^[一二三四五六七八九十]+、/u, '')
}

/** How many findings there are of each severity. */
export function totals(standing: readonly FindingResult[], language: Language): string {
  const count = (severity: string): number => standing.filter((f) => f.severity === severity).length
  const [errors, warnings, notes] = [count('error'), count('warning'), count('note')]
  if (standing.length === 0) return paint('green', language === 'zh' ? '没有发现不一致。' : 'Nothing found that does not agree.')
  return language === 'zh'
    ? `错误 ${errors}，提醒 ${warnings}，提示 ${notes}`
    : [plural(errors, 'error'), plural(warnings, 'warning'), plural(notes, 'note')].join(', ')
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`
}
