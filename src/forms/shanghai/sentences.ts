import type { SentenceForm } from '../form.ts'

/**
 * The sentences of the narrative that carry figures, in their printed order. Their funds are never declared to be all: money that most
 * units do not have (财政专户, 上级补助, …) is in the whole and has no part of its own. The change of one fund is printed but not read:
 * that a fund holds all the money this year does not mean that it held all of it last year.
 */
export const SENTENCES = [
  {
    id: 'income',
    text: '{year}年，{name}收入预算{income}万元，其中：财政拨款收入{appropriation}万元，(比|与){last-year}年(预算|预算执行数|){change}；事业收入{operating}万元；事业单位经营收入{business}万元；其他收入{other}万元。',
    slots: {
      year: { year: 0 },
      name: { words: true },
      income: { amount: { flow: 'income' } },
      appropriation: { amount: { flow: 'income', fund: 'appropriation' } },
      'last-year': { year: -1 },
      change: { change: { flow: 'income', fund: 'appropriation' } },
      operating: { amount: { flow: 'income', fund: 'operating' } },
      business: { amount: { flow: 'income', fund: 'business' } },
      other: { amount: { flow: 'income', fund: 'other' } },
    },
  },
  {
    id: 'expenditure',
    text: '支出预算{expenditure}万元，其中：财政拨款支出预算{appropriation}万元，(比|与){last-year}年(预算|预算执行数|){change}。财政拨款支出预算中，一般公共预算拨款支出预算{general}万元，(比|与){general-year}年(预算|预算执行数|){general-change}；政府性基金拨款支出预算{government-fund}万元，(比|与){government-fund-year}年(预算|预算执行数|){government-fund-change}；国有资本经营预算拨款支出预算{state-capital}万元，(比|与){state-capital-year}年(预算|预算执行数|){state-capital-change}。',
    slots: {
      expenditure: { amount: { flow: 'expenditure' } },
      appropriation: { amount: { flow: 'expenditure', fund: 'appropriation' } },
      'last-year': { year: -1 },
      change: { change: { flow: 'expenditure', fund: 'appropriation' } },
      general: { amount: { flow: 'expenditure', fund: 'general' } },
      'general-year': { year: -1 },
      'general-change': { words: true, says: { change: { flow: 'expenditure', fund: 'general' } } },
      'government-fund': { amount: { flow: 'expenditure', fund: 'government-fund' } },
      'government-fund-year': { year: -1 },
      'government-fund-change': { words: true, says: { change: { flow: 'expenditure', fund: 'government-fund' } } },
      'state-capital': { amount: { flow: 'expenditure', fund: 'state-capital' } },
      'state-capital-year': { year: -1 },
      'state-capital-change': { words: true, says: { change: { flow: 'expenditure', fund: 'state-capital' } } },
    },
  },
  {
    id: 'three-public',
    text: '{year}年“三公”经费预算数为{three-public}万元，(比上年预算|与上年预算|){change}。',
    complete: ['item'],
    slots: {
      year: { year: 0 },
      'three-public': { amount: { flow: 'expenditure', fund: 'appropriation', item: 'three-public' } },
      change: { change: { flow: 'expenditure', fund: 'appropriation', item: 'three-public' } },
    },
  },
  {
    id: 'abroad',
    text: '因公出国（境）费{abroad}万元，(比上年预算|与上年预算|){change}，主要原因是{reason}。',
    complete: ['item'],
    slots: {
      abroad: { amount: { flow: 'expenditure', fund: 'appropriation', item: 'abroad' } },
      change: { change: { flow: 'expenditure', fund: 'appropriation', item: 'abroad' } },
      reason: { words: true, topic: 'abroad-reason', beside: 'change' },
    },
  },
  {
    id: 'vehicles',
    text: '公务用车购置及运行(|维护)费{vehicles}万元，(比上年预算|与上年预算|){change}，主要原因是{reason}。',
    complete: ['item'],
    slots: {
      vehicles: { amount: { flow: 'expenditure', fund: 'appropriation', item: 'vehicles' } },
      change: { change: { flow: 'expenditure', fund: 'appropriation', item: 'vehicles' } },
      reason: { words: true, topic: 'vehicles-reason', beside: 'change' },
    },
  },
  {
    id: 'vehicle-purchase',
    text: '公务用车购置费{vehicle-purchase}万元，(比上年预算|与上年预算|){change}，主要原因是{reason}。',
    complete: ['item'],
    slots: {
      'vehicle-purchase': { amount: { flow: 'expenditure', fund: 'appropriation', item: 'vehicle-purchase' } },
      change: { change: { flow: 'expenditure', fund: 'appropriation', item: 'vehicle-purchase' } },
      reason: { words: true, topic: 'vehicle-purchase-reason', beside: 'change' },
    },
  },
  {
    id: 'vehicle-running',
    text: '公务用车运行(|维护)费{vehicle-running}万元，(比上年预算|与上年预算|){change}，主要原因是{reason}。',
    complete: ['item'],
    slots: {
      'vehicle-running': { amount: { flow: 'expenditure', fund: 'appropriation', item: 'vehicle-running' } },
      change: { change: { flow: 'expenditure', fund: 'appropriation', item: 'vehicle-running' } },
      reason: { words: true, topic: 'vehicle-running-reason', beside: 'change' },
    },
  },
  {
    id: 'reception',
    text: '公务接待费{reception}万元，(比上年预算|与上年预算|){change}，主要原因是{reason}。',
    complete: ['item'],
    slots: {
      reception: { amount: { flow: 'expenditure', fund: 'appropriation', item: 'reception' } },
      change: { change: { flow: 'expenditure', fund: 'appropriation', item: 'reception' } },
      reason: { words: true, topic: 'reception-reason', beside: 'change' },
    },
  },
  {
    id: 'running-cost',
    text: '{year}年{name}财政拨款的机关运行经费预算为{running-cost}万元。',
    slots: {
      year: { year: 0 },
      name: { words: true },
      'running-cost': { amount: { flow: 'expenditure', fund: 'general', item: 'running-cost' } },
    },
  },
  {
    id: 'procurement',
    text: '{year}年本{scope-short}政府采购预算{procurement}万元，其中：政府采购货物预算{goods}万元、政府采购工程预算{works}万元、政府采购服务预算{services}万元。',
    slots: {
      year: { year: 0 },
      'scope-short': { words: true },
      procurement: { amount: { flow: 'expenditure', item: 'procurement' } },
      goods: { amount: { flow: 'expenditure', item: 'procurement-goods' } },
      works: { amount: { flow: 'expenditure', item: 'procurement-works' } },
      services: { amount: { flow: 'expenditure', item: 'procurement-services' } },
    },
  },
  {
    id: 'performance',
    text: '编报绩效目标的项目{projects}个，涉及项目预算资金{project}万元。',
    slots: {
      projects: { count: { item: 'projects', measure: 'count' } },
      // Some projects are published without a target of their own: their money is not always all project money.
      project: { words: true, says: { amount: { flow: 'expenditure', nature: 'project' } } },
    },
  },
  {
    id: 'assets',
    text: '截至{last-year}年12月31日，{name}共有车辆{vehicles}辆；单价100万元（含）以上设备（不含车辆）{equipment}台（套）。',
    slots: {
      'last-year': { year: -1 },
      name: { words: true },
      vehicles: { count: { asset: 'vehicles', measure: 'count' } },
      equipment: { count: { asset: 'equipment', measure: 'count' } },
    },
  },
] as const satisfies readonly SentenceForm[]
