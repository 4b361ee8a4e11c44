import type { Found, ListedDisclosure } from '../../app/accounts/publishing.ts'
import { phrase } from '../phrases.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { type AccountPhraseKey, accountPhrase } from './account-phrases.ts'
import { type AccountView, inLanguage, renderAccountPage } from './account-shell.ts'
import { renderTime } from './render-time.ts'

export interface DisclosureQuery {
  readonly withheld: boolean
  readonly text: string
  readonly offset: number
}

/** The address of a list of disclosures. */
export function disclosuresPath({ withheld, text, offset }: DisclosureQuery): string {
  const query = new URLSearchParams({ show: withheld ? 'withheld' : 'public' })
  if (text !== '') query.set('q', text)
  if (offset > 0) query.set('offset', String(offset))
  return `/admin/disclosures?${query}`
}

/** What is withheld, and what could be. Forms only for who may decide. */
export function renderDisclosuresPage(
  view: AccountView,
  found: Found,
  query: DisclosureQuery & { readonly limit: number; readonly mayDecide: boolean },
): string {
  const { language } = view
  const say = (key: AccountPhraseKey, values = {}): string => accountPhrase(language, key, values)
  const { withheld, text, mayDecide } = query
  const tab = (of: boolean): Markup =>
    html`<li><a href="${inLanguage(language, disclosuresPath({ withheld: of, text: '', offset: 0 }))}"${of === withheld && html` aria-current="true"`}>${say(of ? 'withheldOnes' : 'publicOnes')}</a></li>`
  return renderAccountPage(
    view,
    'disclosures',
    html`<p class="lead">${say('withholdHint')}</p>
<ul class="tabs">${tab(true)}${tab(false)}</ul>
<form class="inline" method="get" action="/admin/disclosures"><input type="hidden" name="show" value="${withheld ? 'withheld' : 'public'}">${language === 'en' && html`<input type="hidden" name="lang" value="en">`}
<label for="q">${say('departmentHas')}</label><input id="q" name="q" type="search" value="${text}" maxlength="60"><button type="submit">${say('find')}</button></form>
${found.disclosures.length === 0 ? html`<p>${say('none')}</p>` : renderList(language, found.disclosures, mayDecide)}
${found.more && html`<p><a href="${inLanguage(language, disclosuresPath({ withheld, text, offset: query.offset + query.limit }))}">${say('older')}</a></p>`}`,
  )
}

function renderList(language: Language, disclosures: readonly ListedDisclosure[], mayDecide: boolean): Markup {
  const say = (key: AccountPhraseKey, values = {}): string => accountPhrase(language, key, values)
  return html`<div class="scroll" role="region" aria-label="${say('disclosures')}" tabindex="0"><table class="list"><thead><tr><th scope="col">${say('department')}</th><th scope="col">${say('year')}</th><th scope="col">${say('file')}</th><th scope="col">${say('when')}</th><th scope="col">${say('reason')}</th>${mayDecide && html`<th scope="col">${say('actions')}</th>`}</tr></thead>
<tbody>${disclosures.map((each) => {
    const file = each.withheld ? `/admin/disclosures/file/${each.sha256}` : `/source/${each.sha256}`
    return html`<tr><th scope="row">${each.department === '' ? phrase(language, 'unknownDepartment') : each.department}</th><td>${each.year ?? say('unknown')}</td><td><a href="${file}">${each.file}</a></td><td>${renderTime(each.importedAt)}</td><td>${each.reason ?? ''}</td>
${mayDecide && html`<td>${renderDecision(language, each)}</td>`}</tr>`
  })}</tbody></table></div>`
}

function renderDecision(language: Language, each: ListedDisclosure): Markup {
  const { departmentId, disclosureId, withheld } = each
  const values = { department: each.department, year: each.year ?? '' }
  const say = (key: AccountPhraseKey): string => accountPhrase(language, key, values)
  const action = `/admin/disclosures/${departmentId}/${disclosureId}/${withheld ? 'publish' : 'withhold'}`
  if (withheld)
    return html`<form method="post" action="${inLanguage(language, action)}"><button type="submit" aria-label="${say('publishThis')}">${say('publish')}</button></form>`
  return html`<form class="inline" method="post" action="${inLanguage(language, action)}"><input name="reason" required maxlength="300" autocomplete="off" aria-label="${say('withholdThis')}" placeholder="${say('reason')}"><button type="submit">${say('withhold')}</button></form>`
}
