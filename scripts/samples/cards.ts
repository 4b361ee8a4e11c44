import { said, printed, type CellSpec, type Piece } from './blocks.ts'
import { isAppropriation, isSpent, sum, type Project, type SampleFacts } from './facts.ts'

/** The performance target cards: one for each project, in their order. */
export function projectCards(facts: SampleFacts): readonly Piece[] {
  return facts.projects.flatMap((project, i): Piece[] => [
    { text: `${i + 1}、${project.name}绩效目标表` },
    { text: '单位：万元' },
    { rows: cardRows(facts, project, `${facts.department.code}${facts.year}P${String(i + 1).padStart(4, '0')}`) },
  ])
}

const LEVEL1: Readonly<Record<string, string>> = {
  数量指标: '产出指标',
  质量指标: '产出指标',
  时效指标: '产出指标',
  成本指标: '产出指标',
  经济效益指标: '效益指标',
  社会效益指标: '效益指标',
  生态效益指标: '效益指标',
  可持续影响指标: '效益指标',
  服务对象满意度指标: '满意度指标',
}

function cardRows(facts: SampleFacts, project: Project, code: string): CellSpec[][] {
  const money = facts.money.filter((m) => m.project === project.name && isSpent(m))
  const budget = sum(money)
  const appropriation = sum(money.filter(isAppropriation))
  const rows: CellSpec[][] = [
    [wide('项目编码', 2), wide(code, 3), wide('专项资金名称', 3), wide(project.name, 4)],
    [
      { text: '预算规模及资金用途', across: 2, down: 2 },
      wide('预算数', 2),
      wide(printed(budget), 2),
      wide('其中：财政资金', 2),
      wide(printed(appropriation), 1),
      wide('其他资金', 2),
      printed(budget - appropriation),
    ],
    [wide(`${project.purpose}所需资金${said(budget)}万元，请列入${facts.year}年度预算。`, 10)],
    [{ text: '资金支出计划（%）', across: 2, down: 2 }, wide('3月底', 3), wide('6月底', 2), wide('10月底', 2), wide('12月底', 3)],
    project.plan.map((share, i) => wide(String(share), i === 0 || i === 3 ? 3 : 2)),
    ...project.goals.map((goal, i): CellSpec[] => {
      const cells = [wide(`目标${i + 1}`, 2), wide(goal, 8)]
      return i === 0 ? [{ text: '绩效目标', across: 2, down: project.goals.length }, ...cells] : cells
    }),
    ['一级指标', '二级指标', '三级指标', '指标说明', '指标值', '指标确定依据'].map((label) => wide(label, 2)),
  ]
  const firsts = project.indicators.map(([level2]) => LEVEL1[level2] ?? '')
  const cost = `${said(budget)}万元`
  project.indicators.forEach(([level2, level3, description, value, basis], i) => {
    const first = firsts[i] ?? ''
    const cells = [level2, level3, description, value.replace('{budget}', cost), basis].map((text) => wide(text, 2))
    const begins = firsts[i - 1] !== first
    rows.push(begins ? [{ text: first, across: 2, down: firsts.filter((f) => f === first).length }, ...cells] : cells)
  })
  return rows
}

function wide(text: string, across: number): CellSpec {
  return { text, across }
}
