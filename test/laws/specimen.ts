import type { Claim } from '../../src/budget/claim.ts'
import type { Finding } from '../../src/budget/finding.ts'
import type { Reading } from '../../src/budget/reading.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import type { Proof } from '../../src/checks/proof.ts'
import type { Document } from '../../src/document/document.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { digitsOf, exchanged, placeKey, printedAt, type PrintedFigure } from './bent.ts'

/** A document without errors, read and proved, with the figures that the laws bend. */
export interface Specimen {
  readonly name: string
  readonly document: Document
  readonly reading: Reading
  readonly proof: Proof
  readonly figures: readonly PrintedFigure[]
}

/** The nine statutory tables: the figures of the narrative are bent too. */
export const MAIN_FORMS: ReadonlySet<string> = new Set([
  'balance',
  'income',
  'expenditure',
  'appropriation-balance',
  'general-by-function',
  'basic-by-economic-class',
  'government-fund-by-function',
  'state-capital-by-function',
  'three-public',
])

export function specimenOf(name: string, document: Document): Specimen {
  const reading = readDisclosure(document)
  return { name, document, reading, proof: checkReading(reading), figures: figuresOf(document, reading) }
}

/** Every printed figure of the main tables and the narrative, once. */
function figuresOf(document: Document, reading: Reading): PrintedFigure[] {
  const seen = new Set<string>()
  return reading.claims.flatMap((claim): PrintedFigure[] => {
    if (claim.state !== 'number' || !(MAIN_FORMS.has(claim.form) || claim.form === 'narrative')) return []
    const key = placeKey(claim.place)
    const digits = digitsOf(printedAt(document, claim.place) ?? '')
    if (seen.has(key) || digits === null) return []
    seen.add(key)
    return [{ claim, digits }]
  })
}

/** The document with the digits of one figure exchanged; a year is the last number of a line that names it. */
export function withDigits(document: Document, { claim, digits }: PrintedFigure, bent: string): Document {
  const printed = printedAt(document, claim.place) ?? ''
  return exchanged(document, claim.place, printed.replace(digits, bent))
}

/**
 * The document with every repair made that a check is sure of, until nothing more is found: so a published document with mistakes serves
 * as one without. Repairs go to cells and to figures in text alike.
 */
export function mended(document: Document): Document {
  let now = document
  for (let round = 0; round < 5; round++) {
    const proof = checkReading(readDisclosure(now))
    let next = now
    for (const finding of proof.findings) {
      if (finding.severity === 'note' || !finding.unique) continue
      for (const suspect of finding.suspects) {
        const claim = proof.claims[suspect.claim]
        if (claim !== undefined && suspect.repair !== null) next = repaired(next, claim, suspect.repair.printed)
      }
    }
    if (next === now) return now
    now = next
  }
  return now
}

function repaired(document: Document, claim: Claim, right: string): Document {
  const printed = printedAt(document, claim.place) ?? ''
  const digits = digitsOf(printed)
  const text = claim.place.span === undefined || digits === null ? right : printed.replace(digits, digitsOf(right) ?? right)
  return exchanged(document, claim.place, text)
}

/** Errors and warnings that the specimen itself does not have, whatever figures their messages quote. */
export function newFindings(specimen: Specimen, proof: Proof): readonly Finding[] {
  const known = new Set(specimen.proof.findings.map(withoutFigures))
  return proof.findings.filter((f) => f.severity !== 'note' && !known.has(withoutFigures(f)))
}

function withoutFigures(finding: Finding): string {
  return `${finding.code} ${finding.message.zh.replace(/[\d.]+/gu, '#')}`
}

/** How far a claim may be off before some equality with it breaks, in the unit of its value; infinite where none would. */
export function leeway(specimen: Specimen): ReadonlyMap<number, number> {
  const { proof } = specimen
  const closest = new Map<number, number>()
  for (const equation of proof.equations) {
    if (equation.relation !== '=') continue
    const terms = [...equation.left, ...equation.right]
    if (terms.some((t) => proof.claims[t.claim]?.state === 'malformed')) continue
    for (const term of terms)
      closest.set(term.claim, Math.min(closest.get(term.claim) ?? Number.POSITIVE_INFINITY, equation.tolerance))
  }
  for (const claim of proof.claims) {
    if (claim.measure === 'year' || claim.slice.item === 'offices') closest.set(claim.id, 0)
    // The department's own office may be counted with its subordinate units or not.
    if (claim.slice.item === 'units') closest.set(claim.id, claim.style.unit)
  }
  return closest
}
