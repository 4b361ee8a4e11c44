import fc from 'fast-check'
import type { Account, Fact, ProcurementLine, ProjectTarget } from '../../src/budget/account.ts'
import type { Fen } from '../../src/budget/amount.ts'
import type { Slice } from '../../src/budget/slice.ts'

/** A use of money with the source that pays for it: both sides of one yuan. */
interface Use {
  readonly slice: Slice
  readonly amount: Fen
  readonly items: readonly string[]
  readonly origin: 'income' | 'brought-forward' | 'reserves-used'
}

/** Economic class and function of basic expenditure, and the items that such money belongs to. */
const BASIC: readonly (readonly [economic: string, code: string, nature: string, items: readonly string[]])[] = [
  ['30101', '2010301', 'personnel', []],
  ['30102', '2010301', 'personnel', []],
  ['30101', '2050202', 'personnel', []],
  ['30108', '2080505', 'personnel', []],
  ['30109', '2080506', 'personnel', []],
  ['30110', '2101101', 'personnel', []],
  ['30113', '2210201', 'personnel', []],
  ['30302', '2080501', 'personnel', []],
  ['30201', '2010301', 'running', []],
  ['30211', '2050202', 'running', []],
  ['30212', '2010301', 'running', ['abroad-other']],
  ['30217', '2010301', 'running', ['reception']],
  ['30231', '2010301', 'running', ['vehicle-running']],
  ['31002', '2010301', 'running', ['asset-purchase']],
]

const PROJECTS = [
  '信息系统网络维护费',
  '信访专项经费',
  '老旧小区改造配套资金',
  '环卫清运作业经费',
  '城区路网建设工程',
  '专用设备购置',
] as const

const PLACES: readonly (readonly [fund: string, code: string])[] = [
  ['general', '2010302'],
  ['general', '2120399'],
  ['general', '2210108'],
  ['government-fund', '2120803'],
  ['government-fund', '2121301'],
  ['state-capital', '2230199'],
  ['special-account', '2050299'],
  ['operating', '2120501'],
  ['superior-subsidy', '2120501'],
  ['affiliate-remittance', '2050299'],
  ['other', '2010302'],
]

const OWN_NATURES = ['personnel', 'running', 'business', 'remittance', 'subsidy'] as const
const PROJECT_ITEMS: readonly (readonly string[])[] = [
  [],
  [],
  [],
  ['vehicle-purchase'],
  ['abroad-teaching'],
  ['vehicle-running'],
  ['reception'],
]

/** How fine amounts are: whole hundreds of yuan fit the tables in 万元 with two decimals; finer ones are rounded in print. */
export type Grain = 'hundreds' | 'yuan' | 'fen'

const STEP: Readonly<Record<Grain, Fen>> = { hundreds: 10_000, yuan: 100, fen: 1 }

/** From a hundred yuan, the least that a table in 万元 shows, to 20 million. */
function amountOf(grain: Grain): fc.Arbitrary<Fen> {
  return fc.integer({ min: 10_000 / STEP[grain], max: 2_000_000_000 / STEP[grain] }).map((n) => n * STEP[grain])
}

const origin = fc.constantFrom<Use['origin']>('income', 'income', 'income', 'brought-forward')
const unit = fc.constantFrom('本级', '下属中心')

function basicUses(amount: fc.Arbitrary<Fen>): fc.Arbitrary<readonly Use[]> {
  return fc.subarray([...BASIC], { minLength: 1 }).chain((lines) =>
    fc.tuple(
      ...lines.map(([economic, code, nature, items]) =>
        fc.record({ amount, unit }).map((drawn): Use => {
          const slice = { flow: 'expenditure', fund: 'general', function: code, nature, economic, unit: drawn.unit }
          const running = nature === 'running' ? ['running-cost'] : []
          return { slice, amount: drawn.amount, items: [...running, ...items], origin: 'income' }
        }),
      ),
    ),
  )
}

