import type { Claim } from '../../src/budget/claim.ts'
import type { Finding } from '../../src/budget/finding.ts'
import type { Place } from '../../src/budget/place.ts'
import type { Proof } from '../../src/checks/proof.ts'
import type { MistakeLabel } from './labels.ts'
import { bare, numbersIn, type PrintedText } from './printed-text.ts'

/** Codes of mistakes that arithmetic alone shows. */
const ARITHMETIC = new Set(['sum', 'same', 'percentage', 'change', 'balance', 'blank', 'malformed'])

export type MistakeKind = 'arithmetic' | 'rounding' | 'other'

/**
 * `placed`: a finding names the very place. `near`: a finding has the figure in its equations and suspects others. A finding is one of any
 * severity.
 */
export type MistakeOutcome = 'placed' | 'near' | 'missed'

export interface MistakeMatch {
  readonly label: MistakeLabel
  readonly kind: MistakeKind
  readonly outcome: MistakeOutcome
  readonly findings: readonly Finding[]
}

/** `rounding`: a share or a rate that is off by one in its last digit. */
export function kindOf(label: MistakeLabel): MistakeKind {
  if (label.rounding === true) return 'rounding'
  return ARITHMETIC.has(label.code) ? 'arithmetic' : 'other'
}

/** Codes of findings that come from equations between figures: a figure in them says nothing of the words around it. */
const OF_FIGURES = new Set([...ARITHMETIC, 'bridge', 'rounding', 'bound', 'missing'])
/** Words that labels use for what these findings tell. */
const ALSO_TOLD_BY: Readonly<Record<string, readonly string[]>> = { direction: ['percentage', 'change'] }

/** Looks for every labelled mistake among the findings. */
export function matchMistakes(mistakes: readonly MistakeLabel[], proof: Proof, text: PrintedText): MistakeMatch[] {
  return mistakes.map((label): MistakeMatch => {
    const kind = kindOf(label)
    const placed = proof.findings.filter((finding) => names(finding, label, proof, text))
    if (placed.length > 0) return { label, kind, outcome: 'placed', findings: placed }
    const near = proof.findings.filter((finding) => holdsIn(finding, label, proof, text))
    return { label, kind, outcome: near.length > 0 ? 'near' : 'missed', findings: near }
  })
}

/** The error findings that no labelled mistake explains, not even as one figure of their equations. */
export function unexplainedErrors(mistakes: readonly MistakeLabel[], proof: Proof, text: PrintedText): Finding[] {
  const explains = (finding: Finding, label: MistakeLabel): boolean =>
    names(finding, label, proof, text) || holdsIn(finding, label, proof, text)
  return proof.findings.filter((finding) => finding.severity === 'error' && !mistakes.some((label) => explains(finding, label)))
}

function names(finding: Finding, label: MistakeLabel, proof: Proof, text: PrintedText): boolean {
  if (!mayTell(finding, label)) return false
  const suspects = finding.suspects.flatMap(({ claim }) => proof.claims[claim] ?? [])
  if (suspects.some((claim) => isClaimOf(claim, label, text))) return true
  // Where figures are suspected, the places are those of the claims. A year is no figure, and its label quotes the words around it.
  return (
    (finding.suspects.length === 0 || finding.code === 'year') &&
    finding.places.some((place) => isPlaceOf(place, finding, label, text))
  )
}

/** Whether a finding of this code can be about such a mistake at all. */
function mayTell({ code }: Finding, label: MistakeLabel): boolean {
  if (kindOf(label) !== 'other' || code === label.code) return true
  return !OF_FIGURES.has(code) || (ALSO_TOLD_BY[label.code]?.includes(code) ?? false)
}

function holdsIn(finding: Finding, label: MistakeLabel, proof: Proof, text: PrintedText): boolean {
  if (!mayTell(finding, label)) return false
  return finding.equations
    .flatMap((index) => proof.equations[index] ?? [])
    .flatMap(({ left, right }) => [...left, ...right])
    .some((term) => {
      const claim = proof.claims[term.claim]
      return claim !== undefined && isClaimOf(claim, label, text)
    })
}

/** A paragraph has the page on which it begins, its end may stand on the next one. */
function isOnPage(place: Place, label: MistakeLabel, text: PrintedText): boolean {
  if (place.page === label.page) return true
  return place.page === label.page - 1 && place.table === undefined && text.endsPage(place)
}

function isClaimOf(claim: Claim, label: MistakeLabel, text: PrintedText): boolean {
  if (!isOnPage(claim.place, label, text)) return false
  if (label.printed === '') return label.code === 'blank' && claim.state === 'blank'
  if (bare(claim.printed) === bare(label.printed)) return true
  const wanted = numbersIn(label.printed)
  return numbersIn(claim.printed).some((number) => wanted.includes(number))
}

function isPlaceOf(place: Place, finding: Finding, label: MistakeLabel, text: PrintedText): boolean {
  if (!isOnPage(place, label, text)) return false
  if (label.printed === '') return finding.code === label.code
  const printed = bare(text.at(place))
  const wanted = bare(label.printed)
  if (kindOf(label) === 'other') {
    if (bare(finding.message.zh).includes(wanted)) return true
    return wanted.length > 1 && printed.includes(wanted) && (place.span !== undefined || place.row !== undefined)
  }
  const numbers = numbersIn(label.printed)
  return (place.span !== undefined || place.row !== undefined) && numbersIn(printed).some((number) => numbers.includes(number))
}
