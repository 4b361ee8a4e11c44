import type { Account } from '../budget/account.ts'
import type { Finding } from '../budget/finding.ts'
import type { Reading } from '../budget/reading.ts'
import { checkReading } from '../checks/check-reading.ts'
import type { Proof } from '../checks/proof.ts'
import type { Document } from '../document/document.ts'
import type { PlaceForms } from '../forms/form.ts'
import { PLACES } from '../forms/places.ts'
import { readDisclosure } from '../forms/read-disclosure.ts'
import { writeDisclosure } from '../forms/write-disclosure.ts'
import { accountOf } from '../ledger/account-of.ts'
import { judgeLedger } from '../ledger/judge-ledger.ts'
import type { Ledger } from '../ledger/ledger.ts'

/** Something asked for that cannot be printed: a place, or a character that no packaged font has. The message says what can. */
export class PublishError extends Error {
  override readonly name = 'PublishError'
}

/** A ledger as it would be printed, and what is found in that. */
export interface ProvenLedger {
  readonly place: PlaceForms
  readonly account: Account
  readonly document: Document
  readonly reading: Reading
  /** Of what is printed alone. */
  readonly proof: Proof
  /** With what is found in the ledger itself, that first. */
  readonly judged: Proof
  /** Findings that break a law: with these nothing is published. */
  readonly errors: readonly Finding[]
}

/**
 * Prints a ledger, reads it back and checks it. Throws `PublishError` where there are no forms of its place.
 *
 * @param options as in `publish`
 */
export function proveLedger(
  ledger: Ledger,
  options: { readonly place?: string; readonly variant?: 'department' | 'unit'; readonly lastYear?: Ledger } = {},
): ProvenLedger {
  const place = placeOf(options.place ?? ledger.place)
  const account = accountOf(ledger, options.lastYear)
  const document = writeDisclosure(account, place, options.variant === undefined ? {} : { variant: options.variant })
  const reading = readDisclosure(document)
  const proof = checkReading(reading)
  const judged: Proof = { ...proof, findings: [...judgeLedger(ledger), ...proof.findings] }
  const errors = judged.findings.filter((f) => f.severity === 'error' && !isOwnRounding(f, proof))
  return { place, account, document, reading, proof, judged, errors }
}

/**
 * Sums that differ only because exact figures were rounded to what the form prints. From outside that may look like a slip in one figure;
 * here the figures behind it are known to be exact, so it breaks no law.
 */
function isOwnRounding(finding: Finding, proof: Proof): boolean {
  return finding.equations.length > 0 && finding.equations.every((i) => proof.outcomes[i] === 'passed')
}

/** A ledger as it would be printed, without reading it back. Throws `PublishError` as `proveLedger`. */
export function printLedger(ledger: Ledger, options: { readonly variant?: 'department' | 'unit' } = {}): Document {
  return writeDisclosure(accountOf(ledger), placeOf(ledger.place), options)
}

function placeOf(id: string): PlaceForms {
  const writable = PLACES.filter((p) => p.outline !== undefined)
  const place = writable.find((p) => p.id === id)
  if (place !== undefined) return place
  const known = writable.map((p) => `${p.id}（${p.name.zh}）`).join('、')
  throw new PublishError(
    `没有“${id}”的编制格式，现有：${known}。 There are no forms to write for "${id}"; there are: ${writable.map((p) => p.id).join(', ')}.`,
  )
}
