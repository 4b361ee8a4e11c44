import type { Words } from '../../budget/finding.ts'
import type { Language } from '../language.ts'
import { REASON, WHEN, WHO } from '../trail-words.ts'

const PHRASES = {
  library: { zh: '项目库', en: 'Project library' },
  libraryLead: {
    zh: '项目全年申报、审核、入库；没有入库的项目不能安排预算。',
    en: 'Projects are handed in, reviewed and stored all year round; nothing outside the library is budgeted.',
  },
  newProject: { zh: '申报新项目', en: 'New project' },
  byState: { zh: '按环节', en: 'By state' },
  allStates: { zh: '全部', en: 'All' },
  search: { zh: '名称或编码', en: 'Name or code' },
  find: { zh: '查找', en: 'Find' },
  found: { zh: '共{n}个项目', en: '{n} projects' },
  name: { zh: '项目名称', en: 'Project' },
  code: { zh: '编码', en: 'Code' },
  codeHint: { zh: '留空时自动编号。', en: 'Numbered by itself where blank.' },
  unit: { zh: '单位', en: 'Unit' },
  state: { zh: '环节', en: 'State' },
  years: { zh: '年度', en: 'Years' },
  yearsFrom: { zh: '{since}年起', en: 'from {since}' },
  estimate: { zh: '概算（元）', en: 'Estimate (yuan)' },
  changed: { zh: '最近变动', en: 'Changed' },
  earlier: { zh: '上一页', en: 'Previous' },
  later: { zh: '下一页', en: 'Next' },
  function: { zh: '功能分类', en: 'Function' },
  functionHint: {
    zh: '输入编码、名称或拼音首字母查找，选到项级。',
    en: 'Found by code, name or the initials of its pinyin; down to the item.',
  },
  purpose: { zh: '资金用途', en: 'What the money is for' },
  goals: { zh: '绩效目标', en: 'Goals' },
  goalsHint: { zh: '一项一行。', en: 'A goal a line.' },
  plan: { zh: '资金支出计划', en: 'Plan of spending' },
  planHint: { zh: '一个时点一行，如“3月底 20%”。', en: 'A checkpoint a line, such as 3月底 20%.' },
  since: { zh: '起始年度', en: 'First year' },
  until: { zh: '终止年度', en: 'Last year' },
  untilHint: { zh: '长期项目留空。', en: 'Left blank, it runs on.' },
  estimates: { zh: '分年度概算', en: 'Estimate by year' },
  year: { zh: '年度', en: 'Year' },
  amount: { zh: '金额（元）', en: 'Yuan' },
  indicators: { zh: '绩效指标', en: 'Indicators' },
  indicatorsHint: {
    zh: '产出、效益、满意度每级至少一个。指标值写成能数、能查的数字和单位，如“≥95%”“12件”；不写“提高”“显著改善”“达到要求”。空行不保存。',
    en: 'At least one each of output, benefit and satisfaction. A value is a number that can be counted, with its unit (≥95%, 12 cases), never "improve" or "as required". Blank rows are not kept.',
  },
  level: { zh: '一、二级指标', en: 'Classes' },
  level3: { zh: '三级指标', en: 'Indicator' },
  description: { zh: '怎样计算', en: 'How it is counted' },
  value: { zh: '指标值', en: 'Value' },
  basis: { zh: '依据', en: 'Basis' },
  choose: { zh: '请选择', en: 'Choose' },
  row: { zh: '第{n}行', en: 'row {n}' },
  save: { zh: '保存', en: 'Save' },
  steps: { zh: '办理', en: 'What to do' },
  reason: REASON,
  draws: { zh: '引入预算', en: 'Draw into a budget' },
  drawInto: { zh: '引入{year}年预算草案', en: 'Draw into the draft of {year}' },
  drawn: { zh: '{year}年预算草案中已有这个项目。', en: 'The draft of {year} has this project.' },
  openDraft: { zh: '打开草案', en: 'Open the draft' },
  doubts: { zh: '指标中可疑之处', en: 'In doubt in the indicators' },
  noDoubts: { zh: '没有发现空泛或矛盾的指标。', en: 'No indicator was found empty or contradictory.' },
  card: { zh: '项目内容', en: 'Card' },
  history: { zh: '历史', en: 'History' },
  when: WHEN,
  who: WHO,
  what: { zh: '事项', en: 'What' },
  made: { zh: '建立', en: 'Made' },
  written: { zh: '修改', en: 'Written' },
  changedFields: { zh: '改动：{fields}', en: 'Changed: {fields}' },
  wrongCard: {
    zh: '没有保存：有{n}处需要改正，见各栏下面的说明。',
    en: 'Not kept: {n} places have to be mended, as said below each.',
  },
  taken: { zh: '没有保存：本单位已有同名项目。', en: 'Not kept: the unit has a project of that name.' },
  absent: {
    zh: '没有保存：项目已到别的环节，或不在您的岗位范围内。',
    en: 'Not kept: the project stands elsewhere, or it is not one of yours.',
  },
  nameMissing: { zh: '没有保存：请填写项目名称。', en: 'Not kept: give the project a name.' },
  notDrawn: {
    zh: '没有引入：草案现在不能改，或已有这个项目，或项目这一年不执行。',
    en: 'Not drawn: the draft is closed, has the project already, or it does not run in that year.',
  },
  mayNotMake: { zh: '只有单位经办可以申报项目。', en: 'Only the clerk of a unit may make a project.' },
} as const satisfies Record<string, Words>

export type LibraryPhraseKey = keyof typeof PHRASES

export function libraryPhrase(
  language: Language,
  key: LibraryPhraseKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return PHRASES[key][language].replace(/\{(\w+)\}/gu, (whole, name: string) => String(values[name] ?? whole))
}
