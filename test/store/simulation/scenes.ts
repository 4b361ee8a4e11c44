import type { Random } from '../../../bench/nation/random.ts'
import { draftOf, type Draft } from '../../../src/ledger/draft/draft.ts'
import { changesBetween, invertChanges, type Change } from '../../../src/ledger/draft/changes.ts'
import { POST_ROLES, type PostRole } from '../../../src/ledger/roles.ts'
import { plannedAsControl } from '../../../src/ledger/workflow/control.ts'
import { EVENT_KINDS, type EventKind } from '../../../src/ledger/workflow/guards.ts'
import { type StateId, writesIn } from '../../../src/ledger/workflow/states.ts'
import { stepsFrom, TRANSITION_IDS, transitionOf, type TransitionId } from '../../../src/ledger/workflow/transitions.ts'
import type { PostHolder } from '../../../src/store/access/act-as.ts'
import type { Client } from './client.ts'
import type { Command, Seen } from './commands.ts'
import { type Place, ROOT, USERS } from './county.ts'
import { randomEdit, typedOver } from './edits.ts'
import { FORGERY_IDS } from './forgeries.ts'
import { planFor, type Revised } from './plan.ts'

interface Opened {
  readonly draft: Draft
  readonly entries: number
}

/** What has to happen outside before a budget goes on from where it stands, and from which month of which year on it may. */
const AWAITED: Readonly<Record<string, { readonly kind: EventKind; readonly later: number; readonly month: string }>> = {
  'before-congress': { kind: 'congress-approved', later: 0, month: '02' },
  'revision-bureau-review': { kind: 'adjustment-approved', later: 0, month: '06' },
  'final-before-congress': { kind: 'final-congress-approved', later: 1, month: '07' },
}

const NOT_REVISED: Revised = { moved: 0, added: 0 }

function writersOf({ state, kind }: Seen): readonly PostRole[] {
  return POST_ROLES.filter((role) => writesIn(state as StateId, kind, role))
}

/** What the people of the county do, a scene a step. */
export class Scenes {
  readonly #client: Client
  readonly #places: readonly Place[]
  readonly #seed: string
  /** What each person saw last of a budget: often not what stands there now. */
  readonly #copies = new Map<string, Opened>()
  /** Entries of a budget when a lawful plan was written into it. */
  readonly #planned = new Map<number, number>()
  readonly #revised = new Map<number, Revised>()
  readonly #own = new Map<string, readonly Change[]>()
  #keys = 0

  constructor(client: Client, places: readonly Place[], seed: string) {
    this.#client = client
    this.#places = places
    this.#seed = seed
  }

  /** One scene, chosen by the numbers. */
  async play(random: Random): Promise<void> {
    const { budgets, cycles } = await this.#client.look()
    const year = Number(this.#client.today.slice(0, 4)) + (this.#client.today.slice(5, 7) >= '09' ? 1 : 0)
    if (!cycles.some((cycle) => cycle.year === year)) return await this.#openYear(year, random)
    const open = budgets.filter(({ state, kind }) => stepsFrom(state as StateId, kind).length > 0)
    // Mostly the year that is oldest and not at its end.
    const oldest = open.filter((each) => each.year === open[0]?.year)
    const budget = random.pick(random.below(8) === 0 || open.length === 0 ? budgets : random.below(3) > 0 ? oldest : open)
    const dice = random.below(100)
    if (dice < 66) await this.#goOn(budget, random)
    else if (dice < 78) await this.#together(budget, random)
    else if (dice < 88) await this.#intrude(budget, random)
    else if (dice < 92) await this.#forge(budget, random)
    else if (dice < 95) await this.#govern(random)
    else await this.#outside(budget, random)
  }

  async #openYear(year: number, random: Random): Promise<void> {
    const holder = this.#holder(['bureau-budget'], [this.#root.id], random)
    if (holder !== null) await this.#client.ask([{ verb: 'cycle', holder, year }], random)
    else await this.#givePost('bureau-budget', this.#root, random)
  }

