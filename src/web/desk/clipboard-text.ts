/**
 * Cells as spreadsheets put them on the clipboard: tabs between cells, line ends between rows; a cell with a tab, a line end or a quote stands in quotes,
 * in which a quote is doubled.
 */
export function writeCells(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quote).join('\t')).join('\r\n')
}

function quote(text: string): string {
  return /["\t\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Reads what a spreadsheet put on the clipboard. The line end after the last row is no row. */
export function readCells(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  let cell = ''
  let at = 0
  const endCell = (): void => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  while (at < text.length) {
    const c = text.charAt(at)
    // A quote inside a cell that does not begin with one is a quote.
    if (c === '"' && cell === '' && isQuoted(text, at)) {
      const end = endOfQuoted(text, at)
      cell = text
        .slice(at + 1, end)
        .replaceAll('""', '"')
        .replace(/\r\n?/gu, '\n')
      at = end + 1
      continue
    }
    if (c === '\t') endCell()
    else if (c === '\n' || c === '\r') {
      endCell()
      if (c === '\r' && text.charAt(at + 1) === '\n') at++
      if (at + 1 < text.length) rows.push([])
      else return rows
    } else cell += c
    at++
  }
  endCell()
  return rows
}

/** Where the quote that begins at `from` ends; -1 where it does not. */
function endOfQuoted(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text.charAt(at) !== '"') continue
    if (text.charAt(at + 1) !== '"') return at
    at++
  }
  return -1
}

function isQuoted(text: string, from: number): boolean {
  const end = endOfQuoted(text, from)
  return end !== -1 && (end + 1 === text.length || /[\t\r\n]/u.test(text.charAt(end + 1)))
}
