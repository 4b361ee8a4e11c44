import type { Claim } from '../../budget/claim.ts'
import type { Finding, Severity, Words } from '../../budget/finding.ts'
import type { Place } from '../../budget/place.ts'
import type { Reading } from '../../budget/reading.ts'

/** What a law looks at: the reading, and the claims' values with every certain repair made. */
export interface LawInput {
  readonly reading: Reading
  readonly claims: readonly Claim[]
  readonly repaired: ReadonlyMap<number, number>
}

/** A declared law: everything that is no linear equation between claims. */
export type Law = (input: LawInput) => readonly Finding[]

/** A finding that concerns words or fields and no claim's amount. */
export function remark(
  code: string,
  severity: Severity,
  message: Words,
  places: readonly Place[],
  more: Pick<Finding, 'subject' | 'basis'> = {},
): Finding {
  return { code, severity, message, places, equations: [], suspects: [], unique: true, ...more }
}