function ownUses(amount: fc.Arbitrary<Fen>): fc.Arbitrary<readonly Use[]> {
  return fc.array(
    fc
      .record({
        place: fc.constantFrom(...PLACES.slice(6)),
        nature: fc.constantFrom(...OWN_NATURES),
        amount,
        origin: fc.constantFrom<Use['origin']>('income', 'brought-forward', 'reserves-used'),
        unit,
      })
      .map(({ place: [fund, code], nature, amount: money, origin: from, unit: of }): Use => {
        // What is drawn from reserves is the unit's own money, never the special account's.
        const own = from === 'reserves-used' && fund === 'special-account' ? 'income' : from
        return { slice: { flow: 'expenditure', fund, function: code, nature, unit: of }, amount: money, items: [], origin: own }
      }),
    { maxLength: 4 },
  )
}

function projectUses(amount: fc.Arbitrary<Fen>): fc.Arbitrary<readonly Use[]> {
  const one = fc.record({
    project: fc.constantFrom(...PROJECTS),
    place: fc.constantFrom(...PLACES),
    items: fc.constantFrom(...PROJECT_ITEMS),
    amount,
    origin,
    unit,
  })
  return fc.array(one, { maxLength: 8 }).map((lines) =>
    lines.map(({ project, place: [fund, code], items, amount: money, origin: from, unit: of }): Use => {
      const appropriated = fund === 'general' || fund === 'government-fund' || fund === 'state-capital'
      const slice = { flow: 'expenditure', fund, function: code, nature: 'project', project, unit: of }
      return { slice, amount: money, items: appropriated ? items : [], origin: from }
    }),
  )
}

/** Money that is not spent: carried forward, or allocated out of the unit's own. */
function leftOver(amount: fc.Arbitrary<Fen>): fc.Arbitrary<readonly Use[]> {
  return fc.array(
    fc
      .record({ place: fc.constantFrom(...PLACES), amount, flow: fc.constantFrom('carried-forward', 'allocations') })
      .map(({ place: [fund, code], amount: money, flow }): Use => {
        const own = !['general', 'government-fund', 'state-capital', 'special-account'].includes(fund)
        return {
          slice: { flow: own ? flow : 'carried-forward', fund, function: code },
          amount: money,
          items: [],
          origin: 'income',
        }
      }),
    { maxLength: 2 },
  )
}

function targetOf(project: string, i: number): ProjectTarget {
  return {
    code: `P${String(i + 1).padStart(4, '0')}`,
    name: project,
    function: '',
    purpose: `为保障工作开展，${project}所需资金{budget}，请列入{year}年度预算。`,
    plan: [25, 50, 75, 100].map((value, k) => ({ checkpoint: `${(k + 1) * 3}月底`, value })),
    goals: ['完成年度任务', '资金使用合规'].slice(0, 1 + (i % 2)),
    indicators: [
      {
        level1: '产出指标',
        level2: '数量指标',
        level3: '完成任务数',
        description: '年内完成的任务',
        value: '≥12项',
        basis: '年度计划',
      },
      {
        level1: '产出指标',
        level2: '成本指标',
        level3: '项目总成本',
        description: '支出控制在预算之内',
        value: '≤{budget}',
        basis: '预算批复',
      },
      {
        level1: '满意度指标',
        level2: '服务对象满意度指标',
        level3: '群众满意度',
        description: '表示满意的比例',
        value: '≥90%',
        basis: '问卷调查',
      },
    ],
  }
}

/** What is bought out of projects of appropriated or own money, never more than the project has; its facts are marked. */
function bought(
  uses: readonly Use[],
  grain: Grain,
): fc.Arbitrary<{ readonly uses: readonly Use[]; readonly lines: readonly ProcurementLine[] }> {
  const whole = uses.map((use, i) => ({ use, i })).filter(({ use }) => use.slice.project !== undefined)
  return fc.subarray(whole).map((chosen) => {
    const indices = new Set(chosen.map(({ i }) => i))
    const lines = chosen.map(({ use }): ProcurementLine => {
      return {
        project: use.slice.project ?? '',
        goods: '货物',
        catalogue: 'A02010100',
        measure: '批',
        quantity: 1,
        unitPrice: use.amount,
        fund: use.slice.fund ?? '',
        amount: use.amount,
        reservedForSmall: grain === 'hundreds' ? use.amount : 0,
      }
    })
    return { uses: uses.map((use, i) => (indices.has(i) ? { ...use, items: [...use.items, 'procurement'] } : use)), lines }
  })
}

