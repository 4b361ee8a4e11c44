import { FEN_PER_UNIT, narrow, readFigure } from '../budget/amount.ts'
import type { Claim } from '../budget/claim.ts'
import type { Doubt, Rereading } from '../budget/reading.ts'
import type { TableInContext } from './context.ts'
import { figurePart } from './figure-claim.ts'

/** What one table was read into, with what is not certain about it. */
interface TableRead {
  readonly found: TableInContext
  readonly made: readonly Claim[]
  /** The columns of figures with the side that each belongs to, from left to right. */
  readonly columns: ReadonlyMap<number, number>
  /** The unit that was assumed, where the table says none; null where it does. */
  readonly unit: string | null
  /** Whether cells were found by their looks. */
  readonly byLooks: boolean
}

/** Two figures without anything between them, each with its decimals. */
const GLUED = /^(-?\d{1,3}(?:,\d{3})*\.\d{2}|-?\d+\.\d{2})(-?\d[\d,]*\.\d{2})$/u

/**
 * The ways in which a table may have been misread: its unit, where it prints none; figures that stand one column beside their own, where no
 * rules part the columns; two figures in one cell. Formats that say which cell is which give no doubt but the first.
 */
export function doubtsOf(table: TableRead): readonly Doubt[] {
  const doubts: Doubt[] = []
  if (table.unit !== null) doubts.push(...unitDoubt(table, table.unit))
  if (!table.byLooks) return doubts
  for (const row of rowsOf(table)) {
    doubts.push(...joinedDoubts(table, row))
    if (table.found.table.unruled === true) doubts.push(...shiftDoubts(table, row))
  }
  return doubts
}

function unitDoubt({ found, made }: TableRead, unit: string): readonly Doubt[] {
  const other = unit === '元' ? '万元' : '元'
  const [from, to] = [FEN_PER_UNIT[unit], FEN_PER_UNIT[other]]
  if (from === undefined || to === undefined) return []
  const changes = made.flatMap((claim): Rereading[] => {
    if (claim.measure !== 'money' || claim.style.unit !== from) return []
    const part = figurePart(claim.printed, { ...claim.style, unit: to })
    return [{ claim: claim.id, as: { ...part, place: claim.place } }]
  })
  if (changes.length === 0) return []
  const message = {
    zh: `第${found.table.index}张表没有写明金额单位，按“${other}”读取才与其他各表一致，已按“${other}”核对。`,
    en: `Table ${found.table.index} prints no unit. Read in ${other} it agrees with the other tables, and it was checked so.`,
  }
  return [{ kind: 'unit', message, place: found.table.place, changes }]
}

/** The money claims of each printed row from left to right, one side at a time. */
function rowsOf({ made, columns }: TableRead): readonly (readonly Claim[])[] {
  const rows = new Map<string, Claim[]>()
  for (const claim of made) {
    const { row, column, page } = claim.place
    const side = column === undefined ? undefined : columns.get(column)
    if (side === undefined || claim.measure !== 'money') continue
    const key = `${page} ${row} ${side}`
    const list = rows.get(key)
    if (list === undefined) rows.set(key, [claim])
    else list.push(claim)
  }
  return [...rows.values()].map((row) => row.toSorted((a, b) => (a.place.column ?? 0) - (b.place.column ?? 0)))
}

function joinedDoubts({ found }: TableRead, row: readonly Claim[]): readonly Doubt[] {
  return row.flatMap((claim, i): Doubt[] => {
    const [, left, right] = claim.state === 'malformed' ? (GLUED.exec(narrow(claim.printed)) ?? []) : []
    if (left === undefined || right === undefined) return []
    const message = {
      zh: `第${found.table.index}张表有两个数连在一格（“${claim.printed}”），已分别读作“${left}”和“${right}”，请对照原页。`,
      en: `Two figures stand in one cell of table ${found.table.index} ("${claim.printed}"); they were read as "${left}" and "${right}". Compare with the page.`,
    }
    const pair = (a: Claim | undefined, b: Claim | undefined): Doubt[] => {
      if (a === undefined || b === undefined || (a !== claim && a.state !== 'blank') || (b !== claim && b.state !== 'blank'))
        return []
      return [{ kind: 'joined', message, place: claim.place, changes: [reread(a, left, claim), reread(b, right, claim)] }]
    }
    return [...pair(claim, row[i + 1]), ...pair(row[i - 1], claim)]
  })
}

/** Every run of figures beside a blank, moved by one column. */
function shiftDoubts({ found }: TableRead, row: readonly Claim[]): readonly Doubt[] {
  const filled = row.filter((c) => c.state === 'number' && c.value !== 0)
  if (filled.length === 0 || row.length < 2) return []
  const message = {
    zh: `第${found.table.index}张表没有框线，“${row[0]?.row?.label ?? ''}”一行的数字移动一栏才与其他各处一致，已按此核对，请对照原页。`,
    en: `Table ${found.table.index} has no rules; the figures of "${row[0]?.row?.label ?? ''}" agree with all others when moved by one column, and were checked so. Compare with the page.`,
  }
  const doubts: Doubt[] = []
  for (const step of [1, -1]) {
    for (let from = 0; from < row.length; from++) {
      for (let to = from; to < row.length && readFigure(row[to]?.printed ?? '').state === 'number'; to++) {
        const target = step === 1 ? row[to + 1] : row[from - 1]
        if (target === undefined || target.state !== 'blank') continue
        const moved = row.slice(from, to + 1)
        const changes = [...moved.keys()].map((k) => {
          const source = moved[k] as Claim
          return reread(row[from + k + step] as Claim, source.printed, source)
        })
        const emptied = step === 1 ? moved[0] : moved.at(-1)
        if (emptied !== undefined) changes.push(reread(emptied, '', emptied))
        doubts.push({ kind: 'shift', message, place: moved[0]?.place ?? found.table.place, changes })
      }
    }
  }
  return doubts
}

/** A claim with the words that are printed at another. */
function reread(claim: Claim, printed: string, source: Claim): Rereading {
  return { claim: claim.id, as: { ...figurePart(printed, claim.style), place: source.place } }
}
