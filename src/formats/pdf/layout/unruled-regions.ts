import type { PdfPage } from '../page.ts'
import { type Line, middle, type Piece } from './unruled-lines.ts'

/** Lines that may form a table: those of its header and those of its rows. */
export interface Region {
  readonly header: readonly Line[]
  readonly body: readonly Line[]
}

const UNIT =
  /(?:^|[\s（(])(?:金额|货币|计量)?单位[:：]?\s*(?:人民币)?\s*[（(]?[百千万亿]*元[)）]?$|^[（(]?(?:人民币)?[百千万亿]*元[)）]?$/u
const NOTE = /^(?:[*※]\s*\S|[（(]?(?:注|备注|说明|附注)[)）]?\s*\d*\s*[:：])/u
const PAGE_NUMBER = /^(?:[-—–－\s]*\d{1,3}[-—–－\s]*|第\s*\d+\s*页.*|[IVXivx]{1,5})$/u
const LEADER = /[.…·．]{4,}|(?:\s[.·]){4,}/u
const ORDINAL = /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、．]|其中)/u
export const TOTAL = /^(?:本年)?(?:收入|支出)?(?:合计|总计|小计|总额)$/u
const HEADER_WORDS =
  /科目|编码|名称|合计|小计|总计|支出|收入|项目|预算|决算|金额|类|款|单位|经费|资金|数量|备注|公务|接待|购置|运行|出国|会议|培训|采购/gu

/** A header of more words than this is no header. */
const MOST_HEADER_WORDS = 150

type Kind = 'edge' | 'row' | 'lone'

/**
 * Splits the lines of a page at titles, unit lines, notes and prose, and keeps the stretches that look like tables: at least two
 * columns of figures in three rows, or a header with known words. At the top of a page a single row will do where it `goesOn`
 * from the table above.
 */
export function regionsOf(
  page: PdfPage,
  lines: readonly Line[],
  em: number,
  goesOn: (body: readonly Line[]) => boolean,
): Region[] {
  const regions: Region[] = []
  let stretch: Line[] = []
  let afterUnit = false
  const margin = Math.min(...lines.map((line) => line.pieces[0]?.left ?? Number.POSITIVE_INFINITY))
  const isFirst = () => lines.indexOf(stretch[0] ?? { y: 0, pieces: [] }) < 3
  const close = (unitNext: boolean) => {
    const region = regionOf(stretch, em, afterUnit, (body) => isFirst() && goesOn(body))
    if (region !== null) regions.push(region)
    stretch = []
    afterUnit = unitNext
  }
  for (const [i, line] of lines.entries()) {
    const kind = kindOf(page, line, em, margin, i === lines.length - 1)
    if (kind !== 'edge') stretch.push(line)
    else close(isUnit(line))
  }
  close(false)
  return regions
}

const isUnit = (line: Line): boolean =>
  line.pieces.some((p) => p.text.length < 60 && UNIT.test(p.text)) && line.pieces.length <= 4

function kindOf(page: PdfPage, line: Line, em: number, margin: number, last: boolean): Kind {
  const { pieces } = line
  const first = pieces[0]
  const end = pieces.at(-1)
  if (first === undefined || end === undefined) return 'edge'
  if (isUnit(line) && !pieces.some((p) => p.figure)) return 'edge'
  if ((NOTE.test(first.text) && pieces.length < 3) || pieces.some((p) => LEADER.test(p.text))) return 'edge'
  const width = pieces.reduce((sum, p) => sum + p.right - p.left, 0)
  if (last && PAGE_NUMBER.test(pieces.map((p) => p.text).join(' ')) && end.right - first.left < 12 * em) {
    const centred = Math.abs(first.left + end.right - page.width) < 4 * em
    if (centred || line.y > 0.9 * page.height) return 'edge'
  }
  if (pieces.length === 1) {
    if (!first.figure && first.size > 1.2 * em) return 'edge'
    if (
      /(?:表|表格)(?:[（(].{1,12}[)）])?$|^(?:附表|表|附件)\s*[\d一二三四五六七八九十]+/u.test(first.text) &&
      first.text.length > 4
    )
      return 'edge'
    if (width > 0.55 * page.width || (/[。；]$/u.test(first.text) && first.left < margin + 4 * em)) return 'edge'
    return 'lone'
  }
  // Prose whose figures or sentences stand a little apart is still prose: nowhere a gap as between columns.
  const words = pieces.reduce((sum, p) => sum + (p.figure ? 0 : p.text.length), 0)
  const isSparse = pieces.some((p, i) => i > 0 && p.left - (pieces[i - 1]?.right ?? 0) > em)
  const amounts = pieces.filter((p) => p.figure && /[,.]/u.test(p.text)).length
  if (!isSparse && words > 10 && amounts < 3) return 'edge'
  if (words > 20 && width > 0.85 * (end.right - first.left) && /[，。；]/u.test(pieces.map((p) => p.text).join(''))) return 'edge'
  return 'row'
}

