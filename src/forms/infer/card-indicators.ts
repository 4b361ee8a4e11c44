import type { Indicator } from '../../budget/reading.ts'
import { INDICATOR_CLASSES } from '../../catalogue/indicators.ts'
import type { Cell } from '../../document/document.ts'
import type { Grid } from '../grid.ts'
import { indicatorRole, type IndicatorRole } from './card-words.ts'

type Role = Exclude<IndicatorRole, 'words'>

/** The columns of one list of indicators. Two lists may stand side by side: 中期目标 | 年度目标. */
export type IndicatorColumns = Readonly<Partial<Record<Role, number>>>

export interface IndicatorLayout {
  readonly halves: readonly IndicatorColumns[]
  /** The columns that have a heading, from left to right: a page that goes on may be laid out in these alone. */
  readonly order: readonly number[]
}

/** The layout that a row of headings gives, or null where it heads no indicators. */
export function indicatorHeader(cells: readonly Cell[]): IndicatorLayout | null {
  const roles = cells.flatMap((cell): { role: IndicatorRole; column: number; text: string }[] => {
    const role = indicatorRole(cell.text)
    return role === null ? [] : [{ role, column: cell.column, text: cell.text }]
  })
  const hasName = roles.some((r) => r.role === 'level3')
  // `绩效指标` over a column of names, where nothing else names them.
  const bare = hasName ? undefined : cells.find((c) => /^绩效指标$/u.test(c.text.replace(/\s/gu, '')) && c.column > 1)
  if (bare !== undefined) roles.push({ role: 'level3', column: bare.column, text: bare.text })
  roles.sort((a, b) => a.column - b.column)
  if (!roles.some((r) => r.role === 'level3') || !roles.some((r) => r.role === 'value')) return null
  const halves: Partial<Record<Role, number>>[] = [{}]
  for (const { role, column, text } of roles) {
    if (role === 'words') continue
    let half = halves.at(-1) ?? {}
    // 指标内容 beside 三级指标 is what the indicator says and no list of its own.
    if (role === 'level3' && half.level3 === column - 1 && /内容/u.test(text)) half.description = column
    else {
      if (half[role] !== undefined) {
        half = {}
        halves.push(half)
      }
      half[role] = column
    }
  }
  const [first] = halves
  const full = halves.filter((h) => h.level3 !== undefined && h.value !== undefined)
  const shared = full.map(
    (h): IndicatorColumns => ({
      ...(first?.level1 === undefined ? {} : { level1: first.level1 }),
      ...(first?.level2 === undefined ? {} : { level2: first.level2 }),
      ...h,
    }),
  )
  return { halves: shared, order: cells.map((c) => c.column) }
}

/** The same list on a page whose columns are only those with a heading, after some `shift` columns more. */
export function narrowed(layout: IndicatorLayout, shift: number): IndicatorLayout {
  const at = new Map(layout.order.map((column, i) => [column, i + 1 + shift]))
  const halves = layout.halves.map(
    (half) =>
      Object.fromEntries(
        Object.entries(half).flatMap(([role, column]) => {
          const now = at.get(column)
          return now === undefined ? [] : [[role, now]]
        }),
      ) as IndicatorColumns,
  )
  return { halves, order: layout.order.map((_, i) => i + 1 + shift) }
}

const LEVEL1 = /^(产出|效益|效果|成本|满意度|绩效|管理)(?:指标|目标)?$/u
const JOINED = /^((?:产出|效益|效果|成本|满意度)指标)((?:[\u4e00-\u9fff]{2,10}?)指标)?(.+)$/su
/** What a blank form of a card prints where an indicator would be written. */
const PLACEHOLDER = /^(?:指标\d*[:：]?|[….·]+)$/u

