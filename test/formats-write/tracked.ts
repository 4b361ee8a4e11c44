import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

const PART = 'word/document.xml'

/** The text of one part of an office file. */
export function partOf(bytes: Uint8Array, name = PART): string {
  return strFromU8(unzipSync(bytes)[name] ?? new Uint8Array())
}

/** A Word document whose main part was changed by hand. */
export function withPart(bytes: Uint8Array, change: (xml: string) => string, name = PART): Uint8Array {
  const parts = unzipSync(bytes)
  return zipSync({ ...parts, [name]: strToU8(change(strFromU8(parts[name] ?? new Uint8Array()))) })
}

/** The document after a person pressed "Accept all". */
export function acceptAll(bytes: Uint8Array): Uint8Array {
  return withPart(bytes, (xml) => xml.replace(/<w:del\b[^>]*(?<!\/)>.*?<\/w:del>/gsu, '').replace(/<\/?w:ins\b[^>]*>/gu, ''))
}

/** The document after a person pressed "Reject all". */
export function rejectAll(bytes: Uint8Array): Uint8Array {
  return withPart(bytes, (xml) =>
    xml
      .replace(/<w:ins\b[^>]*(?<!\/)>.*?<\/w:ins>/gsu, '')
      .replace(/<\/?w:del\b[^>]*>/gu, '')
      .replaceAll('w:delText', 'w:t'),
  )
}
