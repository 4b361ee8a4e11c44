import type { Words } from '../../budget/finding.ts'
import type { Document } from '../../document/document.ts'
import { packGlyphs } from '../../document/glyphs.ts'
import { printableGlyphs } from '../printable-glyphs.ts'

/** Characters of the text around that are shown. */
const AROUND = 12

/** What is said of characters of a text that no packaged font has, each once with where it stands; nothing where all can be printed. */
export function lackingIn(text: string): readonly Words[] {
  return printableGlyphs()
    .finder.lackingIn(text)
    .map((lacking) => cannotBePrinted(around(text, lacking), lacking))
}

/** The one sentence for a character that no PDF can have, wherever it is found. */
function cannotBePrinted(where: string, lacking: string): Words {
  return {
    zh: `“${where}”里的“${lacking}”（${codeOf(lacking)}）印不出来：公开用的字体没有这个字，PDF 无法生成。请换成通行的字或删去。`,
    en: `“${lacking}” (${codeOf(lacking)}) in “${where}” cannot be printed: the fonts of the published PDF lack it. Write its common form or leave it out.`,
  }
}

/**
 * The characters of a document that no packaged font has, each once with where it stands: with one of them no PDF is written, and the budget could not be
 * published. What is handed in must have none, as long as it can still be written otherwise.
 */
export function lackingGlyphs({ blocks }: Document): readonly Words[] {
  const { finder } = printableGlyphs()
  const found = new Map<string, string>()
  for (const block of blocks)
    for (const text of block.kind === 'paragraph' ? [block.text] : block.cells.map((cell) => cell.text))
      for (const lacking of finder.lackingIn(text)) if (!found.has(lacking)) found.set(lacking, around(text, lacking))
  return [...found].map(([lacking, where]) => cannotBePrinted(where, lacking))
}

let packed: string | null = null

/** What can be printed, for whoever looks at it while it is typed. */
export function packedGlyphs(): string {
  packed ??= packGlyphs(printableGlyphs().ranges)
  return packed
}

function around(text: string, lacking: string): string {
  const at = Math.max(0, text.normalize('NFC').indexOf(lacking))
  const [before, after] = [text.slice(0, at), text.slice(at)].map((part) => [...part.replaceAll('\n', ' ')])
  return [...(before ?? []).slice(-AROUND), ...(after ?? []).slice(0, AROUND)].join('')
}

/** As Unicode names it: U+1F600. */
function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
