import type { Draft } from '../../ledger/draft/draft.ts'
import type { Field } from '../../ledger/rows/fields.ts'
import type { ChoicesAnswer } from './desk-answers.ts'
import type { Choice } from './find-choice.ts'

/**
 * The choices of a field: codes and words from the server's lists, units as they stand in the draft, projects too and those of the library. Names whose
 * reading is not known yet are found by what is written.
 */
export function choicesIn(
  field: Field,
  draft: Draft,
  lists: ChoicesAnswer,
  library: readonly string[],
  readings: ReadonlyMap<string, Choice>,
): readonly Choice[] {
  if (field.choices === undefined) return []
  const read = (name: string): Choice => readings.get(name) ?? { value: name, name, pinyin: '', full: '' }
  if (field.choices === 'unit') return unitsIn(draft).map(read)
  if (field.choices === 'project') return projectsIn(draft, library).map(read)
  return lists[field.choices] ?? []
}

/** Names whose reading is asked for at once, and characters of one: what is more, or longer, is found by what is written. */
export const MOST_NAMES = 2000
export const MOST_NAME = 500

/** The names of the draft's own that pickers find by their reading. */
export function namesIn(draft: Draft, library: readonly string[]): readonly string[] {
  const names = new Set([...unitsIn(draft), ...projectsIn(draft, library)])
  return [...names].filter(({ length }) => length <= MOST_NAME).slice(0, MOST_NAMES)
}

function unitsIn(draft: Draft): readonly string[] {
  return written(draft.units.map(({ texts }) => texts['name'] ?? ''))
}

function projectsIn(draft: Draft, library: readonly string[]): readonly string[] {
  return written([...draft.projects.map(({ texts }) => texts['name'] ?? ''), ...library])
}

/** Each name once, without blanks. */
function written(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name) => name.trim() !== ''))]
}
