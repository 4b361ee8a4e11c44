import type { Words } from '../../budget/finding.ts'
import type { OrganisationKind } from '../roles.ts'
import { addDays, daysBetween } from './days.ts'
import type { EventKind } from './guards.ts'
import { LOCAL_DEADLINES, type LocalDeadlineId } from './local-deadlines.ts'
import { STATUTORY_DEADLINES } from './statutory-deadlines.ts'
import { type TransitionId, transitionOf } from './transitions.ts'

/** What a bureau answers to: the law sets other days for the centre, and some for provinces alone. */
export type DivisionLevel = 'central' | 'province' | 'below'

/** The level of a division by its code: `CN`, 130000, 130102. */
export function levelOf(code: string): DivisionLevel {
  if (code === 'CN') return 'central'
  return /^\d{2}0000$/u.test(code) ? 'province' : 'below'
}

/** A step with the day on which it was made, as 2026-01-31. */
export interface DatedMove {
  readonly transition: TransitionId
  readonly date: string
}

/** Something that happened outside, with its day. A session has one before it takes place. */
export interface DatedEvent {
  readonly kind: EventKind
  readonly date: string
}

/** A step of the budget itself or of its department's. */
export interface StartMove {
  readonly move: TransitionId
  readonly of: 'own' | 'department'
}

/** From when a deadline runs. */
export type Start =
  /** A day of the calendar: `year` is counted from the budget's, -1 for the one before. */
  | { readonly kind: 'calendar'; readonly year: number; readonly monthDay: string }
  /** Days after an event, or before it where below zero. */
  | { readonly kind: 'event'; readonly event: EventKind; readonly days: number }
  /** Days after a step. Where several are named, the first is the ordinary one, and one after it, where it was made, counts instead. */
  | { readonly kind: 'move'; readonly from: readonly [StartMove, ...StartMove[]]; readonly days: number }
  /** The cycle sets the day. */
  | { readonly kind: 'cycle' }

/** One deadline, as data. */
export interface DeadlineRule {
  readonly id: string
  readonly name: Words
  /** The rule of law behind it, or who sets it. */
  readonly basis: Words
  /** Whose it is. */
  readonly of: readonly OrganisationKind[]
  readonly levels?: readonly DivisionLevel[]
  readonly start: Start
  /** What meets it: any of these. */
  readonly met: { readonly events?: readonly EventKind[]; readonly moves?: readonly TransitionId[] }
  /** Steps back after which it is open again. */
  readonly reopened?: readonly TransitionId[]
}

export interface Deadline {
  readonly id: string
  readonly name: Words
  readonly basis: Words
  /** Last day, counted in calendar days as the law does; null until it is known. */
  readonly due: string | null
  /** What the day is waiting for; null where it is known. */
  readonly waitsFor: Words | null
  /** Steps that meet it; none where something outside does. */
  readonly metBy: readonly TransitionId[]
  /** Day on which it was met; null where it is open. */
  readonly done: string | null
  /** Days from today to the last day, below zero once it has passed; null where it is met or its day is not known. */
  readonly daysLeft: number | null
}

export interface DeadlineContext {
  /** Year of the budget. */
  readonly year: number
  readonly level: DivisionLevel
  /** Whose deadlines: a division's are those of the whole cycle. */
  readonly kind: OrganisationKind
  readonly events: readonly DatedEvent[]
  /** Steps of the budget, in their order; of a division, those of its budgets together (`movesTogether`). */
  readonly moves: readonly DatedMove[]
  /** Steps of a unit's department; nothing for others. */
  readonly departmentMoves: readonly DatedMove[]
  /** Days that the cycle itself sets. */
  readonly local: Readonly<Partial<Record<LocalDeadlineId, string>>>
  /** As 2026-01-31. */
  readonly today: string
}

