import type { Words } from '../../budget/finding.ts'
import type { DeadlineRule } from './deadlines.ts'
import type { TransitionId } from './transition-ids.ts'

const LAW: Words = { zh: '预算法', en: '预算法 (Budget Law)' }
const REGULATION: Words = { zh: '预算法实施条例', en: '预算法实施条例 (its regulation)' }

function article({ zh, en }: Words, number: string, n: string): Words {
  return { zh: `${zh}第${number}条`, en: `${en} art. ${n}` }
}

const ART_14 = article(LAW, '十四', '14')
const ART_44 = article(LAW, '四十四', '44')
const ART_52 = article(LAW, '五十二', '52')
const ART_80 = article(LAW, '八十', '80')
const ART_6_OF_REGULATION = article(REGULATION, '六', '6')

/** What was a unit's approval before the department had its own step: days that began with it go on. */
const FINAL_OF_BEFORE = 'pass-final-bureau' satisfies TransitionId

/**
 * Deadlines that the law sets (预算法, 2018; 预算法实施条例, 国务院令第729号), in the order of the year. The law says 日, so days are those of the
 * calendar, not working days.
 */
export const STATUTORY_DEADLINES: readonly DeadlineRule[] = [
  {
    id: 'open-central',
    name: { zh: '财政部布置编制下一年预算', en: "The ministry opens the next year's budget" },
    basis: article(REGULATION, '二十二', '22'),
    of: ['division'],
    levels: ['central'],
    start: { kind: 'calendar', year: -1, monthDay: '06-15' },
    met: { events: ['opened'] },
  },
  {
    id: 'open-local',
    name: { zh: '本级财政布置编制下一年预算', en: "The bureau opens the next year's budget" },
    basis: article(REGULATION, '二十五', '25'),
    of: ['division'],
    levels: ['province', 'below'],
    start: { kind: 'calendar', year: -1, monthDay: '06-30' },
    met: { events: ['opened'] },
  },
  {
    id: 'report-totals',
    name: { zh: '全省汇总预算报财政部', en: "The province's totals reach the ministry" },
    basis: article(REGULATION, '二十七', '27'),
    of: ['division'],
    levels: ['province'],
    start: { kind: 'calendar', year: 0, monthDay: '01-10' },
    met: { events: ['totals-reported'] },
  },
  {
    id: 'first-review-central',
    name: { zh: '预算草案初步方案提交初步审查（会前45日）', en: 'The draft is handed in for the first review (45 days before)' },
    basis: ART_44,
    of: ['division'],
    levels: ['central'],
    start: { kind: 'event', event: 'congress-session', days: -45 },
    met: { events: ['first-review'] },
  },
  {
    id: 'first-review-local',
    name: { zh: '预算草案初步方案提交初步审查（会前30日）', en: 'The draft is handed in for the first review (30 days before)' },
    basis: ART_44,
    of: ['division'],
    levels: ['province', 'below'],
    start: { kind: 'event', event: 'congress-session', days: -30 },
    met: { events: ['first-review'] },
  },
  {
    id: 'approve-department',
    name: { zh: '财政批复部门预算（20日内）', en: 'The bureau approves the department (within 20 days)' },
    basis: ART_52,
    of: ['division', 'department'],
    start: { kind: 'event', event: 'congress-approved', days: 20 },
    met: { moves: ['approve-department'] },
  },
  {
    id: 'approve-unit',
    name: { zh: '部门批复单位预算（15日内）', en: 'The department approves the unit (within 15 days)' },
    basis: ART_52,
    of: ['unit'],
    // For a unit that joined later the department has the bureau's document for it alone.
    start: {
      kind: 'move',
      from: [
        { move: 'approve-department', of: 'department' },
        { move: 'approve-late-unit', of: 'own' },
      ],
      days: 15,
    },
    met: { moves: ['approve-unit'] },
  },
  {
    id: 'publish-department',
    name: { zh: '部门预算公开（20日内）', en: 'The department publishes its budget (within 20 days)' },
    basis: ART_14,
    of: ['department'],
    start: { kind: 'move', from: [{ move: 'approve-department', of: 'own' }], days: 20 },
    met: { moves: ['publish'] },
  },
  {
    id: 'publish-unit',
    name: { zh: '单位预算公开（20日内）', en: 'The unit publishes its budget (within 20 days)' },
    basis: ART_6_OF_REGULATION,
    of: ['unit'],
    start: { kind: 'move', from: [{ move: 'approve-unit', of: 'own' }], days: 20 },
    met: { moves: ['publish'] },
  },
  {
    id: 'approve-department-final',
    name: { zh: '财政批复部门决算（20日内）', en: "The bureau approves the department's final account (within 20 days)" },
    basis: ART_80,
    of: ['division', 'department'],
    start: { kind: 'event', event: 'final-congress-approved', days: 20 },
    met: { moves: ['approve-department-final'] },
  },
  {
    id: 'approve-unit-final',
    name: { zh: '部门批复单位决算（15日内）', en: "The department approves the unit's final account (within 15 days)" },
    basis: ART_80,
    of: ['unit'],
    start: { kind: 'move', from: [{ move: 'approve-department-final', of: 'department' }], days: 15 },
    met: { moves: ['approve-unit-final', FINAL_OF_BEFORE] },
  },
  {
    id: 'publish-department-final',
    name: { zh: '部门决算公开（20日内）', en: 'The department publishes its final account (within 20 days)' },
    basis: ART_14,
    of: ['department'],
    start: { kind: 'move', from: [{ move: 'approve-department-final', of: 'own' }], days: 20 },
    met: { moves: ['publish-final'] },
  },
  {
    id: 'publish-unit-final',
    name: { zh: '单位决算公开（20日内）', en: 'The unit publishes its final account (within 20 days)' },
    basis: ART_6_OF_REGULATION,
    of: ['unit'],
    start: {
      kind: 'move',
      from: [
        { move: 'approve-unit-final', of: 'own' },
        { move: FINAL_OF_BEFORE, of: 'own' },
      ],
      days: 20,
    },
    met: { moves: ['publish-final'] },
  },
]
