import type { Text } from '../budget/place.ts'
import { align, type Alignment } from './align.ts'
import { unitOf, type TableInContext } from './context.ts'
import type { Form, PlaceForms } from './form.ts'
import { inferForm, type Inferred } from './infer/infer-form.ts'
import { cardListLayout } from './infer/read-card-list.ts'
import { readCards } from './infer/read-cards.ts'
import { isOfWords, readOrganisation } from './infer/read-word-table.ts'
import { kindOfTitle } from './infer/table-kind.ts'
import { titleLikeness } from './label.ts'
import { cardLikeness, readCard, readRecords, recordLikeness } from './read-card.ts'
import { readTable } from './read-table.ts'
import type { ReadingBuilder } from './reading-builder.ts'

/** What one table most probably is. */
export interface Match {
  readonly form: Form
  readonly score: number
  readonly title: Text
  readonly alignment?: Alignment
}

/** Below this, a table is none of the place's forms. */
const ENOUGH = 0.55

/** The form whose title and headings fit a table best; null when none fits. */
export function bestForm(place: PlaceForms, found: TableInContext): Match | null {
  const candidates = place.forms.map((form) => candidateOf(form, found)).toSorted((a, b) => b.most - a.most)
  let best: Match | null = null
  for (const candidate of candidates) {
    // Laying a form over a table is the dear part: what could not win even if it fitted perfectly is not tried.
    if (candidate.most < ENOUGH || (best !== null && candidate.most <= best.score)) break
    const match = candidate.match()
    if (match.score >= ENOUGH && (best === null || match.score > best.score)) best = match
  }
  return best
}

/** A form that a table may be, with the highest score that it can reach. */
interface Candidate {
  readonly most: number
  match(): Match
}

function candidateOf(form: Form, found: TableInContext): Candidate {
  const printed = form.kind === 'card' ? found.before : [...found.before, ...found.wide]
  const candidates: Text[] = printed
    .filter((p) => !/^[（(]?单位[:：]/u.test(p.text))
    .map((p) => ({ printed: p.text, place: p.place }))
  const nearest = candidates.at(-1) ?? { printed: '', place: found.table.place }
  if (form.kind === 'card') {
    // The nearest paragraph that could be a heading: what follows the ordinal is the project's name.
    const heading = [...candidates].reverse().find((c) => c.printed.length < 80) ?? nearest
    const score = cardLikeness(form, found)
    return { most: score, match: () => ({ form, score, title: heading }) }
  }
  let title = nearest
  let likeness = 0
  for (const candidate of candidates) {
    const like = titleLikeness(candidate.printed, form.title)
    if (like >= likeness && like > 0) {
      likeness = like
      title = candidate
    }
  }
  if (form.kind === 'records') {
    const score = recordLikeness(form, found) * 0.8 + likeness * 0.2
    return { most: score, match: () => ({ form, score, title }) }
  }
  return {
    most: 0.5 + likeness * 0.5,
    match: () => {
      const alignment = align(form, found.grid)
      const score = alignment.score < 0.4 ? 0 : alignment.score * 0.5 + likeness * 0.5
      return { form, score, title, alignment }
    },
  }
}

export function readOne(match: Match | null, found: TableInContext, builder: ReadingBuilder): void {
  const inferred = match === null || match.form.kind === 'table' ? inferredFrom(found, builder) : null
  if (inferred !== null && (match === null || fitsBetter(inferred, match, found, builder))) {
    readInferred(inferred, found, builder)
    return
  }
  if (match === null) {
    if (readCards(found, builder) || readOrganisation(found, builder) || isOfWords(found)) return
    const title = found.before.at(-1)?.text ?? ''
    builder.forms.push({
      form: '',
      title,
      state: 'unread',
      place: found.table.place,
      slice: {},
      complete: [],
      emptyNote: null,
      hasMoney: false,
    })
    builder.problem(
      `第${found.table.index}张表${title === '' ? '' : `（“${title.slice(0, 30)}”附近）`}不是已知的公开表格，未参加核对。`,
      `Table ${found.table.index}${title === '' ? '' : ` (near "${title.slice(0, 30)}")`} is none of the known forms and was not checked.`,
      found.table.place,
    )
    return
  }
  const { form, title } = match
  // The headings of a list of projects are the labels of a card.
  if (form.kind === 'card' && cardListLayout(found, false) !== null && readCards(found, builder)) return
  builder.printedLabels.push({ printed: title.printed, place: title.place })
  if (form.kind === 'card') readCard(form, found, title, unitOf(found.before.map((p) => p.text)), builder)
  else if (form.kind === 'records') readRecords(form, found, title.printed, builder)
  else readTable(form, found, title.printed, builder, match.alignment)
}

/** A form composed for one table, with the title that says what it is. */
interface InferredMatch extends Inferred {
  readonly title: Text
}

/** The form that the nearest title above a table and its headings denote, or null. */
function inferredFrom(found: TableInContext, builder: ReadingBuilder): InferredMatch | null {
  for (const paragraph of [...found.before, ...found.wide].toReversed()) {
    const kind = kindOfTitle(paragraph.text)
    if (kind === null) continue
    const inferred = inferForm(found, kind, paragraph.text, builder)
    return inferred === null ? null : { ...inferred, title: { printed: paragraph.text, place: paragraph.place } }
  }
  return null
}

/** Whether the vocabulary understands more of a table than the form of a place does, tried on both. */
function fitsBetter(inferred: InferredMatch, match: Match, found: TableInContext, builder: ReadingBuilder): boolean {
  if (match.form.kind !== 'table') return false
  const { form, title, alignment } = match
  const authored = attempt(builder, () => readTable(form, found, title.printed, builder, alignment))
  const composed = attempt(builder, () => readInferred(inferred, found, builder))
  // What the title says the table is counts for more than a figure or two.
  const lead = inferred.form.id === form.id ? 0 : authored.claims / 5
  return composed.claims - 2 * composed.problems + lead > authored.claims - 2 * authored.problems
}

/** What a reading would give; nothing of it stays. */
function attempt(builder: ReadingBuilder, read: () => void): { readonly claims: number; readonly problems: number } {
  const lists: unknown[][] = [
    builder.forms,
    builder.claims,
    builder.names,
    builder.series,
    builder.problems,
    builder.printedLabels,
    builder.doubts,
  ]
  const before = lists.map((list) => list.length)
  const [, claimsBefore = 0] = before
  read()
  const made = {
    claims: builder.claims.slice(claimsBefore).filter((c) => c.state === 'number').length,
    problems:
      builder.problems.length -
      (before[4] ?? 0) +
      builder.claims.slice(claimsBefore).filter((c) => c.state === 'malformed' && c.readings?.length === 0).length,
  }
  lists.forEach((list, i) => {
    list.length = before[i] ?? 0
  })
  return made
}

function readInferred(inferred: InferredMatch, found: TableInContext, builder: ReadingBuilder): void {
  const { form, title, alignment, unknown } = inferred
  builder.printedLabels.push({ printed: title.printed, place: title.place })
  for (const column of unknown) {
    const leaf = column.path.at(-1)
    if (leaf === undefined) continue
    builder.problem(
      `表头“${leaf.text}”是什么金额不在词汇之中，这一列未参加核对。`,
      `What the column headed "${leaf.text}" is of is not in the vocabulary; it was not checked.`,
      leaf.place,
    )
  }
  readTable(form, found, title.printed, builder, alignment, true)
}
