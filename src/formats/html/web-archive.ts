import { decodeText } from '../text-encoding.ts'

/** Parts beyond this are no page that a person saved. */
const MAX_PARTS = 2000

/**
 * The page inside a single-file web page (.mht, MIME of RFC 2557): its HTML parts, one after the other, since a workbook saved so has one for each
 * sheet. Null where there is none.
 */
export function archivedPage(bytes: Uint8Array): string | null {
  // One character a byte: the parts have encodings of their own.
  const raw = new TextDecoder('latin1').decode(bytes)
  const pages = partsOf(raw).flatMap(({ headers, body }) => {
    if (!/^text\/html\b/iu.test(headerOf(headers, 'content-type'))) return []
    const encoding = headerOf(headers, 'content-transfer-encoding').trim().toLowerCase()
    const { text } = decodeText(
      encoding === 'base64' ? fromBase64(body) : encoding === 'quoted-printable' ? fromQuoted(body) : plain(body),
    )
    return /<frameset\b/iu.test(text) ? [text.replace(/<frameset[\s\S]*<\/frameset>/iu, '')] : [text]
  })
  return pages.length === 0 ? null : pages.join('\n')
}

function partsOf(raw: string): { readonly headers: string; readonly body: string }[] {
  const end = endOfHeaders(raw)
  const boundary = /boundary\s*=\s*"?([^"\r\n;]+)"?/iu.exec(raw.slice(0, end))?.[1]
  if (boundary === undefined) return []
  return raw
    .split(`--${boundary}`)
    .slice(1, MAX_PARTS)
    .map((part) => {
      const at = endOfHeaders(part.replace(/^\r?\n/u, ''))
      const text = part.replace(/^\r?\n/u, '')
      return { headers: text.slice(0, at), body: text.slice(at) }
    })
}

function endOfHeaders(text: string): number {
  const blank = /\r?\n\r?\n/u.exec(text)
  return blank === null ? text.length : blank.index + blank[0].length
}

/** A header may go on in the next line, behind white space. */
function headerOf(headers: string, name: string): string {
  return new RegExp(`^${name}\\s*:\\s*((?:[^\\r\\n]|\\r?\\n[ \\t])*)`, 'imu').exec(headers)?.[1] ?? ''
}

function plain(body: string): Uint8Array {
  // What is called latin1 decodes 0x80 to 0x9f as Windows does; those characters go back to their bytes.
  return Uint8Array.from(body, (character) => WINDOWS.get(character) ?? character.charCodeAt(0) & 0xff)
}

const WINDOWS: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 32 }, (_, i) => [new TextDecoder('latin1').decode(Uint8Array.of(0x80 + i)), 0x80 + i]),
)

function fromBase64(body: string): Uint8Array {
  return new Uint8Array(Buffer.from(body, 'base64'))
}

function fromQuoted(body: string): Uint8Array {
  return plain(
    body
      .replace(/[ \t]*=[ \t]*\r?\n/gu, '')
      .replace(/=([0-9A-Fa-f]{2})/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  )
}
