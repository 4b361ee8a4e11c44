import { type Fen, readFigure } from '../../budget/amount.ts'
import type { PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import {
  type CheckpointSaid,
  evaluateProject,
  type ProgressSaid,
  publishProgress,
  recordProgress,
  reviewEvaluation,
} from './progress.ts'
import { watchProgress, type WatchedBudget } from './watch-progress.ts'

export { MOST_EXPLANATION, readLimits } from '../../ledger/performance/deviation.ts'

/** Performance through the year, for the server. */
export class ProgressBook {
  readonly #store: Store
  readonly #today: () => string

  constructor(store: Store, today: () => string) {
    this.#store = store
    this.#today = today
  }

  watch(holder: PostHolder, budget?: number): Promise<readonly WatchedBudget[]> {
    return watchProgress(this.#store, holder, { budget, today: this.#today() })
  }

  report(holder: PostHolder, budget: number, said: CheckpointSaid): Promise<ProgressSaid> {
    return recordProgress(this.#store, holder, budget, said, this.#today())
  }

  evaluate(holder: PostHolder, budget: number, said: Parameters<typeof evaluateProject>[3]): Promise<ProgressSaid> {
    return evaluateProject(this.#store, holder, budget, said, this.#today())
  }

  review(holder: PostHolder, budget: number, said: Parameters<typeof reviewEvaluation>[3]): Promise<ProgressSaid> {
    return reviewEvaluation(this.#store, holder, budget, said)
  }

  publish(holder: PostHolder, budget: number, { project }: { readonly project: string }): Promise<ProgressSaid> {
    return publishProgress(this.#store, holder, budget, project)
  }
}

/** An amount in yuan as somebody typed it, in fen; not a number where it is none. */
export function fenOf(typed: string): Fen {
  const figure = readFigure(typed)
  if (figure.state !== 'number' || figure.decimals > 2) return Number.NaN
  return figure.digits * 10 ** (2 - figure.decimals)
}
