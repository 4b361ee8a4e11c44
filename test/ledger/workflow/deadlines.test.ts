import { describe, expect, test } from 'vitest'
import {
  type Deadline,
  type DeadlineContext,
  deadlinesOf,
  levelOf,
  movesTogether,
} from '../../../src/ledger/workflow/deadlines.ts'
import { LOCAL_DEADLINE_IDS, LOCAL_DEADLINES } from '../../../src/ledger/workflow/local-deadlines.ts'
import { STATUTORY_DEADLINES } from '../../../src/ledger/workflow/statutory-deadlines.ts'

const CONTEXT: DeadlineContext = {
  year: 2026,
  level: 'below',
  kind: 'unit',
  events: [],
  moves: [],
  departmentMoves: [],
  local: {},
  today: '2026-02-01',
}

function of(said: Partial<DeadlineContext>, id: string): Deadline | undefined {
  return deadlinesOf({ ...CONTEXT, ...said }).find((deadline) => deadline.id === id)
}

describe('deadlines', () => {
  test('the chain from the approval of the congress to publication, in calendar days', () => {
    const events = [{ kind: 'congress-approved', date: '2026-02-10' }] as const
    const approved = [{ transition: 'approve-department', date: '2026-02-28' }] as const
    const passed = [{ transition: 'approve-unit', date: '2026-03-10' }] as const
    expect(of({ kind: 'department', events }, 'approve-department')).toMatchObject({ due: '2026-03-02', daysLeft: 29 })
    expect(of({ kind: 'department', events, moves: approved }, 'publish-department')?.due).toBe('2026-03-20')
    expect(of({ events, departmentMoves: approved }, 'approve-unit')?.due).toBe('2026-03-15')
    expect(of({ events, departmentMoves: approved, moves: passed }, 'publish-unit')?.due).toBe('2026-03-30')
  })

  test('the final account has the same chain', () => {
    const events = [{ kind: 'final-congress-approved', date: '2027-07-31' }] as const
    const approved = [{ transition: 'approve-department-final', date: '2027-08-15' }] as const
    const passed = [{ transition: 'approve-unit-final', date: '2027-08-20' }] as const
    expect(of({ kind: 'department', events }, 'approve-department-final')?.due).toBe('2027-08-20')
    expect(of({ kind: 'department', moves: approved }, 'publish-department-final')?.due).toBe('2027-09-04')
    expect(of({ kind: 'department', events, moves: approved }, 'approve-department-final')?.done).toBe('2027-08-15')
    expect(of({ departmentMoves: approved }, 'approve-unit-final')).toMatchObject({ due: '2027-08-30', done: null })
    expect(of({ departmentMoves: approved, moves: passed }, 'approve-unit-final')?.done).toBe('2027-08-20')
    // The bureau passes what is handed in, which approves nothing yet.
    const compiled = [{ transition: 'compile-final', date: '2027-05-20' }] as const
    expect(of({ departmentMoves: approved, moves: compiled }, 'approve-unit-final')?.done).toBeNull()
    expect(of({ moves: compiled }, 'publish-unit-final')).toMatchObject({ due: null, waitsFor: { zh: '批复单位决算' } })
    expect(of({ moves: passed }, 'publish-unit-final')?.due).toBe('2027-09-09')
  })

  test('a final account that the bureau approved while that was the way goes on from that day', () => {
    const moves = [{ transition: 'pass-final-bureau', date: '2026-08-05' }] as const
    expect(of({ moves }, 'approve-unit-final')?.done).toBe('2026-08-05')
    expect(of({ moves }, 'publish-unit-final')?.due).toBe('2026-08-25')
  })

  test("a unit that joined after its department was approved has days that run from the bureau's document for it", () => {
    const departmentMoves = [{ transition: 'approve-department', date: '2026-01-20' }] as const
    const moves = [{ transition: 'approve-late-unit', date: '2026-06-10' }] as const
    expect(of({ departmentMoves, moves }, 'approve-unit')?.due).toBe('2026-06-25')
  })

  test('a day that is not known says what it waits for', () => {
    expect(of({}, 'publish-unit')).toMatchObject({ due: null, daysLeft: null, waitsFor: { zh: '批复单位' } })
    expect(of({ kind: 'division' }, 'first-review-local')).toMatchObject({
      due: null,
      waitsFor: { zh: '登记人民代表大会会期' },
    })
  })

  test('what is met has its day and no days left; what has passed counts below zero', () => {
    const departmentMoves = [{ transition: 'approve-department', date: '2026-01-02' }] as const
    expect(of({ departmentMoves }, 'approve-unit')).toMatchObject({ due: '2026-01-17', done: null, daysLeft: -15 })
    const moves = [{ transition: 'approve-unit', date: '2026-01-20' }] as const
    expect(of({ departmentMoves, moves }, 'approve-unit')).toMatchObject({
      due: '2026-01-17',
      done: '2026-01-20',
      daysLeft: null,
    })
  })

  test('the centre, provinces and those below have days of their own', () => {
    const session = [{ kind: 'congress-session', date: '2026-03-05' }] as const
    const ids = (level: DeadlineContext['level']) =>
      deadlinesOf({ ...CONTEXT, level, kind: 'division', events: session })
        .filter(({ due }) => due !== null)
        .map(({ id, due }) => `${id} ${due}`)
    expect(ids('central')).toEqual(['open-central 2025-06-15', 'first-review-central 2026-01-19'])
    expect(ids('province')).toEqual(['open-local 2025-06-30', 'report-totals 2026-01-10', 'first-review-local 2026-02-03'])
    expect(ids('below')).toEqual(['open-local 2025-06-30', 'first-review-local 2026-02-03'])
    expect(['CN', '130000', '130100', '130102'].map(levelOf)).toEqual(['central', 'province', 'below', 'below'])
  })

  test('a publication that is corrected was published on its first day', () => {
    const moves = [
      { transition: 'approve-unit', date: '2026-03-01' },
      { transition: 'publish', date: '2026-03-10' },
      { transition: 'publish', date: '2026-05-02' },
    ] as const
    expect(of({ moves }, 'publish-unit')).toMatchObject({ due: '2026-03-21', done: '2026-03-10' })
  })

  test("the cycle's own days are there where it sets them, and a return opens them again", () => {
    const local = { 'submit-first': '2025-08-31', 'submit-second': '2025-11-30' } as const
    expect(deadlinesOf(CONTEXT).some(({ id }) => (LOCAL_DEADLINE_IDS as readonly string[]).includes(id))).toBe(false)
    const passed = [{ transition: 'pass-first-department', date: '2025-08-20' }] as const
    const returned = [...passed, { transition: 'return-first-bureau', date: '2025-09-01' }] as const
    expect(of({ local, moves: passed }, 'submit-first')).toMatchObject({ due: '2025-08-31', done: '2025-08-20' })
    expect(of({ local, moves: returned, today: '2025-09-02' }, 'submit-first')).toMatchObject({ done: null, daysLeft: -2 })
    const again = [...returned, { transition: 'pass-first-department', date: '2025-09-05' }] as const
    expect(of({ local, moves: again }, 'submit-first')?.done).toBe('2025-09-05')
  })

  test('a division has met what all its budgets have, on the day of the last', () => {
    const [a, b] = ['2026-02-20', '2026-02-25'].map((date) => [{ transition: 'approve-department', date } as const])
    const events = [{ kind: 'congress-approved', date: '2026-02-10' }] as const
    const done = (all: Parameters<typeof movesTogether>[0]) =>
      of({ kind: 'division', events, moves: movesTogether(all) }, 'approve-department')?.done
    expect(done([a ?? [], b ?? []])).toBe('2026-02-25')
    expect(done([a ?? [], []])).toBeNull()
    expect(done([])).toBeNull()
  })

  test('all have names of their own and a basis, and can be met', () => {
    const rules = [...STATUTORY_DEADLINES, ...LOCAL_DEADLINES]
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    for (const { basis, met } of rules) {
      expect(basis.zh).not.toBe('')
      expect((met.events?.length ?? 0) + (met.moves?.length ?? 0)).toBeGreaterThan(0)
    }
    expect(LOCAL_DEADLINES.map(({ id }) => id)).toEqual([...LOCAL_DEADLINE_IDS])
  })
})
