import type { Words } from '../../budget/finding.ts'
import type { PostRole } from '../roles.ts'
import type { GuardId } from './guards.ts'
import type { StateId } from './states.ts'
import type { TransitionId } from './transition-ids.ts'

export { isTransition, TRANSITION_IDS, type TransitionId } from './transition-ids.ts'

/** What a transition asks of who makes it, beside a click. */
export type Asked =
  /** Why: for returns, corrections and revisions. */
  | 'reason'
  /** Date and number of the document by which it was done: deadlines run from them. */
  | 'document'

export type EditionStep = 'make' | 'clear' | 'publish'

/** One step of a budget. What stands nowhere here cannot happen. */
export interface Transition {
  readonly id: TransitionId
  readonly name: Words
  /** Of a unit's own budget, or of a department's, which is that of its units together. */
  readonly of: readonly ('unit' | 'department')[]
  readonly from: readonly StateId[]
  readonly to: StateId
  readonly role: PostRole
  readonly asks: readonly Asked[]
  /** All must hold. */
  readonly guards: readonly GuardId[]
  /** Keeps what the draft says as a version. */
  readonly keeps?: 'version'
  /** What it does with the files that are published: they are made, looked at, made public. */
  readonly edition?: EditionStep
  /** What becomes of the units of a department with it: the transition that each of them makes. */
  readonly units?: TransitionId
  /** Nobody makes it by himself: it comes with another one. */
  readonly follows?: true
  /** A step back: shown apart, and never the way forward. */
  readonly back?: true
}

interface Said {
  readonly of?: Transition['of']
  readonly asks?: readonly Asked[]
  readonly guards?: readonly GuardId[]
  readonly keeps?: 'version'
  readonly edition?: EditionStep
  readonly units?: TransitionId
  readonly follows?: true
  readonly back?: true
}

function step(
  id: TransitionId,
  zh: string,
  en: string,
  from: readonly StateId[],
  to: StateId,
  role: PostRole,
  { of = ['unit'], asks = [], guards = [], ...more }: Said = {},
): Transition {
  return { id, name: { zh, en }, of, from, to, role, asks, guards, ...more }
}

const back = (id: TransitionId, from: StateId, to: StateId, role: PostRole, more: Said = {}): Transition =>
  step(id, '退回修改', 'Return', [from], to, role, { asks: ['reason'], back: true, ...more })

/** What was cleared and is not published yet can still be held: whoever cleared it says why, and it is sent to review again. */
const withdraw = (id: TransitionId, from: StateId, to: StateId): Transition =>
  step(id, '撤回审查意见', 'Withdraw the clearance', [from], to, 'secrecy-review', { asks: ['reason'], back: true, of: BOTH })

const SOUND: readonly GuardId[] = ['readable', 'lawful', 'in-library']
const REVIEW: readonly GuardId[] = ['not-own']
const BOTH = ['unit', 'department'] as const

