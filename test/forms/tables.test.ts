import { expect, test } from 'vitest'
import { claimLines, readTitled, type Row } from './page.ts'

/** A smallest print of each statutory table, with what must be read from it: row, column, slice, figure in fen, cell. */

test('balance: two sides side by side', async () => {
  const read = await readTitled('部门预算收支总表', [
    ['序号', '收入 →2', '支出 →2'],
    ['', '项  目', '预算数', '项  目', '预算数'],
    ['1', '一、一般公共预算拨款收入', '181.17', '一、一般公共服务支出', '175.11'],
    ['2', '二、政府性基金预算拨款收入', '', '二十、住房保障支出', '6.06'],
    ['3', '本年收入合计', '181.17', '本年支出合计', '181.17'],
    ['4', '上年结转结余', '0', '年终结转结余', '—'],
    ['5', '收入总计', '181.17', '支出总计', '181.17'],
  ])
  expect(claimLines(read, 'balance')).toMatchInlineSnapshot(`
    [
      "一、一般公共预算拨款收入 | 预算数 | flow=income;fund=general; | 181.17 = 181170000 | 3,3",
      "二、政府性基金预算拨款收入 | 预算数 | flow=income;fund=government-fund; |  blank | 4,3",
      "本年收入合计 | 预算数 | flow=income; | 181.17 = 181170000 | 5,3",
      "上年结转结余 | 预算数 | flow=brought-forward; | 0 = 0 | 6,3",
      "收入总计 | 预算数 | flow=sources; | 181.17 = 181170000 | 7,3",
      "一、一般公共服务支出 | 预算数 | flow=expenditure;function=201; | 175.11 = 175110000 | 3,5",
      "二十、住房保障支出 | 预算数 | flow=expenditure;function=221; | 6.06 = 6060000 | 4,5",
      "本年支出合计 | 预算数 | flow=expenditure; | 181.17 = 181170000 | 5,5",
      "年终结转结余 | 预算数 | flow=carried-forward; | — blank | 6,5",
      "支出总计 | 预算数 | flow=uses; | 181.17 = 181170000 | 7,5",
    ]
  `)
})

test('income: nested columns', async () => {
  const read = await readTitled('部门预算收入总表', [
    ['序号 ↓2', '功能分类科目 →2', '合计 ↓2', '本年收入 →3', '上年结转 ↓2'],
    ['科目编码', '科目名称', '小计', '财政拨款收入', '其他收入'],
    ['1', '', '合计', '12', '10', '9.5', '0.5', '2'],
    ['2', '2010301', '行政运行', '12', '10', '9.5', '0.5', '2'],
  ])
  expect(claimLines(read, 'income')).toMatchInlineSnapshot(`
    [
      "合计 | 合计 | flow=sources; | 12 = 12000000 | 3,4",
      "合计 | 小计 | flow=income; | 10 = 10000000 | 3,5",
      "合计 | 财政拨款收入 | flow=income;fund=appropriation; | 9.5 = 9500000 | 3,6",
      "合计 | 其他收入 | flow=income;fund=other; | 0.5 = 500000 | 3,7",
      "合计 | 上年结转 | flow=brought-forward; | 2 = 2000000 | 3,8",
      "2010301 行政运行 | 合计 | flow=sources;function=2010301; | 12 = 12000000 | 4,4",
      "2010301 行政运行 | 小计 | flow=income;function=2010301; | 10 = 10000000 | 4,5",
      "2010301 行政运行 | 财政拨款收入 | flow=income;fund=appropriation;function=2010301; | 9.5 = 9500000 | 4,6",
      "2010301 行政运行 | 其他收入 | flow=income;fund=other;function=2010301; | 0.5 = 500000 | 4,7",
      "2010301 行政运行 | 上年结转 | flow=brought-forward;function=2010301; | 2 = 2000000 | 4,8",
    ]
  `)
})

const BY_FUNCTION: readonly Row[] = [
  ['序号 ↓2', '功能分类科目 →2', '合计 ↓2', '基本支出 ↓2', '项目支出 ↓2'],
  ['科目编码', '科目名称'],
  ['1', '', '合计', '3', '1.5', '1.5'],
  ['2', '22102', '住房改革支出', '3', '1.5', '1.5'],
]

