import type { Words } from '../../budget/finding.ts'
import type { Language } from '../language.ts'
import { REASON, WHEN, WHO } from '../trail-words.ts'

const PHRASES = {
  title: { zh: '{year}年控制数', en: 'Control figures of {year}' },
  lead: {
    zh: '一上申报、控制数、现在安排，按全部、部门、单位逐级对照。只比较当年资金；上年结转不占控制数；还余只算已定控制数的单位。单位：元。',
    en: "Asked, control and planned at every level: all, department, unit. The year's own money alone; what is carried over takes up no figure; what is left counts only units that have figures. Yuan.",
  },
  noUnits: {
    zh: '这个部门还没有单位，请管理员在“机构与岗位”中添加。',
    en: 'This department has no unit yet: an administrator adds one under "Organisations and posts".',
  },
  noCycle: { zh: '还没有开启预算年度。', en: 'No budget year has been opened.' },
  whole: { zh: '全部', en: 'All' },
  byUnit: { zh: '部门与单位', en: 'Departments and units' },
  name: { zh: '部门、单位', en: 'Department, unit' },
  state: { zh: '环节', en: 'State' },
  choose: { zh: '选中{name}', en: 'Choose {name}' },
  chooseHead: { zh: '下达', en: 'Issue' },
  issue: { zh: '下达选中单位的控制数', en: 'Issue the figures of those chosen' },
  issueHint: {
    zh: '只能选待下达的单位；每个单位各办一步，没有办成的逐个说明。',
    en: 'Only units that wait for theirs; each is a step of its own, and what is refused is said for each.',
  },
  issued: { zh: '已下达{n}个单位', en: 'Issued to {n} units' },
  notIssued: { zh: '{n}个单位没有下达', en: '{n} units were refused' },
  nothingChosen: { zh: '没有选中任何单位。', en: 'No unit was chosen.' },
  unitTitle: { zh: '{name} {year}年控制数', en: 'Control figures of {name}, {year}' },
  department: { zh: '主管部门', en: 'Department' },
  openBudget: { zh: '打开预算', en: 'Open the budget' },
  allUnits: { zh: '全部单位', en: 'All units' },
  compared: { zh: '对照', en: 'Beside each other' },
  set: { zh: '设定控制数', en: 'Set the figures' },
  setHint: {
    zh: '每行是一种资金、一种支出性质的上限；写了项目的只限该项目，没写的限全部项目合计。未设过时，先列出现在安排的数。不要的行删去金额。下达以后也可以调整，每次写明理由。',
    en: 'Each row is the most for one fund and kind; one with a project is for that alone, one without for all projects together. Where none has been set, what is planned now is proposed. Clear the amount of a row to drop it. Figures may be revised after they are issued, each time with a reason.',
  },
  fund: { zh: '资金性质', en: 'Fund' },
  nature: { zh: '支出性质', en: 'Kind' },
  project: { zh: '项目', en: 'Project' },
  amount: { zh: '金额（元）', en: 'Yuan' },
  row: { zh: '第{n}行', en: 'row {n}' },
  reason: { zh: `${REASON.zh}（文号、会议、依据）`, en: `${REASON.en} (document, meeting, basis)` },
  save: { zh: '保存控制数', en: 'Keep the figures' },
  history: { zh: '历次调整', en: 'Revisions' },
  revisionHead: { zh: '次', en: 'No.' },
  revision: { zh: '第{n}次', en: 'No. {n}' },
  when: WHEN,
  who: WHO,
  total: { zh: '合计（元）', en: 'Total (yuan)' },
  changes: { zh: '比上一次', en: 'Against the one before' },
  none: { zh: '还没有设定。', en: 'None has been set.' },
  wrongFigures: {
    zh: '没有保存：金额应为不小于零、最多两位小数的数，同一资金、性质、项目只写一行。有误的行：{rows}。',
    en: 'Not kept: amounts are numbers from zero with at most two decimals, and a fund, kind and project stands once. Wrong rows: {rows}.',
  },
  noReason: { zh: '没有保存：请写明理由。', en: 'Not kept: say why.' },
  refused: { zh: '没有保存：只有财政预算处可以设定。', en: 'Not kept: only the budget desk sets them.' },
} as const satisfies Record<string, Words>

export type ControlPhraseKey = keyof typeof PHRASES

export function controlPhrase(
  language: Language,
  key: ControlPhraseKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return PHRASES[key][language].replace(/\{(\w+)\}/gu, (whole, name: string) => String(values[name] ?? whole))
}
