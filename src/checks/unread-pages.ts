import type { Finding } from '../budget/finding.ts'
import type { Reading } from '../budget/reading.ts'

/**
 * Findings as notes that may come from what we could not read: pages of pictures, or fonts that do not say which characters they show. A table that is not
 * found may stand there, and a figure that is no number may lack the characters that were not read.
 */
export function withoutUnread(findings: readonly Finding[], reading: Reading, inDoubt: boolean): readonly Finding[] {
  const isPartly = reading.byLooks && reading.problems.some(({ place }) => place.page !== undefined && place.table === undefined)
  if (!isPartly && !inDoubt) return findings
  return findings.map((finding) =>
    (finding.code === 'missing' && finding.places.length === 0) || finding.code === 'malformed'
      ? { ...finding, severity: 'note' }
      : finding,
  )
}
