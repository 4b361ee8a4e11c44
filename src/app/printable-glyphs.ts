import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GlyphFinder, type GlyphRanges } from '../document/glyphs.ts'
import { fontFolders, glyphsOf } from '../formats/pdf/fonts.ts'

let known: { readonly ranges: GlyphRanges; readonly finder: GlyphFinder } | null = null

/** What the packaged fonts can print, by which every PDF is written. Read once. */
export function printableGlyphs(): { readonly ranges: GlyphRanges; readonly finder: GlyphFinder } {
  if (known !== null) return known
  const { serif, sans } = fontFolders()
  const ranges = glyphsOf([serif.flatMap(fontsIn), fontsIn(sans)])
  known = { ranges, finder: new GlyphFinder(ranges) }
  return known
}

function fontsIn(folder: string): readonly Uint8Array[] {
  return readdirSync(folder)
    .filter((name) => /\.[ot]tf$/u.test(name))
    .map((name) => readFileSync(join(folder, name)))
}
