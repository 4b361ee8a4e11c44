import type { Draft } from '../../ledger/draft/draft.ts'
import { fieldsOf } from '../../ledger/draft/draft.ts'
import type { SheetId } from '../../ledger/judge-ledger.ts'
import type { Field } from '../../ledger/rows/fields.ts'

/** Fields whose texts run over lines: in the grid one sees how they begin, and below it they are written in full. */
const LONG: Readonly<Partial<Record<SheetId, readonly string[]>>> = {
  projects: ['purpose', 'plan', 'goals'],
  glossary: ['meaning'],
  questions: ['zh', 'en'],
  words: ['text'],
}

/** Columns that most units leave as they are, with what stands in them then: shown when something else does, or when all are asked for. */
const SELDOM_OF_LINES: Readonly<Record<string, string>> = {
  unit: '',
  flow: '本年支出',
  'government-economic': '',
  nature: '',
  origin: '本年',
  items: '',
  undecided: '',
  note: '',
}
const SELDOM: Readonly<Partial<Record<SheetId, Readonly<Record<string, string>>>>> = {
  lines: SELDOM_OF_LINES,
  'last-year': SELDOM_OF_LINES,
}

/** Sheets that are written in a form with a label for every text, and not in a grid. */
export function isFormSheet(sheet: SheetId): boolean {
  return sheet === 'basic' || sheet === 'words'
}

export function isLong(sheet: SheetId, field: string): boolean {
  return LONG[sheet]?.includes(field) === true
}

/** The columns of a sheet's grid. */
export function columnsOf(draft: Draft, sheet: SheetId, all: boolean): readonly Field[] {
  const seldom = all ? {} : (SELDOM[sheet] ?? {})
  const isUsed = (field: string, usual: string): boolean =>
    draft[sheet].some((row) => !['', usual].includes(row.texts[field] ?? ''))
  return fieldsOf(sheet).filter(({ id }) => {
    const usual = seldom[id]
    return usual === undefined || isUsed(id, usual)
  })
}
