import { unzipSync, zipSync } from 'fflate'
import { readXlsx, writeXlsx, type Cell, type CellValue, type DataValidation, type Sheet, type WriteSheet } from 'hucre'
import type { Problem } from '../../budget/finding.ts'
import { writeReference } from '../../formats/xlsx/reference.ts'
import { SHEETS, type SheetId } from '../../ledger/judge-ledger.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { CODE_SHEET, codeColumns, type CodeColumn } from '../../ledger/rows/choices.ts'
import { writeLedgerTexts, type LedgerRows, type Texts } from '../../ledger/rows/ledger-rows.ts'
import type { Row } from '../../ledger/rows/row-reader.ts'
import { BASIC_FIELDS, SHEET_FIELDS, type Field } from '../../ledger/rows/fields.ts'
import { tableRows } from './table-rows.ts'

/** A year in which nothing happens: bytes must not tell when they were written. */
const STILL = new Date(Date.UTC(2000, 0, 1))
/** Rows that have drop-downs, beyond those that are filled. */
const SPARE_ROWS = 500
const HEAD_STYLE = { font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DDE7F0' } } } as const
const WRAP = { alignment: { wrapText: true, vertical: 'top' } } as const
/** Beyond 15 digits a spreadsheet's number is no longer what was typed. */
const LONGEST_NUMBER = 15

const PAGE = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  printTitlesRow: '$1:$1',
} as const

type TableId = Exclude<SheetId, 'basic'>
const TABLES = Object.keys(SHEET_FIELDS) as TableId[]

/** The ledger as a workbook: a sheet for each part, headings that explain themselves, drop-downs for codes and names. The same ledger gives the same bytes. */
export async function writeWorkbook(ledger: Ledger): Promise<Uint8Array> {
  const { basic, sheets } = writeLedgerTexts(ledger)
  const codes = codeColumns(ledger.year)
  const written = await writeXlsx({
    sheets: [basicSheet(basic), ...TABLES.map((id) => tableSheet(id, sheets[id], codes)), codesSheet(codes)],
    properties: { created: STILL, modified: STILL, creator: 'mingzhang' },
  })
  const entries = Object.entries(unzipSync(written)).map(([name, bytes]): [string, Uint8Array] => [name, bytes])
  return zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1), level: 6 })
}

function basicSheet(texts: Texts): WriteSheet {
  return {
    name: SHEETS.basic,
    columns: [{ width: 18 }, { width: 40 }, { width: 60 }],
    rows: [['项目', '内容', '说明'], ...BASIC_FIELDS.map((f) => [f.header, texts[f.id] ?? '', f.about.zh])],
    cells: new Map([0, 1, 2].map((column) => [`0,${column}`, { style: HEAD_STYLE }])),
    freezePane: { rows: 1 },
    pageSetup: PAGE,
  }
}

function tableSheet(id: TableId, rows: readonly Texts[], codes: readonly CodeColumn[]): WriteSheet {
  const fields = SHEET_FIELDS[id]
  const cells = new Map<string, Partial<Cell>>()
  fields.forEach((f, column) => {
    cells.set(`0,${column}`, { style: HEAD_STYLE, comment: { author: '明账', text: `${f.about.zh}\n${f.about.en}` } })
    rows.forEach((_, row) => {
      if (f.amount !== true) cells.set(`${row + 1},${column}`, { style: WRAP })
    })
  })
  const last = rows.length + 1 + SPARE_ROWS
  return {
    name: SHEETS[id],
    columns: fields.map((f) => ({ width: f.width, ...(f.amount === true ? { numFmt: '#,##0.00' } : {}) })),
    rows: [fields.map((f) => f.header), ...rows.map((own) => fields.map((f) => cellOf(f, own[f.id] ?? '')))],
    cells,
    freezePane: { rows: 1 },
    pageSetup: PAGE,
    dataValidations: fields.flatMap((f, column) => validationOf(f, column, last, codes)),
  }
}

