import type { Block, Paragraph, Table } from '../document/document.ts'
import { narrow } from '../budget/amount.ts'
import { joinContinued } from './continued-tables.ts'
import { gridOf, type Grid } from './grid.ts'

/** A table with the words around it that say what it is. */
export interface TableInContext {
  readonly table: Table
  readonly grid: Grid
  /** Paragraphs since the table before, the nearest last. */
  readonly before: readonly Paragraph[]
  /** Rows at the top of the table itself that hold one text only: some print their title there. */
  readonly wide: readonly Paragraph[]
  /** Notes (注：…) directly below. */
  readonly notes: readonly Paragraph[]
  /** Whatever is printed about the table as a whole: unit, year, department. */
  readonly info: readonly string[]
}

const NOTE = /^(?:备?注|说明)[:：]?/u

/** Every table of a document, put together where a page break cut it, with the paragraphs that belong to it. */
export function tablesInContext(whole: readonly Block[]): readonly TableInContext[] {
  const blocks = joinContinued(whole)
  const tables: TableInContext[] = []
  let before: Paragraph[] = []
  blocks.forEach((block, index) => {
    if (block.kind === 'paragraph') {
      before.push(block)
      return
    }
    const notes: Paragraph[] = []
    for (const next of blocks.slice(index + 1)) {
      if (next.kind !== 'paragraph' || !NOTE.test(next.text)) break
      notes.push(next)
    }
    const grid = gridOf(block)
    notes.push(...notesWithin(block.rows, grid))
    const wide: Paragraph[] = []
    const info: string[] = []
    for (let row = 1; row <= Math.min(4, block.rows); row++) {
      const printed = grid.row(row).filter((c) => c.text !== '')
      for (const cell of printed) info.push(cell.text)
      const [only] = printed
      if (printed.length === 1 && only !== undefined && only.text.length < 60)
        wide.push({ kind: 'paragraph', text: only.text, place: only.place })
    }
    const recent = before.filter((p) => !NOTE.test(p.text)).slice(-4)
    tables.push({ table: block, grid, before: recent, wide, notes, info: [...recent.map((p) => p.text), ...info] })
    before = []
  })
  return tables
}

/** Notes that stand in the last rows of the table itself. */
function notesWithin(rows: number, grid: Grid): Paragraph[] {
  const notes: Paragraph[] = []
  for (let row = Math.max(1, rows - 2); row <= rows; row++) {
    const [only, ...others] = grid.row(row).filter((c) => c.text !== '')
    if (only !== undefined && others.length === 0 && NOTE.test(only.text))
      notes.push({ kind: 'paragraph', text: only.text, place: only.place })
  }
  return notes
}

const UNIT = /单位[:：]?(?:人民币)?(分|百万元|千元|万元|亿元|元)/u

/** The unit that a table says of itself, or null. */
export function unitOf(info: readonly string[]): string | null {
  for (const text of [...info].reverse()) {
    const unit = UNIT.exec(narrow(text))?.[1]
    if (unit !== undefined) return unit
  }
  return null
}

/** A note that says there is nothing to list: `注：无…，空表列示`, `本表无数据`, `本表本年无发生额`. */
export function saysEmpty(text: string): boolean {
  return /空表列示|无数据|无发生额|没有使用|无此项|无相关|[注明][:：]\s*(?:本部门|本单位)?(?:\d{4}年)?(?:没有|无)(?![。.]?$)/u.test(
    narrow(text),
  )
}
