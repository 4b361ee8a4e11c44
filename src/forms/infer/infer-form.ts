import type { Dimension, Slice } from '../../budget/slice.ts'
import { narrowSlice, without } from '../../budget/slice.ts'
import { codeByName } from '../../catalogue/codes.ts'
import { combine, denote } from '../../catalogue/vocabulary.ts'
import type { Alignment, PrintedColumn } from '../align.ts'
import type { TableInContext } from '../context.ts'
import type { Column, RowRule, Side, TableForm } from '../form.ts'
import { headerWords, readHeader, type HeadedColumn, type Header } from './header.ts'
import { PARTED, type TableKind } from './table-kind.ts'

/** Whose year and which stage of the budget a document is of: what its tables say of other years and stages is said against these. */
export interface Period {
  readonly year: number
  readonly stage: 'budget' | 'final'
}

/** A form that nobody wrote down, composed from what the title and the headings of one table denote. */
export interface Inferred {
  readonly form: TableForm
  readonly alignment: Alignment
  /** Columns of figures whose heading the vocabulary does not know. */
  readonly unknown: readonly HeadedColumn[]
}

/** Flows that stand beside the year's own: a table with one of them is of all sources, or all uses. */
const BESIDE_INCOME = new Set(['brought-forward', 'reserves-used', 'account-balance'])
const BESIDE_EXPENDITURE = new Set(['carried-forward', 'allocations'])

/** Composes the form of a table from its title and its header; null where no column of figures denotes anything. */
export function inferForm(found: TableInContext, kind: TableKind, title: string, period: Period): Inferred | null {
  const header = readHeader(found.grid)
  if (header === null) return null
  const groups = sidesOf(header, kind)
  if (groups.length === 0) return null
  const columns = new Map<number, PrintedColumn>()
  const headers = new Map<number, NonNullable<HeadedColumn['path'][number]>>()
  const unknown: HeadedColumn[] = []
  const sides: Side[] = []
  const base = baseOf(kind, header, period)
  const whole = kind.id === 'three-public' ? wholeOfItems(header, found, period) : null
  const parts = new Map<number, readonly number[]>()
  groups.forEach((group, index) => {
    const codes = codeParts(group).map((c) => c.column)
    if (codes[0] !== undefined && codes.length > 1) parts.set(codes[0], codes)
    const side = sideOf(group, index, groups.length, kind, found, whole)
    for (const headed of group) {
      const leaf = headed.path.at(-1)
      if (leaf === undefined) continue
      const meaning = headed.role === 'value' ? columnSlice(headed, base, side, period, whole) : {}
      if (meaning === 'none') continue
      if (meaning === null) {
        unknown.push(headed)
        continue
      }
      if (headed.role === 'code' && headed.column !== codes[0] && codes.includes(headed.column)) continue
      const key = keyOf(headed, group)
      const role = key !== null ? 'key' : isSpare(headed, group) ? 'words' : headed.role
      columns.set(headed.column, {
        side: index,
        role,
        label: leaf.text,
        parents: headed.path.slice(0, -1).map((c) => c.text),
        slice: meaning.slice ?? {},
        measure: meaning.measure ?? 'money',
        ...(key === null ? {} : { dimension: key }),
        optional: false,
      })
      headers.set(headed.column, leaf)
    }
    sides.push(side)
  })
  if (base.flow === 'expenditure') partByOrigin(columns)
  const values = [...columns.values()].filter((c) => c.role === 'value')
  if (values.length === 0) return null
  const form: TableForm = {
    kind: 'table',
    id: kind.id,
    title,
    unit: '万元',
    slice: base,
    complete: completeOf(kind, unknown.length === 0, base, partsNature(values, found)),
    sides,
  }
  return {
    form,
    alignment: {
      codeParts: parts,
      columns,
      headers,
      headerRows: header.rows,
      score: values.length / (values.length + unknown.length),
    },
    unknown,
  }
}

/** The columns from left to right, parted where the names of other rows begin. */
function sidesOf(header: Header, kind: TableKind): readonly (readonly HeadedColumn[])[] {
  const sides: HeadedColumn[][] = []
  let current: HeadedColumn[] = []
  for (const column of header.columns) {
    const isStub = column.role === 'code' || column.role === 'name' || column.role === 'serial'
    if (
      isStub &&
      current.some((c) => c.role === 'value') &&
      (column.role !== 'serial' || kind.balance === true || header.columns.length > 6)
    ) {
      sides.push(current)
      current = []
    }
    current.push(column)
  }
  if (current.some((c) => c.role === 'value')) sides.push(current)
  return sides
}

