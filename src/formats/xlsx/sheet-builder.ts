import type { Cell as HucreCell, CellStyle, MergeRange, WriteSheet } from 'hucre/xlsx'
import type { Cell, Paragraph, Table } from '../../document/document.ts'
import { printable } from '../printable.ts'
import { printOf, widthOf, type CellKind, type TablePrint } from '../table-print.ts'
import { numberOf, type CellNumber } from './cell-number.ts'
import { sumFormula } from './sum-formula.ts'

const LINE = { style: 'thin' } as const
const BORDER = { top: LINE, right: LINE, bottom: LINE, left: LINE }
const SONG = '宋体'
/** Height of one line of text in points, and the most that Excel allows for a row. */
const LINE_HEIGHT = 14
const HIGHEST_ROW = 409
/** A cell that Excel stores is at most this long. */
const LONGEST_TEXT = 32_767

/** The look of a paragraph by its role. */
const FONTS = {
  title: { name: SONG, size: 16, bold: true },
  heading: { name: '黑体', size: 12 },
  'table-title': { name: SONG, size: 14, bold: true },
  'table-unit': { name: SONG, size: 9 },
  note: { name: SONG, size: 9 },
  body: { name: SONG, size: 11 },
} as const

const ALIGNED = {
  title: 'center',
  heading: 'left',
  'table-title': 'center',
  'table-unit': 'right',
  note: 'left',
  body: 'left',
} as const

/** Fills one sheet from above. Rows and columns count from 0, as in the file. */
export class SheetBuilder {
  readonly cells = new Map<string, Partial<HucreCell>>()
  readonly merges: MergeRange[] = []
  readonly rowDefs = new Map() as NonNullable<WriteSheet['rowDefs']>
  readonly #columns: number
  /** Widths of the columns in characters of the narrow kind, as Excel counts them. */
  readonly #widths: readonly number[]
  #row = 0
  #headEnd: number | null = null

  constructor(columns: number, widths: readonly number[]) {
    this.#columns = columns
    this.#widths = widths
  }

  /** Rows filled so far. */
  get rows(): number {
    return this.#row
  }

  /** The first row below the header of the first table; null without one. */
  get headEnd(): number | null {
    return this.#headEnd
  }

  /** A row that shows nothing: it parts two tables. */
  gap(): void {
    this.#row++
  }

