import type { Item } from './item.ts'
import { LANGUAGE_TAGS, type Language } from './language.ts'
import { html, trusted } from './markup.ts'
import { phrase } from './phrases.ts'
import { renderResults } from './result.ts'
import { documentTitle } from './verdict.ts'

/** Nothing is loaded and nothing runs: a report is opened from disk and passed on by mail. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/**
 * One self-contained HTML file with every finding unfolded and linked to its cell, to be read without script.
 *
 * @param items what was checked, in the order to show; pages of PDFs as `data:` URIs (`embedPages`), or they are left out
 * @param language of the interface and the messages
 * @param style the text of `style.css`; it is trusted and must not contain `</style`
 */
export function renderReport(items: readonly Item[], language: Language, style: string): string {
  const first = items.find((item) => item.ok)
  const subject =
    items.length === 1 && first !== undefined
      ? Object.values(documentTitle(first.result[language], language)).join(' ')
      : phrase(language, 'files', { n: items.length })
  return html`<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${phrase(language, 'resultOf', { name: subject })} · ${phrase(language, 'name')}</title>
<style>${trusted(style)}</style>
</head>
<body class="report">
<header class="site"><span class="brand"><b>明账</b> Mingzhang</span></header>
<main><h1>${phrase(language, 'results')}</h1>${renderResults(items, language, { open: true })}</main>
<footer class="site">${phrase(language, 'reportFooter')}</footer>
</body>
</html>
`.markup
}
