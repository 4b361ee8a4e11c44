import { defaultTreeAdapter, parse } from 'parse5'
import type { DefaultTreeAdapterTypes } from 'parse5'
import type { Document } from '../../document/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { tooMuch } from '../refusal.ts'
import { BLOCKS, isHidden, UNPRINTED } from './elements.ts'
import { layoutTables } from './layout-tables.ts'
import { measurePage } from './measure.ts'
import type { Measured } from './measure.ts'
import { addSheetTable, boxedClasses, drawsBox, isSheetPage } from './sheet-table.ts'
import { isSitePart } from './site-parts.ts'
import { isSiteLine } from './site-words.ts'
import { TableCollector } from './table-collector.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/**
 * Reads a web page. No markup is an error: browsers show any text, and so do we. What belongs to the site around the article is left out (see
 * `isSitePart`). A page made by a spreadsheet is divided as a sheet is. The walk keeps its own stack, however deep the nesting.
 * Throws `Refused` beyond the limits.
 */
export function readHtml(text: string, limits: Limits): Document {
  const root = parse(text, { scriptingEnabled: false, treeAdapter: countingAdapter(limits) })
  const measured = measurePage(root.childNodes)
  const builder = new DocumentBuilder('html', limits)
  const walker = new Walker(builder, measured, isSheetPage(text) ? boxedClasses(text) : null)
  walker.walk(root.childNodes, layoutTables(root.childNodes, measured))
  reportUnread(builder, measured, walker)
  return builder.finish()
}

/** Says what the page holds beside its text: files, hidden tables, pictures. */
function reportUnread(builder: DocumentBuilder, measured: Measured, { figures, pictures }: Walker): void {
  const { attachments, hiddenTables } = measured
  if (figures === 0 && attachments.length > 0) {
    const listed = attachments.slice(0, MAX_LISTED)
    const more = attachments.length - listed.length
    builder.problem({
      zh: `网页里没有带数字的表格，预算公开的内容在附件里：${listed.map(({ name, address }) => `${name}（${address}）`).join('、')}${more > 0 ? `，另有 ${more} 个` : ''}。请下载附件，直接检查附件。`,
      en: `The page has no table with figures; the disclosure is in its attachments: ${listed.map(({ name, address }) => `${name} (${address})`).join(', ')}${more > 0 ? ` and ${more} more` : ''}. Download them and check those files.`,
    })
  } else if (pictures > 0 && builder.tables === 0) {
    builder.problem({
      zh: `网页里有 ${pictures} 张图片而没有表格；图片里的表格没有读，请提供可编辑的原文。`,
      en: `The page has ${pictures} pictures and no table; tables inside pictures were not read. Give the editable original.`,
    })
  }
  if (hiddenTables > 0) {
    builder.problem({
      zh: `网页里有 ${hiddenTables} 张表格是隐藏的（例如未打开的标签页），没有读。若应公开，请让它们显示后再保存网页。`,
      en: `${hiddenTables} tables of the page are hidden (on tabs that are not open, for example) and were not read. If they are to be published, show them and save the page again.`,
    })
  }
}

/** Attachments named one by one. */
const MAX_LISTED = 10

/** parse5 holds the whole page in memory, and unclosed tags can make it far larger than the file: elements are counted as they are made. */
function countingAdapter(limits: Limits): typeof defaultTreeAdapter {
  let elements = 0
  return {
    ...defaultTreeAdapter,
    createElement(tagName, namespace, attributes) {
      if (++elements > limits.htmlElements) {
        throw tooMuch(`网页超过 ${limits.htmlElements} 个元素`, `more than ${limits.htmlElements} elements`)
      }
      return defaultTreeAdapter.createElement(tagName, namespace, attributes)
    },
  }
}

class Walker {
  readonly #builder: DocumentBuilder
  /** Open data tables. More than one only where one is inside the caption of another; cells never hold tables (those are layout). */
  readonly #tables: TableCollector[] = []
  #line = ''
  #heading: number | undefined
  #preformatted = 0
  #inCaption = false
  readonly #measured: Measured
  /** Classes that draw a box around a cell, if a spreadsheet made the page; null otherwise. */
  readonly #boxes: ReadonlySet<string> | null
  pictures = 0
  /** Figures in the tables that were read. */
  figures = 0

  constructor(builder: DocumentBuilder, measured: Measured, boxes: ReadonlySet<string> | null) {
    this.#builder = builder
    this.#measured = measured
    this.#boxes = boxes
  }

