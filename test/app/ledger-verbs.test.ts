import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleLedger, sampleLedgerFiles } from '../../scripts/samples/sample-ledger.ts'
import { adopt } from '../../src/app/adopt.ts'
import { newLedger } from '../../src/app/new-ledger.ts'
import { openLedger, saveLedger } from '../../src/app/open-ledger.ts'
import { rollLedgerForward } from '../../src/app/roll-forward.ts'
import { exampleLedger } from '../../src/ledger/example-ledger.ts'

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url))
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingzhang-ledger-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const told = (result: { ok: true } | { ok: false; problems: readonly { message: { zh: string } }[] }) =>
  result.ok ? [] : result.problems.map((p) => p.message.zh)

describe('a ledger on disk', () => {
  test('new starts a folder or a workbook that reads back, and overwrites nothing', async () => {
    for (const name of ['a', 'a.xlsx']) {
      const path = join(folder, name)
      expect(await newLedger(path, 2026)).toMatchObject({ ok: true })
      expect(await openLedger(path)).toEqual({ ok: true, ledger: exampleLedger(2026) })
      expect(told(await newLedger(path, 2026))).toEqual([expect.stringContaining('已经存在')])
    }
    expect(readdirSync(join(folder, 'a')).toSorted()).toEqual(['ledger.json', 'lines.csv', '说明.md'])
    expect(await openLedger(join(folder, 'a', 'ledger.json'))).toMatchObject({ ok: true })
  })

  test('roll forward keeps last year beside this one', async () => {
    expect(await rollLedgerForward(join(folder, 'a'), join(folder, 'next'))).toMatchObject({ ok: true, ledger: { year: 2027 } })
    expect(readdirSync(join(folder, 'next'))).toContain('last-year.csv')
  })

  test('adopt makes one from a published document', async () => {
    expect(await adopt(join(SAMPLES, 'correct.docx'), join(folder, 'adopted.xlsx'))).toMatchObject({ ok: true })
    expect(await openLedger(join(folder, 'adopted.xlsx'))).toMatchObject({
      ok: true,
      ledger: { department: { code: '999', name: '示例县城乡建设管理局' }, year: 2024, staff: 68, offices: 5 },
    })
  })

  test('the sample ledger is the one that its script makes', async () => {
    for (const [name, bytes] of sampleLedgerFiles())
      expect(Buffer.compare(readFileSync(join(SAMPLES, 'ledger', name)), bytes)).toBe(0)
    expect(await openLedger(join(SAMPLES, 'ledger'))).toEqual({ ok: true, ledger: sampleLedger() })
  })

  test('what is no ledger is said', async () => {
    expect(told(await openLedger(join(folder, 'none')))).toEqual([expect.stringContaining('找不到')])
    expect(told(await openLedger(join(SAMPLES, 'correct.docx')))).toEqual([expect.stringContaining('mingzhang adopt')])
    expect(told(await adopt(join(folder, 'none'), join(folder, 'x')))).toEqual([expect.stringContaining('找不到文件')])
    const text = join(folder, 'note.txt')
    writeFileSync(text, '没有表格的文字')
    expect(told(await adopt(text, join(folder, 'x')))).toEqual([expect.stringContaining('没有找到部门预算或决算的公开表格')])
  })

  test('a stranger among the files of a folder is told, not passed over', async () => {
    const path = join(folder, 'strange')
    await saveLedger(path, exampleLedger(2026))
    writeFileSync(join(path, 'lines2.csv'), '金额（元）\n1\n')
    expect(told(await openLedger(path))).toEqual([expect.stringContaining('lines2.csv不属于账本')])
  })
})
