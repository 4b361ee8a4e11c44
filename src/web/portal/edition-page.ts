import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { address } from './address.ts'
import { documentTitleOf, renderDocumentHead } from './document-page.ts'
import { say } from './portal-phrases.ts'
import { type Frame, renderPortalPage } from './shell.ts'
import type { DepartmentView, DocumentView } from './views.ts'

/** A publication of an approved budget. */
export interface EditionView {
  readonly budget: number
  readonly n: number
  /** The document of the portal that it stands as. */
  readonly disclosureId: number
  /** Why it corrects the one before; empty for the first. */
  readonly reason: string
  readonly manifest: string
}

export interface EditionPageView {
  readonly department: DepartmentView
  readonly document: DocumentView
  readonly edition: EditionView
  readonly others: readonly EditionView[]
  readonly files: readonly string[]
  readonly steps: readonly {
    readonly name: string
    readonly role: string
    readonly office: string
    readonly day: string
    readonly document: string
  }[]
}

export function editionAddress(language: Language, { budget, n }: Pick<EditionView, 'budget' | 'n'>): string {
  return address(language, `/editions/${budget}/${n}`)
}

/** All that was published at once: the files, who approved them, and how anyone can verify that. */
export function renderEditionPage(view: EditionPageView, frame: Frame): string {
  const { language } = frame
  const { department, document, edition, others, files } = view
  const heading = say(language, 'editionTitle', { n: edition.n })
  const base = `/editions/${edition.budget}/${edition.n}`
  // The site links its own copies of the same files.
  const shown = files.filter((path) => !path.startsWith('site/') || path === 'site/index.html')
  const main = html`${renderDocumentHead(department, document, html`${heading}`, language)}
${edition.reason !== '' && html`<p class="notice">${say(language, 'editionReason', { reason: edition.reason })}</p>`}
<ul class="downloads"><li><a href="${base}.zip" download>${say(language, 'downloadEdition')}</a></li>${shown.map((path) => html`<li><a href="${base}/files/${path}">${path}</a></li>`)}</ul>
<section aria-labelledby="h-steps"><h2 id="h-steps">${say(language, 'editionSteps')}</h2>${renderSteps(view, language)}</section>
<section class="certificate" aria-labelledby="h-verify"><h2 id="h-verify">${say(language, 'editionVerify')}</h2><p>${say(language, 'editionVerifyBody')}</p>
<pre class="command" tabindex="0" role="group" aria-labelledby="h-verify"><code>mingzhang verify mingzhang-${edition.budget}-${edition.n}</code></pre>
<dl class="facts"><div><dt>${say(language, 'editionManifest')}</dt><dd><code>${edition.manifest}</code></dd></div></dl></section>
${others.length > 0 && html`<section aria-labelledby="h-others"><h2 id="h-others">${say(language, 'editionOthers')}</h2><ul class="bullets">${others.map((other) => html`<li><a href="${editionAddress(language, other)}">${say(language, 'editionTitle', { n: other.n })}</a> ${other.reason === '' ? say(language, 'editionFirst') : say(language, 'editionReason', { reason: other.reason })}</li>`)}</ul></section>`}`
  const title = `${heading} · ${documentTitleOf(department, document, language)}`
  return renderPortalPage({ title, description: title }, main, frame)
}

function renderSteps({ steps }: EditionPageView, language: Language): Markup {
  const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${say(language, 'editionSteps')}"><table class="plain"><thead><tr><th scope="col">${say(language, 'colStep')}</th><th scope="col">${say(language, 'colOffice')}</th><th scope="col">${say(language, 'colPaper')}</th></tr></thead>
<tbody lang="zh-CN">${steps.map((step) => html`<tr><th scope="row">${step.name}</th><td>${joined(step.office, step.role)}</td><td>${joined(step.day, step.document)}</td></tr>`)}</tbody></table></div>`
}
