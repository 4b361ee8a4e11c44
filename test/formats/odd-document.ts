import { docxAround, wordParagraph } from './writers.ts'

const cell = (width: number, content: string, properties = ''): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${properties}</w:tcPr>${content}</w:tc>`

function table(widths: readonly number[], rows: string): string {
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="${whole}" w:type="dxa"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows}</w:tbl>`
}

const p = wordParagraph
const inner = table(
  [1000, 1000],
  `<w:tr>${cell(1000, p('内一'))}${cell(1000, p('内二'))}</w:tr><w:tr>${cell(1000, p('内三'))}${cell(1000, p('内四') + p('第二行'))}</w:tr>`,
)
const outer = table(
  [2000, 3000, 1000],
  `<w:tr>${cell(2000, p('外一'))}${cell(3000, p('前') + inner + p('后'))}${cell(1000, p('外三'))}</w:tr><w:tr>${cell(2000, p('外四'))}${cell(4000, p('外五') + p('两段'), '<w:gridSpan w:val="2"/>')}</w:tr>`,
)
const by = 'w:author="a" w:date="2023-01-01T00:00:00Z"'
const tracked = `<w:p><w:r><w:t>合计</w:t></w:r><w:del w:id="1" ${by}><w:r><w:delText>旧数</w:delText></w:r></w:del><w:ins w:id="2" ${by}><w:r><w:t>12.50</w:t></w:r></w:ins><w:r><w:t>万元</w:t></w:r></w:p>`
const hidden =
  '<w:p><w:r><w:t>可见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>再见</w:t></w:r></w:p>'
const box = `<w:p><w:r><w:t>框外</w:t></w:r><w:r><w:pict><v:shape id="s" style="position:absolute;width:200pt;height:50pt" type="#_x0000_t202"><v:textbox><w:txbxContent>${p('框内甲')}${p('框内乙')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`
const breaks = '<w:p><w:r><w:t>行一</w:t><w:br/><w:t>行二</w:t><w:tab/><w:t>制表</w:t></w:r></w:p>'
const field =
  '<w:p><w:r><w:t>见</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "http://a/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>附件</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>。</w:t></w:r></w:p>'

/** What makes old formats hard: a table in a cell, tracked changes, hidden text, fields, line breaks, and text boxes, which some programs lose. */
export function oddDocument(boxes: boolean): Uint8Array {
  const beside = boxes ? box : ''
  const last = table(
    [1500, 1500],
    `<w:tr>${cell(1500, p('甲'))}${cell(1500, boxes ? box : p('乙'))}</w:tr><w:tr>${cell(1500, p(''))}${cell(1500, p('1'))}</w:tr>`,
  )
  const body = [p('第一部分', 1), p('收支总表', 2), outer, p('中间'), tracked, hidden, beside, field, breaks, last, p('完')]
  return docxAround(body.join(''))
}
