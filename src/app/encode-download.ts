import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { csvLines } from '../formats/csv/table.ts'
import type { Cell, Column, Download } from './download-rows.ts'
import { VERSION } from './version.ts'

export const DOWNLOAD_FORMATS = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet',
} as const
export type DownloadFormat = keyof typeof DOWNLOAD_FORMATS

/**
 * A download in a format, a part at a time, so that it takes the same memory whatever its length. CSV begins with a byte order mark, for spreadsheets;
 * JSON is one array; in Parquet whole numbers are 64 bits wide, and yuan are decimals with two places, as exact as the fen that they stand for.
 */
export function encodeDownload(download: Download, format: DownloadFormat): AsyncGenerator<Uint8Array, void, void> {
  if (format === 'csv') return texts(csv(download))
  if (format === 'ndjson') return texts(ndjson(download))
  if (format === 'json') return texts(json(download))
  return parquet(download)
}

async function* texts(parts: AsyncGenerator<string, void, void>): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder()
  for await (const part of parts) yield encoder.encode(part)
}

async function* csv({ columns, pages }: Download): AsyncGenerator<string, void, void> {
  yield ended(csvLines([columns.map(({ name }) => name)], { bom: true }))
  for await (const rows of pages()) yield ended(csvLines(rows))
}

function ended(lines: string): string {
  return lines.endsWith('\n') ? lines : `${lines}\n`
}

async function* ndjson({ columns, pages }: Download): AsyncGenerator<string, void, void> {
  for await (const rows of pages()) yield rows.map((row) => `${JSON.stringify(recordOf(columns, row))}\n`).join('')
}

async function* json({ columns, pages }: Download): AsyncGenerator<string, void, void> {
  let before = '[\n'
  for await (const rows of pages()) {
    yield before + rows.map((row) => JSON.stringify(recordOf(columns, row))).join(',\n')
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

function recordOf(columns: readonly Column[], row: readonly Cell[]): Record<string, Cell> {
  return Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null]))
}

/** Rows of one group in a Parquet file: what is held in memory. */
const GROUP = 50_000

/** Digits before and after the point of yuan: more than whole fen can have. */
const DECIMAL = { precision: 18, scale: 2 } as const

function parquetColumn({ name, whole, yuan }: Column) {
  if (yuan === true) return { name, type: 'INT64', converted_type: 'DECIMAL', ...DECIMAL, repetition_type: 'OPTIONAL' } as const
  if (whole === true) return { name, type: 'INT64', repetition_type: 'OPTIONAL' } as const
  return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const
}

/** Numbers as whole ones: a decimal is written without its point. */
function parquetValue({ whole, yuan }: Column, value: Cell = null): Cell | bigint {
  if (value === null) return null
  if (yuan === true) return BigInt(String(value).replace('.', ''))
  return whole === true ? BigInt(value) : value
}

async function* parquet({ columns, pages }: Download): AsyncGenerator<Uint8Array, void, void> {
  const writer = new ByteWriter()
  const file = new ParquetWriter({
    writer,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(parquetColumn)],
    createdBy: `mingzhang ${VERSION}`,
  })
  const taken = (): Uint8Array => {
    const bytes = new Uint8Array(writer.buffer.slice(0, writer.index))
    writer.index = 0
    return bytes
  }
  const write = async (rows: readonly (readonly Cell[])[]): Promise<Uint8Array> => {
    const columnData = columns.map((column, i) => ({ name: column.name, data: rows.map((row) => parquetValue(column, row[i])) }))
    await file.write({ columnData, rowGroupSize: GROUP })
    return taken()
  }
  let group: (readonly Cell[])[] = []
  for await (const rows of pages()) {
    group = group.concat(rows)
    if (group.length < GROUP) continue
    yield await write(group)
    group = []
  }
  if (group.length > 0) yield await write(group)
  await file.finish()
  yield taken()
}
