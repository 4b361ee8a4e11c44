import { compoundFile } from './compound-file.ts'

/** Numbers in little-endian order: `[bytes, value]`. */
export type Field = readonly [1 | 2 | 4 | 8, number] | Uint8Array

export function bytesOf(...fields: readonly Field[]): Uint8Array {
  const parts = fields.map((field) => {
    if (field instanceof Uint8Array) return field
    const [size, value] = field
    const view = new DataView(new ArrayBuffer(size))
    if (size === 1) view.setUint8(0, value)
    else if (size === 2) view.setUint16(0, value, true)
    else if (size === 4) view.setInt32(0, value, true)
    else view.setFloat64(0, value, true)
    return new Uint8Array(view.buffer)
  })
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

export function record(id: number, ...fields: readonly Field[]): Uint8Array {
  const body = bytesOf(...fields)
  return bytesOf([2, id], [2, body.length], body)
}

export function utf16(text: string): Uint8Array {
  return bytesOf(...[...text].map((c): Field => [2, c.charCodeAt(0)]))
}

/** A text of Excel 97 behind its length. */
export function wideText(text: string, lengthBytes: 1 | 2 = 2): Uint8Array {
  return bytesOf([lengthBytes, text.length], [1, 1], utf16(text))
}

/** A text cell of Excel 97 that is not shared. */
export function label(row: number, column: number, text: string, look = 0): Uint8Array {
  return record(0x204, [2, row], [2, column], [2, look], wideText(text))
}

export function number(row: number, column: number, value: number, look = 0): Uint8Array {
  return record(0x203, [2, row], [2, column], [2, look], [8, value])
}

export interface TestSheet {
  readonly name: string
  readonly records: readonly Uint8Array[]
  readonly hidden?: boolean
}

/** Looks: 0 is plain, 1 has a box, those from 2 on have the given number formats. */
export function workbook(
  sheets: readonly TestSheet[],
  formats: readonly string[] = [],
  more: readonly Uint8Array[] = [],
): Uint8Array {
  const look = (format: number, box: number): Uint8Array =>
    record(0xe0, [2, 0], [2, format], [2, 0], [4, 0], [1, box], [1, 0], [4, 0], [4, 0])
  const begin = (kind: number): Uint8Array => record(0x809, [2, 0x600], [2, kind], [4, 0], [4, 0], [4, 0])
  const end = record(0x0a)
  const before = [
    begin(5),
    ...more,
    ...formats.map((code, i) => record(0x41e, [2, 200 + i], wideText(code))),
    look(0, 0),
    look(0, 0x11),
    ...formats.map((_, i) => look(200 + i, 0)),
  ]
  const bodies = sheets.map(({ records }) => bytesOf(begin(0x10), ...records, end))
  const names = (at: readonly number[]): Uint8Array[] =>
    sheets.map(({ name, hidden }, i) => record(0x85, [4, at[i] ?? 0], [1, hidden === true ? 1 : 0], [1, 0], wideText(name, 1)))
  // The names come before the sheets and say where they begin.
  const head = bytesOf(...before, ...names([]), end).length
  let at = head
  const positions = bodies.map((body) => {
    at += body.length
    return at - body.length
  })
  return compoundFile({ Workbook: bytesOf(...before, ...names(positions), end, ...bodies) })
}
