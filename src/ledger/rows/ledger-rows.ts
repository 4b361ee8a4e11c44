import { printFen, type Fen } from '../../budget/amount.ts'
import type { Problem } from '../../budget/finding.ts'
import { nameOf, type CodeList } from '../../catalogue/codes.ts'
import type { SheetId } from '../judge-ledger.ts'
import { LEDGER_FORMAT, WORD_TOPICS, type Ledger, type LedgerProject, type Line } from '../ledger.ts'
import { personKind } from '../person-kinds.ts'
import { SCOPES, STAGES } from './fields.ts'
import { ORIGINS, wordOfNode } from './node-words.ts'
import { RowReader, type Row } from './row-reader.ts'

/** A ledger as rows of texts: what every form of the file is read to and written from. */
export interface LedgerRows {
  readonly basic: Row
  readonly sheets: Readonly<Record<Exclude<SheetId, 'basic'>, readonly Row[]>>
}

/** The texts of a ledger, before they are laid out in a file. */
export interface LedgerTexts {
  readonly basic: Texts
  readonly sheets: Readonly<Record<Exclude<SheetId, 'basic'>, readonly Texts[]>>
}

export type Texts = Readonly<Record<string, string>>

/** Reads the rows of a ledger. Whatever is wrong is added to `problems`; the ledger is good only where there are none. */
export function readLedgerRows(rows: LedgerRows, problems: Problem[]): Ledger {
  const head = new RowReader(rows.basic, problems, null)
  const format = head.required('format')
  if (format !== '' && format !== LEDGER_FORMAT)
    head.refuse(
      'format',
      `应为“${LEDGER_FORMAT}”，实为“${format}”。请用写出这个账本的程序版本打开它。`,
      `expected "${LEDGER_FORMAT}", found "${format}". Open it with the version of the program that wrote it.`,
    )
  head.required('year')
  const year = head.integer('year', 1990, 2100)
  const each = <T>(sheet: Exclude<SheetId, 'basic'>, read: (row: RowReader) => T): readonly T[] =>
    rows.sheets[sheet].map((row) => read(new RowReader(row, problems, year)))
  const department = { code: head.text('code'), name: head.required('name') }
  const projects = each('projects', (row) => projectOf(row))
  const indicators = each('indicators', (row) => ({ row, project: row.required('project'), indicator: indicatorOf(row) }))
  for (const { row, project } of indicators)
    if (project !== '' && !projects.some((p) => p.name === project))
      row.refuse(
        'project',
        `没有项目“${project}”。请在《项目》中加上，或改正名称。`,
        `there is no project "${project}". Add it, or mend its name.`,
      )
  const words = each('words', (row) => ({ row, topic: row.required('topic'), text: row.text('text') }))
  words.forEach(({ row, topic }, i) => {
    if (topic !== '' && words.findIndex((w) => w.topic === topic) < i)
      row.refuse('topic', `主题“${topic}”写了两次，请合并。`, `topic "${topic}" stands twice: join them.`)
  })
  return {
    department,
    year: year ?? 0,
    stage: head.choice('stage', STAGES) ?? 'budget',
    place: head.text('place'),
    scope: head.choice('scope', SCOPES) ?? 'department',
    staff: head.integer('staff', 0, 10_000_000),
    offices: head.integer('offices', 0, 100_000),
    units: each('units', (row) => ({
      code: row.text('code'),
      name: row.required('name'),
      kind: row.text('kind'),
      grade: row.text('grade'),
      funding: row.text('funding'),
    })),
    lines: each('lines', lineOf),
    lastYear: each('last-year', lineOf),
    projects: projects.map((project) => ({
      ...project,
      indicators: indicators.filter((i) => i.project === project.name).map((i) => i.indicator),
    })),
    procurement: each('procurement', (row) => ({
      project: row.required('project'),
      goods: row.text('goods'),
      catalogue: row.text('catalogue'),
      measure: row.text('measure'),
      quantity: (row.hundredths('quantity') ?? 0) / 100,
      unitPrice: row.yuan('unit-price') ?? 0,
      fund: row.node('fund', 'fund'),
      amount: requiredAmount(row),
      reservedForSmall: row.yuan('reserved') ?? 0,
      fixedAsset: row.flag('fixed-asset'),
    })),
    // Who is of no known kind is told, and left out.
    people: each('people', (row) => ({
      kind: row.person('kind'),
      posts: row.integer('posts', 0, 10_000_000),
      actual: row.integer('actual', 0, 10_000_000),
    })).flatMap(({ kind, ...counts }) => (kind === null ? [] : [{ kind, ...counts }])),
    assets: each('assets', (row) => ({
      kind: row.required('kind') === '' ? '' : row.node('kind', 'asset'),
      count: row.hundredths('count'),
      value: row.yuan('value'),
    })),
    words: Object.fromEntries(words.filter((w) => w.text !== '').map((w) => [w.topic, w.text])),
    glossary: each('glossary', (row) => ({ term: row.required('term'), meaning: row.text('meaning') })),
    questions: each('questions', (row) => ({ zh: row.required('zh'), en: row.text('en') })),
  }
}

