import type { Text } from '../budget/place.ts'
import type { Disclosure, Reading } from '../budget/reading.ts'
import { narrow } from '../budget/amount.ts'
import type { Block, Document, Paragraph } from '../document/document.ts'
import { narrowNarrative, narrowToUnit, setsOf } from './budget-sets.ts'
import { tablesInContext, unitOf, type TableInContext } from './context.ts'
import { yearPart } from './figure-claim.ts'
import type { PlaceForms } from './form.ts'
import { PLACES } from './places.ts'
import { readGlossary, readOverallPerformance, readSections } from './read-sections.ts'
import { readSentences, type NarrativeParagraph } from './read-sentences.ts'
import { readingBuilder, type ReadingBuilder } from './reading-builder.ts'
import { bestForm, readOne, type Match } from './recognise.ts'
import { settleScopes } from './settle-scopes.ts'

/** Document → Reading: every recognised form as claims with their places. Never throws for content; what could not be read is a problem. */
export function readDisclosure(document: Document, places: readonly PlaceForms[] = PLACES): Reading {
  const tables = tablesInContext(document.blocks)
  const ranked = places
    .map((place) => ({ place, matches: tables.map((t) => bestForm(place, t)) }))
    .sort((a, b) => total(b.matches) - total(a.matches))
  const chosen = ranked[0]
  if (chosen === undefined) throw new Error('readDisclosure needs the forms of at least one place')
  const years = yearsIn(document.blocks)
  const year = years.majority ?? 0
  const stage = stageOf(document.blocks)
  const builder = readingBuilder(year, stage)
  builder.problems.push(...document.problems)
  const statutory = chosen.matches.map((m) => (m?.form.kind === 'table' ? m.form.id : null))
  const units = setsOf(tables, statutory)
  chosen.matches.forEach((match, i) => {
    const found = tables[i]
    if (found === undefined) return
    const [claimsBefore, formsBefore] = [builder.claims.length, builder.forms.length]
    readOne(match, found, builder)
    const unit = units?.[i]
    if (unit !== undefined) narrowToUnit(builder, claimsBefore, formsBefore, unit)
  })
  claimYears(years, builder)
  const { sections, series } = readSections(document.blocks)
  builder.series.push(...series)
  const beforeNarrative = builder.claims.length
  readSentences(chosen.place, narrative(document.blocks), builder)
  if (units !== null) narrowNarrative(builder, beforeNarrative, [...new Set(units.filter((u) => u !== undefined))])
  settleScopes(builder)
  for (const card of readOverallPerformance(document.blocks, builder.forms.length).cards) {
    builder.cards.push({ ...card, index: 1 })
    builder.forms.push({
      form: card.form,
      title: card.title,
      state: 'read',
      place: card.place,
      slice: {},
      complete: [],
      emptyNote: null,
      hasMoney: false,
    })
  }
  const { problems, claims, forms, cards, sentences, names, organisation, printedLabels } = builder
  return {
    disclosure: disclosureOf(
      document.blocks,
      tables,
      years.majority,
      total(chosen.matches) > 0 ? chosen.place.id : null,
      forms.some((f) => f.state === 'read'),
    ),
    forms,
    claims,
    cards,
    sentences,
    names,
    series: builder.series,
    organisation,
    sections,
    glossary: readGlossary(sections),
    paragraphs: document.blocks
      .filter((b): b is Paragraph => b.kind === 'paragraph')
      .map((p) => ({ printed: p.text, place: p.place })),
    printedLabels,
    problems,
  }
}

function total(matches: readonly (Match | null)[]): number {
  return matches.reduce((sum, m) => sum + (m?.score ?? 0), 0)
}

/** Paragraphs of the narrative, each under the heading that it stands below. */
function narrative(blocks: readonly Block[]): NarrativeParagraph[] {
  const paragraphs: NarrativeParagraph[] = []
  let section = ''
  for (const block of blocks) {
    if (block.kind !== 'paragraph') continue
    if (block.text.length < 45 && /^(?:第[一二三四五六七八九十\d]+部分|[一二三四五六七八九十]+、)/u.test(block.text))
      section = block.text
    paragraphs.push({ section, text: block.text, place: block.place })
  }
  return paragraphs
}

interface Years {
  readonly majority: number | null
  readonly printed: readonly { readonly year: string; readonly text: Text }[]
}

