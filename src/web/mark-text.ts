import { html, type Markup, type Part } from './markup.ts'
import type { Language } from './language.ts'
import type { Mark } from './marks.ts'
import { pageId } from './page-picture.ts'
import { phrase } from './phrases.ts'
import { findingId, severityName } from './severity.ts'

/** Printed words as lines of HTML. */
export function lines(text: string): Markup {
  return html`${text.split('\n').map((line, i) => (i === 0 ? line : html`<br>${line}`))}`
}

/**
 * A cell's or paragraph's printed words with its marks: a doubtful figure struck through with the proposed one beside it, spans
 * marked in place, and after them the numbers of the findings as links.
 */
export function markedText(text: string, marks: readonly Mark[], prefix: string, language: Language): Markup {
  const spans = spansOf(text, marks)
  if (spans.length === 0) return html`${whole(text, marks, language)}${references(marks, prefix, language)}`
  const parts: Part[] = []
  let from = 0
  for (const { start, end, marks: here } of spans) {
    parts.push(lines(text.slice(from, start)))
    const words = whole(text.slice(start, end), here, language)
    const term = here.every((mark) => mark.role === 'term')
    parts.push(html`${term ? html`<span class="term">${words}</span>` : words}${references(here, prefix, language)}`)
    from = end
  }
  parts.push(lines(text.slice(from)))
  const rest = marks.filter((mark) => !spans.some((span) => span.marks.includes(mark)))
  return html`${parts}${references(rest, prefix, language)}`
}

/** The mark that decides how a spot looks: a suspect before a place before a term, a graver one before a lighter one. */
export function leadingMark(marks: readonly Mark[]): Mark | undefined {
  const rank = (m: Mark): number =>
    ['suspect', 'place', 'term'].indexOf(m.role) * 3 + ['error', 'warning', 'note'].indexOf(m.severity)
  return [...marks].sort((a, b) => rank(a) - rank(b))[0]
}

/** Class names of a marked spot, `''` without marks. A term that is a few words of a text is marked there, not as a whole. */
export function markClass(marks: readonly Mark[]): string {
  const lead = leadingMark(marks.filter((mark) => mark.role !== 'term' || mark.span === undefined))
  return lead === undefined ? '' : `mark ${lead.role} ${lead.severity}`
}

function whole(text: string, marks: readonly Mark[], language: Language): Markup {
  const lead = leadingMark(marks)
  const blank = text.trim() === ''
  if (lead === undefined || lead.role === 'term') return lines(text)
  if (lead.repair === null) {
    return blank
      ? html`<mark class="${lead.severity} empty">${phrase(language, 'blankPrinted')}</mark>`
      : html`<mark class="${lead.severity}">${lines(text)}</mark>`
  }
  const proposed = lead.repair.printed === '' ? phrase(language, 'emptied') : lead.repair.printed
  const old = blank ? html`<span class="hidden">${phrase(language, 'blankPrinted')}</span>` : lines(text)
  if (lead.repair.certain) {
    return html`<del class="${lead.severity}">${old}</del> <ins><span class="hidden">${phrase(language, 'shouldBe')} </span><span class="arrow" aria-hidden="true">→ </span>${proposed}</ins>`
  }
  return html`<mark class="${lead.severity}">${old}</mark> <span class="maybe">${phrase(language, 'mayBe')} ${proposed}</span>`
}

function references(marks: readonly Mark[], prefix: string, language: Language): Markup {
  const seen = new Set<number>()
  const links: Part[] = []
  for (const mark of marks) {
    if (mark.role === 'term' || seen.has(mark.finding)) continue
    seen.add(mark.finding)
    links.push(
      html` <a class="badge ${mark.severity}" href="#${findingId(prefix, mark.finding)}"><span class="hidden">${severityName(mark.severity, language)}，${phrase(language, 'backToFinding')} </span>${mark.finding}</a>`,
    )
  }
  // One way to the page is enough, however many findings meet here.
  const page = marks.find((mark) => mark.role !== 'term' && mark.page !== undefined)?.page
  if (page !== undefined)
    links.push(
      html` <a class="in-picture" href="#${pageId(page, prefix)}">${phrase(language, 'inPicture')}<span class="hidden"> ${phrase(language, 'pageAsPrinted', { page })}</span></a>`,
    )
  return html`${links}`
}

interface Span {
  readonly start: number
  readonly end: number
  readonly marks: readonly Mark[]
}

/** Marks with a span inside the text, sorted; of two that overlap, the later is shown at the end of the text instead. */
function spansOf(text: string, marks: readonly Mark[]): Span[] {
  const spans: { start: number; end: number; marks: Mark[] }[] = []
  for (const mark of marks) {
    if (mark.span === undefined) continue
    const start = mark.span[0] - 1
    const end = mark.span[1]
    if (start < 0 || end > text.length || start >= end) continue
    const same = spans.find((span) => span.start === start && span.end === end)
    if (same !== undefined) same.marks.push(mark)
    else spans.push({ start, end, marks: [mark] })
  }
  spans.sort((a, b) => a.start - b.start || b.end - a.end)
  return spans.filter((span, i) => spans.slice(0, i).every((earlier) => earlier.end <= span.start))
}
