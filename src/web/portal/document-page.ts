import { html, type Markup } from '../markup.ts'
import type { Language } from '../language.ts'
import { departmentAddress } from './address.ts'
import { renderDepartmentPath } from './department-page.ts'
import { departmentName, yearAndKind } from './names.ts'
import type { DepartmentView, DocumentKey } from './views.ts'

/** The head of a page that lies below a department's: where it is, what it is, and whose. */
export function renderDocumentHead(
  department: DepartmentView,
  document: DocumentKey,
  heading: Markup,
  language: Language,
): Markup {
  const of = `${departmentName(department.name, language)} · ${yearAndKind(document, language)}`
  const to = departmentAddress(language, document)
  return html`${renderDepartmentPath(department, language, [{ href: to, name: of }])}
<header class="page-head"><h1>${heading}</h1><p class="kind-line"><a href="${to}">${of}</a></p></header>`
}

/** What the head is called in a title. */
export function documentTitleOf(department: DepartmentView, document: DocumentKey, language: Language): string {
  return `${departmentName(department.name, language)} ${yearAndKind(document, language)}`
}
