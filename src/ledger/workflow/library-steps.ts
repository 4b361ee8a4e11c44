import type { Words } from '../../budget/finding.ts'
import type { PostRole } from '../roles.ts'

/** Where a project stands in the library, which is kept all year round: nothing outside it is budgeted (预算法实施条例, 项目库管理). */
export const LIBRARY_STATE_IDS = ['draft', 'submitted', 'passed', 'stored', 'ended'] as const
export type LibraryState = (typeof LIBRARY_STATE_IDS)[number]

export const LIBRARY_STATES: Readonly<Record<LibraryState, Words>> = {
  draft: { zh: '申报中', en: 'Draft' },
  submitted: { zh: '主管部门审核', en: 'With the department' },
  passed: { zh: '财政业务处审核', en: 'With the business desk' },
  stored: { zh: '已入库', en: 'In the library' },
  ended: { zh: '已终止', en: 'Ended' },
}

export const LIBRARY_STEP_IDS = [
  'submit',
  'withdraw',
  'pass',
  'return-submitted',
  'store',
  'return-passed',
  'revise',
  'end',
] as const
export type LibraryStepId = (typeof LIBRARY_STEP_IDS)[number]

/** What must hold before a step. */
export type LibraryGuard = 'complete' | 'not-own'

/** One step of a project. What stands nowhere here cannot happen; the database's row policies are made from this table too. */
export interface LibraryStep {
  readonly id: LibraryStepId
  readonly name: Words
  readonly from: LibraryState
  readonly to: LibraryState
  readonly role: PostRole
  /** Asks for a reason. */
  readonly reason?: true
  readonly guards: readonly LibraryGuard[]
}

/** Who writes a project, and where it stands meanwhile. */
export const LIBRARY_WRITERS: { readonly state: LibraryState; readonly roles: readonly PostRole[] } = {
  state: 'draft',
  roles: ['unit-clerk'],
}

export const LIBRARY_STEPS: readonly LibraryStep[] = [
  {
    id: 'submit',
    name: { zh: '提交主管部门', en: 'Submit to the department' },
    from: 'draft',
    to: 'submitted',
    role: 'unit-clerk',
    guards: ['complete'],
  },
  {
    id: 'withdraw',
    name: { zh: '放弃申报', en: 'Give it up' },
    from: 'draft',
    to: 'ended',
    role: 'unit-clerk',
    reason: true,
    guards: [],
  },
  {
    id: 'pass',
    name: { zh: '审核通过，报财政', en: 'Pass on to the bureau' },
    from: 'submitted',
    to: 'passed',
    role: 'department-finance',
    guards: ['complete', 'not-own'],
  },
  {
    id: 'return-submitted',
    name: { zh: '退回修改', en: 'Return' },
    from: 'submitted',
    to: 'draft',
    role: 'department-finance',
    reason: true,
    guards: [],
  },
  {
    id: 'store',
    name: { zh: '入库', en: 'Take into the library' },
    from: 'passed',
    to: 'stored',
    role: 'bureau-business',
    guards: ['complete', 'not-own'],
  },
  {
    id: 'return-passed',
    name: { zh: '退回修改', en: 'Return' },
    from: 'passed',
    to: 'draft',
    role: 'bureau-business',
    reason: true,
    guards: [],
  },
  {
    id: 'revise',
    name: { zh: '调整项目，重新申报', en: 'Revise: write it again' },
    from: 'stored',
    to: 'draft',
    role: 'unit-clerk',
    reason: true,
    guards: [],
  },
  {
    id: 'end',
    name: { zh: '终止项目', en: 'End the project' },
    from: 'stored',
    to: 'ended',
    role: 'bureau-business',
    reason: true,
    guards: [],
  },
]

export function isLibraryStep(id: string): id is LibraryStepId {
  return (LIBRARY_STEP_IDS as readonly string[]).includes(id)
}

export function isLibraryState(id: string): id is LibraryState {
  return (LIBRARY_STATE_IDS as readonly string[]).includes(id)
}

export function libraryStep(id: LibraryStepId): LibraryStep {
  const found = LIBRARY_STEPS.find((step) => step.id === id)
  if (found === undefined) throw new Error(`no step ${id} of the library`)
  return found
}
