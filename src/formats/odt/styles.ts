import { attributeOf } from '../container/xml.ts'
import type { XmlListener } from '../container/xml.ts'

type Attributes = Readonly<Record<string, string>>

/** What of a style matters to a reader of text. */
export interface Style {
  /** 1 to 6, for a style that makes a heading of its paragraphs. */
  readonly heading?: number
  /** Its text, or the sheet that has it, is not shown. */
  readonly hidden: boolean
  /** It sets a line of the list of contents, which is made from the headings and repeats them. */
  readonly contents: boolean
  /** A left or right border. */
  readonly boxed: boolean
}

interface RawStyle {
  readonly name: string
  readonly parent: string
  hidden: boolean | null
  boxed: boolean | null
}

const PLAIN: Style = { hidden: false, contents: false, boxed: false }
/** Chains longer than this are circles. */
const MAX_CHAIN = 20

/** Collects the styles of a document while its XML is read. Names are unique within a family: paragraph, text, table, table-cell … */
export class StyleCollector implements XmlListener {
  readonly #raw = new Map<string, RawStyle>()
  readonly #settled = new Map<string, Style>()
  #current: RawStyle | null = null

  open(name: string, attributes: Attributes): void {
    if (name === 'style') {
      const family = attributeOf(attributes, 'style', 'family') ?? ''
      const shown = attributeOf(attributes, 'style', 'display-name')
      const own = attributeOf(attributes, 'style', 'name') ?? ''
      const parent = attributeOf(attributes, 'style', 'parent-style-name')
      this.#current = {
        name: shown ?? own.replaceAll('_20_', ' '),
        parent: parent === undefined ? '' : `${family} ${parent}`,
        hidden: null,
        boxed: null,
      }
      this.#raw.set(`${family} ${own}`, this.#current)
      return
    }
    const style = this.#current
    if (style === null) return
    if (name === 'text-properties') {
      const display = attributeOf(attributes, 'text', 'display')
      if (display !== undefined) style.hidden = display === 'none'
    } else if (name === 'table-properties') {
      if (attributeOf(attributes, 'table', 'display') === 'false') style.hidden = true
    } else if (name === 'table-cell-properties') style.boxed = boxOf(attributes) ?? style.boxed
  }

  close(name: string): void {
    if (name === 'style') this.#current = null
  }

  text(): void {}

  /** The style of that name, with what it inherits. */
  get(family: string, name: string | undefined): Style {
    if (name === undefined) return PLAIN
    const key = `${family} ${name}`
    const known = this.#settled.get(key)
    if (known !== undefined) return known
    const style = this.#settle(key)
    this.#settled.set(key, style)
    return style
  }

  #settle(key: string): Style {
    let heading: number | null = null
    let hidden: boolean | null = null
    let boxed: boolean | null = null
    let contents = false
    let style = this.#raw.get(key)
    for (let i = 0; i < MAX_CHAIN && style !== undefined; i++) {
      const level = /^(?:heading|标题)\s*(\d)$/iu.exec(style.name)?.[1]
      if (heading === null && level !== undefined) heading = Math.min(6, Math.max(1, Number(level)))
      if (heading === null && /^(?:title|标题)$/iu.test(style.name)) heading = 1
      contents ||= /^(?:contents (?:\d+|heading)|toc (?:\d|heading)|目录\s*(?:\d|标题))$/iu.test(style.name)
      hidden ??= style.hidden
      boxed ??= style.boxed
      style = this.#raw.get(style.parent)
    }
    return { ...(heading === null ? {} : { heading }), hidden: hidden ?? false, contents, boxed: boxed ?? false }
  }
}

/** Null where the style says nothing of borders. */
function boxOf(attributes: Attributes): boolean | null {
  const sides = ['border', 'border-left', 'border-right']
    .map((side) => attributes[`fo:${side}`])
    .filter((side) => side !== undefined)
  return sides.length === 0 ? null : sides.some((side) => !/^(?:none|hidden)?$/u.test(side.trim()))
}
