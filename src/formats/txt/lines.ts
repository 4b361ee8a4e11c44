/** A cell as it stands in the text form: its words and the line (from 1) on which it begins. */
export interface TextCell {
  text: string
  readonly line: number
}

/** A paragraph, or a table whose merged cells are lost, so that its rows are ragged. */
export type TextBlock =
  | { readonly kind: 'paragraph'; readonly text: string; readonly line: number }
  | { readonly kind: 'table'; readonly rows: TextCell[][] }

/**
 * Reads the text form: cells stand one per line behind a tab, a row ends at a blank line (several blank lines too, so these never end a table),
 * and a line of text without a tab ends the table, unless it continues the cell on the line before.
 */
export function readLines(text: string): TextBlock[] {
  const blocks: TextBlock[] = []
  const lines = text.split(/\r\n|[\n\r\f\u2028]/u)
  let table: TextCell[][] | null = null
  let row: TextCell[] | null = null
  let widest = 0

  const endRow = (): void => {
    if (row !== null) widest = Math.max(widest, row.length)
    row = null
  }
  const endTable = (): void => {
    endRow()
    table = null
    widest = 0
  }

  for (const [i, line] of lines.entries()) {
    if (line.startsWith('\t')) {
      if (table === null) {
        table = []
        blocks.push({ kind: 'table', rows: table })
      }
      if (row === null) {
        row = []
        table.push(row)
      }
      row.push({ text: line.slice(1), line: i + 1 })
    } else if (line.trim() === '') {
      endRow()
    } else if (row !== null && !startsTable(row, widest, lines[i + 1])) {
      const cell = (row as TextCell[]).at(-1)
      if (cell !== undefined) cell.text += `\n${line}`
    } else {
      endTable()
      blocks.push({ kind: 'paragraph', text: line, line: i + 1 })
    }
  }
  return blocks
}

/**
 * Whether a line of text right below a row is the title of the next table and not the rest of the row's last cell: the row is already
 * as wide as the table, and cells follow at once.
 */
function startsTable(row: readonly TextCell[], widest: number, next: string | undefined): boolean {
  return widest > 0 && row.length >= widest && next?.startsWith('\t') === true
}
