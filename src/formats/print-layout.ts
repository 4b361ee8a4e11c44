import type { Block, Document, Paragraph } from '../document/document.ts'
import { printOf } from './table-print.ts'
import type { TablePrint } from './table-print.ts'

/** What a paragraph is on the page. */
export type ParagraphRole = 'title' | 'heading' | 'table-title' | 'table-unit' | 'note' | 'body'

/** A block with what print needs to know of it. */
export type LaidBlock =
  | { readonly kind: 'paragraph'; readonly paragraph: Paragraph; readonly role: ParagraphRole; readonly breakBefore: boolean }
  | { readonly kind: 'table'; readonly print: TablePrint }

/** Blocks on pages of one direction. */
export interface PageRun {
  readonly wide: boolean
  readonly blocks: readonly LaidBlock[]
}

/** Width of the text on an upright page (156 mm of A4, GB/T 9704) and on a page across (225 mm), in points. */
export const UPRIGHT_WIDTH = 442
export const ACROSS_WIDTH = 638

/** Sizes in which tables are set, in points: 五号, 小五, 六号. */
export const TABLE_SIZES = [10.5, 9, 7.5] as const

/** Titles of tables are short and no sentences. */
const LONGEST_TITLE = 40
const SENTENCE_END = /[。；;：:，,]$/u
const UNIT = /^(?:金额)?单位\s*[:：]/u
const LINE_ABOVE = /^(?:编制|公开|填报)?(?:部门|单位)(?:名称)?\s*[:：]/u
const NOTE = /^(?:备?注|说明)\s*\d*\s*[:：]/u
/** Tables of fewer rows do not begin a page of their own. */
const ROWS_OF_A_PAGE = 12

/**
 * Lays a document on pages: gives each paragraph its role, and turns the page for tables that are too wide for an upright one. Titles go with
 * their table, and so do the notes below it.
 */
export function layOut(document: Document): PageRun[] {
  const roles = rolesOf(document.blocks)
  const prints = document.blocks.map((block) => (block.kind === 'table' ? printOf(block) : null))
  const wide = wideBlocks(document.blocks, roles, prints)
  const runs: { wide: boolean; blocks: LaidBlock[] }[] = []
  for (const [i, block] of document.blocks.entries()) {
    const across = wide[i] === true
    let run = runs.at(-1)
    if (run === undefined || run.wide !== across) runs.push((run = { wide: across, blocks: [] }))
    const print = prints[i]
    if (block.kind === 'paragraph') {
      const breakBefore = fillsPage(run.blocks) && beginsPage(document.blocks, roles, i)
      run.blocks.push({ kind: 'paragraph', paragraph: block, role: roles[i] ?? 'body', breakBefore })
    } else if (print !== null && print !== undefined) run.blocks.push({ kind: 'table', print })
  }
  return runs
}

/** The largest size of type (in points) in which nothing of a table has to be cut at the given width. */
export function tableSize(print: TablePrint, width: number): (typeof TABLE_SIZES)[number] {
  const [large, small, least] = TABLE_SIZES
  if (print.comfortable * large <= width * 1.1) return large
  return print.narrowest * small <= width ? small : least
}

function isWide(print: TablePrint): boolean {
  if (print.table.wide !== undefined) return print.table.wide
  return print.narrowest * 9 > UPRIGHT_WIDTH || (print.table.columns > 8 && print.comfortable * 9 > UPRIGHT_WIDTH * 1.3)
}

/** The role of every block; tables count as `body`. */
export function rolesOf(blocks: readonly Block[]): ParagraphRole[] {
  const roles: ParagraphRole[] = blocks.map((block) => {
    if (block.kind === 'table') return 'body'
    if (block.role !== undefined) return block.role
    return block.heading === undefined ? 'body' : 'heading'
  })
  for (const [i, block] of blocks.entries()) {
    if (block.kind !== 'table') continue
    let above = i - 1
    // Forms mark such lines as notes, documents that were read do not mark them at all.
    while (isLineAbove(blocks[above]) && roles[above] !== 'title') roles[above--] = 'table-unit'
    const title = blocks[above]
    if (title?.kind === 'paragraph' && roles[above] !== 'title' && roles[above] !== 'note' && isTitle(title))
      roles[above] = 'table-title'
    for (let below = i + 1; below < blocks.length; below++) {
      const note = blocks[below]
      if (note?.kind !== 'paragraph' || roles[below] !== 'body' || !NOTE.test(note.text)) break
      roles[below] = 'note'
    }
  }
  return roles
}

/** Whether a line above a table names the unit of its figures; other such lines name the department. */
export function namesUnit(paragraph: Paragraph): boolean {
  return UNIT.test(paragraph.text)
}

/** `单位：元` and `编制部门：某局`, as they stand between the title of a table and the table. */
export function isLineAbove(block: Block | undefined): block is Paragraph {
  if (block?.kind !== 'paragraph' || block.heading !== undefined) return false
  return UNIT.test(block.text) || (block.text.length <= LONGEST_TITLE && LINE_ABOVE.test(block.text))
}

function isTitle(paragraph: Paragraph): boolean {
  return paragraph.heading !== undefined || (paragraph.text.length <= LONGEST_TITLE && !SENTENCE_END.test(paragraph.text))
}

function wideBlocks(
  blocks: readonly Block[],
  roles: readonly ParagraphRole[],
  prints: readonly (TablePrint | null)[],
): boolean[] {
  const wide = blocks.map(() => false)
  for (const [i, print] of prints.entries()) {
    if (print === null || !isWide(print)) continue
    wide[i] = true
    for (let above = i - 1; above >= 0 && goesWithTable(roles, blocks, above); above--) wide[above] = true
    for (let below = i + 1; roles[below] === 'note'; below++) wide[below] = true
  }
  return wide
}

function goesWithTable(roles: readonly ParagraphRole[], blocks: readonly Block[], i: number): boolean {
  const role = roles[i]
  if (role === 'table-title' || isLineAbove(blocks[i])) return true
  // 第一部分 right above the title of its first table.
  return role === 'heading' && roles[i + 1] === 'table-title'
}

/** A line or two, such as the title of a part, leave room for a table on their page. */
function fillsPage(blocks: readonly LaidBlock[]): boolean {
  return blocks.length > 2 || blocks.some((block) => block.kind === 'table' || block.paragraph.text.length > LONGEST_TITLE)
}

/** Parts begin a page, and so do tables of some length with their titles. */
function beginsPage(blocks: readonly Block[], roles: readonly ParagraphRole[], i: number): boolean {
  const before = blocks[i - 1]
  const afterHeading = before?.kind === 'paragraph' && before.heading !== undefined
  const block = blocks[i]
  if (block?.kind !== 'paragraph') return false
  if (roles[i - 1] === 'title' || afterHeading) return false
  if (block.heading === 1) return true
  let at = i
  while (roles[at] === 'heading' && roles[at + 1] === 'table-title') at++
  if (roles[at] !== 'table-title') return false
  const table = blocks[belowLines(blocks, at)]
  return table?.kind === 'table' && table.rows >= ROWS_OF_A_PAGE
}

/** The index of what stands below a title, past the lines between it and its table. */
function belowLines(blocks: readonly Block[], title: number): number {
  let at = title + 1
  while (isLineAbove(blocks[at])) at++
  return at
}
