import type { Claim } from '../../src/budget/claim.ts'
import type { FormReading, Reading } from '../../src/budget/reading.ts'
import { DIMENSIONS, type Slice, sliceKey } from '../../src/budget/slice.ts'
import { hash } from './golden-document.ts'

/** The second stage of one document: what its figures were taken to mean. */
export interface ClaimsGolden {
  readonly document: string
  readonly disclosure: Reading['disclosure']
  readonly problems: number
  readonly forms: readonly FormGolden[]
}

export interface FormGolden {
  /** Form id, state and where it begins. */
  readonly form: string
  /** What the slices of all claims below have in common. */
  readonly slice: string
  readonly columns: readonly string[]
  /** Claims of printed blanks: only how many. */
  readonly blanks: number
  /**
   * `row column slice value`, one line a claim: the row's code or a hash of its label (# and page for text), the index of its column above (or
   * its slot), what its slice has beyond the common one (`.` for a function or class that is the row's own code), and its value in fen or hundredths.
   * `!` marks a print that is no number.
   */
  readonly claims: readonly string[]
}

/** What was read of a document. No text of it is kept but the labels of columns. */
export function claimsGolden(document: string, reading: Reading): ClaimsGolden {
  const byTable = Map.groupBy(reading.claims, (claim) => claim.table)
  return {
    document,
    disclosure: reading.disclosure,
    problems: reading.problems.length,
    forms: reading.forms.map((form, table) => formGolden(form, byTable.get(table) ?? [])),
  }
}

function formGolden(form: FormReading, claims: readonly Claim[]): FormGolden {
  const shared = commonSlice(claims.map(({ slice }) => slice))
  const printed = claims.filter(({ state }) => state !== 'blank')
  const columns = [...new Set(printed.flatMap(({ column }) => column ?? []))]
  const where = form.place.page === undefined ? `table ${form.place.table ?? ''}` : `p${form.place.page}`
  return {
    form: `${form.form === '' ? 'unknown' : form.form} ${form.state} ${where}`,
    slice: sliceKey(shared),
    columns,
    blanks: claims.length - printed.length,
    claims: printed.map((claim) => claimLine(claim, shared, columns)),
  }
}

function claimLine(claim: Claim, shared: Slice, columns: readonly string[]): string {
  const { row, column, sentence, slot, place, slice, value, state, measure } = claim
  const code = row?.code?.replace(/\s+/gu, '')
  const label = code ?? (row?.label === undefined ? '' : hash(row.label))
  const from = sentence === undefined ? label : `#${place.page ?? place.paragraph ?? ''}`
  const own = DIMENSIONS.flatMap((dimension) => {
    const node = slice[dimension]
    if (node === undefined || shared[dimension] !== undefined) return []
    return [`${dimension}=${node === code ? '.' : node}`]
  })
  const unit = measure === 'money' ? '' : ` ${measure}`
  const at = column === undefined ? (slot ?? '') : String(columns.indexOf(column))
  return `${from} ${at} ${own.join(';')} ${value}${unit}${state === 'malformed' ? ' !' : ''}`
}

function commonSlice(slices: readonly Slice[]): Slice {
  const [first, ...rest] = slices
  if (first === undefined) return {}
  return Object.fromEntries(
    Object.entries(first).filter(([dimension, node]) =>
      rest.every((slice) => slice[dimension as (typeof DIMENSIONS)[number]] === node),
    ),
  )
}
