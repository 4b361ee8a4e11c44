import type { Slice } from '../../budget/slice.ts'
import { Amounts } from './amounts.ts'
import { BASE_ONLY, otherSide } from './comparison.ts'
import type { PrintedFigure } from './figures.ts'
import { saidFund, slicesOf, type Meaning } from './meaning.ts'
import type { Mention, ReadableParagraph, Topic } from './mention.ts'
import { PARTS, PURPOSE, REASON } from './phrases.ts'
import { breaksIn, evenly } from './pieces.ts'
import {
  readPhrase,
  unknownGroup,
  withoutOrdinal,
  type NamedCode,
  type OwnWords,
  type PhraseContext,
  type ReadPhrase,
} from './read-phrase.ts'

/** What a piece may begin with and does not mean: a conjunction; 主要是 before a code, which gives no reason but names what is spoken of. */
const LEADING = /^(?:[、和及]|主要(?:是|为)(?=\d{7}[-－—]?[\u4e00-\u9fff]))/u

/** What a paragraph is read under. */
export interface Setting {
  readonly own: OwnWords
  readonly context: PhraseContext
  /** Slices of the headings above, the nearest first. */
  readonly around: readonly Slice[]
  /** What the heading names, where its paragraph goes on without naming it: `（二）公务接待费` and then `2026年预算安排1万元`. */
  readonly heading: Meaning | null
  /** The amount that the paragraph before announced to take apart. */
  readonly whole: Mention | null
  /** Figures here may be of a part that no words name: only what other figures confirm is a claim. */
  readonly open: boolean
}

/** What is being taken apart: what it is, where that is known, and its amount, where one is printed. */
interface Parts {
  readonly topic: Topic | null
  readonly mention: Mention | null
}

/**
 * What is known at a place of a paragraph: what is spoken of, what is being taken apart, whether the words give reasons. It follows the words
 * from figure to figure; what the figures say is `ParagraphReader`'s.
 */
export class ParagraphState {
  readonly mentions: Mention[] = []
  protected readonly amounts = new Amounts()
  readonly names: { name: NamedCode; from: number }[] = []
  readonly unread: PrintedFigure[] = []
  protected topic: Topic | null = null
  /** The topic that the paragraph itself names before any figure: it narrows what follows. */
  protected scope: Topic | null = null
  protected parts: Parts | null = null
  /** The first amount of the sentence, and the last one. */
  protected main: Mention | null = null
  protected last: Mention | null = null
  /** The figure directly before, where it was read. */
  protected before: Mention | null = null
  /** Year and stage of what the sentence compares with. */
  protected base: Slice | null = null
  protected reason = false
  protected purpose = false
  protected listed = 0
  protected function: string | undefined
  protected readonly stack: { topic: Topic | null; last: Mention | null; parts: ParagraphState['parts']; listed: number }[] = []
  protected readonly text: string
  protected readonly paragraph: ReadableParagraph
  protected readonly setting: Setting

  constructor(paragraph: ReadableParagraph, setting: Setting) {
    this.paragraph = paragraph
    this.setting = setting
    this.text = evenly(paragraph.squeezed.text)
    this.function = setting.context.function
  }

  /** Reads the words up to a figure, piece by piece, and gives the last piece, which is the figure's own. */
  protected lead(words: string, at: number): { text: string; from: number } {
    let start = 0
    let tail = { text: '', from: at }
    for (const end of [...breaksIn(words, this.setting.own.projects), words.length]) {
      const piece = words.slice(start, end)
      const mark = words.charAt(end)
      const stripped = piece.replace(LEADING, '')
      const from = at + start + (piece.length - stripped.length)
      if (end === words.length) tail = { text: stripped, from }
      else this.piece(stripped, from, mark)
      this.zones(stripped, mark)
      if (mark === '（') this.open()
      else if (mark === '）') this.close()
      else if (mark === '。' || mark === '；') this.endClause(mark)
      start = end + 1
    }
    // A heading may run on into its text.
    const heading = /^.*(?:情况(?:的?(?:总体)?说明)?|说明)(?:（详见[^）]*）)?(?=.)/u.exec(tail.text)?.[0].length ?? 0
    tail = { text: tail.text.slice(heading), from: tail.from + heading }
    // Words in front of 包括 name the whole; those behind it are a part.
    const parted = PARTS.exec(tail.text)
    if (parted !== null) this.takeApart(tail.text.slice(0, parted.index), tail.from)
    return { text: tail.text.replace(/^(?:其中|包括|分别为|分别是)/u, ''), from: tail.from }
  }

  protected zones(piece: string, mark: string): void {
    if (mark === '：' && piece.endsWith('其中')) {
      this.reason = false
      this.purpose = false
      return
    }
    if (REASON.test(piece)) this.reason = true
    else if (PURPOSE.test(piece)) this.purpose = true
  }

  protected endClause(mark: string): void {
    this.reason = false
    this.purpose = false
    if (mark !== '。') return
    this.parts = null
    this.base = null
    // What is said after a list, in a sentence of its own, is said of the whole.
    if (this.listed > 1) {
      this.topic = this.main?.topic ?? null
      this.last = this.main
    }
    this.listed = 0
  }