/** What the whole table narrows to: its title, widened where its columns show more than the year's own money. */
function baseOf(kind: TableKind, header: Header, period: Period): Slice {
  if (kind.balance === true) return kind.slice
  const flows = new Set<string>()
  for (const column of header.columns) {
    if (column.role !== 'value') continue
    for (const cell of column.path) {
      const flow = denote(cell.text, period.year)?.slice.flow
      if (flow !== undefined) flows.add(flow)
    }
  }
  const has = (set: ReadonlySet<string>): boolean => [...flows].some((f) => set.has(f))
  if (kind.id === 'income') return { ...kind.slice, flow: has(BESIDE_INCOME) ? 'sources' : 'income' }
  if (kind.slice.flow === 'expenditure' && has(BESIDE_EXPENDITURE)) return { ...kind.slice, flow: 'uses' }
  return kind.slice
}

function sideOf(
  group: readonly HeadedColumn[],
  index: number,
  count: number,
  kind: TableKind,
  found: TableInContext,
  whole: ItemsWhole | null,
): Side {
  const stub = (role: 'serial' | 'code' | 'name'): HeadedColumn | undefined => group.find((c) => c.role === role)
  const code = stub('code')
  const name = nameOf(group)
  const serial = stub('serial')
  const flow = kind.balance === true ? flowOf(group, index, count) : undefined
  const listed = listedIn(group, found)
  return {
    ...(flow === undefined ? {} : { slice: { flow } }),
    stub: {
      ...(serial === undefined ? {} : { serial: serial.path.at(-1)?.text ?? '' }),
      ...(code === undefined ? {} : { code: code.path.at(-1)?.text ?? '' }),
      ...(name === undefined ? {} : { name: name.path.at(-1)?.text ?? '' }),
    },
    columns: group.filter((c) => c.role === 'value').map((c): Column => ({ label: c.path.at(-1)?.text ?? '' })),
    rows: rowsOf(kind, listed, flow, whole),
  }
}

/** Beside a column of carried-over money, the other columns of a table are of this year's. */
function partByOrigin(columns: Map<number, PrintedColumn>): void {
  if (![...columns.values()].some((c) => c.slice.origin === 'carried-over')) return
  for (const [at, column] of columns) {
    if (column.role !== 'value' || column.slice.fund === undefined || column.slice.origin !== undefined) continue
    columns.set(at, { ...column, slice: { ...column.slice, origin: 'this-year' } })
  }
}

/** The column of names: where units stand beside lines of the budget, that of the lines. */
function nameOf(group: readonly HeadedColumn[]): HeadedColumn | undefined {
  const names = group.filter((c) => c.role === 'name')
  const rank = (c: HeadedColumn): number => ['unit', 'government-economic', 'economic', 'function'].indexOf(c.dimension ?? '')
  const lines = names.filter((c) => c.dimension !== 'unit')
  if (lines.length === 0) return names[0]
  // The classification of the department's own accounts comes before that of the government's.
  return lines.some((c) => c.dimension === null) ? lines[0] : lines.toSorted((a, b) => rank(b) - rank(a))[0]
}

/** How a table of items says what its totals are of. */
interface ItemsWhole {
  /** Whether the items stand in columns; else they are rows. */
  readonly columns: boolean
  /** What a bare total is of: the three public expenses where there are no others; null where that is not certain. */
  readonly item: string | null
}

function wholeOfItems(header: Header, found: TableInContext, period: Period): ItemsWhole {
  const heads = header.columns.filter((c) => c.role === 'value').flatMap((c) => c.path.map((cell) => cell.text))
  const names = found.table.cells.filter((c) => c.row > header.rows && c.column <= 3).map((c) => c.text)
  const itemsOf = (texts: readonly string[]): string[] => texts.flatMap((t) => denote(t, period.year)?.slice.item ?? [])
  const [inHeads, inRows] = [itemsOf(heads), itemsOf(names)]
  const printed = new Set([...inHeads, ...inRows])
  const others = ['meeting', 'training', 'running-cost'].filter((i) => printed.has(i))
  const item = others.length === 0 ? 'three-public' : others.join() === 'meeting,training' ? 'controlled' : null
  return { columns: inHeads.some((i) => i !== 'three-public'), item }
}

/** Income stands left of expenditure, unless the headings say otherwise. */
function flowOf(group: readonly HeadedColumn[], index: number, count: number): string | undefined {
  const words = group.map((c) => c.path.map((p) => headerWords(p.text)).join('/')).join('|')
  if (/收入/u.test(words) && !/支出|功能|经济/u.test(words)) return 'income'
  if (/支出|功能|经济/u.test(words) && !/收入/u.test(words)) return 'expenditure'
  if (count === 1) return undefined
  return index === 0 ? 'income' : 'expenditure'
}

