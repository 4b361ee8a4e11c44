import type { Calendar } from '../../app/compile/calendar.ts'
import type { Words } from '../../budget/finding.ts'
import type { Deadline } from '../../ledger/workflow/deadlines.ts'

/** Whose deadline it is. */
export interface DeadlineHolder {
  readonly organisation: string
  /** Null for a division. */
  readonly budget: number | null
}

/** One deadline of all that have it on the same day, or that wait for the same. */
export interface SharedDeadline extends Deadline {
  readonly holders: readonly DeadlineHolder[]
}

/** A year's deadlines by what a person asks first: what is due, what cannot be counted yet, what is done. */
export interface GroupedCalendar {
  /** Known and open, the first due first. */
  readonly open: readonly SharedDeadline[]
  /** By what they wait for, in the order of the year. */
  readonly waiting: readonly { readonly waitsFor: Words; readonly deadlines: readonly SharedDeadline[] }[]
  /** The last done first. */
  readonly done: readonly SharedDeadline[]
}

export function groupCalendars(calendars: readonly Calendar[]): GroupedCalendar {
  const all = share(calendars)
  const waiting = all.filter(({ done, due }) => done === null && due === null)
  return {
    open: all.filter(({ done, due }) => done === null && due !== null).toSorted((a, b) => order(a.due, b.due)),
    waiting: [...Map.groupBy(waiting, ({ waitsFor }) => waitsFor?.zh ?? '').values()].map((deadlines) => ({
      waitsFor: deadlines[0]?.waitsFor ?? { zh: '', en: '' },
      deadlines,
    })),
    done: all.filter(({ done }) => done !== null).toSorted((a, b) => order(b.done, a.done)),
  }
}

function order(a: string | null, b: string | null): number {
  return a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1
}

/** The same deadline of several, said once. */
function share(calendars: readonly Calendar[]): readonly SharedDeadline[] {
  const each = calendars.flatMap(({ organisation, budget, deadlines }) =>
    deadlines.map((deadline) => ({ deadline, holder: { organisation, budget } })),
  )
  const same = Map.groupBy(each, ({ deadline: { id, due, done } }) => JSON.stringify([id, due, done]))
  return [...same.values()].flatMap((own) => {
    const [first] = own
    return first === undefined ? [] : [{ ...first.deadline, holders: own.map(({ holder }) => holder) }]
  })
}
