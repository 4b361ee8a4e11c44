import type { Document } from '../../document/document.ts'
import { relationshipsOf } from '../container/relationships.ts'
import { readXmlPart } from '../container/xml.ts'
import type { Zip } from '../container/zip.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { BodyListener } from './body-listener.ts'
import { readStyles } from './styles.ts'

/** Formatting that says nothing of text, tables or headings: empty elements first, then what is empty without them. Up to two thirds of a document. */
const FORMATTING = [
  /<w:(?:tcW|vAlign|jc|bidi|widowControl|suppressLineNumbers|szCs|sz|color|rFonts|lang|kern|ind|spacing|shd|noWrap|snapToGrid|adjustRightInd|autoSpaceDE|autoSpaceDN|wordWrap|top|left|bottom|right|start|end|insideH|insideV|textAlignment|kinsoku|overflowPunct|topLinePunct|bCs|b|iCs|i|u|gridCol|tblW|tblInd|tblLayout|cantSplit|trHeight)(?:\s[^<>]*)?\/>/gu,
  /<w:(rPr|tcBorders|tblBorders|tblCellMar|tcMar|tblGrid)><\/w:\1>/gu,
]

/**
 * Reads a Word document from its container. `main` is the path of its main part, usually `word/document.xml`.
 * Headers, footers, notes and comments are no part of the text; deleted and hidden text is not printed and so is not read.
 * Throws `Refused` where the container or its XML is broken.
 */
export function readDocx(zip: Zip, main: string, limits: Limits): Document {
  const builder = new DocumentBuilder('docx', limits)
  const links = relationshipsOf(zip, main, limits)
  const styles = readStyles(zip, links.find((link) => link.kind === 'styles')?.target, limits)
  const listener = new BodyListener(builder, styles)
  readXmlPart(zip, main, limits, listener, FORMATTING)
  if (listener.pictures > 0) {
    builder.problem(
      {
        zh: `文件里有 ${listener.pictures} 张图片，图片里的文字和表格没有读。若其中有预算表，请改用可编辑的表格。`,
        en: `The file holds ${listener.pictures} pictures; text and tables inside them were not read. If one shows a budget table, use a real table instead.`,
      },
      {},
    )
  }
  return builder.finish()
}
