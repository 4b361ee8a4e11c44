import type { Words } from '../../budget/finding.ts'
import type { PostRole } from '../roles.ts'

/** Where a budget stands on its way from the first draft to the final account. */
export const STATE_IDS = [
  'first-draft',
  'first-unit-review',
  'first-department-review',
  'first-bureau-review',
  'performance-review',
  'awaiting-control',
  'second-draft',
  'second-unit-review',
  'second-department-review',
  'second-bureau-review',
  'second-budget-review',
  'before-congress',
  'awaiting-unit-approval',
  'approved',
  'secrecy-review',
  'cleared',
  'published',
  'correction-draft',
  'correction-review',
  'revision-draft',
  'revision-review',
  'revision-bureau-review',
  'final-draft',
  'final-unit-review',
  'final-department-review',
  'final-bureau-review',
  'final-before-congress',
  'final-awaiting-unit-approval',
  'final-approved',
  'final-secrecy-review',
  'final-cleared',
  'final-published',
  'collecting',
  'final-collecting',
] as const
export type StateId = (typeof STATE_IDS)[number]

/** Parts of the year's work, in their order: what a reader of a list wants to know first. */
export type Phase = 'first' | 'control' | 'second' | 'congress' | 'approval' | 'publication' | 'execution' | 'final'

export interface State {
  readonly name: Words
  readonly phase: Phase
  /** Who may write in the draft while it stands here; nobody where it is not said. */
  readonly writers?: readonly PostRole[]
  /** What the draft is written as: the year's budget, or its final account. */
  readonly stage: 'budget' | 'final'
}

const budget = (phase: Phase, zh: string, en: string, writers?: readonly PostRole[]): State => ({
  name: { zh, en },
  phase,
  stage: 'budget',
  ...(writers === undefined ? {} : { writers }),
})
const final = (zh: string, en: string, writers?: readonly PostRole[]): State => ({
  ...budget('final', zh, en, writers),
  stage: 'final',
})

/** 二上二下, as data. Units go through all of it; a department's own budget, which is its units' together, begins at `collecting`. */
export const STATES: Readonly<Record<StateId, State>> = {
  'first-draft': budget('first', '一上编制', 'First draft', ['unit-clerk']),
  'first-unit-review': budget('first', '一上：单位审核', 'First draft: review in the unit'),
  'first-department-review': budget('first', '一上：主管部门审核', 'First draft: review in the department'),
  'first-bureau-review': budget('first', '一上：财政业务处审核', 'First draft: review by the business desk'),
  'performance-review': budget('first', '绩效目标审核', 'Review of performance targets'),
  'awaiting-control': budget('control', '一下：待下达控制数', 'Awaiting its control figures'),
  'second-draft': budget('second', '二上编制', 'Second draft', ['unit-clerk']),
  'second-unit-review': budget('second', '二上：单位审核', 'Second draft: review in the unit'),
  'second-department-review': budget('second', '二上：主管部门审核', 'Second draft: review in the department'),
  'second-bureau-review': budget('second', '二上：财政业务处审核', 'Second draft: review by the business desk'),
  'second-budget-review': budget('second', '二上：财政预算处汇编', 'Second draft: compiled by the budget desk'),
  'before-congress': budget('congress', '待人大批准、财政批复', 'Before the congress and the approval to departments'),
  'awaiting-unit-approval': budget('approval', '二下：待部门批复单位', 'Awaiting the approval to the unit'),
  approved: budget('approval', '已批复', 'Approved'),
  'secrecy-review': budget('publication', '公开前保密审查', 'Secrecy review'),
  cleared: budget('publication', '待公开', 'Cleared for publication'),
  published: budget('publication', '已公开', 'Published'),
  'correction-draft': budget('publication', '更正：修改', 'Correction: draft', ['unit-clerk', 'department-finance']),
  'correction-review': budget('publication', '更正：待批准', 'Correction: awaiting approval'),
  'revision-draft': budget('execution', '预算调剂（调整）编制', 'Revision: draft', ['unit-clerk']),
  'revision-review': budget('execution', '预算调剂（调整）：主管部门审核', 'Revision: review in the department'),
  'revision-bureau-review': budget('execution', '预算调剂（调整）：财政审核', 'Revision: review by the bureau'),
  'final-draft': final('决算编制', 'Final account: draft', ['unit-clerk']),
  'final-unit-review': final('决算：单位审核', 'Final account: review in the unit'),
  'final-department-review': final('决算：主管部门审核', 'Final account: review in the department'),
  'final-bureau-review': final('决算：财政审核', 'Final account: review by the bureau'),
  'final-before-congress': final(
    '决算：待人大常委会批准、财政批复',
    'Final account: before the congress and the approval to departments',
  ),
  'final-awaiting-unit-approval': final('决算：待部门批复单位', 'Final account: awaiting the approval to the unit'),
  'final-approved': final('决算已批复', 'Final account approved'),
  'final-secrecy-review': final('决算：公开前保密审查', 'Final account: secrecy review'),
  'final-cleared': final('决算：待公开', 'Final account: cleared for publication'),
  'final-published': final('决算已公开', 'Final account published'),
  collecting: budget('second', '汇总所属单位', 'Collecting its units', ['department-finance']),
  'final-collecting': final('决算：汇总所属单位', 'Final account: collecting its units', ['department-finance']),
}

export function isState(id: string): id is StateId {
  return (STATE_IDS as readonly string[]).includes(id)
}

/** Whether a role writes in a unit's or a department's budget where it stands: a unit's is written by the unit, a department's by the department. */
export function writesIn(state: StateId, kind: 'unit' | 'department', role: PostRole): boolean {
  return STATES[state].writers?.includes(role) === true && (role === 'unit-clerk') === (kind === 'unit')
}
