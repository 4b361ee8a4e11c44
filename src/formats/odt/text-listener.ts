import { attributeOf } from '../container/xml.ts'
import type { XmlListener } from '../container/xml.ts'
import type { DocumentBuilder } from '../document-builder.ts'
import type { StyleCollector } from './styles.ts'
import { TableCollector } from './table-collector.ts'

type Attributes = Readonly<Record<string, string>>

interface OpenParagraph {
  text: string
  readonly heading: number | undefined
  readonly shown: boolean
  /** Boxes anchored in it: their blocks follow it. */
  readonly after: (Block | TableCollector)[]
}

interface Block {
  readonly text: string
  readonly heading: number | undefined
}

type Home =
  | { readonly kind: 'body' }
  | { readonly kind: 'box'; readonly blocks: (Block | TableCollector)[] }
  | { readonly kind: 'table'; readonly table: TableCollector; readonly outermost: TableCollector }

/** Elements skipped with all that is in them: deleted text, notes, comments, lists of contents, forms, phonetic guides, data. */
const SKIPPED: ReadonlySet<string> = new Set(
  [
    'tracked-changes note annotation table-of-content alphabetical-index illustration-index table-index object-index user-index',
    'bibliography forms ruby-text binary-data event-listeners script desc hidden-text sequence-decls variable-decls user-field-decls',
  ].flatMap((line) => line.split(' ')),
)
/** Boxes and drawn shapes: what stands in them are blocks of their own. */
const SHAPES: ReadonlySet<string> = new Set([
  'text-box',
  'custom-shape',
  'rect',
  'ellipse',
  'circle',
  'polygon',
  'path',
  'caption',
])
const IN_LINE: ReadonlySet<string> = new Set(['p', 'h', 'span', 'a'])
const MAX_SPACES = 1000

/** Hears `office:text` and hands its blocks to the builder in the order in which they are read. */
export class TextListener implements XmlListener {
  pictures = 0
  readonly #builder: DocumentBuilder
  readonly #styles: StyleCollector
  readonly #homes: Home[] = [{ kind: 'body' }]
  readonly #paragraphs: OpenParagraph[] = []
  /** Whether the text in each open span is shown. */
  readonly #spans: boolean[] = []
  /** Local names of the elements that are open. */
  readonly #path: string[] = []
  #skip = 0

