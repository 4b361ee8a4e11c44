import type { FindingResult } from '../budget/check-result.ts'
import type { Severity } from '../budget/finding.ts'
import { html, type Markup } from './markup.ts'
import type { Language } from './language.ts'
import { phrase } from './phrases.ts'

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note']

/** What a severity is called. */
export function severityName(severity: Severity, language: Language): string {
  return phrase(language, severity)
}

/** What kind of finding it is to a reader: an error without figures that disagree is a duty that is not met. */
export type FindingKind = Severity | 'duty'

export const FINDING_KINDS: readonly FindingKind[] = ['error', 'duty', 'warning', 'note']

export function kindOf(finding: FindingResult): FindingKind {
  const disagrees = finding.equations.length > 0 || finding.suspects.length > 0
  return finding.severity === 'error' && !disagrees ? 'duty' : finding.severity
}

/** The id of a finding's panel. */
export function findingId(prefix: string, number: number): string {
  return `${prefix}f${number}`
}

/** A finding's number in its severity's shape: filled square, outlined square, circle. The severity is said in text beside it. */
export function badge(number: number, severity: Severity): Markup {
  return html`<span class="badge ${severity}" aria-hidden="true">${number}</span>`
}
