import { narrow } from '../budget/amount.ts'
import type { Claim } from '../budget/claim.ts'
import type { TableInContext } from './context.ts'
import type { ReadingBuilder } from './reading-builder.ts'

/** So many forms must be printed again before a document is taken to hold the budgets of several units. */
const ENOUGH_REPEATED = 3
const CODED = /^(?:(?:部门|单位|预算单位|编制单位)(?:名称)?[:：])?[[（(]?(\d{3,9})[\])）]?([\u4e00-\u9fff（）()]{4,40})$/u
const NAMED = /^(?:编制|填报|预算)?(?:部门|单位)(?:名称)?[:：]([\u4e00-\u9fff（）()]{4,40})$/u

/**
 * Whose budget each table is of, in a document that holds the tables of a department and then those of its units. Money of one is no
 * money of the other, so that the claims of every unit but the first are narrowed to it. A document with one set of tables has none.
 *
 * @param forms the recognised statutory form of each table, null for cards and for what is none
 * @returns for each table the unit that it is narrowed to, undefined for the first; null where there is one set
 */
export function setsOf(
  tables: readonly TableInContext[],
  forms: readonly (string | null)[],
): readonly (string | undefined)[] | null {
  const times = new Map<string, Set<string>>()
  const labels = tables.map((t) => labelOf(t))
  let repeated = new Set<string>()
  forms.forEach((form, i) => {
    if (form === null) return
    const known = times.get(form)
    if (known === undefined) times.set(form, new Set([labels[i] ?? '']))
    else {
      repeated = repeated.add(form)
      known.add(labels[i] ?? '')
    }
  })
  if (repeated.size < ENOUGH_REPEATED) return null
  const isLabelled = [...repeated].some((form) => (times.get(form)?.size ?? 0) > 1)
  const keys = isLabelled ? labels.map((l, i) => (forms[i] === null ? null : l)) : byOrder(forms)
  const main = keys.find((k) => k !== null)
  return keys.map((key) => (key === null || key === main ? undefined : key))
}

/** Where tables do not say whose they are, a form that comes again begins the next set. */
function byOrder(forms: readonly (string | null)[]): readonly (string | null)[] {
  const seen = new Set<string>()
  let set = 1
  return forms.map((form) => {
    if (form === null) return null
    if (seen.has(form)) {
      seen.clear()
      set++
    }
    seen.add(form)
    return String(set)
  })
}

function labelOf(table: TableInContext): string | null {
  for (const text of [...table.info].reverse()) {
    const plain = narrow(text)
    const coded = CODED.exec(plain)
    if (coded !== null) return `${coded[1] ?? ''}${coded[2] ?? ''}`
    const named = NAMED.exec(plain)?.[1]
    if (named !== undefined && !named.endsWith('元')) return named
  }
  return null
}

/** Narrows what was read from one table to its unit. */
export function narrowToUnit(builder: ReadingBuilder, firstClaim: number, firstForm: number, unit: string): void {
  for (let i = firstClaim; i < builder.claims.length; i++) narrowClaim(builder, i, unit)
  for (let i = firstForm; i < builder.forms.length; i++) {
    const form = builder.forms[i]
    if (form !== undefined) builder.forms[i] = { ...form, slice: { ...form.slice, unit } }
  }
}

/** Hands the sentences of the narrative to the units: where a sentence comes again, the next unit's narrative has begun. */
export function narrowNarrative(builder: ReadingBuilder, firstClaim: number, units: readonly string[]): void {
  const seen = new Map<string, number | undefined>()
  let set = -1
  builder.claims.slice(firstClaim).forEach((claim, i) => {
    if (claim.measure === 'year') return
    const slot = `${claim.slot ?? ''} ${claim.row?.label ?? ''}`
    if (seen.has(slot) && seen.get(slot) !== claim.place.paragraph) {
      seen.clear()
      set++
    }
    seen.set(slot, claim.place.paragraph)
    const unit = units[set]
    if (unit !== undefined) narrowClaim(builder, firstClaim + i, unit)
  })
}

function narrowClaim(builder: ReadingBuilder, index: number, unit: string): void {
  const claim: Claim | undefined = builder.claims[index]
  if (claim !== undefined && claim.measure !== 'year') builder.claims[index] = { ...claim, slice: { ...claim.slice, unit } }
}
