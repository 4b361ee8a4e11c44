import type { Box } from '../page.ts'
import type { Segment } from './segments.ts'

/** Lines put together to what a writer wrote as one. */
export interface FlowParagraph {
  readonly page: number
  readonly text: string
  readonly box: Box
  readonly size: number
  readonly bold: boolean
  /** Its lines, on the page on which it begins. */
  readonly lines: number
  readonly isCentred: boolean
}

/** The left and right edge of the running text of a page, and the distance of its lines. */
export interface Margins {
  readonly left: number
  readonly right: number
  readonly pitch: number
}

const ENDED = /[。；;！!？?：:]["”』）)]?$/u
const FULL_STOP = /[。！？]["”』）)]?$/u
const ORDINAL =
  /^(?:第[一二三四五六七八九十\d]{1,3}(?:部分|章|节)|[（(]?[一二三四五六七八九十]{1,3}[)）、．.]|[（(]\d{1,2}[)）]|\d{1,2}[、．.](?!\d)|[①-⑳])/u

/** What is said of a table in a line of its own below its title: `部门名称：…`, `单位：万元`, `公开01表`. */
const ABOUT_TABLE =
  /^(?:[（(]?(?:编制|填报|填制|预算|主管|公开|金额|所属)?(?:部门|单位)(?:[（(]单位[)）])?(?:名称|代码|编码)?[:：]|(?:公开|附?表)\s*\d{1,2}(?:\s*表)?$)/u
const SENTENCE = /[，。；]/u

/** Edges closer than this are one, in points. */
const SHARED = 6
/** A page whose lines all stand further in than those of other pages, by less than this, holds only first lines of paragraphs. */
const INDENT = 60

/** Whether a segment goes on with the paragraph that the one before ended on. `turned` where a page break lies between. */
export function goesOn(before: Segment, next: Segment, margins: Margins, turned: Margins | null): boolean {
  if (!before.isAlone || !next.isAlone) return false
  if (isContents(before) || isContents(next)) return false
  if (ABOUT_TABLE.test(next.text) && before.text.length < 60 && !SENTENCE.test(before.text)) return false
  const page = turned ?? margins
  const isOrdinal = ORDINAL.test(next.text)
  const difference = Math.abs(before.size - next.size) / Math.max(before.size, next.size)
  // Some paragraphs are set in two sizes: then only an unfinished sentence shows that they go on.
  if (difference > (isOrdinal || FULL_STOP.test(before.text) ? 0.12 : 0.35)) return false
  const size = next.size
  if (turned === null && (isTitle(before, next, margins) || closesBracket(before, next))) return true
  const reachesRight = margins.right - before.box[2] < next.firstWord + 0.9 * size
  if (!reachesRight && !isUnfinished(before, margins)) return false
  if (turned === null) {
    const distance = next.box[3] - before.box[3]
    if (distance > 1.7 * Math.max(margins.pitch, 1.2 * size) || distance < 0.5 * size) return false
  }
  if (isOrdinal && (ENDED.test(before.text) || ORDINAL.test(before.text))) return false
  if (isHeadingLine(next, page)) return false
  const indent = next.box[0] - page.left
  if (indent < 1.2 * size) return turned === null || !FULL_STOP.test(before.text)
  // A block that is indented throughout.
  const isAligned = turned === null && Math.abs(next.box[0] - before.box[0]) < 0.7 * size
  return isAligned && !isOrdinal && !ENDED.test(before.text)
}

/** A line of most of the width that stops within a sentence: lines of letters and digits are not always set to the right edge. */
function isUnfinished({ text, box }: Segment, { left, right }: Margins): boolean {
  return /[\p{Script=Han}\d]$/u.test(text) && /[，。；]/u.test(text) && box[2] - left > 0.88 * (right - left)
}

/** A line by itself that begins as headings do: `三、政府采购预算情况`. */
function isHeadingLine({ text, box, size }: Segment, { right }: Margins): boolean {
  return (PART.test(text) || SECTION.test(text) || SUBSECTION.test(text)) && !ENDED.test(text) && right - box[2] > 3 * size
}

/** A centred title in two lines: one that fills most of the width, and its last words below. */
function isTitle(before: Segment, next: Segment, margins: Margins): boolean {
  const width = before.box[2] - before.box[0]
  const middle = (s: Segment): number => (s.box[0] + s.box[2]) / 2
  return (
    width > 0.62 * (margins.right - margins.left) &&
    next.box[2] - next.box[0] < (next.text.startsWith('（') ? 0.95 : 0.5) * width &&
    Math.abs(middle(before) - middle(next)) < 1.2 * next.size &&
    before.bold === next.bold &&
    Math.abs(before.size - next.size) < 0.1 * next.size &&
    next.box[3] - before.box[3] < 2.2 * next.size &&
    before.text.length < 50 &&
    !ORDINAL.test(next.text) &&
    !ENDED.test(before.text)
  )
}

/** A short line that closes the bracket which the one before left open: `…支出明细表（按`, `支出经济分类科目）`. */
function closesBracket(before: Segment, next: Segment): boolean {
  return (
    /[（(][^（()）]*$/u.test(before.text) &&
    /^[^（()）]*[)）]/u.test(next.text) &&
    Math.abs(before.size - next.size) < 0.1 * next.size &&
    next.box[3] - before.box[3] < 2.2 * next.size &&
    before.text.length < 60 &&
    !SENTENCE.test(before.text)
  )
}

/** A line of a table of contents. A sentence may stop at a number too. */
function isContents({ text }: Segment): boolean {
  return /…[\s\u2060]*\d*$/u.test(text) || (/\D\s\d{1,3}$/u.test(text) && !/[，。；]/u.test(text))
}

/** Two lines of running text as one: Chinese without a space, words of letters with one. */
export function joined(before: string, next: string): string {
  return /[A-Za-z]$/u.test(before) && /^[A-Za-z]/u.test(next) ? `${before} ${next}` : before + next
}

/**
 * The margins of a page's running text. Where a page has too few lines to tell, or none that is not indented, the margins of `others`,
 * the pages of the same shape, are taken.
 */
export function marginsOf(segments: readonly Segment[], others: Margins | null, width: number): Margins {
  const long = segments.filter((s) => s.isAlone && s.text.length > 8)
  const rights = commonEdge(long.map((s) => -s.box[2]))
  const lefts = commonEdge(long.map((s) => s.box[0]))
  const leftmost = long.reduce((least, s) => Math.min(least, s.box[0]), Infinity)
  const own = lefts ?? others?.left ?? (Number.isFinite(leftmost) ? leftmost : 0.12 * width)
  const left = others !== null && others.left < own && own - others.left < INDENT ? others.left : own
  const right = rights === null ? (others?.right ?? width - left) : Math.max(-rights, others === null ? 0 : others.right - 40)
  return { left, right, pitch: pitchOf(segments) ?? others?.pitch ?? 0 }
}

/** The least edge that many lines share: three at least, and a third as many as share the commonest one. */
function commonEdge(edges: number[]): number | null {
  edges.sort((a, b) => a - b)
  const shared: { edge: number; count: number }[] = []
  for (let i = 0; i < edges.length; ) {
    const edge = edges[i] ?? 0
    let end = i
    while (end < edges.length && (edges[end] ?? 0) - edge < SHARED) end++
    if (end - i >= 3) shared.push({ edge, count: end - i })
    i = end
  }
  const most = Math.max(...shared.map((s) => s.count))
  return shared.find((s) => s.count >= most / 3)?.edge ?? null
}

function pitchOf(segments: readonly Segment[]): number | null {
  const distances: number[] = []
  segments.forEach((s, i) => {
    const before = segments[i - 1]
    if (before === undefined) return
    const distance = s.box[3] - before.box[3]
    if (distance > 0.7 * s.size && distance < 4 * s.size) distances.push(distance)
  })
  if (distances.length < 3) return null
  return distances.sort((a, b) => a - b)[distances.length >> 1] ?? null
}

const PART = /^第[一二三四五六七八九十\d]{1,3}(?:部分|章)/u
const SECTION = /^[一二三四五六七八九十]{1,3}、/u
const SUBSECTION = /^[（(][一二三四五六七八九十]{1,3}[)）]/u

/** The level of a heading, judged by its size, weight, place and numbering beside text of the usual size; undefined for running text. */
export function headingOf(paragraph: FlowParagraph, usual: number): number | undefined {
  const { text, size, bold, lines, isCentred } = paragraph
  if (lines > 2 || text.length > 45 || /[。；;，,：:]$/u.test(text) || isLeader(text)) return undefined
  const isLarge = size > 1.15 * usual
  if (PART.test(text)) return 1
  if (isLarge && isCentred) return size > 1.4 * usual ? 1 : 2
  if (SECTION.test(text) && (bold || isLarge || text.length < 30)) return 2
  if (SUBSECTION.test(text) && (bold || text.length < 25)) return 3
  return isLarge || (bold && isCentred) ? 2 : undefined
}

function isLeader(text: string): boolean {
  return /…[\s\u2060]*\d*$/u.test(text)
}
