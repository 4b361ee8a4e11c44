import type { Fen } from '../../src/budget/amount.ts'

/**
 * What an invented department does with its money: every table and every sentence of a sample is summed from this, so that its sums
 * are right by construction.
 */
export interface SampleFacts {
  readonly department: { readonly code: string; readonly name: string; readonly short: string }
  readonly year: number
  readonly money: readonly Money[]
  readonly threePublic: readonly ThreePublic[]
  readonly lastYear: { readonly basic: Fen; readonly project: Fen }
  readonly projects: readonly Project[]
  readonly procurement: readonly Purchase[]
  readonly assets: readonly Asset[]
  readonly units: readonly { readonly name: string; readonly kind: string; readonly grade: string; readonly funding: string }[]
  readonly offices: readonly string[]
  readonly staff: number
  readonly assetPurchase: Fen
}

/** Leaves of the fund tree that the forms print. */
export const FUNDS = [
  'general',
  'government-fund',
  'state-capital',
  'special-account',
  'operating',
  'business',
  'superior-subsidy',
  'affiliate-remittance',
  'other',
] as const

export type Fund = (typeof FUNDS)[number]

export const APPROPRIATIONS: readonly Fund[] = ['general', 'government-fund', 'state-capital']

/** Money with one source and one use. */
export interface Money {
  readonly fund: Fund
  readonly function: string
  readonly source: 'income' | 'brought-forward'
  readonly use: 'personnel' | 'running' | 'project' | 'carried-forward'
  /** Economic class, of basic expenditure from the general public budget. */
  readonly economic?: string
  /** Name of the project. */
  readonly project?: string
  readonly amount: Fen
}

export interface ThreePublic {
  readonly item: 'abroad-teaching' | 'abroad-other' | 'vehicle-purchase' | 'vehicle-running' | 'reception'
  readonly fund: Fund
  readonly amount: Fen
  readonly lastYear: Fen
}

export interface Project {
  readonly name: string
  /** What the money is for, up to the sum. */
  readonly purpose: string
  /** Per cent spent by the end of March, June, October and December. */
  readonly plan: readonly [number, number, number, number]
  readonly goals: readonly string[]
  /** Class, name, description, value, basis. */
  readonly indicators: readonly (readonly [level2: string, level3: string, description: string, value: string, basis: string])[]
}

export interface Purchase {
  readonly project: string
  readonly goods: string
  readonly catalogue: string
  readonly measure: string
  readonly count: number
  readonly price: Fen
  readonly fund: 'general' | 'government-fund' | 'other-sources'
  readonly reserved: Fen
}

export interface Asset {
  readonly kind: 'buildings' | 'offices' | 'vehicles' | 'equipment' | 'other-fixed'
  readonly count: number
  readonly value: Fen
}

/** An amount in 万元, which must be a whole number of hundreds of yuan, as fen. */
export function wan(amount: number): Fen {
  return Math.round(amount * 100) * 10_000
}

export function sum(money: readonly { readonly amount: Fen }[]): Fen {
  return money.reduce((total, one) => total + one.amount, 0)
}

export const isBasic = (money: Money): boolean => money.use === 'personnel' || money.use === 'running'
export const isSpent = (money: Money): boolean => money.use !== 'carried-forward'
export const isAppropriation = (money: Money): boolean => APPROPRIATIONS.includes(money.fund)
