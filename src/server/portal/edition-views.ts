import type { Archive, PublishedEdition } from '../../app/archive.ts'
import { approvalSteps, editionPaths } from '../../app/edition-contents.ts'
import type { EditionPageView, EditionView } from '../../web/portal/edition-page.ts'
import { departmentView } from './department-views.ts'

/** Everything that was published here of a department's budgets, by the disclosure that each stands in the portal as. */
export async function editionsOf(archive: Archive, departmentId: number): Promise<EditionView[]> {
  return (await archive.editions({ departmentId })).map(viewOf)
}

function viewOf({ budget, n, disclosureId, reason, manifest }: PublishedEdition): EditionView {
  return { budget, n, disclosureId, reason, manifest }
}

export async function editionPageView(archive: Archive, budget: number, n: number): Promise<EditionPageView | null> {
  const all = await archive.editions({ budget })
  const edition = all.find((each) => each.n === n)
  if (edition === undefined) return null
  const [department, document] = await Promise.all([
    departmentView(archive, edition.departmentId),
    archive.disclosure(edition.departmentId, edition.disclosureId),
  ])
  if (department === null || document === null) return null
  return {
    department,
    document,
    edition: viewOf(edition),
    others: all.filter((each) => each.n !== n).map(viewOf),
    files: editionPaths(edition),
    steps: approvalSteps(edition),
  }
}
