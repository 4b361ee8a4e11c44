import { ALIAS_ROWS, BASE_YEAR, CODE_ROWS, CROSSWALK_ROWS, type CodeList, type CodeRow, type Confidence } from './code-lists.ts'
import { classStem, normaliseName } from './names.ts'

export type { CodeList, Confidence } from './code-lists.ts'

/** A line of a list as it stands in one year. */
export interface CodeEntry {
  readonly list: CodeList
  readonly code: string
  /** The name in force in the year that was asked for. */
  readonly name: string
  readonly parent: string | null
  /** 1 for a class (类), 2 for a group (款), 3 for an item (项). */
  readonly level: number
  readonly since?: number
  readonly until?: number
  /** The source's own words where its years are not exact (`after2023`, `<=2020`, …). */
  readonly stated?: string
  readonly confidence: Confidence
  readonly budget?: string
}

/**
 * What a list says of a code in a year.
 *
 * - `known`, `renamed` (known, but under another name in other years, see `otherNames`)
 * - `not-yet`, `expired`: a code of other years
 * - `unknown`: in no year; `nearest` is its closest known ancestor, since localities add items below official groups
 *
 * No list is complete: judge an unknown code by the confidence around it, never as certainly wrong.
 */
export interface CodeState {
  readonly state: 'known' | 'renamed' | 'not-yet' | 'expired' | 'unknown'
  readonly name: string | null
  readonly otherNames: readonly { readonly name: string; readonly since: number | null; readonly until: number | null }[]
  readonly confidence: Confidence | null
  readonly since: number | null
  readonly until: number | null
  readonly stated: string | null
  readonly nearest: string | null
}

interface NameIndex {
  /** Normalised name, alias or later name → codes. Class names also without their `支出`. */
  readonly byName: ReadonlyMap<string, readonly string[]>
  readonly classByStem: ReadonlyMap<string, string>
}

const rowsByCode = new Map<CodeList, ReadonlyMap<string, CodeRow>>()
const nameIndices = new Map<CodeList, NameIndex>()

/** Built at the first question: most commands never ask for most lists. */
function rowsOf(list: CodeList): ReadonlyMap<string, CodeRow> {
  const made = rowsByCode.get(list)
  if (made !== undefined) return made
  const rows = new Map(CODE_ROWS[list].map((row) => [row.code, row]))
  rowsByCode.set(list, rows)
  return rows
}

/** Apart from the codes, since every name of a list has to be normalised for it: the desk's page has codes, and opens without. */
function namesOf(list: CodeList): NameIndex {
  const made = nameIndices.get(list)
  if (made !== undefined) return made
  const byName = new Map<string, string[]>()
  const classByStem = new Map<string, string>()
  const add = (name: string, code: string) => {
    const key = normaliseName(name)
    const codes = byName.get(key)
    if (codes === undefined) byName.set(key, [code])
    else if (!codes.includes(code)) codes.push(code)
    if (code.length === 3 && !classByStem.has(classStem(key))) classByStem.set(classStem(key), code)
  }
  for (const row of CODE_ROWS[list]) {
    add(row.name, row.code)
    for (const rename of row.renamed ?? []) add(rename.name, row.code)
    for (const alias of row.aliases ?? []) add(alias, row.code)
  }
  for (const alias of ALIAS_ROWS) if (alias.list === list) add(alias.name, alias.code)
  const index = { byName, classByStem }
  nameIndices.set(list, index)
  return index
}

/**
 * The line of a code in a year (null: whenever). Null where the list does not have the code, or not in that year: `isKnown` tells
 * the two apart.
 */
export function lookup(list: CodeList, code: string, year: number | null): CodeEntry | null {
  const row = rowsOf(list).get(code)
  if (row === undefined || !holdsIn(row, year)) return null
  return {
    list,
    code,
    name: nameIn(row, year ?? BASE_YEAR[list]),
    parent: row.parent,
    level: levelOf(code),
    confidence: row.confidence,
    ...(row.since === undefined ? {} : { since: row.since }),
    ...(row.until === undefined ? {} : { until: row.until }),
    ...(row.stated === undefined ? {} : { stated: row.stated }),
    ...(row.budget === undefined ? {} : { budget: row.budget }),
  }
}

