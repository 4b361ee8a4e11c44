import type { Dimension } from '../../budget/slice.ts'

/** A column of a resource: its name, its Table Schema type, and what it is in the Fiscal Data Package's list of column types. */
export interface Field {
  readonly name: string
  readonly type: 'string' | 'integer' | 'number'
  readonly title: string
  readonly columnType?: string
}

/** How a dimension of the budget stands in the package: its columns, and what kind of dimension the standard calls it. */
interface DimensionColumns {
  readonly dimension: Dimension
  /** Name of the column with the node; the label stands in `${column}_label`. */
  readonly column: string
  readonly title: string
  readonly dimensionType: 'classification' | 'activity' | 'entity' | 'other'
  readonly classificationType?: 'functional' | 'administrative' | 'economic'
  readonly columnType?: string
}

/** Every dimension that a fact can have, in the order of the columns. `item` stands apart, since a fact may belong to several. */
export const FACT_DIMENSIONS: readonly DimensionColumns[] = [
  { dimension: 'flow', column: 'flow', title: '收支', dimensionType: 'other' },
  { dimension: 'fund', column: 'fund', title: '资金性质', dimensionType: 'other', columnType: 'fin-source:generic:level1' },
  {
    dimension: 'function',
    column: 'function',
    title: '支出功能分类科目',
    dimensionType: 'classification',
    classificationType: 'functional',
    columnType: 'functional-classification:generic',
  },
  {
    dimension: 'economic',
    column: 'economic',
    title: '部门预算支出经济分类科目',
    dimensionType: 'classification',
    classificationType: 'economic',
    columnType: 'economic-classification:generic',
  },
  {
    dimension: 'government-economic',
    column: 'government_economic',
    title: '政府预算支出经济分类科目',
    dimensionType: 'classification',
    classificationType: 'economic',
  },
  { dimension: 'nature', column: 'nature', title: '支出性质', dimensionType: 'other', columnType: 'expenditure-type' },
  {
    dimension: 'project',
    column: 'project',
    title: '项目',
    dimensionType: 'activity',
    columnType: 'activity:generic:project',
  },
  {
    dimension: 'unit',
    column: 'unit',
    title: '预算单位',
    dimensionType: 'classification',
    classificationType: 'administrative',
    columnType: 'administrative-classification:generic:level2',
  },
  { dimension: 'year', column: 'year_offset', title: '年度（相对）', dimensionType: 'other' },
  { dimension: 'stage', column: 'stage', title: '阶段', dimensionType: 'other' },
  { dimension: 'item', column: 'item', title: '事项', dimensionType: 'other' },
  { dimension: 'asset', column: 'asset', title: '资产', dimensionType: 'other' },
  { dimension: 'measure', column: 'measure', title: '计量', dimensionType: 'other' },
]

/** Column of an official code at each of its levels, for programs that know no prefix: class (类), group (款), item (项). */
export const LEVELS = [
  { column: 'function_level1', title: '功能分类类级', digits: 3 },
  { column: 'function_level2', title: '功能分类款级', digits: 5 },
] as const

export const FILES = {
  facts: 'facts.csv',
  'last-year': 'last-year.csv',
  stocks: 'stocks.csv',
  units: 'units.csv',
  procurement: 'procurement.csv',
} as const
