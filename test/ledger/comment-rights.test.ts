import { describe, expect, test } from 'vitest'
import { POST_ROLES } from '../../src/ledger/roles.ts'
import { commentRights } from '../../src/ledger/workflow/comment-rights.ts'
import { STATE_IDS } from '../../src/ledger/workflow/states.ts'

const open = { actor: 'a', state: 'open' } as const

describe('what a person may do with a comment', () => {
  test('those whose budget it is answer and never settle what others say; an auditor does neither', () => {
    for (const state of STATE_IDS)
      for (const role of POST_ROLES) {
        const may = commentRights({ role, user: 'b' }, { kind: 'unit', state }, open)
        const own = role === 'unit-clerk' || role === 'unit-head'
        expect(may.answer, `${role} in ${state}`).toBe(own)
        expect(may.resolve, `${role} in ${state}`).toBe(!own && role !== 'budget-auditor')
      }
  })

  test('who commented asks again, and says himself when it is dealt with', () => {
    const unit = { kind: 'unit', state: 'first-draft' } as const
    expect(commentRights({ role: 'unit-clerk', user: 'a' }, unit, open)).toMatchObject({ answer: true, resolve: true })
    expect(commentRights({ role: 'bureau-business', user: 'a' }, unit, open)).toMatchObject({ answer: true, resolve: true })
  })

  test('only who would be held up by it carries it on, and nothing that is settled', () => {
    const review = { kind: 'unit', state: 'second-department-review' } as const
    for (const role of POST_ROLES)
      expect(commentRights({ role, user: 'b' }, review, open).carry, role).toBe(role === 'department-finance')
    const resolved = { actor: 'a', state: 'resolved' } as const
    expect(commentRights({ role: 'department-finance', user: 'b' }, review, resolved).carry).toBe(false)
  })
})
