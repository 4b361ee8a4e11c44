import type { DefaultTreeAdapterTypes } from 'parse5'
import { isHidden, UNPRINTED } from './elements.ts'
import type { Measured } from './measure.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

interface OpenTable {
  readonly element: Element
  readonly inner: Element[]
  cells: number
  /** Its own cells with text, as far as no table is in them. */
  printed: number
  /** The fullest cell of its own. */
  fullest: { characters: number; paragraphs: number }
  rows: number
}

/** A cell with as many characters and paragraphs as this holds an article. */
const ARTICLE = { characters: 200, paragraphs: 2 }

/**
 * The tables that only lay out the page. What stands in their cells is read as if they were not there. They are those with a printed table inside
 * one of their cells (unless they hold more figures themselves than the tables inside), those that say so, and those around one article.
 */
export function layoutTables(roots: readonly Node[], measured: Measured): ReadonlySet<Element> {
  const layout = new Set<Element>()
  const open: OpenTable[] = []
  const stack: { readonly nodes: readonly Node[]; next: number; readonly element: Element | null }[] = [
    { nodes: roots, next: 0, element: null },
  ]
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const node = frame.nodes[frame.next++]
    if (node === undefined) {
      stack.pop()
      if (frame.element?.tagName === 'table') {
        const table = open.pop()
        if (table !== undefined && isLayout(table, measured)) layout.add(table.element)
      }
    } else if ('tagName' in node && !UNPRINTED.has(node.tagName) && !isHidden(node.attrs)) {
      const table = open.at(-1)
      if (node.tagName === 'table') {
        table?.inner.push(node)
        open.push({ element: node, inner: [], cells: 0, printed: 0, fullest: { characters: 0, paragraphs: 0 }, rows: 0 })
      } else if (table !== undefined && node.tagName === 'tr') table.rows++
      else if (table !== undefined && (node.tagName === 'td' || node.tagName === 'th')) countCell(table, node, measured)
      stack.push({ nodes: node.childNodes, next: 0, element: node })
    }
  }
  return layout
}

function countCell(table: OpenTable, cell: Element, measured: Measured): void {
  table.cells++
  const { characters, paragraphs, tables } = measured.of(cell)
  if (characters > 0 && tables === 0) table.printed++
  if (characters > table.fullest.characters) table.fullest = { characters, paragraphs }
}

function isLayout({ element, inner, cells, printed, fullest, rows }: OpenTable, measured: Measured): boolean {
  const role = element.attrs.find(({ name }) => name === 'role')?.value
  if (role === 'presentation' || role === 'none') return true
  const { figures } = measured.of(element)
  if (inner.length > 0) {
    const inside = inner.reduce((sum, table) => sum + measured.of(table).figures, 0)
    // A table of figures with a small one in a cell stays a table.
    return printed < 6 || figures - inside < 2 || figures - inside <= inside
  }
  const article = fullest.characters > ARTICLE.characters && fullest.paragraphs >= ARTICLE.paragraphs
  return article && figures === 0 && (cells === 1 || rows <= 2)
}
