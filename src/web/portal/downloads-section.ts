import { html, type Markup } from '../markup.ts'
import { address } from './address.ts'
import { departmentCard } from './department-card.ts'
import type { DepartmentPageView } from './department-page.ts'
import { editionAddress } from './edition-page.ts'
import { grouped } from './money.ts'
import { say } from './portal-phrases.ts'
import { renderShare } from './share-section.ts'
import type { Frame } from './shell.ts'

/** The file as published, its figures as data, and what others can put on their own pages. */
export function renderDownloads(view: DepartmentPageView, frame: Frame): Markup {
  const { document, cuts, editions } = view
  const { language } = frame
  const { departmentId, year, stage, scope, sha256, file, type, bytes } = document
  const facts = (format: 'csv' | 'json', cut: string): string =>
    address('zh', format === 'csv' ? '/api/v1/facts.csv' : '/api/v1/facts', { department: departmentId, cut, year, stage, scope })
  const edition = editions.find(({ disclosureId }) => disclosureId === document.id)
  return html`<section id="downloads" aria-labelledby="h-downloads"><h2 id="h-downloads">${say(language, 'downloadsHeading')}</h2>
<ul class="downloads"><li><a href="/source/${sha256}" download="${file.split(/[\\/]/u).at(-1) ?? file}">${say(language, 'downloadSource')}</a> <span class="soft">${file.split(/[\\/]/u).at(-1) ?? file} · <span class="type">${type}</span> · ${grouped(Math.max(1, Math.round(bytes / 1024)))} KB</span></li>
${edition !== undefined && html`<li><a href="/editions/${edition.budget}/${edition.n}.zip" download>${say(language, 'downloadEdition')}</a> <span class="soft"><a href="${editionAddress(language, edition)}">${say(language, 'editionFiles')}</a></span></li>`}
${document.address !== null && /^https?:\/\//u.test(document.address) && html`<li><a href="${document.address}" rel="external nofollow">${say(language, 'downloadOriginal')}</a></li>`}</ul>
${
  document.current &&
  cuts.length > 0 &&
  html`<h3>${say(language, 'downloadFacts')}</h3><p class="hint">${say(language, 'downloadsLead')}</p><ul class="downloads">${cuts.map(({ cut, name }) => html`<li>${name[language]} <span><a href="${facts('csv', cut)}">CSV<span class="hidden"> ${name[language]}</span></a> <a href="${facts('json', cut)}">JSON<span class="hidden"> ${name[language]}</span></a></span></li>`)}</ul>`
}
${renderShare(departmentCard(view, language), frame, 3)}</section>`
}
