import { describe, expect, test } from 'vitest'
import { sliceKey } from '../../src/budget/slice.ts'
import type { Reading } from '../../src/budget/reading.ts'
import { readPage, tableHtml, type Row } from './page.ts'

/** The amounts of a text: each claim's slice and print, in the order of the text. */
function amountsOf(read: Reading): string[] {
  const claims = read.claims.filter((c) => c.form === 'narrative' && c.measure === 'money')
  return claims
    .toSorted(
      (a, b) => (a.place.paragraph ?? 0) - (b.place.paragraph ?? 0) || (a.place.span?.[0] ?? 0) - (b.place.span?.[0] ?? 0),
    )
    .map((c) => `${sliceKey(c.slice)} ${c.printed}`)
}

async function said(...paragraphs: readonly string[]): Promise<string[]> {
  return amountsOf(await readPage(paragraphs.map((p) => `<p>${p}</p>`).join('')))
}

/** A table below its title, and a text below that. */
async function saidBeside(title: string, rows: readonly Row[], ...paragraphs: readonly string[]): Promise<string[]> {
  const table = `<p>${title}</p><p>预算年度：2023</p><p>单位：万元</p>${tableHtml(rows)}`
  return amountsOf(await readPage(`${table}${paragraphs.map((p) => `<p>${p}</p>`).join('')}`))
}

describe('a text is within all the headings above it', () => {
  test('a class does not hide the fund of its section', async () => {
    expect(
      await said(
        '五、财政拨款支出预算情况说明',
        '（一）教育支出（类）',
        '1.进修及培训（款）培训支出（项）支出7.00万元，与上年相比增加1.00万元。',
        '六、支出预算情况说明',
        '（一）教育支出（类）',
        '1.进修及培训（款）培训支出（项）支出9.00万元。',
      ),
    ).toEqual([
      'flow=expenditure;fund=appropriation;function=2050803; 7.00',
      'flow=expenditure;fund=appropriation;function=2050803;measure=change; 增加1.00',
      'flow=expenditure;function=2050803; 9.00',
    ])
  })

  test('an item of the law is of the fund that its heading says, whatever its sentence is usually of', async () => {
    expect(
      await said(
        '六、一般公共预算“三公”经费支出情况',
        '（三）公务用车购置及运行费',
        '公务用车购置费0.00万元，比上年减少40.00万元。',
      ),
    ).toEqual([
      'flow=expenditure;fund=general;item=vehicle-purchase; 0.00',
      'flow=expenditure;fund=general;item=vehicle-purchase;measure=change; 减少40.00',
    ])
  })

  test('and of the fund of what is taken apart', async () => {
    expect(
      await said(
        '当年一般公共预算支出30.00万元，其中：',
        '（1）机关工资福利支出（501）20.00万元；',
        '（2）机关商品和服务支出（502）10.00万元。',
      ),
    ).toEqual([
      'flow=expenditure;fund=general; 30.00',
      'flow=expenditure;fund=general;government-economic=501; 20.00',
      'flow=expenditure;fund=general;government-economic=502; 10.00',
    ])
  })
})

describe('a fund that is said', () => {
  const rows: Row[] = [
    ['科目编码', '科目名称', '合计', '基本支出', '项目支出'],
    ['205', '教育支出', '7.00', '', '7.00'],
    ['20508', '进修及培训', '7.00', '', '7.00'],
    ['2050803', '培训支出', '7.00', '', '7.00'],
    ['合计', '', '7.00', '', '7.00'],
  ]

  test('is kept where a table prints the amount of another one', async () => {
    expect(
      await saidBeside(
        '一般公共预算财政拨款支出表',
        rows,
        '五、政府性基金预算支出情况说明',
        '1.教育支出（类）进修及培训（款）培训支出（项）7.00万元。',
      ),
    ).toEqual(['flow=expenditure;fund=government-fund;function=2050803; 7.00'])
  })

  test('of appropriations is the fund whose table prints the item', async () => {
    expect(
      await saidBeside(
        '一般公共预算财政拨款支出表',
        rows,
        '五、财政拨款支出情况说明',
        '1.教育支出（类）进修及培训（款）培训支出（项）7.00万元。',
      ),
    ).toEqual(['flow=expenditure;fund=general;function=2050803; 7.00'])
  })

  test('is taken from the table where the text says none and no table prints its slice', async () => {
    expect(await saidBeside('一般公共预算财政拨款支出表', rows, '2023年支出预算8.00万元。')).toEqual(['flow=expenditure; 8.00'])
  })
})

describe('all sources', () => {
  test('are what has carried-over money among its parts', async () => {
    expect((await said('2023年收入预算50.00万元，其中：事业收入40.00万元、上年结转结余10.00万元。'))[0]).toBe(
      'flow=sources; 50.00',
    )
    expect((await said('2023年收入预算50.00万元，其中：事业收入40.00万元、其他收入10.00万元。'))[0]).toBe('flow=income; 50.00')
  })

  test('are what the year’s income and carried-over money make up', async () => {
    expect((await said('2023年收入预算合计50.00万元，包括本年收入40.00万元，上年结转结余10.00万元。')).slice(0, 2)).toEqual([
      'flow=sources; 50.00',
      'flow=income; 40.00',
    ])
  })

  test('have the receipts of one fund as a part', async () => {
    expect(
      await said(
        '（一）收入预算总计50.00万元。包括：',
        '1．财政拨款收入预算总计40.00万元。',
        '2．其他资金收入预算总计10.00万元。',
      ),
    ).toEqual(['flow=sources; 50.00', 'flow=income;fund=appropriation; 40.00', 'flow=income;fund=other-sources; 10.00'])
  })
})

