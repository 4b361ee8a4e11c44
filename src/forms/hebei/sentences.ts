import type { SentenceForm } from '../form.ts'

/** The sentences of the narrative that carry figures, in their printed order. */
export const SENTENCES = [
  {
    id: 'staff',
    text: '设{names}{offices}个(科室|内设机构|股室|处室)；纳入部门预算管理的直属单位{units}个。',
    slots: {
      names: { count: { item: 'offices', measure: 'count' }, names: true },
      offices: { count: { item: 'offices', measure: 'count' } },
      units: { count: { item: 'units', measure: 'count' } },
    },
  },
  {
    id: 'posts',
    text: '截至{staff-year}年(末|底|)在职人数为{staff}人。',
    slots: { 'staff-year': { year: -1 }, staff: { count: { item: 'staff', measure: 'count' } } },
  },
  {
    id: 'income',
    text: '{year}年预算收入{income}万元，其中：一般公共预算(拨款|财政拨款|)收入{general}万元，(政府性|政府|)基金预算(拨款|财政拨款|)收入{government-fund}万元，国有资本经营预算(拨款|财政拨款|)收入{state-capital}万元，财政专户(核拨|管理资金|)收入{special-account}万元，其他来源收入{other}万元。',
    complete: ['fund'],
    slots: {
      year: { year: 0 },
      income: { amount: { flow: 'income' } },
      general: { amount: { flow: 'income', fund: 'general' } },
      'government-fund': { amount: { flow: 'income', fund: 'government-fund' } },
      'state-capital': { amount: { flow: 'income', fund: 'state-capital' } },
      'special-account': { amount: { flow: 'income', fund: 'special-account' } },
      other: { amount: { flow: 'income', fund: 'other-sources' } },
    },
  },
  {
    id: 'expenditure',
    text: '{year}年部门支出预算为{expenditure}万元，其中基本支出{basic}万元，包括人员经费{personnel}万元和日常公用经费{running}万元；项目支出{project}万元，主要为{classes}。',
    complete: ['nature'],
    slots: {
      year: { year: 0 },
      expenditure: { amount: { flow: 'expenditure' } },
      basic: { amount: { flow: 'expenditure', nature: 'basic' } },
      personnel: { amount: { flow: 'expenditure', nature: 'personnel' } },
      running: { amount: { flow: 'expenditure', nature: 'running' } },
      project: { amount: { flow: 'expenditure', nature: 'project' } },
      classes: { list: 'function', slice: { flow: 'expenditure', nature: 'project' } },
    },
  },
  {
    id: 'change',
    text: '{year}年，部门预算收支安排{total}万元，较{last-year}年(度预算|度|){change}，其中：基本支出{basic-change}，主要是{basic-reason}；项目支出{project-change}，主要是{project-reason}。',
    complete: ['nature'],
    slots: {
      year: { year: 0 },
      total: { amount: { flow: 'uses' } },
      'last-year': { year: -1 },
      change: { change: { flow: 'expenditure' } },
      'basic-change': { change: { flow: 'expenditure', nature: 'basic' } },
      'basic-reason': { words: true, topic: 'basic-reason', beside: 'basic-change' },
      'project-change': { change: { flow: 'expenditure', nature: 'project' } },
      'project-reason': { words: true, topic: 'project-reason', beside: 'project-change' },
    },
  },
  {
    id: 'running-cost',
    text: '{year}年，我部门机关运行经费共计安排{running-cost}万元，主要用于{use}。',
    slots: {
      year: { year: 0 },
      'running-cost': { amount: { flow: 'expenditure', fund: 'general', item: 'running-cost' } },
      use: { words: true, topic: 'running-cost-use' },
    },
  },
  {
    id: 'three-public',
    text: '财政拨款{year}年度“三公”经费预算为{three-public}万元，较{last-year}年(度预算|度|){change}。',
    complete: ['item'],
    slots: {
      year: { year: 0 },
      'three-public': { amount: { flow: 'expenditure', fund: 'appropriation', item: 'three-public' } },
      'last-year': { year: -1 },
      change: { change: { flow: 'expenditure', fund: 'appropriation', item: 'three-public' } },
    },
  },
  {
    id: 'vehicle-running',
    text: '公务用车运行维护费{vehicle-running}万元，(较上年|与上年|){change}。',
    complete: ['item'],
    slots: {
      'vehicle-running': { amount: { flow: 'expenditure', fund: 'appropriation', item: 'vehicle-running' } },
      change: { change: { flow: 'expenditure', fund: 'appropriation', item: 'vehicle-running' } },
    },
  },
  {
    id: 'vehicle-purchase',
    text: '公务用车购置费{vehicle-purchase}万元，(较上年|与上年|){change}。',
    complete: ['item'],
    slots: {
      'vehicle-purchase': { amount: { flow: 'expenditure', fund: 'appropriation', item: 'vehicle-purchase' } },
      change: { change: { flow: 'expenditure', fund: 'appropriation', item: 'vehicle-purchase' } },
    },
  },
  {
    id: 'vehicles',
    text: '公务用车购置及(运维|运行维护|运行)费{vehicles}万元，(较上年|与上年|){change}。',
    complete: ['item'],
    slots: {
      vehicles: { amount: { flow: 'expenditure', fund: 'appropriation', item: 'vehicles' } },
      change: { change: { flow: 'expenditure', fund: 'appropriation', item: 'vehicles' } },
    },
  },
  {
    id: 'reception',
    text: '公务接待费{reception}万元，(较上年|与上年|){change}。',
    complete: ['item'],
    slots: {
      reception: { amount: { flow: 'expenditure', fund: 'appropriation', item: 'reception' } },
      change: { change: { flow: 'expenditure', fund: 'appropriation', item: 'reception' } },
    },
  },
  {
    id: 'abroad',
    text: '因公出国（境）费{abroad}万元，(较上年|与上年|){change}。',
    complete: ['item'],
    slots: {
      abroad: { amount: { flow: 'expenditure', fund: 'appropriation', item: 'abroad' } },
      change: { change: { flow: 'expenditure', fund: 'appropriation', item: 'abroad' } },
    },
  },
  {
    id: 'procurement',
    text: '{year}年，{name}安排政府采购预算{procurement}万元。',
    slots: {
      year: { year: 0 },
      name: { words: true },
      procurement: { amount: { flow: 'expenditure', item: 'procurement' } },
    },
  },
  {
    id: 'assets',
    text: '上年末固定资产金额为{assets}万元（详见下表）。本年度拟购置固定资产总额为{planned}万元，已按要求列入政府采购预算。',
    slots: {
      assets: { amount: { asset: 'assets' } },
      planned: { amount: { flow: 'expenditure', item: 'asset-purchase' } },
    },
  },
] as const satisfies readonly SentenceForm[]
