import type { OpenSession, Person } from '../../app/accounts/sign-in.ts'
import type { Post } from '../../app/compile/post.ts'
import { roleOf } from '../../ledger/roles.ts'
import { html } from '../markup.ts'
import { accountPhrase } from './account-phrases.ts'
import { renderTime } from './render-time.ts'
import { type AccountView, inLanguage, renderAccountPage, renderField } from './account-shell.ts'

/** What one has and may do, and one's own password. */
export function renderOwnAccount(
  view: AccountView,
  person: Person,
  {
    provider,
    sessions,
    posts,
  }: {
    readonly provider: string | null
    readonly sessions: readonly OpenSession[]
    readonly posts: readonly Pick<Post, 'name' | 'role'>[]
  },
): string {
  const { language } = view
  const say = (key: Parameters<typeof accountPhrase>[1], values = {}): string => accountPhrase(language, key, values)
  return renderAccountPage(
    view,
    'account',
    html`<dl class="facts"><dt>${say('personName')}</dt><dd>${person.name}</dd><dt>${say('username')}</dt><dd>${person.username}</dd>
<dt>${say('secondFactor')}</dt><dd>${person.secondFactor ? say('on') : html`${say('off')} <a href="${inLanguage(language, '/account/second-factor')}">${say('secondFactorSetUp')}</a>`}</dd></dl>
<section><h2>${say('rolesAndPosts')}</h2>
${person.roles.length === 0 && posts.length === 0 ? html`<p>${say('noRoles')}</p>` : html`<ul class="held">${posts.map(({ name, role }) => html`<li><b>${name} · ${roleOf(role).name[language]}</b> ${roleOf(role).about[language]}</li>`)}${person.roles.map((id) => html`<li><b>${roleOf(id).name[language]}</b> ${roleOf(id).about[language]}</li>`)}</ul>`}</section>
<section><h2>${say('changePassword')}</h2>
<form class="stack" method="post" action="${inLanguage(language, '/account/password')}">
<input type="hidden" name="username" autocomplete="username" value="${person.username}">
${renderField('current', say('currentPassword'), { type: 'password', autocomplete: 'current-password' })}
${renderField('password', say('newPassword'), { type: 'password', autocomplete: 'new-password', hint: say('passwordHint') })}
${renderField('repeated', say('repeatPassword'), { type: 'password', autocomplete: 'new-password' })}
<p class="hint">${say('changePasswordHint')}</p>
<button type="submit" class="main">${say('changePassword')}</button>
</form></section>
<section><h2>${say('sessions')}</h2>
<div class="scroll" role="region" aria-label="${say('sessions')}" tabindex="0"><table class="list"><thead><tr><th scope="col">${say('since')}</th><th scope="col">${say('browser')}</th></tr></thead>
<tbody>${sessions.map(({ since, agent }) => html`<tr><th scope="row">${renderTime(since)}</th><td>${agent ?? ''}</td></tr>`)}</tbody></table></div>
${sessions.length > 1 && html`<form class="stack" method="post" action="${inLanguage(language, '/account/sessions')}">${renderField('proof', say('currentPassword'), { type: 'password', autocomplete: 'current-password' })}<button type="submit">${say('endOthers')}</button></form>`}</section>
${provider !== null && html`<section><form method="post" action="${inLanguage(language, '/account/provider/connect')}"><button type="submit">${say('connectProvider', { name: provider })}</button></form></section>`}`,
  )
}

/** Somebody asked for what his roles do not include. */
export function renderDenied(view: AccountView): string {
  return renderAccountPage(
    { ...view, notice: { text: accountPhrase(view.language, 'denied'), wrong: true } },
    'account',
    html`<p>${accountPhrase(view.language, 'deniedHint')}</p>`,
  )
}
