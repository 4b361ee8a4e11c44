import { back, BOTH, REVIEW, step, type Transition, withdraw } from './transition.ts'

/**
 * The steps of the final account: the way of the budget once more. The bureau passes what units hand in, the department brings them together; the congress
 * approves, then the bureau the department, and the department its units (预算法 art. 80).
 */
export const FINAL_STEPS: readonly Transition[] = [
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
  step(
    'compile-final',
    '审核通过，汇编决算',
    'Pass and compile',
    ['final-bureau-review'],
    'final-before-congress',
    'bureau-budget',
    {
      guards: REVIEW,
    },
  ),
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
    'collect-final',
    '汇总上报部门决算',
    "Hand in the department's final account",
    ['final-collecting'],
    'final-before-congress',
    'department-finance',
    {
      of: ['department'],
      guards: ['units-final-passed', 'readable', 'lawful'],
      keeps: 'version',
    },
  ),
  back('return-collect-final', 'final-before-congress', 'final-collecting', 'bureau-budget', {
    of: ['department'],
    guards: ['before-final-approval'],
  }),
  step(
    'approve-department-final',
    '批复部门决算',
    "Approve the department's final account",
    ['final-before-congress'],
    'final-approved',
    'bureau-budget',
    {
      of: ['department'],
      asks: ['document'],
      guards: ['final-congress-approved', 'not-own'],
      units: 'final-approved-with-department',
    },
  ),
  step(
    'final-approved-with-department',
    '随部门批复',
    'Approved with its department',
    ['final-before-congress'],
    'final-awaiting-unit-approval',
    'bureau-budget',
    {
      follows: true,
    },
  ),
  step(
    'approve-unit-final',
    '批复单位决算',
    'Pass the approval of the final account on to the unit',
    ['final-awaiting-unit-approval'],
    'final-approved',
    'department-finance',
    {
      asks: ['document'],
      guards: ['department-final-approved', 'not-own'],
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
  // Before the department had its own step, the bureau approved units itself. Nobody makes it any more; histories have it, and it says what they say.
  step('pass-final-bureau', '批复决算', 'Approve the final account', [], 'final-approved', 'bureau-budget', {
    asks: ['document'],
    guards: ['final-congress-approved', 'not-own'],
  }),
]
