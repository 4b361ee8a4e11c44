import type { Fen } from '../../budget/amount.ts'

/** An invented unit: what its budget of any year is reckoned from. Yuan here, in whole hundreds; fen in the ledger. */
export interface DemoUnit {
  readonly code: string
  readonly name: string
  readonly kind: '行政' | '事业'
  readonly grade: string
  /** Who it is, after 是. */
  readonly mission: string
  readonly duties: readonly string[]
  readonly offices: readonly string[]
  /** Authorised posts, who serves on them, and who is retired. */
  readonly people: { readonly posts: number; readonly serving: number; readonly retired: number }
  /** Function of its staff and running costs, and of its medical insurance. */
  readonly functions: { readonly run: string; readonly medical: string }
  /** Basic wages of a year for one person. */
  readonly wage: number
  /** Running costs by economic class. */
  readonly running: Readonly<Record<string, number>>
  /** What it earns itself: node of `fund`, and what that pays by economic class. */
  readonly own?: { readonly fund: string; readonly pays: Readonly<Record<string, number>> }
  readonly projects: readonly DemoProject[]
  readonly assets: { readonly buildings: number; readonly vehicles: number; readonly value: Fen }
}

export interface DemoProject {
  readonly name: string
  readonly function: string
  readonly fund: 'general' | 'government-fund'
  /** Yuan by economic class. */
  readonly money: Readonly<Record<string, number>>
  readonly purpose: string
  readonly goals: readonly string[]
  /** Level 2, name, how it is counted, value: under 产出, 效益, 满意度 by its level 2. */
  readonly indicators: readonly (readonly [level2: string, name: string, counted: string, value: string, basis: string])[]
  /** What is bought: goods, catalogue number, measure, quantity, yuan each. */
  readonly bought?: readonly (readonly [goods: string, catalogue: string, measure: string, quantity: number, price: number])[]
  readonly since: number
  readonly until: number | null
}
