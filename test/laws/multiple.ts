import { figurePart } from '../../src/forms/figure-claim.ts'
import type { Claim } from '../../src/budget/claim.ts'
import type { Finding } from '../../src/budget/finding.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import { bend, BENDS, placeKey, type PrintedFigure } from './bent.ts'
import { leeway, newFindings, type Specimen } from './specimen.ts'

/** Whole numbers that look random and are the same in every run (mulberry32). */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

export interface MultipleTally {
  readonly drawn: number
  /** The true set is the answer or one of the equal alternatives. */
  readonly found: number
  /** The true set is the answer, and the only one. */
  readonly unique: number
  /** Some finding there was. */
  readonly caught: number
  readonly missed: readonly string[]
}

/** Draws sets of `size` covered figures, bends them together, and counts how often exactly they are what the check says. */
export function bendTogether(specimen: Specimen, size: number, draws: number, seed: number): MultipleTally {
  const next = numbersFrom(seed)
  const room = leeway(specimen)
  // A count of units is a law without suspects: no set is told.
  const pool = specimen.figures.filter(
    (f) => room.has(f.claim.id) && f.claim.slice.item !== 'units' && f.claim.slice.item !== 'offices',
  )
  let found = 0
  let unique = 0
  let caught = 0
  const missed: string[] = []
  for (let draw = 0; draw < draws; draw++) {
    const bent = new Map<PrintedFigure, string>()
    while (bent.size < size) {
      const figure = pool[next(pool.length)]
      if (figure === undefined || bent.has(figure)) continue
      const digits = bend(figure.digits, BENDS[next(BENDS.length)] ?? 'digit', next(1000))
      if (digits !== null) bent.set(figure, digits)
    }
    const claims = bentClaims(specimen, bent)
    const proof = checkReading({ ...specimen.reading, claims })
    const findings = newFindings(specimen, proof)
    const places = new Set([...bent.keys()].map((f) => placeKey(f.claim.place)))
    const told = explains(findings, proof.claims, places)
    if (findings.length > 0) caught++
    if (told) found++
    else
      missed.push(
        `${[...bent].map(([f, to]) => `${f.claim.form} ${f.claim.row?.code ?? f.claim.row?.label ?? f.claim.slot ?? ''} ${f.claim.column ?? ''} ${f.digits}→${to}`).join(' + ')}`,
      )
    if (told && findings.every((f) => f.unique)) unique++
  }
  return { drawn: draws, found, unique, caught, missed }
}

/** The reading's claims with some figures printed otherwise; the decimals of their columns stay. */
function bentClaims(specimen: Specimen, bent: ReadonlyMap<PrintedFigure, string>): readonly Claim[] {
  const by = new Map([...bent].map(([figure, digits]) => [placeKey(figure.claim.place), digits]))
  return specimen.reading.claims.map((claim) => {
    const digits = claim.state === 'number' ? by.get(placeKey(claim.place)) : undefined
    if (digits === undefined) return claim
    const part = figurePart(digits, claim.style)
    return { ...claim, ...part, printed: digits, value: claim.value < 0 ? -part.value : part.value }
  })
}

/** Whether one explanation from each finding makes up exactly the places that were bent. */
function explains(findings: readonly Finding[], claims: readonly Claim[], places: ReadonlySet<string>): boolean {
  const explained = new Set<string>()
  for (const finding of findings) {
    const sets = [...Map.groupBy(finding.suspects, (s) => s.set).values()].map((set) =>
      set.map((s) => placeKey(claims[s.claim]?.place ?? {})),
    )
    const right = sets.find((set) => set.every((place) => places.has(place)))
    if (right === undefined) return false
    for (const place of right) explained.add(place)
  }
  return explained.size === places.size
}
