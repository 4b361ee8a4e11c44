import { describe, expect, test } from 'vitest'
import { sliceKey } from '../../src/budget/slice.ts'
import { readPage } from './page.ts'

/** What a text says, as the year 2023: each claim's slice and print, in the order of the text; a percentage with what it is reckoned from. */
async function said(...paragraphs: readonly string[]): Promise<string[]> {
  const read = await readPage(paragraphs.map((p) => `<p>${p}</p>`).join(''))
  const line = (id: number | undefined): string => {
    const claim = id === undefined ? undefined : read.claims[id]
    if (claim === undefined) return ''
    const from =
      claim.ratio === undefined
        ? ''
        : ` [${claim.ratio.kind} ${[claim.ratio.of, claim.ratio.change, claim.ratio.to].map((i) => (i === undefined ? '' : (read.claims[i]?.printed ?? ''))).join(' | ')}]`
    return `${sliceKey(claim.slice)} ${claim.printed}${from}`
  }
  return read.sentences.flatMap((s) => s.claims.map(line))
}

describe('amounts', () => {
  test('of a phrase whose every word is known', async () => {
    expect(await said('2023年本部门一般公共预算财政拨款支出预算21,940.96万元。')).toEqual([
      'flow=expenditure;fund=general; 21,940.96',
    ])
  })

  test('of sources and uses alike are two claims', async () => {
    expect(await said('2023年收支总预算5,876.67万元。')).toEqual(['flow=sources; 5,876.67', 'flow=uses; 5,876.67'])
  })

  test('of a functional item by its path, with codes or without', async () => {
    expect(await said('1.教育支出（类）进修及培训（款）培训支出（项）118.01万元。')).toEqual([
      'flow=expenditure;function=2050803; 118.01',
    ])
    expect(
      await said('8、社会保障和就业支出（208类）行政事业单位养老支出（05款）机关事业单位职业年金缴费支出（06项）91.97万元。'),
    ).toEqual(['flow=expenditure;function=2080506; 91.97'])
    expect(await said('（一）2080501-行政单位离退休32.68万元。主要用于发放生活补贴。')).toEqual([
      'flow=expenditure;function=2080501; 32.68',
    ])
    expect(await said('1.行政单位医疗（2101101）46.50万元。')).toEqual(['flow=expenditure;function=2101101; 46.50'])
  })

  test('of an item below the class and group that the lines above name', async () => {
    expect(
      await said(
        '（三）住房保障支出（类）',
        '住房改革支出（款）：2023年预算支出合计3,660.38万元。其中：',
        '1.住房公积金（项）：支出1,073.77万元。',
      ),
    ).toEqual(['flow=expenditure;function=22102; 3,660.38', 'flow=expenditure;function=2210201; 1,073.77'])
  })

  test('of an economic class, of departments or of government', async () => {
    expect(await said('（1）工资福利支出（301）1,710.33万元；', '（1）机关工资福利支出（501）1,710.33万元；')).toEqual([
      'flow=expenditure;economic=301; 1,710.33',
      'flow=expenditure;government-economic=501; 1,710.33',
    ])
  })

  test('narrowed by the heading, by 其中 and by the line that announces a list', async () => {
    expect(
      await said(
        '五、一般公共预算基本支出情况说明',
        '2023年基本支出990.13万元，其中：',
        '（一）人员经费931.80万元，主要包括：基本工资。',
        '（二）公用经费58.33万元。',
      ),
    ).toEqual([
      'flow=expenditure;fund=general;nature=basic; 990.13',
      'flow=expenditure;fund=general;nature=personnel; 931.80',
      'flow=expenditure;fund=general;nature=running; 58.33',
    ])
  })

  test('that no slice is certain for stay figures in a sentence', async () => {
    expect(await said('外场设施设备维护4,054.85万元，用于设施运维。')).toEqual([])
    expect(await said('项目概况：新增了奖补资金1000万元，压减专项资金190万元。')).toEqual([])
    expect(await said('单价100万元以上设备0台，安排40万元的检察办案费。')).toEqual([])
  })
})

