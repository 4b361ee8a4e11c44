import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { say } from './portal-phrases.ts'
import type { SourcePage } from './views.ts'

type Box = readonly [number, number, number, number]

/** How much is shown around the box, in points: the neighbouring figures, and still large enough to read. */
const AROUND_X = 170
const AROUND_Y = 60
/** Between a box and the print in it. */
const AIR = 1.5

/** The page as printed: first the part around the box, then, unfolded, the whole of it. */
export function renderSourcePage(page: SourcePage, box: Box | null, printed: string, language: Language): Markup {
  const label = `${say(language, 'figurePicture', { page: page.page })}${printed === '' ? '' : `：${printed}`}`
  const whole = drawPage(page, box, [0, 0, page.width, page.height], label)
  if (box === null)
    return html`<figure class="source page">${whole}<figcaption class="soft">${say(language, 'figurePage', { page: page.page })}</figcaption></figure>`
  const [x0, y0, x1, y1] = box
  const left = Math.max(0, x0 - AROUND_X)
  const top = Math.max(0, y0 - AROUND_Y)
  const view: Box = [
    left,
    top,
    Math.min(page.width, x1 + AROUND_X) - left,
    Math.min(page.height, Math.min(y1, y0 + 240) + AROUND_Y) - top,
  ]
  return html`<figure class="source page">${drawPage(page, box, view, label)}<figcaption class="soft">${say(language, 'figurePicture', { page: page.page })}</figcaption></figure>
<details class="page quiet"><summary>${say(language, 'figureWhole')}</summary>${whole}</details>`
}

function drawPage({ width, height, href }: SourcePage, box: Box | null, [x, y, w, h]: Box, label: string): Markup {
  const rect =
    box !== null &&
    html`<rect class="box error" x="${round(box[0] - AIR)}" y="${round(box[1] - AIR)}" width="${round(box[2] - box[0] + 2 * AIR)}" height="${round(box[3] - box[1] + 2 * AIR)}"/>`
  return html`<svg role="img" aria-label="${label}" viewBox="${round(x)} ${round(y)} ${round(w)} ${round(h)}"><image href="${href}" width="${round(width)}" height="${round(height)}" preserveAspectRatio="none"/>${rect}</svg>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
