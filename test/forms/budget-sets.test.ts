import { describe, expect, test } from 'vitest'
import { checkReading } from '../../src/checks/check-reading.ts'
import { readPage, tableHtml, type Row } from './page.ts'

/** Three statutory tables of one unit, that all agree: `basic` and `project` in 万元. */
function tables(unit: string, basic: number, project: number): string {
  const [b, p, all] = [basic, project, basic + project].map((n) => n.toFixed(2)) as [string, string, string]
  const info = unit === '' ? [] : [[`${unit} →3`, '单位：万元 →2']]
  const byFunction = (title: string): string =>
    `<p>${title}</p>${tableHtml([...info, ['科目编码', '科目名称', '合计', '基本支出', '项目支出'], ['', '合计', all, b, p], ['201', '一般公共服务支出', all, b, p]] as Row[])}`
  const balance = tableHtml([
    ...(unit === '' ? [] : [[`${unit} →2`, '单位：万元 →2']]),
    ['项目', '预算数', '项目', '预算数'],
    ['一、一般公共预算拨款收入', all, '一、一般公共服务支出', all],
    ['本年收入合计', all, '本年支出合计', all],
    ['收入总计', all, '支出总计', all],
  ] as Row[])
  return `<p>部门预算收支总表</p>${balance}${byFunction('部门预算支出总表')}${byFunction('部门预算一般公共预算财政拨款支出表')}`
}

const said = (basic: number, project: number): string =>
  `<p>2023年部门支出预算为${(basic + project).toFixed(2)}万元，其中基本支出${basic.toFixed(2)}万元；项目支出${project.toFixed(2)}万元。</p>`

async function findings(body: string): Promise<string[]> {
  return checkReading(await readPage(body))
    .findings.filter((f) => f.severity === 'error' && f.equations.length > 0)
    .map((f) => f.message.zh)
}

describe('a department and its units in one document', () => {
  const DEPARTMENT = '101某某县教育局'
  const SCHOOL = '101002某某县第一中学'

  test.each([
    ['with the units named', tables(DEPARTMENT, 30, 12.5) + tables(SCHOOL, 20, 2.5)],
    ['without names', tables('', 30, 12.5) + tables('', 20, 2.5)],
    ['with one narrative at the end', tables(DEPARTMENT, 30, 12.5) + tables(SCHOOL, 20, 2.5) + said(30, 12.5)],
    ['with a narrative each', tables(DEPARTMENT, 30, 12.5) + said(30, 12.5) + tables(SCHOOL, 20, 2.5) + said(20, 2.5)],
    ['with two units', tables(DEPARTMENT, 30, 12.5) + tables(SCHOOL, 20, 2.5) + tables('101003某某县第二中学', 8, 10)],
  ])('are not held against each other: %s', async (_, body) => {
    expect(await findings(body)).toEqual([])
  })

  test('but each is checked', async () => {
    const wrong = tables(SCHOOL, 20, 2.5).replace('22.50', '25.20')
    const [finding, ...others] = await findings(tables(DEPARTMENT, 30, 12.5) + wrong)
    expect(others).toEqual([])
    expect(finding).toContain('25.20')
    expect(finding).toContain('22.50')
  })

  test('one set of tables stays one, whatever a single table says of its unit', async () => {
    const body = tables(DEPARTMENT, 30, 12.5).replace(DEPARTMENT, '102某某县卫生局').replace('42.50', '42.05')
    expect((await findings(body)).join()).toContain('42.05')
  })
})