function regionOf(
  stretch: readonly Line[],
  em: number,
  afterUnit: boolean,
  goesOn: (body: readonly Line[]) => boolean,
): Region | null {
  let lines = trimEnd(trimStart(stretch, em, afterUnit), em)
  const start = bodyStart(lines, em)
  const header = lines.slice(0, start)
  const body = lines.slice(start)
  const words = new Set(header.flatMap((line) => line.pieces).flatMap((p) => p.text.match(HEADER_WORDS) ?? []))
  const widest = Math.max(0, ...header.map((line) => line.pieces.length))
  const known = words.size >= 3 && widest > (body.length > 0 ? 1 : 3)
  if (header.reduce((sum, line) => sum + line.pieces.length, 0) > MOST_HEADER_WORDS) return null
  const figureRows = body.filter((line) => line.pieces.length > 1 && line.pieces.some((p) => p.figure))
  if (!known) {
    const isTable = figureRows.length >= 3 && (isAligned(figureRows, em) || isCodeList(figureRows, em)) && !isContents(body)
    const hasFigures = figureRows.some((line) => line.pieces.filter((p) => p.figure).length > 1)
    if ((hasFigures || isCodeList(figureRows, em, 1)) && goesOn(lines)) return { header: [], body: lines }
    if (!isTable) return null
    // Whatever stands above without being a header is not of the table.
    if (header.length > 0 && !header.some((line) => line.pieces.length > 1)) lines = body
  }
  return { header: lines === body ? [] : header, body }
}

/** Lone lines above the first row belong to the header only if they are near and are no heading. */
function trimStart(lines: readonly Line[], em: number, afterUnit: boolean): readonly Line[] {
  const first = lines.findIndex((line) => line.pieces.length > 1)
  if (first < 0) return []
  if (afterUnit) return lines
  let start = first
  while (start > 0) {
    const above = lines[start - 1]
    const here = lines[start]
    if (above === undefined || here === undefined || here.y - above.y > 2.4 * em) break
    if (above.pieces.some((p) => ORDINAL.test(p.text) || /[:：]|^第.{1,3}部分/u.test(p.text))) break
    start--
  }
  return lines.slice(start)
}

/** Lone lines below the last row belong to the table if they keep its pitch and line up with it, or are its total. */
function trimEnd(lines: readonly Line[], em: number): readonly Line[] {
  const last = lines.findLastIndex((line) => line.pieces.length > 1)
  if (last < 0) return []
  const above = lines.slice(0, last + 1)
  const lefts = above.flatMap((line) => line.pieces.map((p) => p.left))
  const rights = above.flatMap((line) => line.pieces.filter((p) => p.figure).map((p) => p.right))
  const pitch = Math.max(1.6 * em, pitchOf(above) * 1.3)
  let end = last + 1
  for (; end < lines.length; end++) {
    const line = lines[end]
    const piece = line?.pieces[0]
    if (line === undefined || piece === undefined) break
    if (TOTAL.test(piece.text.replaceAll(' ', ''))) continue
    const near = line.y - (lines[end - 1]?.y ?? 0) <= pitch
    const level = piece.figure
      ? rights.some((x) => Math.abs(x - piece.right) < 0.5 * em)
      : lefts.some((x) => Math.abs(x - piece.left) < 0.5 * em)
    if (!near || !level) break
  }
  return lines.slice(0, end)
}

