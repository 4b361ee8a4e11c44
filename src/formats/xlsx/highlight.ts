import { type Edit, makeEdits, partText } from '../container/amend-zip.ts'
import { readXmlPart } from '../container/xml.ts'
import type { Zip } from '../container/zip.ts'
import type { Limits } from '../limits.ts'

/** A light yellow, on which black and red print are read. */
const FILL = 'FFFFF2CC'

/** The look of cells: a highlighted twin is made for each look that is asked for. */
export class Highlighter {
  readonly #zip: Zip
  readonly #part: string
  readonly #limits: Limits
  /** Twins by the index of what they are twins of. */
  readonly #twins = new Map<number, number>()
  readonly #count: number
  readonly #usable: boolean

  /** `part` is the workbook's styles. */
  constructor(zip: Zip, part: string, limits: Limits) {
    this.#zip = zip
    this.#part = part
    this.#limits = limits
    const { formats, fillsEnd, formatsEnd } = this.#look()
    this.#count = formats.length
    this.#usable = fillsEnd !== -1 && formatsEnd !== -1
  }

  /** The index of a highlighted style that is otherwise like the given one; the same one where the workbook has no list of looks to add to. */
  twinOf(style: number): number {
    if (!this.#usable) return style
    const known = this.#twins.get(style)
    if (known !== undefined) return known
    const twin = this.#count + this.#twins.size
    this.#twins.set(style, twin)
    return twin
  }

  /** The styles with the twins that were asked for; null where none was. */
  stylesXml(): string | null {
    if (this.#twins.size === 0) return null
    const { xml, formats, fills, fillsEnd, formatsEnd, prefix } = this.#look()
    const fill = `<${prefix}fill><${prefix}patternFill patternType="solid"><${prefix}fgColor rgb="${FILL}"/><${prefix}bgColor indexed="64"/></${prefix}patternFill></${prefix}fill>`
    const twins = [...this.#twins.keys()].map((style) => filled(formats[style] ?? formats[0] ?? `<${prefix}xf/>`, fills))
    const edits: Edit[] = [
      { from: fillsEnd, to: fillsEnd, text: fill },
      { from: formatsEnd, to: formatsEnd, text: twins.join('') },
    ]
    return counted(makeEdits(xml, edits), prefix, fills + 1, formats.length + twins.length)
  }

  #look(): { xml: string; formats: string[]; fills: number; fillsEnd: number; formatsEnd: number; prefix: string } {
    const xml = partText(this.#zip, this.#part)
    const formats: string[] = []
    let fills = 0
    let fillsEnd = -1
    let formatsEnd = -1
    let formatFrom = -1
    const path: string[] = []
    readXmlPart(this.#zip, this.#part, this.#limits, {
      open(name, _, end) {
        const parent = path.at(-1)
        path.push(name)
        if (name === 'fill' && parent === 'fills') fills++
        if (name === 'xf' && parent === 'cellXfs') formatFrom = xml.lastIndexOf('<', end - 1)
      },
      close(name, end) {
        path.pop()
        if (name === 'xf' && path.at(-1) === 'cellXfs') formats.push(xml.slice(formatFrom, end))
        if (name === 'fills') fillsEnd = xml.lastIndexOf('<', end - 1)
        if (name === 'cellXfs') formatsEnd = xml.lastIndexOf('<', end - 1)
      },
      text() {},
    })
    return { xml, formats, fills, fillsEnd, formatsEnd, prefix: /<((?:[\w.-]+:)?)styleSheet[\s>]/u.exec(xml)?.[1] ?? '' }
  }
}

function filled(format: string, fill: number): string {
  const end = format.indexOf('>')
  const tag = format.slice(0, end).replace(/\s(?:fillId|applyFill)="[^"]*"/gu, '')
  const open = tag.endsWith('/') ? tag.slice(0, -1) : tag
  return `${open} fillId="${fill}" applyFill="1"${tag.endsWith('/') ? '/' : ''}${format.slice(end)}`
}

function counted(xml: string, prefix: string, fills: number, formats: number): string {
  const count = (name: string, n: number) => (text: string) =>
    text.replace(new RegExp(`(<${prefix}${name}\\b[^>]*\\bcount=")\\d+`, 'u'), (_, head: string) => `${head}${n}`)
  return count('cellXfs', formats)(count('fills', fills)(xml))
}
