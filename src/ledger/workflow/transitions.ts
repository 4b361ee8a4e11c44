import { BUDGET_STEPS } from './budget-steps.ts'
import { FINAL_STEPS } from './final-steps.ts'
import type { StateId } from './states.ts'
import type { Transition } from './transition.ts'
import type { TransitionId } from './transition-ids.ts'

export type { Asked, EditionStep, Transition } from './transition.ts'
export { isTransition, TRANSITION_IDS, type TransitionId } from './transition-ids.ts'

/** The table of transitions. Its steps are those of 预算法 art. 31-52 and 75-80 and of the custom of 二上二下; see docs/workflow.md. */
export const TRANSITIONS: readonly Transition[] = [...BUDGET_STEPS, ...FINAL_STEPS]

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
