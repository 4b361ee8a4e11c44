/**
 * A slice of the budget: one node on each of some dimensions. A dimension that is not named means "all of it".
 */

/** The axes of the budget. Chinese terms: STYLE.md, and the tree of each in `catalogue/`. */
export const DIMENSIONS = [
  'flow', // 收支: sources and uses
  'origin', // 本年安排, 上年结转: this year's money or carried-over money
  'fund', // 资金性质
  'function', // 支出功能分类
  'economic', // 部门预算支出经济分类
  'government-economic', // 政府预算支出经济分类
  'nature', // 基本支出 (人员, 公用), 项目支出, …
  'project', // 项目
  'unit', // 预算单位
  'year', // 年度, relative to the document's: 0 this year, -1 last year
  'stage', // 预算, 执行数, 决算
  'item', // 三公, 机关运行经费, 政府采购, …
  'asset', // 国有资产
  'measure', // money, change, count, area, percentage
] as const

export type Dimension = (typeof DIMENSIONS)[number]

export type Slice = Readonly<Partial<Record<Dimension, string>>>

/** A text that is equal for equal slices, whatever the order in which they were written. */
export function sliceKey(slice: Slice): string {
  let key = ''
  for (const dimension of DIMENSIONS) {
    const node = slice[dimension]
    if (node !== undefined) key += `${dimension}=${node};`
  }
  return key
}

/** Both narrowings together; the second wins where both name a dimension. */
export function narrowSlice(a: Slice, b: Slice | undefined): Slice {
  return b === undefined ? a : { ...a, ...b }
}

/** The slice without one dimension, that is, widened to all of it. */
export function without(slice: Slice, dimension: Dimension): Slice {
  const { [dimension]: _, ...rest } = slice
  return rest
}