describe('projects', () => {
  const rows: Row[] = [
    ['项目名称', '合计', '一般公共预算'],
    ['河道（湖泊）养护', '12.50', '12.50'],
    ['合计', '12.50', '12.50'],
  ]

  test('that a table lists are known by their names', async () => {
    const [amount, ...others] = await saidBeside(
      '项目支出表',
      rows,
      '（五）项目支出12.50万元，具体包括：',
      '1.河道（湖泊）养护12.50万元，主要包括巡查2.00万元。',
    ).then((all) => all.filter((line) => line.includes('project=')))
    expect(amount).toMatch(/project=河道\(湖泊\)养护; 12\.50$/u)
    expect(others).toEqual([])
  })

  test('that a section is headed with are what its allotment is of', async () => {
    expect(
      await said(
        '河道养护专项经费情况说明',
        '一、项目概述',
        '巡查河道20万米。',
        '六、年度预算安排',
        '2023年度项目总预算45.00万，其中巡查30.00万，保洁15.00万，合计45.00万。',
        '七、绩效目标',
        '详见绩效目标表，涉及45.00万元。',
      ),
    ).toEqual(['flow=expenditure;project=河道养护专项; 45.00', 'flow=expenditure;project=河道养护专项; 45.00'])
  })

  test('are headed with their names or with these and 项目', async () => {
    expect(await said('河道养护项目经费情况说明', '四、年度预算安排', '45.00万元')).toEqual([
      'flow=expenditure;project=河道养护; 45.00',
    ])
  })

  test('are not named by what is known otherwise', async () => {
    expect(await said('“三公”经费情况说明', '六、年度预算安排', '45.00万元。')).not.toContain('project')
  })
})

describe('money under performance', () => {
  const rows: Row[] = [
    ['科目编码', '科目名称', '合计', '基本支出', '项目支出'],
    ['205', '教育支出', '9.00', '2.00', '7.00'],
    ['合计', '', '9.00', '2.00', '7.00'],
  ]

  test('is an amount of the budget where a table prints it', async () => {
    expect(
      await saidBeside(
        '支出总表',
        rows,
        '（七）预算绩效目标说明：纳入2023年部门整体支出绩效目标的金额为9.00万元。',
        '2023年本部门其他运转类项目和特定目标类项目均实行绩效目标管理，共计3个一级项目，涉及资金7.00万元。',
        '另有3个项目纳入绩效目标管理，涉及资金1.00万元。',
      ),
    ).toEqual(['flow=expenditure; 9.00', 'flow=expenditure;nature=project; 7.00'])
  })

  test('is the projects’ where projects are counted', async () => {
    const counted = [
      '编报绩效目标的项目共3个，涉及项目预算资金7.00万元。',
      '本部门共3个项目纳入绩效目标管理，涉及资金合计7.00万元。',
    ]
    for (const text of counted)
      expect(await saidBeside('支出总表', rows, text)).toEqual(['flow=expenditure;nature=project; 7.00'])
    for (const other of ['6.00', '7.01'])
      expect(await saidBeside('支出总表', rows, `编报绩效目标的项目共3个，涉及项目预算资金${other}万元。`)).toEqual([])
  })

  test('wages for performance are no performance targets', async () => {
    expect(await said('（一）人员经费93.00万元，主要包括：基本工资、绩效工资。')).toEqual([
      'flow=expenditure;nature=personnel; 93.00',
    ])
  })
})

test('what 包括 begins with is a part, and a classification by use is no reason', async () => {
  expect(await said('2.按支出用途分类，包括人员支出30.00万元；项目支出20.00万元。')).toEqual([])
  expect(
    await said(
      '2023年支出预算50.00万元。',
      '2023年支出预算50.00万元，按支出用途分类，包括人员支出30.00万元、项目支出20.00万元。',
    ),
  ).toEqual([
    'flow=expenditure; 50.00',
    'flow=expenditure; 50.00',
    'flow=expenditure;nature=personnel; 30.00',
    'flow=expenditure;nature=project; 20.00',
  ])
})

test('the running costs of offices are of the general public budget, whatever appropriation is said', async () => {
  expect(await said('2023年财政拨款的机关运行经费预算为5.00万元。')).toEqual([
    'flow=expenditure;fund=general;item=running-cost; 5.00',
  ])
})

test('nothing needs no unit', async () => {
  expect(await said('政府性基金拨款支出预算为0；国有资本经营预算拨款支出预算为 0。')).toEqual([
    'flow=expenditure;fund=government-fund; 0',
    'flow=expenditure;fund=state-capital; 0',
  ])
})

test('a gloss is a line that says so', async () => {
  expect(await said('1、教育支出（类）进修及培训（款）培训支出（项）。主要用于：指导基层。年初预算为7.00万元。')).toHaveLength(1)
  expect(await said('基本支出：是指保障运转的支出，如支出7.00万元。')).toEqual([])
})

test('words of labels are words of sentences too', async () => {
  expect(await said('2023年收入预算60.00万元，其中：经费拨款50.00万元，附属单位缴款10.00万元。')).toEqual([
    'flow=income; 60.00',
    'flow=income;fund=general; 50.00',
    'flow=income;fund=affiliate-remittance; 10.00',
  ])
  expect(await said('2023年一般公共服务支出60.00万元。')).toEqual(['flow=expenditure;function=201; 60.00'])
  expect(await said('信息系统运行维护费3.00万元，运行维护费3.00万元。')).toEqual([])
})
