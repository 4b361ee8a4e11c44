import { type Case, functions } from './law-pages.ts'

const text = (...paragraphs: readonly string[]): string =>
  ['2023年部门预算编制说明', '预算年度：2023', ...paragraphs].map((p) => `<p>${p}</p>`).join('')
const item = (group: string, name: string, purpose: string, reason: string): string =>
  `“社会保障和就业支出（类）${group}（款）${name}（项）”20.00万元，主要用于${purpose}。2022年当年预算执行数为25.00万元，2023年预算安排20.00万元，` +
  `比2022年预算执行数减少20.00%。主要原因是：${reason}。`
const OTHER = item('行政事业单位养老支出', '事业单位离退休', '事业单位离退休', '事业单位离退休经费减少')
const PENSIONS = functions(['2', '208', '社会保障和就业支出', '5', '5', ''], ['3', '20805', '行政事业单位养老支出', '5', '5', ''])

/** What running text says that is neither an amount nor a rate. */
export const WORDING_CASES: readonly Case[] = [
  {
    law: 'area',
    name: 'an area that is less than its parts',
    broken: text('本工程地上建筑面积为8013平方米（其中计容面积7998平方米，不计容面积105平方米），共7层。'),
    kept: text('本工程地上建筑面积为8103平方米（其中计容面积7998平方米，不计容面积105平方米），共7层。'),
    code: 'sum',
    severity: 'warning',
    at: '¶4',
    says: ['8013平方米', '8103平方米'],
  },
  {
    law: 'item-text',
    name: 'a reason that names the item and the opposite direction',
    broken: text(item('红十字事业', '其他红十字事业支出', '红十字工作', '其他红十字事业支出经费增加')),
    kept: text(item('红十字事业', '其他红十字事业支出', '红十字工作', '救助经费增加，活动经费减少')),
    code: 'percentage',
    severity: 'warning',
    at: '¶4',
    says: ['其他红十字事业支出经费增加', '方向相反'],
  },
  {
    law: 'item-text',
    name: 'a purpose that is the name of another item',
    broken: text(OTHER, item('红十字事业', '其他红十字事业支出', '事业单位离退休支出', '工作调整')),
    kept: text(OTHER, item('红十字事业', '其他红十字事业支出', '其他红十字事业', '工作调整')),
    code: 'wording',
    severity: 'note',
    at: '¶5',
    says: ['主要用于事业单位离退休支出'],
  },
  {
    law: 'budget-words',
    name: 'a budget that consists of final accounts',
    broken: text('从预算单位构成看，某某局部门预算包括：某某局本级决算和某某中心预算。'),
    kept: text('从预算单位构成看，某某局部门预算包括：某某局本级预算和某某中心预算。'),
    code: 'wording',
    severity: 'note',
    at: '¶4',
    says: ['决算'],
  },
  {
    law: 'budget-words',
    name: 'a project that ends before its budget begins',
    broken: text('五、实施周期', '2022年1月1日-2022年12月31日'),
    kept: text('五、实施周期', '2022年1月1日-2023年12月31日'),
    code: 'year',
    severity: 'warning',
    at: '¶5',
    says: ['2022年12月31日'],
  },
  {
    law: 'one-change',
    name: 'the change of one amount in two ways',
    broken: text(
      '一般公共预算收入预算21,940.96万元，与上年相比增加3,959.28万元。',
      '财政拨款支出预算21,940.96万元，与上年相比增加3,958.98万元。',
    ),
    kept: text(
      '一般公共预算收入预算21,940.96万元，与上年相比增加3,958.98万元。',
      '财政拨款支出预算21,940.96万元，与上年相比增加3,958.98万元。',
    ),
    code: 'change',
    severity: 'warning',
    at: '¶4',
    says: ['3,959.28', '3,958.98'],
  },
  {
    law: 'glossary',
    name: 'a group under the name of other years',
    broken: PENSIONS + text('四、名词解释', '社会保障和就业支出（类）行政事业单位离退休（款）：指退休人员的支出。'),
    kept: PENSIONS + text('四、名词解释', '社会保障和就业支出（类）行政事业单位养老支出（款）：指退休人员的支出。'),
    code: 'name',
    severity: 'note',
    at: '¶7',
    says: ['行政事业单位离退休（款）', '行政事业单位养老支出'],
  },
  {
    law: 'fund-bound',
    name: 'more money of one fund than there is',
    broken: PENSIONS + text('对项目支出实施绩效目标管理，涉及预算拨款8.20万元，均为一般公共预算拨款。'),
    kept: PENSIONS + text('对项目支出实施绩效目标管理，涉及预算拨款4.20万元，均为一般公共预算拨款。'),
    code: 'bound',
    severity: 'warning',
    at: '¶6',
    says: ['8.20万元', '均为一般公共预算拨款'],
  },
  {
    law: 'wording',
    name: 'a word between a figure and its unit',
    broken: text('其他信访事务支出2023年预算数3,623.98为万元，用于信访工作。'),
    kept: text('其他信访事务支出2023年预算数为3,623.98万元，用于信访工作。'),
    code: 'wording',
    severity: 'note',
    at: '¶4',
    says: ['3,623.98为万元'],
  },
]
