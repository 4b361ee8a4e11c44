import type { Language } from '../language.ts'
import type { Card, CardItem, ViewAddress } from './card.ts'
import type { Headline } from './headlines.ts'
import { departmentName, yearAndKind } from './names.ts'
import { say } from './portal-phrases.ts'
import type { ClaimView, DepartmentView, DocumentView } from './views.ts'

export interface DepartmentCardView {
  readonly department: DepartmentView
  readonly document: DocumentView
  readonly headlines: readonly Headline[]
}

/** The four figures of a document. */
export function departmentCard({ department, document, headlines }: DepartmentCardView, language: Language): Card {
  return {
    title: departmentName(department.name, language),
    chinese: department.name !== '',
    kind: `${yearAndKind(document, language)} · ${say(language, `scope_${document.scope}`)}`,
    items: headlines.map(
      ({ meaning, claim }): CardItem => ({ label: say(language, `f_${meaning}`), value: cardValue(claim, language) }),
    ),
    table: null,
    at: documentAddress(department, document),
  }
}

/** What a card says for a figure: its fen, or why there are none. */
export function cardValue(claim: ClaimView | null, language: Language): number | string {
  if (claim === null) return say(language, 'notListed')
  if (claim.state === 'blank') return say(language, 'isBlank')
  return claim.amount ?? claim.printed
}

/**
 * Where a document stands: by its year and kind, so that the address goes on to its amended copy; one that does not count or names no department, by its
 * number.
 */
function documentAddress({ name }: DepartmentView, document: DocumentView): ViewAddress {
  const { departmentId, id, year, stage, scope, current } = document
  return {
    path: `/department/${departmentId}`,
    params: name !== '' && current && year !== null ? { year, stage, scope } : { document: id },
  }
}
