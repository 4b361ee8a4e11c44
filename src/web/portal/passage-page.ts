import { html } from '../markup.ts'
import { renderDocumentHead, documentTitleOf } from './document-page.ts'
import { say } from './portal-phrases.ts'
import { type Frame, renderPortalPage } from './shell.ts'
import { renderSourcePage } from './source-page.ts'
import type { DepartmentView, DocumentView, PassageView, SourcePage } from './views.ts'

export interface PassagePageView {
  readonly department: DepartmentView
  readonly document: DocumentView
  readonly passage: PassageView
  readonly source: { readonly page: SourcePage; readonly box: readonly [number, number, number, number] | null } | null
}

/** A paragraph or a term with its meaning, where it stands in the source. */
export function renderPassagePage({ department, document, passage, source }: PassagePageView, frame: Frame): string {
  const { language } = frame
  const heading = passage.kind === 'term' && passage.topic !== null ? passage.topic : say(language, 'passageTitle')
  const main = html`${renderDocumentHead(department, document, html`${heading}`, language)}
<blockquote class="passage" lang="zh-CN"><p>${passage.text}</p></blockquote>
${source !== null && renderSourcePage(source.page, source.box, '', language)}`
  const title = `${heading} · ${documentTitleOf(department, document, language)}`
  return renderPortalPage({ title, description: passage.text.slice(0, 150), unlisted: true }, main, frame)
}
