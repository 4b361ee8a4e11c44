import type { Random } from '../../../bench/nation/random.ts'
import type { Moved } from '../../../src/app/compile/move-budget.ts'
import { type StateId, writesIn } from '../../../src/ledger/workflow/states.ts'
import { transitionOf } from '../../../src/ledger/workflow/transitions.ts'
import type { PostHolder } from '../../../src/store/access/act-as.ts'
import type { Told } from './check.ts'
import type { Command, Outcome, Seen, WrittenOrDenied } from './commands.ts'
import type { Fault } from './interleave.ts'
import type { Serving } from './serving.ts'

/** What stands where just now: looked up by the simulation before each thing that it does. */
export interface Now {
  readonly budgets: readonly Seen[]
  /** `user role organisation` of every post that is held by somebody who is not disabled. */
  readonly posts: ReadonlySet<string>
  readonly cycles: readonly {
    readonly id: number
    readonly year: number
    readonly events: readonly string[]
    /** Numbers of the decisions on adjustments. */
    readonly decisions: readonly string[]
  }[]
}

export interface Tally {
  /** Things that were asked to be done, those at once as one. */
  asked: number
  kept: number
  conflicts: number
  moves: number
  refused: number
  denied: number
  cut: number
  kills: number
  crashes: number
}

/** How often, of a thousand batches that change something, which thing goes wrong. */
export interface Mishaps {
  readonly cut: number
  readonly unheard: number
  readonly program: number
  readonly database: number
}

/** Codes of what a statement ends with whose connection or server is gone. */
const GONE = /^(?:lost|57P0[123]|08\w{3}|ECONN\w+|EPIPE|)$/u

/** The browsers of all simulated people: sends what they ask, loses answers, asks again, and holds every answer against what it should be. */
export class Client {
  readonly told: Told = { entries: new Map(), moves: [], auditHead: undefined }
  readonly tally: Tally = { asked: 0, kept: 0, conflicts: 0, moves: 0, refused: 0, denied: 0, cut: 0, kills: 0, crashes: 0 }
  /** What must not have happened. */
  readonly faults: string[] = []
  readonly #serving: Serving
  readonly #mishaps: Mishaps
  now: Now = { budgets: [], posts: new Set(), cycles: [] }
  today = ''

  constructor(serving: Serving, mishaps: Mishaps) {
    this.#serving = serving
    this.#mishaps = mishaps
  }

  async look(): Promise<Now> {
    const [outcome] = await this.#send([{ verb: 'look' }], 'look', null, false)
    if (outcome?.ok !== true) throw new Error(`nobody answers: ${JSON.stringify(outcome)}`)
    const { budgets, posts, cycles } = outcome.value as { budgets: Seen[]; posts: string[]; cycles: Now['cycles'] }
    this.now = { budgets, posts: new Set(posts), cycles }
    return this.now
  }

  /** One thing alone, undisturbed. */
  async one(command: Command): Promise<unknown> {
    const outcomes = await this.#send([command], 'one', null, false)
    return this.#hear([command], outcomes, true)[0]
  }

  /** Some things at once, with mishaps. What was not heard of is asked again, as a browser does. */
  async ask(commands: readonly Command[], random: Random): Promise<readonly unknown[]> {
    const { fault, isUnheard, killedAfter } = this.#mishap(commands.length, random)
    const answered = await this.#send(commands, `${random.below(2 ** 31)}`, fault, killedAfter)
    const outcomes = isUnheard ? commands.map(() => null) : answered
    const alone = commands.length === 1
    const heard = this.#hear(commands, outcomes, alone)
    for (const [i, command] of commands.entries()) {
      const outcome = outcomes[i]
      if (command.verb !== 'write' || (outcome !== null && outcome?.ok === true)) continue
      const again = await this.#send([command], 'again', null, false)
      heard[i] = this.#hear([command], again, false)[0]
    }
    return heard
  }

