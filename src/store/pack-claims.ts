import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { ArchivedClaim } from './archived.ts'
import claimWords from './claim-words.json' with { type: 'json' }
import { hundredths } from './hundredths.ts'

/** A column of numbers, or of numbers of texts; null where a claim has nothing there. */
type Column = (number | null)[]
/** A column as it is written: one character for each claim where that can be, since a text is read many times faster than a list of numbers. */
type WrittenColumn = Column | string

/** Columns whose figures mostly grow by one: kept as steps from the one before. */
const STEPPED = new Set(['#id', '#place.page', '#place.line', '#place.table', '#place.row', '#place.column'])
/** Powers of ten from what is printed to fen: tables in 万元, in 元, in 千元. */
const SHIFTS = [6, 2, 5]
/** What stands first in packed bytes: by which words they were pressed. */
const WORDS_1 = 1
/** Half of a disclosure's claims are words that all disclosures have: pressed against these, they take a third less. */
const DICTIONARY = Buffer.from(JSON.stringify(claimWords.words))
const LEVEL = 12
/** A disclosure of some hundred pages unpacks to a few megabytes; anything larger is no claim of ours. */
const MOST_BYTES = 256 * 1024 * 1024

/**
 * The claims of a disclosure's tables in few bytes: one field after another instead of one claim after another, each text once, and an amount only where it
 * does not follow from what is printed. An eighth of what the database makes of the same as JSON. Boxes keep hundredths of a point; all else is read back as
 * it was.
 */
export function packClaims(tables: readonly (readonly ArchivedClaim[])[]): Buffer {
  const texts = new Map<string, number>()
  const columns = new Map<string, Column>()
  for (const [i, claim] of tables.flat().entries())
    for (const [name, value] of fieldsOf(claim)) {
      const isNumber = typeof value === 'number'
      const key = isNumber ? `#${name}` : name
      const column = columns.get(key) ?? []
      columns.set(key, column)
      while (column.length < i) column.push(null)
      column.push(isNumber ? value : numberOf(texts, value))
    }
  const packed = {
    tables: tables.map((claims) => claims.length),
    texts: [...texts.keys()],
    columns: Object.fromEntries([...columns].map(([name, column]) => [name, written(name, column)])),
  }
  const json = Buffer.from(JSON.stringify(packed))
  const pressed = zstdCompressSync(json, { dictionary: DICTIONARY, params: { [constants.ZSTD_c_compressionLevel]: LEVEL } })
  return Buffer.concat([Buffer.of(WORDS_1), pressed])
}

/** The claims of each table, as they were packed. */
export function unpackClaims(bytes: Uint8Array): ArchivedClaim[][] {
  if (bytes[0] !== WORDS_1) throw new Error(`claims packed in a way that this version does not know (${bytes[0]})`)
  const json = zstdDecompressSync(bytes.subarray(1), { dictionary: DICTIONARY, maxOutputLength: MOST_BYTES })
  const packed = JSON.parse(json.toString('utf8')) as {
    tables: number[]
    texts: string[]
    columns: Record<string, WrittenColumn>
  }
  const all = packed.tables.reduce((sum, count) => sum + count, 0)
  const claims = Array.from({ length: all }, (): Draft => ({ fields: { amount: null }, place: {}, slice: {} }))
  const shifts: [Record<string, unknown>, number][] = []
  for (const [key, column] of Object.entries(packed.columns)) {
    const isNumber = key.startsWith('#')
    const put = key === '#shift' ? null : putterOf(isNumber ? key.slice(1) : key)
    const isStepped = STEPPED.has(key)
    let before = 0
    for (let i = 0; i < column.length; i++) {
      const value = typeof column === 'string' ? valueOf(column.charCodeAt(i), isNumber) : (column[i] ?? null)
      const claim = claims[i]
      if (value === null || claim === undefined) continue
      if (isStepped) before += value
      if (put === null) shifts.push([claim.fields, value])
      else put(claim, isStepped ? before : isNumber ? value : packed.texts[value])
    }
  }
  // Only now is it known what was printed.
  for (const [fields, shift] of shifts) fields['amount'] = shifted(String(fields['printed']), shift)
  let next = 0
  return packed.tables.map((count) => {
    next += count
    return claims.slice(next - count, next).map(({ fields, slice, place }) => {
      fields['slice'] = slice
      fields['place'] = place
      return fields as unknown as ArchivedClaim
    })
  })
}

/** A claim while its columns are read, one after another. */
interface Draft {
  readonly fields: Record<string, unknown>
  readonly slice: Record<string, unknown>
  readonly place: Record<string, unknown>
}

