import type { Language } from '../language.ts'
import type { Card, CardItem, CardTable } from './card.ts'
import { share, tableMoney } from './money.ts'
import { placeName, stageName } from './names.ts'
import type { PlacePageView } from './place-page.ts'
import { say } from './portal-phrases.ts'

export type PlaceCardView = Pick<PlacePageView, 'place' | 'counts' | 'sums'>

/** What a place's departments published in the newest year, and what their expenditure is for. */
export function placeCard({ place, counts, sums }: PlaceCardView, language: Language): Card {
  const year = sums?.year ?? Math.max(...counts.map((each) => each.year))
  const stage = sums?.stage ?? counts.find((each) => each.year === year)?.stage ?? 'budget'
  const own = counts.filter((each) => each.year === year && each.stage === stage)
  const add = (of: (each: (typeof own)[number]) => number): string => String(own.reduce((sum, each) => sum + of(each), 0))
  const items: CardItem[] =
    own.length === 0
      ? []
      : [
          { label: say(language, 'colDocuments'), value: add((each) => each.departments) },
          { label: say(language, 'colClean'), value: add((each) => each.withoutError) },
        ]
  return {
    title: say(language, 'placeTitle', { place: placeName(place, language) }),
    chinese: false,
    kind: own.length === 0 ? '' : say(language, `yearKind_${stage}`, { year }),
    items,
    table: sums === null || sums.lines.length === 0 ? null : sumsTable(sums, language),
    ...(own.length === 0 ? { notice: say(language, 'placeNone') } : {}),
    at: { path: `/place/${place.code}`, params: {} },
  }
}

function sumsTable({ lines, year, stage }: NonNullable<PlaceCardView['sums']>, language: Language): CardTable {
  const whole = lines.reduce((sum, { fen }) => sum + fen, 0)
  const row = (name: string, fen: number) => [{ text: name }, { text: tableMoney(fen, language) }, { text: share(fen, whole) }]
  return {
    columns: [
      { label: `${say(language, 'sumsHeading')} · ${year} ${stageName(stage, language)}`, amounts: false },
      { label: say(language, 'colAmount'), amounts: true },
      { label: say(language, 'colShare'), amounts: true },
    ],
    rows: [row(say(language, 'total'), whole), ...lines.map(({ name, fen }) => row(name, fen))],
    chinese: false,
  }
}
