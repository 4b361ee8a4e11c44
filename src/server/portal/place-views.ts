import { type Archive, COUNTRY } from '../../app/archive.ts'
import type { Language } from '../../web/language.ts'
import type { HomeView } from '../../web/portal/home-page.ts'
import type { PlacePageView, PlaceSums } from '../../web/portal/place-page.ts'
import { say } from '../../web/portal/portal-phrases.ts'
import { sumsChart } from './charts.ts'
import { pathOf } from './department-views.ts'

const LATEST = 8
/** Departments of a place on one page. */
const PAGE = 50

export async function homeView(archive: Archive): Promise<HomeView> {
  const [overview, below, latest] = await Promise.all([
    archive.overview(),
    archive.placesBelow(COUNTRY.code),
    archive.latest({ limit: LATEST * 3 }),
  ])
  return {
    departments: overview.departments,
    disclosures: overview.disclosures,
    figures: overview.figures,
    equations: overview.equations.passed + overview.equations.failed,
    places: named(archive, below),
    // A copy that does not count is nothing new to a reader.
    latest: latest.filter(({ current, year }) => current || year === null).slice(0, LATEST),
  }
}

function named<T extends { readonly code: string }>(archive: Archive, places: readonly T[]): (T & { readonly name: string })[] {
  return places.flatMap((place) => {
    const division = archive.division(place.code)
    return division === null ? [] : [{ ...place, name: division.name }]
  })
}

export async function placePageView(
  archive: Archive,
  code: string,
  page: number,
  language: Language,
): Promise<PlacePageView | null> {
  const division = archive.division(code)
  if (division === null) return null
  const [below, counts, listed] = await Promise.all([
    archive.placesBelow(code),
    archive.counts(code),
    archive.departments({ division: code, limit: PAGE + 1, offset: (page - 1) * PAGE }),
  ])
  const departments = listed.slice(0, PAGE)
  const published = Map.groupBy(await archive.published(departments.map(({ id }) => id)), ({ departmentId }) => departmentId)
  const sums = await sumsOf(archive, code, counts, language)
  return {
    place: { code, name: division.name },
    path: pathOf(
      archive,
      archive.divisionsAbove(code).map((each) => each.code),
    ),
    below: named(archive, below).filter((each) => each.code !== code),
    counts: counts.filter(({ year }) => year > 0),
    departments: departments.flatMap(({ id, name }) => {
      const documents = published.get(id) ?? []
      return documents.length === 0 ? [] : [{ id, name, documents }]
    }),
    page,
    more: listed.length > PAGE,
    sums,
    chart: sums === null ? null : await sumsChart(sums.lines, language),
  }
}

/** Expenditure by function of the newest year in which department-wide documents are kept; budgets before final accounts. */
async function sumsOf(
  archive: Archive,
  division: string,
  counts: Awaited<ReturnType<Archive['counts']>>,
  language: Language,
): Promise<PlaceSums | null> {
  const kinds = counts
    .filter(({ scope, year }) => scope === 'department' && year > 0)
    .toSorted((a, b) => b.year - a.year || (a.stage === b.stage ? 0 : a.stage === 'budget' ? -1 : 1))
  for (const { year, stage } of kinds) {
    const answered = await archive.sums(
      { cut: 'expenditure', stage, scope: 'department', years: [year], division },
      ['function'],
      3,
    )
    if (!answered.ok) continue
    const lines = answered.value.sums
      .filter(({ amount }) => amount !== 0)
      .map(({ group, amount }) => {
        const code = typeof group.function === 'string' ? group.function : null
        return {
          code,
          name: code === null ? say(language, 'notSplit') : archive.nodeName('function', code, year)[language],
          fen: amount,
        }
      })
      .toSorted((a, b) => b.fen - a.fen)
    if (lines.length > 0) return { year, stage, lines, heads: await headsOf(archive, division, year) }
  }
  return null
}

/** The counts of people nearest to a year, and not after it: who was there then. */
async function headsOf(archive: Archive, division: string, year: number): Promise<PlaceSums['heads']> {
  const counts = await archive.headCounts(division)
  return (['population', 'staff'] as const).flatMap(
    (kind) => counts.find((each) => each.kind === kind && each.year <= year) ?? [],
  )
}
