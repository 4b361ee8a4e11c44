import { describe, expect, test } from 'vitest'
import type { Law } from '../../src/budget/equation.ts'
import { tableHtml, type Row } from '../forms/page.ts'
import { check, findingsOf, type Found } from './findings.ts'

const titled = (title: string, rows: readonly Row[]): string => `<p>${title}</p><p>单位：万元</p>${tableHtml(rows)}`
const HEAD: readonly Row[] = [['序号', '科目编码', '科目名称', '合计', '基本支出', '项目支出']]
const expenditure = (...rows: readonly Row[]): string => titled('部门预算支出总表', [...HEAD, ...rows])
const general = (...rows: readonly Row[]): string => titled('部门预算一般公共预算财政拨款支出表', [...HEAD, ...rows])
const basic = (...rows: readonly Row[]): string =>
  titled('部门预算一般公共预算财政拨款基本支出表', [['序号', '科目编码', '科目名称', '合计', '人员经费', '公用经费'], ...rows])

const ROWS: readonly Row[] = [
  ['1', '', '合计', '181.17', '81.17', '100'],
  ['2', '201', '一般公共服务支出', '175.11', '75.11', '100'],
  ['3', '20103', '政府办公厅（室）及相关机构事务', '175.11', '75.11', '100'],
  ['4', '2010301', '行政运行', '75.11', '75.11', ''],
  ['5', '2010302', '一般行政管理事务', '100', '', '100'],
  ['6', '221', '住房保障支出', '6.06', '6.06', ''],
  ['7', '22102', '住房改革支出', '6.06', '6.06', ''],
  ['8', '2210201', '住房公积金', '6.06', '6.06', ''],
]
/** Puts other prints into cells, by row and column from 0. */
const bent = (rows: readonly Row[], ...cells: readonly (readonly [row: number, column: number, print: string])[]): Row[] =>
  rows.map((r, i) => r.map((c, k) => cells.find(([row, column]) => row === i && column === k)?.[2] ?? c))

const balance = (income: readonly string[], uses: readonly string[]): string =>
  titled('部门预算收支总表', [
    ['序号', '收入 →2', '支出 →2'],
    ['', '项目', '预算数', '项目', '预算数'],
    ['1', '一、一般公共预算拨款收入', income[0] ?? '', '一、一般公共服务支出', uses[0] ?? ''],
    ['2', '二、政府性基金预算拨款收入', '', '二十、住房保障支出', uses[1] ?? ''],
    ['3', '本年收入合计', income[1] ?? '', '本年支出合计', uses[2] ?? ''],
    ['4', '上年结转结余', income[2] ?? '', '年终结转结余', uses[3] ?? ''],
    ['5', '收入总计', income[3] ?? '', '支出总计', uses[4] ?? ''],
  ])

/** What is found, but for what a small page leaves out: rows between its rows, notes on codes that it has no room for. */
async function remarks(body: string): Promise<Found[]> {
  return (await findingsOf(body)).filter((f) => f.code !== 'serial' && !(f.code === 'bridge' && f.severity === 'note'))
}

async function only(body: string): Promise<Found> {
  const found = await remarks(body)
  if (found.length !== 1) throw new Error(`expected one finding, got ${JSON.stringify(found, null, 1)}`)
  return found[0] as Found
}

async function laws(body: string): Promise<ReadonlySet<Law>> {
  return new Set((await check(body)).proof.equations.map((e) => e.law))
}

