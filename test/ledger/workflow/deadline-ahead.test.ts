import { expect, test } from 'vitest'
import { deadlineAhead } from '../../../src/ledger/workflow/deadline-ahead.ts'
import { deadlinesOf, type DeadlineContext } from '../../../src/ledger/workflow/deadlines.ts'
import type { StateId } from '../../../src/ledger/workflow/states.ts'

const CONTEXT: DeadlineContext = {
  year: 2027,
  level: 'below',
  kind: 'unit',
  events: [],
  moves: [],
  departmentMoves: [],
  local: { 'submit-first': '2026-09-30', 'issue-control': '2026-10-31', 'submit-second': '2026-12-10' },
  today: '2026-11-01',
}

const ahead = (state: StateId, context: DeadlineContext = CONTEXT): string | undefined =>
  deadlineAhead(state, 'unit', deadlinesOf(context))?.id

test('the deadline of the step that is waited for, however many are open before it', () => {
  expect(ahead('first-draft')).toBe('submit-first')
  expect(ahead('first-department-review')).toBe('submit-first')
  // Nothing says here that the first draft has arrived: what is waited for is the control figure all the same.
  expect(ahead('first-bureau-review')).toBe('issue-control')
  expect(ahead('awaiting-control')).toBe('issue-control')
  expect(ahead('second-draft')).toBe('submit-second')
})

test('where the step has no day, the next open one; where none has, nothing', () => {
  const moves = [{ transition: 'issue-control', date: '2026-10-20' }] as const
  const late = { ...CONTEXT, moves, local: { 'submit-first': '2026-09-30' } }
  expect(ahead('second-draft', late)).toBe('submit-first')
  expect(ahead('second-draft', { ...CONTEXT, local: {} })).toBeUndefined()
})
