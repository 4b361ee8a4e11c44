import { exampleLedger } from '../../ledger/example-ledger.ts'
import { BLANK_LINE, type Ledger, type LedgerProject, type Line, type Purchase } from '../../ledger/ledger.ts'
import type { DemoProject, DemoUnit } from './demo-unit.ts'

/** How a year's budget differs from the basis: parts of a thousand added to wages and to running costs, and to projects. */
export interface DemoYear {
  readonly year: number
  readonly wages: number
  readonly running: number
  readonly projects: number
}

export const DEMO_YEARS: readonly DemoYear[] = [
  { year: 2024, wages: 0, running: 0, projects: 0 },
  { year: 2025, wages: 24, running: -18, projects: 60 },
  { year: 2026, wages: 51, running: -30, projects: 110 },
  { year: 2027, wages: 73, running: -41, projects: 85 },
]

const HUNDRED = 100
const FEN = 100

/** Whole hundreds of yuan, as fen: printed in 万元 with two decimals nothing is rounded. */
function hundreds(yuan: number, thousandths = 0): number {
  return Math.round((yuan * (1000 + thousandths)) / 1000 / HUNDRED) * HUNDRED * FEN
}

const line = (said: Partial<Line>): Line => ({ ...BLANK_LINE, fund: 'general', ...said })

/** The budget of an invented unit in a year, with the year before beside it. */
export function demoLedger(unit: DemoUnit, year: number): Ledger {
  const { people, assets } = unit
  const projects = unit.projects.filter((each) => runsIn(each, year))
  return {
    ...exampleLedger(year),
    department: { code: unit.code, name: unit.name },
    scope: 'unit',
    staff: people.serving,
    offices: unit.offices.length,
    units: [{ code: unit.code, name: unit.name, kind: unit.kind, grade: unit.grade, funding: '财政拨款' }],
    people: [
      { kind: unit.kind === '行政' ? 'administrative' : 'institution', posts: people.posts, actual: people.serving },
      { kind: 'retired', posts: null, actual: people.retired },
    ],
    lines: linesOf(unit, year),
    lastYear: linesOf(unit, year - 1),
    projects: projects.map((project) => cardOf(project, unit, year)),
    procurement: projects.flatMap(purchasesOf),
    assets: [
      { kind: 'buildings', count: assets.buildings * 100, value: assets.value },
      { kind: 'vehicles', count: assets.vehicles * 100, value: assets.vehicles * 168_000 * FEN },
      { kind: 'other-fixed', count: people.serving * 900, value: hundreds(people.serving * 9_400) },
    ],
    words: wordsOf(unit, year),
    questions: [],
  }
}

function runsIn({ since, until }: DemoProject, year: number): boolean {
  return since <= year && (until ?? year) >= year
}

function linesOf(unit: DemoUnit, year: number): readonly Line[] {
  const set = DEMO_YEARS.find((each) => each.year === year)
  if (set === undefined) return []
  const { run, medical } = unit.functions
  const wages = unit.wage * unit.people.serving
  const wage = (part: number): number => hundreds((wages * part) / 100, set.wages)
  const office = unit.kind === '行政'
  return [
    line({ function: run, economic: '30101', amount: wage(46) }),
    line({ function: run, economic: '30102', amount: wage(office ? 38 : 14) }),
    line({ function: run, economic: office ? '30103' : '30107', amount: wage(office ? 22 : 41) }),
    line({ function: run, economic: '30302', amount: hundreds(unit.people.retired * 3_600) }),
    line({ function: '2080505', economic: '30108', amount: wage(16) }),
    line({ function: '2080506', economic: '30109', amount: wage(8) }),
    line({ function: medical, economic: '30110', amount: wage(7) }),
    line({ function: '2210201', economic: '30113', amount: wage(12) }),
    ...Object.entries(unit.running).map(([economic, yuan]) =>
      line({ function: run, economic, amount: hundreds(yuan, set.running) }),
    ),
    ...Object.entries(unit.own?.pays ?? {}).map(([economic, yuan]) =>
      line({ fund: unit.own?.fund ?? '', function: run, economic, amount: hundreds(yuan, set.running) }),
    ),
    ...unit.projects
      .filter((project) => runsIn(project, year))
      .flatMap(({ name, function: code, fund, money }) =>
        Object.entries(money).map(([economic, yuan]) =>
          line({ fund, function: code, economic, project: name, amount: hundreds(yuan, set.projects) }),
        ),
      ),
  ]
}

const PLAN = [
  { checkpoint: '3月底', value: 15 },
  { checkpoint: '6月底', value: 45 },
  { checkpoint: '9月底', value: 75 },
  { checkpoint: '12月底', value: 100 },
] as const

/** A project's card in the year's budget. */
export function cardOf(project: DemoProject, { code }: DemoUnit, year: number): LedgerProject {
  const { name, function: own, purpose, goals, indicators, since, until } = project
  return {
    code: `${code}${since}P${name.length.toString().padStart(4, '0')}`,
    name,
    function: own,
    purpose: purpose.replaceAll('{year}', String(year)),
    plan: [...PLAN],
    goals: [...goals],
    indicators: indicators.map(([level2, level3, description, value, basis]) => ({
      level1: LEVELS[level2] ?? '产出指标',
      level2,
      level3,
      description,
      value,
      basis,
    })),
    until,
  }
}

const LEVELS: Readonly<Record<string, string>> = {
  社会效益指标: '效益指标',
  生态效益指标: '效益指标',
  服务对象满意度指标: '满意度指标',
}

function purchasesOf({ name, fund, bought = [] }: DemoProject): readonly Purchase[] {
  return bought.map(([goods, catalogue, measure, quantity, price]) => ({
    project: name,
    goods,
    catalogue,
    measure,
    quantity,
    unitPrice: price * FEN,
    fund,
    amount: quantity * price * FEN,
    reservedForSmall: Math.floor((quantity * price * 0.4) / HUNDRED) * HUNDRED * FEN,
    fixedAsset: true,
  }))
}

function wordsOf(unit: DemoUnit, year: number): Readonly<Record<string, string>> {
  const numbered = (items: readonly string[]): string =>
    items.map((each, i) => `（${'一二三四五六七八'[i] ?? ''}）${each}。`).join('\n')
  return {
    mission: unit.mission,
    duties: numbered(unit.duties),
    offices: unit.offices.join('、'),
    'basic-reason': '工资标准调整和社会保障缴费基数变化',
    'project-reason': '按项目实施进度安排',
    'running-cost-use': '办公费、印刷费、邮电费、差旅费、会议费、福利费、日常维修费、办公用房水电费和公务用车运行维护费',
    'vehicles-reason': '落实过紧日子要求，压减公务用车费用',
    'vehicle-running-reason': '落实过紧日子要求，压减公务用车费用',
    'reception-reason': '从严控制公务接待',
    'overall-goal': `完成${year}年各项工作任务，提高财政资金使用效益`,
    'part-goals': unit.projects.flatMap(({ goals }) => goals).join('\n'),
    safeguards: '完善内部管理制度，加强预算执行监控，按季度对照绩效目标检查',
  }
}
