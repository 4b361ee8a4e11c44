import type { Account, Fact, ProjectTarget } from '../../src/budget/account.ts'
import type { Slice } from '../../src/budget/slice.ts'
import type { NationDepartment } from './departments.ts'
import { Random } from './random.ts'

/** Economic classes of basic expenditure, with the function that such money stands under; `own`: that of the department's work. */
const BASIC: readonly (readonly [economic: string, code: string, nature: string, items: readonly string[]])[] = [
  ['30101', 'own', 'personnel', []],
  ['30102', 'own', 'personnel', []],
  ['30103', 'own', 'personnel', []],
  ['30107', 'own', 'personnel', []],
  ['30108', '2080505', 'personnel', []],
  ['30109', '2080506', 'personnel', []],
  ['30110', '2101101', 'personnel', []],
  ['30111', '2101103', 'personnel', []],
  ['30113', '2210201', 'personnel', []],
  ['30112', 'own', 'personnel', []],
  ['30114', 'own', 'personnel', []],
  ['30199', 'own', 'personnel', []],
  ['30307', 'own', 'personnel', []],
  ['30302', '2080501', 'personnel', []],
  ['30201', 'own', 'running', []],
  ['30202', 'own', 'running', []],
  ['30205', 'own', 'running', []],
  ['30206', 'own', 'running', []],
  ['30207', 'own', 'running', []],
  ['30211', 'own', 'running', []],
  ['30213', 'own', 'running', []],
  ['30216', 'own', 'running', []],
  ['30217', 'own', 'running', ['reception']],
  ['30226', 'own', 'running', []],
  ['30229', 'own', 'running', []],
  ['30214', 'own', 'running', []],
  ['30227', 'own', 'running', []],
  ['30299', 'own', 'running', []],
  ['30228', 'own', 'running', []],
  ['30231', 'own', 'running', ['vehicle-running']],
  ['30239', 'own', 'running', []],
  ['31002', 'own', 'running', ['asset-purchase']],
]

const SUBJECTS = [
  '信息系统',
  '办公场所',
  '执法',
  '宣传培训',
  '规划编制',
  '基层站所',
  '应急物资',
  '数据治理',
  '公共服务',
  '设施设备',
  '安全生产',
  '人才队伍',
  '档案整理',
  '专业监测',
]
const ENDS = ['运行维护费', '专项经费', '改造工程', '购置项目', '能力建设资金', '补助资金']

const REASONS = ['人员变动', '按实际需要核定', '政策性调资', '压减一般性支出']

/** From a hundred yuan: what the tables print exactly in 万元 with two decimals. */
const STEP = 10_000

/** What a department plans for a year. The same numbers and seed give the same account. */
export function accountOf(department: NationDepartment, year: number, seed: string): Account {
  const now = factsOf(department, year, seed)
  const random = new Random(seed, department.index, year, 'words')
  const projects = [...new Set(now.flatMap(({ slice }) => slice.project ?? []))]
  return {
    disclosure: {
      department: { code: department.code, name: department.name },
      year,
      stage: 'budget',
      scope: 'department',
      units: [],
      place: null,
    },
    facts: now,
    lastYear: factsOf(department, year - 1, seed),
    stocks: [
      { slice: { asset: 'buildings' }, value: random.between(100, 9000) * 1_000_000 },
      { slice: { asset: 'buildings', measure: 'count' }, value: random.between(300, 9000) * 100 },
      { slice: { asset: 'offices' }, value: 0 },
      { slice: { asset: 'offices', measure: 'count' }, value: random.between(100, 300) * 100 },
      { slice: { asset: 'vehicles' }, value: random.between(10, 90) * 1_000_000 },
      { slice: { asset: 'vehicles', measure: 'count' }, value: random.between(1, 9) * 100 },
      { slice: { asset: 'equipment' }, value: 0 },
      { slice: { asset: 'other-fixed' }, value: random.between(10, 90) * 1_000_000 },
      { slice: { item: 'staff', measure: 'count' }, value: random.between(10, 300) * 100 },
    ],
    units: [{ name: department.name, kind: '行政', grade: '正科级', funding: '财政拨款' }],
    projects: projects.map((name, i) => targetOf(name, i)),
    procurement: [],
    words: {
      mission: `${department.name}是主管本地区有关工作的部门`,
      offices: '办公室、规划科、监管科',
      duties: '（一）贯彻执行有关法律法规和政策。\n（二）负责行业监督管理。\n（三）承办上级交办的其他事项。',
      'basic-reason': random.pick(REASONS),
      'project-reason': random.pick(REASONS),
      'running-cost-use': '办公费、邮电费、差旅费等支出',
      'reception-reason': '从严控制接待',
      'overall-goal': '围绕年度任务，提高资金使用效益。',
      'part-goals': '1、履行职责\n（1）绩效目标：各项工作按期完成。\n（2）绩效指标：完成率不低于95%。',
      safeguards: '健全绩效监控制度，加强预算执行管理。',
    },
    glossary: [
      { term: '基本支出', meaning: '指为保障机构正常运转、完成日常工作任务而发生的支出。' },
      { term: '项目支出', meaning: '指为完成特定的工作任务或事业发展目标，在基本支出之外发生的支出。' },
    ],
  }
}

