import { expect, test } from 'vitest'
import { findingsOf, type Found } from './findings.ts'

const said = (income: string, expenditure: string, more = ''): string =>
  [
    `2023年一般公共预算收入预算21,940.96万元，与上年相比增加${income}万元。`,
    `2023年财政拨款支出预算21,940.96万元。与上年相比，财政拨款支出增加${expenditure}万元。`,
    `2023年一般公共预算财政拨款支出预算21,940.96万元，与上年相比增加${expenditure}万元。${more}`,
  ]
    .map((text) => `<p>${text}</p>`)
    .join('')

async function about(body: string): Promise<Found[]> {
  return (await findingsOf(body)).filter((f) => f.code === 'change')
}

test('the change of one amount, said in two ways that nearly agree, is one doubt with its alternatives', async () => {
  const found = await about(said('3,959.28', '3,958.98'))
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ severity: 'warning', unique: false })
  expect(found[0]?.sets).toHaveLength(2)
  expect(found[0]?.zh).toContain('“增加3,959.28”和“增加3,958.98”（2 处）')
})

test('what agrees, or differs as last year may have, says nothing', async () => {
  expect(await about(said('3,958.98', '3,958.98'))).toEqual([])
  expect(await about(said('4,358.98', '3,958.98'))).toEqual([])
  // Money that was brought forward makes income and expenditure two amounts.
  expect(await about(said('3,959.28', '3,958.98', '上年结转500.00万元。').replace('收入预算', '收入'))).toEqual([])
})
