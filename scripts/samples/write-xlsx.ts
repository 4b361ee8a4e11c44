import type { Block, Cell, Document } from '../../src/document/document.ts'
import { escapeXml, packageOf, relationships, XML } from './office-package.ts'

const N = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** Indices of the cell formats in `STYLES`. */
const PLAIN = 0
const BOXED = 1
const MONEY = 2
const NARRATIVE_WIDTH = 12

const STYLES = `${XML}<styleSheet xmlns="${N}"><fonts count="1"><font><sz val="10"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="2" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`

/** A workbook: one sheet for each statutory table under its title, and one for the narrative with its tables. Money is written as numbers. */
export function writeXlsx(document: Document): Uint8Array {
  const sheets = sheetsOf(document.blocks)
  const names = sheets.map((s) => escapeXml(s.name))
  const worksheets = sheets.map((s, i) => [`xl/worksheets/sheet${i + 1}.xml`, worksheet(s.blocks)] as const)
  return packageOf({
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${worksheets.map(([path]) => `<Override PartName="/${path}" ContentType="${TYPE}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${XML}<workbook xmlns="${N}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...worksheets.map((_, i) => [`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`] as const),
      ['rId90', 'styles', 'styles.xml'],
    ]),
    'xl/styles.xml': STYLES,
    ...Object.fromEntries(worksheets),
  })
}

interface Sheet {
  readonly name: string
  readonly blocks: Block[]
}

/** A title of level 2 directly above a table begins a sheet of its own; the rest goes on where the narrative begins. */
function sheetsOf(blocks: readonly Block[]): readonly Sheet[] {
  const sheets: Sheet[] = []
  let tables = 0
  blocks.forEach((block, i) => {
    const title = block.kind === 'paragraph' && block.heading === 2 && blocks[i + 1]?.kind === 'table'
    const last = sheets.at(-1)
    if (title) {
      tables++
      sheets.push({ name: `表${tables}`, blocks: [block] })
    } else if (last === undefined || (block.kind === 'paragraph' && block.heading === 1 && last.name !== '说明')) {
      // The heading of the first part stands above the first table and needs no sheet.
      if (sheets.length > 0) sheets.push({ name: '说明', blocks: [block] })
    } else last.blocks.push(block)
  })
  return sheets
}

function worksheet(blocks: readonly Block[]): string {
  const widest = Math.max(...blocks.map((b) => (b.kind === 'table' ? b.columns : 1)))
  const width = blocks.length > 3 ? Math.max(widest, NARRATIVE_WIDTH) : widest
  const rows: string[] = []
  const merges: string[] = []
  const merge = (row: number, column: number, down: number, across: number): void => {
    if (down > 1 || across > 1)
      merges.push(`<mergeCell ref="${reference(row, column)}:${reference(row + down - 1, column + across - 1)}"/>`)
  }
  for (const block of blocks) {
    const top = rows.length
    if (block.kind === 'paragraph') {
      merge(top + 1, 1, 1, width)
      rows.push(textCell(top + 1, 1, block.text, PLAIN))
      continue
    }
    const at = new Map(block.cells.map((c) => [`${c.row} ${c.column}`, c]))
    for (const c of block.cells) merge(top + c.row, c.column, c.rowSpan, c.columnSpan)
    for (let row = 1; row <= block.rows; row++) {
      const columns = Array.from({ length: block.columns }, (_, i) => written(top + row, i + 1, at.get(`${row} ${i + 1}`)))
      rows.push(columns.join(''))
    }
  }
  const data = rows.map((cells, i) => `<row r="${i + 1}">${cells}</row>`).join('')
  const merged = merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>`
  return `${XML}<worksheet xmlns="${N}"><sheetData>${data}</sheetData>${merged}</worksheet>`
}

function written(row: number, column: number, cell: Cell | undefined): string {
  if (cell !== undefined && /^-?\d+\.\d\d$/u.test(cell.text))
    return `<c r="${reference(row, column)}" s="${MONEY}"><v>${Number(cell.text)}</v></c>`
  return textCell(row, column, cell?.text ?? '', BOXED)
}

function textCell(row: number, column: number, text: string, style: number): string {
  const where = `<c r="${reference(row, column)}" s="${style}"`
  return text === '' ? `${where}/>` : `${where} t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`
}

function reference(row: number, column: number): string {
  const letters =
    column <= 26
      ? String.fromCharCode(64 + column)
      : `${String.fromCharCode(64 + Math.floor((column - 1) / 26))}${String.fromCharCode(65 + ((column - 1) % 26))}`
  return `${letters}${row}`
}
