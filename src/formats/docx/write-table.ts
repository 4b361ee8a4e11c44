import type { Cell } from '../../document/document.ts'
import { cellWidth } from './set-table.ts'
import type { SetTable } from './set-table.ts'
import { STYLE } from './style-sheet.ts'
import { paragraph, runs } from './write-text.ts'

/** Rows with cells longer than this (characters) may break across pages: they could be higher than one. */
const LONG_TEXT = 400

/** A table with real merged cells, its header repeated on every page. */
export function tableXml(set: SetTable): string {
  const width = set.widths.reduce((a, b) => a + b, 0)
  const properties = `<w:tblPr><w:tblStyle w:val="${STYLE.table}"/><w:tblW w:w="${width}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>`
  const grid = set.widths.map((column) => `<w:gridCol w:w="${column}"/>`).join('')
  const rows = set.rows.map((cells, r) => {
    const whole = cells.every((cell) => cell.text.length <= LONG_TEXT) ? '<w:cantSplit/>' : ''
    const header = r < set.print.headerRows ? '<w:tblHeader/>' : ''
    const rowProperties = whole + header === '' ? '' : `<w:trPr>${whole}${header}</w:trPr>`
    return `<w:tr>${rowProperties}${cells.map((cell) => cellXml(set, cell, r + 1)).join('')}</w:tr>`
  })
  return `<w:tbl>${properties}<w:tblGrid>${grid}</w:tblGrid>${rows.join('\n')}</w:tbl>`
}

function cellXml(set: SetTable, cell: Cell, row: number): string {
  const begins = cell.row === row
  const width = cellWidth(set, cell)
  const across = cell.columnSpan > 1 ? `<w:gridSpan w:val="${cell.columnSpan}"/>` : ''
  const down = cell.rowSpan === 1 ? '' : begins ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>'
  const properties = `<w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${across}${down}<w:vAlign w:val="center"/></w:tcPr>`
  return `<w:tc>${properties}${paragraph(set.styleOf(cell), begins ? runs(cell.text) : '')}</w:tc>`
}
