import type { DefaultTreeAdapterTypes } from 'parse5'
import { BLOCKS, isHidden, UNPRINTED } from './elements.ts'
import { isIndexLabel, speaksOfBudget } from './site-words.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** What stands in a block of a page, with all that is in it. Lengths count characters without white space. */
export interface Measure {
  characters: number
  /** Characters in links that lead away from the page. */
  linked: number
  /** Links that lead away from the page to something else than a file. */
  links: number
  /** Links to files: attachments. */
  files: number
  /** Characters of what is written and not merely labelled: sentences, titles, anything that speaks of a budget. */
  prose: number
  /** Paragraphs, headings and list items. */
  paragraphs: number
  tables: number
  /** Cells of tables that hold a figure and nothing else. */
  figures: number
  /** Labels of the index above a publication. */
  labels: number
}

/** A link to a file. */
export interface Attachment {
  readonly name: string
  readonly address: string
}

/** A page, measured. */
export interface Measured {
  readonly of: (element: Element) => Measure
  readonly whole: Measure
  readonly attachments: readonly Attachment[]
  /** Tables that the page does not show, such as those on tabs that are not open. */
  readonly hiddenTables: number
}

interface Frame {
  readonly nodes: readonly Node[]
  next: number
  readonly element: Element | null
  readonly measure: Measure
  readonly hidden: boolean
  readonly inLink: boolean
  /** Text of the cell or link that is open here. */
  readonly words: { text: string } | null
}

const FIGURE = /^[-−－]?(?:\d{3,}|\d{1,3}(?:[,，]\d{3})+|\d+(?=\.))(?:\.\d+)?%?$/u
/** A text of this length that is no link is written to be read. */
const SENTENCE = 20
const FILE = /\.(?:pdf|docx?|xlsx?|wps|et|ofd|od[ts]|zip|rar|7z)(?:[?#].*)?$/iu
/** Dates beside links to news weigh nothing. */
const DATE = /[[(（]?\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?[\])）]?/gu
/** Names and figures are shorter. */
const LONGEST = 120

/** Measures every block of a page in one walk that does not recurse. */
export function measurePage(roots: readonly Node[]): Measured {
  const measures = new Map<Element, Measure>()
  const attachments = new Map<string, Attachment>()
  let hiddenTables = 0
  const whole = nothing()
  const stack: Frame[] = [{ nodes: roots, next: 0, element: null, measure: whole, hidden: false, inLink: false, words: null }]
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const node = frame.nodes[frame.next++]
    if (node === undefined) {
      stack.pop()
      const parent = stack.at(-1)
      if (frame.element !== null && parent !== undefined) close(frame, frame.element, parent)
    } else if (node.nodeName === '#text') {
      if (!frame.hidden) addText((node as DefaultTreeAdapterTypes.TextNode).value, frame)
    } else if ('tagName' in node) {
      noteViewer(node)
      if (UNPRINTED.has(node.tagName)) continue
      const hidden = frame.hidden || isHidden(node.attrs)
      if (hidden && node.tagName === 'table') hiddenTables++
      stack.push(open(node, frame, hidden))
    }
  }
  return { of: (element) => measures.get(element) ?? nothing(), whole, attachments: [...attachments.values()], hiddenTables }

  function open(element: Element, { measure, inLink, words }: Frame, hidden: boolean): Frame {
    const tag = element.tagName
    const own = BLOCKS.has(tag) ? nothing() : measure
    const address = tag === 'a' ? awayFrom(element) : null
    const holder = tag === 'td' || tag === 'th' || address !== null
    if (!hidden) {
      if (address !== null) {
        if (FILE.test(address)) own.files++
        else own.links++
      }
      if (/^(?:p|h[1-6]|li)$/u.test(tag)) own.paragraphs++
      if (tag === 'table') own.tables++
    }
    return {
      nodes: element.childNodes,
      next: 0,
      element,
      measure: own,
      hidden,
      inLink: inLink || address !== null,
      words: holder ? { text: '' } : words,
    }
  }

  function close(frame: Frame, element: Element, parent: Frame): void {
    const tag = element.tagName
    const text = (frame.words?.text ?? '').replace(/\s+/gu, '')
    if ((tag === 'td' || tag === 'th') && FIGURE.test(text)) frame.measure.figures++
    if (tag === 'a') noteLink(element, text)
    const above = parent.words
    if (frame.words !== null && frame.words !== above && above !== null && above.text.length < LONGEST)
      above.text += frame.words.text.slice(0, LONGEST)
    if (frame.measure === parent.measure) return
    measures.set(element, frame.measure)
    for (const key of KEYS) parent.measure[key] += frame.measure[key]
  }

  function noteLink(element: Element, text: string): void {
    const address = awayFrom(element)
    if (address === null || (!FILE.test(address) && !FILE.test(text))) return
    attachments.set(address, { name: text === '' ? (address.split('/').at(-1) ?? address) : text, address })
  }

  /** A page that shows a file in a frame. */
  function noteViewer(element: Element): void {
    if (!/^(?:iframe|embed|object)$/u.test(element.tagName)) return
    const address = element.attrs.find(({ name }) => name === 'src' || name === 'data')?.value ?? ''
    const file = /[^=]*\.(?:pdf|ofd|docx?|xlsx?)/iu.exec(address)?.[0]
    if (file !== undefined) attachments.set(address, { name: file.split('/').at(-1) ?? file, address })
  }
}

const KEYS = ['characters', 'linked', 'links', 'files', 'prose', 'paragraphs', 'tables', 'figures', 'labels'] as const

function nothing(): Measure {
  return { characters: 0, linked: 0, links: 0, files: 0, prose: 0, paragraphs: 0, tables: 0, figures: 0, labels: 0 }
}

function addText(text: string, { measure, inLink, words }: Frame): void {
  if (words !== null && words.text.length < LONGEST) words.text += text.slice(0, LONGEST)
  const length = text.replace(DATE, '').replace(/\s+/gu, '').length
  if (length === 0) return
  measure.characters += length
  if (isIndexLabel(text)) measure.labels++
  if (inLink) measure.linked += length
  else if (length >= SENTENCE || speaksOfBudget(text)) measure.prose += length
}

/** Where a link leads; null where it stays on the page or is only an anchor. */
function awayFrom(element: Element): string | null {
  const address = element.attrs.find(({ name }) => name === 'href')?.value.trim()
  return address === undefined || address === '' || (address.startsWith('#') && address.length > 1) ? null : address
}
