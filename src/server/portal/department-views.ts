import type { Archive } from '../../app/archive.ts'
import { cutOf } from '../../app/archive.ts'
import type { Language } from '../../web/language.ts'
import { AGAINST_BEFORE, type ComparedDocument, comparedRows } from '../../web/portal/compared-rows.ts'
import type { DepartmentPageView } from '../../web/portal/department-page.ts'
import type { DepartmentCardView } from '../../web/portal/department-card.ts'
import { headlinesOf } from '../../web/portal/headlines.ts'
import { type FactView, moneyFlow } from '../../web/portal/money-flow.ts'
import type { DepartmentView, DocumentView, PlaceName, Scope, Stage } from '../../web/portal/views.ts'
import { flowChart } from './charts.ts'
import { editionsOf } from './edition-views.ts'

/** Years side by side at most. */
const MOST_YEARS = 6
/** More facts than one document has in one cut. */
const MOST_FACTS = 20_000

/** Which of a department's documents is asked for; what is not said is free. */
export interface Wanted {
  readonly year?: number
  readonly stage?: Stage
  readonly scope?: Scope
  readonly document?: number
}

export async function departmentView(archive: Archive, id: number): Promise<DepartmentView | null> {
  const row = await archive.department(id)
  if (row === null) return null
  return { id: row.id, name: row.name, code: row.code, path: pathOf(archive, row.ancestors) }
}

/** Names of places, the widest first. */
export function pathOf(archive: Archive, ancestors: readonly string[]): PlaceName[] {
  return ancestors.toReversed().flatMap((code) => archive.division(code) ?? [])
}

/** The document that is asked for: the newest year's budget of the whole department, unless said otherwise. One that counts comes before a copy. */
export function chooseDocument(documents: readonly DocumentView[], wanted: Wanted): DocumentView | null {
  if (wanted.document !== undefined) return documents.find(({ id }) => id === wanted.document) ?? null
  const fitting = documents.filter(
    ({ year, stage, scope }) =>
      (wanted.year === undefined || year === wanted.year) &&
      (wanted.stage === undefined || stage === wanted.stage) &&
      (wanted.scope === undefined || scope === wanted.scope),
  )
  const rank = (d: DocumentView): number =>
    (d.current ? 0 : 4) + (d.scope === 'department' ? 0 : 2) + (d.stage === 'budget' ? 0 : 1)
  const newest = Math.max(...fitting.map(({ year }) => year ?? 0))
  return fitting.filter(({ year }) => (year ?? 0) === newest).toSorted((a, b) => rank(a) - rank(b))[0] ?? null
}

/** Everything that a department's page shows; null where there is no such department or document. */
export async function departmentPageView(
  archive: Archive,
  id: number,
  wanted: Wanted,
  language: Language,
): Promise<DepartmentPageView | null> {
  const department = await departmentView(archive, id)
  if (department === null) return null
  const documents: DocumentView[] = await archive.disclosures(id)
  const document = chooseDocument(documents, wanted)
  if (document === null) return null
  const [whole, tables, projects, passages, findings, income, expenditure, editions] = await Promise.all([
    archive.disclosure(id, document.id),
    archive.tables(id, document.id),
    archive.projects(id, document.id),
    archive.passages(id, document.id),
    archive.findings(id, document.id),
    factsOf(archive, document, 'income'),
    factsOf(archive, document, 'expenditure'),
    editionsOf(archive, id),
  ])
  const headlines = headlinesOf(tables)
  const flow = moneyFlow({ income, expenditure }, tables, headlines, document.year)
  const years = await yearsOf(archive, department, documents, { department, document, headlines, tables })
  return {
    department,
    documents,
    document,
    tables,
    headlines,
    flow,
    projects,
    passages,
    findings,
    editions,
    chart: await flowChart(flow, language),
    cuts: (whole?.details.cuts ?? []).flatMap(({ cut }) => {
      const known = cutOf(cut)
      return known === null ? [] : [{ cut, name: known.name }]
    }),
    reasons: whole?.details.reasons ?? [],
    years: { documents: years, rows: comparedRows(years, AGAINST_BEFORE) },
  }
}

/** The facts of a document in one cut. Copies that do not count have none of their own. */
async function factsOf(
  archive: Archive,
  { departmentId, id, year, stage, scope }: DocumentView,
  cut: string,
): Promise<FactView[]> {
  if (year === null) return []
  const answered = await archive.facts({ cut, stage, scope, years: [year], department: departmentId }, { limit: MOST_FACTS })
  return answered.ok ? answered.value.filter(({ disclosureId }) => disclosureId === id) : []
}

/** The documents of the same kind over the years, the oldest first: the one that is shown and those nearest before it. */
async function yearsOf(
  archive: Archive,
  department: DepartmentView,
  documents: readonly DocumentView[],
  shown: ComparedDocument,
): Promise<ComparedDocument[]> {
  const { stage, scope, id } = shown.document
  const same = documents.filter(
    (d) =>
      d.stage === stage && d.scope === scope && d.year !== null && (d.id === id || (d.current && d.year !== shown.document.year)),
  )
  const sorted = same.toSorted((a, b) => (a.year ?? 0) - (b.year ?? 0)).slice(-MOST_YEARS)
  return await Promise.all(
    sorted.map((document) => (document.id === id ? shown : comparedDocument(archive, department, document))),
  )
}

export async function comparedDocument(
  archive: Archive,
  department: DepartmentView,
  document: DocumentView,
): Promise<ComparedDocument> {
  const tables = await archive.tables(department.id, document.id)
  return { department, document, headlines: headlinesOf(tables), tables }
}

/** The four figures of the document that is asked for. */
export async function cardView(archive: Archive, id: number, wanted: Wanted): Promise<DepartmentCardView | null> {
  const department = await departmentView(archive, id)
  if (department === null) return null
  const document = chooseDocument(await archive.disclosures(id), wanted)
  if (document === null) return null
  return { department, document, headlines: headlinesOf(await archive.tables(id, document.id)) }
}
