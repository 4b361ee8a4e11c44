import type { ByteReader } from '../byte-reader.ts'
import type { Limits } from '../limits.ts'
import { general } from '../xlsx/number-format.ts'
import type { Merge, Sheet, SheetCell } from '../xlsx/worksheet.ts'
import { RECORD, recordAt, textAt } from './records.ts'
import type { BinaryWorkbook } from './workbook.ts'

const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
}
const MAX_COLUMNS = 256
const ROW_HIDDEN = 0x20

/** Reads the worksheet whose records begin at `at`. Each cell's text is what Excel prints there. */
export function readBinarySheet(stream: ByteReader, at: number, workbook: BinaryWorkbook, limits: Limits): Sheet {
  const reader = new SheetReader(workbook, limits)
  let depth = 0
  for (let record = recordAt(stream, at); record !== null; record = recordAt(stream, record.next)) {
    // Charts inside a sheet have records of their own, between a begin and an end.
    if (record.id === RECORD.begin) depth++
    else if (record.id === RECORD.end && --depth <= 0) break
    else if (depth === 1) reader.record(record.id, record.body)
  }
  return reader.finish()
}

class SheetReader {
  readonly #workbook: BinaryWorkbook
  readonly #limits: Limits
  readonly #cells: SheetCell[] = []
  readonly #merges: Merge[] = []
  readonly #boxedRows = new Set<number>()
  readonly #hiddenRows = new Set<number>()
  readonly #hiddenColumns = new Set<number>()
  #dropped = 0
  /** The cell whose formula gives a text, which follows in a record of its own. */
  #awaiting: { readonly row: number; readonly column: number; readonly look: number } | null = null

  constructor(workbook: BinaryWorkbook, limits: Limits) {
    this.#workbook = workbook
    this.#limits = limits
  }

  record(id: number, body: ByteReader): void {
    switch (id) {
      case RECORD.sharedText:
        this.#put(body, this.#workbook.strings[body.u32(6)] ?? '')
        return
      case RECORD.text:
      case RECORD.richText:
        this.#put(body, textAt(body, 6, 2, this.#workbook.coding))
        return
      case RECORD.number:
        this.#put(body, this.#print(body.u16(4), body.f64(6)))
        return
      case RECORD.packed:
        this.#put(body, this.#print(body.u16(4), unpacked(body.i32(6))))
        return
      case RECORD.packedRow:
        for (let i = 0; 4 + 6 * i + 6 <= body.length - 2; i++) {
          const look = body.u16(4 + 6 * i)
          this.#add(body.u16(0), body.u16(2) + i, look, this.#print(look, unpacked(body.i32(6 + 6 * i))))
        }
        return
      case RECORD.blank:
        this.#put(body, '')
        return
      case RECORD.blankRow:
        for (let i = 0; 4 + 2 * i + 2 <= body.length - 2; i++) this.#add(body.u16(0), body.u16(2) + i, body.u16(4 + 2 * i), '')
        return
      case RECORD.truth:
        this.#put(body, truthText(body.u8(6), body.u8(7) === 1))
        return
      case RECORD.formula:
        this.#formula(body)
        return
      case RECORD.formulaText:
        if (this.#awaiting !== null) {
          const { row, column, look } = this.#awaiting
          this.#add(row, column, look, textAt(body, 0, 2, this.#workbook.coding))
        }
        this.#awaiting = null
        return
      default:
        this.#shape(id, body)
    }
  }

  finish(): Sheet {
    this.#cells.sort((a, b) => a.row - b.row || a.column - b.column)
    return {
      cells: this.#cells,
      merges: this.#merges,
      boxedRows: this.#boxedRows,
      hiddenRows: this.#hiddenRows,
      hiddenColumns: this.#hiddenColumns,
      dropped: this.#dropped,
    }
  }

  #shape(id: number, body: ByteReader): void {
    if (id === RECORD.row) {
      if ((body.u16(12) & ROW_HIDDEN) !== 0) this.#hiddenRows.add(body.u16(0))
    } else if (id === RECORD.columns) {
      if ((body.u16(8) & 1) === 0) return
      for (let c = body.u16(0); c <= Math.min(MAX_COLUMNS - 1, body.u16(2)); c++) this.#hiddenColumns.add(c)
    } else if (id === RECORD.merges) {
      for (let i = 0; i < body.u16(0) && 2 + 8 * i + 8 <= body.length; i++) {
        const [row, lastRow, column, lastColumn] = [0, 2, 4, 6].map((k) => body.u16(2 + 8 * i + k)) as [
          number,
          number,
          number,
          number,
        ]
        if (lastRow < row || lastColumn < column || this.#merges.length >= this.#limits.cells) continue
        this.#merges.push({ row, column, endRow: lastRow + 1, endColumn: lastColumn + 1 })
      }
    }
  }

  /** A formula's stored result: a number, or a mark that tells of something else. */
  #formula(body: ByteReader): void {
    if (body.u16(12) !== 0xffff) {
      this.#put(body, this.#print(body.u16(4), body.f64(6)))
      return
    }
    const kind = body.u8(6)
    if (kind === 0) this.#awaiting = { row: body.u16(0), column: body.u16(2), look: body.u16(4) }
    this.#put(body, kind === 1 || kind === 2 ? truthText(body.u8(8), kind === 2) : '')
  }

  #print(look: number, value: number): string {
    if (!Number.isFinite(value)) return String(value)
    return (this.#workbook.formats[look]?.print ?? general)(value)
  }

  #put(body: ByteReader, text: string): void {
    this.#add(body.u16(0), body.u16(2), body.u16(4), text)
  }

  #add(row: number, column: number, look: number, text: string): void {
    if (this.#workbook.formats[look]?.boxed === true) this.#boxedRows.add(row)
    if (text === '') return
    if (this.#cells.length < this.#limits.cells) this.#cells.push({ row, column, text })
    else this.#dropped++
  }
}

/** A number of 30 bits: whole or the upper half of a float, and perhaps in hundredths. */
function unpacked(packed: number): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setInt32(4, packed & ~3, true)
  const value = (packed & 2) === 0 ? view.getFloat64(0, true) : packed >> 2
  return (packed & 1) === 0 ? value : value / 100
}

function truthText(value: number, isError: boolean): string {
  return isError ? (ERRORS[value] ?? '#N/A') : value === 0 ? 'FALSE' : 'TRUE'
}
