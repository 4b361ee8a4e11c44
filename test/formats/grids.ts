import fc from 'fast-check'
import type { GridCell, TestBlock } from './writers.ts'

const WORDS = [
  '合计',
  '基本支出',
  '项目支出',
  '2010301',
  '181.17',
  '-3.5',
  '0',
  'a<b&c>"d"',
  '科目 编码',
  '“三公”经费',
  '𠮷野家',
  '100%',
  '',
]

/** Words as budgets print them, blanks among them; unique ones too, so that a swapped cell is noticed. */
export const words = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.integer({ min: 1000, max: 9999 }).map((n) => `第${n}项`),
)

/**
 * A grid of random merged cells. Every boundary between rows and columns is used by some cell, since readers (rightly) know of no others, and no
 * row at the end is blank.
 */
export function grids(spans: boolean): fc.Arbitrary<TestBlock> {
  return fc
    .record({
      rows: fc.integer({ min: 1, max: 6 }),
      columns: fc.integer({ min: 2, max: 6 }),
      seeds: fc.array(fc.record({ high: fc.nat(2), wide: fc.nat(3), text: words }), { minLength: 36, maxLength: 36 }),
    })
    .map(({ rows, columns, seeds }) => {
      const taken = new Set<string>()
      const cells: GridCell[] = []
      const free = (row: number, column: number, high: number, wide: number): boolean => {
        if (row + high > rows || column + wide > columns) return false
        for (let r = row; r < row + high; r++)
          for (let c = column; c < column + wide; c++) if (taken.has(`${r},${c}`)) return false
        return true
      }
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          if (taken.has(`${row},${column}`)) continue
          const seed = seeds[row * 6 + column] ?? { high: 0, wide: 0, text: '' }
          // The diagonal stays unmerged: it uses every boundary.
          const merged = spans && row % columns !== column && free(row, column, seed.high + 1, seed.wide + 1)
          const [rowSpan, columnSpan] = merged ? [seed.high + 1, seed.wide + 1] : [1, 1]
          for (let r = row; r < row + rowSpan; r++) for (let c = column; c < column + columnSpan; c++) taken.add(`${r},${c}`)
          const text = row === 0 || row === rows - 1 || column === 0 ? seed.text || `表${row}${column}` : seed.text
          cells.push({ row, column, rowSpan, columnSpan, text })
        }
      }
      return { kind: 'table' as const, rows, columns, cells }
    })
    .filter((grid) => grid.kind === 'table' && usesEveryEdge(grid.rows, grid.columns, grid.cells))
}

function usesEveryEdge(rows: number, columns: number, cells: readonly GridCell[]): boolean {
  const starts = (of: (cell: GridCell) => number): number => new Set(cells.map(of)).size
  // A last row into which only merged cells reach would be no row of its own.
  return starts((c) => c.row) === rows && starts((c) => c.column) === columns
}

/** Paragraphs and tables by turns: the text form and a sheet cannot tell two tables apart that touch. */
export function documents(spans: boolean): fc.Arbitrary<TestBlock[]> {
  const paragraph = fc.nat(999).map((n): TestBlock => ({ kind: 'paragraph', text: `第${n}部分 部门预算公开说明` }))
  return fc
    .array(fc.tuple(paragraph, grids(spans)), { minLength: 1, maxLength: 3 })
    .chain((pairs) => paragraph.map((end) => [...pairs.flat(), end]))
}
