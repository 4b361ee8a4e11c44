import { POST_ROLES, type PostRole } from '../../ledger/roles.ts'
import { LIBRARY_STEPS, LIBRARY_WRITERS, type LibraryState } from '../../ledger/workflow/library-steps.ts'
import { STATE_IDS, type StateId, STATES } from '../../ledger/workflow/states.ts'
import { TRANSITIONS } from '../../ledger/workflow/transitions.ts'
import { IN_OWN_NAME, type Rule, SOMEONE } from './rule.ts'

/** The row belongs to the organisation of the post, or to one below it. */
const BELOW = `${SOMEONE} AND path @> ARRAY[nullif(current_setting('mingzhang.post', true), '')::int]`
const MINE = `user_id = current_setting('mingzhang.user', true)`

/** Posts that change something: all but the auditor's. */
const ACTING: readonly PostRole[] = POST_ROLES.filter((role) => role !== 'budget-auditor')

const IN_THE_UNIT: readonly PostRole[] = ['unit-clerk', 'unit-head']
const LIBRARY_ROLES = [...new Set([...LIBRARY_WRITERS.roles, ...LIBRARY_STEPS.map(({ role }) => role)])]

/**
 * Who may do what with budgets: made from the tables of states and transitions, so that no role can move a budget where the process gives it no step,
 * whatever the program forgets.
 */
export function budgetRules(): readonly Rule[] {
  return [
    { tables: ['organisation'], roles: [...POST_ROLES, 'administrator', 'accounts', 'public'], may: ['SELECT'], rows: 'true' },
    {
      tables: ['organisation'],
      roles: ['administrator'],
      may: ['INSERT', 'UPDATE (path, code, name, place, details, ended)'],
      rows: SOMEONE,
    },
    { tables: ['post'], roles: ['accounts'], may: ['SELECT'], rows: 'true' },
    { tables: ['post'], roles: [...POST_ROLES, 'administrator', 'auditor'], may: ['SELECT'], rows: SOMEONE },
    { tables: ['post'], roles: ['administrator'], may: ['INSERT', 'DELETE'], rows: SOMEONE },
    { tables: ['account_user'], roles: POST_ROLES, may: ['SELECT (id, name)'], rows: SOMEONE },
    { tables: ['cycle', 'cycle_event'], roles: POST_ROLES, may: ['SELECT'], rows: SOMEONE },
    { tables: ['cycle'], roles: ['bureau-budget'], may: ['INSERT', 'UPDATE (settings)'], rows: BELOW },
    { tables: ['cycle_event'], roles: ['bureau-budget'], may: ['INSERT'], rows: `${BELOW} AND ${IN_OWN_NAME}` },
    {
      tables: [
        'budget',
        'budget_entry',
        'budget_version',
        'budget_move',
        'control_revision',
        'library_project',
        'budget_comment',
      ],
      roles: POST_ROLES,
      may: ['SELECT'],
      rows: BELOW,
    },
    { tables: ['presence', 'progress', 'edition'], roles: POST_ROLES, may: ['SELECT'], rows: BELOW },
    { tables: ['budget'], roles: ['bureau-budget'], may: ['INSERT'], rows: BELOW },
    ...ACTING.map(moving),
    {
      tables: ['budget_entry'],
      roles: POST_ROLES.filter((role) => writes(role).length > 0),
      may: ['INSERT'],
      rows: `${BELOW} AND ${IN_OWN_NAME}`,
    },
    {
      tables: ['budget_version'],
      roles: POST_ROLES.filter((role) => TRANSITIONS.some((each) => each.role === role && each.keeps !== undefined)),
      may: ['INSERT'],
      rows: `${BELOW} AND ${IN_OWN_NAME}`,
    },
    { tables: ['budget_move'], roles: ACTING, may: ['INSERT'], rows: `${BELOW} AND ${IN_OWN_NAME}` },
    { tables: ['control_revision'], roles: ['bureau-budget'], may: ['INSERT'], rows: `${BELOW} AND ${IN_OWN_NAME}` },
    {
      tables: ['library_project'],
      roles: LIBRARY_WRITERS.roles,
      may: ['INSERT'],
      rows: `${BELOW} AND state = '${LIBRARY_WRITERS.state}'`,
    },
    ...LIBRARY_ROLES.map(movingProjects),
    { tables: ['budget_comment'], roles: ACTING, may: ['INSERT'], rows: `${BELOW} AND ${IN_OWN_NAME}` },
    // Those whose budget it is do not settle what others say about it.
    {
      tables: ['budget_comment'],
      roles: ACTING.filter((role) => !IN_THE_UNIT.includes(role)),
      may: ['UPDATE (state, settled_by, settled_at)'],
      rows: BELOW,
    },
    {
      tables: ['budget_comment'],
      roles: IN_THE_UNIT,
      may: ['UPDATE (state, settled_by, settled_at)'],
      rows: `${BELOW} AND ${IN_OWN_NAME}`,
    },
    { tables: ['presence'], roles: ACTING, may: ['INSERT', 'UPDATE', 'DELETE'], rows: `${BELOW} AND ${MINE}` },
    {
      tables: ['progress'],
      roles: ['unit-clerk', 'department-finance'],
      may: ['INSERT'],
      rows: `${BELOW} AND ${IN_OWN_NAME} AND NOT public AND kind <> 'review'`,
    },
    {
      tables: ['progress'],
      roles: ['bureau-performance'],
      may: ['INSERT'],
      rows: `${BELOW} AND ${IN_OWN_NAME} AND NOT public AND kind = 'review'`,
    },
    { tables: ['progress'], roles: ['budget-publisher'], may: ['UPDATE (public)'], rows: BELOW },
    { tables: ['edition'], roles: ['budget-publisher'], may: ['INSERT'], rows: `${BELOW} AND ${IN_OWN_NAME} AND NOT public` },
    { tables: ['edition'], roles: ['budget-publisher'], may: ['UPDATE (public)'], rows: BELOW },
    // What was returned by the secrecy review makes room for what is sent next.
    { tables: ['edition'], roles: ['budget-publisher'], may: ['DELETE'], rows: `${BELOW} AND NOT public` },
    // What is published of them.
    { tables: ['progress', 'edition'], roles: ['public'], may: ['SELECT'], rows: 'public' },
  ]
}

