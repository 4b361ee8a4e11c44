import type { Fen } from '../budget/amount.ts'
import type { Words } from '../budget/finding.ts'
import { nodeName } from '../catalogue/tree.ts'
import type { SheetId } from './judge-ledger.ts'
import type { Ledger } from './ledger.ts'
import { BASIC_FIELDS, SHEET_FIELDS } from './rows/fields.ts'
import { writeLedgerTexts, type Texts } from './rows/ledger-rows.ts'
import { sumByNode } from './sum-lines.ts'

/** A row that two versions of a ledger do not share, in the texts of its sheet. */
export interface RowDifference {
  readonly sheet: SheetId
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before: VersionRow | null
  readonly after: VersionRow | null
  /** Ids of the fields that differ; of an added or removed row, those that are filled. */
  readonly fields: readonly string[]
  /** Fen by which its amount changes; null for rows without an amount of money. */
  readonly change: Fen | null
}

export interface VersionRow {
  /** Its place in the sheet, from 0. */
  readonly index: number
  readonly texts: Texts
}

/** One sum of the year's lines in both versions, in fen. */
export interface TotalDifference {
  readonly dimension: 'flow' | 'fund' | 'function' | 'nature'
  /** Of `function` the class (类); an empty text is what says nothing. */
  readonly node: string
  readonly name: Words
  readonly before: Fen
  readonly after: Fen
  readonly change: Fen
}

export interface LedgerComparison {
  /** Sheet by sheet; rows in the order of the newer version, those that are gone behind them. */
  readonly rows: readonly RowDifference[]
  /** Every sum that has money in either version; by fund, function and nature of expenditure alone. */
  readonly totals: readonly TotalDifference[]
}

/** The fields by which a row is known again, wherever it stands: a line is its slice, all else about it may change. */
const KNOWN_BY: Readonly<Record<SheetId, readonly string[]>> = {
  basic: [],
  units: ['name'],
  lines: SHEET_FIELDS.lines.map(({ id }) => id).filter((id) => id !== 'amount' && id !== 'note'),
  'last-year': SHEET_FIELDS.lines.map(({ id }) => id).filter((id) => id !== 'amount' && id !== 'note'),
  projects: ['name'],
  indicators: ['project', 'level1', 'level2', 'level3'],
  procurement: ['project', 'goods', 'catalogue', 'measure', 'fund'],
  people: ['kind'],
  assets: ['kind'],
  words: ['topic'],
  glossary: ['term'],
  questions: ['zh'],
}

/**
 * What differs between two versions of one budget, row by row. Rows are matched by what they are and not by their order; a project that has another name
 * but its code is the same project. Linear.
 */
export function compareLedgers(before: Ledger, after: Ledger): LedgerComparison {
  const [old, now] = [writeLedgerTexts(before), writeLedgerTexts(after)]
  const projects = renamedProjects(before, after)
  const rows = (Object.keys(KNOWN_BY) as SheetId[]).flatMap((sheet) =>
    sheet === 'basic'
      ? compareRows(sheet, [old.basic], [now.basic], projects)
      : compareRows(sheet, old.sheets[sheet], now.sheets[sheet], projects),
  )
  return { rows: rows.map((row) => ({ ...row, change: changeOf(row, before, after) })), totals: compareTotals(before, after) }
}

/** Old names of projects that are called otherwise now: code and only code tells. */
function renamedProjects(before: Ledger, after: Ledger): ReadonlyMap<string, string> {
  const names = new Set(after.projects.map(({ name }) => name))
  const old = new Set(before.projects.map(({ name }) => name))
  const byCode = Map.groupBy(
    after.projects.filter(({ code, name }) => code !== '' && !old.has(name)),
    ({ code }) => code,
  )
  return new Map(
    before.projects.flatMap(({ code, name }) => {
      const now = byCode.get(code) ?? []
      const [one] = now
      return one === undefined || now.length > 1 || names.has(name) ? [] : [[name, one.name] as const]
    }),
  )
}

type Row = Omit<RowDifference, 'change'>