/** The classification that the rows of a side list: by what the header says, else by what most of its codes are. */
function listedIn(group: readonly HeadedColumn[], found: TableInContext): Dimension | null {
  const name = nameOf(group)
  const keys = group.filter((c) => c.role === 'code' || c === name)
  const said = keys.find((c) => c.dimension !== null)?.dimension ?? null
  const votes = new Map<Dimension, number>()
  for (const key of keys.slice(0, 2)) {
    for (let row = 1; row <= found.table.rows; row++) {
      const code = /^[[（(【]?([2356]\d{2})(?:\d\d)*(?=\D|$)/u.exec(headerWords(found.grid.at(row, key.column)?.text ?? ''))?.[1]
      if (code === undefined) continue
      const dimension = code.startsWith('2') ? 'function' : code.startsWith('3') ? 'economic' : 'government-economic'
      votes.set(dimension, (votes.get(dimension) ?? 0) + 1)
    }
  }
  if (said === 'unit' && name?.dimension === 'unit') return 'unit'
  const most = [...votes].sort(([, a], [, b]) => b - a)[0]
  return most?.[0] ?? (said === 'unit' ? null : said) ?? (name === undefined ? null : byNames(name.column, found))
}

/** Names without codes: economic classes where most of them are known as such. */
function byNames(column: number, found: TableInContext): Dimension | null {
  let economic = 0
  let other = 0
  for (let row = 1; row <= found.table.rows; row++) {
    const text = found.grid.at(row, column)?.text ?? ''
    if (text === '') continue
    if (codeByName('economic', text, null, { level: 1 }) !== null || codeByName('economic', text, null, { level: 2 }) !== null)
      economic++
    else if (codeByName('function', text, null, { level: 1 }) !== null) other++
  }
  return economic > other && economic > 2 ? 'economic' : null
}

function rowsOf(
  kind: TableKind,
  listed: Dimension | null,
  flow: string | undefined,
  whole: ItemsWhole | null,
): readonly RowRule[] {
  const lines: RowRule = {
    each: 'line',
    ...(whole !== null && !whole.columns && whole.item !== null ? { whole: { item: whole.item } } : {}),
    ...(kind.balance === true ? { totals: flow === 'income' ? 'sources' : flow === 'expenditure' ? 'uses' : '' } : {}),
  }
  const named: RowRule = { each: 'unit', named: true }
  if (kind.loose === true) return [{ each: 'purchase' }]
  if (kind.id === 'project-list')
    return [{ each: 'line', totalsOnly: true }, listed === 'unit' ? { each: 'unit' } : named, { each: 'record' }]
  if (listed === 'unit') return [{ each: 'unit' }, lines]
  if (listed === 'economic' || listed === 'government-economic')
    return [{ each: listed, depth: kind.balance === true ? 1 : 3, nested: true }, lines, named]
  if (kind.id === 'three-public' || kind.id === 'running-cost') return [lines, { each: 'economic', depth: 3 }]
  if (flow === 'income') return [lines]
  return [{ each: 'function', depth: kind.balance === true && listed === null ? 1 : 3, nested: true }, lines, named]
}

/** What the column of a table narrows to by its headings from the top to the leaf: `none` is read past, null is not understood. */
function columnSlice(
  headed: HeadedColumn,
  base: Slice,
  side: Side,
  period: Period,
  whole: ItemsWhole | null,
): { slice?: Slice; measure?: PrintedColumn['measure'] } | 'none' | null {
  let slice: Slice = {}
  const path = headed.path
  for (const [depth, cell] of path.entries()) {
    const isLeaf = depth === path.length - 1
    if (/扣除|预留.*企业|不含/u.test(headerWords(cell.text))) return 'none'
    const denoted = denote(cell.text, period.year)
    const isPart = denoted?.part ?? headerWords(cell.text).startsWith('其中')
    let meaning = denoted?.slice
    if (meaning === undefined) {
      const economic = codeByName('economic', cell.text, period.year, { level: 1 })
      if (economic !== null) meaning = { economic }
      else if (isLeaf) return isPart ? 'none' : null
      else continue
    }
    const next = combine(slice, settleFlow(meaning, base, side))
    if (next === null) return isPart ? 'none' : null
    slice = next
  }
  if (base.flow === 'sources' && slice.fund !== undefined && slice.flow === undefined) slice = { ...slice, flow: 'income' }
  // Beside 决算数 in a final account, 预算数 is what was approved.
  if (
    period.stage === 'final' &&
    slice.stage === undefined &&
    /预算数?$/u.test(headerWords(path.at(-1)?.text ?? '')) &&
    slice.fund === undefined
  )
    slice = { ...slice, stage: 'approved' }
  slice = settlePeriod(slice, period)
  if (whole !== null && whole.columns && slice.item === undefined) {
    if (whole.item === null) return null
    slice = { ...slice, item: whole.item }
  }
  if (combine(base, slice) === null) return null
  const measure = slice.measure === 'percentage' ? 'percent' : 'money'
  return { slice: withoutRepeats(slice, base), measure }
}

/**
 * The flow of a heading: that of a whole side is known better by its rows; in a table of expenditure, a kind of income (事业收入) says whose
 * money is spent, and what was brought forward (上年结转) says when it was given.
 */
function settleFlow(meaning: Slice, base: Slice, side: Side): Slice {
  if (meaning.flow === undefined) return meaning
  if (side.slice?.flow !== undefined) return without(meaning, 'flow')
  if (base.flow !== 'expenditure') return meaning
  if (meaning.flow === 'income' && meaning.fund !== undefined) return without(meaning, 'flow')
  if (meaning.flow === 'brought-forward') return { ...without(meaning, 'flow'), origin: 'carried-over' }
  if (meaning.flow === 'account-balance') return { ...without(meaning, 'flow'), fund: 'carried-other' }
  return meaning
}

/** Year and stage as a document's own default has them: a budget's own stage is never said. */
export function settlePeriod(slice: Slice, period: Period): Slice {
  if (slice.stage === undefined) return slice
  const own = period.stage === 'final' ? 'final' : 'approved'
  const isThisYear = slice.year === undefined || slice.year === '0'
  return slice.stage === own && (isThisYear || own === 'approved') ? without(slice, 'stage') : slice
}

function withoutRepeats(slice: Slice, base: Slice): Slice {
  const kept: Partial<Record<Dimension, string>> = {}
  for (const [dimension, node] of Object.entries(slice) as [Dimension, string][])
    if (base[dimension] !== node) kept[dimension] = node
  return narrowSlice({}, kept)
}

/** A second code or name beside the first: another classification of the same rows. */
function isSpare(headed: HeadedColumn, group: readonly HeadedColumn[]): boolean {
  if (headed.role === 'name') return nameOf(group) !== headed
  return headed.role === 'code' && !codeParts(group).includes(headed)
}

/** The columns of the first code: several where its parts (类 | 款 | 项) have columns of their own. */
function codeParts(group: readonly HeadedColumn[]): readonly HeadedColumn[] {
  const first = group.findIndex((c) => c.role === 'code')
  if (first === -1) return []
  const parts = group
    .slice(first)
    .filter((c) => c.role === 'code' && /^[类款项目]$/u.test(headerWords(c.path.at(-1)?.text ?? '')))
  const [head] = parts
  if (head === undefined || head !== group[first]) return group.slice(first, first + 1)
  const again = parts.findIndex(
    (c, i) => i > 0 && headerWords(c.path.at(-1)?.text ?? '') === headerWords(head.path.at(-1)?.text ?? ''),
  )
  return again === -1 ? parts : parts.slice(0, again)
}

/** The classification that a spare column gives the code of, where its header says one that the first does not list. */
function keyOf(headed: HeadedColumn, group: readonly HeadedColumn[]): Dimension | null {
  if (!isSpare(headed, group) || headed.dimension === null) return null
  if (headed.dimension === 'unit') return headed.role === 'name' ? 'unit' : null
  const first = headed.role === 'name' ? nameOf(group) : group.find((c) => c.role === headed.role)
  const isSaid = group.some((c) => c.role === 'code' && c.dimension === headed.dimension && c !== headed && isSpare(c, group))
  return first?.dimension === headed.dimension || (headed.role === 'name' && isSaid) ? null : headed.dimension
}

/** Whether basic expenditure is among the natures that a table prints: 对附属单位补助支出 alone, among the functions, is not all there is. */
function partsNature(values: readonly PrintedColumn[], found: TableInContext): boolean {
  const isBasic = (slice: Slice | undefined): boolean => slice?.nature === 'basic' || slice?.nature === 'personnel'
  return (
    values.some((c) => isBasic(c.slice)) ||
    found.table.cells.some((c) => c.text.length < 30 && isBasic(denote(c.text, null)?.slice))
  )
}

function completeOf(kind: TableKind, isWhole: boolean, base: Slice, byNature: boolean): readonly Dimension[] {
  // Purchases are no part of the budget's own cuts, but the kinds that are listed are all there are, and so are the units.
  if (kind.loose === true) return ['item', 'unit']
  if (!isWhole) return ['function', 'economic', 'unit']
  if (kind.id === 'project-list') return ['unit', 'project', 'fund']
  const isListing = kind.balance === true || kind.id === 'income' || base.flow === 'uses'
  return PARTED.filter((d) => (d !== 'flow' || isListing) && (d !== 'nature' || byNature || base.nature !== undefined))
}
