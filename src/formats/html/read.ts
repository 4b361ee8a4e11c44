import { defaultTreeAdapter, parse } from 'parse5'
import type { DefaultTreeAdapterTypes } from 'parse5'
import type { Document } from '../../document/document.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { tooMuch } from '../refusal.ts'
import { BLOCKS, isHidden, UNPRINTED } from './elements.ts'
import { layoutTables } from './layout-tables.ts'
import { TableCollector } from './table-collector.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/**
 * Reads a web page. No markup is an error: browsers show any text, and so do we. The walk keeps its own stack, however deep the nesting.
 * Throws `Refused` beyond the limits.
 */
export function readHtml(text: string, limits: Limits): Document {
  const walker = new Walker(new DocumentBuilder('html', limits))
  const root = parse(text, { scriptingEnabled: false, treeAdapter: countingAdapter(limits) })
  walker.walk(root.childNodes, layoutTables(root.childNodes))
  return walker.finish()
}

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
  #pictures = 0

  constructor(builder: DocumentBuilder) {
    this.#builder = builder
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
      } else if ('tagName' in node && !UNPRINTED.has(node.tagName) && !isHidden(node.attrs)) {
        this.#enter(node, layout)
        stack.push({ nodes: node.childNodes, next: 0, element: node })
      }
    }
    this.#endLine()
  }

  finish(): Document {
    if (this.#pictures > 0 && this.#builder.tables === 0) {
      this.#builder.problem(
        {
          zh: `网页里有 ${this.#pictures} 张图片而没有表格；图片里的表格没有读，请提供可编辑的原文。`,
          en: `The page has ${this.#pictures} pictures and no table; tables inside pictures were not read. Give the editable original.`,
        },
        {},
      )
    }
    return this.#builder.finish()
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
      this.#pictures++
      return
    }
    if (!BLOCKS.has(tag)) return
    this.#endLine()
    if (tag === 'pre') this.#preformatted++
    if (/^h[1-6]$/u.test(tag)) this.#heading = Number(tag.slice(1))
    if (tag === 'caption') this.#inCaption = true
    if (tag === 'table' && !layout.has(element)) this.#tables.push(new TableCollector())
    const table = isPartOf(element, layout) ? undefined : this.#tables.at(-1)
    if (tag === 'tr') table?.startRow()
    if (tag === 'td' || tag === 'th') table?.startCell(attribute(element, 'colspan'), attribute(element, 'rowspan'))
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
    if (tag === 'table' && !layout.has(element) && table !== undefined) {
      this.#tables.pop()
      table.endGroup()
      this.#builder.paragraph(table.caption, {})
      this.#builder.table(table.cells, {}, { gapsAreFaults: true })
    }
  }

  /** Ends the line being read: it becomes a paragraph, or a line of the cell or caption that is open. */
  #endLine(): void {
    const line = this.#line
    this.#line = ''
    if (line.trim() === '') return
    const table = this.#tables.at(-1)
    if (table === undefined) this.#builder.paragraph(line, {}, this.#heading)
    else if (this.#inCaption) table.caption += `${line}\n`
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
