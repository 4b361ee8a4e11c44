import { describe, expect, test } from 'vitest'
import { isPostRole } from '../../../src/ledger/roles.ts'
import { GUARD_IDS } from '../../../src/ledger/workflow/guards.ts'
import { STATE_IDS, STATES, type StateId } from '../../../src/ledger/workflow/states.ts'
import {
  isTransition,
  stepsFrom,
  TRANSITION_IDS,
  TRANSITIONS,
  type Transition,
  transitionOf,
} from '../../../src/ledger/workflow/transitions.ts'

const KINDS = ['unit', 'department'] as const
type Kind = (typeof KINDS)[number]

/** Where each kind of budget begins, and where it has nothing left to do. */
const FIRST: Readonly<Record<Kind, StateId>> = { unit: 'first-draft', department: 'collecting' }
const ENDS: readonly StateId[] = ['final-published']

function of(kind: Kind): readonly Transition[] {
  return TRANSITIONS.filter((step) => step.of.includes(kind))
}

/** The states that a kind of budget can come to. */
function reached(kind: Kind, steps = of(kind)): ReadonlySet<StateId> {
  const seen = new Set([FIRST[kind]])
  for (const state of seen) for (const step of steps) if (step.from.includes(state)) seen.add(step.to)
  return seen
}

describe('the table of transitions', () => {
  test('is closed: states, guards, roles and steps that follow are all known', () => {
    expect(TRANSITIONS.map(({ id }) => id).toSorted()).toEqual([...TRANSITION_IDS].toSorted())
    for (const step of TRANSITIONS) {
      for (const state of [...step.from, step.to]) expect(STATE_IDS, step.id).toContain(state)
      for (const guard of step.guards) expect(GUARD_IDS, step.id).toContain(guard)
      expect(isPostRole(step.role), step.id).toBe(true)
      expect(step.of.length, step.id).toBeGreaterThan(0)
      if (step.units !== undefined) expect(transitionOf(step.units), step.id).toMatchObject({ follows: true, of: ['unit'] })
      if (step.follows === true) expect(TRANSITIONS.some(({ units }) => units === step.id)).toBe(true)
    }
    expect(isTransition('submit-first')).toBe(true)
    expect(isTransition('publish-unseen')).toBe(false)
  })

  test('names no two steps of one role from one state that lead to one place', () => {
    for (const kind of KINDS)
      for (const state of STATE_IDS) {
        const steps = stepsFrom(state, kind).map(({ role, to, name }) => `${role} ${to} ${name.zh}`)
        expect(new Set(steps).size, state).toBe(steps.length)
      }
  })

  test('every guard stands before some step', () => {
    const used = new Set(TRANSITIONS.flatMap(({ guards }) => guards))
    expect(GUARD_IDS.filter((guard) => !used.has(guard))).toEqual([])
  })

  test('every state can be come to, by a unit or by a department', () => {
    const all = new Set([...reached('unit'), ...reached('department')])
    expect(STATE_IDS.filter((state) => !all.has(state))).toEqual([])
  })

  test.each(KINDS)('no %s is ever stuck: every state but the ends has a step on, and from it an end can be come to', (kind) => {
    const steps = of(kind)
    for (const state of reached(kind)) {
      if (ENDS.includes(state)) continue
      const onward = steps.filter(({ from, back }) => from.includes(state) && back !== true)
      expect(onward, state).not.toEqual([])
    }
    // Backwards from the ends, without a step back.
    const ending = new Set(ENDS)
    for (let before = 0; before !== ending.size; ) {
      before = ending.size
      for (const { from, to, back } of steps) if (back !== true && ending.has(to)) for (const state of from) ending.add(state)
    }
    expect([...reached(kind)].filter((state) => !ending.has(state))).toEqual([])
  })

  test('steps forward are shown before steps back, and steps that follow not at all', () => {
    for (const kind of KINDS)
      for (const state of STATE_IDS) {
        const backs = stepsFrom(state, kind).map(({ back }) => back === true)
        expect(backs, state).toEqual(backs.toSorted())
      }
    // Of units, only those that their department went ahead of have a step of their own there.
    expect(stepsFrom('before-congress', 'unit').map(({ id, late }) => [id, late])).toEqual([['approve-late-unit', true]])
    expect(stepsFrom('final-before-congress', 'unit')).toEqual([])
  })

  test('a step back asks why', () => {
    for (const { id, back, asks } of TRANSITIONS)
      if (back === true && !id.includes('secrecy')) expect(asks, id).toContain('reason')
  })
})

