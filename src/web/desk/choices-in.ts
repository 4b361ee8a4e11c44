import type { Draft } from '../../ledger/draft/draft.ts'
import type { Field } from '../../ledger/rows/fields.ts'
import type { ChoicesAnswer } from './desk-answers.ts'
import type { Choice } from './find-choice.ts'

/** The choices of a field: codes and words from the server's lists, units as they stand in the draft, projects too and those of the library. */
export function choicesIn(field: Field, draft: Draft, lists: ChoicesAnswer, library: readonly string[]): readonly Choice[] {
  if (field.choices === undefined) return []
  if (field.choices === 'unit') return named(draft.units.map(({ texts }) => texts['name'] ?? ''))
  if (field.choices === 'project')
    return named([...new Set([...draft.projects.map(({ texts }) => texts['name'] ?? ''), ...library])])
  return lists[field.choices] ?? []
}

/** Names of the draft's own: without pinyin, which needs a dictionary that stays with the server. */
function named(names: readonly string[]): readonly Choice[] {
  return names.filter((name) => name.trim() !== '').map((name) => ({ value: name, name, pinyin: '', full: '' }))
}