describe('each kind of equation, kept and broken', () => {
  test('sum: rows, columns and levels; what is right gives nothing', async () => {
    const { proof, found } = await check(expenditure(...ROWS))
    expect(found.filter((f) => f.at.length > 0)).toEqual([])
    expect(new Set(proof.outcomes)).toEqual(new Set(['passed']))
    const broken = await only(expenditure(...bent(ROWS, [3, 3, '57.11'])))
    expect(broken).toMatchObject({
      severity: 'error',
      code: 'sum',
      at: ['1.5.4'],
      sets: [['2010301/合计 57.11 → 75.11']],
      unique: true,
    })
    expect(broken.zh).toContain('“57.11”，按其他各处应为 75.11')
    expect(broken.en).toContain('it should be 75.11')
  })

  test('same: two tables and the text print one slice', async () => {
    const text = '<p>2023年部门支出预算为181.17万元，其中基本支出81.17万元，项目支出110万元。</p>'
    expect(await laws(expenditure(...ROWS) + text)).toContain('same')
    const broken = await only(expenditure(...ROWS) + text)
    expect(broken).toMatchObject({ severity: 'error', sets: [['expenditure.project/ 110 → 100']], unique: true })
    expect(broken.at).toEqual(['¶4'])
  })

  test('balance: sources = uses in total; never income = expenditure alone', async () => {
    const kept = balance(['170', '170', '11.17', '181.17'], ['175.11', '6.06', '181.17', '', '181.17'])
    expect(await remarks(kept)).toEqual([])
    expect(await laws(kept)).toContain('balance')
    const broken = await only(balance(['170', '170', '10.17', '180.17'], ['175.11', '6.06', '181.17', '', '181.17']))
    expect(broken).toMatchObject({ code: 'balance', severity: 'error', unique: false })
    expect(broken.zh).toMatch(/有 1 个等式不成立，可能是：.*；或者/u)
  })

  test('change: a total change is the sum of its parts, decreases included', async () => {
    const sentence = (total: string): string =>
      `<p>2023年，部门预算收支安排181.17万元，较2022年${total}万元，其中：基本支出减少19.04万元，主要是人员减少；项目支出增加8.13万元，主要是新增项目。</p>`
    expect(await remarks(expenditure(...ROWS) + sentence('减少10.91'))).toEqual([])
    const broken = await only(expenditure(...ROWS) + sentence('增加10.91'))
    expect(broken).toMatchObject({ code: 'change', severity: 'error' })
    expect(broken.sets).toContainEqual(['change.change/ 增加10.91 → 减少10.91'])
  })

  test('bridge: running cost in the text and 公用经费 usually agree: a warning', async () => {
    const rows: Row[] = [
      ['1', '', '合计', '5.31', '2', '3.31'],
      ['2', '30101', '基本工资', '2', '2', ''],
      ['3', '30201', '办公费', '3.31', '', '3.31'],
    ]
    const text = (figure: string): string => `<p>2023年，我部门机关运行经费共计安排${figure}万元。</p>`
    expect(await remarks(basic(...rows) + text('3.31'))).toEqual([])
    const broken = await only(basic(...rows) + text('3.13'))
    expect(broken).toMatchObject({ code: 'bridge', severity: 'warning', at: ['¶4'] })
    expect(broken.sets[0]).toEqual(['running-cost.running-cost/ 3.13 → 3.31'])
  })

  test('bound: 其中 that is only some is at most the whole', async () => {
    const assets = (offices: string): string =>
      titled('部门固定资产占用情况表', [
        ['项目', '数量', '价值'],
        ['资产总额', '', '9'],
        ['1、房屋（平方米）', '100', '9'],
        ['其中：办公用房（平方米）', offices, ''],
      ])
    expect(await remarks(assets('60'))).toEqual([])
    const broken = await only(assets('160'))
    expect(broken).toMatchObject({ code: 'bound', severity: 'error', at: ['1.4.2', '1.3.2'] })
    expect(broken.zh).toContain('“160”')
    expect(broken.zh).toContain('“100”')
  })

  test('purpose: the text of a project and its budget, for a person to judge', async () => {
    const card = (sum: string): string =>
      `<p>1、信访经费绩效目标表</p><p>单位：万元</p>${tableHtml([
        ['项目编码', 'P1', '专项资金名称', '信访经费 →3'],
        ['预算规模及资金用途 ↓2', '预算数', '24', '其中：财政资金', '24', '其他资金'],
        [`2023年所需资金${sum}万元。 →5`],
        ['资金支出计划（%） ↓2', '3月底', '6月底', '10月底', '12月底 →2'],
        ['25', '50', '80', '100 →2'],
        ['绩效目标', '目标1', '甲 →4'],
        ['一级指标', '二级指标', '三级指标', '指标说明', '指标值', '指标确定依据'],
        ['产出指标', '数量指标', '转办案件', '上级转办的案件', '80件', '计划'],
      ])}`
    expect(await remarks(card('24'))).toEqual([])
    const broken = await only(card('12'))
    expect(broken).toMatchObject({ code: 'purpose', severity: 'warning', at: ['1.3.2'] })
    expect(broken.sets[0]).toEqual(['purpose/ 12 → 24'])
  })

  test('premise: one fund holds all the money, and the equation says that it was assumed', async () => {
    const money = balance(['181.17', '181.17', '', '181.17'], ['175.11', '6.06', '181.17', '', '181.17'])
    const { proof } = await check(money + general(...ROWS))
    const premised = proof.equations.filter((e) => e.premise !== undefined)
    expect(premised.length).toBeGreaterThan(0)
    expect(premised.map((e) => e.premise?.zh).join()).toContain('其他资金均为空或零，全部资金即')
    expect(premised.map((e) => e.premise?.en).join()).toContain('all other funds are blank or zero')
    // With a second fund the premise falls, and so do its equations.
    const { proof: two } = await check(
      `${money.replace('二、政府性基金预算拨款收入</td><td>', '二、政府性基金预算拨款收入</td><td>3')}${general(...ROWS)}`,
    )
    expect(two.equations.some((e) => e.premise?.zh.includes('其他资金') === true)).toBe(false)
  })
})

