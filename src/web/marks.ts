import type { CheckResult, ClaimResult, FindingResult } from '../budget/check-result.ts'
import type { Severity } from '../budget/finding.ts'
import type { Place } from '../budget/place.ts'
import { type Locate, type Spot, spotId } from './locate.ts'

/**
 * What a finding does to one spot of the shown document.
 *
 * - `suspect`: the figure here may be wrong; `repair` is what it would have to be.
 * - `place`: the finding points here.
 * - `term`: the figure is part of a broken equation, and may well be right.
 */
export interface Mark {
  /** Its number, from 1, in the order of `CheckResult.findings`. */
  readonly finding: number
  readonly severity: Severity
  readonly role: 'suspect' | 'place' | 'term'
  readonly repair: { readonly printed: string; readonly certain: boolean } | null
  /** First and last character meant, from 1. */
  readonly span?: readonly [number, number]
  /** The page on which it can be seen as printed. */
  readonly page?: number
}

/** All marks of a document, by the id of their spot (without prefix). */
export interface Marks {
  readonly at: ReadonlyMap<string, readonly Mark[]>
  /** Numbers of the findings that point into a block, by `table:3` or `block:7`. */
  readonly findingsIn: ReadonlyMap<string, ReadonlySet<number>>
}

const STRENGTH = { suspect: 2, place: 1, term: 0 } as const

/**
 * Collects the marks of a result; `shown` are the pages of which there is a picture. The strongest role of a finding at a spot wins: a suspect is
 * not marked as a term too.
 */
export function marksOf(result: CheckResult, locate: Locate, shown: ReadonlySet<number> = new Set()): Marks {
  const at = new Map<string, Mark[]>()
  const findingsIn = new Map<string, Set<number>>()

  const add = (spot: Spot, mark: Mark): void => {
    if (spot.kind === 'document') return
    const key = spotId(spot, '')
    const marks = at.get(key) ?? []
    const same = marks.findIndex((m) => m.finding === mark.finding && sameSpan(m.span, mark.span))
    const standing = marks[same]
    if (standing === undefined) marks.push(mark)
    else if (STRENGTH[mark.role] > STRENGTH[standing.role]) marks[same] = mark
    at.set(key, marks)
    if (mark.role === 'term') return
    const block = spot.kind === 'paragraph' ? `block:${spot.block}` : `table:${spot.table}`
    findingsIn.set(block, (findingsIn.get(block) ?? new Set()).add(mark.finding))
  }

  const pageOf = ({ page }: Place): { page?: number } => (page !== undefined && shown.has(page) ? { page } : {})
  for (const [index, finding] of result.findings.entries()) {
    // What a person has explained is shown, but no longer stands out.
    const base = { finding: index + 1, severity: finding.setAside === undefined ? finding.severity : 'note' } as const
    for (const { claim, repair } of finding.suspects) {
      if (claim === null) continue
      const offer = repair === null ? null : { printed: repair.printed, certain: finding.unique }
      add(locate(claim.place), { ...base, role: 'suspect', repair: offer, ...spanOf(claim), ...pageOf(claim.place) })
    }
    // Where cells are under suspicion, the finding's further places are what they disagree with.
    const role = finding.suspects.some((s) => s.claim !== null) ? 'term' : 'place'
    for (const [i, place] of finding.places.entries()) {
      const span = place.span === undefined ? {} : { span: place.span }
      add(locate(place), {
        ...base,
        role: i === 0 && role === 'term' && !hasSuspectAt(finding, locate, locate(place)) ? 'place' : role,
        repair: null,
        ...span,
        ...pageOf(place),
      })
    }
    for (const claim of termsOf(finding)) add(locate(claim.place), { ...base, role: 'term', repair: null, ...spanOf(claim) })
  }
  return { at, findingsIn }
}

/** Every claim in the equations of a finding, once per mention. */
export function termsOf(finding: FindingResult): ClaimResult[] {
  return finding.equations.flatMap((equation) => [...equation.left, ...equation.right].map((term) => term.claim))
}

function hasSuspectAt(finding: FindingResult, locate: Locate, spot: Spot): boolean {
  const id = spotId(spot, '')
  return finding.suspects.some(({ claim }) => claim !== null && spotId(locate(claim.place), '') === id)
}

function spanOf(claim: ClaimResult): { span?: readonly [number, number] } {
  return claim.place.span === undefined ? {} : { span: claim.place.span }
}

function sameSpan(a: Mark['span'], b: Mark['span']): boolean {
  return a === b || (a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1])
}
