import type { Words } from '../budget/finding.ts'

/**
 * The sets of tables that places print, as data: which tables, in which order, under which titles. What is in a table its title and
 * headings say themselves (see `infer/`); a set says whose way of printing it is, and which tables are due.
 */
export interface TableSet {
  readonly id: string
  readonly name: Words
  readonly stage: 'budget' | 'final'
  readonly tables: readonly KnownTable[]
}

export interface KnownTable {
  readonly form: string
  /** Without year, number and department. The first is the usual one. */
  readonly titles: readonly string[]
  /** Published beside the tables that are due. */
  readonly extra?: true
}

const due = (form: string, ...titles: string[]): KnownTable => ({ form, titles })
const extra = (form: string, ...titles: string[]): KnownTable => ({ form, titles, extra: true })

/** What the national template for final accounts (部门决算公开) has everywhere. */
const FINAL: TableSet = {
  id: 'national-final',
  name: { zh: '全国统一决算公开', en: 'national final account' },
  stage: 'final',
  tables: [
    due('balance', '收入支出决算总表'),
    due('income', '收入决算表'),
    due('expenditure', '支出决算表'),
    due('appropriation-balance', '财政拨款收入支出决算总表'),
    due('general-by-function', '一般公共预算财政拨款支出决算表'),
    due('basic-by-economic-class', '一般公共预算财政拨款基本支出决算表', '一般公共预算财政拨款基本支出决算明细表'),
    due('three-public', '财政拨款“三公”经费支出决算表', '一般公共预算财政拨款“三公”经费支出决算表', '“三公”经费支出决算表'),
    due('government-fund-by-function', '政府性基金预算财政拨款收入支出决算表'),
    due('state-capital-by-function', '国有资本经营预算财政拨款收入支出决算表', '国有资本经营预算财政拨款支出决算表'),
  ],
}

