import { attributeOf } from '../container/xml.ts'
import type { XmlListener } from '../container/xml.ts'
import type { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { addSheet, reportHiddenSheet } from '../xlsx/add-sheet.ts'
import { MAX_COLUMNS, MAX_ROWS } from '../xlsx/reference.ts'
import type { Merge, Sheet, SheetCell } from '../xlsx/worksheet.ts'
import type { StyleCollector } from './styles.ts'

type Attributes = Readonly<Record<string, string>>

/** A stretch of columns with one style and visibility. */
interface Columns {
  readonly from: number
  readonly to: number
  readonly hidden: boolean
  readonly style: string | undefined
}

const SKIPPED: ReadonlySet<string> = new Set([
  'tracked-changes',
  'annotation',
  'shapes',
  'forms',
  'frame',
  'detective',
  'ruby-text',
  'dde-links',
])
const MAX_SPACES = 1000

/** Hears `office:spreadsheet`. Its cells carry the text that is printed, so that number formats need not be understood. */
export class SheetListener implements XmlListener {
  readonly #sheets: { readonly name: string; readonly hidden: boolean; readonly stored: Sheet }[] = []
  readonly #styles: StyleCollector
  readonly #limits: Limits
  #skip = 0
  #sheet: OpenSheet | null = null

  constructor(styles: StyleCollector, limits: Limits) {
    this.#styles = styles
    this.#limits = limits
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skip > 0 || SKIPPED.has(name)) this.#skip++
    else if (name === 'table') {
      const hidden = this.#styles.get('table', attributeOf(attributes, 'table', 'style-name')).hidden
      this.#sheet ??= new OpenSheet(attributeOf(attributes, 'table', 'name') ?? '', hidden, this.#styles, this.#limits)
    } else this.#sheet?.open(name, attributes)
  }

  close(name: string): void {
    if (this.#skip > 0) {
      this.#skip--
      return
    }
    if (name !== 'table') this.#sheet?.close(name)
    else if (this.#sheet !== null) {
      this.#sheets.push({ name: this.#sheet.name, hidden: this.#sheet.hidden, stored: this.#sheet.finish() })
      this.#sheet = null
    }
  }

  text(text: string): void {
    if (this.#skip === 0) this.#sheet?.append(text.replace(/[\t\n\r ]+/gu, ' '))
  }

  /** Hands the sheets to the builder. */
  finish(builder: DocumentBuilder): void {
    const shown = this.#sheets.filter((sheet) => !sheet.hidden)
    for (const { name, hidden } of this.#sheets) if (hidden) reportHiddenSheet(builder, name)
    for (const { name, stored } of shown) addSheet(builder, name, stored, shown.length > 1, this.#limits)
  }
}

class OpenSheet {
  readonly name: string
  readonly hidden: boolean
  readonly #styles: StyleCollector
  readonly #limits: Limits
  readonly #cells: SheetCell[] = []
  readonly #merges: Merge[] = []
  readonly #boxedRows = new Set<number>()
  readonly #hiddenRows = new Set<number>()
  readonly #columns: Columns[] = []
  #dropped = 0
  #row = 0
  #column = 0
  #rowRepeat = 1
  #rowStyle: string | undefined
  #rowBoxed = false
  #rowCells: { readonly column: number; readonly text: string }[] = []
  #cell: { readonly attributes: Attributes; readonly lines: string[] } | null = null
  #line: string | null = null

  constructor(name: string, hidden: boolean, styles: StyleCollector, limits: Limits) {
    this.name = name
    this.hidden = hidden
    this.#styles = styles
    this.#limits = limits
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'table-column') {
      const from = this.#columns.at(-1)?.to ?? 0
      const to = Math.min(MAX_COLUMNS, from + count(attributes, 'number-columns-repeated'))
      const style = attributeOf(attributes, 'table', 'default-cell-style-name')
      this.#columns.push({ from, to, hidden: isHidden(attributes), style })
    } else if (name === 'table-row') {
      this.#rowRepeat = Math.min(MAX_ROWS - this.#row, count(attributes, 'number-rows-repeated'))
      this.#rowStyle = attributeOf(attributes, 'table', 'default-cell-style-name')
      this.#column = 0
      this.#rowBoxed = false
      this.#rowCells = []
      const last = Math.min(this.#row + this.#rowRepeat, this.#row + this.#limits.cells)
      if (isHidden(attributes)) for (let r = this.#row; r < last; r++) this.#hiddenRows.add(r)
    } else if (name === 'table-cell' || name === 'covered-table-cell') this.#cell = { attributes, lines: [] }
    else if (name === 'p' && this.#cell !== null) this.#line = ''
    else if (name === 's')
      this.append(' '.repeat(Math.min(MAX_SPACES, Math.max(1, Number(attributeOf(attributes, 'text', 'c')) || 1))))
    else if (name === 'tab') this.append('\t')
    else if (name === 'line-break') this.append('\n')
  }

  append(text: string): void {
    if (this.#line !== null) this.#line += text
  }

  close(name: string): void {
    if (name === 'p' && this.#line !== null) {
      this.#cell?.lines.push(this.#line)
      this.#line = null
    } else if (name === 'table-cell' || name === 'covered-table-cell') this.#endCell()
    else if (name === 'table-row') this.#endRow()
  }

  finish(): Sheet {
    const hiddenColumns = new Set<number>()
    for (const { from, to, hidden } of this.#columns) if (hidden) for (let c = from; c < to; c++) hiddenColumns.add(c)
    return {
      cells: this.#cells,
      merges: this.#merges,
      boxedRows: this.#boxedRows,
      hiddenRows: this.#hiddenRows,
      hiddenColumns,
      dropped: this.#dropped,
    }
  }

  #endCell(): void {
    const cell = this.#cell
    this.#cell = null
    if (cell === null) return
    const repeat = Math.min(MAX_COLUMNS - this.#column, count(cell.attributes, 'number-columns-repeated'))
    const text = cell.lines.length > 0 ? cell.lines.join('\n') : storedText(cell.attributes)
    const style =
      attributeOf(cell.attributes, 'table', 'style-name') ??
      this.#rowStyle ??
      this.#columns.find(({ from, to }) => from <= this.#column && this.#column < to)?.style
    if (this.#styles.get('table-cell', style).boxed) this.#rowBoxed = true
    const wide = count(cell.attributes, 'number-columns-spanned')
    const high = count(cell.attributes, 'number-rows-spanned')
    if ((wide > 1 || high > 1) && this.#merges.length < this.#limits.cells) {
      const { row, column } = { row: this.#row, column: this.#column }
      this.#merges.push({ row, column, endRow: Math.min(MAX_ROWS, row + high), endColumn: Math.min(MAX_COLUMNS, column + wide) })
    }
    if (text !== '') for (let i = 0; i < repeat; i++) this.#rowCells.push({ column: this.#column + i, text })
    this.#column += repeat
  }

  #endRow(): void {
    // Rows repeated to the end of the sheet are blank; others are printed as often as they say, within the limit.
    const times = this.#rowCells.length > 0 || this.#rowBoxed ? this.#rowRepeat : 0
    for (let i = 0; i < times; i++) {
      if (this.#cells.length + this.#rowCells.length > this.#limits.cells || i >= this.#limits.cells) {
        this.#dropped += (this.#rowRepeat - i) * this.#rowCells.length
        break
      }
      const row = this.#row + i
      if (this.#rowBoxed) this.#boxedRows.add(row)
      for (const { column, text } of this.#rowCells) this.#cells.push({ row, column, text })
    }
    this.#row = Math.min(MAX_ROWS, this.#row + this.#rowRepeat)
    this.#rowRepeat = 1
  }
}

/** A value without a text of its own: programs that write sheets leave the printing to the reader. */
function storedText(attributes: Attributes): string {
  return (
    attributeOf(attributes, 'office', 'string-value') ??
    attributeOf(attributes, 'office', 'value') ??
    attributeOf(attributes, 'office', 'date-value') ??
    ''
  )
}

function isHidden(attributes: Attributes): boolean {
  return (attributeOf(attributes, 'table', 'visibility') ?? 'visible') !== 'visible'
}

function count(attributes: Attributes, name: string): number {
  const number = Number(attributeOf(attributes, 'table', name) ?? 1)
  return Number.isFinite(number) && number >= 1 ? Math.floor(number) : 1
}
