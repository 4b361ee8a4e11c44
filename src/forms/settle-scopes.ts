import type { Claim } from '../budget/claim.ts'
import { sliceKey, type Slice } from '../budget/slice.ts'
import type { ReadingBuilder } from './reading-builder.ts'

/**
 * What the titles of tables leave unsaid: whether their money includes what was carried over from the year before. Places differ in it and
 * do not print it, so that it is settled by the totals: a reading under which a table's total agrees with what the document prints
 * elsewhere is taken; where none does, nothing is changed and the checks will say so.
 */
export function settleScopes(builder: ReadingBuilder): void {
  const carries = builder.claims.some((c) => c.slice.flow === 'brought-forward' && c.measure === 'money' && c.value !== 0)
  if (!carries) return
  widenSources(builder)
  narrowToThisYear(builder)
}

/** Income lines of a table that lists nothing as brought forward, in a document that has some: they are of all sources. */
function widenSources(builder: ReadingBuilder): void {
  const lists = new Set(
    builder.claims.filter((c) => c.slice.flow === 'brought-forward' && c.form !== 'narrative').map((c) => c.table),
  )
  const listed = new Map<string, Claim>()
  for (const claim of builder.claims) {
    if (lists.has(claim.table) && claim.slice.flow === 'income' && claim.state === 'number')
      listed.set(sliceKey(claim.slice), claim)
  }
  builder.forms.forEach((form, table) => {
    if (form.form !== 'balance' && form.form !== 'income') return
    const own = builder.claims.filter((c) => c.table === table)
    if (own.some((c) => c.slice.flow === 'brought-forward')) return
    const disagrees = own.some((claim) => {
      if (claim.slice.flow !== 'income' || claim.state !== 'number') return false
      const other = listed.get(sliceKey(claim.slice))
      return other !== undefined && other.table !== table && !agrees(claim, other)
    })
    if (!disagrees) return
    for (const claim of own) {
      if (claim.slice.flow === 'income') builder.claims[claim.id] = { ...claim, slice: { ...claim.slice, flow: 'sources' } }
    }
    if (form.slice.flow === 'income') builder.forms[table] = { ...form, slice: { ...form.slice, flow: 'sources' } }
  })
}

/**
 * A table of what one budget spends, whose total is that budget's income of the year and not all that it spends: it leaves carried-over
 * money out. Tables whose totals are those of its columns follow it.
 */
function narrowToThisYear(builder: ReadingBuilder): void {
  const narrowed = new Map<string, Claim>()
  builder.forms.forEach((form, table) => {
    const { fund, flow, origin, item, nature } = form.slice
    if (flow !== 'expenditure' || fund === undefined || origin !== undefined || item !== undefined) return
    const total = builder.claims.find(
      (c) => c.table === table && sliceKey(c.slice) === sliceKey(form.slice) && c.state === 'number',
    )
    if (total === undefined) return
    const spent = elsewhere(builder, table, form.slice) ?? elsewhere(builder, table, { flow: 'uses', fund })
    if (spent !== undefined && agrees(total, spent)) return
    const known =
      narrowed.get(sliceKey(form.slice)) ??
      (nature === undefined ? elsewhere(builder, table, { flow: 'income', fund }) : undefined)
    if (known === undefined || !agrees(total, known)) return
    for (const claim of builder.claims) {
      if (claim.table !== table) continue
      if (claim.slice.year === undefined) narrowed.set(sliceKey(claim.slice), claim)
      builder.claims[claim.id] = { ...claim, slice: thisYear(claim.slice) }
    }
    builder.forms[table] = { ...form, slice: thisYear(form.slice) }
  })
}

/**
 * Running text seldom says whether it speaks of the year's income or of all sources, of one fund or of all. A figure that is not what its
 * tables print, but is exactly what they print of the same slice seen so, is of that slice: nobody misprints into another total.
 */
export function followTables(builder: ReadingBuilder): void {
  const tables = new Map<string, Claim>()
  for (const claim of builder.claims) {
    if (claim.form === 'narrative' || claim.state !== 'number' || claim.part !== undefined || claim.prose === true) continue
    const key = sliceKey(claim.slice)
    if (!tables.has(key)) tables.set(key, claim)
  }
  for (const claim of builder.claims) {
    if (
      claim.form !== 'narrative' ||
      claim.state !== 'number' ||
      claim.measure !== 'money' ||
      Math.abs(claim.value) < SIGNIFICANT * claim.precision
    )
      continue
    const own = tables.get(sliceKey(claim.slice))
    if (own === undefined || agrees(claim, own)) continue
    const other = variantsOf(claim.slice).find((slice) => {
      const printed = tables.get(sliceKey(slice))
      return printed !== undefined && isPrintOf(claim, printed)
    })
    if (other !== undefined) builder.claims[claim.id] = { ...claim, slice: other }
  }
}

const BESIDE: Readonly<Record<string, string>> = {
  income: 'sources',
  sources: 'income',
  expenditure: 'uses',
  uses: 'expenditure',
}

/** The slices that the same words may be said of. */
function variantsOf(slice: Slice): readonly Slice[] {
  const { fund, flow } = slice
  const beside = flow === undefined ? undefined : BESIDE[flow]
  const variants: Slice[] = [thisYear(slice)]
  if (beside !== undefined) variants.push({ ...slice, flow: beside })
  if (fund === undefined)
    variants.push({ ...slice, fund: 'appropriation' }, { ...slice, fund: 'general' }, thisYear({ ...slice, fund: 'general' }))
  else if (fund === 'general') variants.push({ ...slice, fund: 'appropriation' })
  else if (fund === 'appropriation') variants.push({ ...slice, fund: 'general' }, thisYear({ ...slice, fund: 'general' }))
  return variants
}

function thisYear(slice: Slice): Slice {
  return { ...slice, origin: 'this-year' }
}

function elsewhere(builder: ReadingBuilder, table: number, slice: Slice): Claim | undefined {
  const key = sliceKey(slice)
  return builder.claims.find(
    (c) => c.table !== table && c.form !== 'narrative' && c.state === 'number' && sliceKey(c.slice) === key,
  )
}

/** A figure of fewer digits may agree with another by chance. */
const SIGNIFICANT = 100

/** Whether one is the other as it is printed there: equal, or rounded to the coarser of the two. */
function isPrintOf(a: Claim, b: Claim): boolean {
  const off = Math.abs(a.value - b.value)
  return a.precision === b.precision ? off === 0 : off * 2 <= Math.max(a.precision, b.precision)
}

/** Within what both print. */
function agrees(a: Claim, b: Claim): boolean {
  return Math.abs(a.value - b.value) <= (a.precision + b.precision) / 2
}
