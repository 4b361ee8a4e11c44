import { html, type Markup } from '../markup.ts'
import { type Card, viewAddresses } from './card.ts'
import { say } from './portal-phrases.ts'
import type { Frame } from './shell.ts'

/** What others can put on their own pages, or pass on: the address of a view, its picture, and the code of its embed. */
export function renderShare(card: Card, { language, origin }: Frame, level: 2 | 3 = 2): Markup {
  const { page, image, embed } = viewAddresses(card.at, language)
  const title = `${card.title} ${card.kind}`.trim()
  // A line of code to copy: what is in it must be escaped there as well, before it is escaped to be shown.
  const code = html`<iframe src="${origin}${embed}" title="${title.replace(/[<>"&]/gu, '')}" width="100%" height="${heightOf(card)}" loading="lazy"></iframe>`
  const heading = say(language, 'shareHeading')
  return html`<section id="share" class="share" aria-labelledby="h-share">${level === 2 ? html`<h2 id="h-share">${heading}</h2>` : html`<h3 id="h-share">${heading}</h3>`}
<p id="share-address">${say(language, 'shareAddress')}</p><pre class="command" tabindex="0" role="group" aria-labelledby="share-address"><code>${origin}${page}</code></pre>
<ul class="downloads"><li><a href="${image}">${say(language, 'downloadImage')}</a></li><li><a href="${embed}">${say(language, 'shareEmbedded')}</a></li></ul>
<p id="embed-code">${say(language, 'downloadEmbed')}</p><pre class="command" tabindex="0" role="group" aria-labelledby="embed-code"><code>${code.markup}</code></pre></section>`
}

const HEAD = 170
const FIGURES = 70
const ROW = 36
const HIGHEST = 640

/** How high a frame shows an embed without much scrolling, in pixels. */
function heightOf({ items, table }: Card): number {
  const lines = Math.ceil(items.length / 2)
  return Math.min(HIGHEST, HEAD + lines * FIGURES + (table === null ? 0 : (table.rows.length + 1) * ROW))
}
