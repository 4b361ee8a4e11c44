import type { Store } from '../../store/open-store.ts'
import type { Actor, PostHolder } from '../../store/access/act-as.ts'
import { budgetPath } from './budget-row.ts'
import { type Calendar, calendarOf } from './calendar.ts'
import { Consolidation } from './consolidation.ts'
import { ControlDesk } from './control-desk.ts'
import * as control from './control-figures.ts'
import * as cycles from './cycles.ts'
import { Editions } from './editions.ts'
import { ProgressBook } from './progress-book.ts'
import { dayInChina } from './day.ts'
import { draftWorkbook, type TakenIn, takeWorkbook } from './draft-workbook.ts'
import { type Cursor, followBudget, type Followed } from './follow-budget.ts'
import { type MoveRequest, moveBudget, type Moved, notThere } from './move-budget.ts'
import { Library } from './library.ts'
import { openBudget, type OpenBudget } from './open-budget.ts'
import * as organisations from './organisations.ts'
import { holderFor, type Post, postsOf } from './post.ts'
import { Reviewing } from './reviewing.ts'
import { transitionOf } from '../../ledger/workflow/transitions.ts'
import { listTasks, type Task } from './tasks.ts'
import { type NewEntry, writeEntry, type Written } from './write-budget.ts'

export type { PostHolder } from '../../store/access/act-as.ts'
export { isPostRole, POST_ROLES, type PostRole } from '../../ledger/roles.ts'
export { SHEET_IDS } from '../../ledger/draft/draft.ts'
export { isTransition } from '../../ledger/workflow/transition-ids.ts'
export { LOCAL_DEADLINE_IDS } from '../../ledger/workflow/local-deadlines.ts'
export { EVENT_KINDS } from '../../ledger/workflow/guards.ts'
export { holderFor, type Post } from './post.ts'
export { lackingIn, packedGlyphs } from './lacking-glyphs.ts'
export { MOST_TEXT } from './write-budget.ts'
export type { OpenBudget } from './open-budget.ts'

/**
 * Making budgets, for the server: each verb takes the post in which somebody asks, and looks up for itself, in the database and in the transaction that works,
 * whether he holds it.
 */
export class Budgets {
  readonly store: Store
  readonly library: Library
  readonly control: ControlDesk
  readonly consolidation: Consolidation
  readonly editions: Editions
  readonly progress: ProgressBook
  readonly #now: () => Date
  readonly review: Reviewing

  /** @param now the clock, for tests and demonstrations */
  constructor(store: Store, now: () => Date = () => new Date()) {
    this.store = store
    this.library = new Library(store)
    this.control = new ControlDesk(store, () => this.today())
    this.consolidation = new Consolidation(store)
    this.#now = now
    this.review = new Reviewing(store, now, () => this.today())
    this.editions = new Editions(store, () => this.today())
    this.progress = new ProgressBook(store, () => this.today())
  }

