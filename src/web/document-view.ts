import type { CheckResult, FormResult } from '../budget/check-result.ts'
import type { Document, Paragraph, Table } from '../document/document.ts'
import type { Language } from './language.ts'
import { type Locate, spotId } from './locate.ts'
import { html, type Markup, type Part } from './markup.ts'
import { lines, markClass, markedText } from './mark-text.ts'
import type { Marks } from './marks.ts'
import { phrase } from './phrases.ts'
import { renderTable } from './table.ts'

/** A part of the document as it is shown: a table with the lines printed above it, or a stretch of narrative. */
export type Passage =
  | {
      readonly kind: 'table'
      readonly table: Table
      readonly title: string
      /** Printed above the table, the title first, and its notes below it. */
      readonly lead: readonly Numbered[]
      readonly notes: readonly Numbered[]
      readonly form: FormResult | null
    }
  | { readonly kind: 'narrative'; readonly title: string; readonly paragraphs: readonly Numbered[] }

interface Numbered {
  readonly paragraph: Paragraph
  /** Its number among the blocks, from 1. */
  readonly block: number
}

/** Lines above a table that may be its title, its department or its unit: short, and no sentences. */
const LEAD_LENGTH = 60
const LEAD_LINES = 4
const NOTE = /^(?:备?注|附注)\s*[:：]/u

/** Cuts a document into tables with their titles and the narrative between them. */
export function passagesOf(document: Document, result: CheckResult, locate: Locate, language: Language): Passage[] {
  const forms = new Map<number, FormResult>()
  for (const form of result.forms) {
    const spot = locate(form.place)
    if (spot.kind !== 'document' && spot.kind !== 'paragraph' && !forms.has(spot.table)) forms.set(spot.table, form)
  }
  const passages: Passage[] = []
  let run: Numbered[] = []
  const flush = (): void => {
    if (run.length > 0) passages.push({ kind: 'narrative', title: narrativeTitle(run, language), paragraphs: run })
    run = []
  }
  for (const [index, block] of document.blocks.entries()) {
    if (block.kind === 'paragraph') {
      const numbered = { paragraph: block, block: index + 1 }
      const before = passages.at(-1)
      // 注：…，空表列示。 belongs to the table above it.
      if (run.length === 0 && before?.kind === 'table' && NOTE.test(block.text))
        passages[passages.length - 1] = { ...before, notes: [...before.notes, numbered] }
      else run.push(numbered)
      continue
    }
    const form = forms.get(block.index) ?? null
    const lead = leadOf(run, form)
    run = run.slice(0, run.length - lead.length)
    flush()
    const printed = lead[0]?.paragraph.text.replace(/\n/gu, ' ')
    const title = form?.title || printed || phrase(language, 'tableNumber', { n: block.index })
    passages.push({ kind: 'table', table: block, title, lead, notes: [], form })
  }
  flush()
  return passages
}

/** The id of a passage's section, for the table of contents. */
export function passageId(passage: Passage, prefix: string): string {
  return passage.kind === 'table'
    ? spotId({ kind: 'table', table: passage.table.index }, prefix)
    : `${prefix}n${passage.paragraphs[0]?.block ?? 0}`
}

/** The findings that point into a passage, by number. */
export function findingsOf(passage: Passage, marks: Marks): Set<number> {
  const keys =
    passage.kind === 'table'
      ? [`table:${passage.table.index}`, ...[...passage.lead, ...passage.notes].map((l) => `block:${l.block}`)]
      : passage.paragraphs.map((p) => `block:${p.block}`)
  return new Set(keys.flatMap((key) => [...(marks.findingsIn.get(key) ?? [])]))
}