function factsOf(department: NationDepartment, year: number, seed: string): Fact[] {
  // What a department is does not change from year to year; what it spends does.
  const shape = new Random(seed, department.index)
  const random = new Random(seed, department.index, year)
  const [running = '2010301', ...work] = department.functions
  const size = shape.between(1, 40)
  const amount = (most: number): number => random.between(1, most * size) * STEP
  const unit = { unit: department.name }
  const uses: { slice: Slice; amount: number; items: readonly string[] }[] = []
  for (const [economic, code, nature, items] of shape.some(BASIC, shape.between(28, BASIC.length))) {
    const slice = { flow: 'expenditure', fund: 'general', function: code === 'own' ? running : code, nature, economic, ...unit }
    uses.push({
      slice,
      amount: amount(nature === 'personnel' ? 900 : 90),
      items: nature === 'running' ? ['running-cost', ...items] : items,
    })
  }
  const names = shape.some(SUBJECTS, shape.between(12, 14)).map((subject) => `${subject}${shape.pick(ENDS)}`)
  for (const project of names)
    for (const code of shape.some(work.length === 0 ? [running] : work, shape.between(2, 3))) {
      const slice = { flow: 'expenditure', fund: 'general', function: code, nature: 'project', project, ...unit }
      uses.push({ slice, amount: amount(3000), items: [] })
    }
  if (shape.below(4) === 0) {
    const slice = {
      flow: 'expenditure',
      fund: 'government-fund',
      function: '2120803',
      nature: 'project',
      project: '城市基础设施配套工程',
      ...unit,
    }
    uses.push({ slice, amount: amount(9000), items: [] })
  }
  return uses.flatMap(({ slice, amount: money, items }): Fact[] => {
    const from: Slice = { flow: 'income', fund: slice.fund ?? '', function: slice.function ?? '', ...unit }
    return [
      { slice: from, amount: money, items: [] },
      { slice, amount: money, items },
    ]
  })
}

function targetOf(project: string, i: number): ProjectTarget {
  const indicator = (level2: string, level3: string, value: string): ProjectTarget['indicators'][number] => ({
    level1: level2 === '服务对象满意度指标' ? '满意度指标' : '产出指标',
    level2,
    level3,
    description: '年内完成的情况',
    value,
    basis: '年度计划',
  })
  return {
    code: `P${String(i + 1).padStart(4, '0')}`,
    name: project,
    function: '',
    purpose: `为保障工作开展，${project}所需资金{budget}，请列入{year}年度预算。`,
    plan: [25, 50, 75, 100].map((value, k) => ({ checkpoint: `${(k + 1) * 3}月底`, value })),
    goals: ['完成年度任务', '资金使用合规'],
    indicators: [
      indicator('数量指标', '完成任务数', '≥12项'),
      indicator('成本指标', '项目总成本', '≤{budget}'),
      indicator('服务对象满意度指标', '群众满意度', '≥90%'),
    ],
  }
}
