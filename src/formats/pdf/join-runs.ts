import type { TextRun } from './page.ts'

/** A character on the upright page: left edge, right edge and baseline, y downwards. */
export interface Glyph {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly base: number
  readonly size: number
  readonly bold: boolean
  /** Spaces were printed before it. */
  readonly spaced: boolean
  /** Stands by itself: sideways text, of which every character is a run. */
  readonly alone: boolean
}

/** What stands farther apart than this share of the font size is not one run. */
const GAP = 0.34
/** A printed space between words may be this wide. */
const WORD_GAP = 0.62
/** How far characters may reach into one another. */
const OVERLAP = 0.3
/** What stands no farther apart than this touches, whatever it is. */
const TIGHT = 0.04
/** What may follow a figure in its own sentence: units and punctuation, Latin letters. */
const GOES_ON =
  /^[万元亿千百年月日个人次项家名辆台套平米公里吨倍天小时分位件批户类款级号季度，。；、：？！,.;:%％‰）)》〉」』】\]—~～至到和及与或为A-Za-z/]/u
const IDEOGRAPH = /^\p{Script=Han}/u
const ORDINAL = /^[一二三四五六七八九十]/u
/** Baselines of one run, as a share of the font size. */
const LEVEL = 0.12
/** Above and below the baseline, as shares of the font size: the square in which a Chinese character stands. */
const ASCENT = 0.86
const DESCENT = 0.14

interface Chain {
  readonly glyphs: Glyph[]
  left: number
  right: number
  base: number
  size: number
}

/** Characters in printing order → runs, from top to bottom and from left to right. */
export function joinRuns(glyphs: readonly Glyph[]): TextRun[] {
  const chains = mergeChains(chainsOf(glyphs))
  return chains.map(runOf).sort((a, b) => a.box[3] - b.box[3] || a.box[0] - b.box[0])
}

/** What was printed one after the other and stands so is taken first, so that texts over one another are not shuffled. */
function chainsOf(glyphs: readonly Glyph[]): Chain[] {
  const chains: Chain[] = []
  let chain: Chain | null = null
  glyphs.forEach((glyph, i) => {
    if (chain !== null && continues(chain, glyph, glyphs[i + 1])) {
      chain.glyphs.push(glyph)
      chain.right = Math.max(chain.right, glyph.right)
    } else {
      chain = { glyphs: [glyph], left: glyph.left, right: glyph.right, base: glyph.base, size: glyph.size }
      chains.push(chain)
    }
  })
  return chains
}

/** Joins chains that were printed at different times but stand as one: by their beginnings along each baseline. */
function mergeChains(chains: Chain[]): Chain[] {
  chains.sort((a, b) => a.base - b.base)
  const result: Chain[] = []
  let line: Chain[] = []
  for (const chain of chains) {
    if (line[0] !== undefined && chain.base - line[0].base > LEVEL * line[0].size) {
      mergeLine(line, result)
      line = []
    }
    line.push(chain)
  }
  mergeLine(line, result)
  return result
}

function mergeLine(line: Chain[], result: Chain[]): void {
  line.sort((a, b) => a.left - b.left)
  let current: Chain | null = null
  for (const each of line) {
    const chain: Chain | null = current !== null && each.left < current.right ? withoutDoubles(each, current) : each
    if (chain === null) continue
    const [next, second] = chain.glyphs
    if (current !== null && next !== undefined && chain.left > current.left && continues(current, next, second)) {
      current.glyphs.push(...chain.glyphs)
      current.right = Math.max(current.right, chain.right)
    } else {
      current = chain
      result.push(chain)
    }
  }
}

/** What of a chain was not printed before at nearly the same place: bold type and shadows are made by printing twice. Null where nothing is left. */
function withoutDoubles(chain: Chain, before: Chain): Chain | null {
  const glyphs = chain.glyphs.filter((glyph) => !before.glyphs.some((other) => isDouble(glyph, other)))
  const [first] = glyphs
  if (first === undefined) return null
  return glyphs.length === chain.glyphs.length ? chain : { ...chain, glyphs, left: first.left }
}