/** Usual distance of lines that hold several pieces. */
function pitchOf(lines: readonly Line[]): number {
  const rows = lines.filter((line) => line.pieces.length > 1)
  const steps = rows.slice(1).map((line, i) => line.y - (rows[i]?.y ?? 0))
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
}

/** The first line of the body: the first with a figure, or with a total where the table is empty, and what is one row with it. */
function bodyStart(lines: readonly Line[], em: number): number {
  const isYear = (p: Piece) => /^20\d\d$/u.test(p.text)
  let start = lines.findIndex((line) => line.pieces.some((p) => p.figure && !isYear(p)))
  if (start < 0) {
    const wide = lines.findIndex((line) => line.pieces.length > 1)
    start = lines.findIndex((line, i) => i > wide && isBodyWord(line))
    if (start < 0) return lines.length
  }
  while (start > 0) {
    const above = lines[start - 1]
    const here = lines[start]
    if (above === undefined || here === undefined) break
    const distance = here.y - above.y
    const ordinal = above.pieces.every((p) => ORDINAL.test(p.text))
    const wraps = distance < 1.7 * em && above.pieces.every((p) => isUpperHalf(p, here, em))
    if (!ordinal && distance > 0.9 * em && !wraps) break
    start--
  }
  return start
}

const isBodyWord = (line: Line): boolean =>
  line.pieces.length === 1 && line.pieces.every((p) => TOTAL.test(p.text.replaceAll(' ', '')) || ORDINAL.test(p.text))

/**
 * Whether a piece is the beginning of a name that goes on in the row below it: as long as the column is wide, and level with it.
 */
function isUpperHalf(upper: Piece, below: Line, em: number): boolean {
  return below.pieces.some(
    (p) =>
      !p.figure &&
      Math.abs(p.left - upper.left) < 0.3 * em &&
      upper.right > p.right - 0.5 * em &&
      upper.right - upper.left > 6 * em,
  )
}

/** Whether figures stand under one another in at least one column besides the first pieces of the rows. */
function isAligned(rows: readonly Line[], em: number): boolean {
  const figures = rows.flatMap((line) => line.pieces.slice(1).filter((p) => p.figure))
  const sides = [(p: Piece) => p.right, (p: Piece) => p.left, middle]
  return sides.some((side) => {
    const at = figures.map(side).sort((a, b) => a - b)
    return at.some((x, i) => (at[i + 2] ?? Number.POSITIVE_INFINITY) - x < 0.3 * em)
  })
}

/** Codes and names one under another, with nothing beside them: a table whose figures are blank on this page. */
function isCodeList(rows: readonly Line[], em: number, digits = 3): boolean {
  const [first] = rows
  return (
    rows.length > 2 &&
    rows.every(({ pieces: [code, name] }) => {
      const level = Math.abs((code?.left ?? 0) - (first?.pieces[0]?.left ?? 0)) < 3 * em
      return level && (code?.text.length ?? 0) >= digits && /^\d{1,9}$/u.test(code?.text ?? '') && name?.figure === false
    })
  )
}

/** A contents page: one name and one small number a line, and the numbers never fall. */
function isContents(rows: readonly Line[]): boolean {
  const numbers: number[] = []
  for (const line of rows) {
    const last = line.pieces.at(-1)
    if (line.pieces.length > 2 || (line.pieces.length === 2 && !/^\d{1,3}$/u.test(last?.text ?? ''))) return false
    if (line.pieces.length === 2) numbers.push(Number(last?.text))
  }
  return numbers.every((n, i) => i === 0 || n >= (numbers[i - 1] ?? 0))
}
