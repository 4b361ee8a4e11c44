import type { Problem, Words } from '../../budget/finding.ts'
import type { Place } from '../../budget/place.ts'
import type { Row } from '../../ledger/rows/row-reader.ts'
import type { Field } from '../../ledger/rows/fields.ts'

/** How places of one table are told. Rows and columns from 0. */
export interface TablePlaces {
  place(row: number, column: number): Place
  where(row: number, header: string, column: number): Words
  readonly table: Words
}

/**
 * The rows of a table whose first row is its header. Columns may stand in any order; a heading that is not known, one that is missing
 * and a cell outside the headed columns are problems, so that nothing is silently dropped. Empty rows are passed over.
 */
export function tableRows(
  fields: readonly Field[],
  cells: readonly (readonly string[])[],
  problems: Problem[],
  places: TablePlaces,
): readonly Row[] {
  const header = (cells[0] ?? []).map((cell) => cell.trim())
  const columns = new Map<string, number>()
  const tell = (row: number, column: number, zh: string, en: string): void => {
    const message = { zh: `${places.table.zh}：${zh}`, en: `${places.table.en}: ${en}` }
    problems.push({ message, place: places.place(row, column) })
  }
  header.forEach((heading, column) => {
    if (heading === '') return
    const field = fields.find((f) => f.header === heading || f.id === heading)
    if (field === undefined)
      tell(
        0,
        column,
        `不认识表头“${heading}”。可用的表头：${fields.map((f) => f.header).join('、')}。`,
        `unknown heading "${heading}".`,
      )
    else if (columns.has(field.id))
      tell(0, column, `表头“${heading}”有两列，请留一列。`, `"${heading}" heads two columns: keep one.`)
    else columns.set(field.id, column)
  })
  for (const field of fields)
    if (field.required === true && !columns.has(field.id))
      tell(0, 0, `缺少“${field.header}”这一列。`, `the column "${field.header}" is missing.`)
  return cells.slice(1).flatMap((own, index): Row[] => {
    const at = index + 1
    own.forEach((cell, column) => {
      if (cell.trim() !== '' && (header[column] ?? '') === '')
        tell(
          at,
          column,
          `第${at + 1}行有内容“${cell.slice(0, 20)}”，却没有表头。请移到有表头的列。`,
          `row ${at + 1} has "${cell.slice(0, 20)}" in a column without a heading.`,
        )
    })
    const texts = Object.fromEntries([...columns].map(([id, column]) => [id, own[column] ?? '']))
    if (fields.every((f) => f.remark === true || (texts[f.id] ?? '').trim() === '')) return []
    const columnOf = (id: string): number => columns.get(id) ?? 0
    return [
      {
        texts,
        place: (id) => places.place(at, columnOf(id)),
        where: (id) => places.where(at, fields.find((f) => f.id === id)?.header ?? id, columnOf(id)),
      },
    ]
  })
}