function isDouble(a: Glyph, b: Glyph): boolean {
  const near = 0.15 * a.size
  return a.text === b.text && Math.abs(a.left - b.left) <= near && Math.abs(a.base - b.base) <= near
}

/** Whether `next` goes on from the chain; `second` is what stands after it. */
function continues(chain: Chain, next: Glyph, second: Glyph | undefined): boolean {
  const last = chain.glyphs.at(-1)
  if (last === undefined || last.alone || next.alone) return false
  const ratio = next.size / chain.size
  const size = Math.max(next.size, chain.size)
  if (Math.abs(next.base - chain.base) > LEVEL * size || ratio < 0.7 || ratio > 1.43) return false
  const gap = (next.left - last.right) / size
  if (gap < -OVERLAP || gap > (next.spaced ? WORD_GAP : GAP)) return false
  if (gap <= TIGHT && !next.spaced) return true
  return !isNextColumn(chain, next, second, gap)
}

/** Whether a figure ends here, at the right edge of its column, and what follows is in the next one. Only asked where they do not touch. */
function isNextColumn(chain: Chain, next: Glyph, second: Glyph | undefined, gap: number): boolean {
  const end = chain.glyphs
    .slice(-5)
    .map((glyph) => glyph.text)
    .join('')
  if (!/[\d%]$/u.test(end)) return false
  const isSign = /^[+-]/u.test(next.text)
  if (isSign && (second === undefined || second.spaced || !/^\d/u.test(second.text))) return false
  if (isSign || /^\d/u.test(next.text)) {
    if (next.spaced) return true
    // Digits may be set apart from each other, but then all alike.
    const following = second?.base === next.base ? second : undefined
    const usual = Math.max(gapBetween(chain.glyphs.at(-2), chain.glyphs.at(-1)), gapBetween(next, following))
    return gap > 2 * usual && (gap > 0.12 || /\.\d\d$/u.test(end))
  }
  if (GOES_ON.test(next.text)) return false
  // A figure with decimals or thousands, or any before 一、 and （一）.
  return (
    /[.,]\d+%?$/u.test(end) ||
    (/^[一二三四五六七八九十]/u.test(next.text) && second?.text === '、') ||
    (next.text === '（' && ORDINAL.test(second?.text ?? ''))
  )
}

function runOf(chain: Chain): TextRun {
  let text = ''
  const edges: number[] = []
  let heavy = 0
  let size = 0
  let last: Glyph | null = null
  for (const [i, glyph] of chain.glyphs.entries()) {
    if (last !== null && needsSpace(chain.glyphs, i, last, glyph)) {
      text += ' '
      edges.push(last.right)
    }
    text += glyph.text
    for (let unit = 0; unit < glyph.text.length; unit++) edges.push(glyph.left)
    if (glyph.bold) heavy++
    size = Math.max(size, glyph.size)
    last = glyph
  }
  edges.push(chain.right)
  return {
    text,
    box: [chain.left, chain.base - ASCENT * size, chain.right, chain.base + DESCENT * size],
    size,
    bold: heavy * 2 > chain.glyphs.length,
    edges,
  }
}

/** Whether a space stands before the glyph at `i`: a printed one, or a gap that was left instead of it. */
function needsSpace(glyphs: readonly Glyph[], i: number, last: Glyph, next: Glyph): boolean {
  if (next.spaced) return true
  const gap = (next.left - last.right) / next.size
  if (gap <= 0.15) return false
  if (isLatin(last.text) && isLatin(next.text)) return true
  if (gap < 0.2 || !IDEOGRAPH.test(last.text) || !IDEOGRAPH.test(next.text)) return false
  // Letters that are all set apart have no spaces between them.
  return gap > 2 * Math.max(gapBetween(glyphs[i - 2], last), gapBetween(next, glyphs[i + 1]))
}

/** Gap between two neighbours as a share of the font size; 0 where one is missing. */
function gapBetween(left: Glyph | undefined, right: Glyph | undefined): number {
  return left === undefined || right === undefined ? 0 : Math.max(0, right.left - left.right) / right.size
}

function isLatin(text: string): boolean {
  return /^[A-Za-z,;:]$/u.test(text)
}
