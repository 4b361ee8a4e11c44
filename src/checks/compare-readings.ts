import type { Claim } from '../budget/claim.ts'
import type { Place } from '../budget/place.ts'
import type { Reading } from '../budget/reading.ts'
import { cardTitles, meaningsOf, withoutOrdinal } from './meaning.ts'

/** A cell as printed, with what it means in words. */
export interface PrintedCell {
  readonly row: string
  readonly column: string
  readonly printed: string
  readonly place: Place
}

/** One cell in two printings; null where it is not printed. */
export interface CellDifference {
  readonly before: PrintedCell | null
  readonly after: PrintedCell | null
}

/** One table in two printings. */
export interface TableDifference {
  readonly title: string
  /** Numbers of the table in the two documents; null where it is not printed. */
  readonly before: number | null
  readonly after: number | null
  /** Cells that do not say the same, in the order of printing; those that are gone come last. */
  readonly cells: readonly CellDifference[]
}

interface Cell extends PrintedCell {
  /** What must be equal for the two to say the same. */
  readonly says: string
}

interface TableCells {
  readonly title: string
  readonly table: number
  readonly cells: Map<string, Cell>
}

/** Compares two printings table by table and cell by cell, each cell with the one of the same meaning, wherever it stands. Tables that say the same are listed too. */
export function compareReadings(before: Reading, after: Reading): readonly TableDifference[] {
  const [old, now] = [tablesOf(before), tablesOf(after)]
  const differences = [...now].map(([key, table]): TableDifference => {
    const was = old.get(key)
    return {
      title: table.title,
      before: was?.table ?? null,
      after: table.table,
      cells: differencesOf(was?.cells ?? new Map<string, Cell>(), table.cells),
    }
  })
  const gone = [...old].filter(([key]) => !now.has(key))
  return [
    ...differences,
    ...gone.map(
      ([, { title, table, cells }]): TableDifference => ({
        title,
        before: table,
        after: null,
        cells: differencesOf(cells, new Map()),
      }),
    ),
  ]
}

function differencesOf(before: ReadonlyMap<string, Cell>, after: ReadonlyMap<string, Cell>): CellDifference[] {
  const shown = ({ row, column, printed, place }: Cell): PrintedCell => ({ row, column, printed, place })
  const differences: CellDifference[] = []
  for (const [key, cell] of after) {
    const was = before.get(key)
    if (was?.says === cell.says) continue
    // A blank cell of a row that is new says nothing.
    if (was === undefined && cell.printed === '') continue
    differences.push({ before: was === undefined ? null : shown(was), after: shown(cell) })
  }
  for (const [key, cell] of before)
    if (!after.has(key) && cell.printed !== '') differences.push({ before: shown(cell), after: null })
  return differences
}

/** The tables of a reading by form, cards by their projects, with their cells by meaning. */
function tablesOf(reading: Reading): ReadonlyMap<string, TableCells> {
  const tables = new Map<string, TableCells>()
  const cards = cardTitles(reading.cards)
  const names = reading.forms.map(({ form }, i) => JSON.stringify([form, cards.get(i) ?? '']))
  for (const [i, { title, place }] of reading.forms.entries()) {
    const name = names[i]
    if (name !== undefined && place.table !== undefined && !tables.has(name))
      tables.set(name, { title: withoutOrdinal(title), table: place.table, cells: new Map() })
  }
  const meanings = meaningsOf(reading.claims, reading.cards)
  for (const [i, claim] of reading.claims.entries()) {
    const table = tables.get(names[claim.table] ?? '')
    if (table !== undefined && claim.place.table !== undefined) table.cells.set(meanings[i] ?? '', cellOf(claim))
  }
  for (const { key, name, cell } of wordsOf(reading, names)) tables.get(name)?.cells.set(key, cell)
  return tables
}

function cellOf(claim: Claim): Cell {
  const { row, column = '', printed, place, state, value } = claim
  return {
    row: [row?.code, row?.label].filter((part) => part !== undefined && part !== '').join(' '),
    column,
    printed: printed.trim(),
    place,
    says: state === 'number' ? String(value) : `${state} ${printed.trim()}`,
  }
}

/** Cells that hold words: of cards, and the list of units. */
function wordsOf(reading: Reading, names: readonly string[]): { key: string; name: string; cell: Cell }[] {
  const cells: { key: string; name: string; cell: Cell }[] = []
  for (const card of reading.cards) {
    const name = names[card.table] ?? ''
    const money = new Set(
      [card.budget, ...card.sources].flatMap((claim) => {
        const place = claim === null ? undefined : reading.claims[claim]?.place
        return place === undefined ? [] : [cellKey(place)]
      }),
    )
    const add = (row: string, column: string, printed: string, place: Place): void => {
      if (money.has(cellKey(place))) return
      cells.push({ key: JSON.stringify(['words', row, column]), name, cell: { row, column, printed, place, says: printed } })
    }
    for (const [field, { printed, place }] of Object.entries(card.fields)) add(FIELD_NAMES[field] ?? field, '', printed, place)
    for (const { checkpoint, printed, place } of card.plan) add('资金支出计划', checkpoint, printed, place)
    for (const [i, { printed, place }] of card.goals.entries()) add(`绩效目标 ${i + 1}`, '', printed, place)
    for (const { level1, level2, level3, places, ...said } of card.indicators) {
      const row = [level1, level2, level3].filter((level) => level !== '').join(' › ')
      add(row, '描述', said.description, places.description)
      add(row, '指标值', said.value, places.value)
      add(row, '依据', said.basis, places.basis)
    }
  }
  const organisation = names[reading.forms.findIndex(({ form }) => form === 'organisation')]
  for (const { name: row, kind, grade, funding, place } of organisation === undefined ? [] : reading.organisation)
    for (const [column, printed] of [
      ['单位性质', kind],
      ['规格', grade],
      ['经费保障形式', funding],
    ] as const)
      cells.push({
        key: JSON.stringify(['words', row, column]),
        name: organisation ?? '',
        cell: { row, column, printed, place, says: printed },
      })
  return cells
}

/** What cards call their fields. */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  'project-code': '项目编码',
  'project-name': '项目名称',
  function: '功能分类科目',
  purpose: '资金用途',
}

function cellKey({ table, row, column }: Place): string {
  return [table, row, column].join(' ')
}
