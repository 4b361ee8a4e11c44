import type { Place, Text } from '../budget/place.ts'
import type { Card, Section, Series } from '../budget/reading.ts'
import type { Block, Paragraph } from '../document/document.ts'
import { ordinalValue } from './label.ts'

/** Kinds of numbering, from the outermost in. Each counts within the one above it. */
const NUMBERINGS: readonly { readonly level: number; readonly kind: 'part' | 'section'; readonly pattern: RegExp }[] = [
  { level: 0, kind: 'part', pattern: /^第[一二三四五六七八九十\d]+(?:部分|章)/u },
  { level: 1, kind: 'section', pattern: /^[一二三四五六七八九十]+[、.．]/u },
  { level: 2, kind: 'section', pattern: /^[（(][一二三四五六七八九十]+[)）]、?/u },
  { level: 3, kind: 'section', pattern: /^\d{1,2}[、.．](?!\d)/u },
  { level: 4, kind: 'section', pattern: /^[（(]\d{1,2}[)）]/u },
]

/** What a section is about, by the words of its heading. The first that fits. */
const TOPICS: readonly (readonly [string, RegExp])[] = [
  ['glossary', /名词解释|术语/u],
  ['running-cost', /机关运行经费/u],
  ['three-public', /三公/u],
  ['performance', /绩效/u],
  ['procurement', /政府采购/u],
  ['state-assets', /国有资产|固定资产/u],
  ['duties', /职责|机构设置/u],
  ['budget', /收支|总体情况|预算安排/u],
  ['other', /其他需要说明|其他/u],
]

/** A numbered paragraph: a heading, or an item of a list. */
interface Numbered {
  readonly level: number
  readonly kind: 'part' | 'section'
  readonly printed: string
  readonly value: number | null
  readonly text: string
  readonly place: Place
}

function numberedOf(paragraph: Paragraph): Numbered | null {
  const text = paragraph.text.replace(/^\s+/u, '')
  for (const numbering of NUMBERINGS) {
    const printed = numbering.pattern.exec(text)?.[0]
    if (printed === undefined) continue
    return {
      level: numbering.level,
      kind: numbering.kind,
      printed,
      value: ordinalValue(printed),
      text: text.slice(printed.length).trim(),
      place: paragraph.place,
    }
  }
  return null
}

/** The narrative in its sections, and every numbering in it as a series that should count on. */
export function readSections(blocks: readonly Block[]): { sections: Section[]; series: Series[] } {
  const sections: { section: Omit<Section, 'paragraphs'>; paragraphs: Text[] }[] = []
  const series: Series[] = []
  const open: (Series['entries'][number][] | undefined)[] = []
  const styleOf: (string | undefined)[] = []
  const close = (from: number): void => {
    for (let level = from; level < open.length; level++) {
      const entries = open[level]
      if (entries !== undefined && entries.length > 1)
        series.push({ kind: level === 0 ? 'part' : 'section', table: null, entries })
      open[level] = undefined
    }
  }
  for (const block of blocks) {
    if (block.kind !== 'paragraph') continue
    const numbered = numberedOf(block)
    if (numbered !== null) {
      const style = /\d/u.test(numbered.printed) ? 'arabic' : 'chinese'
      close(numbered.level + 1)
      // A count that begins again is another list.
      if (numbered.value === 1) close(numbered.level)
      open[numbered.level] ??= []
      styleOf[numbered.level] = style
      open[numbered.level]?.push({
        printed: numbered.printed,
        value: numbered.value,
        place: numbered.place,
        label: numbered.text,
      })
    }
    const isHeading = numbered !== null && numbered.level <= 2 && numbered.text.length < 45 && !/[。；]/u.test(numbered.text)
    if (isHeading) {
      const topic = TOPICS.find(([, words]) => words.test(numbered.text))?.[0] ?? null
      const section = { title: block.text, ordinal: numbered.printed, level: numbered.level, place: block.place, topic }
      sections.push({ section, paragraphs: [] })
    } else sections.at(-1)?.paragraphs.push({ printed: block.text, place: block.place })
  }
  close(0)
  return { sections: sections.map(({ section, paragraphs }) => ({ ...section, paragraphs })), series }
}

/** The terms that the document explains itself (名词解释). */
export function readGlossary(sections: readonly Section[]): { term: Text; meaning: string }[] {
  const glossary: { term: Text; meaning: string }[] = []
  for (const section of sections) {
    if (section.topic !== 'glossary') continue
    for (const paragraph of section.paragraphs) {
      const match = /^(?:\d{1,2}[、.．]|[（(][一二三四五六七八九十\d]+[)）]、?)?\s*([^：:。]{2,30})[：:](.+)$/su.exec(
        paragraph.printed,
      )
      if (match?.[1] === undefined || match[2] === undefined) continue
      const from = paragraph.printed.indexOf(match[1])
      const term = { printed: match[1], place: { ...paragraph.place, span: [from + 1, from + match[1].length] as const } }
      glossary.push({ term, meaning: match[2].trim() })
    }
  }
  return glossary
}