describe('the final account goes the way of the budget (预算法 art. 52 and 80)', () => {
  test.each([
    ['approve-department', 'approve-department-final'],
    ['approved-with-department', 'final-approved-with-department'],
    ['approve-unit', 'approve-unit-final'],
    ['return-collect', 'return-collect-final'],
  ] as const)('%s and %s', (own, mirrored) => {
    const as = (step: Transition) => [step.role, step.of, step.asks, step.guards.length, step.follows, step.back, step.keeps]
    expect(as(transitionOf(mirrored))).toEqual(as(transitionOf(own)))
  })

  test("no unit's final account is approved, or published, before its department passes the approval on", () => {
    const into = of('unit').filter(({ to, from, back }) => to === 'final-approved' && from.length > 0 && back !== true)
    expect(into.map(({ id, role, guards }) => [id, role, guards[0]])).toEqual([
      ['approve-unit-final', 'department-finance', 'department-final-approved'],
    ])
    expect(transitionOf('send-final-to-secrecy').from).toEqual(['final-approved'])
  })

  test('the way of before is in histories alone', () => {
    expect(TRANSITIONS.filter(({ from }) => from.length === 0).map(({ id }) => id)).toEqual(['pass-final-bureau'])
  })
})

describe('nobody approves what is his own', () => {
  /** Steps that hand a draft to somebody else: what is judged next is what they handed on. */
  const submissions = TRANSITIONS.filter(
    ({ keeps, from, back }) => keeps === 'version' && back !== true && from.every((state) => STATES[state].writers !== undefined),
  )

  test('no role both submits and passes', () => {
    expect(submissions.length).toBeGreaterThan(5)
    for (const submission of submissions)
      for (const kind of submission.of) {
        const next = stepsFrom(submission.to, kind)
        expect(next.filter(({ role }) => role === submission.role).map(({ id }) => `${submission.id} ${id}`)).toEqual([])
      }
  })

  test('every step that passes on what somebody handed in asks that he who makes it did not write it', () => {
    const judging = STATE_IDS.filter(
      (state) => /review$|before-congress$|awaiting-unit/u.test(state) && !state.includes('secrecy'),
    )
    expect(judging.length).toBeGreaterThan(10)
    const passing = judging.flatMap((state) =>
      TRANSITIONS.filter(({ from, back, follows }) => from.includes(state) && back !== true && follows !== true),
    )
    expect(passing.filter(({ guards }) => !guards.includes('not-own')).map(({ id }) => id)).toEqual([])
  })

  test('nobody writes while others judge', () => {
    for (const state of STATE_IDS)
      if (/review|cleared|approved|published|before-congress|awaiting/u.test(state))
        expect(STATES[state].writers, state).toBeUndefined()
  })

  test('secrecy review stands between the approval and every publication, by another role and another person', () => {
    for (const id of ['publish', 'publish-final'] as const) {
      const publish = transitionOf(id)
      expect(publish.guards).toContain('not-clearer')
      for (const state of publish.from) {
        const into = TRANSITIONS.filter(({ to }) => to === state)
        expect(into.map(({ role }) => role)).toEqual(['secrecy-review'])
        for (const { guards, role } of into) {
          expect(guards).toContain('not-sender')
          expect(role).not.toBe(publish.role)
        }
      }
    }
    // Published is come to by publishing; later, by approved revisions of what was published.
    const into = TRANSITIONS.filter(({ to }) => to === 'published').map(({ id }) => id)
    expect(into).toEqual(expect.arrayContaining(['publish']))
  })
})
