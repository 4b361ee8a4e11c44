import type { Claim } from '../../budget/claim.ts'
import type { Reading } from '../../budget/reading.ts'
import type { Proof } from '../proof.ts'

/** What one document has to say when it is held against others: its claims, how well each is proven there, and whom it names. */
export interface Testimony {
  readonly disclosure: Reading['disclosure']
  readonly forms: Reading['forms']
  readonly claims: readonly Claim[]
  readonly organisation: Reading['organisation']
  readonly paragraphs: Reading['paragraphs']
  /** For each claim: how many equations of its own document hold because of it; −1 where the document itself casts doubt on it. */
  readonly proven: readonly number[]
}

/** One document of a set. Files are told apart by what they are, never by their names. */
export interface SetDocument {
  readonly file: string
  readonly sha256: string
  readonly testimony: Testimony
}

export function testimonyOf(reading: Reading, proof: Proof): Testimony {
  const { disclosure, forms, claims, organisation, paragraphs } = reading
  const proven = claims.map(() => 0)
  proof.equations.forEach((equation, i) => {
    if (proof.outcomes[i] !== 'passed' || equation.relation !== '=') return
    for (const { claim } of [...equation.left, ...equation.right])
      if (claim < proven.length) proven[claim] = (proven[claim] ?? 0) + 1
  })
  for (const finding of proof.findings) {
    if (finding.severity === 'note') continue
    for (const { claim } of finding.suspects) if (claim < proven.length) proven[claim] = -1
  }
  return { disclosure, forms, claims, organisation, paragraphs, proven }
}
