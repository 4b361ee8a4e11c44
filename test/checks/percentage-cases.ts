import type { Case } from './law-pages.ts'

const one = (text: string): string => `<p>${text}</p>`

/** Percentages of running text against the amounts beside them. */
export const PERCENTAGE_CASES: readonly Case[] = [
  {
    law: 'percentage',
    name: 'a rate of growth against the amount and its change',
    broken: one('2023年项目支出1,391.68万元，比上年预算增加333.83万元，增长31.35%。'),
    kept: one('2023年项目支出1,391.68万元，比上年预算增加333.83万元，增长31.56%。'),
    code: 'percentage',
    severity: 'error',
    at: '¶2',
    says: ['31.35%', '31.56%'],
  },
  {
    law: 'percentage',
    name: 'a rate on nothing',
    broken: one('2023年项目支出25.00万元，比上年预算增加25.00万元，增长100%。'),
    kept: one('2023年项目支出25.00万元，比上年预算增加25.00万元。'),
    code: 'percentage',
    severity: 'warning',
    at: '¶2',
    says: ['为零'],
  },
  {
    law: 'percentage',
    name: 'an amount with a digit too many beside a rate that is right',
    broken: one('项目支出3845.49万元。2022年预算执行数为43269.3万元，2023年预算安排3845.49万元，比2022年预算执行数增加17.62%。'),
    kept: one('项目支出3845.49万元。2022年预算执行数为3269.3万元，2023年预算安排3845.49万元，比2022年预算执行数增加17.62%。'),
    code: 'percentage',
    severity: 'error',
    at: '¶2',
    says: ['43269.3', '3269.3', '方向'],
  },
  {
    law: 'percentage',
    name: 'a share against its part and its whole',
    broken: one('2023年支出预算合计200.00万元，其中：基本支出150.00万元，占57%；项目支出50.00万元，占25%。'),
    kept: one('2023年支出预算合计200.00万元，其中：基本支出150.00万元，占75%；项目支出50.00万元，占25%。'),
    code: 'percentage',
    severity: 'error',
    at: '¶2',
    says: ['57%', '75%'],
  },
]
