import type { Deadline } from './deadlines.ts'
import type { StateId } from './states.ts'
import { TRANSITIONS } from './transitions.ts'

/**
 * The open deadline that a budget's way forward meets first: that of the step which is waited for, else of a step after it. Where none of them has a
 * day, the next one that is open at all.
 */
export function deadlineAhead(
  state: StateId,
  kind: 'unit' | 'department',
  deadlines: readonly Deadline[],
): (Deadline & { readonly daysLeft: number }) | null {
  const open = deadlines.filter((each): each is Deadline & { readonly daysLeft: number } => each.daysLeft !== null)
  const seen = new Set<StateId>([state])
  let at: readonly StateId[] = [state]
  while (at.length > 0) {
    const steps = TRANSITIONS.filter(
      ({ back, of, from }) => back !== true && of.includes(kind) && from.some((each) => at.includes(each)),
    )
    const met = open.find(({ metBy }) => steps.some(({ id }) => metBy.includes(id)))
    if (met !== undefined) return met
    at = [...new Set(steps.map(({ to }) => to))].filter((each) => !seen.has(each))
    for (const each of at) seen.add(each)
  }
  return open[0] ?? null
}
