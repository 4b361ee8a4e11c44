import type { ListedPerson } from '../../app/accounts/people.ts'
import type { ListedPost, Organisation } from '../../app/compile/organisations.ts'
import type { Words } from '../../budget/finding.ts'
import { type OrganisationKind, POST_ROLES, type PostRole, roleOf } from '../../ledger/roles.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { type AccountView, inLanguage, renderAccountPage } from './account-shell.ts'

const KINDS: Readonly<Record<OrganisationKind, Words>> = {
  division: { zh: '财政区划（财政部门）', en: 'Division (its finance bureau)' },
  department: { zh: '主管部门', en: 'Department' },
  unit: { zh: '预算单位', en: 'Unit' },
}

/** The fields of the form that adds an organisation. */
export const ORGANISATION_FIELDS = ['kind', 'parent', 'name', 'code', 'place', 'unit-kind', 'grade', 'funding'] as const

export interface OrganisationsView {
  /** What was typed into a form that was refused, by field; empty where none was. */
  readonly typed: Readonly<Record<string, string>>
  readonly organisations: readonly Organisation[]
  readonly posts: readonly ListedPost[]
  readonly people: readonly ListedPerson[]
  readonly places: readonly { readonly id: string; readonly name: Words }[]
}

/** Organisations as a tree, who holds which post at each, and the forms to add both. */
export function renderOrganisationsPage(view: AccountView, content: OrganisationsView): string {
  const { language } = view
  const zh = language === 'zh'
  const { organisations, people } = content
  return renderAccountPage(
    view,
    'organisations',
    html`${organisations.length === 0 ? html`<p>${zh ? '还没有机构。先加一个财政区划，再加部门和单位。' : 'There are none yet. Begin with a division, then departments and units.'}</p>` : renderTree(language, content)}
${renderAdding(language, content)}
${organisations.length > 0 && people.length > 0 && renderGiving(language, content)}`,
  )
}

function renderTree(language: Language, { organisations, posts }: OrganisationsView): Markup {
  const zh = language === 'zh'
  return html`<div class="scroll" role="region" aria-label="${zh ? '机构和岗位' : 'Organisations and posts'}" tabindex="0"><table class="list"><thead><tr><th scope="col">${zh ? '机构' : 'Organisation'}</th><th scope="col">${zh ? '编码' : 'Code'}</th><th scope="col">${zh ? '类别' : 'Kind'}</th><th scope="col">${zh ? '岗位' : 'Posts'}</th></tr></thead>
<tbody>${organisations.map((each) => {
    const own = posts.filter(({ organisation }) => organisation === each.id)
    return html`<tr><th scope="row"><span class="level-${Math.min(each.path.length, 3)}">${each.name}</span></th><td>${each.code}</td><td>${KINDS[each.kind][language]}</td><td>${own.length === 0 ? '' : html`<ul class="posts">${own.map((post) => renderPost(language, each, post))}</ul>`}</td></tr>`
  })}</tbody></table></div>`
}

function renderPost(language: Language, { name }: Organisation, post: ListedPost): Markup {
  const zh = language === 'zh'
  const role = roleOf(post.role).name[language]
  return html`<li>${zh ? `${role}：` : `${role}: `}${post.name} <form method="post" action="${inLanguage(language, '/admin/organisations/posts')}"><input type="hidden" name="user" value="${post.user}"><input type="hidden" name="organisation" value="${String(post.organisation)}"><input type="hidden" name="role" value="${post.role}"><input type="hidden" name="held" value="no"><button type="submit" aria-label="${zh ? `收回：${name} ${role} ${post.name}` : `Take back: ${name} ${role} ${post.name}`}">${zh ? '收回' : 'Take back'}</button></form></li>`
}