  #mishap(count: number, random: Random): { fault: Fault | null; isUnheard: boolean; killedAfter: boolean } {
    const { cut, unheard, program, database } = this.#mishaps
    const dice = random.below(1000)
    const fault = (how: Fault['how']): Fault => ({ operation: random.below(count), statements: random.below(12), how })
    const calm = { fault: null, isUnheard: false, killedAfter: false }
    if (dice < cut) return { ...calm, fault: fault('cut') }
    if (dice < cut + unheard) return { ...calm, isUnheard: true }
    if (dice < cut + unheard + program)
      return random.below(3) === 0 ? { ...calm, killedAfter: true } : { ...calm, fault: fault('program') }
    if (dice < cut + unheard + program + database) return { ...calm, fault: fault('database') }
    return calm
  }

  /** Gives null for each that nothing was heard of. */
  async #send(
    commands: readonly Command[],
    order: string,
    fault: Fault | null,
    killedAfter: boolean,
  ): Promise<(Outcome | null)[]> {
    if (commands.some(({ verb }) => verb !== 'look' && verb !== 'read')) this.tally.asked++
    const { outcomes, crashed } = await this.#serving.ask({ today: this.today, commands, order, fault, killedAfter })
    if (outcomes === 'died') this.tally.kills++
    if (crashed) this.tally.crashes++
    if (outcomes === 'died') return commands.map(() => null)
    return outcomes.map((outcome, i) => {
      if (outcome.ok) return outcome
      if (fault !== null && GONE.test(outcome.code)) {
        this.tally.cut++
        return null
      }
      this.faults.push(`${JSON.stringify(commands[i])} threw ${outcome.code} ${outcome.message}`)
      return outcome
    })
  }

  #hear(commands: readonly Command[], outcomes: readonly (Outcome | null)[], alone: boolean): unknown[] {
    return commands.map((command, i) => {
      const outcome = outcomes[i]
      if (outcome === null || outcome?.ok !== true) return null
      if (command.verb === 'write') this.#hearWrite(command, outcome.value as WrittenOrDenied, alone)
      if (command.verb === 'move') this.#hearMove(command, outcome.value as Moved, alone)
      if (command.verb === 'forge' && outcome.value !== 0)
        this.faults.push(`forged: ${JSON.stringify(command)} changed ${String(outcome.value)} rows`)
      if (command.verb === 'forge') this.tally.denied++
      if ((command.verb === 'open' || command.verb === 'read') && alone) this.#hearOpen(command, outcome.value !== null)
      return outcome.value
    })
  }

  #hearWrite({ holder, budget, entry }: Extract<Command, { verb: 'write' }>, written: WrittenOrDenied, alone: boolean): void {
    const seen = this.now.budgets.find(({ id }) => id === budget)
    const may = seen !== undefined && this.reaches(holder, seen) && writesIn(seen.state as StateId, seen.kind, holder.role)
    if (alone && written.ok !== may && (written.ok || written.why === 'closed' || written.why === 'denied'))
      this.faults.push(
        `${JSON.stringify(holder)} ${may ? 'may' : 'may not'} write in ${JSON.stringify(seen)}, and was told ${JSON.stringify(written)}`,
      )
    if (written.ok) this.tally.kept++
    else if (written.why === 'conflict') this.tally.conflicts++
    else this.tally.denied++
    if (!written.ok && written.why === 'denied') return
    this.told.entries.set(entry.key, { budget, actor: holder.user, changes: entry.changes, n: written.ok ? written.n : null })
  }

  #hearMove({ holder, budget, request }: Extract<Command, { verb: 'move' }>, moved: Moved, alone: boolean): void {
    const seen = this.now.budgets.find(({ id }) => id === budget)
    const { role, of, from, follows } = transitionOf(request.transition)
    const may =
      seen !== undefined &&
      this.reaches(holder, seen) &&
      role === holder.role &&
      of.includes(seen.kind) &&
      from.some((state) => state === seen.state) &&
      follows !== true
    if (alone && (moved.ok ? !may : may === (moved.why === 'absent')))
      this.faults.push(
        `${JSON.stringify(holder)} ${may ? 'may' : 'may not'} make ${request.transition} of ${JSON.stringify(seen)}, and was told ${JSON.stringify(moved)}`,
      )
    if (moved.ok) {
      this.tally.moves++
      this.told.moves.push({ budget, transition: request.transition, actor: holder.user })
    } else if (moved.why === 'refused') {
      this.tally.refused++
    } else this.tally.denied++
  }

  #hearOpen({ holder, budget }: Extract<Command, { verb: 'open' | 'read' }>, isOpen: boolean): void {
    const seen = this.now.budgets.find(({ id }) => id === budget)
    const may = seen !== undefined && this.reaches(holder, seen)
    if (isOpen !== may) this.faults.push(`${JSON.stringify(holder)} ${may ? 'could not open' : 'opened'} ${JSON.stringify(seen)}`)
  }

  /** Whether somebody holds a post, and it reaches a budget. */
  reaches({ user, role, organisation }: PostHolder, { path }: Seen): boolean {
    return this.now.posts.has(`${user} ${role} ${organisation}`) && path.includes(organisation)
  }
}
