/** A piece of an RTF file. */
export type Token =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'word'; readonly word: string; readonly value: number | null }
  /** Bytes of text, in the code page of their font. */
  | { readonly kind: 'byte'; readonly byte: number }

const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d
const QUOTE = 0x27
const MINUS = 0x2d
const SPACE = 0x20
/** Longest control word and number that any reader accepts. */
const MAX_WORD = 32
const MAX_DIGITS = 10

/** Takes an RTF file apart. Never throws: what makes no sense is text. */
export function* tokensOf(bytes: Uint8Array): Generator<Token> {
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at++] as number
    if (byte === OPEN) yield { kind: 'open' }
    else if (byte === CLOSE) yield { kind: 'close' }
    else if (byte === 0x0a || byte === 0x0d || byte === 0) continue
    else if (byte !== BACKSLASH) yield { kind: 'byte', byte }
    else {
      const next = bytes[at] ?? 0
      if (!isLetter(next)) {
        at++
        if (next === QUOTE) {
          const code = Number.parseInt(String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0), 16)
          at += 2
          if (!Number.isNaN(code)) yield { kind: 'byte', byte: code }
        } else if (next === BACKSLASH || next === OPEN || next === CLOSE) yield { kind: 'byte', byte: next }
        else yield { kind: 'word', word: next === 0x0a || next === 0x0d ? 'par' : String.fromCharCode(next), value: null }
        continue
      }
      let word = ''
      while (isLetter(bytes[at] ?? 0) && word.length < MAX_WORD) word += String.fromCharCode(bytes[at++] as number)
      let digits = ''
      if (bytes[at] === MINUS && isDigit(bytes[at + 1] ?? 0)) {
        digits = '-'
        at++
      }
      while (isDigit(bytes[at] ?? 0) && digits.length < MAX_DIGITS) digits += String.fromCharCode(bytes[at++] as number)
      if (bytes[at] === SPACE) at++
      const value = digits === '' ? null : Number(digits)
      // Binary data looks like anything.
      if (word === 'bin') at += Math.max(0, value ?? 0)
      else yield { kind: 'word', word, value }
    }
  }
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a)
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}
