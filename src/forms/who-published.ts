import { narrow } from '../budget/amount.ts'
import type { Text } from '../budget/place.ts'
import type { Disclosure } from '../budget/reading.ts'
import type { Block, Paragraph } from '../document/document.ts'
import { unitOf, type TableInContext } from './context.ts'
import type { TableSet } from './table-sets.ts'

/** The years that a document says it is for. */
export interface Years {
  readonly majority: number | null
  readonly printed: readonly { readonly year: string; readonly text: Text }[]
}

/** Where the document says which year it is for: the line above a table (预算年度：2023) and titles (2023年部门预算…). */
export function yearsIn(blocks: readonly Block[]): Years {
  const printed: Years['printed'][number][] = []
  const votes = new Map<number, number>()
  const vote = (year: string, weight: number): void => {
    const value = Number(year)
    if (value >= 1990 && value <= 2100) votes.set(value, (votes.get(value) ?? 0) + weight)
  }
  const look = (text: string, place: Text['place'], weight: number): void => {
    const labelled = /(?:预算|决算)?年度[:：]\s*(\d[\d.]*)/u.exec(text)?.[1] ?? /^(?:预算|决算)年度[:：]()\s*$/u.exec(text)?.[1]
    if (labelled !== undefined) {
      printed.push({ year: labelled, text: { printed: text, place } })
      vote(labelled, weight * 3)
      return
    }
    const titled = /^(?:[\u4e00-\u9fff（）()]{0,40})?(\d{4})年(?:度)?(?:部门|单位)?(?:综合)?(?:预算|决算)(?!收入|支出)/u.exec(
      narrow(text),
    )?.[1]
    if (titled !== undefined) vote(titled, weight * 2)
    for (const match of text.matchAll(/(20\d\d)年/gu)) vote(match[1] ?? '', 0.1)
  }
  for (const block of blocks) {
    if (block.kind === 'paragraph') look(block.text, block.place, block.text.length < 60 ? 1 : 0.2)
    else for (const cell of block.cells) if (cell.row <= 3 && cell.text.includes('年')) look(cell.text, cell.place, 1)
  }
  const majority = [...votes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
  return { majority, printed }
}

/**
 * Who published this, for when, and in whose set of tables. `likely`: the place whose own forms fit a few tables, too few for a set.
 * `isRead`: whether any table was understood.
 */
export function disclosureOf(
  blocks: readonly Block[],
  tables: readonly TableInContext[],
  year: number | null,
  set: TableSet | null,
  likely: string | null,
  isRead: boolean,
): Disclosure {
  const units = new Set<string>()
  for (const table of tables) {
    const unit = unitOf(table.info)
    if (unit !== null) units.add(unit)
  }
  const paragraphs = blocks.filter((b): b is Paragraph => b.kind === 'paragraph')
  const whole = paragraphs
    .slice(0, 400)
    .map((p) => p.text)
    .join('\n')
  const count = (words: RegExp): number => (whole.match(words) ?? []).length
  return {
    department:
      aboveTables(tables) ?? onTheCover(paragraphs) ?? bareAboveTables(tables) ?? inTitles(paragraphs) ?? inCells(blocks) ?? {},
    year,
    stage: stageOf(blocks),
    scope: count(/单位预算|单位决算/gu) > count(/部门预算|部门决算/gu) ? 'unit' : 'department',
    units: [...units],
    place: isRead ? (set?.id ?? likely) : null,
    ...(set === null
      ? {}
      : { required: set.tables.filter((t) => t.extra !== true).map((t) => ({ form: t.form, title: t.titles[0] ?? '' })) }),
  }
}

type Department = Disclosure['department']

/** The line above a table: `455沧州…办公室`, `单位名称：…`. */
function aboveTables(tables: readonly TableInContext[]): Department | null {
  for (const { info } of tables) {
    for (const text of info) {
      const [, code, name] =
        /^(?:部门(?:名称)?[:：])?\s*[[（(]?(\d{3,6})[\])）]?\s*([\u4e00-\u9fff（）()]{4,40})$/u.exec(text) ?? []
      // `2026年部门预算表` is a title and no code with a name.
      if (code !== undefined && name !== undefined && !name.startsWith('年')) return { code, name }
      const named = /^(?:编制|填报|公开|预算)?(?:部门|单位)(?:名称)?[:：]\s*([\u4e00-\u9fff（）()]{3,40})$/u.exec(text)?.[1]
      if (named !== undefined && !/^(?:人民币)?(?:万|亿)?元/u.test(named)) return { name: named }
    }
  }
  return null
}

/** A line above many tables that is neither their title nor a label: in the forms of some places the name stands there by itself, or after its code. */
function bareAboveTables(tables: readonly TableInContext[]): Department | null {
  const votes = new Map<string, number>()
  for (const { info } of tables)
    for (const text of new Set(info.map(narrow)))
      if (BARE_NAME.test(text) && !NO_NAME.test(text)) votes.set(text, (votes.get(text) ?? 0) + 1)
  const [most, second] = [...votes].sort(([, a], [, b]) => b - a)
  // A heading stands above one table, the name above most of them.
  if (most === undefined || most[1] < Math.max(3, tables.length / 3) || most[1] === second?.[1]) return null
  const [, code, name = ''] = BARE_NAME.exec(most[0]) ?? []
  return code === undefined ? { name } : { code, name }
}

const BARE_NAME = /^[[（(]?(\d{3,12})?[\])）]?([\u4e00-\u9fff][\u4e00-\u9fff（）()]{2,39})$/u
/** Words of titles, labels, units and column headings. */
const NO_NAME =
  /(?:表|单位|部门|资金|经费|结余|结转|名称|编码|代码|科目|项目|类别|类型|金额|数量|指标|备注)$|预算|决算|支出|收入|年度|万元|部分|附件|公开|目录|计$|说明|情况/u

/** The cover, whose lines stand before the contents: name, year and kind of publication in any order, the name on several lines. */
function onTheCover(paragraphs: readonly Paragraph[]): Department | null {
  const lines: string[] = []
  for (const { text, place } of paragraphs.slice(0, 8)) {
    const line = narrow(text)
    if (line.startsWith('目录') || line.length > 60 || (place.page ?? 1) > 1) break
    // What comes after the cover: the first part, or a table's own title.
    if (/^第[一1]部分|表$/u.test(line)) break
    lines.push(line)
  }
  const name =
    /^(?:20\d\d年?度?)?((?!部门|单位)[\u4e00-\u9fff（）()]{3,40}?)(?:20\d\d年?度?)?(?:部门|单位)?(?:综合)?(?:预算|决算)/u.exec(
      lines.join(''),
    )?.[1]
  return name === undefined ? null : { name: name.replace(/(?:部门|单位)$/u, '') }
}

function inTitles(paragraphs: readonly Paragraph[]): Department | null {
  for (const { text } of paragraphs) {
    const name = /^([\u4e00-\u9fff（）()]{3,40}?)(?:20\d\d年)?(?:度)?(?:部门|单位)?(?:预算|决算)(?:信息)?公开/u.exec(
      narrow(text),
    )?.[1]
    if (name !== undefined) return { name }
  }
  return null
}

/** Where nothing says it, the body whose name cells of the tables print most often. */
function inCells(blocks: readonly Block[]): Department | null {
  const votes = new Map<string, number>()
  for (const block of blocks) {
    if (block.kind !== 'table') continue
    for (const { text } of block.cells) {
      const name =
        /^(?:\d{3,9}[-—]?)?([\u4e00-\u9fff]{3,28}(?:局|委员会|办公室|厅|政府|法院|检察院|中心|学院|大学))(?:[（(]?本级[)）]?|机关)?$/u.exec(
          narrow(text),
        )?.[1]
      if (name !== undefined) votes.set(name, (votes.get(name) ?? 0) + 1)
    }
  }
  const [most] = [...votes].sort(([, a], [, b]) => b - a)
  return most === undefined || most[1] < 3 ? null : { name: most[0] }
}

/** A final account says 决算 in its titles; one that only mentions last year's is a budget. */
export function stageOf(blocks: readonly Block[]): Disclosure['stage'] {
  const texts = blocks.filter((b): b is Paragraph => b.kind === 'paragraph').map((p) => p.text)
  const titles = texts.filter((t) => t.length < 50)
  const count = (words: RegExp, among: readonly string[]): number => among.reduce((n, t) => n + (t.match(words) ?? []).length, 0)
  const titled = count(/决算/gu, titles) - count(/预算/gu, titles)
  if (titled !== 0) return titled > 0 ? 'final' : 'budget'
  return count(/决算/gu, texts.slice(0, 400)) > count(/预算/gu, texts.slice(0, 400)) ? 'final' : 'budget'
}
