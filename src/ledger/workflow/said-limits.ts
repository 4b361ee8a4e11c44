import type { Words } from '../../budget/finding.ts'

/** Characters of what is said with a step, a revision or a restoring. More is refused, never cut: forms say so before, verbs after. */
export const MOST_REASON = 1000
/** Characters of the number of a document. */
export const MOST_DOCUMENT = 200

/** What somebody is told whose reason is too long; nothing where it is not. */
export function tooLongReason(reason: string): readonly Words[] {
  return tooLong(reason, MOST_REASON, { zh: '理由', en: 'a reason' })
}

export function tooLongDocument(document: string): readonly Words[] {
  return tooLong(document, MOST_DOCUMENT, { zh: '文号', en: 'the number of a document' })
}

function tooLong(text: string, most: number, name: Words): readonly Words[] {
  if (text.length <= most) return []
  return [
    {
      zh: `没有保存：${name.zh}不能超过${most}字，现有${text.length}字，请删减。`,
      en: `Not kept: ${name.en} has ${most} characters at most, this has ${text.length}. Shorten it.`,
    },
  ]
}
