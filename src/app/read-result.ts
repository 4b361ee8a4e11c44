import type { CardResult, ClaimResult, ReadResult } from '../budget/check-result.ts'
import type { Place, Text } from '../budget/place.ts'
import type { Card, Reading } from '../budget/reading.ts'
import type { Document } from '../document/document.ts'
import { claimResult, documentResult, formResults, placed, type Language, type Source } from './check-result.ts'

/** The outward JSON of `mingzhang read`: what was read, before anything is checked. */
export function readResult(source: Source, document: Document, reading: Reading, language: Language): ReadResult {
  const claims = reading.claims.map((c) => claimResult(source, c))
  const tables = reading.forms.flatMap((f, table) => (f.form === 'narrative' ? [] : [table]))
  return {
    format: 'mingzhang/read/1',
    document: documentResult(source, document, reading),
    forms: formResults(source, reading).map((form, i) => ({
      ...form,
      claims: reading.claims.filter((c) => c.table === tables[i]).flatMap((c) => claims[c.id] ?? []),
    })),
    cards: reading.cards.map((card) => cardResult(source, card, claims)),
    sentences: reading.sentences.map((s) => ({
      section: s.section,
      text: s.text,
      place: placed(source, s.place),
      claims: s.claims.flatMap((id) => claims[id] ?? []),
    })),
    organisation: reading.organisation.map((u) => ({ ...u, place: placed(source, u.place) })),
    sections: reading.sections.map(({ ordinal, title, topic, place, paragraphs }) => ({
      ordinal,
      title,
      topic,
      place: placed(source, place),
      paragraphs: paragraphs.map((p) => text(source, p)),
    })),
    glossary: reading.glossary.map((g) => ({ term: g.term.printed, meaning: g.meaning, place: placed(source, g.term.place) })),
    problems: reading.problems.map((p) => ({ message: p.message[language], place: placed(source, p.place) })),
  }
}

function text(source: Source, t: Text): { printed: string; place: Place } {
  return { printed: t.printed, place: placed(source, t.place) }
}

function cardResult(source: Source, card: Card, claims: readonly ClaimResult[]): CardResult {
  return {
    form: card.form,
    index: card.index,
    title: card.title,
    place: placed(source, card.place),
    fields: Object.fromEntries(Object.entries(card.fields).map(([id, t]) => [id, text(source, t)])),
    budget: card.budget === null ? null : (claims[card.budget] ?? null),
    sources: card.sources.flatMap((id) => claims[id] ?? []),
    plan: card.plan.map((p) => ({ ...p, unit: 'percent', place: placed(source, p.place) })),
    goals: card.goals.map((g) => text(source, g)),
    indicators: card.indicators.map(({ level1, level2, level3, description, value, basis, place }) => {
      return { level1, level2, level3, description, value, basis, place: placed(source, place) }
    }),
  }
}
