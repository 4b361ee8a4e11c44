import type { CheckResult, EquationCount } from '../budget/check-result.ts'
import type { Severity } from '../budget/finding.ts'
import type { Language } from './language.ts'
import { html, type Markup } from './markup.ts'
import { type PhraseKey, phrase } from './phrases.ts'
import { FINDING_KINDS, type FindingKind, kindOf } from './severity.ts'

/** Reasons beyond this many are counted together. */
const SHOWN_REASONS = 4
const COUNTS = { error: 'countError', duty: 'countDuty', warning: 'countWarning', note: 'countNote' } as const satisfies Record<
  FindingKind,
  PhraseKey
>

/** How many findings there are of each kind, gravest first; kinds without any, and what a person has set aside, are left out. */
export function countFindings(result: CheckResult): { kind: FindingKind; count: number }[] {
  return FINDING_KINDS.map((kind) => ({
    kind,
    count: result.findings.filter((f) => f.setAside === undefined && kindOf(f) === kind).length,
  })).filter((c) => c.count > 0)
}

/** The verdict in a line: what does not agree, or that nothing was found. */
export function renderVerdict(result: CheckResult, language: Language): Markup {
  const counts = countFindings(result)
  if (counts.length === 0) {
    const nothing = result.equations.passed + result.equations.failed === 0
    return html`<p class="verdict ${nothing ? 'unread' : 'clean'}">${phrase(language, nothing ? 'verdictNothing' : 'verdictClean')}</p>`
  }
  const parts = counts.map(
    ({ kind, count }) => html`<span class="count ${kind}">${phrase(language, COUNTS[kind], { n: count })}</span>`,
  )
  return html`<p class="verdict">${parts}</p>`
}

/** The heading of the findings of one severity: how many of each kind. */
export function severityHeading(result: CheckResult, severity: Severity, language: Language): string {
  return countFindings(result)
    .filter(({ kind }) => (kind === 'duty' ? 'error' : kind) === severity)
    .map(({ kind, count }) => phrase(language, COUNTS[kind], { n: count }))
    .join(language === 'zh' ? '，' : ', ')
}

/** One sentence that says what was checked, what was not, and why not. */
export function coverageSentence(count: EquationCount, language: Language): string {
  const zh = language === 'zh'
  const parts = [
    phrase(language, 'coverage', { passed: count.passed }),
    phrase(language, 'coverageFailed', { failed: count.failed }),
  ]
  if (count.unchecked === 0) return `${parts.join(zh ? '，' : ', ')}${zh ? '。' : '.'}`
  parts.push(phrase(language, 'coverageUnchecked', { unchecked: count.unchecked }))
  const sorted = [...count.reasons].sort((a, b) => b.count - a.count)
  const shown = sorted.length <= SHOWN_REASONS ? sorted : sorted.slice(0, SHOWN_REASONS - 1)
  const rest = sorted.slice(shown.length).reduce((sum, reason) => sum + reason.count, 0)
  const reasons = [...shown, ...(rest > 0 ? [{ reason: phrase(language, 'otherReasons'), count: rest }] : [])]
    .map(({ reason, count: n }) => phrase(language, 'reasonCount', { reason, n }))
    .join(zh ? '；' : '; ')
  return `${parts.join(zh ? '，' : ', ')}${reasons === '' ? '' : `${phrase(language, 'because')}${reasons}`}${zh ? '。' : '.'}`
}

/** What the document is called: its department, year and stage. */
export function documentTitle(result: CheckResult, language: Language): { department: string; kind: string } {
  const { department, year, stage } = result.document
  const kind =
    year === null ? phrase(language, stage === 'budget' ? 'budgetPlain' : 'finalPlain') : phrase(language, stage, { year })
  return { department: department.name ?? phrase(language, 'unknownDepartment'), kind }
}