test('expenditure: natures as columns', async () => {
  const read = await readTitled('部门预算支出总表', [
    [
      '序号 ↓2',
      '功能分类科目 →2',
      '合计 ↓2',
      '基本支出 ↓2',
      '项目支出 ↓2',
      '经营支出 ↓2',
      '上缴上级支出 ↓2',
      '对附属单位补助支出 ↓2',
    ],
    ['科目编码', '科目名称'],
    ['1', '', '合计', '15', '1', '2', '3', '4', '5'],
    ['2', '201', '一般公共服务支出', '15', '1', '2', '3', '4', '5'],
  ])
  expect(claimLines(read, 'expenditure')).toMatchInlineSnapshot(`
    [
      "合计 | 合计 | flow=expenditure; | 15 = 15000000 | 3,4",
      "合计 | 基本支出 | flow=expenditure;nature=basic; | 1 = 1000000 | 3,5",
      "合计 | 项目支出 | flow=expenditure;nature=project; | 2 = 2000000 | 3,6",
      "合计 | 经营支出 | flow=expenditure;nature=business; | 3 = 3000000 | 3,7",
      "合计 | 上缴上级支出 | flow=expenditure;nature=remittance; | 4 = 4000000 | 3,8",
      "合计 | 对附属单位补助支出 | flow=expenditure;nature=subsidy; | 5 = 5000000 | 3,9",
      "201 一般公共服务支出 | 合计 | flow=expenditure;function=201; | 15 = 15000000 | 4,4",
      "201 一般公共服务支出 | 基本支出 | flow=expenditure;function=201;nature=basic; | 1 = 1000000 | 4,5",
      "201 一般公共服务支出 | 项目支出 | flow=expenditure;function=201;nature=project; | 2 = 2000000 | 4,6",
      "201 一般公共服务支出 | 经营支出 | flow=expenditure;function=201;nature=business; | 3 = 3000000 | 4,7",
      "201 一般公共服务支出 | 上缴上级支出 | flow=expenditure;function=201;nature=remittance; | 4 = 4000000 | 4,8",
      "201 一般公共服务支出 | 对附属单位补助支出 | flow=expenditure;function=201;nature=subsidy; | 5 = 5000000 | 4,9",
    ]
  `)
})

test('balance of appropriations: funds as rows on the left, as columns on the right', async () => {
  const read = await readTitled('部门预算财政拨款收支总表', [
    ['序号 ↓2', '收入 →2', '支出 →5'],
    ['项目', '金额', '项目', '合计', '一般公共预算财政拨款', '政府性基金预算财政拨款', '国有资本经营预算财政拨款'],
    ['1', '一、一般公共预算拨款', '8', '一、一般公共服务支出', '11', '8', '2', '1'],
    ['2', '本年收入合计', '8', '本年支出合计', '11', '8', '2', '1'],
    ['3', '年初财政拨款结转和结余', '3', '年末财政拨款结转和结余', '', '', '', ''],
    ['4', '一、一般公共预算拨款', '3', '', '', '', '', ''],
    ['5', '收入总计', '11', '支出总计', '11', '8', '2', '1'],
  ])
  expect(claimLines(read, 'appropriation-balance')).toMatchInlineSnapshot(`
    [
      "一、一般公共预算拨款 | 金额 | flow=income;fund=general; | 8 = 8000000 | 3,3",
      "本年收入合计 | 金额 | flow=income;fund=appropriation; | 8 = 8000000 | 4,3",
      "年初财政拨款结转和结余 | 金额 | flow=brought-forward;fund=appropriation; | 3 = 3000000 | 5,3",
      "一、一般公共预算拨款 | 金额 | flow=brought-forward;fund=general; | 3 = 3000000 | 6,3",
      "收入总计 | 金额 | flow=sources;fund=appropriation; | 11 = 11000000 | 7,3",
      "一、一般公共服务支出 | 合计 | flow=expenditure;fund=appropriation;function=201; | 11 = 11000000 | 3,5",
      "一、一般公共服务支出 | 一般公共预算财政拨款 | flow=expenditure;fund=general;function=201; | 8 = 8000000 | 3,6",
      "一、一般公共服务支出 | 政府性基金预算财政拨款 | flow=expenditure;fund=government-fund;function=201; | 2 = 2000000 | 3,7",
      "一、一般公共服务支出 | 国有资本经营预算财政拨款 | flow=expenditure;fund=state-capital;function=201; | 1 = 1000000 | 3,8",
      "本年支出合计 | 合计 | flow=expenditure;fund=appropriation; | 11 = 11000000 | 4,5",
      "本年支出合计 | 一般公共预算财政拨款 | flow=expenditure;fund=general; | 8 = 8000000 | 4,6",
      "本年支出合计 | 政府性基金预算财政拨款 | flow=expenditure;fund=government-fund; | 2 = 2000000 | 4,7",
      "本年支出合计 | 国有资本经营预算财政拨款 | flow=expenditure;fund=state-capital; | 1 = 1000000 | 4,8",
      "年末财政拨款结转和结余 | 合计 | flow=carried-forward;fund=appropriation; |  blank | 5,5",
      "年末财政拨款结转和结余 | 一般公共预算财政拨款 | flow=carried-forward;fund=general; |  blank | 5,6",
      "年末财政拨款结转和结余 | 政府性基金预算财政拨款 | flow=carried-forward;fund=government-fund; |  blank | 5,7",
      "年末财政拨款结转和结余 | 国有资本经营预算财政拨款 | flow=carried-forward;fund=state-capital; |  blank | 5,8",
      "支出总计 | 合计 | flow=uses;fund=appropriation; | 11 = 11000000 | 7,5",
      "支出总计 | 一般公共预算财政拨款 | flow=uses;fund=general; | 8 = 8000000 | 7,6",
      "支出总计 | 政府性基金预算财政拨款 | flow=uses;fund=government-fund; | 2 = 2000000 | 7,7",
      "支出总计 | 国有资本经营预算财政拨款 | flow=uses;fund=state-capital; | 1 = 1000000 | 7,8",
    ]
  `)
})

