import { expect, test } from 'vitest'
import { ROLES } from '../../src/ledger/roles.ts'
import type { Start } from '../../src/ledger/workflow/deadlines.ts'
import { LOCAL_DEADLINES } from '../../src/ledger/workflow/local-deadlines.ts'
import { STATE_IDS, STATES } from '../../src/ledger/workflow/states.ts'
import { STATUTORY_DEADLINES } from '../../src/ledger/workflow/statutory-deadlines.ts'
import { TRANSITIONS } from '../../src/ledger/workflow/transitions.ts'

function startOf(start: Start): string {
  if (start.kind === 'cycle') return 'a day of the cycle'
  if (start.kind === 'calendar') return `${start.monthDay} of ${start.year === 0 ? "the budget's year" : 'the year before'}`
  const what = start.kind === 'event' ? [start.event] : start.from.map(({ move }) => move)
  const { days } = start
  return `${Math.abs(days)} days ${days < 0 ? 'before' : 'after'} ${what.map((id) => `\`${id}\``).join(', or ')}`
}

// The tables of the documentation are those of the program: `npm run test:unit -- docs/workflow -u` writes them anew.
test('docs/workflow-tables.md says what the tables of states, steps and posts say', async () => {
  const role = (id: string): string => ROLES.find((each) => each.id === id)?.name.zh ?? id
  const steps = TRANSITIONS.map(
    ({ id, name, of, from, to, role: who, asks, guards, keeps, follows }) =>
      `| \`${id}\` | ${name.zh} ${name.en} | ${of.join(', ')} | ${from.length === 0 ? '(no more)' : from.join(', ')} → ${to} | ${follows === true ? 'with its department' : role(who)} | ${asks.join(', ')} | ${guards.join(', ')} | ${keeps ?? ''} |`,
  )
  const states = STATE_IDS.map(
    (id) => `| \`${id}\` | ${STATES[id].name.zh} | ${STATES[id].name.en} | ${(STATES[id].writers ?? []).map(role).join('、')} |`,
  )
  const posts = ROLES.filter(({ at }) => at !== undefined).map(
    ({ id, name, about, at = [] }) => `| \`${id}\` | ${name.zh} ${name.en} | ${at.join(', ')} | ${about.zh} ${about.en} |`,
  )
  const deadlines = [...STATUTORY_DEADLINES, ...LOCAL_DEADLINES].map(
    ({ id, name, basis, of, levels = [], start, met }) =>
      `| \`${id}\` | ${name.zh} ${name.en} | ${[...of, ...levels].join(', ')} | ${startOf(start)} | ${[...(met.events ?? []), ...(met.moves ?? [])].join(', ')} | ${basis.zh} |`,
  )
  const text = [
    '# The way of a budget: its tables',
    '',
    'Written from `src/ledger/workflow/` and `src/ledger/roles.ts` by `test/docs/workflow.test.ts`; [workflow.md](workflow.md) explains them.',
    '',
    '## Posts',
    '',
    '| id | name | at | does |',
    '| --- | --- | --- | --- |',
    ...posts,
    '',
    '## States',
    '',
    '| id | 名称 | name | who writes |',
    '| --- | --- | --- | --- |',
    ...states,
    '',
    '## Steps',
    '',
    '| id | name | of | from → to | who | asks | must hold | keeps |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...steps,
    '',
    '## Deadlines',
    '',
    '| id | name | of | last day | met by | basis |',
    '| --- | --- | --- | --- | --- | --- |',
    ...deadlines,
    '',
  ].join('\n')
  await expect(text).toMatchFileSnapshot('../../docs/workflow-tables.md')
})
