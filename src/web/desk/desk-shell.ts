import type { Words } from '../../budget/finding.ts'
import type { OrganisationKind, PostRole } from '../../ledger/roles.ts'
import { roleOf } from '../../ledger/roles.ts'
import { inLanguage } from '../account/account-shell.ts'
import { accountPhrase } from '../account/account-phrases.ts'
import { LANGUAGE_TAGS, type Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { phrase } from '../phrases.ts'

export { inLanguage }

/** The organisations at which somebody may look at a page of one organisation. */
export interface PostChoice {
  readonly posts: readonly { readonly organisation: number; readonly name: string }[]
  readonly chosen: number
}

/** What every page of the desk is made with. */
export interface DeskView {
  readonly language: Language
  /** Path and query of the page, without its language; null where it cannot be asked for again (a posted form). */
  readonly path: string | null
  readonly person: { readonly name: string }
  readonly posts: readonly { readonly name: string; readonly kind: OrganisationKind; readonly role: PostRole }[]
  /** Where there are several to choose between: which one stands in the address of every link of the page (`here`). */
  readonly choice?: PostChoice | undefined
  /** Said first. */
  readonly notice?: { readonly text: string; readonly wrong: boolean } | undefined
}

interface DeskPage {
  readonly path: string
  readonly title: Words
  /** Who sees it in the menu; everybody where it is not said. */
  readonly roles?: readonly PostRole[]
}

const WRITERS: readonly PostRole[] = [
  'unit-clerk',
  'unit-head',
  'department-finance',
  'bureau-business',
  'bureau-budget',
  'budget-auditor',
]
export const REVIEWERS: readonly PostRole[] = [
  'unit-head',
  'department-finance',
  'bureau-business',
  'bureau-budget',
  'bureau-performance',
  'budget-auditor',
]

/** The desk's own pages, in the order of the menu. */
export const DESK_PAGES: readonly DeskPage[] = [
  { path: '/desk', title: { zh: '待办', en: 'Tasks' } },
  { path: '/desk/cycle', title: { zh: '日程', en: 'Calendar' } },
  { path: '/desk/settings', title: { zh: '年度设置', en: 'Settings' }, roles: ['bureau-budget', 'budget-auditor'] },
  { path: '/desk/library', title: { zh: '项目库', en: 'Project library' }, roles: WRITERS },
  { path: '/desk/queue', title: { zh: '审核', en: 'Review' }, roles: REVIEWERS },
  {
    path: '/desk/control',
    title: { zh: '控制数', en: 'Control figures' },
    roles: ['bureau-budget', 'bureau-business', 'department-finance', 'budget-auditor'],
  },
  {
    path: '/desk/consolidation',
    title: { zh: '汇总', en: 'Consolidation' },
    roles: ['department-finance', 'bureau-business', 'bureau-budget', 'budget-auditor'],
  },
  {
    path: '/desk/publication',
    title: { zh: '公开', en: 'Publication' },
    roles: ['secrecy-review', 'budget-publisher', 'department-finance', 'bureau-budget', 'budget-auditor'],
  },
  {
    path: '/desk/progress',
    title: { zh: '绩效', en: 'Performance' },
    roles: ['unit-clerk', 'department-finance', 'bureau-performance', 'budget-publisher', 'budget-auditor'],
  },
]

/** An address of the same page or of a part of it: in the language, and at the organisation that was chosen. */
export function here({ language, choice }: Pick<DeskView, 'language' | 'choice'>, path: string): string {
  return inLanguage(language, choice === undefined ? path : withPost(path, choice.chosen))
}

function withPost(path: string, organisation: number): string {
  const [before = '', query = ''] = path.split('?')
  const asked = new URLSearchParams(query)
  asked.set('post', String(organisation))
  return `${before}?${asked.toString()}`
}

/**
 * A whole page of the desk.
 *
 * @param options.wide takes all the width there is, for grids
 * @param options.script name of a script of the assets
 * @param options.styles further style sheets of the assets
 */
export function renderDeskFrame(
  view: DeskView,
  title: string,
  main: Markup,
  {
    wide = false,
    script,
    styles = [],
  }: { readonly wide?: boolean; readonly script?: string; readonly styles?: readonly string[] } = {},
): string {
  const { language, path, notice } = view
  const other = language === 'zh' ? 'en' : 'zh'
  return html`<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<title>${title} · ${phrase(language, 'name')}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
${['style', 'account', 'desk-frame', ...styles].map((name) => html`<link rel="stylesheet" href="/assets/${name}.css">`)}
${script !== undefined && html`<script type="module" src="/assets/${script}.js"></script>`}
</head>
<body>
<a class="skip" href="#main">${phrase(language, 'skip')}</a>
<header class="site"><a class="brand" href="${inLanguage(language, '/')}"><b>明账</b> Mingzhang</a>
${path !== null && html`<a class="switch" href="${here({ ...view, language: other }, path)}" lang="${LANGUAGE_TAGS[other]}" hreflang="${LANGUAGE_TAGS[other]}">${phrase(language, 'otherLanguage')}</a>`}</header>
${renderMenu(view)}
<main id="main" tabindex="-1" class="${wide ? 'account desk wide' : 'account desk'}"><h1>${title}</h1>
${notice !== undefined && html`<p class="${notice.wrong ? 'notice wrong' : 'notice'}" role="${notice.wrong ? 'alert' : 'status'}">${notice.text}</p>`}
${renderChoice(view)}${main}</main>
</body>
</html>`.markup
}

function renderChoice({ language, path, choice }: DeskView): Markup {
  if (choice === undefined || path === null) return html``
  return html`<nav aria-label="${language === 'zh' ? '机构' : 'Organisations'}"><ul class="tabs">${choice.posts.map(({ organisation, name }) => html`<li><a href="${inLanguage(language, withPost(path, organisation))}"${organisation === choice.chosen && html` aria-current="page"`}>${name}</a></li>`)}</ul></nav>`
}

function renderMenu({ language, path, person, posts }: DeskView): Markup {
  const at = path?.split('?')[0] ?? ''
  const pages = DESK_PAGES.filter(({ roles }) => roles === undefined || posts.some(({ role }) => roles.includes(role)))
  const isHere = (to: string): boolean => (to === '/desk' ? at === to : at === to || at.startsWith(`${to}/`))
  const link = (to: string, text: string): Markup =>
    html`<li><a href="${inLanguage(language, to)}"${isHere(to) && html` aria-current="page"`}>${text}</a></li>`
  return html`<nav class="staff" aria-label="${accountPhrase(language, 'staffPages')}"><ul>${pages.map(({ path: to, title }) => link(to, title[language]))}${link('/account', person.name)}</ul>
<form method="post" action="${inLanguage(language, '/account/sign-out')}"><button type="submit">${accountPhrase(language, 'signOut')}</button></form></nav>
${posts.length > 0 && html`<section aria-label="${language === 'zh' ? '您的岗位' : 'Your posts'}"><p class="posts">${posts.map(({ name, role }) => html`<span>${name} · ${roleOf(role).name[language]}</span>`)}</p></section>`}`
}
