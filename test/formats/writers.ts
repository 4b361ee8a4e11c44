import { strToU8, zipSync } from 'fflate'

/** A cell of a test grid; row and column from 0. Cells of a table cover its grid exactly once. */
export interface GridCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly text: string
}

/** What a test document holds: the least that every format can carry. */
export type TestBlock =
  | { readonly kind: 'paragraph'; readonly text: string; readonly heading?: number }
  | { readonly kind: 'table'; readonly rows: number; readonly columns: number; readonly cells: readonly GridCell[] }

/** A table without merged cells from its rows of text. */
export function plainTable(rows: readonly (readonly string[])[]): TestBlock {
  const cells = rows.flatMap((row, r) => row.map((text, c) => ({ row: r, column: c, rowSpan: 1, columnSpan: 1, text })))
  return { kind: 'table', rows: rows.length, columns: rows[0]?.length ?? 0, cells }
}

type TestTable = Extract<TestBlock, { kind: 'table' }>

function rowsOf(table: TestTable): GridCell[][] {
  return Array.from({ length: table.rows }, (_, row) =>
    table.cells.filter((cell) => cell.row === row).sort((a, b) => a.column - b.column),
  )
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** The text form with one cell a line: merged cells are lost, and what they cover below is printed as blank only in the first column. */
export function writeTxt(blocks: readonly TestBlock[]): Uint8Array {
  let out = ''
  for (const block of blocks) {
    if (block.kind === 'paragraph') out += `${block.text}\n`
    else for (const row of rowsOf(block)) out += `${row.map((cell) => `\t${cell.text}\n`).join('')}\n`
  }
  return strToU8(out)
}

export function writeHtml(blocks: readonly TestBlock[]): Uint8Array {
  const lines = (text: string): string => escapeXml(text).replaceAll('\n', '<br>')
  let out = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>t</title></head><body>\n'
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      const tag = block.heading === undefined ? 'p' : `h${block.heading}`
      out += `<${tag}>${lines(block.text)}</${tag}>\n`
      continue
    }
    out += '<table>\n'
    for (const row of rowsOf(block)) {
      const cells = row.map((cell) => `<td rowspan="${cell.rowSpan}" colspan="${cell.columnSpan}">${lines(cell.text)}</td>`)
      out += `<tr>${cells.join('')}</tr>\n`
    }
    out += '</table>\n'
  }
  return strToU8(`${out}</body></html>`)
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** A Word document around the given body XML, with heading styles `heading 1` to `标题 6`. Extra parts go in as they are. */
export function docxAround(body: string, parts: Readonly<Record<string, string | Uint8Array>> = {}, prolog = ''): Uint8Array {
  const styles = [1, 2, 3, 4, 5, 6].map(
    (n) => `<w:style w:type="paragraph" w:styleId="H${n}"><w:name w:val="${n % 2 === 1 ? 'heading' : '标题'} ${n}"/></w:style>`,
  )
  return zipSync(
    encoded({
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>',
      '_rels/.rels': relationships([['rId1', 'officeDocument', 'word/document.xml']]),
      'word/_rels/document.xml.rels': relationships([['rId1', 'styles', 'styles.xml']]),
      'word/styles.xml': `<w:styles ${W}>${styles.join('')}</w:styles>`,
      'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?>${prolog}<w:document ${W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>${body}</w:body></w:document>`,
      ...parts,
    }),
  )
}

