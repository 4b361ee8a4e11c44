import type { Reading } from '../budget/reading.ts'
import type { Block, Document, Paragraph } from '../document/document.ts'
import { narrowNarrative, narrowToUnit, setsOf } from './budget-sets.ts'
import { tablesInContext } from './context.ts'
import { yearPart } from './figure-claim.ts'
import type { PlaceForms } from './form.ts'
import { PLACES } from './places.ts'
import { readGlossary, readOverallPerformance, readSections } from './read-sections.ts'
import { readSentences, type NarrativeParagraph } from './read-sentences.ts'
import { readingBuilder, type ReadingBuilder } from './reading-builder.ts'
import { bestForm, readOne, type Match } from './recognise.ts'
import { followTables, settleScopes } from './settle-scopes.ts'
import { isKnownTable, whichSet } from './which-set.ts'
import { disclosureOf, stageOf, yearsIn, type Years } from './who-published.ts'

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
  const builder = readingBuilder(year, stage, document.type === 'pdf')
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
  settleScopes(builder)
  readSentences(chosen.place, narrative(document.blocks), builder)
  if (units !== null) narrowNarrative(builder, beforeNarrative, [...new Set(units.filter((u) => u !== undefined))])
  followTables(builder)
  const set = whichSet(builder.forms, stage, places)
  if (set !== null) {
    builder.forms.forEach((form, i) => {
      if (form.state === 'inferred' && isKnownTable(set, form)) builder.forms[i] = { ...form, state: 'read' }
    })
  }
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
      set,
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
    doubts: builder.doubts,
    byLooks: builder.byLooks,
    unruledTables: document.blocks.flatMap((b) => (b.kind === 'table' && b.unruled === true ? [b.index] : [])),
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
