import type { Block, Cell, Document, Table } from '../../src/document/document.ts'
import type { WriteOptions } from '../../src/formats/write-options.ts'

export const OPTIONS: WriteOptions = { title: '示例县财政局2024年部门预算', language: 'zh-CN', author: '示例县财政局' }

const WAN = 1_000_000

/** A document from titles and tables, numbered through. */
export function documentWith(
  blocks: readonly ({ readonly text: string; readonly heading?: number } | Omit<Table, 'index' | 'place'>)[],
): Document {
  let tables = 0
  let paragraphs = 0
  const numbered = blocks.map((block): Block => {
    if ('text' in block) return { kind: 'paragraph', ...block, place: { paragraph: ++paragraphs } }
    const index = ++tables
    return { ...block, index, place: { table: index } }
  })
  return { type: 'html', blocks: numbered, problems: [] }
}

/** 合计, then `parts` rows of 万元 amounts that add up to it in each of `columns` columns; the total knows what it is the sum of. */
export function summedTable(parts: readonly (readonly number[])[], decimals = 2): Omit<Table, 'index' | 'place'> {
  const columns = parts[0]?.length ?? 0
  const cells: Cell[] = []
  const add = (row: number, column: number, text: string, more: Partial<Cell> = {}): void => {
    cells.push({ row, column, rowSpan: 1, columnSpan: 1, text, place: {}, ...more })
  }
  const amount = (row: number, column: number, value: number, sumOf?: Cell['sumOf']): void => {
    const figure = { value, unit: WAN, decimals }
    add(row, column, (value / WAN).toFixed(decimals), { figure, ...(sumOf === undefined ? {} : { sumOf }) })
  }
  add(1, 1, '科目编码', { rowSpan: 2 })
  add(1, 2, '支出', { columnSpan: columns })
  for (let c = 0; c < columns; c++) add(2, c + 2, `第${c + 1}栏`)
  add(3, 1, '合计')
  for (let c = 0; c < columns; c++) {
    const total = parts.reduce((sum, row) => sum + (row[c] ?? 0), 0)
    amount(
      3,
      c + 2,
      total,
      parts.map((_, i) => ({ row: i + 4, column: c + 2 })),
    )
  }
  parts.forEach((row, i) => {
    add(i + 4, 1, String(2_010_301 + i))
    row.forEach((value, c) => amount(i + 4, c + 2, value))
  })
  cells.sort((a, b) => a.row - b.row || a.column - b.column)
  return { kind: 'table', rows: parts.length + 3, columns: columns + 1, cells, headerRows: 2 }
}
