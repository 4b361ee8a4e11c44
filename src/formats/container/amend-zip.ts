import { writeZip } from './write-zip.ts'
import type { Zip } from './zip.ts'

/** The bytes of one part. Throws `Refused` where it is missing or broken. */
export function partBytes(zip: Zip, name: string): Uint8Array {
  const pieces: Uint8Array[] = []
  // What is handed on may be a window on a buffer that is used again.
  zip.unpack(name, (bytes) => pieces.push(bytes.slice()))
  const [only] = pieces
  if (pieces.length === 1 && only !== undefined) return only
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** The text of an XML part, decoded as the readers decode it; its declaration says UTF-8, in which it will be written. */
export function partText(zip: Zip, name: string): string {
  const bytes = partBytes(zip, name)
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  return wide === null ? new TextDecoder().decode(bytes) : new TextDecoder(wide).decode(bytes)
}

/** The container with some parts replaced or added; every other part has the content that it had, and all keep their order. */
export function amendZip(zip: Zip, changes: ReadonlyMap<string, string>): Uint8Array {
  const parts = new Map<string, string | Uint8Array>()
  for (const name of zip.names()) parts.set(name, changes.has(name) ? '' : partBytes(zip, name))
  for (const [name, text] of changes)
    parts.set(
      name,
      text.replace(/^(<\?xml[^>]*?encoding=["'])utf-16["']/iu, (_, head: string) => `${head}UTF-8${head.at(-1) ?? '"'}`),
    )
  return writeZip(parts)
}

/** A change to a text: what stands from one offset up to another gives way to new words. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Makes edits that do not overlap; of two insertions at one place, the one given first stands first. */
export function makeEdits(text: string, edits: readonly Edit[]): string {
  let made = ''
  let at = 0
  for (const edit of edits.toSorted((a, b) => a.from - b.from)) {
    made += text.slice(at, edit.from) + edit.text
    at = edit.to
  }
  return made + text.slice(at)
}

/** Puts something at the end of what is inside the root element. */
export function appendToRoot(xml: string, fragment: string): string {
  const trimmed = xml.trimEnd()
  const close = trimmed.lastIndexOf('<')
  if (!trimmed.endsWith('/>')) return trimmed.slice(0, close) + fragment + trimmed.slice(close)
  const name = /^<([^\s/>]+)/u.exec(trimmed.slice(close))?.[1] ?? ''
  return `${trimmed.slice(0, -2)}>${fragment}</${name}>`
}