function factsOf(uses: readonly Use[]): readonly Fact[] {
  return uses.flatMap((use): Fact[] => {
    const { fund, function: code, unit: of } = use.slice
    const from: Slice = {
      flow: use.origin,
      ...(fund === undefined ? {} : { fund }),
      ...(code === undefined ? {} : { function: code }),
      ...(of === undefined ? {} : { unit: of }),
    }
    return [
      { slice: from, amount: use.amount, items: [] },
      { slice: use.slice, amount: use.amount, items: use.items },
    ]
  })
}

function stocksOf(amount: fc.Arbitrary<Fen>): fc.Arbitrary<Account['stocks']> {
  const nothingOr = fc.oneof(fc.constant(0), amount)
  return fc
    .tuple(nothingOr, nothingOr, nothingOr, nothingOr, fc.integer({ min: 1, max: 900 }))
    .map(([buildings, vehicles, equipment, other, staff]) => [
      { slice: { asset: 'buildings' }, value: buildings },
      { slice: { asset: 'buildings', measure: 'count' }, value: 321_050 },
      { slice: { asset: 'offices' }, value: Math.floor(buildings / 20_000) * 10_000 },
      { slice: { asset: 'offices', measure: 'count' }, value: 120_000 },
      { slice: { asset: 'vehicles' }, value: vehicles },
      { slice: { asset: 'vehicles', measure: 'count' }, value: 900 },
      { slice: { asset: 'equipment' }, value: equipment },
      { slice: { asset: 'other-fixed' }, value: other },
      { slice: { item: 'staff', measure: 'count' }, value: staff * 100 },
    ])
}

const UNITS = [
  { name: '示例县综合管理局', kind: '行政', grade: '正科级', funding: '财政拨款' },
  { name: '示例县综合服务中心', kind: '事业', grade: '股级', funding: '自收自支' },
] as const

const WORDS: Account['words'] = {
  mission: '示例县人民政府工作部门',
  offices: '办公室、规划科、监管科',
  duties: '（一）负责有关政策的执行。\n（二）负责行业监督。',
  'basic-reason': '人员变动',
  'project-reason': '任务调整',
  'running-cost-use': '办公费、邮电费等支出',
  'abroad-reason': '按出访计划安排',
  'reception-reason': '从严控制接待',
  'overall-goal': '围绕年度任务，提高资金使用效益。',
  'part-goals': '1、设施养护\n（1）绩效目标：设施保持完好。\n（2）绩效指标：完好率不低于95%。',
  safeguards: '健全绩效监控制度。',
}

/** Small departments whose sources and uses agree: one fund or several, carried-over money, several units, projects and purchases. */
export function randomAccount(grain: Grain, scope: Account['disclosure']['scope'] = 'department'): fc.Arbitrary<Account> {
  const amount = amountOf(grain)
  const uses = fc.tuple(basicUses(amount), ownUses(amount), projectUses(amount), leftOver(amount)).map((parts) => parts.flat())
  const draw = uses.chain((all) => bought(all, grain))
  const before = fc.option(
    fc.tuple(basicUses(amount), projectUses(amount)).map((parts) => factsOf(parts.flat())),
    { nil: null },
  )
  return fc
    .record({ draw, lastYear: before, stocks: stocksOf(amount), words: fc.boolean() })
    .map(({ draw: { uses: all, lines }, lastYear, stocks, words }) => {
      const names = [...new Set(all.flatMap((use) => use.slice.project ?? []))]
      return {
        disclosure: {
          department: { code: '999', name: '示例县综合管理局' },
          year: 2024,
          stage: 'budget',
          scope,
          units: [],
          place: null,
        },
        facts: factsOf(all),
        lastYear,
        stocks,
        units: UNITS.slice(0, scope === 'department' ? 2 : 1),
        projects: names.map(targetOf),
        procurement: lines,
        words: words ? WORDS : {},
        glossary: [{ term: '基本支出', meaning: '指为保障机构正常运转、完成日常工作任务而发生的支出。' }],
      }
    })
}
