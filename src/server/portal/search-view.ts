import type { Archive } from '../../app/archive.ts'
import { SEARCH_KINDS, type SearchKind, type SearchView } from '../../web/portal/search-page.ts'
import { pathOf } from './department-views.ts'

/** Hits on one page of a kind, and of each kind where all are shown. */
const PAGE = 20
const FIRST = 5
const PASSAGES = ['project', 'term', 'text'] as const

export async function searchView(archive: Archive, q: string, kind: SearchKind | null, page: number): Promise<SearchView> {
  const words = q.split(/[\s,，、。;；]+/u).filter((word) => word !== '')
  if (words.length === 0) return { q, words, departments: null, passages: [], kind, page }
  const limit = kind === null ? FIRST : PAGE
  const offset = (page - 1) * limit
  const kinds: readonly SearchKind[] = kind === null ? SEARCH_KINDS : [kind]
  const [departments, passages] = await Promise.all([
    kinds.includes('department') ? archive.departments({ text: q, limit: limit + 1, offset }) : null,
    Promise.all(
      PASSAGES.filter((each) => kinds.includes(each)).map(async (each) => ({
        kind: each,
        found: await archive.search({ text: q, kind: each, limit: limit + 1, offset }),
      })),
    ),
  ])
  return {
    q,
    words,
    kind,
    page,
    departments:
      departments === null
        ? null
        : {
            hits: departments.slice(0, limit).map(({ id, name, ancestors }) => ({ id, name, path: pathOf(archive, ancestors) })),
            more: departments.length > limit,
          },
    passages: passages.map(({ kind: each, found }) => ({
      kind: each,
      more: found.length > limit,
      hits: found.slice(0, limit).map(({ departmentId, disclosureId, year, stage, scope, department, topic, text, n }) => ({
        document: { departmentId, id: disclosureId, year, stage, scope },
        department,
        topic,
        text,
        n,
      })),
    })),
  }
}