function requiredAmount(row: RowReader): Fen {
  return row.required('amount') === '' ? 0 : (row.yuan('amount') ?? 0)
}

function lineOf(row: RowReader): Line {
  const flow = row.node('flow', 'flow')
  return {
    unit: row.text('unit'),
    flow: flow === '' ? 'expenditure' : flow,
    fund: row.node('fund', 'fund'),
    function: row.code('function', 'function'),
    economic: row.code('economic', 'economic'),
    governmentEconomic: row.code('government-economic', 'government-economic'),
    nature: row.node('nature', 'nature'),
    project: row.text('project'),
    origin: row.origin('origin'),
    amount: requiredAmount(row),
    items: row.nodes('items', 'item'),
    undecided: row.flag('undecided'),
    note: row.text('note'),
  }
}

function projectOf(row: RowReader): Omit<LedgerProject, 'indicators'> {
  return {
    code: row.text('code'),
    name: row.required('name'),
    function: row.code('function', 'function'),
    purpose: row.text('purpose'),
    plan: row.plan('plan'),
    goals: row.list('goals'),
    until: row.integer('until', 1990, 2100),
  }
}

function indicatorOf(row: RowReader): LedgerProject['indicators'][number] {
  const [level1, level2, level3] = [row.text('level1'), row.text('level2'), row.text('level3')]
  return { level1, level2, level3, description: row.text('description'), value: row.text('value'), basis: row.text('basis') }
}

/** The texts of a ledger, as people pick and read them: codes with their names of the ledger's year, nodes by their Chinese names, yuan. */
export function writeLedgerTexts(ledger: Ledger): LedgerTexts {
  const { year } = ledger
  const code = (list: CodeList, own: string): string => {
    const name = own === '' ? null : nameOf(list, own, year)
    return name === null ? own : `${own} ${name}`
  }
  const line = (l: Line): Texts => ({
    unit: l.unit,
    flow: wordOfNode('flow', l.flow),
    fund: wordOfNode('fund', l.fund),
    function: code('function', l.function),
    economic: code('economic', l.economic),
    'government-economic': code('government-economic', l.governmentEconomic),
    nature: wordOfNode('nature', l.nature),
    project: l.project,
    origin: ORIGINS.find((o) => o.id === l.origin)?.words[0] ?? '',
    amount: yuan(l.amount),
    items: l.items.map((item) => wordOfNode('item', item)).join('、'),
    undecided: l.undecided ? '是' : '',
    note: l.note,
  })
  const count = (value: number | null): string => (value === null ? '' : String(value))
  const topics = [...new Set([...Object.keys(WORD_TOPICS), ...Object.keys(ledger.words)])]
  return {
    basic: {
      format: LEDGER_FORMAT,
      code: ledger.department.code,
      name: ledger.department.name,
      year: String(year),
      stage: STAGES.find(({ id }) => id === ledger.stage)?.text ?? '',
      place: ledger.place,
      scope: SCOPES.find(({ id }) => id === ledger.scope)?.text ?? '',
      staff: count(ledger.staff),
      offices: count(ledger.offices),
    },
    sheets: {
      units: ledger.units.map((unit) => ({ ...unit })),
      lines: ledger.lines.map(line),
      'last-year': ledger.lastYear.map(line),
      projects: ledger.projects.map((p) => ({
        code: p.code,
        name: p.name,
        function: code('function', p.function),
        purpose: p.purpose,
        plan: p.plan.map(({ checkpoint, value }) => (value === null ? checkpoint : `${checkpoint} ${value}%`)).join('\n'),
        goals: p.goals.join('\n'),
        until: count(p.until),
      })),
      indicators: ledger.projects.flatMap((p) => p.indicators.map((indicator) => ({ project: p.name, ...indicator }))),
      procurement: ledger.procurement.map((p) => ({
        project: p.project,
        goods: p.goods,
        catalogue: p.catalogue,
        measure: p.measure,
        quantity: p.quantity === 0 ? '' : printFen(Math.round(p.quantity * 100), 100, 2, true),
        'unit-price': p.unitPrice === 0 ? '' : yuan(p.unitPrice),
        fund: wordOfNode('fund', p.fund),
        amount: yuan(p.amount),
        reserved: p.reservedForSmall === 0 ? '' : yuan(p.reservedForSmall),
        'fixed-asset': p.fixedAsset ? '是' : '',
      })),
      people: ledger.people.map(({ kind, posts, actual }) => ({
        kind: personKind(kind).name.zh,
        posts: count(posts),
        actual: count(actual),
      })),
      assets: ledger.assets.map((a) => ({
        kind: wordOfNode('asset', a.kind),
        count: a.count === null ? '' : printFen(a.count, 100, 2, true),
        value: a.value === null ? '' : yuan(a.value),
      })),
      words: topics.map((topic) => ({ topic, text: ledger.words[topic] ?? '', about: WORD_TOPICS[topic]?.zh ?? '' })),
      glossary: ledger.glossary.map((g) => ({ ...g })),
      questions: ledger.questions.map((q) => ({ ...q })),
    },
  }
}

function yuan(fen: Fen): string {
  return printFen(fen, 100, 2)
}
