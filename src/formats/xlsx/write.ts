import type { WriteSheet } from 'hucre/xlsx'
import { writeXlsx as writeWorkbook } from 'hucre/xlsx'
import type { Block, Document, Table } from '../../document/document.ts'
import { layOut, rolesOf } from '../print-layout.ts'
import { printable } from '../printable.ts'
import { printOf } from '../table-print.ts'
import type { WriteOptions } from '../write-options.ts'
import { planSheets, type PlannedSheet } from './plan-sheets.ts'
import { writeReference } from './reference.ts'
import { SheetBuilder } from './sheet-builder.ts'

/** Widths in narrow characters, as Excel counts them: of a narrative sheet, of a page upright and across, of the narrowest column. */
const NARRATIVE = 90
const UPRIGHT = 92
const ACROSS = 140
const NARROWEST = 4
/** A header of more rows than this is not frozen: it would leave nothing to scroll on a small screen. */
const MOST_FROZEN = 12

/**
 * Writes a document as a workbook: a sheet for each form with its title, unit and notes, and one for the narrative. Amounts are numbers in the
 * format in which they are printed; where the document says what a figure is the sum of, it is a formula with its value stored beside it. Pages
 * print in full width with the header repeated. The same document gives the same bytes on any day.
 */
export async function writeXlsx(document: Document, options: WriteOptions): Promise<Uint8Array> {
  const sheets = planSheets(document).map((sheet) => sheetOf(sheet, options.draft === true))
  // A workbook must have a sheet.
  if (sheets.length === 0) sheets.push({ name: 'Sheet1', rows: [] })
  const date = new Date(Date.UTC(Number(/(?:19|20)\d\d/u.exec(options.title)?.[0] ?? 1980), 0, 1))
  const bytes = await writeWorkbook({
    sheets,
    defaultFont: { name: '宋体', size: 10 },
    properties: { title: printable(options.title), creator: printable(options.author), created: date, modified: date },
  })
  return bytes
}

function sheetOf({ name, blocks }: PlannedSheet, draft: boolean): WriteSheet {
  const tables = blocks.filter((block): block is Table => block.kind === 'table')
  const columns = Math.max(2, ...tables.map((table) => table.columns))
  const wide = layOut({ type: 'xlsx', blocks: tables, problems: [] }).some((run) => run.wide)
  const widths = tables.length === 0 ? [NARRATIVE / 2, NARRATIVE / 2] : columnWidths(tables, columns, wide ? ACROSS : UPRIGHT)
  const builder = new SheetBuilder(columns, widths)
  const breaks: number[] = []
  fill(builder, blocks, breaks)
  const last = writeReference(Math.max(0, builder.rows - 1), columns - 1)
  const { headEnd } = builder
  return {
    name,
    rows: Array.from({ length: builder.rows }, () => []),
    cells: builder.cells,
    merges: builder.merges,
    rowDefs: builder.rowDefs,
    columns: widths.map((width) => ({ width })),
    ...(breaks.length === 0 ? {} : { rowBreaks: breaks }),
    ...(headEnd === null || tables.length > 1 || headEnd > MOST_FROZEN ? {} : { freezePane: { rows: headEnd } }),
    pageSetup: {
      paperSize: 'a4',
      orientation: wide ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printArea: absolute('A1', last),
      ...(headEnd === null || tables.length > 1 ? {} : { printTitlesRow: `$1:$${headEnd}` }),
    },
    headerFooter: { oddFooter: '&C— &P —', ...(draft ? { oddHeader: '&C&"黑体,常规"&20草案' } : {}) },
  }
}

function fill(builder: SheetBuilder, blocks: readonly Block[], breaks: number[]): void {
  const roles = rolesOf(blocks)
  let tables = 0
  blocks.forEach((block, i) => {
    const before = blocks[i - 1]
    if (block.kind === 'paragraph') {
      // Each card prints on a page of its own, with what stands above it.
      if (before?.kind === 'table' && tables > 0 && roles[i] !== 'note') breaks.push(builder.rows - 1)
      builder.paragraph(block, roles[i] ?? 'body')
      return
    }
    if (before?.kind === 'table') builder.gap()
    builder.table(block)
    tables++
  })
}

function columnWidths(tables: readonly Table[], columns: number, total: number): number[] {
  const widest = tables.find((table) => table.columns === columns)
  if (widest === undefined) return Array.from({ length: columns }, () => total / columns)
  const print = printOf(widest)
  return print.shares.map(
    (share, i) => Math.round(Math.max(NARROWEST, share * total, longestNumber(widest, i + 1) + 1) * 10) / 10,
  )
}

/** A number that does not fit its column is shown as ####. */
function longestNumber(table: Table, column: number): number {
  const lengths = table.cells
    .filter((cell) => cell.column === column && cell.columnSpan === 1 && /^[-\d.,]+$/u.test(cell.text))
    .map((cell) => cell.text.length)
  return Math.max(0, ...lengths)
}

function absolute(from: string, to: string): string {
  return [from, to].map((reference) => reference.replace(/^([A-Z]+)(\d+)$/u, '$$$1$$$2')).join(':')
}