  /** The day in China. */
  today(): string {
    return dayInChina(this.#now())
  }

  posts(user: string): Promise<readonly Post[]> {
    return postsOf(this.store, user)
  }

  path(budget: number): Promise<readonly number[] | null> {
    return budgetPath(this.store, budget)
  }

  organisations(): Promise<readonly organisations.Organisation[]> {
    return organisations.listOrganisations(this.store)
  }

  addOrganisation(actor: string, wanted: organisations.NewOrganisation): Promise<number | organisations.OrganisationRefused> {
    return organisations.addOrganisation(this.store, actor, wanted)
  }

  setPost(actor: string, post: Parameters<typeof organisations.setPost>[2]): Promise<organisations.PostRefused | null> {
    return organisations.setPost(this.store, actor, post)
  }

  allPosts(actor: Actor): Promise<readonly organisations.ListedPost[]> {
    return organisations.listPosts(this.store, actor)
  }

  cycles(holder: PostHolder): Promise<readonly cycles.Cycle[]> {
    return cycles.listCycles(this.store, holder)
  }

  openCycle(holder: PostHolder, year: number): Promise<number | cycles.CycleRefused> {
    return cycles.openCycle(this.store, holder, year)
  }

  /** Names of organisations that a cycle was opened without. */
  outside(holder: PostHolder, cycle: number): Promise<readonly string[]> {
    return cycles.listOutside(this.store, holder, cycle)
  }

  recordEvent(holder: PostHolder, event: Parameters<typeof cycles.recordEvent>[2]): Promise<cycles.CycleRefused | null> {
    return cycles.recordEvent(this.store, holder, event, this.today())
  }

  setCycleSettings(holder: PostHolder, cycle: number, settings: cycles.CycleSettings): Promise<cycles.CycleRefused | null> {
    return cycles.setCycleSettings(this.store, holder, cycle, settings)
  }

  calendar(holder: PostHolder, cycle: number): Promise<readonly Calendar[] | null> {
    return calendarOf(this.store, holder, cycle, this.today())
  }

  /** What several posts of a person see of one year, in one list: each budget once. */
  async calendars(holders: readonly PostHolder[], cycle: number): Promise<readonly Calendar[]> {
    const lists = await Promise.all(holders.map((holder) => this.calendar(holder, cycle)))
    const seen = new Set<number | null>()
    return lists
      .flatMap((list) => list ?? [])
      .filter(({ budget }) => {
        const isNew = !seen.has(budget)
        seen.add(budget)
        return isNew
      })
  }

  tasks(user: string, posts: readonly Post[]): Promise<readonly Task[]> {
    return listTasks(this.store, user, posts)
  }

  open(holder: PostHolder, budget: number): Promise<OpenBudget | null> {
    return openBudget(this.store, holder, budget, this.today())
  }

  /** Opens a budget in all posts of a person that reach it: the steps of each are offered. */
  async openAs(user: string, posts: readonly Post[], budget: number): Promise<OpenBudget | null> {
    const path = await this.path(budget)
    if (path === null) return null
    const holders = posts
      .filter(({ organisation }) => path.includes(organisation))
      .map(({ role, organisation }) => ({ user, role, organisation }))
    const opened: OpenBudget[] = []
    for (const holder of holders) {
      const one = await this.open(holder, budget)
      if (one !== null) opened.push(one)
    }
    const [first] = opened
    if (first === undefined) return null
    return { ...first, mayWrite: opened.some(({ mayWrite }) => mayWrite), steps: opened.flatMap(({ steps }) => steps) }
  }

  write(holder: PostHolder, budget: number, entry: NewEntry): Promise<Written> {
    return writeEntry(this.store, holder, budget, entry)
  }

  follow(
    holder: PostHolder,
    budget: number,
    at: { readonly since: number; readonly name: string; readonly cursor: Cursor },
  ): Promise<Followed | null> {
    return followBudget(this.store, holder, budget, at)
  }

  move(holder: PostHolder, budget: number, request: MoveRequest): Promise<Moved> {
    return moveBudget(this.store, holder, budget, request, this.today())
  }

  /** Makes a step in whichever of a person's posts it belongs to. */
  async moveAs(user: string, posts: readonly Post[], budget: number, request: MoveRequest): Promise<Moved> {
    const path = await this.path(budget)
    const holder = path === null ? null : holderFor(user, posts, path, [transitionOf(request.transition).role])
    return holder === null ? notThere() : await this.move(holder, budget, request)
  }

  workbook(holder: PostHolder, budget: number): Promise<Uint8Array | null> {
    return draftWorkbook(this.store, holder, budget)
  }

  takeWorkbook(holder: PostHolder, budget: number, file: Parameters<typeof takeWorkbook>[3]): Promise<TakenIn> {
    return takeWorkbook(this.store, holder, budget, file)
  }

  setControl(holder: PostHolder, budget: number, set: Parameters<typeof control.setControl>[3]): Promise<control.ControlSet> {
    return control.setControl(this.store, holder, budget, set)
  }
}
