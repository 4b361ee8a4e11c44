import { html, type Markup } from '../markup.ts'

const CHINA_AHEAD = 8 * 3_600_000

/** A moment to the minute, as clocks show it in China wherever the server stands: deadlines are counted in days there. */
export function renderTime(time: Date): Markup {
  const shown = new Date(time.getTime() + CHINA_AHEAD).toISOString().slice(0, 16).replace('T', ' ')
  return html`<time datetime="${time.toISOString()}">${shown}</time>`
}
