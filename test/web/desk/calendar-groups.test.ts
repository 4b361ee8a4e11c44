import { describe, expect, it } from 'vitest'
import type { Calendar } from '../../../src/app/compile/calendar.ts'
import type { Deadline } from '../../../src/ledger/workflow/deadlines.ts'
import { groupCalendars } from '../../../src/web/desk/calendar-groups.ts'
import { renderCyclePage } from '../../../src/web/desk/cycle-page.ts'

const deadline = (id: string, said: Partial<Deadline>): Deadline => ({
  id,
  name: { zh: id, en: id },
  basis: { zh: '法', en: 'law' },
  due: null,
  waitsFor: null,
  metBy: [],
  done: null,
  daysLeft: null,
  ...said,
})
const congress = { zh: '登记人民代表大会批准预算', en: 'recording the approval' }
const unit = (n: number, deadlines: readonly Deadline[]): Calendar => ({
  organisation: `单位${n}`,
  kind: 'unit',
  budget: n,
  deadlines,
})
const calendars = [
  unit(1, [
    deadline('publish', { waitsFor: congress }),
    deadline('second', { due: '2026-12-15', daysLeft: 18 }),
    deadline('first', { due: '2026-09-30', done: '2026-09-22' }),
  ]),
  ...[2, 3, 4, 5].map((n) =>
    unit(n, [deadline('publish', { waitsFor: congress }), deadline('first', { due: '2026-09-30', daysLeft: -58 })]),
  ),
]

describe('a calendar', () => {
  it('says the same deadline of several once: what is due first, what waits by what it waits for, what is done', () => {
    const { open, waiting, done } = groupCalendars(calendars)
    expect(open.map(({ id, daysLeft, holders }) => [id, daysLeft, holders.length])).toEqual([
      ['first', -58, 4],
      ['second', 18, 1],
    ])
    expect(waiting.map(({ waitsFor, deadlines }) => [waitsFor, deadlines.map(({ holders }) => holders.length)])).toEqual([
      [congress, [5]],
    ])
    expect(done.map(({ id, holders }) => [id, holders.map(({ budget }) => budget)])).toEqual([['first', [1]]])
  })

  it('is printed with what is due in sight and the rest folded, which needs no script', () => {
    const chosen = { id: 3, organisation: 1, division: '某县', year: 2027, settings: {}, events: [] }
    const view = { language: 'zh', path: '/desk/cycle', person: { name: '彭慧' }, posts: [] } as const
    const page = renderCyclePage(view, { cycles: [chosen], chosen, calendars, runs: false, opens: [], next: 2028, outside: [] })
    const [sight = '', ...folded] = page.split('<details')
    expect(sight).toContain('已过58天')
    expect(page).not.toContain('<script')
    expect(folded.join()).toContain('待：登记人民代表大会批准预算 <small>5项</small>')
    expect(page.match(/2026-09-30/gu)).toHaveLength(2)
  })
})
