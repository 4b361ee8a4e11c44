import { readXmlPart } from '../container/xml.ts'
import type { Zip } from '../container/zip.ts'
import type { Limits } from '../limits.ts'
import { MAX_COLUMNS, MAX_ROWS, readReference } from './reference.ts'
import { general } from './number-format.ts'
import { unescape } from './workbook.ts'
import type { Workbook } from './workbook.ts'

/** A printed cell of a sheet; row and column from 0. */
export interface SheetCell {
  readonly row: number
  readonly column: number
  readonly text: string
}

/** A merged range; the ends are beyond its last row and column. */
export interface Merge {
  readonly row: number
  readonly column: number
  readonly endRow: number
  readonly endColumn: number
}

/** A sheet as it is stored: printed cells in the order of rows, with what is hidden still in it. */
export interface Sheet {
  readonly cells: readonly SheetCell[]
  readonly merges: readonly Merge[]
  /** Rows in which some cell, printed or blank, has a box drawn around it. */
  readonly boxedRows: ReadonlySet<number>
  readonly hiddenRows: ReadonlySet<number>
  readonly hiddenColumns: ReadonlySet<number>
  /** Printed cells beyond the limit, which were not kept. */
  readonly dropped: number
}

/** Reads one worksheet. Each cell's text is what Excel prints there: the stored value (of a formula too) in its number format. */
export function readSheet(zip: Zip, part: string, workbook: Workbook, limits: Limits): Sheet {
  const cells: SheetCell[] = []
  const merges: Merge[] = []
  const boxedRows = new Set<number>()
  const hiddenRows = new Set<number>()
  const hiddenColumns = new Set<number>()
  let dropped = 0
  let row = -1
  let column = -1
  let type = 'n'
  let style = 0
  let value = ''
  let inline = ''
  let inValue = false
  let inInline = false
  let phonetic = 0

  const endCell = (): void => {
    const format = workbook.formats[style]
    if (format?.boxed === true && boxedRows.size < limits.cells) boxedRows.add(row)
    const text = textOf(type, value, inline)
    if (text === '') return
    if (cells.length < limits.cells) cells.push({ row, column, text })
    else dropped++
  }
  const textOf = (kind: string, stored: string, rich: string): string => {
    if (kind === 's') return stored === '' ? '' : (workbook.strings[Number(stored)] ?? '')
    if (kind === 'inlineStr') return unescape(rich === '' ? stored : rich)
    if (kind === 'str') return unescape(stored)
    if (stored === '') return unescape(rich)
    if (kind === 'b') return stored === '1' ? 'TRUE' : 'FALSE'
    if (kind !== 'n') return stored
    const number = Number(stored)
    if (!Number.isFinite(number)) return stored
    return (workbook.formats[style]?.print ?? general)(number)
  }

  readXmlPart(zip, part, limits, {
    open(name, attributes) {
      switch (name) {
        case 'c': {
          const at = readReference(attributes['r'] ?? '')
          column = at?.column ?? Math.min(MAX_COLUMNS - 1, column + 1)
          if (at !== null) row = at.row
          type = attributes['t'] ?? 'n'
          style = Number(attributes['s'] ?? 0)
          value = ''
          inline = ''
          return
        }
        case 'v':
          inValue = true
          return
        case 't':
          inInline = phonetic === 0
          return
        case 'rPh':
          phonetic++
          return
        case 'row': {
          const number = Number(attributes['r'])
          row = Number.isInteger(number) && number >= 1 && number <= MAX_ROWS ? number - 1 : Math.min(MAX_ROWS - 1, row + 1)
          column = -1
          if (isTrue(attributes['hidden']) || attributes['ht'] === '0') hiddenRows.add(row)
          return
        }
        case 'col':
          if (isTrue(attributes['hidden'])) {
            const last = Math.min(MAX_COLUMNS, Number(attributes['max']))
            for (let c = Math.max(1, Number(attributes['min'])); c <= last; c++) hiddenColumns.add(c - 1)
          }
          return
        case 'mergeCell': {
          const merge = mergeOf(attributes['ref'] ?? '')
          if (merge !== null && merges.length < limits.cells) merges.push(merge)
        }
      }
    },
    close(name) {
      if (name === 'c') endCell()
      else if (name === 'v') inValue = false
      else if (name === 't') inInline = false
      else if (name === 'rPh') phonetic--
    },
    text(text) {
      if (inValue) value += text
      else if (inInline) inline += text
    },
  })
  cells.sort((a, b) => a.row - b.row || a.column - b.column)
  return { cells, merges, boxedRows, hiddenRows, hiddenColumns, dropped }
}

function mergeOf(text: string): Merge | null {
  const [from = '', to = ''] = text.split(':')
  const a = readReference(from)
  const b = readReference(to)
  if (a === null || b === null) return null
  return {
    row: Math.min(a.row, b.row),
    column: Math.min(a.column, b.column),
    endRow: Math.max(a.row, b.row) + 1,
    endColumn: Math.max(a.column, b.column) + 1,
  }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