/** The table of transitions. Its steps are those of 预算法 art. 31-52 and 75-80 and of the custom of 二上二下; see docs/workflow.md. */
export const TRANSITIONS: readonly Transition[] = [
  step('submit-first', '提交一上', 'Submit the first draft', ['first-draft'], 'first-unit-review', 'unit-clerk', {
    guards: ['readable', 'in-library'],
    keeps: 'version',
  }),
  step('pass-first-unit', '同意上报', 'Hand on', ['first-unit-review'], 'first-department-review', 'unit-head', {
    guards: REVIEW,
  }),
  back('return-first-unit', 'first-unit-review', 'first-draft', 'unit-head'),
  step(
    'pass-first-department',
    '审核通过，报财政',
    'Pass on to the bureau',
    ['first-department-review'],
    'first-bureau-review',
    'department-finance',
    {
      guards: [...REVIEW, 'comments-settled'],
    },
  ),
  back('return-first-department', 'first-department-review', 'first-draft', 'department-finance'),
  step(
    'pass-first-bureau',
    '审核通过，转绩效审核',
    'Pass on to the performance desk',
    ['first-bureau-review'],
    'performance-review',
    'bureau-business',
    {
      guards: [...REVIEW, 'comments-settled'],
    },
  ),
  back('return-first-bureau', 'first-bureau-review', 'first-draft', 'bureau-business'),
  step(
    'pass-performance',
    '绩效目标审核通过',
    'Pass the performance targets',
    ['performance-review'],
    'awaiting-control',
    'bureau-performance',
    {
      guards: [...REVIEW, 'targets-complete'],
    },
  ),
  back('return-performance', 'performance-review', 'first-draft', 'bureau-performance'),
  step('issue-control', '下达控制数', 'Issue its control figures', ['awaiting-control'], 'second-draft', 'bureau-budget', {
    guards: ['has-control'],
  }),
  step('submit-second', '提交二上', 'Submit the second draft', ['second-draft'], 'second-unit-review', 'unit-clerk', {
    guards: [...SOUND, 'within-control', 'targets-complete'],
    keeps: 'version',
  }),
  step('pass-second-unit', '同意上报', 'Hand on', ['second-unit-review'], 'second-department-review', 'unit-head', {
    guards: REVIEW,
  }),
  back('return-second-unit', 'second-unit-review', 'second-draft', 'unit-head'),
  step(
    'pass-second-department',
    '审核通过，报财政',
    'Pass on to the bureau',
    ['second-department-review'],
    'second-bureau-review',
    'department-finance',
    {
      guards: [...REVIEW, 'comments-settled'],
    },
  ),
  back('return-second-department', 'second-department-review', 'second-draft', 'department-finance'),
  step(
    'pass-second-bureau',
    '审核通过，报预算处',
    'Pass on to the budget desk',
    ['second-bureau-review'],
    'second-budget-review',
    'bureau-business',
    {
      guards: [...REVIEW, 'comments-settled'],
    },
  ),
  back('return-second-bureau', 'second-bureau-review', 'second-draft', 'bureau-business'),
  step('compile', '汇编', 'Compile', ['second-budget-review'], 'before-congress', 'bureau-budget', {
    guards: [...REVIEW, 'within-control'],
  }),
  back('return-compile', 'second-budget-review', 'second-draft', 'bureau-budget'),
  step(
    'collect',
    '汇总上报部门预算',
    "Hand in the department's budget",
    ['collecting'],
    'before-congress',
    'department-finance',
    {
      of: ['department'],
      guards: ['units-compiled', 'readable', 'lawful'],
      keeps: 'version',
    },
  ),
  back('return-collect', 'before-congress', 'collecting', 'bureau-budget', { of: ['department'], guards: ['before-approval'] }),
  step('approve-department', '批复部门', 'Approve the department', ['before-congress'], 'approved', 'bureau-budget', {
    of: ['department'],
    asks: ['document'],
    guards: ['congress-approved', 'not-own'],
    units: 'approved-with-department',
  }),
  step(
    'approved-with-department',
    '随部门批复',
    'Approved with its department',
    ['before-congress'],
    'awaiting-unit-approval',
    'bureau-budget',
    {
      follows: true,
    },
  ),
  step(
    'approve-unit',
    '批复单位',
    'Pass the approval on to the unit',
    ['awaiting-unit-approval'],
    'approved',
    'department-finance',
    {
      asks: ['document'],
      guards: ['department-approved', 'not-own'],
    },
  ),
  step('send-to-secrecy', '送保密审查', 'Send to secrecy review', ['approved'], 'secrecy-review', 'budget-publisher', {
    of: BOTH,
    edition: 'make',
  }),
  step('clear', '审查通过，可以公开', 'Clear for publication', ['secrecy-review'], 'cleared', 'secrecy-review', {
    of: BOTH,
    guards: ['not-sender'],
    edition: 'clear',
  }),
  back('return-secrecy', 'secrecy-review', 'approved', 'secrecy-review', { of: BOTH }),
  withdraw('withdraw-clearance', 'cleared', 'approved'),
  step('publish', '公开', 'Publish', ['cleared'], 'published', 'budget-publisher', {
    of: BOTH,
    guards: ['not-clearer'],
    edition: 'publish',
  }),
  step('begin-correction', '更正', 'Correct', ['published', 'approved'], 'correction-draft', 'budget-publisher', {
    of: BOTH,
    asks: ['reason'],
  }),
  step('submit-correction', '提交更正', 'Submit the correction', ['correction-draft'], 'correction-review', 'unit-clerk', {
    guards: ['readable', 'lawful', 'money-unchanged'],
    keeps: 'version',
  }),
  step(
    'submit-department-correction',
    '提交更正',
    'Submit the correction',
    ['correction-draft'],
    'correction-review',
    'department-finance',
    {
      of: ['department'],
      guards: ['readable', 'lawful', 'money-unchanged'],
      keeps: 'version',
    },
  ),
  step('approve-correction', '批准更正', 'Approve the correction', ['correction-review'], 'approved', 'department-finance', {
    asks: ['document'],
    guards: REVIEW,
  }),
  back('return-correction', 'correction-review', 'correction-draft', 'department-finance'),
  step(
    'approve-department-correction',
    '批准更正',
    'Approve the correction',
    ['correction-review'],
    'approved',
    'bureau-budget',
    {
      of: ['department'],
      asks: ['document'],
      guards: REVIEW,
    },
  ),
  back('return-department-correction', 'correction-review', 'correction-draft', 'bureau-budget', { of: ['department'] }),
  step('begin-virement', '预算调剂', 'Virement', ['published'], 'revision-draft', 'unit-clerk', { asks: ['reason'] }),
  step('begin-supplement', '追加（追减）预算', 'Supplement', ['published'], 'revision-draft', 'unit-clerk', { asks: ['reason'] }),
  step('begin-adjustment', '预算调整', 'Adjustment', ['published'], 'revision-draft', 'unit-clerk', { asks: ['reason'] }),
  step('submit-revision', '提交', 'Submit', ['revision-draft'], 'revision-review', 'unit-clerk', {
    guards: [...SOUND, 'of-its-kind'],
    keeps: 'version',
  }),
  step(
    'pass-revision',
    '审核通过，报财政',
    'Pass on to the bureau',
    ['revision-review'],
    'revision-bureau-review',
    'department-finance',
    {
      guards: REVIEW,
    },
  ),
  back('return-revision', 'revision-review', 'revision-draft', 'department-finance'),
  step('approve-revision', '批准', 'Approve', ['revision-bureau-review'], 'published', 'bureau-budget', {
    asks: ['document'],
    guards: [...REVIEW, 'of-its-kind', 'adjustment-approved'],
  }),
  back('return-revision-bureau', 'revision-bureau-review', 'revision-draft', 'bureau-budget'),
  step('begin-final', '编制决算', 'Begin the final account', ['published'], 'final-draft', 'unit-clerk', {
    guards: ['year-ended'],
  }),
  step('submit-final', '提交决算', 'Submit the final account', ['final-draft'], 'final-unit-review', 'unit-clerk', {
    guards: ['readable', 'lawful'],
    keeps: 'version',
  }),
  step('pass-final-unit', '同意上报', 'Hand on', ['final-unit-review'], 'final-department-review', 'unit-head', {
    guards: REVIEW,
  }),
  back('return-final-unit', 'final-unit-review', 'final-draft', 'unit-head'),
  step(
    'pass-final-department',
    '审核通过，报财政',
    'Pass on to the bureau',
    ['final-department-review'],
    'final-bureau-review',
    'department-finance',
    {
      guards: [...REVIEW, 'comments-settled'],
    },
  ),
  back('return-final-department', 'final-department-review', 'final-draft', 'department-finance'),
  step('pass-final-bureau', '批复决算', 'Approve the final account', ['final-bureau-review'], 'final-approved', 'bureau-budget', {
    asks: ['document'],
    guards: ['final-congress-approved', 'not-own'],
  }),
  back('return-final-bureau', 'final-bureau-review', 'final-draft', 'bureau-budget'),
  step(
    'begin-department-final',
    '汇总部门决算',
    'Collect the final accounts',
    ['published'],
    'final-collecting',
    'department-finance',
    {
      of: ['department'],
      guards: ['units-final'],
    },
  ),
  step(
    'approve-department-final',
    '批复部门决算',
    "Approve the department's final account",
    ['final-collecting'],
    'final-approved',
    'bureau-budget',
    {
      of: ['department'],
      asks: ['document'],
      guards: ['units-final-approved', 'final-congress-approved', 'not-own', 'readable', 'lawful'],
      keeps: 'version',
    },
  ),
  step(
    'send-final-to-secrecy',
    '送保密审查',
    'Send to secrecy review',
    ['final-approved'],
    'final-secrecy-review',
    'budget-publisher',
    { of: BOTH, edition: 'make' },
  ),
  step(
    'clear-final',
    '审查通过，可以公开',
    'Clear for publication',
    ['final-secrecy-review'],
    'final-cleared',
    'secrecy-review',
    {
      of: BOTH,
      guards: ['not-sender'],
      edition: 'clear',
    },
  ),
  back('return-final-secrecy', 'final-secrecy-review', 'final-approved', 'secrecy-review', { of: BOTH }),
  withdraw('withdraw-final-clearance', 'final-cleared', 'final-approved'),
  step('publish-final', '公开决算', 'Publish the final account', ['final-cleared'], 'final-published', 'budget-publisher', {
    of: BOTH,
    guards: ['not-clearer'],
    edition: 'publish',
  }),
]

const BY_ID = new Map(TRANSITIONS.map((each) => [each.id, each]))

export function transitionOf(id: TransitionId): Transition {
  const found = BY_ID.get(id)
  if (found === undefined) throw new Error(`no transition ${id}`)
  return found
}

/** The steps that lead on from a state, those forward first. */
export function stepsFrom(state: StateId, kind: 'unit' | 'department'): readonly Transition[] {
  const steps = TRANSITIONS.filter((each) => each.follows !== true && each.from.includes(state) && each.of.includes(kind))
  return [...steps.filter(({ back: isBack }) => isBack !== true), ...steps.filter(({ back: isBack }) => isBack === true)]
}