/** Where the document says which year it is for: the line above a table (预算年度：2023) and titles (2023年部门预算…). */
function yearsIn(blocks: readonly Block[]): Years {
  const printed: Years['printed'][number][] = []
  const votes = new Map<number, number>()
  const vote = (year: string, weight: number): void => {
    const value = Number(year)
    if (value >= 1990 && value <= 2100) votes.set(value, (votes.get(value) ?? 0) + weight)
  }
  const look = (text: string, place: Text['place'], weight: number): void => {
    const labelled = /(?:预算|决算)?年度[:：]\s*(\d[\d.]*)/u.exec(text)?.[1] ?? /^(?:预算|决算)年度[:：]()\s*$/u.exec(text)?.[1]
    if (labelled !== undefined) {
      printed.push({ year: labelled, text: { printed: text, place } })
      vote(labelled, weight * 3)
      return
    }
    const titled = /^(?:[\u4e00-\u9fff（）()]{0,40})?(\d{4})年(?:度)?(?:部门|单位)?(?:综合)?(?:预算|决算)(?!收入|支出)/u.exec(
      narrow(text),
    )?.[1]
    if (titled !== undefined) vote(titled, weight * 2)
    for (const match of text.matchAll(/(20\d\d)年/gu)) vote(match[1] ?? '', 0.1)
  }
  for (const block of blocks) {
    if (block.kind === 'paragraph') look(block.text, block.place, block.text.length < 60 ? 1 : 0.2)
    else for (const cell of block.cells) if (cell.row <= 3 && cell.text.includes('年')) look(cell.text, cell.place, 1)
  }
  const majority = [...votes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
  return { majority, printed }
}

function claimYears(years: Years, builder: ReadingBuilder): void {
  const table = builder.forms.length
  for (const { year, text } of years.printed) {
    builder.claim({
      ...yearPart(year, 0),
      form: 'narrative',
      table,
      title: '',
      sentence: text.printed,
      slot: 'year',
      place: text.place,
    })
  }
}

function disclosureOf(
  blocks: readonly Block[],
  tables: readonly TableInContext[],
  year: number | null,
  place: string | null,
  isRead: boolean,
): Disclosure {
  const units = new Set<string>()
  let department: Disclosure['department'] = {}
  for (const table of tables) {
    const unit = unitOf(table.info)
    if (unit !== null) units.add(unit)
    for (const text of table.info) {
      const coded = /^(?:部门(?:名称)?[:：])?\s*[[（(]?(\d{3,6})[\])）]?\s*([\u4e00-\u9fff（）()]{4,40})$/u.exec(text)
      // `2026年部门预算表` is a title and no code with a name.
      if (coded?.[1] !== undefined && coded[2] !== undefined && !coded[2].startsWith('年') && department.name === undefined)
        department = { code: coded[1], name: coded[2] }
      const named = /^(?:编制|填报|公开)?(?:部门|单位)(?:名称)?[:：]\s*([\u4e00-\u9fff（）()]{4,40})$/u.exec(text)?.[1]
      if (named !== undefined && department.name === undefined && !/^(?:人民币)?(?:万|亿)?元/u.test(named))
        department = { name: named }
    }
  }
  const texts = blocks.filter((b): b is Paragraph => b.kind === 'paragraph').map((p) => p.text)
  if (department.name === undefined) {
    for (const text of texts) {
      const named = /^([\u4e00-\u9fff（）()]{4,40}?)(?:20\d\d年)?(?:度)?(?:部门|单位)?(?:预算|决算)(?:信息)?公开/u.exec(
        narrow(text),
      )?.[1]
      if (named !== undefined) {
        department = { name: named }
        break
      }
    }
  }
  const whole = texts.slice(0, 400).join('\n')
  return {
    department,
    year,
    stage: stageOf(blocks),
    scope:
      (whole.match(/单位预算|单位决算/gu) ?? []).length > (whole.match(/部门预算|部门决算/gu) ?? []).length
        ? 'unit'
        : 'department',
    units: [...units],
    place: isRead ? place : null,
  }
}

/** A final account says 决算 in its titles; one that only mentions last year's is a budget. */
function stageOf(blocks: readonly Block[]): Disclosure['stage'] {
  const texts = blocks.filter((b): b is Paragraph => b.kind === 'paragraph').map((p) => p.text)
  const titles = texts.filter((t) => t.length < 50)
  const count = (words: RegExp, among: readonly string[]): number => among.reduce((n, t) => n + (t.match(words) ?? []).length, 0)
  const titled = count(/决算/gu, titles) - count(/预算/gu, titles)
  if (titled !== 0) return titled > 0 ? 'final' : 'budget'
  return count(/决算/gu, texts.slice(0, 400)) > count(/预算/gu, texts.slice(0, 400)) ? 'final' : 'budget'
}
