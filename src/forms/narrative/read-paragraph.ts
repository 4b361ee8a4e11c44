import type { Slice } from '../../budget/slice.ts'
import { CHANGED, COMPARED, DIRECTED, LEVEL } from './comparison.ts'
import { countedBefore } from './counts.ts'
import { figuresIn, type PrintedFigure } from './figures.ts'
import { slicesOf, whenOf, type Meaning } from './meaning.ts'
import type { Mention, ReadableParagraph, Topic } from './mention.ts'
import { optionOf, ParagraphState, type Setting } from './paragraph-state.ts'
import { PURPOSE, UP } from './phrases.ts'
import { withoutOrdinal, type NamedCode } from './read-phrase.ts'

/** What a paragraph says. */
export interface ParagraphReading {
  readonly mentions: readonly Mention[]
  readonly names: readonly { readonly name: NamedCode; readonly from: number }[]
  /** Amounts and changes that no words known here explain. */
  readonly unread: readonly PrintedFigure[]
  /** What the next paragraphs take apart, where this one announces it. */
  readonly whole: Mention | null
  /** The functional class or group that this paragraph is about. */
  readonly function: string | undefined
}

const SHARE = /^占(?<whole>.*?)(?:的比重|的比例|的|比重|比例)?(?:为|达)?$/u
const ALL_OF_IT = /部门|单位|全部|全年|本年|总|合计/u
const COMPLETED = /完成(?<what>年初预算|全年预算|调整预算|预算)数?的?$/u

const PROJECTS: Meaning = {
  slice: { nature: 'project' },
  flow: 'expenditure',
  extent: undefined,
  year: 0,
  stage: undefined,
  named: true,
}

/** Reads the figures of a paragraph in the state that the words before them leave. */
class ParagraphReader extends ParagraphState {
  read(): ParagraphReading {
    const { text, setting } = this
    if (setting.whole !== null) this.parts = { topic: setting.whole.topic, mention: setting.whole }
    let at = 0
    for (const figure of figuresIn(text)) {
      if (figure.from < at) continue
      const tail = this.lead(text.slice(at, figure.from), at)
      const mention = this.figure(figure, tail)
      this.before = mention
      at = figure.to
    }
    const rest = text.slice(at)
    if (at === 0) this.lead(`${rest.replace(/[：。；，]*$/u, '')}，`, 0)
    const announces = /(?:[：:]|其中)$/u.test(text) && !PURPOSE.test(rest)
    return {
      mentions: this.mentions,
      names: this.names,
      unread: this.unread,
      whole: announces ? (this.main ?? this.last) : null,
      function: this.function,
    }
  }

  private figure(figure: PrintedFigure, tail: { text: string; from: number }): Mention | null {
    if (figure.kind === 'count') return this.count(figure)
    if (figure.kind === 'percent') return this.percent(figure, tail)
    if (figure.kind === 'level') return this.level(figure, tail)
    const mention = figure.aside ? null : (this.change(figure, tail) ?? this.amount(figure, tail))
    if (mention === null) {
      if (!figure.aside) this.unread.push(figure)
      // A figure of something unknown is what the words after it speak of.
      if (!DIRECTED.test(tail.text) && !this.reason) {
        this.topic = null
        this.last = null
      }
    }
    return mention
  }

  private amount(figure: PrintedFigure, tail: { text: string; from: number }): Mention | null {
    if (this.reason) return null
    const words = withoutOrdinal(tail.text)
    const read = this.phrase(words, tail.from + tail.text.length - words.length)
    if (read === null || (this.purpose && !read.meaning.named)) return null
    const { meaning } = read
    const when = whenOf(meaning)
    const topic = this.isRepeated(words, figure)
      ? (this.main?.topic ?? null)
      : this.isLike(meaning)
        ? this.current()
        : meaning.named
          ? this.topicOf(meaning)
          : null
    if (topic === null || (words === '' && this.before !== null)) return null
    const of = this.parts?.topic ?? null
    const mention = this.push({
      kind: 'amount',
      topic,
      figure,
      sign: 0,
      from: figure.from,
      printed: figure.printed,
      when,
      ...(of === null ? {} : { partOf: of }),
    })
    this.topic = topic
    this.last = mention
    if (this.parts === null) this.main ??= mention
    else this.listed++
    this.purpose = false
    return mention
  }

  /** `…，合计1,410万元` after the parts of 1,410万元 says the whole again. */
  private isRepeated(words: string, { printed }: PrintedFigure): boolean {
    return /^(?:合计|共计|总计)$/u.test(words) && this.main?.figure.printed === printed
  }

