import type { Claim } from '../../budget/claim.ts'
import type { Words } from '../../budget/finding.ts'
import { sliceKey, without, type Dimension, type Slice } from '../../budget/slice.ts'
import { premisesOf, type Premises } from '../premises.ts'
import type { SetDocument, Testimony } from './testimony.ts'

/** A claim with the year and the stage that it is about, so that documents of several years can be held against each other. */
export interface Figure {
  /** Without `year` and `stage`. */
  readonly slice: Slice
  readonly year: number
  /** Node of `stage`, named even where it is the document's own. */
  readonly stage: string
  readonly claim: Claim
}

/** What was found on a slice; with a premise where the document prints it under another slice that is equal there. */
export interface Found {
  readonly claim: Claim
  readonly premise?: Words
}

const LISTED: readonly Dimension[] = ['function', 'economic', 'government-economic']

/** The amounts of one document, one claim for each slice, year and stage: the best proven of those that print it. */
export class Figures {
  readonly document: SetDocument
  readonly year: number
  readonly stage: string
  readonly all: readonly Figure[]
  /** Printed changes; year and stage are those of what the change is reckoned from. */
  readonly changes: readonly Figure[]
  readonly #byKey = new Map<string, Figure>()
  readonly #widened = new Map<string, Figure>()
  readonly #listings = new Map<string, Claim>()
  readonly #premises: Premises

  constructor(document: SetDocument) {
    const { testimony } = document
    this.document = document
    this.year = testimony.disclosure.year ?? 0
    this.stage = testimony.disclosure.stage === 'final' ? 'final' : 'approved'
    this.#premises = premisesOf(testimony.claims, testimony.disclosure.year)
    const changes = new Map<string, Figure>()
    for (const claim of testimony.claims) {
      if (!isAmount(claim)) continue
      const figure = this.#figureOf(claim)
      if (figure !== null) keep(claim.slice.measure === 'change' ? changes : this.#byKey, figure, testimony)
      if (figure !== null && claim.slice.measure === undefined) this.#listed(figure)
    }
    this.all = [...this.#byKey.values()]
    this.changes = [...changes.values()]
    for (const figure of this.all) {
      if (!this.#isOwn(figure)) continue
      const key = sliceKey(this.#premises.widen(figure.slice))
      if (!this.#widened.has(key)) this.#widened.set(key, figure)
    }
  }

  /** How many equations of its own document prove a claim; −1 for one that is doubted there. */
  proven(claim: Claim): number {
    return this.document.testimony.proven[claim.id] ?? 0
  }

  find(slice: Slice, year: number, stage: string): Found | undefined {
    const exact = this.#byKey.get(keyOf({ slice, year, stage }))
    if (exact !== undefined) return { claim: exact.claim }
    if (!this.#isOwn({ year, stage })) return undefined
    const wide = this.#widened.get(sliceKey(this.#premises.widen(slice)))
    return wide === undefined ? undefined : { claim: wide.claim, premise: this.#premises.words(slice, wide.slice) }
  }

  /**
   * A cell of the row that would hold this slice, where a table lists all codes with money and leaves this one out: it says that there is
   * none. Null where no table says so.
   */
  leftOut(slice: Slice, year: number, stage: string): Claim | null {
    for (const dimension of LISTED) {
      const code = slice[dimension]
      const model = code === undefined ? undefined : this.#listings.get(listingKey({ slice, year, stage }, dimension, code))
      if (code === undefined || model === undefined) continue
      const { row: _, ...cell } = model
      const { page, sheet, table } = model.place
      const place = {
        ...(page === undefined ? {} : { page }),
        ...(sheet === undefined ? {} : { sheet }),
        ...(table === undefined ? {} : { table }),
      }
      return {
        ...cell,
        row: { code },
        slice: { ...model.slice, [dimension]: code },
        printed: '',
        state: 'absent',
        value: 0,
        place,
      }
    }
    return null
  }

  #isOwn(when: { readonly year: number; readonly stage: string }): boolean {
    return when.year === this.year && when.stage === this.stage
  }

  #listed(figure: Figure): void {
    const { claim, slice } = figure
    const form = this.document.testimony.forms[claim.table]
    const dimension = form?.listing
    const code = dimension === undefined ? undefined : slice[dimension]
    if (form?.state !== 'read' || dimension === undefined || code === undefined || claim.row?.code === undefined) return
    const key = listingKey(figure, dimension, code)
    if (!this.#listings.has(key)) this.#listings.set(key, claim)
  }

  #figureOf(claim: Claim): Figure | null {
    const { year: relative = '0', stage: printed, ...rest } = claim.slice
    const away = Number(relative)
    if (!Number.isInteger(away)) return null
    if (rest.measure !== 'change') return { slice: rest, year: this.year + away, stage: printed ?? this.stage, claim }
    const { measure: _, ...slice } = rest
    // Authored sentences do not keep what a change is reckoned from where it is not last year's disclosure.
    if (away !== 0 || (printed === undefined && /执行|决算/u.test(claim.sentence ?? '') && this.stage === 'approved')) return null
    const isOwnBudget = printed === 'approved' && this.stage === 'final'
    return { slice, year: this.year - (isOwnBudget ? 0 : 1), stage: printed ?? this.stage, claim }
  }
}

function isAmount(claim: Claim): boolean {
  if (claim.measure !== 'money' || claim.slice.flow === undefined || claim.part !== undefined || claim.prose === true)
    return false
  if (claim.slice.measure !== undefined && claim.slice.measure !== 'change') return false
  return claim.state === 'number' || (claim.state === 'blank' && claim.form !== 'narrative')
}

export function keyOf({ slice, year, stage }: { slice: Slice; year: number; stage: string }): string {
  return `${year} ${stage} ${sliceKey(slice)}`
}

function listingKey(at: { slice: Slice; year: number; stage: string }, dimension: Dimension, code: string): string {
  return `${keyOf({ ...at, slice: without(at.slice, dimension) })} ${dimension} ${code.length}`
}

/** Keeps the better of two prints of one slice: not doubted, in a table, finest, most proven. */
function keep(figures: Map<string, Figure>, figure: Figure, { proven }: Testimony): void {
  const key = keyOf(figure)
  const before = figures.get(key)
  const rank = ({ claim }: Figure): readonly number[] => {
    const times = proven[claim.id] ?? 0
    return [times < 0 ? 0 : 1, claim.form === 'narrative' ? 0 : 1, claim.state === 'blank' ? 0 : 1, -claim.precision, times]
  }
  if (before === undefined || isBetter(rank(figure), rank(before))) figures.set(key, figure)
}

function isBetter(a: readonly number[], b: readonly number[]): boolean {
  const i = a.findIndex((x, at) => x !== b[at])
  return i >= 0 && (a[i] ?? 0) > (b[i] ?? 0)
}
