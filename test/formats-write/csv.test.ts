import fc from 'fast-check'
import { parseCsv } from 'hucre/csv'
import { expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { readCsvTable, writeCsvTable } from '../../src/formats/csv/table.ts'
import { writeClaimsCsv, writeFactsCsv } from '../../src/formats/csv/write.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { reading } from '../formats/reading.ts'
import { accounts, NAMES, TRICKY } from './accounts.ts'

/** Text that a CSV file can hold and a spreadsheet shows; a lone CR is a line end of its own kind. */
const texts = fc
  .oneof(fc.constantFrom(...TRICKY), fc.string({ unit: 'grapheme', minLength: 1 }))
  .map((text) => text.replaceAll('\r', ''))

test('whatever the texts, they come back, and none begins with what a spreadsheet would run', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, texts), { minLength: 1, maxLength: 6 }), (rows) => {
      const bytes = writeCsvTable(['甲', '=乙'], rows)
      for (const value of parseCsv(new TextDecoder().decode(bytes), { delimiter: ',' }).flat()) {
        if (!/^-\d+(?:\.\d+)?$/u.test(String(value))) expect(String(value)).not.toMatch(/^[=+\-@\t]/u)
      }
      expect(readCsvTable(bytes, 'a.csv')).toEqual(rows.map(([a, b]) => ({ 甲: a, '=乙': b })))
    }),
    { seed: 20240104, numRuns: 200 },
  )
})

test('facts have a line each, with names beside codes, in yuan and in fen', () => {
  fc.assert(
    fc.property(accounts, (account) => {
      const bytes = writeFactsCsv(account, NAMES)
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
      const lines = readCsvTable(bytes, 'a.csv')
      const facts = [...account.facts, ...(account.lastYear ?? [])]
      expect(lines.map((line) => line['金额（分）'])).toEqual(facts.map((fact) => String(fact.amount)))
      expect(lines.map((line) => line['功能科目编码'] ?? '')).toEqual(facts.map((fact) => fact.slice.function ?? ''))
      for (const [i, line] of lines.entries()) {
        expect(BigInt((line['金额（元）'] ?? '').replace('.', ''))).toBe(BigInt(facts[i]?.amount ?? 0))
      }
    }),
    { seed: 20240105, numRuns: 60 },
  )
})

test('claims of a document have a line each, with what is printed and what it means', async () => {
  const read = readDisclosure(await reading(readFileSync(new URL('../../samples/correct.docx', import.meta.url))))
  const lines = readCsvTable(writeClaimsCsv(read, NAMES), 'a.csv')
  expect(lines).toHaveLength(read.claims.length)
  expect(lines.map((line) => line['印为'])).toEqual(read.claims.map((claim) => claim.printed))
  const total = lines.find((line) => line['报表'] === 'expenditure' && line['行名称'] === '合计' && line['栏目'] === '基本支出')
  expect(total).toMatchObject({ 收支: '本年支出', 支出性质: '基本支出', 状态: 'number' })
  expect(total?.['位置']).toMatch(/第\d+张表 第\d+行 第\d+列/u)
})
