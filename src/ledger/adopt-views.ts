import type { Fen } from '../budget/amount.ts'
import type { Claim } from '../budget/claim.ts'
import type { Reading } from '../budget/reading.ts'
import { sliceKey, without, type Dimension, type Slice } from '../budget/slice.ts'
import { lookup } from '../catalogue/codes.ts'
import { children, depth } from '../catalogue/tree.ts'

/** What a document says that a slice has, or what follows from what it says. */
export interface View {
  readonly slice: Slice
  readonly amount: Fen
}

/** Views by `sliceKey`. */
export type Views = Map<string, View>

/** Dimensions of money that a ledger's lines have. */
const OF_LINES: ReadonlySet<string> = new Set<Dimension>(['flow', 'fund', 'function', 'economic', 'nature', 'project', 'item'])
const APPROPRIATIONS = ['general', 'government-fund', 'state-capital'] as const
const FUND_OF_BUDGET: Readonly<Record<string, string>> = {
  一般公共预算: 'general',
  政府性基金预算: 'government-fund',
  国有资本经营预算: 'state-capital',
}

/** The claims of a reading that lines of money can be made of, one a slice: of two prints the finer, then the table's. Blanks say nothing. */
export function viewsOf(reading: Reading): Views {
  const best = new Map<string, Claim[]>()
  for (const claim of reading.claims) {
    if (claim.measure !== 'money' || claim.state !== 'number' || claim.prose === true || !isOfLines(claim.slice)) continue
    const key = sliceKey(claim.slice)
    const held = best.get(key)?.[0]
    if (held === undefined || ranks(claim, held)) best.set(key, [claim])
    // A code printed twice in one table is two parts of one slice.
    else if (claim.part !== undefined && held.part !== claim.part && held.table === claim.table) best.get(key)?.push(claim)
  }
  const views: Views = new Map()
  for (const [key, claims] of best)
    views.set(key, { slice: claims[0]?.slice ?? {}, amount: claims.reduce((sum, claim) => sum + claim.value, 0) })
  return views
}

/** Whether a slice is of this year's flows of money, procurement apart: that has its own list. */
export function isOfLines(slice: Slice): boolean {
  if (slice.flow === undefined) return false
  if (slice.item !== undefined && slice.item.startsWith('procurement')) return false
  return Object.keys(slice).every((dimension) => OF_LINES.has(dimension))
}

function ranks(one: Claim, other: Claim): boolean {
  if (one.precision !== other.precision) return one.precision < other.precision
  return one.form !== 'narrative' && other.form === 'narrative'
}

/** Reads and extends views. */
interface Book {
  readonly views: Views
  amount(slice: Slice): Fen | null
  add(slice: Slice, amount: Fen): void
}

function bookOf(views: Views): Book {
  return {
    views,
    amount: (slice) => views.get(sliceKey(slice))?.amount ?? null,
    add: (slice, amount) => {
      const key = sliceKey(slice)
      if (!views.has(key)) views.set(key, { slice, amount })
    },
  }
}

/**
 * Adds what follows for certain from what is printed, so that as little as possible stays open: the parts of one appropriation add up to
 * all appropriations, the rest is other money; a function that belongs to one budget is paid by that fund, if then every fund's total
 * comes out.
 */
export function addWhatFollows(views: Views, reading: Reading): void {
  const book = bookOf(views)
  const listed = new Set(
    reading.forms.filter((f) => f.listing === 'function' && f.slice.flow === 'expenditure').map((f) => f.slice.fund),
  )
  if (APPROPRIATIONS.every((fund) => listed.has(fund))) addFunds(book)
  for (const flow of ['income', 'brought-forward']) narrowToBudget(book, flow, reading.disclosure.year)
  addOtherMoney(book)
}

/** Expenditure by function and nature, of all appropriations and of other money. */
function addFunds(book: Book): void {
  for (const { slice, amount } of Array.from(book.views.values())) {
    const { flow, fund, economic, project, item, nature } = slice
    if (flow !== 'expenditure' || fund !== undefined || economic !== undefined || project !== undefined || item !== undefined)
      continue
    const parts = APPROPRIATIONS.map((one) => {
      const own = { ...slice, fund: one }
      const printed = book.amount(own) ?? (nature === undefined ? sumOfNatures(book, own) : null)
      if (printed !== null) return printed
      // A table that lists every code prints nothing for what it has not; but only basic expenditure as a whole is in such a table.
      const basic = nature === 'personnel' || nature === 'running'
      return basic && (book.amount({ ...slice, fund: one, nature: 'basic' }) ?? 0) !== 0 ? null : 0
    })
    if (parts.some((part) => part === null)) continue
    const appropriation = parts.reduce<Fen>((sum, part) => sum + (part ?? 0), 0)
    if (appropriation > amount) continue
    book.add({ ...slice, fund: 'appropriation' }, appropriation)
    book.add(
      { ...slice, fund: 'non-appropriation' },
      amount - (book.amount({ ...slice, fund: 'appropriation' }) ?? appropriation),
    )
  }
}

/** A total left blank is what its natures add up to. */
function sumOfNatures(book: Book, slice: Slice): Fen | null {
  const parts = children('nature', undefined).flatMap((nature) => book.amount({ ...slice, nature }) ?? [])
  return parts.length === 0 ? null : parts.reduce((sum, part) => sum + part, 0)
}

/** What is brought or carried forward and is no appropriation is the rest. */
function addOtherMoney(book: Book): void {
  for (const { slice, amount } of Array.from(book.views.values())) {
    if (Object.keys(slice).length > 1) continue
    const appropriation = book.amount({ ...slice, fund: 'appropriation' })
    if (appropriation !== null && appropriation <= amount)
      book.add({ ...slice, fund: 'non-appropriation' }, amount - appropriation)
  }
}

/** Sources by function, narrowed to the fund whose budget the function belongs to. */
function narrowToBudget(book: Book, flow: string, year: number | null): void {
  const base: Slice = flow === 'income' ? { flow, fund: 'appropriation' } : { flow }
  const items = [...book.views.values()].filter(
    ({ slice }) => depth('function', slice.function) === 3 && sliceKey(without(slice, 'function')) === sliceKey(base),
  )
  const narrowed = items.map((view) => {
    const budget = lookup('function', view.slice.function ?? '', year)?.budget
    return { ...view, fund: FUND_OF_BUDGET[budget ?? ''] }
  })
  const usable = APPROPRIATIONS.filter((fund) => {
    const own = narrowed.filter((view) => view.fund === fund).reduce((sum, view) => sum + view.amount, 0)
    return own > 0 && book.amount({ flow, fund }) === own
  })
  for (const { slice, amount, fund } of narrowed) {
    const found = usable.find((one) => one === fund)
    // Whatever is paid by no appropriation is listed under codes of the general budget too: only where totals agree is it sure.
    if (found !== undefined) book.add({ ...slice, fund: found }, amount)
  }
}
