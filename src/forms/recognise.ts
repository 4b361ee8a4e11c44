import type { Text } from '../budget/place.ts'
import { align, type Alignment } from './align.ts'
import { unitOf, type TableInContext } from './context.ts'
import type { Form, PlaceForms } from './form.ts'
import { inferForm, type Inferred } from './infer/infer-form.ts'
import { cardListLayout } from './infer/read-card-list.ts'
import { readCards } from './infer/read-cards.ts'
import { isOfWords, readOrganisation } from './infer/read-word-table.ts'
import { kindOfTitle } from './infer/table-kind.ts'
import { plainTitle, titleLikeness } from './label.ts'
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
  const titles = titlesOf(found)
  const candidates = place.forms.map((form) => candidateOf(form, found, titles)).toSorted((a, b) => b.most - a.most)
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

/** A text above a table that may be its title. */
interface Title extends Text {
  readonly plain: string
}

/** Texts above a table, the nearest last, and those in its own first rows. */
interface Titles {
  readonly before: readonly Title[]
  readonly all: readonly Title[]
}

/** They are held against every form of every place, so that what they are when plain is found once. */
function titlesOf(found: TableInContext): Titles {
  const titles = (paragraphs: TableInContext['before']): Title[] =>
    paragraphs
      .filter((p) => !/^[（(]?单位[:：]/u.test(p.text))
      .map((p) => ({ printed: p.text, place: p.place, plain: plainTitle(p.text) }))
  const before = titles(found.before)
  return { before, all: [...before, ...titles(found.wide)] }
}

function candidateOf(form: Form, found: TableInContext, titles: Titles): Candidate {
  const candidates = form.kind === 'card' ? titles.before : titles.all
  const nearest: Text = candidates.at(-1) ?? { printed: '', place: found.table.place }
  if (form.kind === 'card') {
    // The nearest paragraph that could be a heading: what follows the ordinal is the project's name.
    const heading = [...candidates].reverse().find((c) => c.printed.length < 80) ?? nearest
    const score = cardLikeness(form, found)
    return { most: score, match: () => ({ form, score, title: heading }) }
  }
  let title: Text = nearest
  let likeness = 0
  for (const candidate of candidates) {
    const like = titleLikeness(candidate.plain, form.title)
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
  if (inferred !== null) {
    if (match === null) readInferred(inferred, found, builder)
    else readBetter(inferred, match, found, builder)
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
  if (form.kind === 'table') readAuthored(match, found, builder)
  else {
    builder.printedLabels.push({ printed: title.printed, place: title.place })
    if (form.kind === 'card') readCard(form, found, title, unitOf(found.before.map((p) => p.text)), builder)
    else readRecords(form, found, title.printed, builder)
  }
}

function readAuthored({ form, title, alignment }: Match, found: TableInContext, builder: ReadingBuilder): void {
  if (form.kind !== 'table') return
  builder.printedLabels.push({ printed: title.printed, place: title.place })
  readTable(form, found, title.printed, builder, alignment)
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

/** Reads a table by the form of a place or by its vocabulary, whichever understands more of it: both are tried. */
function readBetter(inferred: InferredMatch, match: Match, found: TableInContext, builder: ReadingBuilder): void {
  const authored = attempt(builder, () => readAuthored(match, found, builder))
  const composed = attempt(builder, () => readInferred(inferred, found, builder))
  // What the title says the table is counts for more than a figure or two.
  const lead = inferred.form.id === match.form.id ? 0 : authored.claims / 5
  const isBetter = composed.claims - 2 * composed.problems + lead > authored.claims - 2 * authored.problems
  const winner = isBetter ? composed : authored
  winner.keep()
}

/** A reading on trial: how much it understood, and nothing of it in the builder until it is kept. */
interface Attempt {
  readonly claims: number
  readonly problems: number
  keep(): void
}

/** What a reading would give. It must be kept, if at all, before anything else is read: the claims have their numbers already. */
function attempt(builder: ReadingBuilder, read: () => void): Attempt {
  const { forms, claims, names, series, problems, printedLabels, doubts } = builder
  const onTrial = [
    trialOf(forms),
    trialOf(claims),
    trialOf(names),
    trialOf(series),
    trialOf(problems),
    trialOf(printedLabels),
    trialOf(doubts),
  ]
  const [claimsBefore, problemsBefore] = [claims.length, problems.length]
  read()
  const made = claims.slice(claimsBefore)
  const unreadable = made.filter((c) => c.state === 'malformed' && c.readings?.length === 0).length
  const result = {
    claims: made.filter((c) => c.state === 'number').length,
    problems: problems.length - problemsBefore + unreadable,
  }
  const keeping = onTrial.map((takeBack) => takeBack())
  return {
    ...result,
    keep: () => {
      for (const keep of keeping) keep()
    },
  }
}

/** From here on a list is on trial: the first call takes back what was added, the second adds it again. */
function trialOf<T>(list: T[]): () => () => void {
  const before = list.length
  return () => {
    const added = list.splice(before)
    return () => {
      for (const one of added) list.push(one)
    }
  }
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
