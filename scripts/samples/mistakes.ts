import type { Document } from '../../src/document/document.ts'
import { cellAt, textAt, withCell, withText, type CellAddress, type TextAddress } from './place-in-document.ts'

/** One known mistake: where, what is printed there, what is right, and what a check should call it. */
export interface Mistake {
  readonly about: { readonly zh: string; readonly en: string }
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly cell?: CellAddress
  readonly text?: TextAddress
  readonly right: string
  readonly wrong: string
}

export interface MistakenSample {
  readonly file: string
  readonly mistakes: readonly Mistake[]
}

const EXPENDITURE = '部门预算支出总表'
const INCOME = '部门预算收入总表'
const GENERAL = '部门预算一般公共预算财政拨款支出表'
const BASIC = '部门预算一般公共预算财政拨款基本支出表'
const FUNDS = '部门预算政府性基金预算财政拨款支出表'
const THREE_PUBLIC = '部门预算财政拨款“三公”经费支出表'

function cell(
  code: string,
  severity: Mistake['severity'],
  zh: string,
  en: string,
  [table, row, column]: readonly [string, string, string],
  right: string,
  wrong: string,
): Mistake {
  return { about: { zh, en }, code, severity, cell: { table, row, column }, right, wrong }
}

function text(
  code: string,
  severity: Mistake['severity'],
  zh: string,
  en: string,
  [paragraph, after]: readonly [string, string],
  right: string,
  wrong: string,
): Mistake {
  return { about: { zh, en }, code, severity, text: { paragraph, after }, right, wrong }
}

/** The mistaken copies of the correct sample. */
export const MISTAKEN: readonly MistakenSample[] = [
  {
    file: 'as-printed.pdf',
    mistakes: [
      cell('sum', 'error', '一位数字错', 'one wrong digit', [EXPENDITURE, '合计', '基本支出'], '990.14', '980.14'),
      cell('blank', 'error', '漏填', 'a figure left out', [INCOME, '2080505', '事业收入'], '8.92', ''),
      text(
        'same',
        'error',
        '文字与表格不符',
        'the text differs from the table',
        ['安排政府采购预算', '安排政府采购预算'],
        '284.60',
        '248.60',
      ),
    ],
  },
  {
    file: 'one-cell.docx',
    mistakes: [
      cell('sum', 'error', '两位数字颠倒', 'two digits exchanged', [EXPENDITURE, '2120102', '项目支出'], '42.16', '42.61'),
    ],
  },
  {
    file: 'blank-total.xlsx',
    mistakes: [cell('blank', 'error', '合计漏填', 'the total is left blank', [GENERAL, '合计', '合计'], '1642.04', '')],
  },
  {
    file: 'text-against-table.html',
    mistakes: [
      text(
        'bridge',
        'warning',
        '文字与表格不符',
        'the text differs from the table',
        ['机关运行经费共计安排', '共计安排'],
        '146.56',
        '146.65',
      ),
      text(
        'change',
        'error',
        '增减方向写反',
        'the direction of a change is wrong',
        ['（三）公务接待费', '较上年'],
        '减少0.25',
        '增加0.25',
      ),
      text('year', 'warning', '年度写错', 'the wrong year', ['“三公”经费预算为', '万元，较'], '2023', '2022'),
    ],
  },
  {
    file: 'many.txt',
    mistakes: [
      cell('sum', 'error', '两位数字颠倒', 'two digits exchanged', [BASIC, '30103', '人员经费'], '97.18', '97.81'),
      cell('sum', 'error', '一位数字错', 'one wrong digit', [EXPENDITURE, '合计', '基本支出'], '990.14', '980.14'),
      cell('blank', 'error', '漏填', 'a figure left out', [INCOME, '2080505', '事业收入'], '8.92', ''),
      cell(
        'sum',
        'error',
        '小数点错位',
        'the decimal point slipped',
        [THREE_PUBLIC, '三、公务接待费', '一般公共预算财政拨款'],
        '2.35',
        '23.50',
      ),
      cell('sum', 'error', '两位数字颠倒', 'two digits exchanged', [FUNDS, '2121301', '项目支出'], '64.90', '46.90'),
      cell(
        'malformed',
        'error',
        '多打一个小数点',
        'a second decimal point',
        ['3、老旧小区改造配套资金绩效目标表', '预算数', ''],
        '240.00',
        '240..00',
      ),
      cell(
        'plan',
        'error',
        '支出计划没有到100%',
        'the spending plan does not reach 100%',
        ['4、农村危房改造补助绩效目标表', '70', ''],
        '100',
        '90',
      ),
      cell(
        'indicator',
        'warning',
        '比率没有单位',
        'a rate without its unit',
        ['6、污水处理设施运行补助绩效目标表', '抽检达标的水样比例', ''],
        '≥97%',
        '≥97',
      ),
      cell(
        'name',
        'warning',
        '科目名称错',
        'the wrong name for a code',
        [GENERAL, '2101103', '科目名称'],
        '公务员医疗补助',
        '公务员医疗补贴',
      ),
      text(
        'same',
        'error',
        '文字与表格不符',
        'the text differs from the table',
        ['安排政府采购预算', '安排政府采购预算'],
        '284.60',
        '248.60',
      ),
    ],
  },
]

/** The document with every mistake made. Throws where what should be right is not printed there. */
export function withMistakes(correct: Document, mistakes: readonly Mistake[]): Document {
  return mistakes.reduce((document, mistake) => {
    if (mistake.cell !== undefined) {
      const found = cellAt(document, mistake.cell)
      if (found.text !== mistake.right)
        throw new Error(`${JSON.stringify(mistake.cell)} prints ${found.text}, not ${mistake.right}`)
      return withCell(document, found, mistake.wrong)
    }
    if (mistake.text === undefined) throw new Error('a mistake stands in a cell or in a text')
    const { paragraph, from } = textAt(document, mistake.text)
    const printed = paragraph.text.slice(from, from + mistake.right.length)
    if (printed !== mistake.right) throw new Error(`${JSON.stringify(mistake.text)} prints ${printed}, not ${mistake.right}`)
    return withText(document, paragraph, from, mistake.right.length, mistake.wrong)
  }, correct)
}
