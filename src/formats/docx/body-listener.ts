import { attributeOf } from '../container/xml.ts'
import type { XmlListener } from '../container/xml.ts'
import type { DocumentBuilder } from '../document-builder.ts'
import type { Style } from './styles.ts'
import { isOn, levelOf } from './styles.ts'
import { symbolOf } from './symbols.ts'
import { TableCollector } from './table-collector.ts'

type Attributes = Readonly<Record<string, string>>

interface OpenParagraph {
  text: string
  heading: number | undefined
  hidden: boolean
  /** Text boxes anchored in it: their blocks follow it. */
  readonly after: (Block | TableCollector)[]
}

interface Block {
  readonly text: string
  readonly heading: number | undefined
}

/** Where finished blocks go: the body itself, a text box, or a table cell (then they are its lines). */
type Home =
  | { readonly kind: 'body' }
  | { readonly kind: 'box'; readonly blocks: (Block | TableCollector)[] }
  | { readonly kind: 'table'; readonly table: TableCollector; readonly outermost: TableCollector }

/**
 * Elements skipped with all that is in them: properties that say nothing about text, deleted and moved-away text, field codes,
 * phonetic guides, and the older twin of a drawing.
 */
const SKIPPED: ReadonlySet<string> = new Set(
  [
    'tblPr tblGrid tblPrEx sectPr sdtPr sdtEndPr del moveFrom instrText delText rt rubyPr Fallback',
    'tcBorders tcMar shd pBdr tabs rFonts numPr ctrlPr oMathParaPr fldData footnoteReference endnoteReference annotationRef',
  ].flatMap((line) => line.split(' ')),
)

/** Hears `word/document.xml` and hands blocks to the builder in the order in which they are read. */
export class BodyListener implements XmlListener {
  pictures = 0
  readonly #builder: DocumentBuilder
  readonly #styles: ReadonlyMap<string, Style>
  readonly #homes: Home[] = [{ kind: 'body' }]
  readonly #paragraphs: OpenParagraph[] = []
  #skip = 0
  #inText = false
  #runHidden = false
  /** Inside `w:pPr`, whose `w:rPr` is about the paragraph mark and not about text. */
  #inParagraphProperties = false
  #inRowProperties = false

  constructor(builder: DocumentBuilder, styles: ReadonlyMap<string, Style>) {
    this.#builder = builder
    this.#styles = styles
  }

  open(name: string, attributes: Attributes): void {
    if (this.#skip > 0) {
      this.#skip++
      return
    }
    switch (name) {
      case 'del':
        if (this.#inRowProperties) this.#table()?.dropRow()
        this.#skip = 1
        return
      case 'p':
        this.#paragraphs.push({ text: '', heading: undefined, hidden: false, after: [] })
        return
      case 'pPr':
        this.#inParagraphProperties = true
        return
      case 'r':
        this.#runHidden = this.#paragraphs.at(-1)?.hidden ?? false
        return
      case 't':
        this.#inText = true
        return
      case 'tbl':
        this.#openTable()
        return
      case 'txbxContent':
        this.#homes.push({ kind: 'box', blocks: [] })
        return
      default:
        if (SKIPPED.has(name)) this.#skip = 1
        else if (!this.#openInTable(name, attributes)) this.#openInRun(name, attributes)
    }
  }

  close(name: string): void {
    if (this.#skip > 0) {
      this.#skip--
      return
    }
    switch (name) {
      case 't':
        this.#inText = false
        return
      case 'p':
        this.#closeParagraph()
        return
      case 'pPr':
        this.#inParagraphProperties = false
        return
      case 'tc':
        this.#table()?.endCell()
        return
      case 'tr':
        this.#table()?.endRow()
        return
      case 'trPr':
        this.#inRowProperties = false
        return
      case 'tbl':
        this.#closeTable()
        return
      case 'txbxContent':
        this.#closeBox()
    }
  }

  text(text: string): void {
    if (this.#inText && this.#skip === 0) this.#append(text)
  }

  #append(text: string): void {
    const paragraph = this.#paragraphs.at(-1)
    if (paragraph !== undefined && !this.#runHidden) paragraph.text += text
  }

  #openInTable(name: string, attributes: Attributes): boolean {
    const table = this.#table()
    if (table === null) return false
    const number = (): number => Number(attributeOf(attributes, 'w', 'val') ?? '1')
    switch (name) {
      case 'tr':
        table.startRow()
        return true
      case 'trPr':
        this.#inRowProperties = true
        return true
      case 'gridBefore':
        table.skip(number())
        return true
      case 'hidden':
        if (this.#inRowProperties && isOn(attributeOf(attributes, 'w', 'val'))) table.dropRow()
        return true
      case 'tc':
        table.startCell()
        return true
      case 'gridSpan':
        if (table.cell !== null) table.cell.columnSpan = number()
        return true
      case 'vMerge':
        if (table.cell !== null) table.cell.vertical = attributeOf(attributes, 'w', 'val') === 'restart' ? 'restart' : 'continue'
        return true
      case 'hMerge':
        if (table.cell !== null) table.cell.horizontal = attributeOf(attributes, 'w', 'val') !== 'restart'
        return true
      default:
        return false
    }
  }

  #openInRun(name: string, attributes: Attributes): void {
    const value = attributeOf(attributes, 'w', 'val')
    const paragraph = this.#paragraphs.at(-1)
    switch (name) {
      case 'pStyle':
        if (paragraph !== undefined) {
          const style = this.#styles.get(value ?? '')
          paragraph.heading ??= style?.heading
          paragraph.hidden = style?.hidden === true || style?.contents === true
        }
        return
      case 'outlineLvl':
        if (paragraph !== undefined) paragraph.heading = levelOf(Number(value))
        return
      case 'rStyle':
        if (!this.#inParagraphProperties && this.#styles.get(value ?? '')?.hidden === true) this.#runHidden = true
        return
      case 'vanish':
        if (!this.#inParagraphProperties) this.#runHidden = isOn(value)
        return
      case 'br':
      case 'cr':
        this.#append('\n')
        return
      case 'tab':
      case 'ptab':
        this.#append('\t')
        return
      case 'noBreakHyphen':
        this.#append('-')
        return
      case 'sym':
        this.#append(symbolOf(attributeOf(attributes, 'w', 'font') ?? '', attributeOf(attributes, 'w', 'char') ?? ''))
        return
      case 'blipFill':
      case 'imagedata':
        this.pictures++
    }
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop()
    if (paragraph === undefined) return
    this.#put({ text: paragraph.text, heading: paragraph.heading })
    for (const block of paragraph.after) this.#put(block)
    this.#runHidden = false
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
    this.#builder.table(block.cells, {}, { gapsAreFaults: true })
    for (const nested of block.nested) this.#emit(nested)
  }

  #openTable(): void {
    const home = this.#homes.at(-1)
    const table = new TableCollector()
    const outermost = home?.kind === 'table' ? home.outermost : table
    // Its place in the order is where it opens, before the tables nested in it.
    if (outermost !== table) outermost.nested.push(table)
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
