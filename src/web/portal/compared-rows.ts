import type { Words } from '../../budget/finding.ts'
import { isKnown } from '../../catalogue/codes.ts'
import { nodeName } from '../../catalogue/tree.ts'
import { type Comparable, type Compared, compareFigures } from './compare-guard.ts'
import { classTotals, type Headline, type HeadlineKey, HEADLINE_KEYS } from './headlines.ts'
import { precisionOfClaim } from './precision.ts'
import type { ClaimView, DepartmentView, DocumentView, TableView } from './views.ts'

/** One document that is held against others, with all that is needed of it. */
export interface ComparedDocument {
  readonly department: DepartmentView
  readonly document: DocumentView
  readonly headlines: readonly Headline[]
  readonly tables: readonly TableView[]
}

/** One thing in all documents: what each prints, and how each stands to the first. */
export interface ComparedRow {
  readonly headline: HeadlineKey | null
  readonly code: string | null
  readonly name: Words
  readonly cells: readonly ComparedCell[]
}

export interface ComparedCell {
  readonly claim: ClaimView | null
  /** Null where it is held against nothing. */
  readonly compared: Compared | null
}

/** Which column a column is held against; null for none. */
export type ReferenceOf = (column: number) => number | null

/** Every column against the first. */
export const AGAINST_FIRST: ReferenceOf = (column) => (column === 0 ? null : 0)
/** Every column against the one before it. */
export const AGAINST_BEFORE: ReferenceOf = (column) => (column === 0 ? null : column - 1)

/** The four figures, then every class of expenditure that one of the documents has. */
export function comparedRows(documents: readonly ComparedDocument[], reference: ReferenceOf): ComparedRow[] {
  const headlines = HEADLINE_KEYS.map((key): ComparedRow => {
    const found = documents.map((each) => each.headlines.find((headline) => headline.key === key) ?? null)
    const claims = found.map((headline) => headline?.claim ?? null)
    const sides = documents.map((each, i) => comparable(each, claims[i] ?? null, found[i]?.meaning ?? key))
    return { headline: key, code: null, name: { zh: key, en: key }, cells: cellsOf(claims, sides, reference) }
  })
  const classes = documents.map(({ tables }) => classTotals(tables))
  const codes = [...new Set(classes.flatMap((found) => [...found.keys()]))].toSorted()
  const rows = codes.map((code): ComparedRow => {
    const claims = classes.map((found) => found.get(code) ?? null)
    const sides = documents.map((each, i) => ({
      ...comparable(each, claims[i] ?? null, 'function'),
      ...codeIn(code, each.document.year),
    }))
    return {
      headline: null,
      code,
      name: nodeName('function', code, documents[0]?.document.year ?? null),
      cells: cellsOf(claims, sides, reference),
    }
  })
  return [...headlines, ...rows]
}

function cellsOf(claims: readonly (ClaimView | null)[], sides: readonly Comparable[], reference: ReferenceOf): ComparedCell[] {
  return sides.map((side, i) => {
    const at = reference(i) ?? -1
    const against = sides[at]
    // What neither lists is no matter between them.
    if ((claims[i] ?? null) === null && (claims[at] ?? null) === null) return { claim: null, compared: null }
    return { claim: claims[i] ?? null, compared: against === undefined ? null : compareFigures(against, side) }
  })
}

function comparable({ department, document }: ComparedDocument, claim: ClaimView | null, meaning: string): Comparable {
  return {
    department: { id: department.id, name: department.name },
    year: document.year,
    stage: document.stage,
    scope: document.scope,
    amount: claim?.amount ?? null,
    state: claim === null ? 'absent' : claim.state,
    meaning,
    precision: claim === null ? 1 : precisionOfClaim(claim),
  }
}

function codeIn(code: string, year: number | null): { code: NonNullable<Comparable['code']> } {
  const { state, name } = isKnown('function', code, year)
  return { code: { code, name: name ?? code, inForce: state !== 'expired' && state !== 'not-yet' } }
}
