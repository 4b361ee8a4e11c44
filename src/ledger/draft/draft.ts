import type { Problem, Words } from '../../budget/finding.ts'
import { SHEET_NAMES, SHEETS, type SheetId } from '../judge-ledger.ts'
import type { Ledger } from '../ledger.ts'
import { BASIC_FIELDS, type Field, SHEET_FIELDS } from '../rows/fields.ts'
import { readLedgerRows, type Texts, writeLedgerTexts } from '../rows/ledger-rows.ts'
import type { Row } from '../rows/row-reader.ts'

/**
 * A budget while people write it: the texts of the ledger's sheets, as they were typed. What cannot be read yet is kept as it stands and told as a problem
 * with its cell; nothing that was typed is lost. Every row has a name of its own, so that two people can write in one sheet.
 */
export type Draft = Readonly<Record<SheetId, readonly DraftRow[]>>

export interface DraftRow {
  /** Name of the row: never given to another one. */
  readonly id: string
  /** Rows stand in the order of this number; one that is put between two others takes one between theirs. */
  readonly at: number
  /** Texts by the ids of the sheet's fields; a field that is not there is blank. */
  readonly texts: Texts
}

/** 基本信息 is one row with this name. */
export const BASIC_ROW = 'basic'

export const SHEET_IDS = Object.keys(SHEETS) as readonly SheetId[]

/** The fields of a sheet, in the order of its columns. */
export function fieldsOf(sheet: SheetId): readonly Field[] {
  return sheet === 'basic' ? BASIC_FIELDS : SHEET_FIELDS[sheet]
}

/** What a field of a sheet is called for people; one that there is none of by its id. */
export function fieldName(sheet: SheetId, field: string): Words {
  return fieldsOf(sheet).find(({ id }) => id === field)?.name ?? { zh: field, en: field }
}

/** A ledger as a draft. Rows are named by their sheet's order: the same ledger gives the same draft. */
export function draftOf(ledger: Ledger): Draft {
  const texts = writeLedgerTexts(ledger)
  return sheetwise((sheet) =>
    sheet === 'basic'
      ? [{ id: BASIC_ROW, at: 1, texts: withoutBlanks(texts.basic, sheet) }]
      : texts.sheets[sheet].map((row, i) => ({ id: `r${i + 1}`, at: i + 1, texts: withoutBlanks(row, sheet) })),
  )
}

/** What a draft says, as far as it can be read. */
export interface DraftRead {
  readonly ledger: Ledger
  /** What cannot be read, cell by cell: the ledger has a blank there. */
  readonly problems: readonly DraftProblem[]
}

export interface DraftProblem {
  readonly message: Words
  readonly sheet: SheetId
  readonly row: string
  readonly field: string
}

/** Reads a draft. Blank rows (nothing typed in any field) are passed over. */
export function readDraft(draft: Draft): DraftRead {
  const problems: Problem[] = []
  const cells: { sheet: SheetId; row: string; field: string }[] = []
  const rowOf = (sheet: SheetId, row: DraftRow, n: number): Row => ({
    texts: row.texts,
    place: (field) => {
      cells.push({ sheet, row: row.id, field })
      return { sheet: SHEETS[sheet], row: n }
    },
    where: (field) => {
      const name = fieldName(sheet, field)
      return { zh: `《${SHEETS[sheet]}》第${n}行“${name.zh}”`, en: `${SHEET_NAMES[sheet].en}, row ${n}, ${name.en}` }
    },
  })
  const rows = sheetwise((sheet) => rowsRead(draft, sheet).map((row, i) => rowOf(sheet, row, i + 2)))
  const { basic, ...sheets } = rows
  const ledger = readLedgerRows({ basic: basic[0] ?? rowOf('basic', { id: BASIC_ROW, at: 1, texts: {} }, 2), sheets }, problems)
  return {
    ledger,
    problems: problems.flatMap(({ message }, i) => {
      const cell = cells[i]
      return cell === undefined ? [] : [{ message, ...cell }]
    }),
  }
}

/** The rows of a sheet that are read, in their order: the n-th of them is the n-th of the ledger's. */
export function rowsRead(draft: Draft, sheet: SheetId): readonly DraftRow[] {
  return draft[sheet].filter((row) => sheet === 'basic' || hasContent(sheet, row))
}

/** Whether something is typed in a row, beside remarks that the program puts there. */
export function hasContent(sheet: SheetId, row: DraftRow): boolean {
  // A topic of the narrative stands in its row before anything is written about it.
  const titled = sheet === 'words' ? 'topic' : null
  return fieldsOf(sheet).some(({ id, remark }) => remark !== true && id !== titled && (row.texts[id] ?? '').trim() !== '')
}

/** A value for every sheet. */
export function sheetwise<T>(make: (sheet: SheetId) => T): Record<SheetId, T> {
  return Object.fromEntries(SHEET_IDS.map((sheet) => [sheet, make(sheet)])) as Record<SheetId, T>
}

function withoutBlanks(texts: Texts, sheet: SheetId): Texts {
  const remarks = new Set(fieldsOf(sheet).flatMap(({ id, remark }) => (remark === true ? [id] : [])))
  return Object.fromEntries(Object.entries(texts).filter(([field, text]) => text !== '' && !remarks.has(field)))
}
