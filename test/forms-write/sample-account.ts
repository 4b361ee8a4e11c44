import type { Account, Fact } from '../../src/budget/account.ts'
import type { Slice } from '../../src/budget/slice.ts'
import { EXAMPLE_PROJECTS } from '../../scripts/samples/example-projects.ts'
import { isSpent, type Money, type SampleFacts } from '../../scripts/samples/facts.ts'

/** The first-level class of each second-level one, as the sample's cards print them. */
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

const BOOKED: Readonly<Record<string, string>> = { '30212': 'abroad-other', '30217': 'reception', '30231': 'vehicle-running' }

/** The sample's department as an account: the same money, in facts of both sides. */
export function accountOfSample(facts: SampleFacts): Account {
  const { department, year } = facts
  return {
    disclosure: {
      department: { code: department.code, name: department.name },
      year,
      stage: 'budget',
      scope: 'department',
      units: ['万元'],
      place: 'hebei',
    },
    facts: [...facts.money.map(sourceOf), ...marked(facts), ...purchases(facts)],
    lastYear: lastYearOf(facts),
    stocks: [
      ...facts.assets.flatMap((a) => [
        { slice: { asset: a.kind }, value: a.value },
        { slice: { asset: a.kind, measure: 'count' }, value: a.count * 100 },
      ]),
      { slice: { item: 'staff', measure: 'count' }, value: facts.staff * 100 },
    ],
    units: facts.units,
    projects: facts.projects.map((p, i) => ({
      code: `${department.code}${year}P${String(i + 1).padStart(4, '0')}`,
      name: p.name,
      function: '',
      purpose: `${p.purpose}所需资金{budget}，请列入{year}年度预算。`,
      plan: ['3月底', '6月底', '10月底', '12月底'].map((checkpoint, k) => ({ checkpoint, value: p.plan[k] ?? null })),
      goals: p.goals,
      indicators: p.indicators.map(([level2, level3, description, value, basis]) => ({
        level1: LEVEL1[level2] ?? '',
        level2,
        level3,
        description,
        value,
        basis,
      })),
    })),
    procurement: facts.procurement.map((p) => ({
      project: p.project,
      goods: p.goods,
      catalogue: p.catalogue,
      measure: p.measure,
      quantity: p.count,
      unitPrice: p.price,
      fund: p.fund,
      amount: p.count * p.price,
      reservedForSmall: p.reserved,
    })),
    words: {
      mission: '示例县人民政府工作部门',
      offices: facts.offices.join('、'),
      'basic-reason': '人员变动和工资标准调整',
      'project-reason': '建设任务调整',
      'running-cost-use': '保证机关正常运转的办公费、邮电费、差旅费等支出',
    },
    glossary: [{ term: '基本支出', meaning: '指为保障机构正常运转而发生的支出。' }],
  }
}

function sourceOf(money: Money): Fact {
  return { slice: { flow: money.source, fund: money.fund, function: money.function }, amount: money.amount, items: [] }
}

function useOf(money: Money): Fact {
  const { fund, function: code, economic, project } = money
  if (!isSpent(money)) return { slice: { flow: 'carried-forward', fund, function: code }, amount: money.amount, items: [] }
  const slice: Slice = {
    flow: 'expenditure',
    fund,
    function: code,
    nature: money.use,
    ...(economic === undefined ? {} : { economic }),
    ...(project === undefined ? {} : { project }),
  }
  return { slice, amount: money.amount, items: fund === 'general' && money.use === 'running' ? ['running-cost'] : [] }
}

/** Uses, with what they hold of the three public expenses marked: first where an economic class says so, then from projects. */
function marked(facts: SampleFacts): Fact[] {
  let uses = facts.money.map(useOf)
  for (const { item, fund, amount } of facts.threePublic) {
    let left = amount
    const take = (test: (fact: Fact) => boolean): void => {
      uses = uses.flatMap((fact): Fact[] => {
        if (left === 0 || fact.slice.flow !== 'expenditure' || fact.slice.fund !== fund || !test(fact)) return [fact]
        const part = Math.min(left, fact.amount)
        left -= part
        const own = { ...fact, amount: part, items: [...fact.items, item] }
        return part === fact.amount ? [own] : [own, { ...fact, amount: fact.amount - part }]
      })
    }
    take((f) => BOOKED[f.slice.economic ?? ''] === item)
    take((f) => f.slice.nature === 'project' && !f.items.some((i) => EXCLUSIVE.has(i)))
    if (left !== 0) throw new Error(`the sample has no money for ${item} of ${fund}`)
  }
  return uses
}

const EXCLUSIVE = new Set(['abroad-teaching', 'abroad-other', 'vehicle-purchase', 'vehicle-running', 'reception'])

/** What is bought is part of what is spent: marked on a copy without money, whose sum is nothing but within procurement. */
function purchases(facts: SampleFacts): Fact[] {
  const whole = facts.procurement.reduce((sum, p) => sum + p.count * p.price, 0)
  const slice: Slice = {
    flow: 'expenditure',
    fund: 'general',
    nature: 'project',
    project: EXAMPLE_PROJECTS[0]?.name ?? '',
    function: '2120399',
  }
  return [
    { slice, amount: whole, items: ['procurement'] },
    { slice, amount: -whole, items: [] },
    { slice, amount: facts.assetPurchase, items: ['asset-purchase'] },
    { slice, amount: -facts.assetPurchase, items: [] },
  ]
}

function lastYearOf(facts: SampleFacts): Fact[] {
  const items = facts.threePublic.map(
    (t): Fact => ({
      slice: { flow: 'expenditure', fund: t.fund, nature: 'project' },
      amount: t.lastYear,
      items: [t.item],
    }),
  )
  const inItems = items.reduce((sum, fact) => sum + fact.amount, 0)
  return [
    { slice: { flow: 'expenditure', fund: 'general', nature: 'personnel' }, amount: facts.lastYear.basic, items: [] },
    { slice: { flow: 'expenditure', fund: 'general', nature: 'project' }, amount: facts.lastYear.project - inItems, items: [] },
    ...items,
  ]
}
