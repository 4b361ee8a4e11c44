import type { DocumentBuilder } from '../../document-builder.ts'
import type { RawCell } from '../../grid.ts'
import type { Box, PdfPage, TextRun } from '../page.ts'
import { withoutCutOff, withoutRepeats } from './cut-off-text.ts'
import type { FoundTable } from './found-table.ts'
import { withoutFurniture } from './furniture.ts'
import { joinParts, wholeOf } from './join-parts.ts'
import type { WholeTable } from './join-parts.ts'
import { goesOn, headingOf, joined, marginsOf } from './paragraphs.ts'
import type { FlowParagraph, Margins } from './paragraphs.ts'
import { ruledTables } from './ruled-tables.ts'
import type { RuledPage } from './ruled-tables.ts'
import { segmentsOf } from './segments.ts'
import type { Segment } from './segments.ts'
import { unruledTables } from './unruled-tables.ts'

/** What stands on a page, from top to bottom. */
interface PageItems {
  readonly page: PdfPage
  readonly items: readonly (Segment | FoundTable)[]
  readonly margins: Margins
}

type FlowItem = FlowParagraph | WholeTable

/** Adds the content of the pages to a document, as a reader meets it: paragraphs and tables, put together across page breaks. */
export function layOut(pages: readonly PdfPage[], builder: DocumentBuilder): void {
  const ruled = pages.map((page) => ({ page, ...ruledTables(page) }))
  const texts = withoutFurniture(ruled)
  const contents: { page: PdfPage; tables: readonly FoundTable[]; segments: readonly Segment[] }[] = []
  let above: FoundTable | undefined
  ruled.forEach((found, i) => {
    const { page } = found
    const text = withoutCutOff(texts[i] ?? [], found.tables.at(-1), ruled[i + 1]?.tables[0])
    const isCrowded = text.length > MOST_RUNS
    if (isCrowded) noteCrowded(page.number, builder)
    const { tables, free } = isCrowded ? { tables: found.tables, free: text } : tablesOf(found, text, above)
    contents.push({ page, tables, segments: segmentsOf(free) })
    above = tables.at(-1)
  })
  contents.forEach((content, i) => {
    const following = contents[i + 1]
    if (following === undefined || content.tables.length + following.tables.length > 0) return
    const { before, next } = withoutRepeats(content.segments, following.segments, content.page.height)
    content.segments = before
    following.segments = next
  })
  const shapes = marginsByShape(contents)
  const flow = flowOf(
    contents.map(({ page, tables, segments }) => ({
      page,
      items: [...segments, ...tables].sort((a, b) => topOf(a) - topOf(b)),
      margins: marginsOf(segments, shapes.get(shapeOf(page)) ?? null, page.width),
    })),
  )
  const usual = usualSize(flow)
  for (const item of flow) {
    if ('parts' in item) addTable(item, builder)
    else builder.paragraph(item.text, { page: item.page, box: item.box }, headingOf(item, usual))
  }
}

/** More texts than this stand on no page that people read: telling columns from them would take too long. */
const MOST_RUNS = 5000

function noteCrowded(page: number, builder: DocumentBuilder): void {
  builder.problem(
    {
      zh: `第 ${page} 页表格线以外的文字太多（超过 ${MOST_RUNS} 段），没有线的表格未识别，文字按行读出。请给表格加上框线再导出。`,
      en: `Page ${page} holds too much text outside ruled tables (more than ${MOST_RUNS} pieces): tables without rules were not looked for, the text was read line by line. Give the tables borders and export again.`,
    },
    { page },
  )
}

/** Tables with rules, and where there are none, or rules that belong to none, tables that the positions of the text alone make. */
function tablesOf(
  { page, tables, loose }: RuledPage & { readonly page: PdfPage },
  free: readonly TextRun[],
  above?: FoundTable,
): { tables: readonly FoundTable[]; free: readonly TextRun[] } {
  if (tables.length > 0 && loose < 3) return { tables, free }
  const follows = above !== undefined && page.number - above.page.number === 1
  const more = unruledTables(page, free, above).filter(
    (t) => !isProse(t) && (follows || t.cells.some((c) => c.row > 0)) && !tables.some((other) => overlap(t.box, other.box)),
  )
  if (more.length === 0) return { tables, free }
  return {
    tables: [...tables, ...more].sort((a, b) => a.box[1] - b.box[1]),
    free: free.filter((run) => !more.some((t) => isWithin(run, t))),
  }
}

function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/** Justified sentences may look like columns: their cells hold commas and stops, or begin with the unit of a figure. */
function isProse({ cells }: FoundTable): boolean {
  const texts = cells.filter((c) => c.text !== '')
  const sentences = texts.filter((c) => /[。，；]|^(?:万元|元|年|%)/u.test(c.text))
  return cells.every((c) => c.row < 8) && sentences.length >= 0.2 * texts.length
}

function isWithin(run: TextRun, table: FoundTable): boolean {
  const x = (run.box[0] + run.box[2]) / 2
  const y = (run.box[1] + run.box[3]) / 2
  const [left, top, right, bottom] = table.box
  return x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1
}

/** Segments of one line keep their order: all of a line stand at the top of its tallest. */
function topOf(item: Segment | FoundTable): number {
  return 'page' in item ? item.box[1] : item.lineTop
}

