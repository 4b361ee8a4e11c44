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
    at: documentAddress(document),
  }
}

/** What a card says for a figure: its fen, or why there are none. */
export function cardValue(claim: ClaimView | null, language: Language): number | string {
  if (claim === null) return say(language, 'notListed')
  if (claim.state === 'blank') return say(language, 'isBlank')
  return claim.amount ?? claim.printed
}

/** Where a document stands: by its year and kind, so that the address goes on to its amended copy; a copy that does not count by its number. */
export function documentAddress({ departmentId, id, year, stage, scope, current }: DocumentView): ViewAddress {
  return {
    path: `/department/${departmentId}`,
    params: current && year !== null ? { year, stage, scope } : { document: id },
  }
}