test.each([
  ['general-by-function', '部门预算一般公共预算财政拨款支出表', 'general'],
  ['government-fund-by-function', '部门预算政府性基金预算财政拨款支出表', 'government-fund'],
  ['state-capital-by-function', '部门预算国有资本经营预算财政拨款支出表', 'state-capital'],
])('%s: one table, another fund', async (form, title, fund) => {
  const read = await readTitled(title, BY_FUNCTION)
  const slice = `flow=expenditure;fund=${fund};`
  const row = `${slice}function=22102;`
  expect(claimLines(read, form)).toEqual([
    `合计 | 合计 | ${slice} | 3 = 3000000 | 3,4`,
    `合计 | 基本支出 | ${slice}nature=basic; | 1.5 = 1500000 | 3,5`,
    `合计 | 项目支出 | ${slice}nature=project; | 1.5 = 1500000 | 3,6`,
    `22102 住房改革支出 | 合计 | ${row} | 3 = 3000000 | 4,4`,
    `22102 住房改革支出 | 基本支出 | ${row}nature=basic; | 1.5 = 1500000 | 4,5`,
    `22102 住房改革支出 | 项目支出 | ${row}nature=project; | 1.5 = 1500000 | 4,6`,
  ])
  expect(read.forms.filter((f) => f.form === form)).toMatchObject([{ state: 'read', hasMoney: true, listing: 'function' }])
})

test('an empty table has no claims, its note, and no money', async () => {
  const note = '注：无政府性基金预算财政拨款预算，空表列示。'
  const read = await readTitled(
    '部门预算政府性基金预算财政拨款支出表',
    [...BY_FUNCTION.slice(0, 2), ['', '', '', '', '', '']],
    '万元',
    note,
  )
  expect(claimLines(read, 'government-fund-by-function')).toEqual([])
  expect(read.forms[0]).toMatchObject({ state: 'empty', hasMoney: false, emptyNote: { printed: note } })
})

test('basic expenditure: economic classes, personnel and running cost', async () => {
  const read = await readTitled('部门预算一般公共预算财政拨款基本支出表', [
    ['序号 ↓2', '支出部门经济分类科目 →2', '一般公共预算基本支出 →3'],
    ['科目编码', '科目名称', '合计', '人员经费', '公用经费'],
    ['1', '', '合计', '21.37', '20', '1.37'],
    ['2', '30101', '基本工资', '20', '20', ''],
    ['3', '30201', '办公费', '1.37', '', '1.37'],
  ])
  expect(claimLines(read, 'basic-by-economic-class')).toMatchInlineSnapshot(`
    [
      "合计 | 合计 | flow=expenditure;fund=general;nature=basic; | 21.37 = 21370000 | 3,4",
      "合计 | 人员经费 | flow=expenditure;fund=general;nature=personnel; | 20 = 20000000 | 3,5",
      "合计 | 公用经费 | flow=expenditure;fund=general;nature=running; | 1.37 = 1370000 | 3,6",
      "30101 基本工资 | 合计 | flow=expenditure;fund=general;economic=30101;nature=basic; | 20 = 20000000 | 4,4",
      "30101 基本工资 | 人员经费 | flow=expenditure;fund=general;economic=30101;nature=personnel; | 20 = 20000000 | 4,5",
      "30101 基本工资 | 公用经费 | flow=expenditure;fund=general;economic=30101;nature=running; |  blank | 4,6",
      "30201 办公费 | 合计 | flow=expenditure;fund=general;economic=30201;nature=basic; | 1.37 = 1370000 | 5,4",
      "30201 办公费 | 人员经费 | flow=expenditure;fund=general;economic=30201;nature=personnel; |  blank | 5,5",
      "30201 办公费 | 公用经费 | flow=expenditure;fund=general;economic=30201;nature=running; | 1.37 = 1370000 | 5,6",
    ]
  `)
})

