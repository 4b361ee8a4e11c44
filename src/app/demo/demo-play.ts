import { changesBetween } from '../../ledger/draft/changes.ts'
import { type Draft, draftOf, readDraft, SHEET_IDS } from '../../ledger/draft/draft.ts'
import type { SheetId } from '../../ledger/judge-ledger.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { PostRole } from '../../ledger/roles.ts'
import { type TransitionId, transitionOf } from '../../ledger/workflow/transitions.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import { readRow } from '../compile/budget-row.ts'
import { moveBudget } from '../compile/move-budget.ts'
import { writeEntry } from '../compile/write-budget.ts'
import { type DemoPerson, PEOPLE } from './demo-county.ts'

/** An organisation of the demonstration in the store. */
export interface DemoPlace {
  readonly id: number
  readonly path: readonly number[]
}

/** What was not done that the demonstration needs: a fault of the demonstration. */
export class DemoFault extends Error {
  override readonly name = 'DemoFault'
}

/** What is said with a step, where it asks for that. */
export interface SaidWithStep {
  readonly reason?: string
  readonly document?: string
}

/** The people of the demonstration at their work: each thing is done by the verbs, in the post of somebody who has it. */
export class DemoPlay {
  readonly store: Store
  readonly places: ReadonlyMap<string, DemoPlace>
  /** The day that it is meanwhile. */
  today = ''

  constructor(store: Store, places: ReadonlyMap<string, DemoPlace>) {
    this.store = store
    this.places = places
  }

  place(name: string): DemoPlace {
    const found = this.places.get(name)
    if (found === undefined) throw new DemoFault(`no organisation ${name}`)
    return found
  }

  /** Who has a role where it reaches an organisation. */
  holder(role: PostRole, name: string): PostHolder {
    const { path } = this.place(name)
    const at = ([of, where]: DemoPerson['posts'][number]): boolean =>
      of === role && path.includes(this.places.get(where)?.id ?? 0)
    const found = PEOPLE.find(({ posts }) => posts.some(at))
    const post = found?.posts.find(at)
    if (found === undefined || post === undefined) throw new DemoFault(`nobody is ${role} of ${name}`)
    return { user: found.id, role, organisation: this.place(post[1]).id }
  }

  async budget(name: string, year: number): Promise<number> {
    const row = await this.store.db
      .selectFrom('budget')
      .select('id')
      .where('organisation_id', '=', this.place(name).id)
      .where('year', '=', year)
      .executeTakeFirst()
    if (row === undefined) throw new DemoFault(`${name} has no budget of ${year}`)
    return row.id
  }

  async draft(holder: PostHolder, budget: number): Promise<Draft> {
    const row = await actAt(this.store, holder, (tx) => readRow(tx, budget))
    if (row === null) throw new DemoFault(`budget ${budget} is out of the reach of ${holder.user}`)
    return row.draft
  }

  /** Writes a ledger into a draft, sheet by sheet, as a person does. */
  async write(
    holder: PostHolder,
    budget: number,
    make: (now: Ledger) => Ledger,
    sheets: readonly SheetId[] = SHEET_IDS,
  ): Promise<void> {
    const now = await this.draft(holder, budget)
    const changes = changesBetween(now, draftOf(make(readDraft(now).ledger)))
    for (const sheet of sheets) {
      const own = changes.filter((change) => change.sheet === sheet)
      if (own.length === 0) continue
      const key = `demo-${this.today}-${holder.user}-${sheet}`
      const written = await writeEntry(this.store, holder, budget, { key, changes: own })
      if (!written.ok) throw new DemoFault(`${holder.user} could not write ${sheet} of budget ${budget}: ${written.why}`)
    }
  }

  /** Makes a step, or says why it could not be made. */
  async step(name: string, year: number, transition: TransitionId, { reason, document }: SaidWithStep = {}): Promise<void> {
    const holder = this.holder(transitionOf(transition).role, name)
    const budget = await this.budget(name, year)
    const request = { transition, reason, document, day: document === undefined ? undefined : this.today }
    const moved = await moveBudget(this.store, holder, budget, request, this.today)
    if (!moved.ok) throw new DemoFault(`${name} ${year} ${transition}: ${moved.refusals.map(({ zh }) => zh).join(' ')}`)
  }

  async steps(name: string, year: number, transitions: readonly TransitionId[]): Promise<void> {
    for (const transition of transitions) await this.step(name, year, transition)
  }
}