/**
 * The overall performance target (部门整体绩效目标) stands in prose: a goal, part-goals each with a target and indicators, safeguards.
 * And the targets of special funds (专项资金绩效目标), which most units leave at `无`.
 */
export function readOverallPerformance(blocks: readonly Block[], table: number): { cards: Omit<Card, 'index'>[] } {
  const cards: Omit<Card, 'index'>[] = []
  const paragraphs = blocks.filter((b): b is Paragraph => b.kind === 'paragraph')
  const overall = paragraphs.findIndex((p) => /整体绩效目标\s*$/u.test(p.text) && p.text.length < 30)
  const special = paragraphs.findIndex((p) => /专项资金绩效目标\s*$/u.test(p.text) && p.text.length < 30)
  const blank: Omit<Card, 'index' | 'form' | 'title' | 'place' | 'fields'> = {
    table,
    budget: null,
    sources: [],
    plan: [],
    goals: [],
    indicators: [],
  }
  if (overall >= 0) {
    const heading = paragraphs[overall]
    const end = nextPart(paragraphs, overall)
    const body = partGoals(paragraphs.slice(overall + 1, end))
    // The same words stand over a table of targets too, or in a list of contents: prose of targets has some.
    const isFilled = body.goals.length > 0 || body.indicators.length > 0 || Object.keys(body.fields).length > 0
    if (heading !== undefined && isFilled)
      cards.push({ ...blank, ...body, form: 'overall-performance', title: heading.text, place: heading.place })
  }
  if (special >= 0) {
    const heading = paragraphs[special]
    const text = paragraphs.slice(special + 1, nextPart(paragraphs, special))
    const [first] = text
    if (heading !== undefined && first !== undefined) {
      const fields = { text: { printed: text.map((p) => p.text).join('\n'), place: first.place } }
      cards.push({ ...blank, form: 'special-fund-performance', title: heading.text, place: heading.place, fields })
    }
  }
  return { cards }
}

function nextPart(paragraphs: readonly Paragraph[], after: number): number {
  const at = paragraphs.findIndex(
    (p, i) => i > after && (/^第[一二三四五六七八九十\d]+部分/u.test(p.text) || /^[一二三四五六七八九十]+、/u.test(p.text)),
  )
  return at < 0 ? paragraphs.length : at
}

function withoutOrdinal(text: string): string {
  return text.replace(/^\d{1,2}[、.．]\s*/u, '').replace(/[。；]$/u, '')
}

function partGoals(paragraphs: readonly Paragraph[]): Pick<Card, 'fields' | 'goals' | 'indicators'> {
  const fields: Record<string, Text> = {}
  const goals: Text[] = []
  const indicators: Card['indicators'][number][] = []
  let within = ''
  let part: Paragraph | null = null
  let target: { text: string; place: Place } | null = null
  let expects: 'target' | 'indicator' | null = null
  for (const p of paragraphs) {
    if (/^[（(][一二三四五六七八九十]+[)）]/u.test(p.text)) {
      within = /保障/u.test(p.text) ? 'safeguards' : /分项/u.test(p.text) ? 'parts' : 'goal'
      continue
    }
    if (within !== 'parts') {
      if (within === '') continue
      const before = fields[within]
      fields[within] =
        before === undefined ? { printed: p.text, place: p.place } : { ...before, printed: `${before.printed}\n${p.text}` }
      continue
    }
    if (/^\d{1,2}[、.．]/u.test(p.text)) {
      part = p
      target = null
      expects = null
      goals.push({ printed: withoutOrdinal(p.text), place: p.place })
      continue
    }
    const labelled = /^(?:[（(]\d+[)）])?\s*绩效(目标|指标)[:：]?\s*(.*)$/su.exec(p.text)
    const kind: 'target' | 'indicator' | null = labelled === null ? expects : labelled[1] === '目标' ? 'target' : 'indicator'
    const text: string = labelled?.[2] ?? p.text
    expects = kind
    if (text === '' || part === null) continue
    if (kind === 'target') target = { text, place: p.place }
    if (kind === 'indicator') {
      const places = {
        level1: part.place,
        level2: part.place,
        level3: part.place,
        description: target?.place ?? p.place,
        value: p.place,
        basis: p.place,
      }
      const level3 = withoutOrdinal(part.text)
      indicators.push({
        level1: '分项绩效目标',
        level2: '',
        level3,
        description: target?.text ?? '',
        value: text,
        basis: '',
        place: p.place,
        places,
      })
    }
  }
  return { fields, goals, indicators }
}
