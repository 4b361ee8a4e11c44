import { parseCsv, writeCsv } from 'hucre/csv'

/** A value of a CSV table. Blank is null; a text is never empty. */
export type CsvValue = string | number | null

/** What a spreadsheet would run as a formula, and what would be taken for the mark against it. */
const DANGEROUS = /^[=+\-@\t\r'＝＋－＠]/u
const NUMBER = /^-\d+(?:\.\d+)?$/u

/**
 * Lines as CSV (RFC 4180, UTF-8, LF), the header first. A text that a spreadsheet would take for a formula gets a `'` in front, and so does one
 * that begins with `'`: `readCsvTable` takes exactly one away. A negative number is none.
 */
export function writeCsvTable(
  header: readonly string[],
  rows: readonly (readonly CsvValue[])[],
  options: { readonly bom?: boolean } = {},
): Uint8Array {
  return new TextEncoder().encode(csvLines([header, ...rows], options))
}

/** Lines of such a table by themselves: what a table of any length is written in, part by part. */
export function csvLines(
  rows: readonly (readonly CsvValue[])[],
  { bom = false }: { readonly bom?: boolean | undefined } = {},
): string {
  const lines = rows.map((row) => row.map((value) => (typeof value === 'string' ? neutral(value) : value)))
  return writeCsv(lines, { lineSeparator: '\n', bom })
}

function neutral(text: string): string {
  return DANGEROUS.test(text) && !NUMBER.test(text) ? `'${text}` : text
}

/**
 * Reads what `writeCsvTable` wrote: each line as a record by the header's names, blanks as ''. Throws where a line has not as many values as the
 * header, since whatever it says would stand in the wrong column.
 */
export function readCsvTable(bytes: Uint8Array, file: string): Readonly<Record<string, string>>[] {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  const [header = [], ...rows] = parseCsv(text, { delimiter: ',', typeInference: false })
  const names = header.map((name) => original(String(name ?? '')))
  return rows.map((row, i) => {
    if (row.length !== names.length) {
      throw new Error(
        `${file} 第 ${i + 2} 行应有 ${names.length} 个值，实有 ${row.length} 个；请补齐或删去多余的逗号。` +
          ` Line ${i + 2} of ${file} should have ${names.length} values and has ${row.length}.`,
      )
    }
    return Object.fromEntries(names.map((name, column) => [name, original(String(row[column] ?? ''))]))
  })
}

function original(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text
}
