import { type Fen, printFen } from '../budget/amount.ts'
import type { Problem, Words } from '../budget/finding.ts'
import type { Change } from './draft/changes.ts'
import { BASIC_ROW, type Draft, draftOf, readDraft, sheetwise } from './draft/draft.ts'
import { BLANK_LINE, LEDGER_FORMAT, type Ledger, type LedgerProject, type Line } from './ledger.ts'
import type { Texts } from './rows/ledger-rows.ts'
import { RowReader } from './rows/row-reader.ts'

/** A project as the library keeps it: as a budget has it, with the years in which it runs and what they are estimated to cost. */
export interface LibraryCard {
  readonly project: LedgerProject
  /** First year in which it runs. */
  readonly since: number
  /** Fen by year. */
  readonly estimates: readonly Estimate[]
}

export interface Estimate {
  readonly year: number
  readonly amount: Fen
}

/** A card as it is typed: texts by the ids of the fields of 《项目》 and 《绩效指标》, years and yuan. */
export interface CardTexts {
  readonly project: Texts
  readonly indicators: readonly Texts[]
  readonly since: string
  readonly estimates: readonly { readonly year: string; readonly amount: string }[]
}

/** What is wrong with a field of a card. */
export interface CardProblem {
  /** `name`, `indicators.0.level1`, `since`, `estimates.1.amount`. */
  readonly field: string
  readonly message: Words
}

const YEARS = { least: 2000, most: 2100 } as const
/** Groups of indicators that each project needs (财预〔2021〕101号). */
const LEVELS = ['产出', '效益', '满意度'] as const

/** Reads a card by the rules of the ledger's sheets. It is good only where there are no problems. */
export function readCard(
  { project, indicators, since, estimates }: CardTexts,
  year: number,
): { readonly card: LibraryCard; readonly problems: readonly CardProblem[] } {
  const name = project['name'] ?? ''
  const filled = indicators
    .map((texts, i) => ({ texts, i }))
    .filter(({ texts }) => Object.values(texts).some((text) => text.trim() !== ''))
  const basic = { format: LEDGER_FORMAT, name: '项目库', year: String(year) }
  const draft: Draft = {
    ...sheetwise(() => []),
    basic: [{ id: BASIC_ROW, at: 1, texts: basic }],
    projects: [{ id: 'project', at: 1, texts: project }],
    indicators: filled.map(({ texts, i }) => ({ id: String(i), at: i, texts: { ...texts, project: name } })),
  }
  const { ledger, problems } = readDraft(draft)
  const said: CardProblem[] = problems
    // Without a name of the project every indicator would complain too.
    .filter(({ sheet, field }) => sheet === 'projects' || field !== 'project')
    .map(({ sheet, row, field, message }) => ({
      field: sheet === 'indicators' ? `indicators.${row}.${field}` : field,
      message: withoutPlace(message),
    }))
  if (name.trim() === '' && said.every(({ field }) => field !== 'name'))
    said.push({ field: 'name', message: { zh: '这里是空白，必须填写。', en: 'this is blank and has to be filled in.' } })
  const yearOf = (field: string, text: string): number | null =>
    readText(said, field, text, (row) => row.integer(field, YEARS.least, YEARS.most))
  const first = yearOf('since', since)
  const sums = estimates
    .map((each, i) => ({ ...each, field: `estimates.${i}.amount`, i }))
    .filter(({ amount }) => amount.trim() !== '')
    .map(({ year: of, amount, field, i }): Estimate => {
      const fen = readText(said, field, amount, (row) => row.yuan(field)) ?? 0
      if (fen < 0) said.push({ field, message: { zh: '不能小于零。', en: 'may not be below zero.' } })
      return { year: yearOf(`estimates.${i}.year`, of) ?? 0, amount: fen }
    })
  const own = ledger.projects[0] ?? { ...NOTHING, name }
  const card = { project: own, since: first ?? year, estimates: sums.toSorted((a, b) => a.year - b.year) }
  if (own.until !== null && own.until < card.since)
    said.push({
      field: 'until',
      message: { zh: `终止年度在起始年度${card.since}之前。`, en: `ends before it begins (${card.since}).` },
    })
  return { card, problems: said }
}