  /** A paragraph over the whole width. */
  paragraph(paragraph: Paragraph, role: keyof typeof FONTS): void {
    const font = FONTS[role]
    this.#text(this.#row, 0, paragraph.text, {
      font,
      alignment: { horizontal: ALIGNED[role], vertical: 'center', wrapText: true },
    })
    this.#merge(this.#row, 0, 1, this.#columns)
    const lines = linesOf(paragraph.text, this.#width(0, this.#columns), font.size / 10)
    this.#high(this.#row, lines * font.size * 1.4)
    this.#row++
  }

  /** A table with a box around every cell, numbers as numbers and formulas where the sums can be traced. */
  table(table: Table): void {
    const top = this.#row
    const print = printOf(table)
    const numbers = new Map<Cell, CellNumber>()
    const at = new Map<string, Cell>()
    for (const cell of table.cells) {
      at.set(`${cell.row},${cell.column}`, cell)
      const number = print.kindOf(cell) === 'header' ? null : numberOf(cell)
      if (number !== null) numbers.set(cell, number)
    }
    for (const cell of table.cells) {
      const number = numbers.get(cell)
      const style = styleOf(print.kindOf(cell), number)
      const row = top + cell.row - 1
      const column = cell.column - 1
      if (number === undefined) this.#text(row, column, cell.text, style)
      else this.cells.set(`${row},${column}`, this.#number(cell, number, numbers, at, top, style))
      this.#box(row, column, cell, style)
      this.#merge(row, column, cell.rowSpan, cell.columnSpan)
    }
    this.#heights(print, top)
    if (this.#headEnd === null && print.headerRows > 0 && print.headerRows < table.rows) this.#headEnd = top + print.headerRows
    this.#row += table.rows
  }

  /** A formula only where it gives what is printed: a draft whose sums are wrong shows the printed number. */
  #number(
    cell: Cell,
    number: CellNumber,
    numbers: ReadonlyMap<Cell, CellNumber>,
    at: ReadonlyMap<string, Cell>,
    top: number,
    style: CellStyle,
  ): Partial<HucreCell> {
    const parts = (cell.sumOf ?? []).map(({ row, column }) => at.get(`${row},${column}`))
    const scales = parts.map((part) => (part === undefined ? undefined : numbers.get(part)))
    const countable = parts.every(
      (part, i) => part !== undefined && part !== cell && (scales[i] !== undefined || part.text === ''),
    )
    const sum = scales.reduce((total, scale) => total + (scale?.exact ?? 0n), 0n)
    if (parts.length === 0 || !countable || sum !== number.exact) return { value: number.value, type: 'number', style }
    const positions = parts.flatMap((part) => (part === undefined ? [] : [{ row: top + part.row - 1, column: part.column - 1 }]))
    return { value: number.value, type: 'formula', formula: sumFormula(positions), formulaResult: number.value, style }
  }

  #text(row: number, column: number, text: string, style: CellStyle): void {
    const words = printable(text).slice(0, LONGEST_TEXT)
    const key = `${row},${column}`
    this.cells.set(key, words === '' ? { value: null, type: 'empty', style } : { value: words, type: 'string', style })
  }

  /** What a merged cell covers has its box too, or the lines at its far sides would be missing. */
  #box(row: number, column: number, cell: Cell, style: CellStyle): void {
    for (let r = row; r < row + cell.rowSpan; r++) {
      for (let c = column; c < column + cell.columnSpan; c++) {
        if (r !== row || c !== column) this.cells.set(`${r},${c}`, { value: null, type: 'empty', style })
      }
    }
  }

  #merge(row: number, column: number, down: number, across: number): void {
    if (down === 1 && across === 1) return
    this.merges.push({ startRow: row, startCol: column, endRow: row + down - 1, endCol: column + across - 1 })
  }

  #heights({ table }: TablePrint, top: number): void {
    const lines = Array.from({ length: table.rows }, () => 1)
    for (const cell of table.cells) {
      const needed = linesOf(cell.text, this.#width(cell.column - 1, cell.columnSpan), 1)
      // What a tall cell needs is spread over the rows that it covers.
      for (let r = cell.row; r < cell.row + cell.rowSpan; r++) {
        lines[r - 1] = Math.max(lines[r - 1] ?? 1, Math.ceil(needed / cell.rowSpan))
      }
    }
    for (const [i, n] of lines.entries()) this.#high(top + i, n * LINE_HEIGHT + 4)
  }

  #high(row: number, points: number): void {
    this.rowDefs.set(row, { height: Math.min(HIGHEST_ROW, Math.round(points)) })
  }

  #width(from: number, columns: number): number {
    return this.#widths.slice(from, from + columns).reduce((sum, width) => sum + width, 0)
  }
}

/** Lines that a text takes in a width counted in narrow characters, in letters `size` times as large as usual. */
function linesOf(text: string, width: number, size: number): number {
  const room = Math.max(2, width / 2 - 0.5)
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil((widthOf(line) * size) / room)), 0)
}

function styleOf(kind: CellKind, number: CellNumber | undefined): CellStyle {
  const font = { name: SONG, size: 10 }
  const horizontal =
    kind === 'header' || kind === 'number' ? 'center' : kind === 'figure' || number !== undefined ? 'right' : 'left'
  const base: CellStyle = { font, border: BORDER, alignment: { horizontal, vertical: 'center', wrapText: number === undefined } }
  return number === undefined ? base : { ...base, numFmt: number.format }
}