  walk(roots: readonly Node[], layout: ReadonlySet<Element>): void {
    const stack: { readonly nodes: readonly Node[]; next: number; readonly element: Element | null }[] = [
      { nodes: roots, next: 0, element: null },
    ]
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const node = frame.nodes[frame.next++]
      if (node === undefined) {
        stack.pop()
        if (frame.element !== null) this.#leave(frame.element, layout)
      } else if (node.nodeName === '#text') {
        this.#append((node as DefaultTreeAdapterTypes.TextNode).value)
      } else if ('tagName' in node && !UNPRINTED.has(node.tagName) && !isHidden(node.attrs) && !this.#isAround(node)) {
        this.#enter(node, layout)
        stack.push({ nodes: node.childNodes, next: 0, element: node })
      }
    }
    this.#endLine()
  }

  /** A part of the site, or a line of the list of contents that Word makes from the headings. No cell of a table is either. */
  #isAround(element: Element): boolean {
    if (this.#tables.length > 0) return false
    if (/^MsoToc\d$/u.test(attribute(element, 'class') ?? '')) return true
    return isSitePart(element, this.#measured)
  }

  #append(text: string): void {
    this.#line += this.#preformatted > 0 ? text : text.replace(/[\t\n\f\r ]+/gu, ' ')
  }

  #enter(element: Element, layout: ReadonlySet<Element>): void {
    const tag = element.tagName
    if (tag === 'br') {
      this.#line += '\n'
      return
    }
    if (tag === 'img') {
      this.pictures++
      return
    }
    if (!BLOCKS.has(tag)) return
    this.#endLine()
    if (tag === 'pre') this.#preformatted++
    if (/^h[1-6]$/u.test(tag)) this.#heading = Number(tag.slice(1))
    if (tag === 'caption') this.#inCaption = true
    if (tag === 'table' && !layout.has(element)) this.#openTable()
    const table = isPartOf(element, layout) ? undefined : this.#tables.at(-1)
    if (tag === 'tr') table?.startRow()
    if (tag === 'td' || tag === 'th')
      table?.startCell(attribute(element, 'colspan'), attribute(element, 'rowspan'), this.#isBoxed(element))
  }

  #leave(element: Element, layout: ReadonlySet<Element>): void {
    const tag = element.tagName
    if (!BLOCKS.has(tag)) return
    this.#endLine()
    if (tag === 'pre') this.#preformatted--
    if (/^h[1-6]$/u.test(tag)) this.#heading = undefined
    if (tag === 'caption') this.#inCaption = false
    const table = isPartOf(element, layout) ? undefined : this.#tables.at(-1)
    if (tag === 'td' || tag === 'th') table?.endCell()
    if (tag === 'tbody' || tag === 'thead' || tag === 'tfoot') table?.endGroup()
    if (tag === 'table' && !layout.has(element)) this.#closeTable(this.#measured.of(element).figures)
  }

  #openTable(): void {
    const table = new TableCollector()
    const around = this.#tables.at(-1)
    if (around?.cell !== null && around !== undefined) around.nested.push(table)
    this.#tables.push(table)
  }

  #closeTable(figures: number): void {
    const table = this.#tables.pop()
    if (table === undefined) return
    table.endGroup()
    this.figures += figures
    // A table inside a cell follows the table around it.
    if (this.#tables.at(-1)?.nested.includes(table) !== true) this.#emit(table)
  }

  #emit(table: TableCollector): void {
    this.#builder.paragraph(table.caption, {})
    if (this.#boxes === null) this.#builder.table(table.cells, {}, { gapsAreFaults: true })
    else addSheetTable(this.#builder, table)
    for (const nested of table.nested) this.#emit(nested)
  }

  #isBoxed(cell: Element): boolean {
    if (this.#boxes === null) return false
    const style = attribute(cell, 'style') ?? ''
    return drawsBox(style) || (attribute(cell, 'class') ?? '').split(/\s+/u).some((name) => this.#boxes?.has(name) === true)
  }

  /** Ends the line being read: it becomes a paragraph, or a line of the cell or caption that is open. */
  #endLine(): void {
    const line = this.#line
    this.#line = ''
    if (line.trim() === '') return
    const table = this.#tables.at(-1)
    if (table === undefined) {
      if (!isSiteLine(line.replace(/\s+/gu, ' ').trim())) this.#builder.paragraph(line, {}, this.#heading)
    } else if (this.#inCaption) table.caption += `${line}\n`
    else if (table.cell !== null) table.cell.text += table.cell.text === '' ? line : `\n${line}`
  }
}

/** Whether a row group, row or cell belongs to a table that only lays out the page. */
function isPartOf(element: Element, layout: ReadonlySet<Element>): boolean {
  let at: DefaultTreeAdapterTypes.ParentNode | null = element
  // tr, tbody, table: a cell's table is at most three steps up.
  for (let i = 0; i < 4 && at !== null && 'tagName' in at; i++) {
    if (at.tagName === 'table') return layout.has(at)
    at = at.parentNode
  }
  return false
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((a) => a.name === name)?.value
}
