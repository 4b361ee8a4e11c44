import type { Words } from '../../budget/finding.ts'
import { type GuardId, judgeGuards } from '../../ledger/workflow/guards.ts'
import { stepsFrom, type TransitionId } from '../../ledger/workflow/transitions.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import { readBareRow, readRow } from './budget-row.ts'
import { guardContext } from './guard-context.ts'
import { moveBudget } from './move-budget.ts'
import type { QueueRow } from './queue.ts'

/** The step that a list can make with one tick, and what stands in its way. */
export interface ListedStep {
  readonly id: TransitionId
  readonly name: Words
  readonly refusals: readonly Words[]
}

/** What became of one of many. */
export interface Passed {
  readonly budget: number
  readonly ok: boolean
  readonly refusals: readonly Words[]
}

/**
 * For each of some rows the step forward that asks nothing but a click, with why it cannot be made now; null where it asks for a document, or there are
 * several ways. Nothing is proven for it: a draft under review is the version that was handed in, and that knows how many errors it has.
 */
export async function listedSteps(
  store: Store,
  rows: readonly QueueRow[],
  today: string,
): Promise<ReadonlyMap<QueueRow, ListedStep | null>> {
  const steps = new Map<QueueRow, ListedStep | null>()
  for (const [holder, own] of Map.groupBy(rows, ({ holder: each }) => each))
    await actAt(store, holder, async (tx) => {
      for (const row of own) {
        const step = onlyStep(row)
        const guards = step?.guards.filter((guard) => guard !== 'lawful') ?? []
        const read = guards.some((guard) => OF_THE_DRAFT.has(guard)) ? readRow : readBareRow
        const budget = step === null ? null : await read(tx, row.budget)
        if (step === null || budget === null) {
          steps.set(row, null)
          continue
        }
        const refusals = [...judgeGuards(guards, await guardContext(tx, budget, guards, { actor: holder.user, today }))]
        const errors = row.summary?.errors ?? 0
        if (step.guards.includes('lawful') && errors > 0)
          refusals.push({ zh: `交来的一版有${errors}处错误。`, en: `The version handed in has ${errors} errors.` })
        steps.set(row, { id: step.id, name: step.name, refusals })
      }
    })
  return steps
}

/** Guards that look at what the draft says. */
const OF_THE_DRAFT: ReadonlySet<GuardId> = new Set([
  'readable',
  'in-library',
  'targets-complete',
  'within-control',
  'money-unchanged',
  'of-its-kind',
])

/** A step that makes or looks at files is taken one by one. */
function onlyStep({ state, kind, holder }: QueueRow): ReturnType<typeof stepsFrom>[number] | null {
  const forward = stepsFrom(state, kind).filter(({ role, back }) => role === holder.role && back !== true)
  const [step] = forward
  const isPlain = forward.length === 1 && step?.asks.length === 0 && step.edition === undefined
  return isPlain ? step : null
}

/** Makes a step with each of several budgets, each for itself and with all its guards: one that is refused holds up no other. */
export async function passMany(
  store: Store,
  chosen: readonly { readonly budget: number; readonly holder: PostHolder; readonly transition: TransitionId }[],
  today: string,
): Promise<readonly Passed[]> {
  const passed: Passed[] = []
  for (const { budget, holder, transition } of chosen) {
    const moved = await moveBudget(store, holder, budget, { transition }, today)
    passed.push({ budget, ok: moved.ok, refusals: moved.ok ? [] : moved.refusals })
  }
  return passed
}
