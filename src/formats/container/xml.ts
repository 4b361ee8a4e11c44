import { SaxesParser } from 'saxes'
import type { Limits } from '../limits.ts'
import { damaged, Refused, tooMuch } from '../refusal.ts'
import type { Zip } from './zip.ts'

/**
 * Hears an XML part. Names come without their prefix, attributes as written. `end` is where the tag ends in the decoded text of the part
 * (behind its `>`); both tags of an empty element end at the same place.
 */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>, end: number): void
  close(name: string, end: number): void
  text(text: string): void
}

/**
 * Reads one XML part of a container as a stream, never as a tree. Document types are refused (entity bombs live there), and so is nesting deeper
 * than the limit. Throws `Refused` where the XML is not well formed.
 *
 * @param unheard patterns of markup without any text, taken out before it is parsed: most of a part may be formatting that the listener would not
 * hear anyway. Positions then count without it.
 */
export function readXmlPart(
  zip: Zip,
  part: string,
  limits: Limits,
  listener: XmlListener,
  unheard: readonly RegExp[] = [],
): void {
  const parser = new SaxesParser({ position: false })
  const locals = new Map<string, string>()
  /** Local names of the elements that are open. */
  const path: string[] = []
  let elements = 0
  parser.on('doctype', () => {
    throw new Refused(
      'damaged',
      `文件的 ${part} 里有文档类型声明（DOCTYPE），正常的办公文件没有，为安全起见未读取。请用原软件另存一份。`,
      `${part} declares a document type (DOCTYPE), which no office file does; it was not read. Save a new copy from its own program.`,
    )
  })
  parser.on('error', () => {
    throw damaged(`${part} 不是合格的 XML`, `${part} is not well-formed XML`)
  })
  parser.on('opentag', (tag) => {
    if (++elements > limits.xmlElements) {
      throw tooMuch(`${part} 超过 ${limits.xmlElements} 个元素`, `more than ${limits.xmlElements} elements in ${part}`)
    }
    const name = localOf(tag.name, locals)
    if (path.push(name) > limits.xmlDepth)
      throw damaged(`${part} 嵌套超过 ${limits.xmlDepth} 层`, `${part} nests deeper than ${limits.xmlDepth}`)
    listener.open(name, tag.attributes as Record<string, string>, parser.position)
  })
  parser.on('closetag', () => {
    const name = path.pop()
    if (name !== undefined) listener.close(name, parser.position)
  })
  parser.on('text', (text) => listener.text(text))
  parser.on('cdata', (text) => listener.text(text))
  let decoder: InstanceType<typeof TextDecoder> | null = null
  zip.unpack(part, (bytes) => {
    decoder ??= new TextDecoder(encodingOf(bytes))
    const text = decoder.decode(bytes, { stream: true })
    // What stands in a CDATA section only looks like markup.
    parser.write(text.includes('<![CDATA[') ? text : unheard.reduce((rest, pattern) => rest.replace(pattern, ''), text))
  })
  parser.close()
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** DrawingML text (`a:`) is no text of the document; its names are kept whole so that they match nothing of ours. */
function localOf(name: string, locals: Map<string, string>): string {
  const known = locals.get(name)
  if (known !== undefined) return known
  const local = name.startsWith('a:') ? name : name.slice(name.indexOf(':') + 1)
  locals.set(name, local)
  return local
}

/** The attribute of that local name, whatever its prefix: `w:val` almost always, seldom another. */
export function attributeOf(attributes: Readonly<Record<string, string>>, prefix: string, name: string): string | undefined {
  const usual = attributes[`${prefix}:${name}`] ?? attributes[name]
  if (usual !== undefined) return usual
  for (const key in attributes) if (key.endsWith(`:${name}`)) return attributes[key]
  return undefined
}
