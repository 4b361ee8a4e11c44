import { writeFolder } from '../../src/app/ledger-files/folder.ts'
import { BLANK_LINE, type Ledger, type LedgerProject, type Line } from '../../src/ledger/ledger.ts'
import { EXAMPLE } from './example-facts.ts'
import { sum, wan, type Money, type Project } from './facts.ts'

const CLEANING = EXAMPLE.units[2]?.name ?? ''

/** Economic classes of the projects' money, which no published table shows: name of the project → class → 万元; the last takes the rest. */
const CLASSES: Readonly<Record<string, readonly (readonly [economic: string, amount: number | null])[]>> = {
  市政道路养护经费: [['30213', null]],
  城区照明设施运行维护费: [['30213', null]],
  老旧小区改造配套资金: [['31005', null]],
  农村危房改造补助: [['30399', null]],
  环卫清运作业经费: [
    ['31019', 49],
    ['30231', 1.8],
    ['30227', null],
  ],
  污水处理设施运行补助: [['31204', null]],
  城区路网建设工程: [
    ['30231', 1.2],
    ['31005', null],
  ],
  城建档案数字化与执法车辆更新: [
    ['31013', 18],
    ['30227', null],
  ],
}

const OWN_FUNDS: ReadonlySet<string> = new Set(['operating', 'other'])

function linesOf(money: Money): readonly Line[] {
  const { fund, function: code, source, use, economic = '', project = '', amount } = money
  const line: Line = {
    ...BLANK_LINE,
    unit: OWN_FUNDS.has(fund) ? CLEANING : '',
    flow: use === 'carried-forward' ? 'carried-forward' : 'expenditure',
    fund,
    function: code,
    economic,
    nature: economic === '' && project === '' && use !== 'carried-forward' ? use : '',
    project,
    origin: source === 'income' ? 'this-year' : 'carried',
    amount,
  }
  // What the parts name is bought from the first line of the project; its other lines are all of the last class.
  const first = EXAMPLE.money.find((m) => m.project !== undefined && m.project === project) === money
  const parts = CLASSES[project] ?? []
  const named = first ? parts.flatMap(([part, own]) => (own === null ? [] : [{ ...line, economic: part, amount: wan(own) }])) : []
  const rest = parts.at(-1)?.[0]
  return rest === undefined ? [line] : [...named, { ...line, economic: rest, amount: amount - sum(named) }]
}

const LEVEL1: Readonly<Record<string, string>> = {
  数量: '产出',
  质量: '产出',
  时效: '产出',
  成本: '产出',
  服务对象满意度: '满意度',
}

function projectOf(project: Project, index: number): LedgerProject {
  const { name, purpose, plan, goals, indicators } = project
  return {
    code: `${EXAMPLE.department.code}${EXAMPLE.year}P${String(index + 1).padStart(4, '0')}`,
    name,
    function: '',
    purpose: `${purpose}所需资金{budget}，请列入{year}年度预算。`,
    plan: ['3月底', '6月底', '10月底', '12月底'].map((checkpoint, i) => ({ checkpoint, value: plan[i] ?? null })),
    goals,
    indicators: indicators.map(([level2, level3, description, value, basis]) => ({
      level1: `${LEVEL1[level2.replace('指标', '')] ?? '效益'}指标`,
      level2,
      level3,
      description,
      value,
      basis,
    })),
    until: null,
  }
}

/** Last year's money, no finer than the sample says it: basic and project expenditure, and the three public expenses. */
function lastYear(): readonly Line[] {
  const { basic, project } = EXAMPLE.lastYear
  const items = EXAMPLE.threePublic.filter((t) => t.lastYear !== 0)
  const inBasic = items.filter((t) => t.fund === 'general')
  const lines = items.map(
    (t): Line => ({
      ...BLANK_LINE,
      fund: t.fund,
      nature: t.fund === 'general' ? 'running' : 'project',
      items: [t.item],
      amount: t.lastYear,
    }),
  )
  const before = (own: readonly { readonly lastYear: number }[]): number => own.reduce((all, t) => all + t.lastYear, 0)
  const other = items.filter((t) => t.fund !== 'general')
  return [
    { ...BLANK_LINE, fund: 'general', nature: 'basic', amount: basic - before(inBasic) },
    { ...BLANK_LINE, fund: 'appropriation', nature: 'project', amount: project - before(other) },
    ...lines,
  ]
}

