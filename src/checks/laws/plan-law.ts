import type { Finding } from '../../budget/finding.ts'
import { remark, type LawInput } from './law.ts'

/** The spending plan (资金支出计划) as printed does not fall, stays within 0–100, and its last printed value is 100. */
export function planLaw({ reading }: LawInput): readonly Finding[] {
  const findings: Finding[] = []
  for (const card of reading.cards) {
    const subject = { form: card.form, card: card.index, field: 'plan' }
    const name = card.fields['project-name']?.printed ?? card.title
    const add = (zh: string, en: string, places: Finding['places']): void => {
      findings.push(
        remark('plan', 'error', { zh: `“${name}”的资金支出计划${zh}`, en: `The spending plan of "${name}" ${en}` }, places, {
          subject,
        }),
      )
    }
    for (const step of card.plan) {
      if (step.printed !== '' && step.value === null)
        add(
          `${step.checkpoint}印为“${step.printed}”，不是一个数。`,
          `prints "${step.printed}" for ${step.checkpoint}, which is no number.`,
          [step.place],
        )
    }
    const printed = card.plan.filter((s) => s.value !== null)
    const outside = printed.find((s) => (s.value ?? 0) < 0 || (s.value ?? 0) > 100)
    if (outside !== undefined) {
      add(
        `${outside.checkpoint}为 ${outside.printed}%，不在 0 至 100 之间。`,
        `has ${outside.printed}% for ${outside.checkpoint}, which is not within 0 to 100.`,
        [outside.place],
      )
      continue
    }
    const falls = printed.findIndex((s, i) => i > 0 && (s.value ?? 0) < (printed[i - 1]?.value ?? 0))
    const at = printed[falls]
    const before = printed[falls - 1]
    if (at !== undefined && before !== undefined) {
      add(
        `${before.checkpoint}为 ${before.printed}%，${at.checkpoint}反而为 ${at.printed}%；累计比例不应下降。`,
        `falls from ${before.printed}% (${before.checkpoint}) to ${at.printed}% (${at.checkpoint}); a running share cannot fall.`,
        [at.place, before.place],
      )
    }
    const last = printed.at(-1)
    if (last !== undefined && last.value !== 100 && at !== last) {
      add(
        `最后为${last.checkpoint} ${last.printed}%，没有到 100%。`,
        `ends with ${last.printed}% (${last.checkpoint}) and does not reach 100%.`,
        [last.place],
      )
    }
    if (last === undefined && card.plan.length > 0 && card.budget !== null && reading.claims[card.budget]?.value !== 0) {
      add('没有填写。', 'is left blank.', [card.plan[0]?.place ?? card.place])
    }
  }
  return findings
}