function cellOf(field: Field, text: string): CellValue {
  if (text === '') return null
  return field.amount === true && text.replace(/\D/gu, '').length <= LONGEST_NUMBER ? Number(text) : text
}

function validationOf(field: Field, column: number, last: number, codes: readonly CodeColumn[]): readonly DataValidation[] {
  if (field.choices === undefined) return []
  const from = sourceOf(field.choices, codes)
  if (from === null) return []
  const letter = writeReference(0, column).replace(/\d+$/u, '')
  return [
    {
      type: 'list',
      range: `${letter}2:${letter}${last}`,
      formula1: from,
      allowBlank: true,
      showErrorMessage: true,
      // A code of the place's own, or several words in one cell, may be right though no list has it.
      errorStyle: 'warning',
      errorTitle: field.header,
      errorMessage: '清单中没有这一项。确认无误可以继续。 Not in the list; go on if it is right.',
    },
  ]
}

function sourceOf(choices: string, codes: readonly CodeColumn[]): string | null {
  if (choices === 'unit') return `'${SHEETS.units}'!$B$2:$B$${SPARE_ROWS}`
  if (choices === 'project') return `'${SHEETS.projects}'!$B$2:$B$${SPARE_ROWS}`
  const at = codes.findIndex((c) => c.id === choices)
  const column = codes[at]
  if (column === undefined) return null
  const letter = writeReference(0, at).replace(/\d+$/u, '')
  return `'${CODE_SHEET}'!$${letter}$2:$${letter}$${column.values.length + 1}`
}

function codesSheet(codes: readonly CodeColumn[]): WriteSheet {
  const longest = Math.max(...codes.map((c) => c.values.length))
  return {
    name: CODE_SHEET,
    hidden: true,
    columns: codes.map(() => ({ width: 36 })),
    rows: [codes.map((c) => c.header), ...Array.from({ length: longest }, (_, i) => codes.map((c) => c.values[i] ?? null))],
  }
}

/** Rows of a workbook. Sheets that no ledger has are problems, except the hidden list of codes. Null where it cannot be opened. */
export async function readWorkbookRows(bytes: Uint8Array, file: string, problems: Problem[]): Promise<LedgerRows | null> {
  const sheets = await openWorkbook(bytes, file, problems)
  if (sheets === null) return null
  const names = new Set<string>([...Object.values(SHEETS), CODE_SHEET])
  for (const sheet of sheets)
    if (!names.has(sheet.name) && sheet.rows.some((row) => row.some((cell) => cell !== null && cell !== '')))
      problems.push({
        message: {
          zh: `不认识工作表“${sheet.name}”，其中的内容不会被采用。请删去，或把内容移到账本的工作表中。`,
          en: `Sheet "${sheet.name}" is none of a ledger's. Delete it or move what it has.`,
        },
        place: { file, sheet: sheet.name },
      })
  const missing = (name: string): void => {
    const message = { zh: `缺少工作表“${name}”。`, en: `The sheet "${name}" is missing.` }
    problems.push({ message, place: { file } })
  }
  const textsOf = (id: SheetId): readonly (readonly string[])[] | null => {
    const sheet = sheets.find((s) => s.name === SHEETS[id])
    return sheet === undefined ? null : sheetTexts(sheet, file, problems)
  }
  const basic = textsOf('basic')
  if (basic === null) missing(SHEETS.basic)
  const rowsOf = (id: TableId): readonly Row[] => {
    const texts = textsOf(id)
    if (texts === null && id === 'lines') missing(SHEETS.lines)
    const sheet = SHEETS[id]
    return tableRows(SHEET_FIELDS[id], texts ?? emptyTable(id), problems, {
      place: (row, column) => ({ file, sheet, row: row + 1, column: column + 1, cell: writeReference(row, column) }),
      where: (row, header, column) => ({
        zh: `《${sheet}》第${row + 1}行“${header}”（${writeReference(row, column)}）`,
        en: `${sheet}, row ${row + 1}, ${header} (${writeReference(row, column)})`,
      }),
      table: { zh: `《${sheet}》`, en: sheet },
    })
  }
  const tables = TABLES.map((id) => [id, rowsOf(id)] as const)
  return {
    basic: basicRow(basic ?? [], file, problems),
    sheets: Object.fromEntries(tables) as unknown as Record<TableId, readonly Row[]>,
  }
}

