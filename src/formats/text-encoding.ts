/** Text of a file, and the encoding it was read with (a label of the Encoding Standard). */
export interface DecodedText {
  readonly text: string
  readonly encoding: string
}

/**
 * Decodes a text file by its bytes: a byte order mark first, then valid UTF-8, then what the file declares itself (`declared`, an HTML
 * meta), then GB18030, in which Chinese offices still save. Never throws: what cannot be decoded becomes U+FFFD.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = byteOrderMark(bytes) ?? bareUtf16(bytes)
  if (marked !== null) return { text: decode(bytes, marked, false) ?? '', encoding: marked }
  // Chinese text in another encoding is practically never valid UTF-8 by chance, so this beats a declaration that lies.
  const utf8 = decode(bytes, 'utf-8', true)
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8' }
  const declared = declaredCharset(bytes)
  if (declared !== null) {
    const text = decode(bytes, declared, true)
    if (text !== null) return { text, encoding: declared }
  }
  const gb = decode(bytes, 'gb18030', true)
  if (gb !== null) return { text: gb, encoding: 'gb18030' }
  return leastBroken(bytes, declared === null ? ['utf-8', 'gb18030'] : ['utf-8', declared, 'gb18030'])
}

function leastBroken(bytes: Uint8Array, encodings: readonly string[]): DecodedText {
  let best: DecodedText | null = null
  let fewest = Number.POSITIVE_INFINITY
  for (const encoding of encodings) {
    const text = decode(bytes, encoding, false)
    if (text === null) continue
    const broken = text.split('\uFFFD').length
    if (broken < fewest) {
      fewest = broken
      best = { text, encoding }
    }
  }
  return best ?? { text: '', encoding: 'utf-8' }
}

function decode(bytes: Uint8Array, encoding: string, fatal: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes)
  } catch {
    return null
  }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** UTF-16 without a mark: line ends, tabs, digits and spaces leave a zero on one side only. */
function bareUtf16(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length, 4096) & ~1
  if (length < 4) return null
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const enough = Math.max(1, length / 100)
  if (odd > enough && even === 0) return 'utf-16le'
  if (even > enough && odd === 0) return 'utf-16be'
  return null
}

function declaredCharset(bytes: Uint8Array): string | null {
  const head = decode(bytes.subarray(0, 4096), 'latin1', false) ?? ''
  const label = /(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/iu.exec(head)?.[1]?.toLowerCase()
  if (label === undefined) return null
  // GB2312 and GBK are subsets of GB18030, which knows the rare characters of names too.
  return /^(?:gb2312|gbk|gb_2312-80|x-gbk|cp936)$/u.test(label) ? 'gb18030' : label
}
