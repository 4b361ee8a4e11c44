import { execFileSync } from 'node:child_process'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { parseCsv } from 'hucre/csv'
import { describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { checkReading } from '../../src/checks/check-reading.ts'
import type { Document } from '../../src/document/document.ts'
import { writeXlsx } from '../../src/formats/xlsx/write.ts'
import { sumFormula } from '../../src/formats/xlsx/sum-formula.ts'
import { PLACES } from '../../src/forms/places.ts'
import { writeDisclosure } from '../../src/forms/write-disclosure.ts'
import { accountOf } from '../../src/ledger/account-of.ts'
import { exampleLedger } from '../../src/ledger/example-ledger.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import type { Reading } from '../../src/budget/reading.ts'
import { bare, faults, paragraphsOf, reading, tablesOf } from '../formats/reading.ts'
import { hasOffice, officeConvert, openpyxlPython, withFile } from '../setup/programs.ts'
import { documentWith, OPTIONS, summedTable } from './tables.ts'

/** As a reader gives it: no column without an edge of some cell. */
const sample = await reading(readFileSync(new URL('../../samples/correct.docx', import.meta.url)))

/** LibreOffice's filter for CSV with commas in UTF-8. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76'

const FEN = 10_000
const PARTS = [
  [1_234 * FEN, 500 * FEN],
  [66 * FEN, 0],
  [-300 * FEN, 7_001 * FEN],
]

function claimsOf(read: Reading): string[] {
  return read.claims
    .map((c) => [c.form, c.row?.label, c.column, c.slot, JSON.stringify(c.slice), c.printed, c.value].join('|'))
    .toSorted()
}

/** Without the index, since tables come in the order of sheets, and without blank rows at the end, which a sheet does not show. */
function tables(document: Document): unknown[] {
  return tablesOf(document).map((table) => {
    const rows = Math.max(...table.cells.filter((cell) => cell.text !== '').map((cell) => cell.row + cell.rowSpan - 1))
    return bare({ ...table, index: 0, rows, cells: table.cells.filter((cell) => cell.row <= rows) })
  })
}

describe('a whole disclosure', () => {
  test('is read back with every claim, and nothing wrong is found in it', async () => {
    const read = await reading(await writeXlsx(sample, OPTIONS), 'a.xlsx')
    expect(read.problems).toEqual([])
    expect(faults(read)).toEqual([])
    expect(tables(read)).toEqual(tables(sample))
    const again = readDisclosure(read)
    expect(claimsOf(again)).toEqual(claimsOf(readDisclosure(sample)))
    expect(checkReading(again).findings).toEqual([])
  })

  test('has a sheet for each form and one for all words of the narrative', async () => {
    const { sheets } = await readXlsx(await writeXlsx(sample, OPTIONS))
    const names = sheets.map((sheet) => sheet.name)
    expect(names).toContain('收支总表')
    expect(names).toContain('一般公共预算财政拨款支出表')
    expect(names).toContain('政府采购预算')
    expect(names.filter((name) => name === '说明')).toHaveLength(1)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[\p{L}\p{N}_]{1,31}$/u)
    const read = await reading(await writeXlsx(sample, OPTIONS))
    const printed = paragraphsOf(read).map((p) => p.text)
    expect(printed.filter((text) => !names.includes(text)).toSorted()).toEqual(
      paragraphsOf(sample)
        .map((p) => p.text)
        .toSorted(),
    )
  })

  test('prints in full width with its header repeated, and stands still while scrolled', async () => {
    const { sheets } = await readXlsx(await writeXlsx(sample, OPTIONS), { readStyles: true })
    const income = sheets.find((sheet) => sheet.name === '收入总表')
    expect(income?.pageSetup).toMatchObject({ paperSize: 'a4', orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 })
    expect(income?.pageSetup?.printArea).toMatch(/^\$?A\$?1:/u)
    expect(income?.pageSetup?.printTitlesRow).toMatch(/^\$1:\$\d+$/u)
    expect(income?.freezePane?.rows).toBeGreaterThan(2)
  })

  test('gives the same bytes every time, and says when it is a draft', async () => {
    const first = await writeXlsx(sample, OPTIONS)
    expect(await writeXlsx(sample, OPTIONS)).toEqual(first)
    const draft = unzipSync(await writeXlsx(sample, { ...OPTIONS, draft: true }))
    expect(strFromU8(draft['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain('草案')
    expect(strFromU8(unzipSync(first)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).not.toContain('草案')
  })
})

describe('numbers', () => {
  const document = documentWith([{ text: '部门预算支出总表', heading: 2 }, summedTable(PARTS)])

  test('are numbers in the format they are printed in, totals are formulas with their value', async () => {
    const { sheets } = await readXlsx(await writeXlsx(document, OPTIONS), { readStyles: true })
    const cells = sheets[0]?.cells
    expect(sheets[0]?.rows[3]).toEqual(['合计', 10, 75.01])
    expect(cells?.get('3,1')).toMatchObject({ formula: 'SUM(B5:B7)', formulaResult: 10, style: { numFmt: '0.00' } })
    // A code is no number.
    expect(sheets[0]?.rows[4]?.[0]).toBe('2010301')
    expect(sheets[0]?.merges).toContainEqual({ startRow: 1, startCol: 0, endRow: 2, endCol: 0 })
  })

  test('a total that is not the sum of its parts is printed as it is, without a formula', async () => {
    const wrong = {
      ...document,
      blocks: document.blocks.map((block) =>
        block.kind === 'table'
          ? {
              ...block,
              cells: block.cells.map((cell) => (cell.row === 3 && cell.column === 2 ? { ...cell, text: '10.01' } : cell)),
            }
          : block,
      ),
    }
    const { sheets } = await readXlsx(await writeXlsx(wrong, OPTIONS), { readStyles: true })
    expect(sheets[0]?.rows[3]).toEqual(['合计', 10.01, 75.01])
    expect(sheets[0]?.cells?.get('3,1')?.formula).toBeUndefined()
  })

  test('what no number format prints back stays a text', async () => {
    const texts = ['007.50', '-0.00', '1.2.3', '1234567890123.456', '95.00%', '=1+1', '1,234.50']
    const cells = texts.map((text, i) => ({ row: i + 1, column: 2, rowSpan: 1, columnSpan: 1, text, place: {} }))
    const labels = texts.map((_, i) => ({ row: i + 1, column: 1, rowSpan: 1, columnSpan: 1, text: `第${i}项`, place: {} }))
    const table = { kind: 'table' as const, rows: texts.length, columns: 2, cells: [...labels, ...cells], headerRows: 0 }
    const bytes = await writeXlsx(documentWith([{ text: '部门预算支出总表' }, table]), OPTIONS)
    expect((await readXlsx(bytes)).sheets[0]?.rows.map((row) => row[1])).toEqual([null, ...texts.slice(0, 6), 1234.5])
    expect(
      tablesOf(await reading(bytes))[0]
        ?.cells.filter((cell) => cell.column === 2)
        .map((cell) => cell.text),
    ).toEqual(texts)
  })

  test('long sums are sums of sums', () => {
    const positions = Array.from({ length: 300 }, (_, i) => ({ row: i * 2, column: 0 }))
    expect(sumFormula(positions)).toMatch(/^SUM\(SUM\(A1,A3,.*\),SUM\(.*\)\)$/u)
    expect(
      sumFormula([
        { row: 4, column: 2 },
        { row: 5, column: 2 },
        { row: 9, column: 2 },
      ]),
    ).toBe('SUM(C5:C6,C10)')
  })

  test.skipIf(!hasOffice)('LibreOffice computes the same totals from the formulas alone (needs soffice)', async () => {
    const parts = unzipSync(await writeXlsx(document, OPTIONS))
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    const blank = sheet.replace(/(<\/f>)<v>[^<]*<\/v>/gu, '$1')
    expect(blank).not.toBe(sheet)
    const csv = officeConvert(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(blank) }), 'a.xlsx', CSV)
    const rows = parseCsv(strFromU8(csv))
    expect(rows[3]?.map((value, i) => (i === 0 ? value : Number(value)))).toEqual(['合计', 10, 75.01])
  })

  test.skipIf(openpyxlPython === null)(
    'openpyxl reads the same figures from a whole disclosure (needs python3-openpyxl)',
    async () => {
      const script =
        'import sys,json,openpyxl\nw=openpyxl.load_workbook(sys.argv[1],data_only=True)\n' +
        'print(json.dumps([c.value for s in w for r in s.iter_rows() for c in r if isinstance(c.value,(int,float))]))'
      const bytes = await writeXlsx(sample, OPTIONS)
      const read = withFile(bytes, 'a.xlsx', (path) =>
        execFileSync(openpyxlPython ?? '', ['-c', script, path], { encoding: 'utf8' }),
      )
      const printed = tablesOf(sample).flatMap((table) =>
        table.cells.map((cell) => cell.text).filter((text) => /^-?\d+\.\d+$/u.test(text)),
      )
      expect((JSON.parse(read) as number[]).toSorted((a, b) => a - b)).toEqual(printed.map(Number).toSorted((a, b) => a - b))
    },
  )
})

test('every sum that a written disclosure can trace is a formula over the cells it names', async () => {
  const place = PLACES.find((each) => each.outline !== undefined)
  if (place === undefined) throw new Error('no place can be written')
  const written = writeDisclosure(accountOf(exampleLedger(2024)), place)
  const sums = tablesOf(written).flatMap((table) => table.cells.filter((cell) => cell.sumOf !== undefined && cell.text !== ''))
  const { sheets } = await readXlsx(await writeXlsx(written, OPTIONS), { readStyles: true })
  const formulas = sheets.flatMap((sheet) => [...(sheet.cells?.values() ?? [])].filter((cell) => cell.formula !== undefined))
  expect(sums.length).toBeGreaterThan(50)
  expect(formulas).toHaveLength(sums.length)
})

test.skipIf(!hasOffice)('LibreOffice opens a whole disclosure and keeps its figures (needs soffice)', async () => {
  const again = await reading(officeConvert(await writeXlsx(sample, OPTIONS), 'a.xlsx', 'xlsx'))
  expect(tables(again)).toEqual(tables(sample))
})