export const TABLE_SETS: readonly TableSet[] = [
  {
    id: 'central',
    name: { zh: '中央部门', en: 'central departments' },
    stage: 'budget',
    tables: [
      due('balance', '部门收支总表'),
      due('income', '部门收入总表'),
      due('expenditure', '部门支出总表'),
      due('appropriation-balance', '财政拨款收支总表'),
      due('general-by-function', '一般公共预算支出表'),
      due('basic-by-economic-class', '一般公共预算基本支出表'),
      due('government-fund-by-function', '政府性基金预算支出表'),
      due('state-capital-by-function', '国有资本经营预算支出表'),
      due('three-public', '财政拨款预算“三公”经费支出表', '一般公共预算“三公”经费支出表'),
    ],
  },
  {
    id: 'beijing',
    name: { zh: '北京', en: 'Beijing' },
    stage: 'budget',
    tables: [
      due('balance', '收支总表'),
      due('income', '收入总表'),
      due('expenditure', '支出总表'),
      due('appropriation-balance', '财政拨款收支总表'),
      due('general-by-function', '一般公共预算支出表'),
      due('basic-by-economic-class', '一般公共预算基本支出表'),
      due('government-fund-by-function', '政府性基金预算支出表'),
      due('state-capital-by-function', '国有资本经营预算支出表'),
      due('three-public', '财政拨款“三公”经费支出表'),
      extra('procurement', '政府采购预算明细表'),
      extra('service-purchase', '财政拨款政府购买服务明细表', '政府购买服务预算财政拨款明细表'),
      extra('performance-target', '项目支出绩效目标表'),
      extra('overall-performance', '部门整体支出绩效目标表'),
    ],
  },
  {
    id: 'guangzhou',
    name: { zh: '广州', en: 'Guangzhou' },
    stage: 'budget',
    tables: [
      due('balance', '收支总体情况表'),
      due('income', '收入总体情况表'),
      due('expenditure', '本年支出总体情况表', '支出总体情况表'),
      due('appropriation-balance', '财政拨款收支总体情况表'),
      due('general-by-function', '一般公共预算支出情况表（按功能分类科目）'),
      due('basic-by-economic-class', '一般公共预算基本支出情况表（按经济分类科目）'),
      due('general-projects', '一般公共预算项目支出情况表（按经济分类科目）'),
      due('three-public', '财政拨款安排的行政经费及“三公”经费预算表'),
      due('government-fund-by-function', '政府性基金预算支出情况表'),
      due('state-capital-by-function', '国有资本经营预算支出情况表'),
      extra('basic-by-economic-class-all', '部门预算基本支出预算表'),
      extra('project-list', '部门预算项目支出及其他支出预算表'),
      extra('key-projects', '重点项目预算绩效目标情况'),
    ],
  },
  {
    id: 'shenzhen',
    name: { zh: '深圳', en: 'Shenzhen' },
    stage: 'budget',
    tables: [
      due('balance', '收支总表'),
      due('income', '收入总表'),
      due('expenditure', '支出总表'),
      extra('basic-by-economic-class-all', '基本支出总表'),
      extra('project-list', '项目支出总表'),
      due('appropriation-balance', '财政拨款收支总表'),
      due('general-by-function', '一般公共预算支出表（按功能分类）'),
      due('general-by-economic-class', '一般公共预算支出表（按经济分类）'),
      due('three-public', '财政拨款“三公”经费支出表'),
      due('government-fund-by-function', '政府性基金预算支出表'),
      due('state-capital-by-function', '国有资本经营预算支出表'),
    ],
  },
  {
    id: 'chongqing',
    name: { zh: '重庆', en: 'Chongqing' },
    stage: 'budget',
    tables: [
      due('balance', '部门收支总体情况表'),
      due('income', '部门收入总体情况表'),
      due('expenditure', '部门支出总体情况表'),
      due('appropriation-balance', '财政拨款收支总体情况表'),
      due('general-by-function', '一般公共预算支出情况表'),
      due('basic-by-economic-class', '一般公共预算基本支出情况表'),
      due('government-fund-by-function', '政府性基金预算支出情况表'),
      due('three-public', '财政拨款“三公”经费支出情况表'),
      extra('procurement', '政府采购预算明细表'),
      extra('overall-performance', '部门整体绩效目标表'),
      extra('performance-target', '市级一般性项目绩效目标表', '市级重点专项资金绩效目标表'),
    ],
  },
  {
    id: 'jiangsu-2017',
    name: { zh: '江苏（2017—2019年）', en: 'Jiangsu (2017–2019)' },
    stage: 'budget',
    tables: [
      due('balance', '收支预算总表'),
      due('income', '收入预算总表'),
      due('expenditure', '支出预算总表'),
      due('appropriation-balance', '财政拨款收支预算总表'),
      due('appropriation-by-function', '财政拨款支出预算表'),
      due('appropriation-basic-by-economic-class', '财政拨款基本支出预算表'),
      due('general-by-function', '一般公共预算支出预算表'),
      due('basic-by-economic-class', '一般公共预算基本支出预算表'),
      due('three-public', '一般公共预算“三公”经费、会议费、培训费支出预算表', '“三公”经费、会议费、培训费支出预算表'),
      due('government-fund-by-function', '政府性基金支出预算表', '财政拨款政府性基金支出预算表'),
      due('running-cost', '一般公共预算机关运行经费支出预算表'),
      extra('procurement', '政府采购支出预算表', '政府采购预算表'),
    ],
  },
  {
    id: 'jiangsu',
    name: { zh: '江苏', en: 'Jiangsu' },
    stage: 'budget',
    tables: [
      due('balance', '收支总表'),
      due('income', '收入总表'),
      due('expenditure', '支出总表'),
      due('appropriation-balance', '财政拨款收支总表'),
      due('appropriation-by-function', '财政拨款支出表（功能科目）'),
      due('appropriation-basic-by-economic-class', '财政拨款基本支出表（经济科目）'),
      due('general-by-function', '一般公共预算支出表'),
      due('basic-by-economic-class', '一般公共预算基本支出表'),
      due('three-public', '一般公共预算“三公”经费、会议费、培训费支出表'),
      due('government-fund-by-function', '政府性基金预算支出表'),
      due('state-capital-by-function', '国有资本经营预算支出预算表', '国有资本经营预算支出表'),
      due('running-cost', '一般公共预算机关运行经费支出预算表'),
      extra('procurement', '政府采购支出表'),
    ],
  },
  {
    id: 'fujian',
    name: { zh: '福建', en: 'Fujian' },
    stage: 'budget',
    tables: [
      due('balance', '收支预算总表'),
      due('income', '收入预算总表'),
      due('expenditure', '支出预算总表'),
      due('appropriation-balance', '财政拨款收支预算总表'),
      due('general-by-function', '一般公共预算拨款支出预算表'),
      due('government-fund-by-function', '政府性基金预算拨款支出预算表'),
      due('state-capital-by-function', '国有资本经营预算拨款支出预算表'),
      due('general-by-economic-class', '一般公共预算支出经济分类情况表'),
      due('basic-by-economic-class', '一般公共预算基本支出经济分类情况表'),
      due('three-public', '一般公共预算“三公”经费支出预算表'),
    ],
  },
  {
    id: 'hangzhou',
    name: { zh: '杭州', en: 'Hangzhou' },
    stage: 'budget',
    tables: [
      due('balance', '市级部门收支预算总表'),
      due('income', '市级部门收入预算总表'),
      due('expenditure', '市级部门支出预算总表'),
      due('appropriation-balance', '市级部门财政拨款收支预算总表'),
      due('general-by-function', '市级部门一般公共预算支出预算表'),
      due('basic-by-economic-class', '市级部门一般公共预算基本支出预算表'),
      due('three-public', '市级部门一般公共预算“三公”经费预算表', '市级部门“三公”经费预算表'),
      due('government-fund-by-function', '市级部门政府性基金预算支出预算表'),
      due('state-capital-by-function', '市级部门国有资本经营预算支出预算表'),
      extra('project-list', '市级部门项目支出预算表'),
    ],
  },
  {
    id: 'changsha',
    name: { zh: '长沙', en: 'Changsha' },
    stage: 'budget',
    tables: [
      due('balance', '部门收支总体情况表'),
      due('income', '部门收入总体情况表'),
      due('expenditure', '部门支出总体情况表'),
      due('appropriation-balance', '财政拨款收支总体情况表'),
      due('general-by-function', '一般公共预算支出情况表'),
      due('basic-by-economic-class', '一般公共预算基本支出情况表'),
      due('three-public', '一般公共预算“三公”经费支出情况表'),
      due('government-fund-by-function', '政府性基金预算支出情况表'),
      extra('performance-target', '项目支出绩效目标表'),
      extra('overall-performance', '部门整体支出绩效目标表'),
    ],
  },
  {
    id: 'xian',
    name: { zh: '西安', en: "Xi'an" },
    stage: 'budget',
    tables: [
      due('balance', '部门综合预算收支总表'),
      due('income', '部门综合预算收入总表'),
      due('expenditure', '部门综合预算支出总表'),
      due('appropriation-balance', '部门综合预算财政拨款收支总表'),
      due('general-by-function', '部门综合预算一般公共预算支出明细表（按支出功能分类科目）'),
      due('general-by-economic-class', '部门综合预算一般公共预算支出明细表（按支出经济分类科目）'),
      due('general-basic-by-function', '部门综合预算一般公共预算基本支出明细表（按支出功能分类科目）'),
      due('basic-by-economic-class', '部门综合预算一般公共预算基本支出明细表（按支出经济分类科目）'),
      due('government-fund-by-function', '部门综合预算政府性基金收支表'),
      extra('project-list', '部门综合预算专项业务经费支出表'),
      extra('carried-over', '部门综合预算财政拨款上年结转资金支出表'),
      extra('procurement', '部门综合预算政府采购（资产配置、购买服务）预算表'),
      extra('performance-target', '部门专项业务经费绩效目标表'),
      extra('overall-performance', '部门整体支出绩效目标表'),
      extra('special-fund-performance', '专项资金总体绩效目标表'),
      due('three-public', '部门综合预算一般公共预算拨款“三公”经费及会议费、培训费支出预算表'),
    ],
  },
  FINAL,
]