/** The official name of a code in a year; of a code of other years, the name it had then. Null for an unknown code. */
export function nameOf(list: CodeList, code: string, year: number | null): string | null {
  const row = rowsOf(list).get(code)
  return row === undefined ? null : nameIn(row, year ?? BASE_YEAR[list])
}

/** The code one level up, by prefix (3, 5, 7, 9 digits), whether or not a list has it. Null for a class and for what is no code. */
export function parentOf(code: string): string | null {
  return code.length > 3 && code.length % 2 === 1 && /^\d+$/u.test(code) ? code.slice(0, -2) : null
}

/** What a list says of a code in a year (null: whenever). See `CodeState`. */
export function isKnown(list: CodeList, code: string, year: number | null): CodeState {
  const row = rowsOf(list).get(code)
  if (row === undefined) {
    return {
      state: 'unknown',
      name: null,
      otherNames: [],
      confidence: null,
      since: null,
      until: null,
      stated: null,
      nearest: nearestKnown(list, code, year),
    }
  }
  const name = nameIn(row, year ?? BASE_YEAR[list])
  const otherNames = namesThroughTheYears(row).filter((other) => other.name !== name)
  return {
    state: stateIn(row, year, otherNames.length > 0),
    name,
    otherNames,
    confidence: row.confidence,
    since: row.since ?? null,
    until: row.until ?? null,
    stated: row.stated ?? null,
    nearest: code,
  }
}

/**
 * The one code that a printed name denotes, or null where none does or several do (`行政运行` stands below most groups: say `under`).
 * Ordinals, white space, brackets and a class's `支出` do not matter; later and earlier names and known abbreviations are understood.
 * Codes of other years answer only where none of this year does.
 */
export function codeByName(
  list: CodeList,
  name: string,
  year: number | null,
  where: { readonly level?: number; readonly under?: string } = {},
): string | null {
  const index = namesOf(list)
  const rows = rowsOf(list)
  const key = normaliseName(name)
  const fits = (code: string) =>
    (where.level === undefined || levelOf(code) === where.level) &&
    (where.under === undefined || (code.length > where.under.length && code.startsWith(where.under)))
  const found = (index.byName.get(key) ?? []).filter(fits)
  const current = found.filter((code) => holdsIn(rows.get(code), year))
  const best = current.length > 0 ? current : found
  if (best.length === 1) return best[0] ?? null
  // A name of a class may stand for a group or an item too (其他支出 229, 22999, …): only who asks for a class gets one by its stem.
  if (best.length === 0 && (where.level ?? 1) === 1) {
    const code = index.classByStem.get(classStem(key))
    return code !== undefined && fits(code) ? code : null
  }
  return null
}

/**
 * How a printed name fits a code in a year: `same`; `alias` (a known variant or abbreviation, or a name that may already or still be
 * in force because its year is not certain); `other-year` (the right code under a name of other years); `different`. Null for an unknown code.
 */
export function nameFits(
  list: CodeList,
  code: string,
  printed: string,
  year: number | null,
): 'same' | 'alias' | 'other-year' | 'different' | null {
  const row = rowsOf(list).get(code)
  if (row === undefined) return null
  const official = nameIn(row, year ?? BASE_YEAR[list])
  // What was picked from the list stands there letter by letter: at the desk that is nearly every cell, at every keystroke.
  if (printed === official) return 'same'
  const key = normaliseName(printed)
  if (key === normaliseName(official)) return 'same'
  if (code.length === 3 && classStem(key) === classStem(normaliseName(official))) return 'same'
  const equal = (name: string) =>
    normaliseName(name) === key || (code.length === 3 && classStem(normaliseName(name)) === classStem(key))
  if (row.aliases?.some(equal)) return 'alias'
  for (const other of namesThroughTheYears(row)) {
    if (!equal(other.name)) continue
    const inForce = year === null || ((other.since ?? year) <= year && year <= (other.until ?? year))
    return inForce ? 'alias' : 'other-year'
  }
  const alias = ALIAS_ROWS.find((a) => a.list === list && a.code === code && equal(a.name))
  if (alias === undefined) return 'different'
  return alias.until === undefined || year === null || year <= alias.until ? 'alias' : 'other-year'
}