describe('earlier years and other stages', () => {
  test('an outcome, a budget, and the growth between them', async () => {
    expect(
      await said(
        '2、教育支出（类）进修及培训（款）培训支出（项）91.97万元。2022年当年预算执行数为77.99万元，2023年预算安排91.97万元，比2022年预算执行数增加17.93%。',
      ),
    ).toEqual([
      'flow=expenditure;function=2050803; 91.97',
      'flow=expenditure;function=2050803;year=-1;stage=executed; 77.99',
      'flow=expenditure;function=2050803; 91.97',
      'flow=expenditure;function=2050803;stage=executed;measure=percentage; 增加17.93% [growth 91.97 |  | 77.99]',
    ])
  })

  test('a final account: budgeted, spent, completed', async () => {
    const text = '一般公共预算财政拨款支出年初预算为2993.92万元，支出决算为2940.05万元，完成年初预算的98.20%。'
    expect(await said('某某局2023年部门决算', '2023年部门决算情况说明', '部门决算', text)).toEqual([
      'flow=expenditure;fund=general;stage=approved; 2993.92',
      'flow=expenditure;fund=general; 2940.05',
      'flow=expenditure;fund=general;stage=approved;measure=percentage; 98.20% [completion 2940.05 |  | 2993.92]',
    ])
  })

  test('a year that is compared with itself is read as the one before', async () => {
    expect(await said('2023年支出预算5万元，比2023年预算增加1万元。')).toContain('year=-1;measure=year; 2023')
  })
})

describe('changes', () => {
  test.each([
    ['与上年相比增加3.00万元，增长2.44%', '增加3.00', '增长2.44%'],
    ['比上年预算减少3.00万元，下降2.44%', '减少3.00', '下降2.44%'],
    ['较2022年增加3.00万元（2.44%）', '增加3.00', '2.44%'],
    ['较上年年初预算压减3.00万元，降幅2.44%', '压减3.00', '降幅2.44%'],
  ])('%s', async (words, change, rate) => {
    const base = 'flow=expenditure;nature=project;measure'
    expect(await said(`2023年项目支出126.00万元，${words}，主要原因是工作量变化。`)).toEqual([
      'flow=expenditure;nature=project; 126.00',
      `${base}=change; ${change}`,
      `${base}=percentage; ${rate} [growth 126.00 | ${change} | ]`,
    ])
  })

  test.each(['与上年预算数相同', '与2022年预算持平', '较上年无增减', '与上年预算数一致'])('%s', async (words) => {
    const [, change] = await said(`2023年项目支出126.00万元，${words}。`)
    expect(change).toMatch(/^flow=expenditure;nature=project;measure=change; /u)
  })

  test('nearly level is no statement', async () => {
    expect(await said('2023年项目支出126.00万元，与上年基本持平。')).toHaveLength(1)
  })

  test('with something taken out first is no change of the whole', async () => {
    expect(await said('2023年项目支出126.00万元，扣除基建后比上年增加2.00万元，增幅20.26%。')).toHaveLength(1)
  })

  test('after brackets, of what stood before them', async () => {
    const text =
      '公务用车费：公务用车购置及运行维护费9.73万元（公务用车购置费0万元，比上年增加0万元；公务用车运行维护费9.73万元，比上年减少0.05万元）比上年减少0.05万元，下降0.5%。'
    const changes = (await said(text)).filter((l) => l.includes('减少0.05'))
    expect([...new Set(changes.map((l) => l.split(';')[2]))]).toEqual(['item=vehicle-running', 'item=vehicles'])
  })
})

describe('shares', () => {
  test('of what is taken apart', async () => {
    expect(
      (await said('2023年支出预算合计200.00万元，其中：基本支出150.00万元，占75%；项目支出50.00万元，占25%。')).filter((l) =>
        l.includes('share'),
      ),
    ).toEqual([
      'flow=expenditure;nature=basic;measure=percentage; 75% [share 150.00 |  | 200.00]',
      'flow=expenditure;nature=project;measure=percentage; 25% [share 50.00 |  | 200.00]',
    ])
  })
})

test('a group that its class does not have is told by its name', async () => {
  const read = await readPage('<p>1.卫生健康支出（类）卫生健康支出（款）计划生育事务（项）20.00万元。</p>')
  expect(read.names).toMatchObject([{ code: null, printed: '卫生健康支出（类）卫生健康支出（款）计划生育事务（项）' }])
})
