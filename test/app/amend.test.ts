import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { amend } from '../../src/app/amend.ts'
import { checkDocument } from '../../src/app/check-document.ts'
import type { Accepted, Checked, Download } from '../../src/app/checked.ts'
import { openData } from '../../src/app/open-data.ts'
import { acceptAll, rejectAll } from '../formats-write/tracked.ts'
import { hasShared, sharedDocument } from '../setup/documents.ts'
import { hasOffice, hasPoppler, officeConvert, poppler } from '../setup/programs.ts'

const DATE = '2026-01-02T03:04:05Z'

function sample(name: string): Uint8Array {
  return readFileSync(fileURLToPath(new URL(`../../samples/${name}`, import.meta.url)))
}

async function check(bytes: Uint8Array, file: string): Promise<Checked> {
  const checked = await checkDocument(bytes, file)
  if (!checked.ok) throw new Error(checked.message.zh)
  return checked
}

async function amended(bytes: Uint8Array, file: string, accepted: Accepted = 'all'): Promise<Download> {
  const made = await amend(bytes, file, accepted, DATE)
  if (!made.ok) throw new Error(made.message.zh)
  return made
}

const errorsOf = ({ result }: Checked) => result.zh.findings.filter((finding) => finding.severity === 'error')

describe('a corrected copy', () => {
  test('of a Word document has the corrections as tracked changes', async () => {
    const bytes = sample('one-cell.docx')
    const made = await amended(bytes, 'one-cell.docx')
    expect(made).toMatchObject({ name: 'one-cell-修订稿.docx', repairs: 1, skipped: [] })
    expect(errorsOf(await check(acceptAll(made.bytes), 'a.docx'))).toEqual([])
    expect((await check(rejectAll(made.bytes), 'a.docx')).document).toEqual((await check(bytes, 'a.docx')).document)
  })

  test.each(['many.txt', 'text-against-table.html'])('of %s is a Word document with the corrections made', async (file) => {
    const before = await check(sample(file), file)
    const ids = before.result.zh.findings.filter((f) => f.unique && f.suspects.length > 0).map((f) => f.id)
    const made = await amended(sample(file), file, ids)
    expect(made.repairs).toBe(ids.length)
    const after = (await check(made.bytes, made.name)).result.zh.findings
    expect(after.filter((finding) => ids.includes(finding.id))).toEqual([])
    expect(after.length).toBe(before.result.zh.findings.length - ids.length)
  })

  test('says what a person must decide, and what it does not know', async () => {
    const all = await amended(sample('text-against-table.html'), 'a.html')
    expect(all.repairs).toBe(0)
    expect(all.skipped.map((words) => words.zh.slice(0, 7))).toEqual(['有几种更正都说'])
    const unknown = await amended(sample('one-cell.docx'), 'a.docx', ['0123'])
    expect(unknown).toMatchObject({ repairs: 0, skipped: [{ zh: expect.stringContaining('0123') as string }] })
    const plan = await amended(sample('many.txt'), 'many.txt')
    expect(plan.skipped.map((words) => words.en.slice(0, 18))).toEqual(['No figure to write'])
  })

  test('of what is no budget is refused', async () => {
    expect(await amend(new TextEncoder().encode('你好'), 'a.txt', 'all', DATE)).toMatchObject({ ok: false, status: 422 })
    expect(await openData(new Uint8Array(), 'a.txt')).toMatchObject({ ok: false, status: 400 })
  })
})

describe.skipIf(!hasShared)('a published budget', () => {
  const docx = () => readFileSync(sharedDocument('nandagang/nandagang-2023.docx'))
  const xlsx = () => readFileSync(sharedDocument('nandagang/nandagang-2023.xlsx'))

  test('in Word: accepted, no repaired finding is left; rejected, it is the document that it was', async () => {
    const before = await check(docx(), 'n.docx')
    const made = await amended(docx(), 'n.docx')
    expect(made.skipped).toEqual([])
    expect(made.repairs).toBe(errorsOf(before).length)
    expect(errorsOf(await check(acceptAll(made.bytes), 'n.docx'))).toEqual([])
    expect((await check(rejectAll(made.bytes), 'n.docx')).document).toEqual(before.document)
  })

  test('takes only what was accepted', async () => {
    const before = await check(docx(), 'n.docx')
    const chosen = before.result.zh.findings.find((f) => f.suspects[0]?.claim?.printed === '14.97')
    const made = await amended(docx(), 'n.docx', [chosen?.id ?? ''])
    expect(made.repairs).toBe(1)
    const after = errorsOf(await check(acceptAll(made.bytes), 'n.docx')).map((f) => f.id)
    expect(after).toEqual(errorsOf(before).flatMap((f) => (f.id === chosen?.id ? [] : [f.id])))
  })

  test('in Excel: every cell as it was, a note for every error', async () => {
    const before = await check(xlsx(), 'n.xlsx')
    const made = await amended(xlsx(), 'n.xlsx')
    expect(made).toMatchObject({ name: 'n-批注稿.xlsx', repairs: errorsOf(before).length, skipped: [] })
    expect((await check(made.bytes, 'n.xlsx')).document).toEqual(before.document)
  })

  test.skipIf(!hasOffice || !hasPoppler)('LibreOffice opens both, and shows the proposed figure', async () => {
    const text = poppler('pdftotext', officeConvert((await amended(docx(), 'n.docx')).bytes, 'n.docx', 'pdf'), ['-layout'], ['-'])
    expect(text).toContain('14.96')
    const csv = officeConvert((await amended(xlsx(), 'n.xlsx')).bytes, 'n.xlsx', 'csv')
    expect(new TextDecoder().decode(csv)).toContain('14.97')
  })

  test('as open data has a line for every claim', async () => {
    const made = await openData(docx(), 'n.docx')
    if (!made.ok) throw new Error(made.message.zh)
    const text = new TextDecoder().decode(made.bytes)
    expect(made.name).toBe('n-开放数据.csv')
    expect(text.split('\n')[0]).toContain('报表,标题,行编码')
    expect(text).toMatch(/basic-by-economic-class,.*30103,奖金,.*14\.97,number,14970000/u)
  })
})
