import type { Claim } from '../../src/budget/claim.ts'
import type { Place } from '../../src/budget/place.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { bend, BENDS, placeKey, type Bend, type PrintedFigure } from './bent.ts'
import { leeway, newFindings, withDigits, type Specimen } from './specimen.ts'

/** What became of one bent figure. */
export interface Outcome {
  readonly figure: PrintedFigure
  readonly how: Bend
  readonly bent: string
  readonly covered: boolean
  readonly caught: boolean
  /** It leads the finding. */
  readonly first: boolean
  /** It alone is one of the stated equal explanations. */
  readonly among: boolean
  /** What was printed before is what is proposed. */
  readonly repaired: boolean
  /** Errors beyond the one. */
  readonly extra: number
  readonly messages: readonly string[]
}

/** Bends every figure in every way, one at a time. */
export function bendAll(specimen: Specimen): readonly Outcome[] {
  const room = leeway(specimen)
  return specimen.figures.flatMap((figure, index) =>
    BENDS.flatMap((how, k): Outcome[] => {
      const bent = bend(figure.digits, how, index * 7 + k)
      return bent === null ? [] : [outcomeOf(specimen, figure, how, bent, room.get(figure.claim.id))]
    }),
  )
}

/** Bends one figure; `room` is how far it may be off unseen (see `leeway`). */
export function outcomeOf(specimen: Specimen, figure: PrintedFigure, how: Bend, bent: string, room: number | undefined): Outcome {
  const proof = checkReading(readDisclosure(withDigits(specimen.document, figure, bent)))
  const findings = newFindings(specimen, proof)
  const spot = spotOf(figure.claim)
  const suspects = findings.flatMap((finding) => {
    const sizes = Map.groupBy(finding.suspects, (s) => s.set)
    return finding.suspects.map((s, i) => ({ s, leads: i === 0, alone: sizes.get(s.set)?.length === 1 }))
  })
  const own = suspects.find(({ s }) => {
    const claim = proof.claims[s.claim]
    return claim !== undefined && spotOf(claim) === spot
  })
  const { value } = figure.claim
  const off = how === 'blank' ? Math.abs(value) : Math.abs(value) * Math.abs(Number(bent) / Number(figure.digits) - 1)
  // A law that is no equation names its place and has no suspects.
  const named = findings.some((f) => f.suspects.length === 0 && sameFigure(f.places[0], figure))
  const among = (own !== undefined && own.alone) || named
  return {
    figure,
    how,
    bent,
    covered: room !== undefined && (Number(figure.digits) === 0 || off > room),
    caught: findings.length > 0,
    first: (own !== undefined && own.leads && own.alone) || named,
    among,
    repaired: own !== undefined && own.alone && own.s.repair?.value === value,
    extra: Math.max(0, findings.filter((f) => f.severity === 'error').length - 1),
    messages: findings.map((f) => `${f.severity} ${f.message.zh}`),
  }
}

function sameFigure(place: Place | undefined, { claim }: PrintedFigure): boolean {
  return (
    place !== undefined &&
    placeKey({ ...place, span: [0, 0] }) === placeKey({ ...claim.place, span: [0, 0] }) &&
    place.span?.[0] === claim.place.span?.[0]
  )
}

/** Where a claim stands; of a place in running text, only where it begins, since its length changes with the figure. */
function spotOf(claim: Claim): string {
  const { span, ...place } = claim.place
  return `${placeKey(place)} ${claim.slot ?? ''} ${span === undefined || claim.slot !== undefined ? '' : span[0]}`
}

export interface Tally {
  readonly bends: number
  readonly covered: number
  readonly caught: number
  readonly first: number
  readonly among: number
  readonly repaired: number
  readonly extra: number
}

/** Counts over covered figures only. */
export function tallyOf(outcomes: readonly Outcome[]): Tally {
  const covered = outcomes.filter((o) => o.covered)
  const count = (test: (o: Outcome) => boolean): number => covered.filter(test).length
  return {
    bends: outcomes.length,
    covered: covered.length,
    caught: count((o) => o.caught),
    first: count((o) => o.first),
    among: count((o) => o.among),
    repaired: count((o) => o.repaired),
    extra: covered.reduce((sum, o) => sum + o.extra, 0),
  }
}

/** One line for people: which figure, what was done to it. */
export function describe({ figure: { claim, digits }, how, bent }: Outcome): string {
  const where = claim.slot ?? `${claim.row?.code ?? ''} ${claim.row?.label ?? ''} · ${claim.column ?? ''}`
  return `${claim.form} · ${where}: ${digits} → ${bent === '' ? '(blank)' : bent} (${how})`
}
