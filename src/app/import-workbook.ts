import { z } from 'zod'
import { FEN_PER_UNIT, figureToFen, printFen, readFigure } from '../budget/amount.ts'
import type { Problem } from '../budget/finding.ts'
import { writeReference } from '../formats/xlsx/reference.ts'
import type { SheetId } from '../ledger/judge-ledger.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { readLedgerRows, writeLedgerTexts, type LedgerRows, type Texts } from '../ledger/rows/ledger-rows.ts'
import type { LedgerRead } from './ledger-files/read-ledger.ts'
import type { Row } from '../ledger/rows/row-reader.ts'
import { SHEET_FIELDS } from '../ledger/rows/fields.ts'
import { openWorkbook, sheetTexts } from './ledger-files/workbook.ts'

type TableId = Exclude<SheetId, 'basic'>

const texts = z.record(z.string(), z.string())

/**
 * How the sheets of a workbook from another system become sheets of a ledger. A plain file that people edit: docs/ledger.md explains it.
 */
export const mappingSchema = z.strictObject({
  format: z.literal('mingzhang/mapping/1'),
  sheets: z
    .array(
      z.strictObject({
        /** Name of the sheet in the workbook. */
        sheet: z.string(),
        into: z.enum(Object.keys(SHEET_FIELDS) as [TableId, ...TableId[]]),
        /** Row of the headings, from 1. */
        header: z.number().int().min(1).default(1),
        /** Unit of all amounts. */
        unit: z.enum(Object.keys(FEN_PER_UNIT) as [string, ...string[]]).default('元'),
        /** Heading → field. White space in headings does not matter. */
        columns: texts,
        /** Columns of amounts that each make a row of their own: heading → fields that it stands for. */
        amounts: z.record(z.string(), texts).default({}),
        /** Fields that are the same in every row. */
        fixed: texts.default({}),
        /** Headings of columns that are left out on purpose. */
        ignore: z.array(z.string()).default([]),
        /** Rows that have one of these texts in a cell (合计, 小计) are left out. */
        skip: z.array(z.string()).default([]),
        /** Field → word in the workbook → word of the ledger. */
        words: z.record(z.string(), texts).default({}),
      }),
    )
    .min(1),
})

export type Mapping = z.infer<typeof mappingSchema>
type SheetMapping = Mapping['sheets'][number]

/** A mapping from its JSON text. What is wrong with it is one problem each, with where. */
export function readMapping(json: string, file: string): { ok: true; mapping: Mapping } | { ok: false; problems: Problem[] } {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    return { ok: false, problems: [problemAt(file, `${file}不是正确的JSON（${why}）。`, `${file} is no valid JSON (${why}).`)] }
  }
  const parsed = mappingSchema.safeParse(value)
  if (parsed.success) return { ok: true, mapping: parsed.data }
  const problems = parsed.error.issues.map((issue) =>
    problemAt(
      file,
      `${file} ${issue.path.join('.')}：不合要求（${issue.message}）。`,
      `${file} ${issue.path.join('.')}: ${issue.message}.`,
    ),
  )
  return { ok: false, problems }
}

function problemAt(file: string, zh: string, en: string): Problem {
  return { message: { zh, en }, place: { file } }
}

/**
 * Brings the workbook of another system into a ledger: the sheets that the mapping names take the place of `base`'s, all else stays.
 * A heading that the mapping neither uses nor leaves out on purpose, and a sheet or column that it names and the workbook has not, are
 * problems; so is everything that a ledger's own reader would refuse. Places are those of the workbook.
 */
export async function importWorkbook(bytes: Uint8Array, file: string, mapping: Mapping, base: Ledger): Promise<LedgerRead> {
  const problems: Problem[] = []
  const sheets = await openWorkbook(bytes, file, problems)
  if (sheets === null) return { ok: false, problems }
  const brought = new Map<TableId, Row[]>()
  for (const one of mapping.sheets) {
    const sheet = sheets.find((s) => s.name === one.sheet)
    if (sheet === undefined) {
      const has = sheets.map((s) => s.name).join('、')
      problems.push(
        problemAt(file, `工作簿中没有“${one.sheet}”表，只有${has}。`, `There is no sheet "${one.sheet}", only ${has}.`),
      )
      continue
    }
    const rows = mappedRows(one, sheetTexts(sheet, file, problems), file, problems)
    brought.set(one.into, [...(brought.get(one.into) ?? []), ...rows])
  }
  const own = writeLedgerTexts(base)
  const kept = (id: TableId): readonly Row[] => own.sheets[id].map((row) => plainRow(row))
  const rows: LedgerRows = {
    basic: plainRow(own.basic),
    sheets: Object.fromEntries(
      (Object.keys(SHEET_FIELDS) as TableId[]).map((id) => [id, brought.get(id) ?? kept(id)]),
    ) as unknown as LedgerRows['sheets'],
  }
  const ledger = readLedgerRows(rows, problems)
  return problems.length === 0 ? { ok: true, ledger } : { ok: false, problems }
}

