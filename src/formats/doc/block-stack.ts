import type { DocumentBuilder } from '../document-builder.ts'
import { TableCollector } from './table-collector.ts'

/** A paragraph outside tables. */
export interface TextBlock {
  readonly text: string
  /** 1 to 6. */
  readonly heading: number | undefined
}

/** What a text is made of, before it has places. */
export type Block = TextBlock | TableCollector

/** Tables nested deeper than anyone nests them. */
const MAX_DEPTH = 30

/**
 * Blocks of a text whose tables are told by their paragraphs: each says how many tables it lies in. A table is open as long as paragraphs of
 * its depth follow each other.
 */
export class BlockStack {
  readonly #blocks: Block[] = []
  readonly #tables: TableCollector[] = []

  get inTable(): boolean {
    return this.#tables.length > 0
  }

  /** Opens and closes tables until as many are open as the paragraph lies in; the innermost one, or null outside tables. */
  settle(depth: number): TableCollector | null {
    const wanted = Math.min(MAX_DEPTH, depth)
    while (this.#tables.length > wanted) this.#tables.pop()
    while (this.#tables.length < wanted) {
      const table = new TableCollector()
      const outermost = this.#tables[0]
      // Its place in the order is where it opens, before the tables nested in it.
      if (outermost === undefined) this.#blocks.push(table)
      else outermost.nested.push(table)
      this.#tables.push(table)
    }
    return this.#tables.at(-1) ?? null
  }

  /** Adds a block where the text stands: in a cell, a paragraph is one of its lines, and a table follows the table around it. */
  add(block: Block): void {
    const table = this.#tables.at(-1)
    if (table === undefined) this.#blocks.push(block)
    else if (block instanceof TableCollector) this.#tables[0]?.nested.push(block)
    else table.lines.push(block.text)
  }

  /** Adds what stands in a box beside the text. Its blank lines make no lines of a cell. */
  addBoxed(blocks: readonly Block[]): void {
    for (const block of blocks) if (block instanceof TableCollector || block.text !== '') this.add(block)
  }

  /** All blocks; the stack is empty again. */
  take(): Block[] {
    this.#tables.length = 0
    return this.#blocks.splice(0)
  }
}

/** Hands blocks to the builder: a table comes before the tables in its cells. */
export function addBlocks(builder: DocumentBuilder, blocks: readonly Block[]): void {
  for (const block of blocks) {
    if (!(block instanceof TableCollector)) {
      builder.paragraph(block.text, {}, block.heading)
      continue
    }
    builder.table(block.cells(), {}, { gapsAreFaults: false })
    addBlocks(builder, block.nested)
  }
}