  protected open(): void {
    this.stack.push({ topic: this.topic, last: this.last, parts: this.parts, listed: this.listed })
  }

  protected close(): void {
    const saved = this.stack.pop()
    if (saved === undefined) return
    this.topic = saved.topic
    this.last = saved.last
    this.parts = saved.parts
    this.listed = saved.listed
  }

  /** A piece of text without a figure of its own: it may name the topic, the other side of a comparison, or what is taken apart. */
  protected piece(piece: string, from: number, mark: string): void {
    const base = BASE_ONLY.exec(piece)
    if (base !== null) {
      this.base = this.baseOf(base.groups ?? {}, from)
      return
    }
    const parted = PARTS.exec(piece)
    if (parted !== null) this.takeApart(piece.slice(0, parted.index), from)
    else if (mark === '：' && this.last !== null && piece === '') this.takeApart('', from, true)
    if (this.reason || this.purpose || REASON.test(piece) || PURPOSE.test(piece)) return
    const words = withoutOrdinal(piece.replace(/(?:预算|支出|收入)中$/u, (c) => c.slice(0, -1)).replace(/其中$/u, ''))
    const read = this.phrase(words, from + piece.indexOf(words))
    if (read === null || !read.meaning.named || piece.endsWith('包括')) return
    const topic = this.topicOf(read.meaning)
    if (topic === null) return
    this.topic = topic
    this.last = null
    this.main = null
    this.scope = topic
    this.listed = 0
  }

  /** `其中`, `包括`: what follows are parts of what was said last, or of what these words name. */
  protected takeApart(words: string, from: number, direct = false): void {
    const named = this.phrase(withoutOrdinal(words), from)
    const whole = !direct && this.main !== null && this.listed > 1 ? this.main : (this.last ?? this.main)
    if (named?.meaning.named === true) {
      // 支出包括, said of 收支总预算: the parts are of its fund.
      const both = [this.main, this.last].find((m) => m?.topic.both === true) ?? null
      const topic = this.topicOf(named.meaning, both?.topic ?? null)
      if (topic !== null) this.parts = { topic, mention: both }
    } else if (whole !== null) this.parts = { topic: whole.topic, mention: whole }
    else if (this.setting.whole === null) this.parts = { topic: this.scope, mention: null }
    this.listed = 0
  }

  protected phrase(text: string, from: number): ReadPhrase | null {
    const read = readPhrase(text, this.setting.own, { ...this.setting.context, function: this.function })
    const unknown = read === null ? unknownGroup(text, this.setting.own) : null
    if (unknown !== null) this.names.push({ name: unknown, from: from + unknown.from })
    if (read !== null) {
      for (const name of read.names) this.names.push({ name, from: from + name.from })
      const code = read.meaning.slice.function
      // Items stand below the class or group that was named last; an item itself is no such heading.
      if (code !== undefined && code.length < 7) this.function = code
    }
    return read
  }

  protected topicOf(meaning: Meaning, of: Topic | null = null): Topic | null {
    const { project } = meaning.slice
    // Some tables list a project whole and others a part of it: it is the one that prints this amount.
    const listed = project === undefined ? undefined : this.setting.own.projects.get(project)
    if (listed !== undefined) return { options: listed, fund: null, both: false, open: true }
    const near = [of, this.parts?.topic ?? null, this.scope].filter((t) => t !== null)
    const around = [...near.map(optionOf), ...this.setting.around]
    const options = slicesOf(meaning, around)
    if (options.length === 0) return null
    const lost = this.parts !== null && this.parts.topic === null && near.length === 0
    return {
      options,
      fund: saidFund(meaning, [...near, ...this.setting.around]),
      both: meaning.flow === 'both',
      open: this.setting.open || lost,
    }
  }

  protected push(mention: Omit<Mention, 'paragraph'>): Mention {
    const made = { ...mention, paragraph: this.paragraph }
    this.mentions.push(made)
    if (made.kind === 'amount') this.amounts.add(made)
    return made
  }

  protected current(): Topic | null {
    if (this.topic !== null || this.setting.heading === null || this.mentions.length + this.unread.length > 0) return this.topic
    return this.topicOf(this.setting.heading)
  }

  protected baseOf(groups: Readonly<Record<string, string | undefined>>, from: number): Slice | null {
    const { when, printedYear } = otherSide(groups, this.setting.own)
    if (printedYear !== null) this.yearMention(printedYear, from)
    return when
  }

  protected yearMention(printed: string, from: number): void {
    const at = this.text.indexOf(printed, from)
    if (at < 0 || Number(printed) !== this.setting.own.year) return
    const figure: PrintedFigure = { kind: 'count', printed, unit: '年', from: at, to: at + 5, aside: false }
    this.push({ kind: 'year', topic: NOTHING, figure, sign: 0, from: at, printed, when: { year: '-1' } })
  }
}

export const NOTHING: Topic = { options: [], fund: null, both: false, open: false }

/** What a topic most likely is. */
export function optionOf(topic: Topic): Slice {
  return topic.options[0] ?? {}
}
