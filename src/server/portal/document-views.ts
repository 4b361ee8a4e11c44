import { type Archive, isOfProject } from '../../app/archive.ts'
import type { Place } from '../../budget/place.ts'
import { sliceKey, type Slice } from '../../budget/slice.ts'
import type { FigurePageView } from '../../web/portal/figure-page.ts'
import { isMoney } from '../../web/portal/headlines.ts'
import type { PassagePageView } from '../../web/portal/passage-page.ts'
import type { ProjectPageView } from '../../web/portal/project-page.ts'
import type { TablePageView } from '../../web/portal/table-page.ts'
import type { ClaimView, DepartmentView, DocumentView, SourcePage, TableView } from '../../web/portal/views.ts'
import { departmentView } from './department-views.ts'

/** Other places that say the same are listed up to here. */
const MOST_ELSEWHERE = 30

interface Opened {
  readonly department: DepartmentView
  readonly document: DocumentView
}

async function open(archive: Archive, departmentId: number, documentId: number): Promise<Opened | null> {
  const [department, document] = await Promise.all([
    departmentView(archive, departmentId),
    archive.disclosure(departmentId, documentId),
  ])
  return department === null || document === null ? null : { department, document }
}

export async function tablePageView(
  archive: Archive,
  departmentId: number,
  documentId: number,
  n: number,
): Promise<TablePageView | null> {
  const opened = await open(archive, departmentId, documentId)
  if (opened === null) return null
  const tables = (await archive.tables(departmentId, documentId)).filter(
    ({ form, claims }) => form !== 'narrative' || claims.length > 0,
  )
  const table = tables.find((each) => each.n === n)
  return table === undefined ? null : { ...opened, tables, table }
}

export async function projectPageView(
  archive: Archive,
  departmentId: number,
  documentId: number,
  n: number,
): Promise<ProjectPageView | null> {
  const opened = await open(archive, departmentId, documentId)
  if (opened === null) return null
  const [projects, tables, progress] = await Promise.all([
    archive.projects(departmentId, documentId),
    archive.tables(departmentId, documentId),
    archive.progress(departmentId, documentId),
  ])
  const project = projects.find((each) => each.n === n)
  if (project === undefined) return null
  return { ...opened, tables, project, progress: progress.filter((each) => isOfProject(each, project.name)) }
}

export async function figurePageView(
  archive: Archive,
  departmentId: number,
  documentId: number,
  id: number,
): Promise<FigurePageView | null> {
  const opened = await open(archive, departmentId, documentId)
  if (opened === null) return null
  const [tables, passages] = await Promise.all([
    archive.tables(departmentId, documentId),
    archive.passages(departmentId, documentId),
  ])
  const table = tables.find(({ claims }) => claims.some((claim) => claim.id === id))
  const claim = table?.claims.find((each) => each.id === id)
  if (table === undefined || claim === undefined) return null
  return {
    ...opened,
    table,
    claim,
    source: await sourceOf(archive, opened.document, claim.place, claim.sentence ?? '', claim.printed),
    terms: passages.filter(({ kind }) => kind === 'term'),
    elsewhere: sameSlice(tables, claim),
  }
}

/** Other claims about the same slice of the same money. */
function sameSlice(tables: readonly TableView[], claim: ClaimView): FigurePageView['elsewhere'] {
  const key = keyOf(claim)
  const isSame = (other: ClaimView): boolean => other.id !== claim.id && other.unit === claim.unit && keyOf(other) === key
  if (!isMoney(claim) && claim.slice['measure'] === undefined && Object.keys(claim.slice).length === 0) return []
  return tables.flatMap((table) => table.claims.filter(isSame).map((other) => ({ table, claim: other }))).slice(0, MOST_ELSEWHERE)
}

/** A year of 0 is this year, as no year is. */
function keyOf({ slice }: ClaimView): string {
  const { year, ...rest } = slice as Slice
  return sliceKey(year === undefined || year === '0' ? rest : { ...rest, year })
}

/** What passages call a page; a passage of a project leads to the project itself, by its number. */
export async function passagePageView(
  archive: Archive,
  departmentId: number,
  documentId: number,
  n: number,
): Promise<PassagePageView | { readonly project: number } | null> {
  const opened = await open(archive, departmentId, documentId)
  if (opened === null) return null
  const passage = (await archive.passages(departmentId, documentId)).find((each) => each.n === n)
  if (passage === undefined) return null
  if (passage.kind === 'project') {
    const project = (await archive.projects(departmentId, documentId)).find(({ name }) => name === passage.text)
    return project === undefined ? null : { project: project.n }
  }
  return { ...opened, passage, source: await sourceOf(archive, opened.document, passage.place, '', '') }
}

/** Sizes of pages and places of words never change for the same bytes: those asked for last are kept. */
const views = new Map<string, FigurePageView['source']>()
const MOST_VIEWS = 2000

/** The page of a PDF that a place is on, with the box of the words meant where they can be found on it. */
async function sourceOf(
  archive: Archive,
  { type, sha256 }: DocumentView,
  { page, box, span, paragraph }: Place,
  text: string,
  printed: string,
): Promise<FigurePageView['source']> {
  if (type !== 'pdf' || page === undefined) return null
  const isWords =
    span !== undefined &&
    paragraph !== undefined &&
    box !== undefined &&
    printed !== '' &&
    text.slice(span[0] - 1, span[1]).includes(printed)
  const key = `${sha256} ${page} ${isWords ? `${paragraph} ${span.join()}` : (box?.join() ?? '')}`
  const known = views.get(key)
  if (known !== undefined) return known
  const view = await archive.pageView(sha256, page, isWords ? [{ paragraph, text, span, within: box }] : [])
  if (view === null) return null
  const shown: SourcePage = { page, width: view.width, height: view.height, href: `/source/${sha256}/page/${page}.png` }
  const found = { page: shown, box: within(view.words[0]?.box ?? box, shown) }
  if (views.size >= MOST_VIEWS) for (const oldest of [...views.keys()].slice(0, MOST_VIEWS / 4)) views.delete(oldest)
  views.set(key, found)
  return found
}

/** The part of a box that lies on its page; null where none does. */
function within(
  box: readonly [number, number, number, number] | undefined,
  { width, height }: SourcePage,
): readonly [number, number, number, number] | null {
  if (box === undefined) return null
  const [x0, y0, x1, y1] = [Math.max(0, box[0]), Math.max(0, box[1]), Math.min(width, box[2]), Math.min(height, box[3])]
  return x0 < x1 && y0 < y1 ? [x0, y0, x1, y1] : null
}