function shapeOf(page: PdfPage): string {
  return `${Math.round(page.width / 10)}x${Math.round(page.height / 10)}`
}

function marginsByShape(contents: readonly { page: PdfPage; segments: readonly Segment[] }[]): Map<string, Margins> {
  const segments = new Map<string, { page: PdfPage; segments: Segment[] }>()
  for (const content of contents) {
    const shape = shapeOf(content.page)
    const known = segments.get(shape)
    if (known === undefined) segments.set(shape, { page: content.page, segments: [...content.segments] })
    else known.segments.push(...content.segments)
  }
  return new Map([...segments].map(([shape, all]) => [shape, marginsOf(all.segments, null, all.page.width)]))
}

/** Pages as one flow: lines as paragraphs, parts of tables as tables. */
function flowOf(pages: readonly PageItems[]): FlowItem[] {
  const flow: FlowItem[] = []
  let last: { segment: Segment; margins: Margins; page: number } | null = null
  for (const { page, items, margins } of pages) {
    const isFirst = new Set<FoundTable>(items.filter((i) => 'page' in i).slice(0, 1))
    for (const item of items) {
      if ('page' in item) {
        addPart(flow, item, isFirst.has(item))
        last = null
        continue
      }
      const open = flow.at(-1)
      const turned: boolean = last !== null && last.page !== page.number
      const follows: boolean =
        last !== null && page.number - last.page <= 1 && goesOn(last.segment, item, last.margins, turned ? margins : null)
      if (follows && open !== undefined && 'text' in open) flow[flow.length - 1] = longer(open, item, page.number)
      else {
        const { text, box, size, bold } = item
        flow.push({ page: page.number, text, box, size, bold, lines: 1, isCentred: isCentred(item, page) })
      }
      last = { segment: item, margins, page: page.number }
    }
  }
  return flow
}

/** How many lines are looked at above a table. */
const LEAD = 6

/** Adds a part of a table, to the table that ended the page before where it goes on there. */
function addPart(flow: FlowItem[], part: FoundTable, isFirst: boolean): void {
  let at = flow.length - 1
  while (at >= 0 && flow.length - at <= LEAD && !('parts' in (flow[at] ?? {}))) at--
  const number = part.page.number
  const before = flow[at]
  const lead = flow.slice(at + 1).flatMap((item) => ('text' in item ? [item] : []))
  const texts = lead.map((p) => p.text)
  if (isFirst && before !== undefined && 'parts' in before && lead.every((p) => p.page === number)) {
    const last = before.parts.at(-1)
    const whole = last !== undefined && number - last.page.number === 1 ? joinParts(before, part, texts) : null
    if (whole !== null) {
      flow.splice(at, flow.length - at, whole)
      return
    }
  }
  flow.push(wholeOf(part, texts))
}

function isCentred(segment: Segment, page: PdfPage): boolean {
  const [left, , right] = segment.box
  return segment.isAlone && Math.abs(left + right - page.width) < 0.06 * page.width && left > 0.2 * page.width
}

function longer(paragraph: FlowParagraph, next: Segment, page: number): FlowParagraph {
  const text = joined(paragraph.text, next.text)
  if (page !== paragraph.page) return { ...paragraph, text }
  const [left, top, right, bottom] = paragraph.box
  const box = [Math.min(left, next.box[0]), top, Math.max(right, next.box[2]), Math.max(bottom, next.box[3])] as const
  return { ...paragraph, text, box, bold: paragraph.bold && next.bold, lines: paragraph.lines + 1 }
}

/** The font size of most of the running text. */
function usualSize(flow: readonly FlowItem[]): number {
  const letters = new Map<number, number>()
  for (const item of flow) {
    if ('parts' in item) continue
    const size = Math.round(item.size * 2) / 2
    letters.set(size, (letters.get(size) ?? 0) + item.text.length)
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 12
}

function addTable(table: WholeTable, builder: DocumentBuilder): void {
  const [part] = table.parts
  if (part === undefined) return
  const [only] = table.cells
  // One field around a text is a paragraph in a box.
  if (table.cells.length === 1 && only !== undefined) {
    builder.paragraph(only.text, { page: only.page, box: only.box })
    return
  }
  const raw = table.cells.map(
    ({ row, column, rowSpan, columnSpan, text, page, box }): RawCell => ({
      row,
      column,
      rowSpan,
      columnSpan,
      text,
      place: { page, box },
    }),
  )
  const index = builder.tables + 1
  builder.table(
    raw,
    { page: part.page.number, box: part.box },
    {
      gapsAreFaults: false,
      unruled: table.parts.some((p) => !p.ruled),
    },
  )
  for (const { page, doubts } of table.parts) {
    const [first] = doubts ?? []
    if (first === undefined || doubts === undefined) continue
    const words = first.text.slice(0, 20)
    builder.problem(
      {
        zh: `第 ${page.number} 页第 ${index} 张表有 ${doubts.length} 行文字压在行线上（如“${words}”），可能归错了行，请对照原页核对，或把该行调高后重新导出。`,
        en: `Page ${page.number}, table ${index}: ${doubts.length} lines of text stand on the rule between two rows (“${words}”) and may have been given to the wrong one. Compare with the page, or make the row higher and export again.`,
      },
      { page: page.number, box: first.box, table: index },
    )
  }
}