function emptyTable(id: TableId): readonly (readonly string[])[] {
  return [SHEET_FIELDS[id].map((f) => f.header)]
}

/** Opens a workbook; what is none is one problem. */
export async function openWorkbook(bytes: Uint8Array, file: string, problems: Problem[]): Promise<readonly Sheet[] | null> {
  try {
    return (await readXlsx(bytes)).sheets
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    problems.push({
      message: {
        zh: `${file}不能作为Excel工作簿（xlsx）打开（${why}）。请用电子表格软件另存为xlsx再试。`,
        en: `${file} cannot be opened as a workbook (${why}). Save it anew as xlsx.`,
      },
      place: { file },
    })
    return null
  }
}

/** The cells of a sheet as texts. A number is what a spreadsheet shows of it: 15 digits. A formula that was never computed is a problem. */
export function sheetTexts(sheet: Sheet, file: string, problems: Problem[]): readonly (readonly string[])[] {
  return sheet.rows.map((row, r) =>
    row.map((value, c) => {
      const cell = sheet.cells?.get(`${r},${c}`)
      if (cell?.formula !== undefined && (value === null || value === ''))
        problems.push({
          message: {
            zh: `《${sheet.name}》${writeReference(r, c)}是没有算出结果的公式。请在电子表格软件中打开、重算并保存，或改成数。`,
            en: `${sheet.name} ${writeReference(r, c)} is a formula without its result. Recalculate and save, or type the value.`,
          },
          place: { file, sheet: sheet.name, cell: writeReference(r, c), row: r + 1, column: c + 1 },
        })
      return textOfCell(value)
    }),
  )
}

function textOfCell(value: CellValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return decimal(Number(value.toPrecision(LONGEST_NUMBER)))
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return String(value)
}

/** A number without an exponent, where it has fewer than 16 digits before the point. */
function decimal(value: number): string {
  const text = String(value)
  return /e/u.test(text) && Math.abs(value) < 1 ? value.toFixed(20).replace(/0+$/u, '').replace(/\.$/u, '') : text
}

function basicRow(cells: readonly (readonly string[])[], file: string, problems: Problem[]): Row {
  const at = new Map<string, number>()
  const texts: Record<string, string> = {}
  cells.slice(1).forEach((row, index) => {
    const name = (row[0] ?? '').trim()
    if (name === '' && row.every((cell) => cell.trim() === '')) return
    const field = BASIC_FIELDS.find((f) => f.header === name || f.id === name)
    if (field === undefined || at.has(field.id)) {
      const message = {
        zh: `《${SHEETS.basic}》第${index + 2}行：${field === undefined ? '不认识' : '重复的'}项目“${name}”。`,
        en: `${SHEETS.basic}, row ${index + 2}: ${field === undefined ? 'unknown' : 'repeated'} "${name}".`,
      }
      problems.push({
        message,
        place: { file, sheet: SHEETS.basic, row: index + 2, column: 1, cell: writeReference(index + 1, 0) },
      })
      return
    }
    at.set(field.id, index + 1)
    texts[field.id] = row[1] ?? ''
  })
  const cell = (id: string): string => writeReference(at.get(id) ?? 0, 1)
  return {
    texts,
    place: (id) => ({ file, sheet: SHEETS.basic, row: (at.get(id) ?? 0) + 1, column: 2, cell: cell(id) }),
    where: (id) => {
      const header = BASIC_FIELDS.find((f) => f.id === id)?.header ?? id
      return { zh: `《${SHEETS.basic}》“${header}”（${cell(id)}）`, en: `${SHEETS.basic}, ${header} (${cell(id)})` }
    },
  }
}