/** The indicators of one row; `last` is the one before it, whose classes go on where this row prints none. */
export function indicatorsOfRow(
  grid: Grid,
  row: number,
  layout: IndicatorLayout,
  last: Indicator | undefined,
): readonly Indicator[] {
  return layout.halves.flatMap((columns): Indicator[] => {
    const cells = cellsOf(grid, row, layout, columns)
    const text = (role: Role): string => (cells[role]?.text ?? '').trim().replace(/\n/gu, '')
    const [name, value] = [text('level3'), text('value')]
    const begins = cells.level3?.row === row || cells.value?.row === row
    const isNothing = (name === '' && value === '' && text('description') === '') || (PLACEHOLDER.test(name) && value === '')
    // Classes that a blank card lists have no indicator.
    if (isNothing || !begins || (indicatorRole(name) !== null && indicatorRole(name) !== 'words')) return []
    const joined = columns.level1 === undefined ? JOINED.exec(name) : null
    const level2 = joined === null ? text('level2') : (joined[2] ?? '')
    const level1 = joined === null ? text('level1') : (joined[1] ?? '')
    const own = { level1, level2, level3: joined?.[3] ?? name }
    const [above, below] = carried(own.level1, own.level2, last)
    const place = (cells.level3 ?? cells.value)?.place ?? grid.table.place
    const placeOf = (role: Role) => cells[role]?.place ?? place
    return [
      {
        ...own,
        level1: above,
        level2: below,
        description: text('description'),
        value: valueOf(text('relation'), value, text('unit')),
        basis: text('basis'),
        place,
        places: {
          level1: placeOf('level1'),
          level2: placeOf('level2'),
          level3: placeOf('level3'),
          description: placeOf('description'),
          value: placeOf('value'),
          basis: placeOf('basis'),
        },
      },
    ]
  })
}

/** The cells of a row by role: by column, or counted from the right where merged cells were lost. */
function cellsOf(grid: Grid, row: number, layout: IndicatorLayout, columns: IndicatorColumns): Partial<Record<Role, Cell>> {
  const guessed = grid.table.guessedRows?.includes(row) === true
  const printed = grid.row(row)
  const missing = layout.order.length - printed.length
  const cells: Partial<Record<Role, Cell>> = {}
  for (const [role, column] of Object.entries(columns) as [Role, number][]) {
    const cell = guessed && missing >= 0 ? printed[layout.order.indexOf(column) - missing] : grid.at(row, column)
    if (cell !== undefined) cells[role] = cell
  }
  return cells
}

/** Both classes of an indicator: where a page break left the first cells blank, those of the one before it go on, if they can. */
function carried(level1: string, level2: string, last: Indicator | undefined): readonly [string, string] {
  if (last === undefined || (level1 !== '' && level2 !== '')) return [level1, level2]
  const known = INDICATOR_CLASSES.filter((c) => c.level2 === level2).map((c) => c.level1)
  if (level1 === '') {
    if (level2 === '') return [last.level1, last.level2]
    return [known.length === 0 || known.includes(last.level1) ? last.level1 : '', level2]
  }
  return [level1, level1 === last.level1 ? last.level2 : '']
}

/** `≥`, `95` and `%` in three columns are one value. 定性 says only that it is words. */
function valueOf(relation: string, value: string, unit: string): string {
  if (value === '') return ''
  const sign = /^[<>=≤≥＝＜＞]+$/u.test(relation.trim()) && !/^[<>=≤≥＝＜＞]/u.test(value) ? relation.trim() : ''
  const after = unit === '' || unit === '无' || /定性/u.test(unit) || value.endsWith(unit) ? '' : unit
  return `${sign}${value}${after}`
}

/** Whether a row looks like one of a list of indicators, whatever stands above it. */
export function looksLikeIndicator(grid: Grid, row: number): boolean {
  return grid
    .row(row)
    .some(
      (c) => LEVEL1.test(c.text) || /^[\u4e00-\u9fff]{2,8}指标$/u.test(c.text) || /^(?:产出|效益|满意度|成本)指标./u.test(c.text),
    )
}
