import type { DocumentBuilder } from '../document-builder.ts'
import type { RawCell } from '../grid.ts'
import { clean } from '../clean.ts'
import { segment } from '../xlsx/segment.ts'
import { visibleRows } from '../xlsx/visible-rows.ts'
import type { Merge, SheetCell } from '../xlsx/worksheet.ts'
import type { TableCollector } from './table-collector.ts'

/** How the pages begin that Excel and WPS make of a sheet. */
const SHEET = /urn:schemas-microsoft-com:office:excel|content=["']?(?:Microsoft Excel|Excel\.Sheet|WPS 表格|ET\.)/iu
const OFFICE = /<meta name="generator" content="(?:LibreOffice|OpenOffice)/iu
const HEAD = 8192

/** Whether a spreadsheet made the page: then one table holds a whole sheet, titles and blank rows included. */
export function isSheetPage(page: string): boolean {
  const head = page.slice(0, HEAD)
  // LibreOffice names itself alike for texts and sheets, but only cells of a sheet have values or line up at their bottom.
  return SHEET.test(head) || (OFFICE.test(head) && /<td[^>]*\s(?:sdval=|sdnum=|valign=bottom)/iu.test(page))
}

/** The classes of the page's style sheet that draw a line at the left or right of a cell. */
export function boxedClasses(page: string): ReadonlySet<string> {
  const boxed = new Set<string>()
  const styles = /<style[^>]*>([\s\S]*?)<\/style>/iu.exec(page)?.[1] ?? ''
  for (const [, name = '', rules = ''] of styles.matchAll(/\.([\w-]+)\s*\{([^{}]*)\}/gu)) if (drawsBox(rules)) boxed.add(name)
  return boxed
}

/** Whether these rules draw a line at the left or right. */
export function drawsBox(rules: string): boolean {
  for (const [, value = ''] of rules.matchAll(/border(?:-left|-right)?\s*:\s*([^;}]*)/giu)) {
    if (!/^\s*(?:none|0(?:px|pt)?\b|hidden)/iu.test(value)) return true
  }
  return false
}

/** Divides a table that holds a whole sheet into the paragraphs and tables that a reader sees in it. */
export function addSheetTable(builder: DocumentBuilder, table: TableCollector): void {
  const cells: SheetCell[] = []
  const merges: Merge[] = []
  for (const { row, column, rowSpan, columnSpan, text } of table.cells) {
    if (rowSpan > 1 || columnSpan > 1) merges.push({ row, column, endRow: row + rowSpan, endColumn: column + columnSpan })
    const words = clean(text)
    if (words !== '') cells.push({ row, column, text: words })
  }
  const none: ReadonlySet<number> = new Set()
  const sheet = visibleRows({ cells, merges, boxedRows: table.boxedRows, hiddenRows: none, hiddenColumns: none, dropped: 0 })
  for (const part of segment(sheet.rows)) {
    if (part.kind === 'paragraph') builder.paragraph(part.cell.text)
    else
      builder.table(
        part.cells.map((cell): RawCell => ({ ...cell })),
        {},
        { gapsAreFaults: false, blankRows: part.blankRows },
      )
  }
}
