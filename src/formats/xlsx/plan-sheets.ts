import type { Block, Document, Paragraph, Table } from '../../document/document.ts'
import { rolesOf } from '../print-layout.ts'
import { printOf } from '../table-print.ts'

/** One sheet to be: what stands on it, from above. */
export interface PlannedSheet {
  /** At most 31 characters, letters and digits only (it needs no quotes in a formula), unique in the workbook. */
  readonly name: string
  readonly blocks: readonly Block[]
}

/** A table with the paragraphs that go with it: titles and unit above, notes below. */
interface TableGroup {
  readonly title: string
  readonly tables: readonly Table[]
  readonly blocks: readonly Block[]
}

const NARRATIVE = '说明'
const LONGEST_NAME = 31
/** How much the titles of cards have in common at their ends: 绩效目标表. */
const SHARED_END = 4
/** Headings that belong to the numbered run of the narrative stay there, even right above a table. */
const SECTION = /^(?:第[一二三四五六七八九十百]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])/u

/**
 * Divides a document into sheets: one for each table with its title, its unit and its notes (tables of one shape that follow each other, such as
 * the cards of the projects, share one), and one for the narrative, where the first words of the narrative stand. Every block is on one sheet.
 */
export function planSheets(document: Document): PlannedSheet[] {
  const roles = rolesOf(document.blocks)
  const groups: TableGroup[] = []
  const narrative: { block: Paragraph; before: number }[] = []
  let at = 0
  while (at < document.blocks.length) {
    const group = groupAt(document.blocks, roles, at)
    const block = document.blocks[at]
    if (group !== null) {
      addGroup(groups, group, document.blocks[at - 1])
      at += group.blocks.length
    } else if (block?.kind === 'paragraph') {
      narrative.push({ block, before: groups.length })
      at++
    } else at++
  }
  const names = new Set<string>()
  const sheets = groups.map((group, i) => ({ name: nameOf(group, i, names), blocks: group.blocks }))
  if (narrative.length > 0) {
    const texts = narrative.map((each) => each.block)
    // A heading or two before the first table do not make it the workbook's first sheet.
    const first = narrative.find((each) => each.block.heading === undefined && each.block.role === undefined) ?? narrative.at(-1)
    sheets.splice(first?.before ?? 0, 0, { name: unique(NARRATIVE, names), blocks: texts })
  }
  return sheets
}

function groupAt(blocks: readonly Block[], roles: readonly string[], from: number): TableGroup | null {
  let at = from
  const lead: Paragraph[] = []
  for (let block = blocks[at]; block?.kind === 'paragraph' && goesAlong(block, roles[at]); block = blocks[++at]) lead.push(block)
  const table = blocks[at]
  if (table?.kind !== 'table') return null
  const notes: Paragraph[] = []
  for (let note = blocks[++at]; note?.kind === 'paragraph' && roles[at] === 'note'; note = blocks[++at]) notes.push(note)
  const title = lead.find((each) => !/^(?:金额)?单位\s*[:：]/u.test(each.text))?.text
  return { title: title ?? '', tables: [table], blocks: [...lead, table, ...notes] }
}

function goesAlong(paragraph: Paragraph, role: string | undefined): boolean {
  return (role === 'table-title' || role === 'table-unit') && !SECTION.test(paragraph.text)
}

function addGroup(groups: TableGroup[], group: TableGroup, before: Block | undefined): void {
  const last = groups.at(-1)
  const titled = group.title === '' && before?.kind === 'paragraph' ? { ...group, title: before.text } : group
  const stacked = last !== undefined && last.blocks.at(-1) === before && alike(last, titled)
  if (!stacked) groups.push(titled)
  else {
    groups[groups.length - 1] = {
      title: commonEnd(last.title, titled.title),
      tables: [...last.tables, ...group.tables],
      blocks: [...last.blocks, ...group.blocks],
    }
  }
}

/** Cards of one form: the same columns, first label and end of the title, and no list. Lists, even of one shape, are forms of their own. */
function alike(a: TableGroup, b: TableGroup): boolean {
  const [one, other] = [a.tables.at(-1), b.tables[0]]
  if (one === undefined || other === undefined || one.columns !== other.columns || isList(one) || isList(other)) return false
  const label = (table: Table): string | undefined => table.cells.find((cell) => cell.row === 1 && cell.column === 1)?.text
  return label(one) === label(other) && commonEnd(a.title, b.title).length >= SHARED_END
}

function isList(table: Table): boolean {
  return printOf(table).headerRows > 0 || table.cells.some((cell) => /^(?:栏次|序号)$/u.test(cell.text))
}

function commonEnd(a: string, b: string): string {
  let n = 0
  while (n < a.length && n < b.length && a.at(-1 - n) === b.at(-1 - n)) n++
  return n === 0 ? '' : a.slice(-n)
}

/** The short title of a form: without whose and of which year it is, and without what a sheet's name cannot hold. */
function nameOf(group: TableGroup, index: number, names: Set<string>): string {
  const short = group.title
    .replace(/^.*?\d{4}\s*年度?/u, '')
    .replace(/^(?:\d+|[一二三四五六七八九十]+)\s*[、.．]/u, '')
    .replace(/^部门(?:预算|决算)?(?=.{4})/u, '')
    .replace(/[^\p{L}\p{N}_]/gu, '')
    .replace(/^\d+/u, '')
  return unique(short.length > 1 ? short : `表${index + 1}`, names)
}

/** Names differ in more than case, as Excel wants it. */
function unique(name: string, names: Set<string>): string {
  for (let n = 1; ; n++) {
    const end = n === 1 ? '' : `_${n}`
    const tried =
      [...name]
        .slice(0, LONGEST_NAME - end.length)
        .join('')
        .slice(0, LONGEST_NAME - end.length) + end
    if (names.has(tried.toLowerCase())) continue
    names.add(tried.toLowerCase())
    return tried
  }
}
