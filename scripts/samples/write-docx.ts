import type { Cell, Document, Table } from '../../src/document/document.ts'
import { escapeXml, packageOf, relationships, XML } from './office-package.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
/** Width of the text area of a page in landscape, in twentieths of a point. */
const TEXT_WIDTH = 14_400

const STYLES = `${XML}<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr>${FONTS}<w:sz w:val="21"/><w:lang w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>${[
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
  ...[1, 2].map(
    (n) =>
      `<w:style w:type="paragraph" w:styleId="Heading${n}"><w:name w:val="heading ${n}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/><w:jc w:val="center"/><w:outlineLvl w:val="${n - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${n === 1 ? 32 : 28}"/></w:rPr></w:style>`,
  ),
].join('')}</w:styles>`

/** A Word document, in landscape so that the wide tables fit. */
export function writeDocx(document: Document): Uint8Array {
  const body = document.blocks.map((block) => (block.kind === 'paragraph' ? paragraph(block.text, block.heading) : table(block)))
  const page =
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
  return packageOf({
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relationships([['rId1', 'styles', 'styles.xml']]),
    'word/styles.xml': STYLES,
    'word/document.xml': `${XML}<w:document xmlns:w="${W}"><w:body>${body.join('\n')}${page}</w:body></w:document>`,
  })
}

function paragraph(text: string, heading?: number, right = false): string {
  const style = heading === undefined ? '' : `<w:pStyle w:val="Heading${heading}"/>`
  const properties = style === '' && !right ? '' : `<w:pPr>${style}${right ? '<w:jc w:val="right"/>' : ''}</w:pPr>`
  return `<w:p>${properties}${text === '' ? '' : `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`}</w:p>`
}

function table(block: Table): string {
  const width = Math.floor(TEXT_WIDTH / block.columns)
  const line = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
    (side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`,
  )
  const rows: string[] = []
  for (let row = 1; row <= block.rows; row++) {
    const here = block.cells.filter((c) => c.row <= row && row < c.row + c.rowSpan).toSorted((a, b) => a.column - b.column)
    rows.push(`<w:tr>${here.map((c) => cell(c, row, width)).join('')}</w:tr>`)
  }
  const grid = Array.from({ length: block.columns }, () => `<w:gridCol w:w="${width}"/>`).join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${line.join('')}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.join('')}</w:tbl>`
}

function cell(c: Cell, row: number, width: number): string {
  const across = c.columnSpan > 1 ? `<w:gridSpan w:val="${c.columnSpan}"/>` : ''
  const down = c.rowSpan > 1 ? (c.row === row ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>') : ''
  const text = paragraph(c.row === row ? c.text : '', undefined, /^-?\d+\.\d+$/u.test(c.text))
  return `<w:tc><w:tcPr><w:tcW w:w="${width * c.columnSpan}" w:type="dxa"/>${across}${down}</w:tcPr>${text}</w:tc>`
}