const NOTHING: LedgerProject = { code: '', name: '', function: '', purpose: '', plan: [], goals: [], indicators: [], until: null }

/** The texts of a card, as they are typed. */
export function writeCard({ project, since, estimates }: LibraryCard, year: number): CardTexts {
  const { projects, indicators } = draftOf(ledgerOfCard(project, year))
  return {
    project: projects[0]?.texts ?? {},
    indicators: indicators.map(({ texts }) => texts),
    since: String(since),
    estimates: estimates.map(({ year: of, amount }) => ({ year: String(of), amount: printFen(amount, 100, 2, true) })),
  }
}

/** What a card still lacks before it may be handed in. */
export function judgeCard({ project, since, estimates }: LibraryCard): readonly Words[] {
  const said: Words[] = []
  const lack = (missing: boolean, zh: string, en: string): void => {
    if (missing) said.push({ zh: `缺${zh}。`, en: `Missing: ${en}.` })
  }
  lack(project.purpose.trim() === '', '资金用途', 'what the money is for')
  lack(project.goals.length === 0, '绩效目标', 'goals')
  lack(project.plan.length === 0, '资金支出计划', 'the plan of spending')
  lack(
    estimates.every(({ year, amount }) => year < since || amount <= 0),
    '分年度的概算',
    'an estimate by year',
  )
  for (const level of LEVELS)
    lack(
      !project.indicators.some(({ level1, value }) => level1.startsWith(level) && value.trim() !== ''),
      `${level}指标及其指标值`,
      `an indicator of ${level} with its value`,
    )
  return said
}

/**
 * What draws a project into a budget's draft: its row, those of its indicators, and a line of what it is estimated to cost in the budget's year. From which fund and
 * for which economic class is for who draws it to say: the line is told as incomplete until then.
 *
 * @param rowName begins the names of the new rows: never given to others
 */
export function projectChanges(
  { project, estimates }: LibraryCard,
  draft: Draft,
  year: number,
  rowName: string,
): readonly Change[] {
  const amount = estimates.find((each) => each.year === year)?.amount ?? 0
  const unit = draft.units.length === 1 ? (draft.units[0]?.texts['name'] ?? '') : ''
  const line: Line = { ...BLANK_LINE, unit, function: project.function, project: project.name, amount }
  const drawn = draftOf({ ...ledgerOfCard(project, year), lines: amount === 0 ? [] : [line] })
  const rowsOf = (sheet: 'projects' | 'indicators' | 'lines', nameOf: (i: number) => string): readonly Change[] => {
    const last = draft[sheet].at(-1)?.at ?? 0
    return drawn[sheet].map(({ texts }, i) => ({ kind: 'add', sheet, row: nameOf(i), at: last + 1 + i, texts }))
  }
  return [
    ...rowsOf('projects', () => rowName),
    ...rowsOf('indicators', (i) => `${rowName}-${i + 1}`),
    ...rowsOf('lines', () => `${rowName}-line`),
  ]
}

/** A ledger with nothing but one project. */
function ledgerOfCard(project: LedgerProject, year: number): Ledger {
  return { ...readDraft({ ...sheetwise(() => []), basic: [] }).ledger, year, projects: [project] }
}

/** Reads one text by itself. */
function readText<T>(said: CardProblem[], field: string, text: string, read: (row: RowReader) => T): T {
  const problems: Problem[] = []
  const row = { texts: { [field]: text }, place: () => ({}), where: () => ({ zh: '', en: '' }) }
  const value = read(new RowReader(row, problems, null))
  said.push(...problems.map(({ message }) => ({ field, message: withoutPlace(message) })))
  return value
}

/** Where it stands is told by the field beside which it is shown. */
function withoutPlace({ zh, en }: Words): Words {
  return { zh: zh.replace(/^(?:《[^》]*》第\d+行“[^”]*”)?：/u, ''), en: en.replace(/^[^:]*: /u, '') }
}