/** One passage as a section with its printed title; `pages` are the whole pages that are shown with it. */
export function renderPassage(passage: Passage, marks: Marks, prefix: string, language: Language, pages: Part = null): Markup {
  const id = passageId(passage, prefix)
  if (passage.kind === 'narrative') {
    return html`<section class="narrative" id="${id}" lang="zh-CN" tabindex="-1">${pages}${renderNarrative(passage.paragraphs, marks, prefix, language)}</section>`
  }
  const own = marks.at.get(spotId({ kind: 'table', table: passage.table.index }, '')) ?? []
  const [first, ...rest] = passage.lead
  const titled = first !== undefined && sameTitle(first.paragraph.text, passage.title)
  const heading = titled
    ? html`<h4 id="${prefix}p${first.block}" class="${markClass(marksAt(first, marks))}">${markedText(first.paragraph.text, marksAt(first, marks), prefix, language)}${markedText('', own, prefix, language)}</h4>`
    : html`<h4>${passage.title}${markedText('', own, prefix, language)}</h4>`
  const lead = (titled ? rest : passage.lead).map((l) => renderParagraph(l, marks, prefix, language))
  const notes = passage.notes.map((l) => renderParagraph(l, marks, prefix, language))
  return html`<section class="form" id="${id}" lang="zh-CN" tabindex="-1">${heading}<div class="lead">${lead}</div>${pages}${renderTable(passage.table, passage.title, marks, prefix, language)}${notes.length > 0 && html`<div class="lead">${notes}</div>`}</section>`
}

/** What is said of a form beside its title. */
export function stateName(passage: Passage, language: Language): string {
  if (passage.kind === 'narrative') return ''
  switch (passage.form?.state) {
    case 'read':
      return phrase(language, 'claims', { n: passage.form.claims })
    case 'empty':
      return phrase(language, 'stateEmpty')
    case 'inferred':
      return phrase(language, 'stateInferred')
    default:
      return phrase(language, 'stateUnread')
  }
}

function renderNarrative(paragraphs: readonly Numbered[], marks: Marks, prefix: string, language: Language): Markup {
  const parts: Markup[] = []
  let quiet: Numbered[] = []
  const fold = (): void => {
    if (quiet.length === 0) return
    // A line or two is shorter than the fold that would hide it.
    if (quiet.length <= 2 && quiet.every((q) => q.paragraph.text.length < LEAD_LENGTH))
      parts.push(...quiet.map((q) => renderParagraph(q, marks, prefix, language)))
    else {
      const first = quiet[0]?.paragraph.text.split('\n')[0] ?? ''
      const gist = first.length > 28 ? `${first.slice(0, 28)}…` : first
      parts.push(
        html`<details class="quiet"><summary>${gist} <span class="count" lang="${language === 'zh' ? 'zh-CN' : 'en'}">${phrase(language, 'narrativeFolded', { n: quiet.length })}</span></summary>${quiet.map((q) => renderParagraph(q, marks, prefix, language))}</details>`,
      )
    }
    quiet = []
  }
  for (const numbered of paragraphs) {
    if (marksAt(numbered, marks).length === 0) {
      quiet.push(numbered)
      continue
    }
    fold()
    parts.push(renderParagraph(numbered, marks, prefix, language))
  }
  fold()
  return html`${parts}`
}

function renderParagraph(numbered: Numbered, marks: Marks, prefix: string, language: Language): Markup {
  const own = marksAt(numbered, marks)
  const heading = numbered.paragraph.heading !== undefined
  const classes = [heading ? 'heading' : '', markClass(own)].filter((c) => c !== '').join(' ')
  const body = own.length > 0 ? markedText(numbered.paragraph.text, own, prefix, language) : lines(numbered.paragraph.text)
  return html`<p id="${prefix}p${numbered.block}"${own.length > 0 && html` tabindex="-1"`}${classes !== '' && html` class="${classes}"`}>${body}</p>`
}

function marksAt(numbered: Numbered, marks: Marks): ReturnType<Marks['at']['get']> & {} {
  return marks.at.get(`p${numbered.block}`) ?? []
}

function leadOf(run: readonly Numbered[], form: FormResult | null): Numbered[] {
  const lead: Numbered[] = []
  for (const numbered of run.slice(-LEAD_LINES).reverse()) {
    const { text } = numbered.paragraph
    if (text.length > LEAD_LENGTH || /[。；;]$/u.test(text)) break
    lead.unshift(numbered)
    if (form !== null && sameTitle(text, form.title)) break
  }
  return lead
}

/** Titles are printed with serial numbers, spaces and line breaks that are no part of them. */
function sameTitle(printed: string, title: string): boolean {
  const bare = (text: string): string => text.replace(/[\s\d、.．（）()一二三四五六七八九十]+/gu, '')
  return bare(printed) === bare(title)
}

function narrativeTitle(run: readonly Numbered[], language: Language): string {
  const first = run.find((r) => r.paragraph.heading !== undefined) ?? run[0]
  const text = first?.paragraph.text.split('\n')[0] ?? ''
  return text.length > 0 && text.length <= 30 ? text : phrase(language, 'narrative')
}
