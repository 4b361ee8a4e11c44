import type { Language } from '../language.ts'
import { figureAddress } from './address.ts'
import type { Card, CardCell } from './card.ts'
import type { ComparePageView } from './compare-page.ts'
import { comparedText, meaningsOf, rowLabel } from './compared-cell.ts'
import type { ComparedCell } from './compared-rows.ts'
import { tableMoney } from './money.ts'
import { departmentName, yearAndKind } from './names.ts'
import { say } from './portal-phrases.ts'
import type { DocumentKey } from './views.ts'

export type CompareCardView = Pick<ComparePageView, 'documents' | 'rows'>

/** Documents side by side; null where none is chosen. */
export function compareCard({ documents, rows }: CompareCardView, language: Language): Card | null {
  if (documents.length === 0) return null
  const names = documents.map(({ department }) => departmentName(department.name, language))
  return {
    title: say(language, 'compareTitle'),
    chinese: false,
    kind: [...new Set(names)].join(' · '),
    items: [],
    table: {
      columns: [
        { label: `${say(language, 'compareItem')} ${say(language, 'colAmount')}`, amounts: false },
        ...documents.map(({ document }, i) => ({ label: `${names[i] ?? ''} ${yearAndKind(document, language)}`, amounts: true })),
      ],
      rows: rows.map((row) => [
        { text: rowLabel(row, meaningsOf(row, documents), language) },
        ...row.cells.flatMap((cell, i) => {
          const document = documents[i]?.document
          return document === undefined ? [] : [cellOf(cell, document, language)]
        }),
      ]),
      chinese: false,
    },
    at: { path: '/compare', params: { d: documents.map(({ document }) => `${document.departmentId}:${document.id}`) } },
  }
}

function cellOf({ claim, compared }: ComparedCell, document: DocumentKey, language: Language): CardCell {
  const note = compared === null ? {} : { note: comparedText(compared, 'reference', language) }
  if (claim === null) return { text: say(language, 'notListed'), ...note }
  const text =
    claim.state === 'blank'
      ? say(language, 'isBlank')
      : claim.amount === null
        ? say(language, 'isMalformed', { printed: claim.printed })
        : tableMoney(claim.amount, language)
  return { text, href: figureAddress(language, document, claim.id), ...note }
}
