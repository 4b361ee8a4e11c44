import { LANGUAGE_TAGS } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { type Card, type CardTable, viewAddresses } from './card.ts'
import { renderShort } from './headline-cards.ts'
import { say } from './portal-phrases.ts'
import type { Frame } from './shell.ts'

/** A small page for the pages of others: what a view shows, and the way to everything behind it. Links open beside the page that it stands in. */
export function renderEmbedPage(card: Card, frame: Frame): string {
  const { language, origin } = frame
  const { title, kind, items, table, notice } = card
  const chinese = html` lang="${LANGUAGE_TAGS.zh}"`
  return html`<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<title>${`${title} ${kind}`.trim()}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/portal.css">
</head>
<body class="portal embed"><main><h1${card.chinese && chinese}>${title}</h1>${kind !== '' && html`<p class="kind-line">${kind}</p>`}
${items.length > 0 && html`<dl class="embed-figures">${items.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${typeof value === 'number' ? renderShort(value, language) : value}</dd></div>`)}</dl>`}
${notice !== undefined && html`<p class="notice">${notice}</p>`}
${table !== null && renderTable(table, title, frame)}
<p><a href="${origin}${viewAddresses(card.at, language).page}" target="_blank" rel="noopener">${say(language, 'embedOpen')}</a></p></main></body>
</html>`.markup
}

function renderTable({ columns, rows, chinese }: CardTable, title: string, { language, origin }: Frame): Markup {
  const amounts = (i: number): Markup | false => columns[i]?.amounts === true && html` class="n"`
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${title}"${chinese && html` lang="${LANGUAGE_TAGS.zh}"`}><table class="plain"><thead><tr>${columns.map(({ label }, i) => html`<th scope="col"${amounts(i)}>${label}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr>${row.map(({ text, href, blank, note }, i) => {
        const shown = href === undefined ? text : html`<a href="${origin}${href}" target="_blank" rel="noopener">${text}</a>`
        const inside = html`${blank === true ? html`<span class="hidden">${say(language, 'blankCell')}</span>` : shown}${note !== undefined && html`<br><span class="soft">${note}</span>`}`
        return i === 0 ? html`<th scope="row">${inside}</th>` : html`<td${amounts(i)}>${inside}</td>`
      })}</tr>`,
  )}</tbody></table></div>`
}