test('three public expenses: items as rows, a sub-total that is the total again', async () => {
  const read = await readTitled('部门预算财政拨款“三公”经费支出表', [
    ['序号 ↓2', '项  目 ↓2', '资 金 性 质 →4'],
    ['合计', '一般公共预算 财政拨款', '政府性基金 预算拨款', '国有资本经营 预算财政拨款'],
    ['1', '合计', '2.5', '2.5', '', ''],
    ['2', '“三公”经费小计', '2.5', '2.5', '', ''],
    ['3', '一、因公出国（境）费', '', '', '', ''],
    ['4', '二、公务用车购置及运维费', '2', '2', '', ''],
    ['5', '其中：公务用车购置费', '', '', '', ''],
    ['6', '公务用车运行维护费', '2', '2', '', ''],
    ['7', '三、公务接待费', '0.5', '0.5', '', ''],
  ])
  const printed = claimLines(read, 'three-public').filter((line) => !line.includes('blank'))
  expect(printed).toMatchInlineSnapshot(`
    [
      "合计 | 合计 | flow=expenditure;fund=appropriation;item=three-public; | 2.5 = 2500000 | 3,3",
      "合计 | 一般公共预算 财政拨款 | flow=expenditure;fund=general;item=three-public; | 2.5 = 2500000 | 3,4",
      "“三公”经费小计 | 合计 | flow=expenditure;fund=appropriation;item=three-public; | 2.5 = 2500000 | 4,3",
      "“三公”经费小计 | 一般公共预算 财政拨款 | flow=expenditure;fund=general;item=three-public; | 2.5 = 2500000 | 4,4",
      "二、公务用车购置及运维费 | 合计 | flow=expenditure;fund=appropriation;item=vehicles; | 2 = 2000000 | 6,3",
      "二、公务用车购置及运维费 | 一般公共预算 财政拨款 | flow=expenditure;fund=general;item=vehicles; | 2 = 2000000 | 6,4",
      "公务用车运行维护费 | 合计 | flow=expenditure;fund=appropriation;item=vehicle-running; | 2 = 2000000 | 8,3",
      "公务用车运行维护费 | 一般公共预算 财政拨款 | flow=expenditure;fund=general;item=vehicle-running; | 2 = 2000000 | 8,4",
      "三、公务接待费 | 合计 | flow=expenditure;fund=appropriation;item=reception; | 0.5 = 500000 | 9,3",
      "三、公务接待费 | 一般公共预算 财政拨款 | flow=expenditure;fund=general;item=reception; | 0.5 = 500000 | 9,4",
    ]
  `)
})

test('procurement: projects as records, words read past', async () => {
  const words = ['采购物品名称', '政府采购目录序号', '计量单位', '数量', '单价']
  const funds = [
    '一般公共预算拨款',
    '基金预算拨款',
    '国有资本经营预算拨款',
    '财政专户核拨',
    '单位资金',
    '财政拨款结转',
    '非财政拨款结转结余',
  ]
  const read = await readTitled('部门政府采购预算', [
    [
      '政府采购项目来源 →2',
      ...words.map((w) => `${w} ↓2`),
      '政府采购金额（当年部门预算安排资金） →8',
      '2023年预留中小微企业份额 ↓2',
    ],
    ['项目名称', '预算资金', '合计', ...funds],
    ['合计', '', '', '', '', '', '', '5', '4', '', '', '', '1', '', '', ''],
    ['设备更新', '5', '电脑', 'A02', '台', '10', '0.5', '5', '4', '', '', '', '1', '', '', '80%'],
  ])
  const printed = claimLines(read, 'procurement').filter((line) => !line.includes('blank'))
  expect(printed).toMatchInlineSnapshot(`
    [
      "合计 | 合计 | flow=expenditure;item=procurement; | 5 = 5000000 | 3,8",
      "合计 | 一般公共预算拨款 | flow=expenditure;fund=general;item=procurement; | 4 = 4000000 | 3,9",
      "合计 | 单位资金 | flow=expenditure;fund=other-sources;item=procurement; | 1 = 1000000 | 3,13",
      "设备更新 | 合计 | flow=expenditure;project=设备更新;item=procurement; | 5 = 5000000 | 4,8",
      "设备更新 | 一般公共预算拨款 | flow=expenditure;fund=general;project=设备更新;item=procurement; | 4 = 4000000 | 4,9",
      "设备更新 | 单位资金 | flow=expenditure;fund=other-sources;project=设备更新;item=procurement; | 1 = 1000000 | 4,13",
    ]
  `)
})

