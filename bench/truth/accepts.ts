import type { Claim } from '../../src/budget/claim.ts'
import type { Disclosure } from '../../src/budget/reading.ts'
import { DIMENSIONS, type Slice, sliceKey } from '../../src/budget/slice.ts'
import { lookup, parentOf } from '../../src/catalogue/codes.ts'

/** What the list of functional classes calls the general public budget. */
const GENERAL = '一般公共预算'

/** Dimensions whose nodes are printed names: spaces and the width of brackets do not matter. */
const NAMED = new Set(['project', 'unit'])

/** A slice with nothing in it that goes without saying: one text for equal meanings. */
export function meaningKey(slice: Slice, disclosure: Disclosure): string {
  const own = disclosure.stage === 'final' ? 'final' : 'approved'
  const kept: Partial<Record<(typeof DIMENSIONS)[number], string>> = {}
  for (const dimension of DIMENSIONS) {
    const node = slice[dimension]
    // Whether money is this year's or carried over is a detail that labels need not say.
    if (node === undefined || dimension === 'origin') continue
    // Nor what a change is reckoned from: last year's budget or what was carried out of it.
    if (slice.measure === 'change' && (dimension === 'year' || dimension === 'stage')) continue
    if ((dimension === 'year' && node === '0') || (dimension === 'stage' && node === own)) continue
    if (dimension === 'measure' && node === 'money') continue
    // A project's money is project expenditure, whoever spends it.
    if (slice.project !== undefined && ((dimension === 'nature' && node === 'project') || dimension === 'unit')) continue
    if (dimension === 'fund' && node === 'appropriation' && isGeneralOnly(slice.function, disclosure)) {
      kept[dimension] = 'general'
      continue
    }
    kept[dimension] = NAMED.has(dimension) ? plainName(node) : node
  }
  return sliceKey(kept)
}

/** Whether the national list has a group or an item in the general public budget only: all that is appropriated for it is of that fund. */
function isGeneralOnly(code: string | undefined, { year }: Disclosure): boolean {
  // A class has groups of several funds.
  if (code === undefined || code.length < 5) return false
  const budgetOf = (one: string | null): string | undefined => (one === null ? undefined : lookup('function', one, year)?.budget)
  if (code.length === 5) return budgetOf(code) === GENERAL
  const above = budgetOf(parentOf(code))
  // Places add items of their own below the groups of the list.
  return above === GENERAL && (budgetOf(code) ?? above) === GENERAL
}

/** Also without the project's code or number in front, which some tables print in the same cell. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s“”"'‘’]+/gu, '')
    .replace(/^(?:[0-9A-Z]{10,}-|\d{1,2}(?=[\u4e00-\u9fff]))/u, '')
}

/** Whether a claim means one of the slices that are right. What is printed beside it as another classification may be named or not. */
export function meansOneOf(claim: Claim, slices: readonly Slice[], disclosure: Disclosure): boolean {
  const said = [claim.slice]
  if (claim.also !== undefined) {
    const { economic: _, ...rest } = claim.slice
    said.push({ ...claim.slice, ...claim.also }, { ...rest, ...claim.also })
  }
  const right = new Set(slices.map((slice) => meaningKey(slice, disclosure)))
  return said.some((slice) => right.has(meaningKey(slice, disclosure)))
}
