import type { Budgets, PostHolder } from '../../app/compile/budgets.ts'
import type { Cycle } from '../../app/compile/cycles.ts'
import type { DeskRequest } from './desk-env.ts'

/** The cycles that a post sees, and the one that is asked for by `?cycle=`, else the newest; null where there is none. */
export async function chosenCycle(
  c: DeskRequest,
  budgets: Budgets,
  holder: PostHolder | null,
): Promise<{ readonly cycles: readonly Cycle[]; readonly chosen: Cycle | null }> {
  const cycles = holder === null ? [] : await budgets.cycles(holder)
  const asked = Number(c.req.query('cycle') ?? 0)
  return { cycles, chosen: cycles.find(({ id }) => id === asked) ?? cycles[0] ?? null }
}