test('state assets: counts beside money, offices only some of the buildings, and the date that they are of', async () => {
  const read = await readTitled('部门固定资产占用情况表', [
    ['截止时间：2022-12-31 →3'],
    ['项目', '数量', '价值（金额单位：万元）'],
    ['资产总额', '12', '680.28'],
    ['1、房屋（平方米）', '100.5', '600'],
    ['其中：办公用房（平方米）', '60', ''],
    ['4、其他固定资产', '', '80.28'],
  ])
  expect(claimLines(read, 'state-assets')).toMatchInlineSnapshot(`
    [
      "资产总额 | 数量 | asset=assets;measure=count; | 12 = 1200 | 3,2",
      "资产总额 | 价值（金额单位：万元） | asset=assets; | 680.28 = 680280000 | 3,3",
      "1、房屋（平方米） | 数量 | asset=buildings;measure=count; | 100.5 = 10050 | 4,2",
      "1、房屋（平方米） | 价值（金额单位：万元） | asset=buildings; | 600 = 600000000 | 4,3",
      "其中：办公用房（平方米） | 数量 | asset=offices;measure=count; | 60 = 6000 some | 5,2",
      "其中：办公用房（平方米） | 价值（金额单位：万元） | asset=offices; |  blank some | 5,3",
      "4、其他固定资产 | 数量 | asset=other-fixed;measure=count; |  blank | 6,2",
      "4、其他固定资产 | 价值（金额单位：万元） | asset=other-fixed; | 80.28 = 80280000 | 6,3",
    ]
  `)
  expect(read.claims.filter((c) => c.form === 'state-assets' && c.measure === 'year')).toMatchObject([
    {
      slot: 'date',
      printed: '2022-12-31',
      value: 202_200,
      slice: { year: '-1' },
      sentence: '截止时间：2022-12-31',
      place: { table: 1, row: 1 },
    },
  ])
})

test('organisation: records', async () => {
  const read = await readTitled('部门机构设置情况', [
    ['单位名称', '单位性质', '单位规格', '经费保障形式'],
    ['某某局本级', '行政', '正科级', '财政拨款'],
    ['某某中心', '事业', '股级', '财政性资金基本保证'],
  ])
  expect(read.organisation).toMatchObject([
    { name: '某某局本级', kind: '行政', grade: '正科级', funding: '财政拨款', place: { table: 1, row: 2, column: 1 } },
    { name: '某某中心', kind: '事业', grade: '股级', funding: '财政性资金基本保证', place: { row: 3 } },
  ])
})

test('a unit printed above the table decides: the same figures in 元 are other amounts', async () => {
  const inYuan = await readTitled('部门预算政府性基金预算财政拨款支出表', BY_FUNCTION, '元')
  expect(inYuan.claims.find((c) => c.form === 'government-fund-by-function')).toMatchObject({ value: 300, printed: '3' })
  expect(inYuan.disclosure.units).toEqual(['元'])
})

test('a code printed twice in one table is two parts, an unknown row is told and not guessed', async () => {
  const read = await readTitled('部门预算政府性基金预算财政拨款支出表', [
    ...BY_FUNCTION,
    ['3', '22102', '住房改革支出', '1', '1', ''],
    ['4', '', '其他不知道什么', '7', '', ''],
    ['5', '', '', '9', '', ''],
  ])
  const doubled = claimLines(read, 'government-fund-by-function').find((line) => line.includes('part 2'))
  expect(doubled).toBe(
    '22102 住房改革支出 | 合计 | flow=expenditure;fund=government-fund;function=22102; | 1 = 1000000 part 2 | 5,4',
  )
  expect(read.problems.map((p) => [p.place.row, p.message.zh])).toEqual([
    [6, '这一行“其他不知道什么”不在所知的科目或项目之中，其金额未参加核对。'],
    [7, '这一行没有科目编码和名称，金额“9”不知属于什么，未参加核对。'],
  ])
})
