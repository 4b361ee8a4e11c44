import type { Words } from '../../budget/finding.ts'
import type { PostRole } from '../roles.ts'
import type { GuardId } from './guards.ts'
import type { StateId } from './states.ts'
import type { TransitionId } from './transition-ids.ts'

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
  /** Only for a unit that its department went ahead of: for all others it is no task, since they go on with their department. */
  readonly late?: true
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
  readonly late?: true
}

/** A step of a unit's budget unless another is said. */
export function step(
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

/** A step back, with its reason. */
export const back = (id: TransitionId, from: StateId, to: StateId, role: PostRole, more: Said = {}): Transition =>
  step(id, '退回修改', 'Return', [from], to, role, { asks: ['reason'], back: true, ...more })

/** What was cleared and is not published yet can still be held: whoever cleared it says why, and it is sent to review again. */
export const withdraw = (id: TransitionId, from: StateId, to: StateId): Transition =>
  step(id, '撤回审查意见', 'Withdraw the clearance', [from], to, 'secrecy-review', { asks: ['reason'], back: true, of: BOTH })

/** What is handed in as sound. */
export const SOUND: readonly GuardId[] = ['readable', 'lawful', 'in-library']
/** What every review asks. */
export const REVIEW: readonly GuardId[] = ['not-own']
export const BOTH = ['unit', 'department'] as const
