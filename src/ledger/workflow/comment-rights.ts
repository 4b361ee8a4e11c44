import type { PostRole } from '../roles.ts'
import type { StateId } from './states.ts'
import { stepsFrom } from './transitions.ts'

/** Who wrote the budget and answers for it: the reviewing side is everybody else who reaches it and may act. */
const OWN_SIDE: Readonly<Record<'unit' | 'department', readonly PostRole[]>> = {
  unit: ['unit-clerk', 'unit-head'],
  department: ['department-finance'],
}

export interface CommentRights {
  /** May answer below it. */
  readonly answer: boolean
  /** May say that it is dealt with, or open it again. */
  readonly resolve: boolean
  /** May let the budget go on with it: it is open again where the budget arrives (带入下一环节). */
  readonly carry: boolean
}

const NONE: CommentRights = { answer: false, resolve: false, carry: false }

/** Whether a post may say something, and not only look on. */
export function mayComment(role: PostRole): boolean {
  return role !== 'budget-auditor'
}

/**
 * What a person may do with a comment. Whoever reaches a budget in a post that acts may comment. Answers are the own side's, and the commenter's who asks
 * again. What is dealt with is said by the commenter or by the reviewing side, never by those who were asked. To carry one on belongs to the post that would
 * else be held up by it: one with a step forward from here that asks for comments to be settled.
 */
export function commentRights(
  { role, user }: { readonly role: PostRole; readonly user: string },
  budget: { readonly kind: 'unit' | 'department'; readonly state: StateId },
  comment: { readonly actor: string; readonly state: 'open' | 'resolved' | 'carried' },
): CommentRights {
  if (!mayComment(role)) return NONE
  const own = OWN_SIDE[budget.kind].includes(role)
  const mine = comment.actor === user
  const held = stepsFrom(budget.state, budget.kind).some(
    (step) => step.role === role && step.back !== true && step.guards.includes('comments-settled'),
  )
  return { answer: own || mine, resolve: mine || !own, carry: comment.state === 'open' && held }
}
