import type { Archive } from '../../app/archive.ts'
import { MOST_COMPARED, type ComparePageView } from '../../web/portal/compare-page.ts'
import { AGAINST_FIRST, type ComparedDocument, comparedRows } from '../../web/portal/compared-rows.ts'
import { comparedDocument, departmentView } from './department-views.ts'

/** Departments that are offered for adding. */
const FOUND = 10

/** The documents named as DEPARTMENT:DISCLOSURE; a name without a document is passed over. */
export async function compareView(archive: Archive, names: readonly string[], q: string): Promise<ComparePageView> {
  const chosen = [...new Set(names)].filter((name) => /^[1-9]\d{0,8}:[1-9]\d{0,8}$/u.test(name)).slice(0, MOST_COMPARED)
  const documents = (await Promise.all(chosen.map((name) => opened(archive, name)))).filter((each) => each !== null)
  return { documents, rows: comparedRows(documents, AGAINST_FIRST), q, found: q === '' ? [] : await find(archive, q) }
}

async function opened(archive: Archive, name: string): Promise<ComparedDocument | null> {
  const [departmentId = 0, id = 0] = name.split(':').map(Number)
  const [department, document] = await Promise.all([departmentView(archive, departmentId), archive.disclosure(departmentId, id)])
  return department === null || document === null ? null : await comparedDocument(archive, department, document)
}

async function find(archive: Archive, q: string): Promise<ComparePageView['found']> {
  const departments = await archive.departments({ text: q, limit: FOUND })
  const published = Map.groupBy(await archive.published(departments.map(({ id }) => id)), ({ departmentId }) => departmentId)
  return departments.map(({ id, name }) => ({ name, documents: published.get(id) ?? [] }))
}
