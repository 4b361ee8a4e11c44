/** Characters that fonts have: first and last code points of ranges, in their order. */
export type GlyphRanges = readonly (readonly [first: number, last: number])[]

/** What takes no glyph: white space, controls, what only joins or varies its neighbours, and what no format carries. */
const WITHOUT_GLYPH = String.raw`\s\p{Cc}\p{Default_Ignorable_Code_Point}\p{Surrogate}\p{Noncharacter_Code_Point}`

/** Finds the characters of a text that fonts lack, each once, in the order of the text. */
export class GlyphFinder {
  readonly #lacking: RegExp

  constructor(ranges: GlyphRanges) {
    const had = ranges.map(([first, last]) => String.raw`\u{${first.toString(16)}}-\u{${last.toString(16)}}`).join('')
    this.#lacking = new RegExp(`[^${WITHOUT_GLYPH}${had}]`, 'gu')
  }

  lackingIn(text: string): readonly string[] {
    // A letter and its accent are set as one where fonts have it.
    const found = text.match(this.#lacking) === null ? null : text.normalize('NFC').match(this.#lacking)
    return [...new Set(found ?? [])]
  }
}

/** Ranges as a short text: distances to the range before and lengths, in base 36. */
export function packGlyphs(ranges: GlyphRanges): string {
  let before = 0
  return ranges
    .map(([first, last]) => {
      const step = `${(first - before).toString(36)}${first === last ? '' : `-${(last - first).toString(36)}`}`
      before = last
      return step
    })
    .join(' ')
}

/** The reverse of `packGlyphs`. */
export function unpackGlyphs(text: string): GlyphRanges {
  let before = 0
  return text.split(' ').map((step): readonly [number, number] => {
    const [distance = '', length = '0'] = step.split('-')
    const first = before + Number.parseInt(distance, 36)
    before = first + Number.parseInt(length, 36)
    return [first, before]
  })
}
