import type { Words } from '../budget/finding.ts'

/** What the stable codes of findings mean. */
export const CODES: Readonly<Record<string, Words>> = {
  sum: { zh: '合计与各部分之和不一致', en: 'a whole does not agree with its parts' },
  same: { zh: '同一项在两处印为不同的数', en: 'one figure is printed differently in two places' },
  balance: { zh: '收入总计与支出总计不相等', en: 'sources and uses are not equal' },
  blank: { zh: '应有数字的地方是空白', en: 'a figure is missing where there must be one' },
  malformed: { zh: '印出的不是一个数', en: 'what is printed is no number' },
  missing: { zh: '缺少应有的行或表，或有未列出的行', en: 'a row or a table that is due is missing, or rows are not listed' },
  bound: { zh: '部分多于包括它的整体', en: 'a part exceeds what includes it' },
  change: { zh: '增减额与各部分的增减不一致', en: 'a change does not agree with its parts' },
  percentage: { zh: '比例、增减方向与所依据的金额不一致', en: 'a rate or a direction does not agree with its amounts' },
  purpose: { zh: '项目用途说明中的金额与项目预算不一致', en: "a purpose text does not agree with its project's budget" },
  bridge: { zh: '不同口径之间通常相等的数不相等', en: 'figures of two classifications that usually agree do not' },
  rounding: { zh: '在四舍五入范围之内的差异', en: 'a difference within rounding' },
  plan: { zh: '资金支出计划有误', en: 'a spending plan is out of order' },
  indicator: { zh: '绩效指标空缺、矛盾或无法衡量', en: 'an indicator is empty, contradictory or not measurable' },
  name: { zh: '名称与科目、规范用语或标题不一致', en: 'a name does not agree with its code, the term of law or its heading' },
  serial: { zh: '编号不连续', en: 'numbers do not count on' },
  'empty-note': { zh: '空表与说明不一致', en: 'an empty table and its note do not agree' },
  count: { zh: '个数与所列的不一致', en: 'a count does not agree with what is listed' },
  institution: { zh: '事业单位列报机关运行经费', en: 'a public institution reports running cost of government bodies' },
  quota: { zh: '与按人员、资产计算的定额不一致', en: 'an amount differs from what people and assets come to by their quotas' },
  year: { zh: '年度与全文不一致', en: 'a year does not agree with the rest of the document' },
  wording: {
    zh: '重复、颠倒的字词，重复、缺漏或不成对的标点，误抄的说明',
    en: 'doubled or turned words; doubled, missing or unpaired marks; text copied from another item',
  },
}
