import { expect, test } from 'vitest'
import { tableHtml, type Row } from '../forms/page.ts'
import { findingsOf, type Found } from './findings.ts'

const HEAD: readonly Row[] = [['序号', '科目编码', '科目名称', '合计', '基本支出', '项目支出']]
const titled = (title: string, rows: readonly Row[]): string => `<p>${title}</p><p>单位：万元</p>${tableHtml(rows)}`
/** The economic table and the text confirm what the functional table's total says. */
const page = (total: readonly [string, string, string]): string =>
  titled('部门预算支出总表', [
    ...HEAD,
    ['1', '', '合计', ...total],
    ['2', '205', '教育支出', '30.00', '10.00', '20.00'],
    ['3', '221', '住房保障支出', '6.06', '6.06', ''],
  ]) + `<p>2023年部门支出预算为${total[0]}万元，其中基本支出${total[1]}万元，项目支出${total[2]}万元。</p>`

async function about(body: string): Promise<Found[]> {
  return (await findingsOf(body)).filter((f) => ['sum', 'missing', 'same', 'blank'].includes(f.code) && f.at.length > 0)
}

test('rows that are not listed, in several columns at once, are one doubt that lies with the total', async () => {
  const found = await about(page(['86.06', '36.06', '50.00']))
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ code: 'missing', severity: 'warning', sets: [], at: ['1.2.4', '1.2.5', '1.2.6'] })
  expect(found[0]?.zh).toContain('“合计”栏多 50.00，“基本支出”栏多 20.00，“项目支出”栏多 30.00')
})

test('what adds up says nothing; one column that does not is a figure, and no row', async () => {
  expect(await about(page(['36.06', '16.06', '20.00']))).toEqual([])
  const [one, ...others] = await about(page(['56.06', '16.06', '40.00']).replace('<td>30.00</td>', '<td>50.00</td>'))
  expect(others).toEqual([])
  expect(one).toMatchObject({ code: 'sum', severity: 'error' })
})
