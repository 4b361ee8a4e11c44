import type { Fen } from './amount.ts'
import type { Disclosure } from './reading.ts'
import type { Slice } from './slice.ts'

/** A flow of money at the finest grain that its cut has. */
export interface Fact {
  /** One node on each dimension that the cut carries: flow, fund, function, economic, nature, project, unit, … */
  readonly slice: Slice
  readonly amount: Fen
  /** Nodes of `item` that the money belongs to as well. They overlap (公务接待费 is running cost too), so a fact has a list of them. */
  readonly items: readonly string[]
}

/** Something that is counted or valued and is no flow: staff, vehicles, floor space, the worth of assets. */
export interface Stock {
  readonly slice: Slice
  /** Fen for money, hundredths of the unit for all else (see `Claim.value`). */
  readonly value: number
}

/** Everything that one unit's or department's disclosure prints from: the write direction's counterpart of a `Reading`. */
export interface Account {
  readonly disclosure: Disclosure
  readonly facts: readonly Fact[]
  /** Last year's facts, from last year's ledger or disclosure; null where there are none, and changes cannot be printed. */
  readonly lastYear: readonly Fact[] | null
  readonly stocks: readonly Stock[]
  readonly units: readonly { readonly name: string; readonly kind: string; readonly grade: string; readonly funding: string }[]
  readonly projects: readonly ProjectTarget[]
  readonly procurement: readonly ProcurementLine[]
  /** Words of the narrative by topic: duties, reasons for changes, the glossary, … */
  readonly words: Readonly<Record<string, string>>
  readonly glossary: readonly { readonly term: string; readonly meaning: string }[]
}

/** A project with its performance target card; its money is in the facts. */
export interface ProjectTarget {
  readonly code: string
  readonly name: string
  readonly function: string
  readonly purpose: string
  /** Per cent spent by each checkpoint; null is left blank. */
  readonly plan: readonly { readonly checkpoint: string; readonly value: number | null }[]
  readonly goals: readonly string[]
  readonly indicators: readonly {
    readonly level1: string
    readonly level2: string
    readonly level3: string
    readonly description: string
    readonly value: string
    readonly basis: string
  }[]
}

/** One line of the procurement budget; its money is in the facts too, marked `procurement`. */
export interface ProcurementLine {
  readonly project: string
  readonly goods: string
  /** Number in the catalogue of government procurement (政府采购目录). */
  readonly catalogue: string
  readonly measure: string
  readonly quantity: number
  readonly unitPrice: Fen
  readonly fund: string
  readonly amount: Fen
  readonly reservedForSmall: Fen
}
