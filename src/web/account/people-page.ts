import type { ListedPerson, OpenInvitation } from '../../app/accounts/people.ts'
import type { ListedPost, Organisation } from '../../app/compile/organisations.ts'
import { type PostRole, type RoleId, roleOf, ROLES } from '../../ledger/roles.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { accountPhrase } from './account-phrases.ts'
import { type AccountView, inLanguage, renderAccountPage, renderField } from './account-shell.ts'
import { renderTime } from './render-time.ts'

/** People with their roles; forms only for those who may change them. `link` has just been made and is shown this once. */
export function renderPeoplePage(
  view: AccountView,
  content: {
    readonly people: readonly ListedPerson[]
    readonly posts: readonly ListedPost[]
    readonly organisations: readonly Organisation[]
    /** Gives and takes posts, on a page of their own. */
    readonly mayPost: boolean
    readonly invitations: readonly OpenInvitation[]
    readonly mayManage: boolean
    readonly link: string | null
  },
): string {
  const { language } = view
  const say = (key: Parameters<typeof accountPhrase>[1], values = {}): string => accountPhrase(language, key, values)
  const { people, posts, organisations, invitations, mayManage, mayPost, link } = content
  const names = new Map(organisations.map(({ id, name }) => [id, name]))
  const held = Map.groupBy(posts, ({ user }) => user)
  const postsOf = (id: string): readonly HeldPost[] =>
    (held.get(id) ?? []).map(({ organisation, role }) => ({ at: names.get(organisation) ?? '', role }))
  return renderAccountPage(
    view,
    'people',
    html`${link !== null && html`<div class="notice" role="status"><p>${say('inviteLink')}</p><p><code class="link">${link}</code></p></div>`}
<p class="hint">${say('postsHint')}${mayPost && html` <a href="${inLanguage(language, '/admin/organisations')}">${say('organisations')}</a>`}</p>
<div class="scroll" role="region" aria-label="${say('people')}" tabindex="0"><table class="list"><thead><tr><th scope="col">${say('personName')}</th><th scope="col">${say('username')}</th><th scope="col">${say('secondFactor')}</th><th scope="col">${say('state')}</th><th scope="col">${say('posts')}</th><th scope="col">${say('roles')}</th>${mayManage && html`<th scope="col">${say('actions')}</th>`}</tr></thead>
<tbody>${people.map((person) => renderPerson(language, person, postsOf(person.id), mayManage))}</tbody></table></div>
${mayManage && html`<p class="hint">${say('recoverHint')}</p>${renderInviting(language, invitations)}`}`,
  )
}

/** A role at an organisation. */
interface HeldPost {
  readonly at: string
  readonly role: PostRole
}

function renderPerson(language: Language, person: ListedPerson, posts: readonly HeldPost[], mayManage: boolean): Markup {
  const say = (key: Parameters<typeof accountPhrase>[1], values = {}): string => accountPhrase(language, key, values)
  const to = (verb: string): string => inLanguage(language, `/admin/people/${encodeURIComponent(person.id)}/${verb}`)
  const button = (verb: string, text: string): Markup =>
    html`<form method="post" action="${to(verb)}"><button type="submit" aria-label="${`${text}：${person.name}`}">${text}</button></form>`
  return html`<tr><th scope="row" class="nowrap">${person.name}</th><td>${person.username}</td><td>${say(person.secondFactor ? 'on' : 'off')}</td><td class="nowrap">${say(person.disabled ? 'disabled' : 'active')}</td>
<td>${posts.length > 0 && html`<ul>${posts.map(({ at, role }) => html`<li><span lang="zh-CN">${at}</span> ${roleOf(role).name[language]}</li>`)}</ul>`}</td>
<td>${mayManage ? html`<form method="post" action="${to('roles')}">${renderRoleBoxes(language, person.roles, person.name)}<button type="submit" aria-label="${say('saveRoles', { name: person.name })}">${say('save')}</button></form>` : person.roles.map((id) => roleOf(id).name[language]).join(language === 'zh' ? '、' : ', ')}</td>
${mayManage && html`<td class="verbs">${person.disabled ? button('enable', say('enable')) : button('disable', say('disable'))}${button('reset', say('resetLink'))}${person.secondFactor && button('recover', say('recoverLink'))}</td>`}</tr>`
}

function renderRoleBoxes(language: Language, held: readonly RoleId[], whose: string): Markup {
  return html`<fieldset><legend class="hidden">${accountPhrase(language, 'roles')}${whose === '' ? '' : `：${whose}`}</legend>${ROLES.filter(
    ({ at }) => at === undefined,
  ).map(
    (role) =>
      html`<label title="${role.about[language]}"><input type="checkbox" name="role" value="${role.id}"${held.includes(role.id) && html` checked`}> ${role.name[language]}</label>`,
  )}</fieldset>`
}

function renderInviting(language: Language, invitations: readonly OpenInvitation[]): Markup {
  const say = (key: Parameters<typeof accountPhrase>[1], values = {}): string => accountPhrase(language, key, values)
  return html`<section><h2>${say('inviteSomebody')}</h2>
<form class="stack" method="post" action="${inLanguage(language, '/admin/people/invite')}">
${renderField('name', say('personName'), { autocomplete: 'off', most: 60 })}
${renderRoleBoxes(language, [], '')}
<dl class="about">${ROLES.filter(({ at }) => at === undefined).map((role) => html`<dt>${role.name[language]}</dt><dd>${role.about[language]}</dd>`)}</dl>
<button type="submit" class="main">${say('invite')}</button></form></section>
<section><h2>${say('openInvitations')}</h2>
${
  invitations.length === 0
    ? html`<p>${say('none')}</p>`
    : html`<div class="scroll" role="region" aria-label="${say('openInvitations')}" tabindex="0"><table class="list"><thead><tr><th scope="col">${say('personName')}</th><th scope="col">${say('roles')}</th><th scope="col">${say('validUntil')}</th><th scope="col">${say('actions')}</th></tr></thead><tbody>${invitations.map(
        (each) =>
          html`<tr><th scope="row">${each.name}</th><td>${each.kind === 'reset' || each.kind === 'recover' ? say(`${each.kind}Link`) : each.roles.map((id) => roleOf(id).name[language]).join(language === 'zh' ? '、' : ', ')}</td><td>${renderTime(each.expiresAt)}</td><td><form method="post" action="${inLanguage(language, `/admin/people/invitations/${each.id}/withdraw`)}"><button type="submit" aria-label="${`${say('withdraw')}：${each.name}`}">${say('withdraw')}</button></form></td></tr>`,
      )}</tbody></table></div>`
}</section>`
}
