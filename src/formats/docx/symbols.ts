/** Signs that Word prints from its symbol fonts (code points as in the font), as Unicode has them. */
const SIGNS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  wingdings: {
    0x6c: '●',
    0x6e: '■',
    0x6f: '□',
    0xa8: '□',
    0xfb: '✗',
    0xfc: '✓',
    0xfd: '☒',
    0xfe: '☑',
    0x78: '☒',
    0x71: '❑',
    0xe0: '→',
  },
  'wingdings 2': { 0x50: '✓', 0x4f: '✗', 0x52: '☑', 0x53: '☒', 0xa3: '□', 0x2a: '□' },
  symbol: {
    0xb7: '•',
    0xb3: '≥',
    0xa3: '≤',
    0xb1: '±',
    0xb4: '×',
    0xb8: '÷',
    0xae: '→',
    0xb9: '≠',
    0xbb: '≈',
    0x25: '%',
    0x2d: '−',
  },
}

/** The sign meant by `w:sym`; U+FFFD where it is not known, so that the loss is reported. */
export function symbolOf(font: string, code: string): string {
  const value = Number.parseInt(code, 16)
  if (!Number.isFinite(value) || value < 0x20 || value > 0xffff) return '\uFFFD'
  const known = SIGNS[font.toLowerCase()]?.[value & 0xff]
  if (known !== undefined) return known
  return value >= 0xe000 && value <= 0xf8ff ? '\uFFFD' : String.fromCharCode(value)
}