  /** Whether an amount is of the topic that is spoken of: `2025年执行数为`, and `支出决算为` after an expenditure. */
  private isLike(meaning: Meaning): boolean {
    if (!meaning.named) return true
    if (meaning.flow !== 'expenditure' || Object.keys(meaning.slice).length > 0 || meaning.extent !== undefined) return false
    const [option] = this.current()?.options ?? []
    if (option === undefined || (option.flow !== 'expenditure' && option.flow !== 'uses')) return false
    const narrow = option.function ?? option.item ?? option.nature ?? option.economic
    return (narrow !== undefined && this.last === null) || (this.last !== null && meaning.stage !== this.last.when.stage)
  }

  /** What a comparison is about: the words beside it, or what is spoken of. */
  private compared(words: string, from: number): Topic | null {
    const plain = withoutOrdinal(words.replace(/^(?:主要原因|主要|原因)?(?:是|为)?(?:因)?/u, '')).replace(/^其中[，：]?/u, '')
    if (plain === '' || /^(?:均|都|各)$/u.test(plain)) {
      // After a list it is not said of which of its amounts, or of them all.
      return this.reason ? null : this.current()
    }
    const read = this.phrase(plain, from + words.length - plain.length)
    if (read === null) return null
    if (!read.meaning.named) return this.reason ? null : this.current()
    const topic = this.topicOf(read.meaning)
    const [option] = topic?.options ?? []
    if (topic === null || option === undefined) return null
    return this.amounts.lastOn(option)?.topic ?? topic
  }

  private change(figure: PrintedFigure, tail: { text: string; from: number }): Mention | null {
    const match = CHANGED.exec(tail.text) ?? COMPARED.exec(tail.text)
    const groups = match?.groups
    if (match === null || groups === undefined) return null
    const word = groups['word'] ?? ''
    const isBased = groups['base'] !== undefined || groups['when'] !== undefined
    const base = isBased ? this.baseOf(groups, tail.from) : this.base
    const topic = this.compared((groups['a'] ?? '') + (groups['b'] ?? ''), tail.from)
    if (base === null || topic === null) return null
    if (isBased || !this.reason) this.base = base
    // Both directions are printed and none was chosen: only no change at all is both.
    if (word.includes('（') && Number(figure.printed) !== 0) return null
    const up = UP.includes(word) || /[大多高]于/u.test(word)
    const from = figure.from - (tail.from + tail.text.length - (tail.from + tail.text.lastIndexOf(word)))
    this.purpose = false
    if (!this.reason) this.topic = topic
    const printed = `${word}${figure.printed}`
    return this.push({ kind: 'change', topic, figure, sign: up ? 1 : -1, from, printed, when: base })
  }

  private level(figure: PrintedFigure, tail: { text: string; from: number }): Mention | null {
    if (this.reason || figure.aside) return null
    const match = LEVEL.exec(tail.text)
    const words = match === null ? tail.text : `${match.groups?.['a'] ?? ''}${match.groups?.['b'] ?? ''}`
    const base = match === null ? this.base : this.baseOf(match.groups ?? {}, tail.from)
    const topic = this.compared(words, tail.from)
    if (topic === null || base === null) return null
    this.purpose = false
    return this.push({ kind: 'change', topic, figure, sign: 0, from: figure.from, printed: figure.printed, when: base })
  }

  private percent(figure: PrintedFigure, tail: { text: string; from: number }): Mention | null {
    if (figure.aside) return null
    const { before } = this
    const share = SHARE.exec(tail.text)
    if (share !== null) return this.share(figure, share.groups?.['whole'] ?? '', tail.from)
    const completed = COMPLETED.exec(tail.text)
    if (completed !== null) return this.completion(figure, completed.groups?.['what'] ?? '')
    const match = CHANGED.exec(tail.text)
    const word = match?.groups?.['word']
    if (word === undefined && !(tail.text === '' && before?.kind === 'change')) return null
    const sign = word === undefined ? (before?.sign ?? 0) : UP.includes(word) ? 1 : -1
    const from = word === undefined ? figure.from : figure.from - (tail.text.length - tail.text.lastIndexOf(word))
    const printed = `${word ?? ''}${figure.printed}%`
    const isBased = match?.groups?.['base'] !== undefined
    if (!isBased) {
      if (before?.kind !== 'change' || (match?.groups?.['a'] ?? '') + (match?.groups?.['b'] ?? '') !== '') return null
      const of = this.amountOf(before.topic, {})
      const to = this.amountOf(before.topic, before.when)
      return this.push({
        kind: 'growth',
        topic: before.topic,
        figure,
        sign,
        from,
        printed,
        when: before.when,
        ratio: refs(of, to, before),
      })
    }
    const base = this.baseOf(match?.groups ?? {}, tail.from)
    const topic = this.compared((match?.groups?.['a'] ?? '') + (match?.groups?.['b'] ?? ''), tail.from)
    if (base === null || topic === null || this.reason) return null
    this.base = base
    const ratio = refs(this.amountOf(topic, {}), this.amountOf(topic, base), undefined)
    return this.push({ kind: 'growth', topic, figure, sign, from, printed, when: base, ratio })
  }