function compareRows(
  sheet: SheetId,
  before: readonly Texts[],
  after: readonly Texts[],
  projects: ReadonlyMap<string, string>,
): readonly Row[] {
  const fields = (sheet === 'basic' ? BASIC_FIELDS : SHEET_FIELDS[sheet]).filter(({ remark }) => remark !== true)
  const textOf = (texts: Texts, field: string): string => texts[field] ?? ''
  const known = sheet === 'projects' ? 'name' : 'project'
  const keyOf = (texts: Texts, old: boolean): string =>
    JSON.stringify(
      KNOWN_BY[sheet].map((field) => {
        const text = textOf(texts, field)
        return old && field === known ? (projects.get(text) ?? text) : text
      }),
    )
  const wholeOf = (texts: Texts): string => JSON.stringify(fields.map(({ id }) => textOf(texts, id)))
  const rowsOf = (
    all: readonly Texts[],
    old: boolean,
  ): readonly (VersionRow & { readonly key: string; readonly whole: string })[] =>
    all.map((texts, index) => ({ index, texts, key: keyOf(texts, old), whole: wholeOf(texts) }))
  const [olds, news] = [rowsOf(before, true), rowsOf(after, false)]
  // Of several rows that are known by the same, those that are equal belong together; the others in their order.
  const taken = new Set<number>()
  const same = new Set<number>()
  const wholes = Map.groupBy(olds, ({ whole }) => whole)
  for (const row of news) {
    const equal = wholes.get(row.whole)?.pop()
    if (equal === undefined) continue
    taken.add(equal.index)
    same.add(row.index)
  }
  const left = Map.groupBy(
    olds.filter(({ index }) => !taken.has(index)),
    ({ key }) => key,
  )
  const queues = new Map([...left].map(([key, rows]) => [key, { rows, at: 0 }]))
  const plain = ({ index, texts }: VersionRow): VersionRow => ({ index, texts })
  const found = news.flatMap((row): readonly Row[] => {
    if (same.has(row.index)) return []
    const queue = queues.get(row.key)
    const was = queue?.rows[queue.at]
    if (queue !== undefined) queue.at += 1
    if (was === undefined) return [lone(sheet, 'added', plain(row), fields)]
    const changed = fields.map(({ id }) => id).filter((id) => textOf(was.texts, id) !== textOf(row.texts, id))
    return [{ sheet, kind: 'changed', before: plain(was), after: plain(row), fields: changed }]
  })
  const gone = [...queues.values()].flatMap(({ rows, at }) => rows.slice(at))
  return [...found, ...gone.toSorted((a, b) => a.index - b.index).map((row) => lone(sheet, 'removed', plain(row), fields))]
}

function lone(sheet: SheetId, kind: 'added' | 'removed', row: VersionRow, fields: readonly { readonly id: string }[]): Row {
  const filled = fields.map(({ id }) => id).filter((id) => (row.texts[id] ?? '') !== '')
  return { sheet, kind, before: kind === 'removed' ? row : null, after: kind === 'added' ? row : null, fields: filled }
}

function changeOf({ sheet, before: was, after: is }: Row, before: Ledger, after: Ledger): Fen | null {
  if (sheet !== 'lines' && sheet !== 'last-year' && sheet !== 'procurement') return null
  const key = sheet === 'last-year' ? 'lastYear' : sheet
  const amount = (ledger: Ledger, row: VersionRow | null): Fen => (row === null ? 0 : (ledger[key][row.index]?.amount ?? 0))
  return amount(after, is) - amount(before, was)
}

function compareTotals(before: Ledger, after: Ledger): readonly TotalDifference[] {
  return TOTALS.flatMap(({ dimension, sums }) => {
    const [old, now] = [sums(before), sums(after)]
    return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((node): readonly TotalDifference[] => {
      const [was, is] = [old.get(node) ?? 0, now.get(node) ?? 0]
      const name = totalName({ dimension, node }, after.year)
      return was === 0 && is === 0 ? [] : [{ dimension, node, name, before: was, after: is, change: is - was }]
    })
  })
}

function sumsByFlow({ lines }: Ledger): ReadonlyMap<string, Fen> {
  const sums = new Map<string, Fen>()
  for (const { flow, amount } of lines) sums.set(flow, (sums.get(flow) ?? 0) + amount)
  return sums
}

interface Totals {
  readonly dimension: TotalDifference['dimension']
  readonly sums: (ledger: Ledger) => ReadonlyMap<string, Fen>
}

/** Functions by class. */
const TOTALS: readonly Totals[] = [
  { dimension: 'flow', sums: sumsByFlow },
  ...(['fund', 'function', 'nature'] as const).map(
    (dimension): Totals => ({
      dimension,
      sums: ({ lines }) => sumByNode(lines, dimension, 1),
    }),
  ),
]

function totalName({ dimension, node }: Pick<TotalDifference, 'dimension' | 'node'>, year: number): Words {
  return node === '' ? { zh: '未填', en: 'not said' } : nodeName(dimension, node, year)
}
