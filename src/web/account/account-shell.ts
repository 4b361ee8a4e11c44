import type { Duty } from '../../ledger/roles.ts'
import { LANGUAGE_TAGS, type Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { phrase } from '../phrases.ts'
import { type AccountPhraseKey, accountPhrase } from './account-phrases.ts'

/** What every page for people with an account is made with. */
export interface AccountView {
  readonly language: Language
  /** Path and query of the page, without its language; null where it cannot be asked for again (a posted form). */
  readonly path: string | null
  /** Who looks; null before anybody is signed in. */
  readonly person: { readonly name: string; readonly duties: readonly Duty[] } | null
  /** Said first. */
  readonly notice?: { readonly text: string; readonly wrong: boolean } | undefined
}

/** Staff pages and the duty that opens each. */
export const STAFF_PAGES: readonly {
  readonly path: string
  readonly title: AccountPhraseKey
  readonly duties: readonly Duty[]
}[] = [
  { path: '/admin/imports', title: 'imports', duties: ['import'] },
  { path: '/admin/disclosures', title: 'disclosures', duties: ['withhold', 'read-withheld'] },
  { path: '/admin/people', title: 'people', duties: ['see-users', 'manage-users'] },
  { path: '/admin/organisations', title: 'organisations', duties: ['manage-organisations'] },
  { path: '/admin/settings', title: 'settings', duties: ['change-settings'] },
  { path: '/admin/audit', title: 'audit', duties: ['see-audit'] },
]

/** An address of ours in the language of the page. */
export function inLanguage(language: Language, path: string): string {
  return language === 'zh' ? path : `${path}${path.includes('?') ? '&' : '?'}lang=${language}`
}

export function renderAccountPage(view: AccountView, title: AccountPhraseKey, main: Markup): string {
  const { language, path, person, notice } = view
  const other = language === 'zh' ? 'en' : 'zh'
  const heading = accountPhrase(language, title)
  return html`<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<title>${heading} · ${phrase(language, 'name')}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/style.css">
<link rel="stylesheet" href="/assets/account.css">
</head>
<body>
<a class="skip" href="#main">${phrase(language, 'skip')}</a>
<header class="site"><a class="brand" href="${inLanguage(language, '/')}"><b>明账</b> Mingzhang</a>
${path !== null && html`<a class="switch" href="${inLanguage(other, path)}" lang="${LANGUAGE_TAGS[other]}" hreflang="${LANGUAGE_TAGS[other]}">${phrase(language, 'otherLanguage')}</a>`}</header>
${person !== null && renderMenu(view, person)}
<main id="main" tabindex="-1" class="account"><h1>${heading}</h1>
${notice !== undefined && html`<p class="${notice.wrong ? 'notice wrong' : 'notice'}" role="${notice.wrong ? 'alert' : 'status'}">${notice.text}</p>`}
${main}</main>
</body>
</html>`.markup
}

function renderMenu({ language, path }: AccountView, person: NonNullable<AccountView['person']>): Markup {
  const here = path?.split('?')[0]
  const link = (to: string, text: string): Markup =>
    html`<li><a href="${inLanguage(language, to)}"${here === to && html` aria-current="page"`}>${text}</a></li>`
  const pages = STAFF_PAGES.filter(({ duties }) => duties.some((duty) => person.duties.includes(duty)))
  return html`<nav class="staff" aria-label="${accountPhrase(language, 'staffPages')}"><ul>${pages.map(({ path: to, title }) => link(to, accountPhrase(language, title)))}${link('/desk', accountPhrase(language, 'desk'))}${link('/account', person.name)}</ul>
<form method="post" action="${inLanguage(language, '/account/sign-out')}"><button type="submit">${accountPhrase(language, 'signOut')}</button></form></nav>`
}

/** A field with its label, and what to know before filling it in. */
export function renderField(
  name: string,
  label: string,
  options: {
    readonly type?: 'text' | 'password'
    readonly autocomplete: string
    readonly hint?: string
    readonly value?: string
    readonly numeric?: boolean
    readonly most?: number
  },
): Markup {
  const { type = 'text', autocomplete, hint, value, numeric = false, most = 128 } = options
  return html`<p class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" required maxlength="${most}"${value !== undefined && html` value="${value}"`}${numeric && html` inputmode="numeric"`}${hint !== undefined && html` aria-describedby="${name}-hint"`} autocapitalize="none" spellcheck="false">
${hint !== undefined && html`<span class="hint" id="${name}-hint">${hint}</span>`}</p>`
}
