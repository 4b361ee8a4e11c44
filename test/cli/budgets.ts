import { tableHtml } from '../forms/page.ts'

export interface Cells {
  readonly department?: string
  readonly total?: string
  readonly salary?: string
  readonly office?: string
}

/** A small disclosure as a web page: correct unless a cell is given another print. One table, so that its other tables are missing. */
export function budgetHtml({ department = '某某局', total = '181.17', salary = '75.11', office = '6.06' }: Cells = {}): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>${department}2023年部门预算公开</p>
<p>部门预算支出总表</p><p>预算年度：2023</p><p>单位：万元</p>
${tableHtml([
  ['序号', '科目编码', '科目名称', '合计', '基本支出', '项目支出'],
  ['1', '', '合计', total, '81.17', '100'],
  ['2', '201', '一般公共服务支出', '175.11', salary, '100'],
  ['3', '221', '住房保障支出', '6.06', office, ''],
])}</body></html>`
}