/** Every deadline of a budget, or of a division's cycle: those with a day first, by it. */
export function deadlinesOf(context: DeadlineContext): readonly Deadline[] {
  const rules: readonly DeadlineRule[] = [
    ...STATUTORY_DEADLINES,
    ...LOCAL_DEADLINES.filter(({ id }) => context.local[id] !== undefined),
  ]
  return rules
    .filter(({ of, levels }) => of.includes(context.kind) && (levels?.includes(context.level) ?? true))
    .map((rule) => deadlineOf(rule, context))
    .toSorted((a, b) => (a.due === b.due ? 0 : (a.due ?? '9999') < (b.due ?? '9999') ? -1 : 1))
}

/** Steps that every one of several budgets has made, each on the day on which the last of them made it. None where there is no budget. */
export function movesTogether(all: readonly (readonly DatedMove[])[]): readonly DatedMove[] {
  const latest = new Map<TransitionId, { date: string; budgets: number }>()
  for (const moves of all) {
    const own = new Map(moves.map(({ transition, date }) => [transition, date]))
    for (const [transition, date] of own) {
      const known = latest.get(transition)
      if (known === undefined) latest.set(transition, { date, budgets: 1 })
      else {
        known.budgets += 1
        if (date > known.date) known.date = date
      }
    }
  }
  return [...latest]
    .flatMap(([transition, { date, budgets }]) => (budgets === all.length ? [{ transition, date }] : []))
    .toSorted((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1))
}

function deadlineOf(rule: DeadlineRule, context: DeadlineContext): Deadline {
  const { id, name, basis } = rule
  const due = dueOf(rule, context)
  const done = doneOf(rule, context)
  return {
    id,
    name,
    basis,
    due,
    waitsFor: due === null ? waitingFor(rule.start) : null,
    metBy: rule.met.moves ?? [],
    done,
    daysLeft: due === null || done !== null ? null : daysBetween(context.today, due),
  }
}

function dueOf({ id, start }: DeadlineRule, context: DeadlineContext): string | null {
  const { year, events, local } = context
  if (start.kind === 'calendar') return `${year + start.year}-${start.monthDay}`
  if (start.kind === 'cycle') return (local as Readonly<Record<string, string>>)[id] ?? null
  const from =
    start.kind === 'event'
      ? events.findLast(({ kind }) => kind === start.event)?.date
      : start.from.map((each) => dayOfMove(each, context)).findLast((day) => day !== undefined)
  return from === undefined ? null : addDays(from, start.days)
}

function dayOfMove({ move, of }: StartMove, { moves, departmentMoves }: DeadlineContext): string | undefined {
  return (of === 'own' ? moves : departmentMoves).find(({ transition }) => transition === move)?.date
}

/** The day on which it was met first; what was sent back since is met only when it is passed on again. */
function doneOf({ met, reopened = [] }: DeadlineRule, { events, moves }: DeadlineContext): string | null {
  const event = events.find(({ kind }) => met.events?.includes(kind))
  if (event !== undefined) return event.date
  const since = moves.slice(moves.findLastIndex(({ transition }) => reopened.includes(transition)) + 1)
  return since.find(({ transition }) => met.moves?.includes(transition))?.date ?? null
}

const EVENT_NAMES: Readonly<Record<EventKind, Words>> = {
  opened: { zh: '布置预算编制', en: 'the opening of the cycle' },
  'totals-reported': { zh: '汇总预算上报财政部', en: 'the totals reported to the ministry' },
  'first-review': { zh: '提交人大初步审查', en: 'the draft handed in for the first review' },
  'congress-session': { zh: '人民代表大会会期', en: "the day of the congress's session" },
  'congress-approved': { zh: '人民代表大会批准预算', en: "the congress's approval of the budget" },
  'adjustment-approved': { zh: '人大常委会批准预算调整', en: 'the approval of the adjustment' },
  'final-congress-approved': { zh: '人大常委会批准决算', en: 'the approval of the final account' },
}

function waitingFor(start: Start): Words | null {
  if (start.kind === 'event') {
    const { zh, en } = EVENT_NAMES[start.event]
    return { zh: `登记${zh}`, en: `recording ${en}` }
  }
  return start.kind === 'move' ? transitionOf(start.from[0].move).name : null
}