function renderAdding(language: Language, { organisations, places, typed }: OrganisationsView): Markup {
  const zh = language === 'zh'
  const own = (name: (typeof ORGANISATION_FIELDS)[number]): string => typed[name] ?? ''
  const option = (name: (typeof ORGANISATION_FIELDS)[number], value: string, text: string): Markup =>
    html`<option value="${value}"${value === own(name) && html` selected`}>${text}</option>`
  const above = organisations.filter(({ kind }) => kind !== 'unit')
  return html`<section><h2>${zh ? '增加机构' : 'Add an organisation'}</h2><form class="stack" method="post" action="${inLanguage(language, '/admin/organisations')}">
<p class="field"><label for="kind">${zh ? '类别' : 'Kind'}</label><select id="kind" name="kind">${Object.entries(KINDS).map(([id, name]) => option('kind', id, name[language]))}</select></p>
<p class="field"><label for="parent">${zh ? '上级' : 'Below'}</label><select id="parent" name="parent"><option value="">${zh ? '（区划没有上级）' : '(a division has none)'}</option>${above.map(({ id, name }) => option('parent', String(id), name))}</select></p>
<p class="field"><label for="name">${zh ? '名称' : 'Name'}</label><input id="name" name="name" required maxlength="100" value="${own('name')}"></p>
<p class="field"><label for="code">${zh ? '编码' : 'Code'}</label><input id="code" name="code" maxlength="30" value="${own('code')}"></p>
<p class="field"><label for="place">${zh ? '公开表式' : 'Forms'}</label><select id="place" name="place"><option value="">${zh ? '同上级' : 'As above'}</option>${places.map(({ id, name }) => option('place', id, name[language]))}</select></p>
<p class="field"><label for="unit-kind">${zh ? '单位性质（单位填）' : 'Kind of unit'}</label><input id="unit-kind" name="unit-kind" list="unit-kinds" maxlength="40" value="${own('unit-kind')}"><datalist id="unit-kinds"><option value="行政"><option value="参照公务员法管理事业单位"><option value="事业"></datalist></p>
<p class="field"><label for="grade">${zh ? '单位规格（单位填）' : 'Grade'}</label><input id="grade" name="grade" maxlength="40" value="${own('grade')}"></p>
<p class="field"><label for="funding">${zh ? '经费保障形式（单位填）' : 'Funding'}</label><input id="funding" name="funding" maxlength="40" value="${typed['funding'] ?? '财政拨款'}"></p>
<button type="submit" class="main">${zh ? '增加' : 'Add'}</button></form></section>`
}

function renderGiving(language: Language, { organisations, people }: OrganisationsView): Markup {
  const zh = language === 'zh'
  const reaches = (role: PostRole): string => {
    const kinds = (roleOf(role).at ?? []).map((kind) => KINDS[kind][language])
    return zh ? `（${kinds.join('、')}）` : ` (${kinds.join(', ')})`
  }
  return html`<section><h2>${zh ? '授予岗位' : 'Give a post'}</h2><form class="stack" method="post" action="${inLanguage(language, '/admin/organisations/posts')}"><input type="hidden" name="held" value="yes">
<p class="field"><label for="user">${zh ? '人员' : 'Person'}</label><select id="user" name="user">${people.filter(({ disabled }) => !disabled).map(({ id, name, username }) => html`<option value="${id}">${name}${zh ? `（${username}）` : ` (${username})`}</option>`)}</select></p>
<p class="field"><label for="organisation">${zh ? '机构' : 'Organisation'}</label><select id="organisation" name="organisation">${organisations.map(({ id, name, path }) => html`<option value="${String(id)}">${'　'.repeat(path.length - 1)}${name}</option>`)}</select></p>
<p class="field"><label for="role">${zh ? '岗位' : 'Post'}</label><select id="role" name="role" aria-describedby="role-hint">${POST_ROLES.map((id) => html`<option value="${id}">${roleOf(id).name[language]}</option>`)}</select></p>
<dl class="about" id="role-hint">${POST_ROLES.map((id) => html`<dt>${roleOf(id).name[language]}${reaches(id)}</dt><dd>${roleOf(id).about[language]}</dd>`)}</dl>
<button type="submit" class="main">${zh ? '授予' : 'Give'}</button></form></section>`
}
