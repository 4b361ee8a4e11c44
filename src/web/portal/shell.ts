import { LANGUAGE_TAGS, type Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { phrase } from '../phrases.ts'
import { address } from './address.ts'
import { type Card, viewAddresses } from './card.ts'
import { CARD_SIZE } from './card-svg.ts'
import { say } from './portal-phrases.ts'

/** How a page was asked for. */
export interface Frame {
  readonly language: Language
  /** Scheme and host, without a path: addresses that are shared begin with it. */
  readonly origin: string
  /** Path without query, percent-encoded. */
  readonly path: string
  /** The parts of its query that say what is shown, in order, without the language. */
  readonly query: readonly (readonly [string, string])[]
}

export interface PageHead {
  /** Null for the portal's own name alone. */
  readonly title: string | null
  readonly description: string
  /** What the page shows in short: its picture is made from it. */
  readonly card?: Card | null
  /** The page has a large search box of its own, so that its head needs none. */
  readonly searches?: true
  /** Pages that are not for keeping: errors, searches. */
  readonly unlisted?: true
}

/** A whole page: everything can be read without script, and has an address in each language. */
export function renderPortalPage(head: PageHead, main: Markup, frame: Frame): string {
  const { language, origin, path } = frame
  const other = language === 'zh' ? 'en' : 'zh'
  const name = phrase(language, 'name')
  const title = head.title === null ? `${name} · ${say(language, 'portalTitle')}` : `${head.title} · ${name}`
  const here = (which: Language): string => address(which, path, paramsOf(frame.query))
  return html`<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${head.description}">
<link rel="canonical" href="${origin}${here(language)}">
<link rel="alternate" hreflang="${LANGUAGE_TAGS.zh}" href="${origin}${here('zh')}">
<link rel="alternate" hreflang="${LANGUAGE_TAGS.en}" href="${origin}${here('en')}">
${head.unlisted === true && html`<meta name="robots" content="noindex">`}
<meta property="og:type" content="website">
<meta property="og:site_name" content="${name}">
<meta property="og:title" content="${head.title ?? say(language, 'portalTitle')}">
<meta property="og:description" content="${head.description}">
<meta property="og:url" content="${origin}${here(language)}">
<meta property="og:locale" content="${language === 'zh' ? 'zh_CN' : 'en_GB'}">
${head.card !== undefined && head.card !== null && renderImage(head.card, frame)}
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/portal.css">
</head>
<body class="portal">
<a class="skip" href="#main">${phrase(language, 'skip')}</a>
<header class="site"><a class="brand" href="${address(language, '/')}"><b>明账</b> Mingzhang</a>
${head.searches !== true && renderSearchForm(language, '', 'small')}
<nav class="site-nav" aria-label="${say(language, 'navLabel')}"><a href="${address(language, '/compare')}">${say(language, 'navCompare')}</a> <a href="${address(language, '/check')}">${say(language, 'navCheck')}</a> <a class="switch" href="${here(other)}" lang="${LANGUAGE_TAGS[other]}" hreflang="${LANGUAGE_TAGS[other]}">${phrase(language, 'otherLanguage')}</a></nav></header>
<main id="main" tabindex="-1">${main}</main>
<footer class="site">${say(language, 'footer')}</footer>
</body>
</html>`.markup
}

/** The picture of a page, for programs that show links. */
function renderImage(card: Card, { language, origin }: Frame): Markup {
  return html`<meta property="og:image" content="${origin}${viewAddresses(card.at, language).image}">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="${CARD_SIZE.width}">
<meta property="og:image:height" content="${CARD_SIZE.height}">
<meta property="og:image:alt" content="${`${card.title} ${card.kind}`.trim()}">
<meta name="twitter:card" content="summary_large_image">`
}

/** The one search box; large on the first page, small in the head of all others. */
export function renderSearchForm(language: Language, q: string, size: 'large' | 'small'): Markup {
  const id = size === 'large' ? 'q' : 'q-head'
  return html`<form class="search ${size}" role="search" action="/search" method="get">
<label for="${id}"${size === 'small' && html` class="hidden"`}>${say(language, 'searchLabel')}</label>
<input type="search" id="${id}" name="q" value="${q}"${size === 'small' && html` placeholder="${say(language, 'searchLabel')}"`} maxlength="100" autocomplete="off">
${language === 'en' && html`<input type="hidden" name="lang" value="en">`}
<button type="submit">${say(language, 'searchButton')}</button></form>`
}

/** Where a page lies: links from the widest to itself. */
export function renderPath(language: Language, steps: readonly { readonly href: string; readonly name: string }[]): Markup {
  return html`<nav class="path" aria-label="${say(language, 'pathLabel')}"><ol>${steps.map(({ href, name }) => html`<li><a href="${href}">${name}</a></li>`)}</ol></nav>`
}

/** A page that says what went wrong, and leads on. */
export function renderNoticePage(title: string, body: string, frame: Frame): string {
  const main = html`<div class="notice-page"><h1>${title}</h1><p class="lead">${body}</p>${renderSearchForm(frame.language, '', 'large')}</div>`
  return renderPortalPage({ title, description: body, unlisted: true, searches: true }, main, frame)
}

/** Names with several values keep them all. */
function paramsOf(query: Frame['query']): Record<string, readonly string[]> {
  const params: Record<string, string[]> = {}
  for (const [name, value] of query) (params[name] ??= []).push(value)
  return params
}
