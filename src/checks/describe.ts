import type { Claim } from '../budget/claim.ts'
import type { Words } from '../budget/finding.ts'

/** Where a claim stands, in words: the table, the row, the column; or the sentence. */
export function whereOf(claim: Claim): Words {
  if (claim.sentence !== undefined && claim.prose === true)
    return {
      zh: `“${claim.row?.label ?? claim.title}”的资金用途说明`,
      en: `the purpose text of "${claim.row?.label ?? claim.title}"`,
    }
  if (claim.sentence !== undefined) {
    const text = excerpt(claim)
    return { zh: `文字说明“${text}”`, en: `the sentence "${text}"` }
  }
  const row = [claim.row?.code, claim.row?.label].filter((t) => t !== undefined && t !== '').join(' ')
  if (claim.state === 'absent') {
    const missing = row === '' ? claim.title : row
    return { zh: `《${claim.title}》中未列出的“${missing}”`, en: `"${missing}", which "${claim.title}" does not list,` }
  }
  return {
    zh: `《${claim.title}》“${row}”行“${claim.column ?? ''}”栏`,
    en: `"${claim.title}", row "${row}", column "${claim.column ?? ''}"`,
  }
}

function excerpt(claim: Claim): string {
  const sentence = claim.sentence ?? ''
  return sentence.length <= 36 ? sentence : `${sentence.slice(0, 34)}…`
}

/** What is printed there. */
export function printedOf(claim: Claim): Words {
  if (claim.state === 'blank') return { zh: '空白', en: 'blank' }
  if (claim.state === 'absent') return { zh: '未列出', en: 'not listed' }
  return { zh: `“${claim.printed}”`, en: `"${claim.printed}"` }
}