/** Whether a printed name is an official name: equal but for typography, or a variant that is known for it (in whatever list). */
export function sameName(printed: string, official: string): boolean {
  const a = normaliseName(printed)
  const b = normaliseName(official)
  if (a === b) return true
  const key = variants().get(b)
  return key?.has(a) ?? false
}

let variantsMade: Map<string, Set<string>> | null = null

/** Normalised official name → the other ways in which it is printed. */
function variants(): Map<string, Set<string>> {
  if (variantsMade !== null) return variantsMade
  const made = new Map<string, Set<string>>()
  const add = (official: string, printed: string) => {
    const key = normaliseName(official)
    const set = made.get(key) ?? new Set()
    made.set(key, set.add(normaliseName(printed)))
  }
  for (const list of Object.keys(CODE_ROWS) as CodeList[]) {
    for (const row of CODE_ROWS[list]) {
      for (const alias of row.aliases ?? []) add(row.name, alias)
      if (row.code.length !== 3) continue
      const stem = classStem(normaliseName(row.name))
      add(row.name, stem)
      add(stem, `${stem}支出`)
    }
  }
  for (const alias of ALIAS_ROWS) {
    const official = alias.until === undefined ? nameOf(alias.list, alias.code, null) : null
    if (official !== null) add(official, alias.name)
  }
  variantsMade = made
  return made
}

/** Whether a government economic class goes with one of departments: in the usual crosswalk, or at least printed so by somebody. */
export function crosswalk(government: string, department: string): 'standard' | 'seen' | null {
  const row = CROSSWALK_ROWS.find((r) => r.government === government && r.department === department)
  if (row === undefined) return null
  return row.standard ? 'standard' : 'seen'
}

function levelOf(code: string): number {
  return (code.length - 1) / 2
}

function holdsIn(row: CodeRow | undefined, year: number | null): boolean {
  if (row === undefined) return false
  return year === null || ((row.since ?? year) <= year && year <= (row.until ?? year))
}

function stateIn(row: CodeRow, year: number | null, renamed: boolean): CodeState['state'] {
  if (year !== null && row.since !== undefined && year < row.since) return 'not-yet'
  if (year !== null && row.until !== undefined && year > row.until) return 'expired'
  return renamed ? 'renamed' : 'known'
}

/** Between the earliest and the latest year of a rename the old name still counts as the name, and the new one as its alias. */
function nameIn(row: CodeRow, year: number): string {
  let name = row.name
  for (const rename of row.renamed ?? []) if ((rename.by ?? rename.since) <= year) name = rename.name
  return name
}

function namesThroughTheYears(row: CodeRow): CodeState['otherNames'] {
  if (row.renamed === undefined) return []
  const starts = row.renamed
  const names: { name: string; since: number | null; until: number | null }[] = []
  const before = (index: number) => {
    const next = starts[index]
    return next === undefined ? null : (next.by ?? next.since) - 1
  }
  names.push({ name: row.name, since: null, until: before(0) })
  starts.forEach((rename, index) => {
    names.push({ name: rename.name, since: rename.since, until: before(index + 1) })
  })
  return names
}

function nearestKnown(list: CodeList, code: string, year: number | null): string | null {
  const rows = rowsOf(list)
  for (let up = parentOf(code); up !== null; up = parentOf(up)) if (holdsIn(rows.get(up), year)) return up
  return null
}
