import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { GlyphRanges } from '../../document/glyphs.ts'

/** Folders of the fonts that pages are set in, by family. */
interface FontFolders {
  readonly serif: readonly string[]
  readonly sans: string
}

/** The fonts come from packages and never from the system, so that pages look alike everywhere. */
export function fontFolders(): FontFolders {
  const require = createRequire(import.meta.url)
  const serif = dirname(require.resolve('@expo-google-fonts/noto-serif-sc'))
  const sans = join(dirname(require.resolve('@embedpdf/fonts-sc')), '..', 'fonts')
  return { serif: [join(serif, '400Regular'), join(serif, '700Bold')], sans }
}

/** What can be printed: the characters that every font of one of the families has, as the fonts themselves say. */
export function glyphsOf(families: readonly (readonly Uint8Array[])[]): GlyphRanges {
  return rangesOf(new Set(families.flatMap((fonts) => inAll(fonts.map(mappedIn)))))
}

function inAll([first, ...others]: readonly ReadonlySet<number>[]): readonly number[] {
  return [...(first ?? [])].filter((code) => others.every((each) => each.has(code)))
}

/** Windows, all of Unicode. */
const PLATFORM = { id: 3, encoding: 10, format: 12 } as const

/** The characters for which a font has a glyph: OpenType's table `cmap`, the subtable of the whole of Unicode. */
function mappedIn(bytes: Uint8Array): ReadonlySet<number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const table = tableAt(view, 'cmap')
  const subtables = Array.from({ length: view.getUint16(table + 2) }, (_, i) => table + 4 + 8 * i)
  const record = subtables.find((at) => view.getUint16(at) === PLATFORM.id && view.getUint16(at + 2) === PLATFORM.encoding)
  const at = record === undefined ? null : table + view.getUint32(record + 4)
  if (at === null || view.getUint16(at) !== PLATFORM.format) throw new Error('a packaged font says nothing of its characters')
  const mapped = new Set<number>()
  for (let group = 0; group < view.getUint32(at + 12); group += 1) {
    const [first, last, glyph] = [0, 4, 8].map((offset) => view.getUint32(at + 16 + 12 * group + offset)) as [
      number,
      number,
      number,
    ]
    // Glyph 0 is the box for what is missing.
    for (let code = glyph === 0 ? first + 1 : first; code <= last; code += 1) mapped.add(code)
  }
  return mapped
}

function tableAt(view: DataView, name: string): number {
  for (let i = 0; i < view.getUint16(4); i += 1) {
    const at = 12 + 16 * i
    const tag = String.fromCodePoint(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)))
    if (tag === name) return view.getUint32(at + 8)
  }
  throw new Error(`a packaged font has no table ${name}`)
}

function rangesOf(codes: ReadonlySet<number>): GlyphRanges {
  const ranges: [number, number][] = []
  for (const code of [...codes].toSorted((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last?.[1] === code - 1) last[1] = code
    else ranges.push([code, code])
  }
  return ranges
}
