import { type CommentRights, mayComment } from '../../ledger/workflow/comment-rights.ts'
import { transitionOf, type TransitionId } from '../../ledger/workflow/transitions.ts'
import type { PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import { budgetPath } from './budget-row.ts'
import {
  addComment,
  answerComment,
  type Comment,
  type CommentRefused,
  type CommentState,
  listComments,
  settleComment,
} from './comments.ts'
import { type History, type HistoryAsked, readHistory } from './history.ts'
import { type ListedStep, listedSteps, passMany, type Passed } from './pass-many.ts'
import { holderFor, type Post } from './post.ts'
import { type Neighbours, neighboursOf, type Queue, type QueueRow, readQueue } from './queue.ts'
import type { QueueAsked } from './queue-order.ts'
import { restoreBudget, type Restored, type Restoring } from './restore-budget.ts'
import { readReview, type Review } from './review.ts'
import { exportHistory, type HistoryVerified, verifyHistory } from './verify-history.ts'
import { type Compared, listVersions, readSides, type Side, type Versions } from './versions.ts'

/** Who asks, with all the posts that he has: each verb is done in the one that may. */
export interface Asking {
  readonly user: string
  readonly posts: readonly Post[]
}

/** Reviewing budgets, for the server: versions and their differences, history, comments, the queue. */
export class Reviewing {
  readonly #store: Store
  readonly #now: () => Date
  readonly #today: () => string

  constructor(store: Store, now: () => Date, today: () => string) {
    this.#store = store
    this.#now = now
    this.#today = today
  }

  async versions(asking: Asking, budget: number): Promise<Versions | null> {
    return await this.#inReach(asking, budget, (holder) => listVersions(this.#store, holder, budget))
  }

  async sides(asking: Asking, budget: number, sides: { readonly from: Side; readonly to: Side }): Promise<Compared | null> {
    return await this.#inReach(asking, budget, (holder) => readSides(this.#store, holder, budget, sides))
  }

  async history(asking: Asking, budget: number, asked: HistoryAsked): Promise<History | null> {
    const holder = (await this.#writer(asking, budget)) ?? (await this.#holders(asking, budget))[0]
    return holder === undefined ? null : await readHistory(this.#store, holder, budget, asked)
  }

  async verify(asking: Asking, budget: number): Promise<HistoryVerified | null> {
    return await this.#inReach(asking, budget, (holder) => verifyHistory(this.#store, holder, budget))
  }

  async export(asking: Asking, budget: number): Promise<readonly string[] | null> {
    return await this.#inReach(asking, budget, (holder) => exportHistory(this.#store, holder, budget, this.#now()))
  }

  /** Null where none of the posts reaches the budget. */
  async restore(
    asking: Asking,
    budget: number,
    wanted: { readonly to: Restoring; readonly reason: string },
  ): Promise<Restored | null> {
    const holder = (await this.#writer(asking, budget)) ?? (await this.#holders(asking, budget))[0]
    return holder === undefined ? null : await restoreBudget(this.#store, holder, budget, wanted)
  }

  async review(asking: Asking, budget: number): Promise<Review | null> {
    const review = await this.#inReach(asking, budget, (holder) => readReview(this.#store, holder, budget))
    return review === null ? null : { ...review, comments: (await this.comments(asking, budget)) ?? [] }
  }

  /** With what the person may do with them in any of his posts. */
  async comments(asking: Asking, budget: number): Promise<readonly Comment[] | null> {
    const lists: (readonly Comment[])[] = []
    for (const holder of await this.#holders(asking, budget)) {
      const listed = await listComments(this.#store, holder, budget)
      if (listed !== null) lists.push(listed)
    }
    const [first, ...others] = lists
    if (first === undefined) return null
    const rights = Map.groupBy(others.flat(), ({ id }) => id)
    return first.map((each) => ({
      ...each,
      may: (rights.get(each.id) ?? []).reduce((may, other) => either(may, other.may), each.may),
    }))
  }

  /** Whether a new comment on this budget would be taken: one of the posts that reach it acts, and does not only look on. */
  async mayComment(asking: Asking, budget: number): Promise<boolean> {
    return (await this.#holders(asking, budget)).some(({ role }) => mayComment(role))
  }

  async comment(
    asking: Asking,
    budget: number,
    said: { readonly target: unknown; readonly text: string },
  ): Promise<number | CommentRefused> {
    return await this.#first(asking, budget, (holder) => addComment(this.#store, holder, budget, said))
  }

  async answer(
    asking: Asking,
    budget: number,
    said: { readonly comment: number; readonly text: string },
  ): Promise<number | CommentRefused> {
    return await this.#first(asking, budget, (holder) => answerComment(this.#store, holder, budget, said))
  }

  async settle(
    asking: Asking,
    budget: number,
    wanted: { readonly comment: number; readonly as: CommentState },
  ): Promise<CommentRefused | null> {
    return await this.#first(asking, budget, (holder) => settleComment(this.#store, holder, budget, wanted))
  }

  async queue({ user, posts }: Asking, asked: QueueAsked): Promise<Queue> {
    return await readQueue(this.#store, user, posts, asked, this.#today())
  }

  async listedSteps(rows: readonly QueueRow[]): Promise<ReadonlyMap<QueueRow, ListedStep | null>> {
    return await listedSteps(this.#store, rows, this.#today())
  }

  async neighbours({ user, posts }: Asking, budget: number, asked: QueueAsked): Promise<Neighbours> {
    return await neighboursOf(this.#store, user, posts, { budget, asked, today: this.#today() })
  }

  /** Names of the organisations of budgets. */
  async names({ user, posts }: Asking, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const names = new Map<number, string>()
    for (const id of ids) {
      const versions = await this.versions({ user, posts }, id)
      if (versions !== null) names.set(id, versions.budget.name)
    }
    return names
  }

  /** Steps with several budgets, each in the post that it belongs to. */
  async passMany(
    { user, posts }: Asking,
    chosen: readonly { readonly budget: number; readonly transition: TransitionId }[],
  ): Promise<readonly Passed[]> {
    const held: { budget: number; holder: PostHolder; transition: TransitionId }[] = []
    for (const { budget, transition } of chosen) {
      const path = await budgetPath(this.#store, budget)
      const holder = path === null ? null : holderFor(user, posts, path, [transitionOf(transition).role])
      if (holder !== null) held.push({ budget, holder, transition })
    }
    return await passMany(this.#store, held, this.#today())
  }

  async #inReach<T>(asking: Asking, budget: number, ask: (holder: PostHolder) => Promise<T>): Promise<T | null> {
    const [holder] = await this.#holders(asking, budget)
    return holder === undefined ? null : await ask(holder)
  }

  /** Asks in one post after the other until one is not denied. */
  async #first<T>(
    asking: Asking,
    budget: number,
    ask: (holder: PostHolder) => Promise<T | CommentRefused>,
  ): Promise<T | CommentRefused> {
    let said: T | CommentRefused = 'absent'
    for (const holder of await this.#holders(asking, budget)) {
      said = await ask(holder)
      if (said !== 'denied') return said
    }
    return said
  }

  async #writer({ user, posts }: Asking, budget: number): Promise<PostHolder | null> {
    const path = await budgetPath(this.#store, budget)
    return path === null ? null : holderFor(user, posts, path, ['unit-clerk', 'department-finance'])
  }

  /** The posts that reach a budget, those that act before those that look on. */
  async #holders({ user, posts }: Asking, budget: number): Promise<readonly PostHolder[]> {
    const path = await budgetPath(this.#store, budget)
    if (path === null) return []
    return posts
      .filter(({ organisation }) => path.includes(organisation))
      .toSorted((a, b) => Number(mayComment(b.role)) - Number(mayComment(a.role)))
      .map(({ role, organisation }) => ({ user, role, organisation }))
  }
}

function either(a: CommentRights, b: CommentRights | undefined): CommentRights {
  return b === undefined ? a : { answer: a.answer || b.answer, resolve: a.resolve || b.resolve, carry: a.carry || b.carry }
}