/** The ledger that prints the correct sample's tables. */
export function sampleLedger(): Ledger {
  const { department, year, units, projects, procurement, assets, staff, offices } = EXAMPLE
  const bought = new Set(['垃圾清运车', '执法执勤车辆', '台式计算机'])
  return {
    department: { code: department.code, name: department.name },
    year,
    stage: 'budget',
    place: 'hebei',
    scope: 'department',
    staff,
    offices: offices.length,
    units: units.map((unit, i) => ({ code: `${department.code}${String(i + 1).padStart(3, '0')}`, ...unit })),
    lines: EXAMPLE.money.flatMap(linesOf),
    lastYear: lastYear(),
    projects: projects.map(projectOf),
    procurement: procurement.map((p) => ({
      project: p.project,
      goods: p.goods,
      catalogue: p.catalogue,
      measure: p.measure,
      quantity: p.count,
      unitPrice: p.price,
      fund: p.fund,
      amount: p.count * p.price,
      reservedForSmall: p.reserved,
      fixedAsset: bought.has(p.goods),
    })),
    people: [],
    assets: assets.map((a) => ({ kind: a.kind, count: a.count * 100, value: a.value })),
    words: {
      mission: '示例县人民政府工作部门',
      duties:
        '（一）负责城乡建设和管理的政策执行、规划实施与行业监督。\n（二）负责市政设施、园林绿化、环境卫生的建设和养护。\n（三）负责老旧小区改造、农村住房安全和污水处理设施的建设管理。',
      offices: offices.join('、'),
      'basic-reason': '人员变动和工资标准调整',
      'project-reason': '建设任务调整',
      'running-cost-use': '保证机关正常运转的办公费、邮电费、差旅费、会议费、维修费和公务用车运行维护费等支出',
      'abroad-reason': '按年度出访计划安排',
      'vehicles-reason': '按规定更新报废车辆并压减运行开支',
      'reception-reason': '从严控制接待',
      'overall-goal': `${year}年，围绕城乡建设管理的年度任务，完成市政设施养护和老旧小区改造，改善人居环境，提高资金使用效益。`,
      'part-goals':
        '1、市政设施建设与养护\n（1）绩效目标：道路、排水和照明设施保持完好，破损及时修复。\n（2）绩效指标：道路设施完好率不低于95%，照明设施亮灯率不低于98%。\n2、人居环境改善\n（1）绩效目标：完成老旧小区改造和垃圾清运任务，居民生活条件得到改善。\n（2）绩效指标：改造任务完成率100%，居民满意度不低于90%。',
      safeguards: '健全预算执行与绩效监控制度，按月通报进度，对偏离目标的项目及时纠正。',
      'special-funds': '本部门没有由其分配的专项资金。',
      other: '本部门没有其他需要说明的事项。',
    },
    glossary: [
      { term: '一般公共预算拨款收入', meaning: '指县级财政当年拨付的一般公共预算资金。' },
      { term: '政府性基金预算拨款收入', meaning: '指县级财政当年拨付的政府性基金预算资金。' },
      { term: '事业收入', meaning: '指事业单位开展专业业务活动及辅助活动所取得的收入。' },
      { term: '其他收入', meaning: '指上述各项收入以外的收入，主要是存款利息和租金。' },
      { term: '上年结转', meaning: '指以前年度安排、结转到本年仍按原规定用途继续使用的资金。' },
      { term: '基本支出', meaning: '指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。' },
      { term: '项目支出', meaning: '指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。' },
    ],
    questions: [],
  }
}

/** Every file of samples/ledger/ with its bytes. */
export function sampleLedgerFiles(): ReadonlyMap<string, Uint8Array> {
  return writeFolder(sampleLedger())
}
