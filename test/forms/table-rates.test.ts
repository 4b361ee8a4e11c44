import { expect, test } from 'vitest'
import { checkReading } from '../../src/checks/check-reading.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { readDocument } from '../../src/formats/read.ts'
import { tableHtml } from './page.ts'

/** A table with last year's outcome, the change and the rate beside this year's budget, as central departments print it. */
const HEAD = [
  ['科目编码 ↓2', '科目名称 ↓2', '2025年执行数 ↓2', '2026年预算数 →3', '2026年预算数比2025年执行数 →2'],
  ['小计', '基本支出', '项目支出', '增减额', '增减%'],
]

async function rates(rate: string): Promise<readonly string[]> {
  const rows = [
    ['201', '一般公共服务支出', '80.00', '100.00', '40.00', '60.00', '20.00', rate],
    ['', '合计', '80.00', '100.00', '40.00', '60.00', '20.00', '25.00%'],
  ]
  const html = `<p>2026年部门预算</p><p>一般公共预算支出表</p><p>单位：万元</p>${tableHtml([...HEAD, ...rows])}`
  const read = await readDocument(new TextEncoder().encode(html), 'a.html')
  if (!read.ok) throw new Error(read.refusal.message.zh)
  const findings = checkReading(readDisclosure(read.document)).findings.filter((f) => f.code === 'percentage')
  return findings.map((f) => `${f.severity} ${f.message.zh}`)
}

test('a rate of change agrees with the amounts of its row', async () => {
  expect(await rates('25.00%')).toEqual([])
  expect(await rates('52.00%')).toEqual([expect.stringContaining('应为 25.00%')])
})