function plainRow(row: Texts): Row {
  return { texts: row, place: () => ({}), where: (field) => ({ zh: `原账本“${field}”`, en: `the ledger's own ${field}` }) }
}

const bare = (heading: string): string => heading.replace(/\s/gu, '')

function mappedRows(
  mapping: SheetMapping,
  cells: readonly (readonly string[])[],
  file: string,
  problems: Problem[],
): readonly Row[] {
  const at = (row: number, column: number): Row['place'] => {
    const cell = writeReference(row, column)
    return () => ({ file, sheet: mapping.sheet, row: row + 1, column: column + 1, cell })
  }
  const tell = (row: number, column: number, zh: string, en: string): void => {
    const message = {
      zh: `《${mapping.sheet}》${writeReference(row, column)}：${zh}`,
      en: `${mapping.sheet} ${writeReference(row, column)}: ${en}`,
    }
    problems.push({ message, place: at(row, column)('') })
  }
  const head = mapping.header - 1
  const headings = (cells[head] ?? []).map(bare)
  const find = (heading: string): number => {
    const column = headings.indexOf(bare(heading))
    if (column < 0) tell(head, 0, `第${head + 1}行没有表头“${heading}”。`, `row ${head + 1} has no heading "${heading}".`)
    return column
  }
  const fields = new Set(SHEET_FIELDS[mapping.into].map((f) => f.id))
  const amountFields = new Set(SHEET_FIELDS[mapping.into].filter((f) => f.amount === true).map((f) => f.id))
  const named = [
    ...Object.values(mapping.columns),
    ...Object.keys(mapping.fixed),
    ...Object.values(mapping.amounts).flatMap((a) => Object.keys(a)),
  ]
  for (const id of new Set(named))
    if (!fields.has(id))
      tell(
        head,
        0,
        `对照表中的“${id}”不是${mapping.into}的栏目。可用：${[...fields].join('、')}。`,
        `"${id}" is no field of ${mapping.into}.`,
      )
  const columns = Object.entries(mapping.columns).map(([heading, id]) => ({ id, column: find(heading) }))
  const amounts = Object.entries(mapping.amounts).map(([heading, fixed]) => ({ column: find(heading), fixed }))
  const used = new Set([...Object.keys(mapping.columns), ...Object.keys(mapping.amounts), ...mapping.ignore].map(bare))
  headings.forEach((heading, column) => {
    if (heading !== '' && !used.has(heading))
      tell(
        head,
        column,
        `对照表没有提到“${heading}”这一列。请写进columns、amounts或ignore。`,
        `the mapping does not mention "${heading}": put it into columns, amounts or ignore.`,
      )
  })
  const yuan = (text: string): string => {
    const figure = readFigure(text)
    const fen = figure.state === 'number' ? figureToFen(figure, FEN_PER_UNIT[mapping.unit] ?? 100) : null
    return fen === null ? text : printFen(fen, 100, 2)
  }
  return cells.slice(head + 1).flatMap((row, index): readonly Row[] => {
    if (row.every((cell) => cell.trim() === '')) return []
    if (row.some((cell) => mapping.skip.includes(bare(cell)))) return []
    const own = Object.fromEntries(columns.map(({ id, column }) => [id, translated(mapping, id, row[column] ?? '')]))
    const line = head + 1 + index
    const rowOf = (said: Texts, amountColumn: number | null): Row => ({
      texts: Object.fromEntries(Object.entries(said).map(([id, text]) => [id, amountFields.has(id) ? yuan(text) : text])),
      place: (id) => at(line, columnOf(id, amountColumn))(id),
      where: (id) => {
        const cell = writeReference(line, columnOf(id, amountColumn))
        return { zh: `《${mapping.sheet}》${cell}（${id}）`, en: `${mapping.sheet} ${cell} (${id})` }
      },
    })
    const columnOf = (id: string, amountColumn: number | null): number =>
      id === 'amount' && amountColumn !== null ? amountColumn : Math.max(0, columns.find((c) => c.id === id)?.column ?? 0)
    const all = { ...mapping.fixed, ...own }
    if (amounts.length === 0) return [rowOf(all, null)]
    return amounts.flatMap(({ column, fixed }) => {
      const figure = row[column] ?? ''
      const state = readFigure(figure)
      const nothing = state.state === 'blank' || (state.state === 'number' && state.digits === 0)
      return nothing ? [] : [rowOf({ ...all, ...fixed, amount: figure }, column)]
    })
  })
}

function translated(mapping: SheetMapping, field: string, text: string): string {
  return mapping.words[field]?.[text.trim()] ?? text
}