  constructor(builder: DocumentBuilder, styles: StyleCollector) {
    this.#builder = builder
    this.#styles = styles
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skip > 0 || SKIPPED.has(name) || this.#isHidden(name, attributes)) {
      this.#skip++
      return
    }
    this.#path.push(name)
    if (SHAPES.has(name)) {
      this.#homes.push({ kind: 'box', blocks: [] })
      return
    }
    switch (name) {
      case 'p':
      case 'h':
        this.#openParagraph(name, attributes)
        return
      case 'span': {
        const style = this.#styles.get('text', attributeOf(attributes, 'text', 'style-name'))
        this.#spans.push(!style.hidden)
        return
      }
      case 's':
        this.#append(' '.repeat(Math.min(MAX_SPACES, Math.max(1, Number(attributeOf(attributes, 'text', 'c') ?? 1) || 1))))
        return
      case 'tab':
        this.#append('\t')
        return
      case 'line-break':
        this.#append('\n')
        return
      case 'image':
        this.pictures++
        return
      default:
        this.#openInTable(name, attributes)
    }
  }

  close(name: string): void {
    if (this.#skip > 0) {
      this.#skip--
      return
    }
    this.#path.pop()
    if (SHAPES.has(name)) this.#closeBox()
    else if (name === 'p' || name === 'h') this.#closeParagraph()
    else if (name === 'span') this.#spans.pop()
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#table()?.endCell()
    else if (name === 'table-row') this.#table()?.endRow()
    else if (name === 'table') this.#closeTable()
  }

  text(text: string): void {
    if (this.#skip === 0) this.#append(text.replace(/[\t\n\r ]+/gu, ' '))
  }

  #isHidden(name: string, attributes: Attributes): boolean {
    // The name of a picture is no text; that of the document, which a paragraph may print, is.
    if (name === 'title') return !IN_LINE.has(this.#path.at(-1) ?? '')
    return name === 'section' && attributeOf(attributes, 'text', 'display') === 'none'
  }

  #append(text: string): void {
    const paragraph = this.#paragraphs.at(-1)
    if (paragraph !== undefined && (this.#spans.at(-1) ?? paragraph.shown)) paragraph.text += text
  }

  #openParagraph(name: 'p' | 'h', attributes: Attributes): void {
    const style = this.#styles.get('paragraph', attributeOf(attributes, 'text', 'style-name'))
    const level = Number(attributeOf(attributes, 'text', 'outline-level') ?? 1)
    const heading = name === 'h' ? Math.min(6, Math.max(1, Math.floor(level) || 1)) : style.heading
    this.#paragraphs.push({ text: '', heading, shown: !style.hidden && !style.contents, after: [] })
  }

  #openInTable(name: string, attributes: Attributes): void {
    const number = (attribute: string): number => Number(attributeOf(attributes, 'table', attribute) ?? 1)
    if (name === 'table') {
      this.#openTable(attributeOf(attributes, 'table', 'is-sub-table') === 'true')
    } else if (name === 'table-row') {
      this.#table()?.startRow((attributeOf(attributes, 'table', 'visibility') ?? 'visible') !== 'visible')
    } else if (name === 'table-cell' || name === 'covered-table-cell') {
      const [columns, rows, repeat] = ['number-columns-spanned', 'number-rows-spanned', 'number-columns-repeated'].map(number)
      this.#table()?.startCell(columns ?? 1, rows ?? 1, repeat ?? 1, name === 'covered-table-cell')
    }
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop()
    if (paragraph === undefined) return
    this.#put({ text: paragraph.text, heading: paragraph.heading })
    for (const block of paragraph.after) this.#put(block)
  }

  #put(block: Block | TableCollector): void {
    const home = this.#homes.at(-1)
    if (home === undefined) return
    if (home.kind === 'box') home.blocks.push(block)
    else if (home.kind === 'body') this.#emit(block)
    else if (block instanceof TableCollector) home.outermost.nested.push(block)
    else home.table.cell?.lines.push(block.text)
  }

  #emit(block: Block | TableCollector): void {
    if (!(block instanceof TableCollector)) {
      this.#builder.paragraph(block.text, {}, block.heading)
      return
    }
    this.#builder.table(block.cells(), {}, { gapsAreFaults: true })
    for (const nested of block.nested) this.#emit(nested)
  }

  #openTable(divides: boolean): void {
    const home = this.#homes.at(-1)
    const inside = home?.kind === 'table'
    const table = new TableCollector(divides && inside && home.table.cell !== null)
    const outermost = inside ? home.outermost : table
    if (inside && table.divides && home.table.cell !== null) home.table.cell.parts = table
    // Its place in the order is where it opens, before the tables nested in it.
    else if (inside) outermost.nested.push(table)
    this.#homes.push({ kind: 'table', table, outermost })
  }

  #closeTable(): void {
    const home = this.#homes.at(-1)
    if (home?.kind !== 'table') return
    this.#homes.pop()
    if (home.outermost === home.table) this.#put(home.table)
  }

  #closeBox(): void {
    const home = this.#homes.at(-1)
    if (home?.kind !== 'box') return
    this.#homes.pop()
    const host = this.#paragraphs.at(-1)
    if (host !== undefined) host.after.push(...home.blocks)
    else for (const block of home.blocks) this.#put(block)
  }

  #table(): TableCollector | null {
    const home = this.#homes.at(-1)
    return home?.kind === 'table' ? home.table : null
  }
}