/** What a column's values are put into: decided once for the column, and not for every claim again. */
function putterOf(name: string): (claim: Draft, value: unknown) => void {
  const [group = '', part = ''] = name.split(/\.(.*)/su)
  if (group === 'slice' && part !== '') return ({ slice }, value) => (slice[part] = value)
  if (name === 'place.span') return ({ place }, value) => (place['span'] = JSON.parse(String(value)))
  if (group === 'place' && part !== '') return ({ place }, value) => (place[part] = value)
  if (group === 'box') return ({ place }, value) => (listIn(place, 'box')[Number(part)] = value)
  if (name === 'row') return ({ fields }) => partIn(fields, 'row')
  if (group === 'row') return ({ fields }, value) => (partIn(fields, 'row')[part] = value)
  if (name === 'amount') return ({ fields }, value) => (fields['amount'] = Number(value))
  if (name === 'columnGroups') return ({ fields }, value) => (fields[name] = JSON.parse(String(value)))
  return ({ fields }, value) => (fields[name] = value)
}

function partIn(of: Record<string, unknown>, name: string): Record<string, unknown> {
  of[name] ??= {}
  return of[name] as Record<string, unknown>
}

function listIn(of: Record<string, unknown>, name: string): unknown[] {
  of[name] ??= []
  return of[name] as unknown[]
}

/** A claim's fields, flat: numbers as they are, words as words, anything else as JSON. */
function* fieldsOf(claim: ArchivedClaim): Generator<[string, number | string]> {
  const { place, row, slice, amount, columnGroups, ...rest } = claim
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) yield [name, value]
  if (columnGroups !== undefined) yield ['columnGroups', JSON.stringify(columnGroups)]
  for (const [dimension, node] of Object.entries(slice)) yield [`slice.${dimension}`, node]
  if (row !== undefined) yield ['row', 1]
  for (const [name, value] of Object.entries(row ?? {})) if (value !== undefined) yield [`row.${name}`, value]
  const { box, span, ...spot } = place
  for (const [name, value] of Object.entries(spot)) if (value !== undefined) yield [`place.${name}`, value]
  if (span !== undefined) yield ['place.span', JSON.stringify(span)]
  for (const [n, edge] of (box ?? []).entries()) yield [`box.${n}`, hundredths(edge)]
  if (amount === null) return
  const shift = SHIFTS.find((places) => shifted(claim.printed, places) === amount)
  if (shift === undefined) yield ['amount', String(amount)]
  else yield ['shift', shift]
}

/** A printed figure with its point moved to the right: 7,062.80 by six places is 7062800000. Null for what is no plain figure. */
function shifted(printed: string, places: number): number | null {
  let value = 0
  let decimals = -1
  let digits = 0
  const start = printed.startsWith('-') ? 1 : 0
  // Character by character, and not by an expression: it is done for every figure of every page.
  for (let i = start; i < printed.length; i++) {
    const code = printed.charCodeAt(i)
    if (code >= ZERO && code <= ZERO + 9) {
      value = value * 10 + (code - ZERO)
      digits++
      if (decimals >= 0) decimals++
    } else if (code === POINT && decimals < 0 && digits > 0) decimals = 0
    else if (code !== COMMA) return null
  }
  if (digits === 0 || decimals === 0 || decimals > places) return null
  for (let i = Math.max(0, decimals); i < places; i++) value *= 10
  return Number.isSafeInteger(value) ? (start === 1 ? -value : value) : null
}

const [ZERO, POINT, COMMA] = [0x30, 0x2e, 0x2c] as const

function numberOf(texts: Map<string, number>, text: string): number {
  const known = texts.get(text)
  if (known !== undefined) return known
  texts.set(text, texts.size)
  return texts.size - 1
}

/** The character of a claim that has nothing in a column; those after it are 0, 1, 2 …, or 0, -1, 1, -2 … where a column has signs. */
const NOTHING = 0x20
/** The last character that stands for itself alone. */
const LAST = 0xd7ff

function written(name: string, column: Column): WrittenColumn {
  const values = STEPPED.has(name) ? toSteps(column) : column
  const isSigned = name.startsWith('#')
  const codes: number[] = []
  for (const value of values) {
    const code = value === null ? NOTHING : NOTHING + 1 + (isSigned ? unsigned(value) : value)
    // Twice a half is a whole number too: it is the value itself that must be one.
    if (code > LAST || (value !== null && !Number.isInteger(value))) return values
    codes.push(code)
  }
  return codes.map((code) => String.fromCharCode(code)).join('')
}

function unsigned(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value
}

function valueOf(code: number, isSigned: boolean): number | null {
  const n = code - NOTHING - 1
  if (n < 0) return null
  if (!isSigned) return n
  return n % 2 === 0 ? n / 2 : -(n + 1) / 2
}

function toSteps(column: Column): Column {
  let before = 0
  return column.map((value) => {
    if (value === null) return null
    const step = value - before
    before = value
    return step
  })
}
