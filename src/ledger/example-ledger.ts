import { BLANK_LINE, type Ledger, type Line } from './ledger.ts'

/**
 * What a new ledger begins with: one invented line of every kind, small enough to be read in one sitting, with notes that explain it.
 * It is consistent and prints, so that whoever fills it in always has something that works.
 */
export function exampleLedger(year: number): Ledger {
  const line = (said: Partial<Line>): Line => ({ ...BLANK_LINE, fund: 'general', ...said })
  const project = '示例项目（请改名）'
  return {
    department: { code: '999', name: '示例单位（请改名）' },
    year,
    stage: 'budget',
    place: 'hebei',
    scope: 'department',
    staff: 10,
    offices: 2,
    units: [{ code: '999001', name: '示例单位（请改名）', kind: '行政', grade: '正科级', funding: '财政拨款' }],
    lines: [
      line({ function: '2010301', economic: '30101', amount: 60_000_000, note: '人员经费：部门经济分类301、303' }),
      line({ function: '2080505', economic: '30108', amount: 9_600_000, note: '养老保险在2080505列支' }),
      line({ function: '2210201', economic: '30113', amount: 7_200_000, note: '住房公积金在2210201列支' }),
      line({ function: '2010301', economic: '30201', amount: 5_000_000, note: '公用经费：除301、303以外的经济分类' }),
      line({ function: '2010301', economic: '30217', amount: 500_000, note: '30217自动计入“三公”经费公务接待费' }),
      line({ function: '2010302', economic: '30227', project, amount: 20_000_000, note: '填了项目就是项目支出' }),
      line({
        function: '2010302',
        economic: '30227',
        project,
        amount: 1_000_000,
        origin: 'carried',
        note: '用上年结转资金安排的支出',
      }),
    ],
    lastYear: [],
    projects: [
      {
        code: `999${year}P0001`,
        name: project,
        function: '2010302',
        purpose: '为完成……任务，所需资金{budget}，请列入{year}年度预算。',
        plan: [
          { checkpoint: '3月底', value: 20 },
          { checkpoint: '6月底', value: 45 },
          { checkpoint: '10月底', value: 80 },
          { checkpoint: '12月底', value: 100 },
        ],
        goals: ['完成年度任务'],
        indicators: [
          {
            level1: '产出指标',
            level2: '数量指标',
            level3: '完成任务件数',
            description: '年内完成的任务',
            value: '≥12件',
            basis: '年度工作计划',
          },
          {
            level1: '满意度指标',
            level2: '服务对象满意度指标',
            level3: '服务对象满意度',
            description: '抽样调查中表示满意的比例',
            value: '≥90%',
            basis: '问卷调查',
          },
        ],
        until: null,
      },
    ],
    procurement: [
      {
        project,
        goods: '委托服务',
        catalogue: 'C99000000',
        measure: '项',
        quantity: 1,
        unitPrice: 10_000_000,
        fund: 'general',
        amount: 10_000_000,
        reservedForSmall: 4_000_000,
        fixedAsset: false,
      },
    ],
    people: [
      { kind: 'administrative', posts: 11, actual: 10 },
      { kind: 'retired', posts: null, actual: 4 },
    ],
    assets: [
      { kind: 'buildings', count: null, value: null },
      { kind: 'vehicles', count: 100, value: 15_000_000 },
      { kind: 'other-fixed', count: 4000, value: 8_000_000 },
    ],
    words: {
      mission: '示例县人民政府工作部门',
      duties: '（一）示例职责，请改写。\n（二）示例职责，请改写。',
      offices: '办公室、业务科',
      'running-cost-use': '办公费、邮电费、差旅费',
    },
    glossary: [{ term: '基本支出', meaning: '指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。' }],
    questions: [],
  }
}
