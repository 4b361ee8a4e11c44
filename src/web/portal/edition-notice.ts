import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { copyAddress } from './address.ts'
import { editionAddress, type EditionView } from './edition-page.ts'
import { say } from './portal-phrases.ts'
import type { DocumentKey } from './views.ts'

type NoticedDocument = Pick<DocumentKey, 'id' | 'departmentId' | 'stage'>

export interface EditionNoticeView {
  /** What was published of the department from approved budgets here, the newest first. */
  readonly editions: readonly Pick<EditionView, 'budget' | 'n' | 'disclosureId' | 'reason'>[]
  /** All that it published. */
  readonly documents: readonly NoticedDocument[]
  /** The one that is shown. */
  readonly document: NoticedDocument
}

/** Which publication of an approved budget it is; of a correction why, and where what it corrects is. */
export function renderEditionNotice({ editions, document, documents }: EditionNoticeView, language: Language): Markup | false {
  const own = editions.find(({ disclosureId }) => disclosureId === document.id)
  if (own === undefined) return false
  const earlier = editions.filter(({ budget, n }) => budget === own.budget && n < own.n)
  // The final account of a budget is its next edition, and corrects nothing.
  const corrected = earlier
    .map((each) => documents.find(({ id }) => id === each.disclosureId))
    .find((each) => each?.stage === document.stage)
  const of = document.stage === 'final' ? 'editionOfFinal' : 'editionOf'
  return html`<p class="edition"><a href="${editionAddress(language, own)}">${say(language, of, { n: own.n })}</a>${own.reason !== '' && html` ${say(language, 'editionReason', { reason: own.reason })}`}${corrected !== undefined && html` <a href="${copyAddress(language, corrected)}">${say(language, 'editionBefore')}</a>`}</p>`
}
