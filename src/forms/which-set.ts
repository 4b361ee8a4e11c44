import { narrow } from '../budget/amount.ts'
import type { FormReading } from '../budget/reading.ts'
import type { PlaceForms, TableForm } from './form.ts'
import { labels, plainLabel } from './label.ts'
import { TABLE_SETS, type KnownTable, type TableSet } from './table-sets.ts'

/** So many of a set's tables must be printed under its titles. */
const ENOUGH = 5

/** What precedes a title: its number (预算01表, 公开01表, 表1：), the year. */
const BEFORE =
  /^(?:(?:部门)?(?:预算|公开)?\d{1,2}表[:：]?|(?:部门)?(?:预算|公开)?表?[一二三四五六七八九十\d]{1,3}[:：、]|(?:部门公开)?表\d{1,2})?(?:20\d\d年?度?)?/u
/** Remarks on its scope behind it. */
const BEHIND = /[-—]?不含上年结转|\(不含上年结转\)/gu

function plainTitle(printed: string): string {
  return plainLabel(narrow(printed)).replace(BEFORE, '').replace(BEHIND, '').replace(/\(\)$/u, '')
}

/** The set of a place whose forms are written out is what they are titled, for a department and for a unit. */
function setOf(place: PlaceForms): TableSet {
  const tables = place.forms.flatMap((form): KnownTable[] =>
    form.kind === 'table' ? [{ form: form.id, titles: titlesOf(form, place) }] : [],
  )
  return {
    id: place.id,
    name: place.name,
    stage: 'budget',
    tables: tables.filter((t) => t.form !== 'procurement' && t.form !== 'state-assets'),
  }
}

function titlesOf(form: TableForm, place: PlaceForms): readonly string[] {
  const { heading } = form
  const printed =
    heading === undefined
      ? []
      : Object.values(place.scopes ?? {}).map(({ scope, short }) =>
          heading.replace('{year}年', '').replace('{scope}', scope).replace('{scope-short}', short),
        )
  // What else is read as the same title may be another place's.
  return [...printed, ...labels(form.title).slice(0, printed.length === 0 ? undefined : 2)]
}

/**
 * Whose set of tables a document prints, by the titles of those that were read; null where it is nobody's that is known. Sets are alike,
 * so that the one with the most titles is taken, and among equals the one with the fewest tables that are not there.
 */
export function whichSet(
  forms: readonly FormReading[],
  stage: 'budget' | 'final',
  places: readonly PlaceForms[],
): TableSet | null {
  const printed = new Set(forms.map((f) => `${f.form}:${plainTitle(f.title)}`))
  let best: { set: TableSet; found: number; missing: number } | null = null
  for (const set of [...places.map(setOf), ...TABLE_SETS]) {
    if (set.stage !== stage) continue
    const found = set.tables.filter((t) => t.titles.some((title) => printed.has(`${t.form}:${plainTitle(title)}`))).length
    const missing = set.tables.length - found
    if (found < ENOUGH) continue
    if (best === null || found > best.found || (found === best.found && missing < best.missing)) best = { set, found, missing }
  }
  return best?.set ?? null
}

/** Whether a table is one that its place's set has: then it is known, though no form was written out for it. */
export function isKnownTable(set: TableSet, form: FormReading): boolean {
  return set.tables.some((t) => t.form === form.form)
}
