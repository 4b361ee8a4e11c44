/** One side of an equation: a claim taken so many times (−1 for a subtraction). */
export interface Term {
  readonly claim: number
  readonly times: number
}

/** What ties the claims of an equation together. */
export type Law =
  | 'sum' // a slice and its parts
  | 'same' // one slice, printed twice
  | 'balance' // sources = uses
  | 'change' // this year − last year, or a total change and its parts
  | 'bridge' // two axes meet: 公用经费 and 机关运行经费, 30113 and 2210201
  | 'bound' // at most
  | 'purpose' // a project's purpose text and its budget

/**
 * `Σ left = Σ right` (or `≤`) between claims of one reading. `tolerance` is derived from the printed precision of the terms,
 * in the unit of the claims' values (fen for money), and is never configured.
 */
export interface Equation {
  readonly law: Law
  readonly left: readonly Term[]
  readonly relation: '=' | '≤'
  readonly right: readonly Term[]
  readonly tolerance: number
  /** `must` excludes (an error), `usual` is for a person to judge (a warning). */
  readonly force: 'must' | 'usual'
  /** What was assumed for it to hold, in Chinese and English: the fund that holds all the money, say. */
  readonly premise?: { readonly zh: string; readonly en: string }
  readonly basis?: string
}
