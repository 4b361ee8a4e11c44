import type { Words } from '../../budget/finding.ts'
import { precisionOfTable } from '../../budget/printed-precision.ts'
import { compare, type Comparison, type Figure } from '../../catalogue/comparable.ts'
import { nodeName } from '../../catalogue/tree.ts'
import { classTotals, type Headline, type HeadlineKey, HEADLINE_KEYS } from './headlines.ts'
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
  readonly compared: Comparison | null
}

/** Which column a column is held against; null for none. */
export type ReferenceOf = (column: number) => number | null

/** Every column against the first. */
export const AGAINST_FIRST: ReferenceOf = (column) => (column === 0 ? null : 0)
/** Every column against the one before it. */
export const AGAINST_BEFORE: ReferenceOf = (column) => (column === 0 ? null : column - 1)

/** The four figures, then every class of expenditure that one of the documents has. */
export function comparedRows(documents: readonly ComparedDocument[], reference: ReferenceOf): ComparedRow[] {
  const printed = documents.map(precisionIn)
  const headlines = HEADLINE_KEYS.map((key): ComparedRow => {
    const found = documents.map((each) => each.headlines.find((headline) => headline.key === key) ?? null)
    const claims = found.map((headline) => headline?.claim ?? null)
    const sides = documents.map((each, i) => figureOf(each, claims[i] ?? null, printed[i], found[i]?.meaning ?? key))
    return { headline: key, code: null, name: { zh: key, en: key }, cells: cellsOf(claims, sides, reference) }
  })
  const classes = documents.map(({ tables }) => classTotals(tables))
  const codes = [...new Set(classes.flatMap((found) => [...found.keys()]))].toSorted()
  const rows = codes.map((code): ComparedRow => {
    const claims = classes.map((found) => found.get(code) ?? null)
    const sides = documents.map((each, i) => figureOf(each, claims[i] ?? null, printed[i], 'expenditure', { function: code }))
    return {
      headline: null,
      code,
      name: nodeName('function', code, documents[0]?.document.year ?? null),
      cells: cellsOf(claims, sides, reference),
    }
  })
  return [...headlines, ...rows]
}

function cellsOf(claims: readonly (ClaimView | null)[], sides: readonly Figure[], reference: ReferenceOf): ComparedCell[] {
  return sides.map((side, i) => {
    const at = reference(i) ?? -1
    const against = sides[at]
    // What neither lists is no matter between them.
    if ((claims[i] ?? null) === null && (claims[at] ?? null) === null) return { claim: null, compared: null }
    return { claim: claims[i] ?? null, compared: against === undefined ? null : compare(against, side) }
  })
}

/** The width of the last digit in the table of a claim: each table is looked through once, when one of its claims is compared. */
function precisionIn({ tables }: ComparedDocument): (claim: ClaimView) => number {
  const known = new Map<TableView, number>()
  return (claim) => {
    const table = tables.find(({ claims }) => claims.includes(claim))
    if (table === undefined) return 1
    const width = known.get(table) ?? precisionOfTable(table.claims)
    known.set(table, width)
    return width
  }
}

function figureOf(
  { department, document }: ComparedDocument,
  claim: ClaimView | null,
  precisionAt: ((claim: ClaimView) => number) | undefined,
  cut: string,
  nodes: Figure['nodes'] = {},
): Figure {
  return {
    department: department.id,
    cut,
    year: document.year,
    stage: document.stage,
    scope: document.scope,
    nodes,
    amount: claim?.amount ?? null,
    state: claim === null ? 'absent' : claim.state,
    units: document.units,
    precision: claim === null ? 1 : (precisionAt?.(claim) ?? 1),
  }
}