describe('rounding is a hypothesis', () => {
  const salaries = (total: string, bonus: string): string =>
    basic(
      ['1', '', '合计', '33.59', '33.59', ''],
      ['2', '301', '工资福利支出', '33.59', '33.59', ''],
      ['3', '30101', '基本工资', '18.63', '18.63', ''],
      ['4', '30103', '奖金', total, bonus, ''],
    )

  test('14.97 beside 14.96: one cell mends its row and its column, so it is a finding', async () => {
    expect(await remarks(salaries('14.96', '14.96'))).toEqual([])
    expect(await only(salaries('14.97', '14.96'))).toMatchObject({
      code: 'sum',
      severity: 'error',
      at: ['1.5.4'],
      sets: [['30103/合计 14.97 → 14.96']],
      unique: true,
    })
  })

  test('a hundredth in one sum that no single cell mends is a note', async () => {
    const note = await only(balance(['10.01', '10.01', '', '10.01'], ['3.33', '6.67', '10.01', '', '10.01']))
    expect(note).toMatchObject({ code: 'rounding', severity: 'note', at: ['1.5.5'], sets: [] })
    expect(note.zh).toContain('相差 0.01，在四舍五入的范围之内')
    // Twice as far off is beyond rounding for two parts.
    const far = await only(balance(['10.03', '10.03', '', '10.03'], ['3.33', '6.67', '10.03', '', '10.03']))
    expect(far.severity).toBe('error')
  })
})

describe('blank, absent, malformed', () => {
  test('a blank total beside printed parts is a finding with its value', async () => {
    expect(await only(general(...bent(ROWS, [4, 3, ''])))).toMatchObject({
      code: 'blank',
      severity: 'error',
      at: ['1.6.4'],
      sets: [['2010302/合计  → 100.00']],
      unique: true,
    })
  })

  test('a row that one table leaves out: the claim is none, the subject says which row', async () => {
    const money = balance(['181.17', '181.17', '', '181.17'], ['175.11', '6.06', '181.17', '', '181.17'])
    const { proof } = await check(
      money + expenditure(...ROWS) + general(...ROWS.filter((r) => !/^22102|^221$/u.test(r[1] ?? ''))),
    )
    const missing = proof.findings.filter((f) => f.code === 'missing' && f.suspects.length > 0)
    expect(missing.length).toBeGreaterThan(0)
    for (const f of missing) {
      expect(f.severity).toBe('error')
      expect(f.subject?.form).toBe('general-by-function')
      expect(f.subject?.row?.code).toMatch(/^221/u)
      expect(f.message.zh).toContain('未列出')
      for (const s of f.suspects) expect(proof.claims[s.claim]?.state).toBe('absent')
    }
  })

  test('a malformed figure is read as far as it goes and proved by the rest', async () => {
    const found = await only(general(...bent(ROWS, [4, 3, '1..00'])))
    expect(found).toMatchObject({ code: 'malformed', severity: 'error', at: ['1.6.4'], sets: [['2010302/合计 1..00 → 100.00']] })
    expect(found.zh).toBe(
      '《部门预算一般公共预算财政拨款支出表》“2010302 一般行政管理事务”行“合计”栏印为“1..00”，不是一个数，按其他各处应为 100.00。',
    )
  })

  test('a malformed figure that nothing proves may be what it looks like', async () => {
    const { found, proof } = await check('<p>公务接待费0..5万元。</p>' + general(['1', '', '合计', '5', '5', '']))
    expect(found.find((f) => f.code === 'malformed')?.zh).toContain('可能是 0.5')
    expect(proof.outcomes).not.toContain('failed')
  })
})

describe('several errors', () => {
  test('two that have nothing to do with each other are two findings', async () => {
    const two = await findingsOf(expenditure(...bent(ROWS, [3, 3, '57.11'], [7, 4, '6.60'])))
    expect(two.map((f) => f.sets)).toEqual(
      expect.arrayContaining([[['2010301/合计 57.11 → 75.11']], [['2210201/基本支出 6.60 → 6.06']]]),
    )
    expect(two).toHaveLength(2)
  })

  test('where no equation can tell, the alternatives are stated and none is called certain', async () => {
    const found = await only(general(['1', '', '合计', '5', '5', ''], ['2', '2010301', '行政运行', '6', '6', '']))
    expect(found.unique).toBe(false)
    expect(found.sets.length).toBeGreaterThan(1)
    expect(found.zh).toContain('或者')
    expect(found.zh).toContain('请对照原始资料判断')
    expect(found.en).toMatch(/^\d equations do not hold\. Either .*; or .*Compare with the source records\.$/u)
  })

  test('one wrong cell is one finding, however many equations it breaks', async () => {
    const found = await only(expenditure(...bent(ROWS, [0, 3, '118.17'])) + general(...ROWS))
    expect(found).toMatchObject({ at: ['1.2.4'], sets: [['合计/合计 118.17 → 181.17']], unique: true })
  })
})