  /** The last amount of a topic at a time, in this paragraph. */
  private amountOf(topic: Topic, when: Slice): Mention | undefined {
    return this.amounts.of(topic, when)
  }

  private share(figure: PrintedFigure, words: string, from: number): Mention | null {
    const { before } = this
    if (before?.kind !== 'amount' || this.reason) return null
    let to = this.parts?.mention ?? undefined
    let wholes: readonly Slice[] | undefined
    if (words !== '') {
      const read = this.phrase(words, from + 1)
      const [option] =
        read === null || !read.meaning.named
          ? []
          : slicesOf(
              read.meaning,
              [optionOf(before.topic)].map((s) =>
                s.fund === undefined || read.meaning.slice.item === undefined ? {} : { fund: s.fund },
              ),
            )
      to = option === undefined ? undefined : this.amounts.firstOn(option)
      const near = option === undefined ? [] : [option]
      const { fund } = optionOf(before.topic)
      // 占支出的, said of one fund, may be of that fund's; 占部门支出总额的 is of all.
      const scoped = fund === undefined || ALL_OF_IT.test(words) ? [] : [{ fund }]
      if (to === undefined) wholes = read?.meaning.named === true ? [...near, ...slicesOf(read.meaning, scoped)] : []
    }
    const ratio = { of: before, ...(to === undefined ? {} : { to }), ...(wholes === undefined ? {} : { wholes }) }
    return this.push({
      kind: 'share',
      topic: before.topic,
      figure,
      sign: 1,
      from: figure.from,
      printed: `${figure.printed}%`,
      when: before.when,
      ratio,
    })
  }

  private completion(figure: PrintedFigure, what: string): Mention | null {
    const { topic } = this
    if (topic === null || this.reason) return null
    const stage = /全年|调整/u.test(what) ? 'adjusted' : 'approved'
    const to = this.amountOf(topic, { stage })
    const ratio = refs(this.amountOf(topic, {}), to, undefined)
    return this.push({
      kind: 'completion',
      topic,
      figure,
      sign: 1,
      from: figure.from,
      printed: `${figure.printed}%`,
      when: { stage },
      ratio,
    })
  }

  /** `3个项目纳入绩效目标管理`, `编报绩效目标的项目共3个`: what money follows is theirs, where a table prints it as all that projects get. */
  private projects({ from, to, unit }: PrintedFigure): void {
    const [before, after] = [this.text.slice(Math.max(0, from - 8), from), this.text.slice(to, to + 6)]
    if (
      unit !== '个' ||
      (!/项目(?:支出)?(?:共计|共有|共)?$/u.test(before) && !/^(?:[一二三]级)?(?:预算)?项目(?!绩效)/u.test(after))
    )
      return
    const topic = this.topicOf(PROJECTS)
    if (topic === null) return
    this.topic = { ...topic, open: true }
    this.scope = this.topic
    this.last = null
  }

  private count(figure: PrintedFigure): Mention | null {
    this.projects(figure)
    const slice = countedBefore(this.text, figure)
    if (slice === null) return null
    const topic: Topic = { options: [slice], fund: null, both: false, open: false }
    return this.push({ kind: 'count', topic, figure, sign: 0, from: figure.from, printed: figure.printed, when: {} })
  }
}

/** Reads one paragraph. */
export function readParagraph(paragraph: ReadableParagraph, setting: Setting): ParagraphReading {
  return new ParagraphReader(paragraph, setting).read()
}

function refs(of: Mention | undefined, to: Mention | undefined, change: Mention | undefined): NonNullable<Mention['ratio']> {
  return { ...(of === undefined ? {} : { of }), ...(to === undefined ? {} : { to }), ...(change === undefined ? {} : { change }) }
}
