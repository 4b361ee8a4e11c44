import { describe, expect, test } from 'vitest'
import { html } from '../../../src/web/markup.ts'
import { renderEditionNotice } from '../../../src/web/portal/edition-notice.ts'

/** A budget, its correction, its final account, and the correction of that: editions of one budget, the newest first. */
const EDITIONS = [4, 3, 2, 1].map((n) => ({ budget: 7, n, disclosureId: 10 + n, reason: n % 2 === 0 ? '表内有误' : '' }))
const DOCUMENTS = [1, 2, 3, 4].map((n) => ({ id: 10 + n, departmentId: 5, stage: n > 2 ? 'final' : 'budget' }) as const)

function notice(n: number, language: 'zh' | 'en' = 'zh'): string {
  const document = DOCUMENTS[n - 1] ?? { id: 99, departmentId: 5, stage: 'budget' as const }
  return html`${renderEditionNotice({ editions: EDITIONS, documents: DOCUMENTS, document }, language)}`.markup
}

describe('which publication of an approved budget a document is', () => {
  test('a correction leads to what it corrects', () => {
    expect(notice(1)).toContain('由批复的预算公开，第1版')
    expect(notice(1)).not.toContain('看更正前的一版')
    expect(notice(2)).toContain('更正：表内有误')
    expect(notice(2)).toContain('href="/department/5?document=11"')
  })

  test('a final account is made from the approved final account, and corrects no budget', () => {
    expect(notice(3)).toContain('由批复的决算公开，第3版')
    expect(notice(3)).not.toContain('看更正前的一版')
    expect(notice(4, 'en')).toContain('Published from the approved final account, edition 4')
    expect(notice(4)).toContain('href="/department/5?document=13"')
  })

  test('what was brought from elsewhere says nothing of it', () => {
    expect(notice(9)).toBe('')
  })
})
