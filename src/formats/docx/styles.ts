import { attributeOf, readXmlPart } from '../container/xml.ts'
import type { Zip } from '../container/zip.ts'
import type { Limits } from '../limits.ts'

/** What of a style matters to a reader of text. */
export interface Style {
  /** 1 to 6. */
  readonly heading?: number
  /** Its text is not printed. */
  readonly hidden: boolean
  /** It sets a line of the list of contents, which repeats headings and is made from them: no more text than a page number. */
  readonly contents: boolean
}

interface RawStyle {
  name: string
  basedOn: string
  outline: number | null
  hidden: boolean | null
}

/** Names of headings in Word and WPS: `heading 1`, `标题 1`; `Title` and `标题` alone are the document's own title. */
const HEADING = /^(?:heading|标题)\s*([1-9])$/iu
const TITLE = /^(?:title|标题)$/iu
const CONTENTS = /^(?:toc (?:[1-9]|heading)|目录\s*(?:[1-9]|标题))$/iu

/** The styles of a document by id, with what they inherit. */
export function readStyles(zip: Zip, part: string | undefined, limits: Limits): ReadonlyMap<string, Style> {
  const raw = new Map<string, RawStyle>()
  if (part === undefined || !zip.has(part)) return new Map()
  let current: RawStyle | null = null
  readXmlPart(zip, part, limits, {
    open(name, attributes) {
      if (name === 'style') {
        current = { name: '', basedOn: '', outline: null, hidden: null }
        raw.set(attributeOf(attributes, 'w', 'styleId') ?? '', current)
      } else if (current !== null) {
        const value = attributeOf(attributes, 'w', 'val')
        if (name === 'name') current.name = value ?? ''
        else if (name === 'basedOn') current.basedOn = value ?? ''
        else if (name === 'outlineLvl') current.outline = Number(value)
        else if (name === 'vanish') current.hidden = isOn(value)
      }
    },
    close(name) {
      if (name === 'style') current = null
    },
    text() {},
  })
  return new Map([...raw.keys()].map((id) => [id, inherit(raw, id)]))
}

/** Chains longer than this are circles. */
const MAX_CHAIN = 20

function inherit(raw: ReadonlyMap<string, RawStyle>, id: string): Style {
  let heading: number | undefined | null = null
  let hidden: boolean | null = null
  let style = raw.get(id)
  for (let i = 0; i < MAX_CHAIN && style !== undefined; i++) {
    if (heading === null) heading = headingOf(style)
    hidden ??= style.hidden
    style = raw.get(style.basedOn)
  }
  const contents = CONTENTS.test(raw.get(id)?.name ?? '')
  return { ...(heading === null || heading === undefined ? {} : { heading }), hidden: hidden ?? false, contents }
}

/** `undefined`: the style says that it is body text; `null`: it says nothing. */
function headingOf(style: RawStyle): number | undefined | null {
  if (style.outline !== null) return levelOf(style.outline)
  const match = HEADING.exec(style.name)
  if (match !== null) return Math.min(6, Number(match[1]))
  return TITLE.test(style.name) ? 1 : null
}

/** An outline level (0 to 8 are headings, 9 is body text) as a heading from 1 to 6. */
export function levelOf(outline: number): number | undefined {
  return outline >= 0 && outline <= 8 ? Math.min(6, outline + 1) : undefined
}

/** OOXML's on/off values: the bare element means on. */
export function isOn(value: string | undefined): boolean {
  return value === undefined || !/^(?:0|false|off|none)$/u.test(value)
}