/** A role changes budgets that stand where it writes or has a step, and leaves them there or where its steps lead. */
function moving(role: PostRole): Rule {
  const steps = TRANSITIONS.filter((each) => each.role === role)
  const from = [...writes(role), ...steps.flatMap((step) => step.from)]
  const to = [...writes(role), ...steps.map((step) => step.to)]
  return {
    tables: ['budget'],
    roles: [role],
    may: ['UPDATE (draft, money, entries, head, state, moves, versions, approved, changed_at)'],
    rows: `${BELOW} AND ${among(from)}`,
    after: `${BELOW} AND ${among(to)}`,
  }
}

/** As with budgets: where a role writes projects or has a step, and leaves them where its steps lead. What is not to be one's own is never its author's. */
function movingProjects(role: PostRole): Rule {
  const steps = LIBRARY_STEPS.filter((each) => each.role === role)
  const writing: readonly LibraryState[] = LIBRARY_WRITERS.roles.includes(role) ? [LIBRARY_WRITERS.state] : []
  const free = [...writing, ...steps.flatMap(({ guards, to }) => (guards.includes('not-own') ? [] : [to]))]
  const another = steps.flatMap(({ guards, to }) => (guards.includes('not-own') ? [to] : []))
  const left = [
    ...(free.length === 0 ? [] : [among(free)]),
    ...(another.length === 0 ? [] : [`(${among(another)} AND author <> current_setting('mingzhang.user', true))`]),
  ]
  return {
    tables: ['library_project'],
    roles: [role],
    may: ['UPDATE (code, name, state, since, until, card, estimate, author, history, changed_at)'],
    rows: `${BELOW} AND ${among([...writing, ...steps.map(({ from }) => from)])}`,
    after: `${BELOW} AND (${left.join(' OR ')})`,
  }
}

function writes(role: PostRole): readonly StateId[] {
  return STATE_IDS.filter((id) => STATES[id].writers?.includes(role) === true)
}

function among(states: readonly string[]): string {
  return `state IN (${[...new Set(states)].map((state) => `'${state}'`).join(', ')})`
}
