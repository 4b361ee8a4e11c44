import { html, type Markup } from '../markup.ts'

/** A moment to the minute, in UTC, so that two readers elsewhere see the same. */
export function renderTime(time: Date): Markup {
  const iso = time.toISOString()
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')}</time>`
}
