import aliases from '../../codes/aliases.json' with { type: 'json' }
import crosswalkFile from '../../codes/crosswalk.json' with { type: 'json' }
import economic from '../../codes/economic.json' with { type: 'json' }
import functional from '../../codes/function.json' with { type: 'json' }
import government from '../../codes/government-economic.json' with { type: 'json' }
import revenue from '../../codes/revenue.json' with { type: 'json' }

/** The official lists: 支出功能分类, 部门预算支出经济分类, 政府预算支出经济分类, 收入分类. */
export type CodeList = 'function' | 'economic' | 'government-economic' | 'revenue'

/**
 * How far a line can be relied upon, exactly as the list states it (see `about` in each file of `codes/`): `low` is general
 * knowledge that no document has confirmed; `n/a` is no code of the list's base year.
 */
export type Confidence = 'high' | 'medium' | 'low' | 'n/a'

/**
 * A later name. It is in force from `since` at the earliest and from `by` at the latest (`by` is absent where the year is certain).
 */
export interface Rename {
  readonly since: number
  readonly by?: number | undefined
  readonly name: string
  readonly stated?: string | undefined
}

/** One line of a list, as in `codes/`. Years are inclusive; absent means that no limit is known. */
export interface CodeRow {
  readonly code: string
  readonly name: string
  readonly parent: string | null
  readonly since?: number | undefined
  readonly until?: number | undefined
  /** The source's own words where its statement of years is not exact; `since` and `until` are then the widest reading. */
  readonly stated?: string | undefined
  readonly renamed?: readonly Rename[] | undefined
  readonly aliases?: readonly string[] | undefined
  readonly confidence: Confidence
  /** 一般公共预算, 政府性基金预算, 国有资本经营预算, 社会保险基金预算; of functions only. */
  readonly budget?: string | undefined
  readonly seen?: readonly number[] | undefined
}

export interface AliasRow {
  readonly list: CodeList
  readonly code: string
  readonly name: string
  /** The last year in which this was the official name; absent for a variant met in any year. */
  readonly until?: number | undefined
  readonly note: string
}

export const CODE_ROWS: Readonly<Record<CodeList, readonly CodeRow[]>> = {
  function: functional.rows as readonly CodeRow[],
  economic: economic.rows as readonly CodeRow[],
  'government-economic': government.rows as readonly CodeRow[],
  revenue: revenue.rows as readonly CodeRow[],
}

/** The year of the book each list is based on. */
export const BASE_YEAR: Readonly<Record<CodeList, number>> = {
  function: functional.year,
  economic: economic.year,
  'government-economic': government.year,
  revenue: revenue.year,
}

export const ALIAS_ROWS = aliases.rows as readonly AliasRow[]

/** Which government economic class goes with which of departments, and how many documents print the pair. */
export const CROSSWALK_ROWS: readonly {
  readonly government: string
  readonly department: string
  readonly standard: boolean
  readonly documents: number
}[] = crosswalkFile.rows
