import type { Document } from '../../document/document.ts'
import { addBlocks, BlockStack } from '../doc/block-stack.ts'
import { DocumentBuilder } from '../document-builder.ts'
import type { Limits } from '../limits.ts'
import { damaged } from '../refusal.ts'
import { RowDefinition } from './row-definition.ts'
import { styleOf } from './style.ts'
import type { Style } from './style.ts'
import { tokensOf } from './tokens.ts'
import type { Token } from './tokens.ts'

/** Groups whose text is no text of the document. Numbers of list items are among them: no other format delivers them either. */
const SKIPPED: ReadonlySet<string> = new Set(
  [
    'colortbl info pict object header headerl headerr headerf footer footerl footerr footerf footnote annotation fldinst',
    'listtable listoverridetable revtbl rsidtbl themedata colorschememapping datastore latentstyles generator xmlnstbl',
    'nonesttables sp shppict nonshppict bkmkstart bkmkend atnid atnauthor template filetbl operator ftnsep ftnsepc aftnsep pntext pn',
  ].flatMap((line) => line.split(' ')),
)
/** Groups marked as to be ignored by who does not know them, which we know. */
const KNOWN: ReadonlySet<string> = new Set(['nesttableprops', 'shpinst', 'shptxt', 'ud', 'fonttbl', 'stylesheet'])
const SIGNS: Readonly<Record<string, string>> = {
  line: '\n',
  page: '\n',
  column: '\n',
  tab: '\t',
  '~': ' ',
  _: '-',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
}
const CHARSETS: Readonly<Record<number, string>> = { 128: 'shift_jis', 129: 'euc-kr', 134: 'gb18030', 136: 'big5' }
const CODE_PAGES: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  65001: 'utf-8',
}

/** What a group inherits and its end takes back. */
interface State {
  destination: 'body' | 'skip' | 'fonts' | 'styles'
  font: number
  hidden: boolean
  deleted: boolean
  /** Bytes that repeat a Unicode character for old readers. */
  repeats: number
  style: number
  outline: number | null
  depth: number
  inTable: boolean
  innerRow: boolean
  box: boolean
}

const PLAIN: State = {
  destination: 'body',
  font: 0,
  hidden: false,
  deleted: false,
  repeats: 1,
  style: 0,
  outline: null,
  depth: 0,
  inTable: false,
  innerRow: false,
  box: false,
}

/**
 * Reads a Rich Text file, which often goes by the name of .doc. Headers, footers, notes and deleted or hidden text are no part of the text.
 * Throws `Refused` where its groups nest deeper than any program writes them.
 */
export function readRtf(bytes: Uint8Array, limits: Limits): Document {
  const builder = new DocumentBuilder('doc', limits)
  const reader = new RtfReader(limits)
  for (const token of tokensOf(bytes)) reader.hear(token)
  const { stack, pictures } = reader.finish()
  addBlocks(builder, stack.take())
  if (pictures > 0) {
    builder.problem({
      zh: `文件里有 ${pictures} 张图片，图片里的文字和表格没有读。若其中有预算表，请改用可编辑的表格。`,
      en: `The file holds ${pictures} pictures; text and tables inside them were not read. If one shows a budget table, use a real table instead.`,
    })
  }
  return builder.finish()
}

class RtfReader {
  readonly #limits: Limits
  readonly #stack = new BlockStack()
  readonly #states: State[] = []
  readonly #charsets = new Map<number, number>()
  readonly #styles = new Map<number, Style>()
  readonly #outer = new RowDefinition()
  readonly #inner = new RowDefinition()
  #state: State = { ...PLAIN }
  /** Text of the paragraphs in which boxes are open. */
  readonly #hosts: string[] = []
  #codePage = 'windows-1252'
  #bytes: number[] = []
  #text = ''
  #pictures = 0
  /** Bytes still to be left out after a Unicode character. */
  #repeated = 0
  #ignorable = false
  #styleName = ''

  constructor(limits: Limits) {
    this.#limits = limits
  }

