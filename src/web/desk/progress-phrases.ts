import type { Words } from '../../budget/finding.ts'
import type { Language } from '../language.ts'
import { fillIn } from '../phrases.ts'

/** What the pages about performance through the year say. */
export const PROGRESS_PHRASES = {
  title: { zh: '绩效', en: 'Performance' },
  lead: {
    zh: '按项目计划的时点填报支出和指标完成值；偏离计划的会提醒。年末自评，绩效处审核，公开经办公开。',
    en: 'At the checkpoints of its plan a project says what it spent and what its indicators reached; what is off the plan is told. At the end the unit evaluates itself, the performance desk reviews it, the publisher makes it public.',
  },
  none: { zh: '没有已批复的项目。', en: 'There is no approved project.' },
  caption: { zh: '{year}年项目执行情况', en: 'Projects in {year}' },
  colProject: { zh: '项目', en: 'Project' },
  colUnit: { zh: '单位', en: 'Unit' },
  colAmount: { zh: '预算（元）', en: 'Budget (yuan)' },
  colSpent: { zh: '已支出', en: 'Spent' },
  colWarnings: { zh: '提醒', en: 'Warnings' },
  colScore: { zh: '自评得分', en: 'Own score' },
  onlyWarned: { zh: '只看有提醒的', en: 'Only those with warnings' },
  showAll: { zh: '看全部', en: 'All of them' },
  checkpoints: { zh: '各时点', en: 'Checkpoints' },
  colCheckpoint: { zh: '时点', en: 'Checkpoint' },
  colPlan: { zh: '计划', en: 'Planned' },
  colReached: { zh: '指标完成值', en: 'Indicators' },
  colExplanation: { zh: '说明', en: 'Explanation' },
  colPublic: { zh: '公开', en: 'Public' },
  yes: { zh: '已公开', en: 'public' },
  no: { zh: '未公开', en: 'not public' },
  notSaid: { zh: '未填', en: 'not said' },
  report: { zh: '填报', en: 'Report' },
  checkpoint: { zh: '时点', en: 'Checkpoint' },
  spent: { zh: '年初至今支出（元）', en: 'Spent since the year began (yuan)' },
  reachedOf: { zh: '{name}（目标{target}）', en: '{name} (target {target})' },
  explanation: { zh: '说明（偏离计划时必填）', en: 'Explanation (needed where it is off the plan)' },
  save: { zh: '保存', en: 'Save' },
  evaluation: { zh: '自评', en: 'Own evaluation' },
  weights: {
    zh: '权重按财预〔2020〕10号的通行做法：预算执行率10分、产出50分、效益30分、满意度10分，同一级的指标平分；90分以上为优，80分以上为良，60分以上为中。',
    en: 'Points by the custom of 财预〔2020〕10号: execution 10, product 50, benefit 30, satisfaction 10, even among the indicators of a group; from 90 excellent, from 80 good, from 60 fair.',
  },
  shareOf: { zh: '完成程度（%）', en: 'How much of it (%)' },
  evaluate: { zh: '提交自评', en: 'Hand in the evaluation' },
  score: { zh: '得分 {points} / {most}，{grade}', en: '{points} of {most}: {grade}' },
  colIndicator: { zh: '指标', en: 'Indicator' },
  colTarget: { zh: '目标', en: 'Target' },
  colValue: { zh: '完成值', en: 'Reached' },
  colPoints: { zh: '得分', en: 'Points' },
  review: { zh: '绩效处审核', en: 'Review by the performance desk' },
  agreed: { zh: '已审核同意', en: 'agreed' },
  returned: { zh: '退回：{comment}', en: 'returned: {comment}' },
  comment: { zh: '意见（退回时必填）', en: 'Comment (needed for a return)' },
  agree: { zh: '同意', en: 'Agree' },
  sendBack: { zh: '退回', en: 'Return' },
  publish: { zh: '公开这个项目的填报', en: 'Make what was said of it public' },
} as const satisfies Record<string, Words>

type ProgressPhrase = keyof typeof PROGRESS_PHRASES

export type Say = (key: ProgressPhrase, values?: Readonly<Record<string, string | number>>) => string

export function sayIn(language: Language): Say {
  return (key, values = {}) => fillIn(PROGRESS_PHRASES[key][language], values)
}

/** @param share hundredths of a per cent */
export function percent(share: number): string {
  return `${Number((share / 100).toFixed(1))}%`
}

/** @param hundredths of a point */
export function points(hundredths: number): string {
  return String(Number((hundredths / 100).toFixed(2)))
}