function relationships(links: readonly (readonly [string, string, string])[]): string {
  const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const rows = links.map(([id, kind, target]) => `<Relationship Id="${id}" Type="${base}/${kind}" Target="${target}"/>`)
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`
}

function encoded(parts: Readonly<Record<string, string | Uint8Array>>): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]))
}

export function wordParagraph(text: string, heading?: number): string {
  const style = heading === undefined ? '' : `<w:pPr><w:pStyle w:val="H${heading}"/></w:pPr>`
  const runs = text.split('\n').map((line) => `<w:r><w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r>`)
  return `<w:p>${style}${runs.join('<w:r><w:br/></w:r>')}</w:p>`
}

export function writeDocx(blocks: readonly TestBlock[]): Uint8Array {
  let body = ''
  for (const block of blocks) {
    if (block.kind === 'paragraph') body += wordParagraph(block.text, block.heading)
    else body += wordTable(block)
  }
  return docxAround(body)
}

function wordTable(table: TestTable): string {
  let out = '<w:tbl><w:tblPr/><w:tblGrid/>'
  for (let row = 0; row < table.rows; row++) {
    out += '<w:tr>'
    const here = table.cells
      .filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan)
      .sort((a, b) => a.column - b.column)
    for (const cell of here) {
      const merge = cell.rowSpan === 1 ? '' : cell.row === row ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>'
      const text = cell.row === row ? wordParagraph(cell.text) : '<w:p/>'
      out += `<w:tc><w:tcPr><w:gridSpan w:val="${cell.columnSpan}"/>${merge}</w:tcPr>${text}</w:tc>`
    }
    out += '</w:tr>'
  }
  return `${out}</w:tbl>`
}

/** One sheet of a test workbook, as worksheet XML below `<worksheet>`. */
export interface TestSheet {
  readonly name: string
  readonly xml: string
  readonly state?: 'hidden'
}

/** A workbook around the given sheets. Style 0 is plain, style 1 has a box, styles from 2 on have the given number formats. */
export function xlsxAround(
  sheets: readonly TestSheet[],
  formats: readonly string[] = [],
  strings: readonly string[] = [],
): Uint8Array {
  const N = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const custom = formats.map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${escapeXml(code)}"/>`)
  const styled = formats.map((_, i) => `<xf numFmtId="${200 + i}" borderId="0"/>`)
  const box = '<border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border>'
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook ${N} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${sheets
      .map(
        (s, i) =>
          `<sheet name="${escapeXml(s.name)}" sheetId="${i + 1}" r:id="s${i + 1}"${s.state ? ` state="${s.state}"` : ''}/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...sheets.map((_, i) => [`s${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`] as const),
      ['st', 'styles', 'styles.xml'],
      ['ss', 'sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/styles.xml': `<styleSheet ${N}><numFmts>${custom.join('')}</numFmts><borders><border/>${box}</borders><cellXfs><xf numFmtId="0" borderId="0"/><xf numFmtId="0" borderId="1"/>${styled.join('')}</cellXfs></styleSheet>`,
  }
  parts['xl/sharedStrings.xml'] = `<sst ${N}>${strings.map((text) => `<si><t>${escapeXml(text)}</t></si>`).join('')}</sst>`
  for (const [i, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${i + 1}.xml`] = `<worksheet ${N}>${sheet.xml}</worksheet>`
  return zipSync(encoded(parts))
}

export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`
}

function columnName(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : columnName(Math.floor(column / 26) - 1) + columnName(column % 26)
}

export function textCell(row: number, column: number, text: string, style = 0): string {
  const value = text === '' ? '' : `<is><t xml:space="preserve">${escapeXml(text)}</t></is>`
  return `<c r="${cellName(row, column)}" s="${style}"${text === '' ? '' : ' t="inlineStr"'}>${value}</c>`
}

/** One sheet with everything below each other; paragraphs are merged over the whole width, tables are boxed. */
export function writeXlsx(blocks: readonly TestBlock[]): Uint8Array {
  const width = Math.max(2, ...blocks.map((block) => (block.kind === 'table' ? block.columns : 0)))
  const rows: string[] = []
  const merges: string[] = []
  const merge = (row: number, column: number, high: number, wide: number): void => {
    if (high > 1 || wide > 1)
      merges.push(`<mergeCell ref="${cellName(row, column)}:${cellName(row + high - 1, column + wide - 1)}"/>`)
  }
  for (const block of blocks) {
    const top = rows.length
    if (block.kind === 'paragraph') {
      merge(top, 0, 1, width)
      rows.push(textCell(top, 0, block.text))
      continue
    }
    for (let row = 0; row < block.rows; row++) {
      let xml = ''
      for (let column = 0; column < block.columns; column++) {
        const cell = block.cells.find((c) => c.row === row && c.column === column)
        xml += textCell(top + row, column, cell?.text ?? '', 1)
        if (cell !== undefined) merge(top + row, column, cell.rowSpan, cell.columnSpan)
      }
      rows.push(xml)
    }
  }
  const data = rows.map((xml, i) => `<row r="${i + 1}">${xml}</row>`).join('')
  const merged = merges.length === 0 ? '' : `<mergeCells>${merges.join('')}</mergeCells>`
  return xlsxAround([{ name: 'Sheet1', xml: `<sheetData>${data}</sheetData>${merged}` }])
}

/** All writers by the type that they write. */
export const WRITERS = { txt: writeTxt, html: writeHtml, docx: writeDocx, xlsx: writeXlsx } as const
