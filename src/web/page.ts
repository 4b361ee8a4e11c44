import type { Words } from '../budget/finding.ts'
import type { Item } from './item.ts'
import { LANGUAGE_TAGS, type Language } from './language.ts'
import { html, jsonBlock, type Markup } from './markup.ts'
import { phrase } from './phrases.ts'
import { renderResults } from './result.ts'

/** A bundled document that can be looked at without bringing one. */
export interface SampleLink {
  readonly id: string
  readonly title: Words
  readonly about: Words
}

export interface PageOptions {
  readonly language: Language
  /** Path of the page without query; null where it cannot be asked for again (a posted form). */
  readonly path: string | null
  /** Path of the start page: where files are chosen. It is not `/` where there is a portal. */
  readonly home?: string
  /** Whether a bundle of the page's script is there to be linked. */
  readonly script: boolean
}

/** Bytes of all files of one request; said on the page, and kept by the server. */
export const UPLOAD_LIMIT = 64 * 1024 * 1024

/** The name of the file input, in forms and in multipart requests. */
export const FILE_FIELD = 'file'

/** What the file dialogue offers first. The bytes decide, not the name: anything else can be chosen there too. */
const ACCEPTED = '.pdf,.docx,.doc,.xlsx,.xls,.wps,.et,.rtf,.odt,.ods,.html,.htm,.mht,.mhtml,.txt,.docm,.xlsm'

/** The name of the fields that say which findings' corrections are accepted. */
export const ACCEPT_FIELD = 'accept'

/** Headers in which the server says how many corrections it made, and (percent-encoded JSON) which it could not make. */
export const REPAIRS_HEADER = 'X-Mingzhang-Repairs'
export const SKIPPED_HEADER = 'X-Mingzhang-Skipped'

/** The start page: choose or drop files, or take a sample. `notice` is said first, where something went wrong before. */
export function renderHome(samples: readonly SampleLink[], options: PageOptions, notice: string | null = null): string {
  return renderShell(
    null,
    html`${notice !== null && html`<p class="notice" role="alert">${notice}</p>`}${renderStart(samples, options.language)}`,
    [],
    options,
  )
}

/** A page with results. The data stand in the page, so that its script can change the language and offer downloads without asking again. */
export function renderResultPage(items: readonly Item[], samples: readonly SampleLink[], options: PageOptions): string {
  const { language } = options
  const only = items.length === 1 ? items[0] : undefined
  const title = only === undefined ? phrase(language, 'files', { n: items.length }) : only.file
  return renderShell(phrase(language, 'resultOf', { name: title }), renderResultView(items, language), items, options, samples)
}

/** The inside of a result page. */
export function renderResultView(items: readonly Item[], language: Language): Markup {
  return html`<h1 tabindex="-1" id="results" class="hidden">${phrase(language, 'results')}</h1>
${renderResults(items, language, { actions: true })}`
}

/** The inside of the start page. */
export function renderStart(samples: readonly SampleLink[], language: Language): Markup {
  return html`<div class="start">
<h1>${phrase(language, 'tagline')}</h1>
<p class="lead">${phrase(language, 'homeLead')}</p>
<form class="drop" method="post" action="/check?lang=${language}" enctype="multipart/form-data">
<label for="files"><span class="drop-hint" data-script hidden>${phrase(language, 'dropHere')}</span> <span>${phrase(language, 'chooseFiles')}</span></label>
<input type="file" id="files" name="${FILE_FIELD}" multiple required accept="${ACCEPTED}" aria-describedby="formats privacy">
<button type="submit">${phrase(language, 'check')}</button>
<p id="formats" class="hint">${phrase(language, 'formats')}</p>
<p id="privacy" class="privacy">${phrase(language, 'privacy')}</p>
</form>
<p class="status" role="status" aria-live="polite"></p>
${
  samples.length > 0 &&
  html`<section class="samples"><h2>${phrase(language, 'samples')}</h2><ul>${samples.map((s) => html`<li><a href="/samples/${encodeURIComponent(s.id)}?lang=${language}">${s.title[language]}</a><p>${s.about[language]}</p></li>`)}</ul></section>`
}
<section class="about"><div><h2>${phrase(language, 'whatIsChecked')}</h2><p>${phrase(language, 'whatIsCheckedBody')}</p></div><div><h2>${phrase(language, 'whatIsNot')}</h2><p>${phrase(language, 'whatIsNotBody')}</p></div></section>
</div>`
}

/** The data that the page's script starts from. */
export interface PageData {
  readonly items: readonly Item[]
  readonly samples: readonly SampleLink[]
}

function renderShell(
  title: string | null,
  main: Markup,
  items: readonly Item[],
  options: PageOptions,
  samples: readonly SampleLink[] = [],
): string {
  const { language, path, home = '/', script } = options
  const other = language === 'zh' ? 'en' : 'zh'
  const name = phrase(language, 'name')
  const data: PageData = { items, samples }
  return html`<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<title>${title === null ? `${name} · ${phrase(language, 'tagline')}` : `${title} · ${name}`}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/style.css">
${script && html`<script type="module" src="/assets/page.js"></script>`}
</head>
<body data-start="${home}">
<a class="skip" href="#main">${phrase(language, 'skip')}</a>
<header class="site"><a class="brand" href="/?lang=${language}"${home === '/' && html` data-home`}><b>明账</b> Mingzhang</a>
${home !== '/' && html`<a class="home" href="/?lang=${language}">${phrase(language, 'toPortal')}</a>`}
<a class="switch" href="${path ?? home}?lang=${other}" lang="${LANGUAGE_TAGS[other]}" hreflang="${LANGUAGE_TAGS[other]}" data-language="${other}">${phrase(language, 'otherLanguage')}</a></header>
${path === null && html`<noscript><p class="notice">${phrase(language, 'languageLost')}</p></noscript>`}
<main id="main" tabindex="-1">${main}</main>
<footer class="site">${phrase(language, 'reportFooter')}</footer>
<script type="application/json" id="data">${jsonBlock(data)}</script>
</body>
</html>`.markup
}