  /** People go on with a budget as it is meant to, one after the other for a while. */
  async #goOn(budget: Seen, random: Random): Promise<void> {
    for (let now: Seen | undefined = budget; now !== undefined; ) {
      await this.#work(now, random)
      if (random.below(5) < 2) return
      const { budgets } = await this.#client.look()
      now = budgets.find(({ id }) => id === budget.id)
    }
  }

  async #work(budget: Seen, random: Random): Promise<void> {
    const writers = writersOf(budget)
    const writer = this.#holder(writers, budget.path, random)
    if (writers.length > 0 && random.below(100) < 90) {
      if (writer === null) return await this.#appoint(random.pick(writers), budget, random)
      const dice = budget.kind === 'unit' ? random.below(10) : 7 + random.below(4)
      const isReady = this.#planned.get(budget.id) === budget.entries
      if (!isReady && dice < 6) return await this.#plan(writer, budget, random)
      if (!isReady ? dice < 8 : dice < 1) return await this.#edit(writer, budget, random)
    }
    if (budget.state === 'awaiting-control' || (budget.state === 'second-draft' && random.below(6) === 0))
      await this.#control(budget, random)
    if (random.below(10) > 0 && (await this.#await(budget, random))) return
    const steps = stepsFrom(budget.state as StateId, budget.kind)
    const forward = steps.filter(({ back }) => back !== true)
    const step =
      random.below(100) < 90 && forward.length > 0 ? random.pick(forward) : steps.length > 0 ? random.pick(steps) : null
    if (step === null) return
    const holder = this.#holder([step.role], budget.path, random)
    if (holder === null) return await this.#appoint(step.role, budget, random)
    if (step.guards.includes('comments-settled') && random.below(2) === 0)
      await this.#client.one({ verb: 'settle', holder, budget: budget.id })
    await this.#move(holder, budget, step.id, random)
  }

  async #move(holder: PostHolder, budget: Seen, transition: TransitionId, random: Random): Promise<void> {
    const [answer] = await this.#client.ask([this.#step(holder, budget, transition, random)], random)
    const { ok, why } = (answer ?? {}) as { ok?: boolean; why?: string }
    // Whose step was not heard of finds out when the revision is refused for its kind.
    if (ok === true ? transition.startsWith('begin-') : transition === 'submit-revision' && why === 'refused')
      this.#revise(budget.id, ok === true ? transition : random.pick(['begin-virement', 'begin-supplement']))
  }

  #revise(budget: number, kind: TransitionId): void {
    const { moved, added } = this.#revised.get(budget) ?? NOT_REVISED
    if (kind === 'begin-virement') this.#revised.set(budget, { moved: moved + 1, added })
    if (kind === 'begin-supplement' || kind === 'begin-adjustment') this.#revised.set(budget, { moved, added: added + 1 })
    this.#planned.delete(budget)
  }

  #step(holder: PostHolder, budget: Seen, transition: TransitionId, random: Random): Extract<Command, { verb: 'move' }> {
    const decisions = this.#client.now.cycles.find(({ id }) => id === budget.cycle)?.decisions ?? []
    const rests =
      transition === 'approve-revision' && decisions.length > 0 && random.below(6) > 0 ? `（${random.pick(decisions)}）` : ''
    const said =
      random.below(12) === 0
        ? {}
        : { reason: '请补充说明', day: this.#client.today, document: `某财〔${budget.year}〕${random.below(99)}号${rests}` }
    return { verb: 'move', holder, budget: budget.id, request: { transition, ...said } }
  }

  /** Opens the budget, or goes on with what was seen of it long ago. */
  async #copy(holder: PostHolder, budget: Seen, isFresh: boolean): Promise<Opened | null> {
    const name = `${holder.user} ${budget.id}`
    const known = this.#copies.get(name)
    if (known !== undefined && !isFresh) return known
    const opened = (await this.#client.one({ verb: 'read', holder, budget: budget.id })) as Opened | null
    if (opened !== null) this.#copies.set(name, opened)
    return opened
  }

  #entry(holder: PostHolder, budget: Seen, changes: readonly Change[]): Extract<Command, { verb: 'write' }> {
    return { verb: 'write', holder, budget: budget.id, entry: { key: `${holder.user}-${++this.#keys}`, changes } }
  }

  async #plan(holder: PostHolder, budget: Seen, random: Random): Promise<void> {
    const opened = await this.#copy(holder, budget, true)
    if (opened === null) return
    if (budget.kind === 'department') return await this.#edit(holder, budget, random)
    const plan = planFor(opened.draft, this.#seed, this.#revised.get(budget.id) ?? NOT_REVISED)
    const changes = changesBetween(opened.draft, draftOf(plan))
    const [written] = await this.#client.ask([this.#entry(holder, budget, changes)], random)
    const { ok, n } = (written ?? {}) as { ok?: boolean; n?: number }
    if (ok === true && n !== undefined) this.#planned.set(budget.id, n)
  }

  async #edit(holder: PostHolder, budget: Seen, random: Random): Promise<void> {
    const opened = await this.#copy(holder, budget, random.below(3) > 0)
    if (opened === null) return
    const undo = this.#own.get(`${holder.user} ${budget.id}`)
    const changes =
      undo !== undefined && random.below(4) === 0 ? invertChanges(undo) : this.#changes(opened.draft, budget, random)
    const [written] = await this.#client.ask([this.#entry(holder, budget, changes)], random)
    await this.#settleConflict(holder, budget, changes, written, random)
  }

  #changes(draft: Draft, budget: Seen, random: Random): readonly Change[] {
    const sheets = budget.kind === 'department' ? (['words', 'glossary'] as const) : undefined
    return randomEdit(draft, random, `new-${++this.#keys}`, sheets)
  }

  /** Theirs or mine, as it comes. */
  async #settleConflict(
    holder: PostHolder,
    budget: Seen,
    changes: readonly Change[],
    written: unknown,
    random: Random,
  ): Promise<void> {
    const { ok, why } = (written ?? {}) as { ok?: boolean; why?: string }
    if (ok === true) this.#own.set(`${holder.user} ${budget.id}`, changes)
    if (why !== 'conflict') return
    const opened = await this.#copy(holder, budget, true)
    if (opened === null || random.below(2) === 0) return
    await this.#client.ask([this.#entry(holder, budget, typedOver(opened.draft, changes))], random)
  }

  /** Two or three at once in one budget, with what each of them saw of it. */
  async #together(budget: Seen, random: Random): Promise<void> {
    const writers = writersOf(budget)
    const commands: Command[] = []
    const changed: { holder: PostHolder; changes: readonly Change[] }[] = []
    for (let i = random.between(2, 3); i > 0; i--) {
      const holder = this.#holder(writers, budget.path, random)
      const opened = holder === null ? null : await this.#copy(holder, budget, random.below(2) === 0)
      if (holder !== null && opened !== null && random.below(4) > 0) {
        const changes = this.#changes(opened.draft, budget, random)
        commands.push(this.#entry(holder, budget, changes))
        changed.push({ holder, changes })
      }
    }
    const [first] = commands
    // The same entry twice at once: the browser asked again too early.
    if (first?.verb === 'write' && random.below(4) === 0) commands.push(first)
    const steps = stepsFrom(budget.state as StateId, budget.kind)
    for (const step of random.some(steps, 2)) {
      const holder = this.#holder([step.role], budget.path, random)
      if (holder !== null && commands.length < 3) commands.push(this.#step(holder, budget, step.id, random))
    }
    const mover = commands.find(({ verb }) => verb === 'move' || verb === 'write')
    // Who acts just then loses his post, or his account.
    if (mover !== undefined && 'holder' in mover && random.below(5) === 0) {
      const { user, role, organisation } = mover.holder
      commands.push(
        random.below(3) === 0
          ? { verb: 'disable', actor: ROOT, user, disabled: true }
          : { verb: 'post', actor: ROOT, user, role, organisation, held: false },
      )
    }
    if (commands.length === 0) return
    const written = await this.#client.ask(commands, random)
    await this.#client.look()
    for (const { holder, changes } of changed) {
      const i = commands.findIndex((command) => command.verb === 'write' && command.entry.changes === changes)
      await this.#settleConflict(holder, budget, changes, written[i], random)
    }
  }

  /** Somebody tries what is not his: somebody else's step, a foreign budget, a post that he does not hold. */
  async #intrude(budget: Seen, random: Random): Promise<void> {
    const holder: PostHolder = {
      user: random.pick(USERS),
      role: random.pick(POST_ROLES),
      organisation: random.pick(this.#places).id,
    }
    const own = this.#anyPost(random)
    const who = own !== null && random.below(2) === 0 ? own : holder
    const dice = random.below(10)
    if (dice < 4) {
      const step =
        random.below(2) === 0
          ? random.pick(TRANSITION_IDS)
          : (stepsFrom(budget.state as StateId, budget.kind)[0]?.id ?? random.pick(TRANSITION_IDS))
      const role = random.below(2) === 0 ? transitionOf(step).role : who.role
      return void (await this.#client.ask([this.#step({ ...who, role }, budget, step, random)], random))
    }
    if (dice < 7) {
      const change: Change = {
        kind: 'set',
        sheet: 'basic',
        row: 'basic',
        field: 'staff',
        before: '',
        after: String(random.below(90)),
      }
      return void (await this.#client.ask([this.#entry(who, budget, [change])], random))
    }
    if (dice < 8) return void (await this.#client.one({ verb: 'open', holder: who, budget: budget.id }))
    if (dice < 9) return void (await this.#client.one({ verb: 'follow', holder: who, budget: budget.id, since: 0 }))
    await this.#client.one({ verb: 'control', holder: who, budget: budget.id, figures: [], reason: '擅自' })
  }

  async #forge(budget: Seen, random: Random): Promise<void> {
    const holder = this.#anyPost(random)
    if (holder !== null) await this.#client.one({ verb: 'forge', holder, budget: budget.id, how: random.pick(FORGERY_IDS) })
  }

  /** The administrator gives and takes posts, and closes and opens accounts. */
  async #govern(random: Random): Promise<void> {
    const user = random.pick(USERS)
    if (random.below(3) === 0)
      return void (await this.#client.one({ verb: 'disable', actor: ROOT, user, disabled: random.below(4) === 0 }))
    const held = random.below(3) > 0
    const place = random.pick(this.#places)
    const actor = random.below(5) === 0 ? user : ROOT
    await this.#client.one({ verb: 'post', actor, user, organisation: place.id, role: random.pick(POST_ROLES), held })
  }

  /** Nobody is there for a role: the administrator names somebody. */
  async #appoint(role: PostRole, budget: Seen, random: Random): Promise<void> {
    const at = this.#places.filter(({ id }) => budget.path.includes(id))
    await this.#givePost(role, random.pick(at), random)
  }

  async #givePost(role: PostRole, { id: organisation }: Place, random: Random): Promise<void> {
    const user = random.pick(USERS)
    await this.#client.one({ verb: 'disable', actor: ROOT, user, disabled: false })
    await this.#client.one({ verb: 'post', actor: ROOT, user, organisation, role, held: true })
  }

  async #control(budget: Seen, random: Random): Promise<void> {
    const holder = this.#holder(['bureau-budget'], budget.path, random)
    if (holder === null) return
    const opened = await this.#copy(holder, budget, true)
    if (opened === null) return
    const figures = plannedAsControl(planFor(opened.draft, this.#seed, NOT_REVISED).lines)
    const less = random.below(6) === 0 ? 100 : 0
    const set = figures.map((figure) => ({ ...figure, amount: Math.max(0, figure.amount - less) }))
    await this.#client.ask([{ verb: 'control', holder, budget: budget.id, figures: set, reason: '下达' }], random)
  }

  /** What happens outside, and remarks on a draft. */
  async #outside(budget: Seen, random: Random): Promise<void> {
    if (random.below(3) === 0) {
      const holder = this.#anyPost(random)
      if (holder !== null) await this.#client.one({ verb: 'comment', holder, budget: budget.id })
      return
    }
    const holder = random.below(5) === 0 ? this.#anyPost(random) : this.#holder(['bureau-budget'], [this.#root.id], random)
    const due = this.#client.now.cycles.filter(({ year }) => `${year}-02-01` <= this.#client.today)
    if (holder === null || due.length === 0) return
    const cycle = random.pick(due)
    await this.#record(holder, cycle.id, random.pick(EVENT_KINDS), random)
  }

  async #record(holder: PostHolder, cycle: number, kind: EventKind, random: Random): Promise<void> {
    const document = `某人发〔${this.#client.today.slice(0, 4)}〕${random.below(99)}号`
    await this.#client.ask([{ verb: 'event', holder, cycle, kind, day: this.#client.today, document }], random)
  }

  /** What a budget waits for from outside, when its time has come. False where it waits for nothing. */
  async #await(budget: Seen, random: Random): Promise<boolean> {
    const awaited = AWAITED[budget.state]
    const cycle = this.#client.now.cycles.find(({ id }) => id === budget.cycle)
    if (awaited === undefined || cycle === undefined) return false
    // Another decision of the year, for those that have used up the others.
    const isAnother = awaited.kind === 'adjustment-approved' && random.below(6) === 0
    if (cycle.events.includes(awaited.kind) && !isAnother) return false
    if (budget.state.endsWith('before-congress') && budget.kind === 'unit') return true
    const holder = this.#holder(['bureau-budget'], [this.#root.id], random)
    const due = `${budget.year + awaited.later}-${awaited.month}-01`
    if (holder !== null && due <= this.#client.today) await this.#record(holder, budget.cycle, awaited.kind, random)
    return true
  }

  get #root(): Place {
    const [root] = this.#places
    if (root === undefined) throw new Error('no division')
    return root
  }

  #held(): readonly PostHolder[] {
    return [...this.#client.now.posts].map((post): PostHolder => {
      const [user = '', role = '', organisation = ''] = post.split(' ')
      return { user, role: role as PostRole, organisation: Number(organisation) }
    })
  }

  #anyPost(random: Random): PostHolder | null {
    const held = this.#held()
    return held.length === 0 ? null : random.pick(held)
  }

  #holder(roles: readonly PostRole[], path: readonly number[], random: Random): PostHolder | null {
    const held = this.#held().filter(({ role, organisation }) => roles.includes(role) && path.includes(organisation))
    return held.length === 0 ? null : random.pick(held)
  }
}
