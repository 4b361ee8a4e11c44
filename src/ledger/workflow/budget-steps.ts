import { back, BOTH, REVIEW, SOUND, step, type Transition, withdraw } from './transition.ts'

/** The steps of the year's budget, in its order: from the first draft to the publication, and what corrects or revises it. */
export const BUDGET_STEPS: readonly Transition[] = [
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
    guards: [...REVIEW, 'within-control', 'before-handing-in'],
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
    'approve-late-unit',
    '追加批复（部门批复后新增单位）',
    'Approve a unit that joined after its department was approved',
    ['before-congress'],
    'awaiting-unit-approval',
    'bureau-budget',
    {
      asks: ['document'],
      guards: ['department-approved', 'not-own'],
      late: true,
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
]
