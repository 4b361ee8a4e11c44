import type { Slice } from '../../budget/slice.ts'
import type { ClaimView, TableView } from './views.ts'

/** One of the four figures that people come for, with what is printed for it; null where no table that was read lists it. */
export interface Headline {
  readonly key: HeadlineKey
  /** Which of its meanings is printed: a total with or without carried-over money. */
  readonly meaning: HeadlineMeaning
  readonly claim: ClaimView | null
}

export const HEADLINE_KEYS = ['in', 'out', 'general', 'three-public'] as const
export type HeadlineKey = (typeof HEADLINE_KEYS)[number]
export type HeadlineMeaning = 'sources' | 'income' | 'uses' | 'expenditure' | 'general' | 'three-public'

interface Wanted {
  readonly meaning: HeadlineMeaning
  readonly slices: readonly Slice[]
  /** Tables that say it, the best first; any other table comes after them, running text last of all. */
  readonly forms: readonly string[]
}

const APPROPRIATED: readonly string[] = ['appropriation', 'general']

const WANTED: Readonly<Record<HeadlineKey, readonly Wanted[]>> = {
  in: [
    { meaning: 'sources', slices: [{ flow: 'sources' }], forms: ['balance', 'income'] },
    { meaning: 'income', slices: [{ flow: 'income' }], forms: ['balance', 'income'] },
  ],
  out: [
    { meaning: 'uses', slices: [{ flow: 'uses' }], forms: ['balance', 'expenditure'] },
    { meaning: 'expenditure', slices: [{ flow: 'expenditure' }], forms: ['expenditure', 'balance'] },
  ],
  general: [
    {
      meaning: 'general',
      slices: [
        { flow: 'expenditure', fund: 'general' },
        { flow: 'expenditure', fund: 'general', origin: 'this-year' },
      ],
      forms: ['general-by-function', 'appropriation-balance', 'appropriation-by-function'],
    },
  ],
  'three-public': [
    {
      meaning: 'three-public',
      slices: [
        ...APPROPRIATED.map((fund) => ({ flow: 'expenditure', item: 'three-public', fund })),
        { flow: 'expenditure', item: 'three-public' },
      ],
      forms: ['three-public'],
    },
  ],
}

/** The four figures of a document. A figure comes before a blank, and a blank before nothing: blank is what the document says. */
export function headlinesOf(tables: readonly TableView[]): Headline[] {
  return HEADLINE_KEYS.map((key) => {
    let blank: Headline | null = null
    for (const { meaning, slices, forms } of WANTED[key])
      for (const slice of slices) {
        const claims = inOrder(tables, forms).flatMap((table) => claimsFor(table, slice))
        const claim = claims.find(({ state }) => state === 'number') ?? claims[0]
        if (claim === undefined) continue
        if (claim.state === 'number') return { key, meaning, claim }
        blank ??= { key, meaning, claim }
      }
    return blank ?? { key, meaning: WANTED[key][0]?.meaning ?? 'sources', claim: null }
  })
}

function inOrder(tables: readonly TableView[], forms: readonly string[]): TableView[] {
  const rank = ({ form }: TableView): number => {
    if (form === 'narrative') return forms.length + 1
    const at = forms.indexOf(form)
    return at < 0 ? forms.length : at
  }
  return tables.toSorted((a, b) => rank(a) - rank(b))
}

/** The claims of a table about exactly one slice of this year's money. */
export function claimsFor(table: TableView, slice: Slice): ClaimView[] {
  const wanted = Object.entries(slice)
  // What most claims fail at comes first: this is asked of every claim of a document a dozen times.
  return table.claims.filter(
    (claim) =>
      wanted.every(([dimension, node]) => claim.slice[dimension] === node) &&
      isMoney(claim) &&
      Object.keys(claim.slice).length === wanted.length,
  )
}

/** Whether a claim is an amount of money, or a blank where one could stand; not a year, a count, a change or a share. */
export function isMoney({ unit, slice }: ClaimView): boolean {
  return unit === undefined && slice['measure'] === undefined
}

/** The class-level figures of a document's expenditure table, by code; with a nature, those of that nature. */
export function classTotals(tables: readonly TableView[], nature?: string): Map<string, ClaimView> {
  const found = new Map<string, ClaimView>()
  const dimensions = nature === undefined ? 2 : 3
  for (const table of inOrder(tables, ['expenditure', 'balance'])) {
    if (table.form !== 'expenditure' && table.form !== 'balance') continue
    for (const claim of table.claims) {
      const code = claim.slice['function']
      if (code?.length !== 3 || !isMoney(claim) || claim.slice['flow'] !== 'expenditure') continue
      if (Object.keys(claim.slice).length !== dimensions || claim.slice['nature'] !== nature) continue
      if (claim.state === 'number' && !found.has(code)) found.set(code, claim)
    }
  }
  return found
}