  hear(token: Token): void {
    if (token.kind === 'byte') this.#byte(token.byte)
    else if (token.kind === 'open') {
      this.#flush()
      if (this.#states.length >= this.#limits.xmlDepth)
        throw damaged(`嵌套超过 ${this.#limits.xmlDepth} 层`, `nests deeper than ${this.#limits.xmlDepth}`)
      this.#states.push(this.#state)
      this.#state = { ...this.#state }
      this.#repeated = 0
    } else if (token.kind === 'close') this.#close()
    else this.#word(token.word, token.value)
  }

  finish(): { readonly stack: BlockStack; readonly pictures: number } {
    this.#flush()
    if (this.#text !== '') this.#endParagraph()
    return { stack: this.#stack, pictures: this.#pictures }
  }

  #byte(byte: number): void {
    if (this.#repeated > 0) this.#repeated--
    else if (this.#state.destination !== 'skip') this.#bytes.push(byte)
  }

  /** Bytes are decoded together: a Chinese character is two, and the second may look like a letter. */
  #flush(): void {
    if (this.#bytes.length === 0) return
    const charset = CHARSETS[this.#charsets.get(this.#state.font) ?? 0]
    const text = new TextDecoder(charset ?? this.#codePage).decode(Uint8Array.from(this.#bytes))
    this.#bytes = []
    this.#append(text)
  }

  #append(text: string): void {
    const { destination, hidden, deleted } = this.#state
    if (destination === 'styles') this.#styleName += text
    else if (destination === 'body' && !hidden && !deleted) this.#text += text
  }

  #close(): void {
    this.#flush()
    const ended = this.#state
    if (ended.destination === 'styles' && this.#styleName !== '') {
      this.#styles.set(ended.style, styleOf(this.#styleName, ended.outline))
      this.#styleName = ''
    }
    const before = this.#states.pop()
    if (before !== undefined) this.#state = before
    if (ended.box && !this.#state.box) {
      if (this.#text !== '') this.#endParagraph()
      this.#text = this.#hosts.pop() ?? ''
    }
    this.#repeated = 0
    this.#ignorable = false
  }

  #word(word: string, value: number | null): void {
    if (this.#state.destination === 'skip') return
    if (word === 'u' && value !== null) {
      this.#flush()
      this.#append(String.fromCharCode(value < 0 ? value + 0x1_0000 : value))
      this.#repeated = this.#state.repeats
      return
    }
    this.#flush()
    this.#repeated = 0
    if (word === '*') {
      this.#ignorable = true
      return
    }
    const ignorable = this.#ignorable
    this.#ignorable = false
    if (SKIPPED.has(word) || (ignorable && !KNOWN.has(word))) {
      if (word === 'pict' || word === 'shppict') this.#pictures++
      this.#state.destination = 'skip'
      return
    }
    const sign = SIGNS[word]
    if (sign !== undefined) this.#append(sign)
    else if (!this.#row(word, value) && !this.#paragraph(word, value)) this.#look(word, value)
  }

  #look(word: string, value: number | null): void {
    const state = this.#state
    const on = value !== 0
    switch (word) {
      case 'ansicpg':
        this.#codePage =
          CODE_PAGES[value ?? 0] ?? (value !== null && value >= 1250 && value <= 1258 ? `windows-${value}` : 'gb18030')
        return
      case 'fonttbl':
        state.destination = 'fonts'
        return
      case 'stylesheet':
        state.destination = 'styles'
        state.style = 0
        return
      case 'f':
        state.font = value ?? 0
        return
      case 'fcharset':
        if (state.destination === 'fonts') this.#charsets.set(state.font, value ?? 0)
        return
      case 'plain':
        state.hidden = false
        state.deleted = false
        return
      case 'v':
        state.hidden = on
        return
      case 'deleted':
        state.deleted = on
        return
      case 'uc':
        state.repeats = Math.max(0, value ?? 1)
        return
      case 'nesttableprops':
        state.innerRow = true
        return
      case 'shptxt':
        if (state.box) return
        state.box = true
        this.#hosts.push(this.#text)
        this.#text = ''
    }
  }

  #paragraph(word: string, value: number | null): boolean {
    const state = this.#state
    switch (word) {
      case 'pard':
        state.style = 0
        state.outline = null
        state.depth = 0
        state.inTable = false
        return true
      case 's':
        state.style = value ?? 0
        return true
      case 'outlinelevel':
        state.outline = value
        return true
      case 'intbl':
        state.inTable = true
        return true
      case 'itap':
        state.depth = Math.max(0, value ?? 0)
        return true
      case 'par':
      case 'sect':
        if (state.destination === 'body') this.#endParagraph()
        return true
      default:
        return false
    }
  }

  #row(word: string, value: number | null): boolean {
    const { innerRow, depth } = this.#state
    const definition = innerRow ? this.#inner : this.#outer
    if (definition.hear(word, value)) return true
    const inner = Math.max(2, depth)
    switch (word) {
      case 'cell':
      case 'nestcell': {
        const at = word === 'cell' ? 1 : inner
        this.#endParagraph(at)
        this.#stack.settle(at)?.endCell()
        return true
      }
      case 'row':
        this.#stack.settle(1)?.endRow(this.#outer.shape(), false)
        this.#text = ''
        return true
      case 'nestrow':
        this.#stack.settle(inner)?.endRow(this.#inner.shape(), false)
        return true
      default:
        return false
    }
  }

  #endParagraph(depth = this.#state.depth || (this.#state.inTable ? 1 : 0)): void {
    const style = this.#styles.get(this.#state.style)
    const text = style?.contents === true ? '' : this.#text
    this.#text = ''
    const { outline } = this.#state
    const heading = outline === null ? style?.heading : outline <= 8 ? Math.min(6, outline + 1) : undefined
    this.#stack.settle(depth)
    this.#stack.add({ text, heading })
  }
}
