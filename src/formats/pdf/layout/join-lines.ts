import type { TextLine } from './text-lines.ts'

/** A complete amount: with decimals, or with thousands marked. */
const AMOUNT = /^[-－—(（]?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+\.\d+)%?[)）]?$/u
/** Begins a statement of its own. */
const ORDINAL = /^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、]|[（(]\d{1,2}[)）]|\d{1,2}[、．.](?!\d)|[①-⑳]|[●•◆■□▪])/u
const ENDED = /[。；;！!？?：:]$/u
/** Three characters in a row that each stand alone. */
const SPREAD = /(?:^|[\s\u2E80-\uFFEF])[\u2E80-\uFFEF] [\u2E80-\uFFEF] [\u2E80-\uFFEF]/u
const LATIN_END = /[A-Za-z]$/u
const LATIN_START = /^[A-Za-z]/u

/**
 * The lines of one cell as one text. Lines that merely wrap are joined (Chinese words, codes and figures without a space); a line
 * break stays where the line before has ended, or had room for what follows, and another statement begins. `width` is that of the cell.
 */
export function joinLines(lines: readonly Pick<TextLine, 'text' | 'box' | 'size'>[], width: number): string {
  let text = ''
  let before: Pick<TextLine, 'text' | 'box' | 'size'> | null = null
  for (const line of lines) {
    if (line.text === '') continue
    if (before !== null) text += glue(before, line, width)
    text += line.text
    before = line
  }
  return closeUp(text)
}

/** Characters spread over the width of their cell (`因 公 出 国`) stand together again; other spaces stay. */
export function closeUp(text: string): string {
  if (!SPREAD.test(text)) return text
  return text.replace(/(?<=[\u2E80-\uFFEF]) (?=[\u2E80-\uFFEF])/gu, '')
}

function glue(
  before: Pick<TextLine, 'text' | 'box' | 'size'>,
  line: Pick<TextLine, 'text' | 'box' | 'size'>,
  width: number,
): string {
  // Two whole amounts are two amounts, however narrow the cell.
  if (AMOUNT.test(before.text) && AMOUNT.test(line.text)) return '\n'
  const room = width - (before.box[2] - before.box[0])
  const hasRoom = room > 2.5 * line.size
  if (ORDINAL.test(line.text) && (ENDED.test(before.text) || hasRoom)) return '\n'
  if (hasRoom && ENDED.test(before.text)) return '\n'
  return LATIN_END.test(before.text) && LATIN_START.test(line.text) ? ' ' : ''
}
