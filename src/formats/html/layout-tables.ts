import type { DefaultTreeAdapterTypes } from 'parse5'
import { isHidden, UNPRINTED } from './elements.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/**
 * The tables that only lay out the page: those with a printed table inside one of their cells. What stands in their cells is read as if they
 * were not there.
 */
export function layoutTables(roots: readonly Node[]): ReadonlySet<Element> {
  const layout = new Set<Element>()
  const open: Element[] = []
  const stack: { readonly nodes: readonly Node[]; next: number; readonly element: Element | null }[] = [
    { nodes: roots, next: 0, element: null },
  ]
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const node = frame.nodes[frame.next++]
    if (node === undefined) {
      stack.pop()
      if (frame.element?.tagName === 'table') open.pop()
    } else if ('tagName' in node && !UNPRINTED.has(node.tagName) && !isHidden(node.attrs)) {
      if (node.tagName === 'table') {
        const around = open.at(-1)
        if (around !== undefined) layout.add(around)
        open.push(node)
      }
      stack.push({ nodes: node.childNodes, next: 0, element: node })
    }
  }
  return layout
}
