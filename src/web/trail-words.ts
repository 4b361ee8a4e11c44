import type { Words } from '../budget/finding.ts'

// Heads of what was done, by whom, when and why: one word for one thing on every page.
export const WHEN: Words = { zh: '时间', en: 'When' }
export const WHO: Words = { zh: '办理人', en: 'Who' }
export const REASON: Words = { zh: '理由', en: 'Reason' }

/** What the field for a step's reason is called: several stand on one page. */
export function reasonOf(step: Words): Words {
  return { zh: `“${step.zh}”的${REASON.zh}`, en: `${REASON.en}: ${step.en}` }
}
