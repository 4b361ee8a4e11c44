import type { PagePicture } from './item.ts'
import type { Language } from './language.ts'
import { html, type Markup } from './markup.ts'
import type { Box, PageBox, Pictures } from './page-boxes.ts'
import { phrase } from './phrases.ts'
import { findingId, severityName } from './severity.ts'

/** A finding with many places shows the first of them; the rest are on the whole pages. */
const SHOWN_CROPS = 3
/** How much of a page is shown around a box, in points: enough to see the neighbouring figures and rows, and still large enough to read. */
const CROP_WIDTH = 320
const CROP_HEIGHT = 110
const CROP_MARGIN = 24
const ROWS_AROUND = 1.5
const MOST_ROWS_AROUND = 60
/** A box taller than this, a whole table as a rule, is shown from its top. */
const TALLEST = 240
/** Between a box and the print in it. */
const AIR = 1.5

/** The id of a whole page's figure: inside what it is folded in, so that a link to it unfolds it without script too. */
export function pageId(page: number, prefix: string): string {
  return `${prefix}page${page}`
}

/** The pages as printed around the places of one finding, each linked to its whole page. Null where there is nothing to show. */
export function renderCrops(finding: number, pictures: Pictures | null, prefix: string, language: Language): Markup | null {
  const boxes = pictures === null ? [] : pictures.boxes.filter((box) => box.finding === finding)
  return renderBoxes(boxes, pictures, prefix, language)
}

/** The same for some boxes. */
export function renderBoxes(
  boxes: readonly PageBox[],
  pictures: Pictures | null,
  prefix: string,
  language: Language,
): Markup | null {
  if (pictures === null || boxes.length === 0) return null
  const shown = boxes.filter((box) => pictures.pages.get(box.page)?.href !== undefined)
  const left = new Set(boxes.filter((box) => !shown.includes(box)).map((box) => box.page))
  const crops = shown.slice(0, SHOWN_CROPS).map((box) => renderCrop(box, pictures, prefix, language))
  const missing =
    left.size > 0 &&
    html`<p class="hint">${phrase(language, 'pagesLeftOut', { pages: [...left].join(language === 'zh' ? '、' : ', ') })}</p>`
  const more =
    shown.length > SHOWN_CROPS && html`<p class="hint">${phrase(language, 'moreBoxes', { n: shown.length - SHOWN_CROPS })}</p>`
  return html`<div class="crops">${crops}${more}${missing}</div>`
}

function renderCrop(box: PageBox, pictures: Pictures, prefix: string, language: Language): Markup | null {
  const picture = pictures.pages.get(box.page)
  if (picture === undefined) return null
  const id = pageId(box.page, prefix)
  const to = html`<span class="to-page">${phrase(language, 'wholePage', { page: box.page })}</span>`
  if (box.box === null) return html`<a class="crop" href="#${id}">${to}</a>`
  const [x, y, width, height] = region(box.box, picture)
  return html`<a class="crop" href="#${id}"><svg role="img" aria-label="${description(box, language)}" viewBox="${round(x)} ${round(y)} ${round(width)} ${round(height)}">${drawWaiting(x, y, language)}<use href="#${id}-picture"/>${drawBox(box.box, box)}</svg>${to}</a>`
}

/**
 * A page on which something was found, whole, with every box on it linked to its finding; folded, since its crops stand with the findings. Its
 * picture is defined here once, and used by the crops.
 */
export function renderPage(picture: PagePicture, pictures: Pictures, prefix: string, language: Language): Markup | null {
  const { page, href } = picture
  if (href === undefined) return null
  const id = pageId(page, prefix)
  const width = round(picture.width)
  const height = round(picture.height)
  const boxes = pictures.boxes.filter((box) => box.page === page)
  const found = new Set(boxes.map((box) => box.finding)).size
  const drawn = boxes.flatMap((box, i) =>
    box.box === null ? [] : [renderLinked(box, box.box, stackedAt(boxes, i), prefix, language)],
  )
  return html`<details class="page" id="${id}-whole"><summary>${phrase(language, 'pageAsPrinted', { page })} <span class="count">${phrase(language, 'contentsCount', { n: found })}</span></summary>
<svg id="${id}" tabindex="-1" role="group" aria-label="${phrase(language, 'pageAsPrinted', { page })}" viewBox="0 0 ${width} ${height}" width="${width}">${drawWaiting(0, 0, language)}<image id="${id}-picture" href="${href}" width="${width}" height="${height}" preserveAspectRatio="none"/>${drawn}</svg></details>
`
}

function renderLinked(box: PageBox, at: Box, above: number, prefix: string, language: Language): Markup {
  if (box.finding === 0) return drawBox(at, box)
  const name = `${phrase(language, 'findingNumber', { n: box.finding })}${language === 'zh' ? '，' : ', '}${severityName(box.severity, language)}${language === 'zh' ? '：' : ': '}${description(box, language)}`
  return html`<a href="#${findingId(prefix, box.finding)}" aria-label="${name}">${drawBox(at, box)}${drawTag(at, box, above)}</a>`
}

/**
 * What stands under a picture, and is seen until it has come or when it is gone: an empty sheet with a box on it would look like a cell that was left
 * blank.
 */
function drawWaiting(x: number, y: number, language: Language): Markup {
  return html`<text class="waiting" x="${round(x + 10)}" y="${round(y + 20)}" aria-hidden="true">${phrase(language, 'pictureMissing')}</text>`
}

/** A box's severity is its line too: whole, dashed or dotted. */
function drawBox([x0, y0, x1, y1]: Box, { severity }: PageBox): Markup {
  return html`<rect class="box ${severity}" x="${round(x0 - AIR)}" y="${round(y0 - AIR)}" width="${round(x1 - x0 + 2 * AIR)}" height="${round(y1 - y0 + 2 * AIR)}"/>`
}

/** The finding's number at the upper right corner of its box, outside it; beside the numbers of others that have the same box. */
function drawTag([, y0, x1]: Box, { finding, severity }: PageBox, above: number): Markup {
  const text = String(finding)
  const width = 6 + 6 * text.length
  const x = x1 - width * above - width / 2
  const y = Math.max(0, y0 - 9)
  return html`<g class="tag ${severity}" aria-hidden="true"><rect x="${round(x)}" y="${round(y)}" width="${width}" height="12" rx="${severity === 'note' ? 6 : 1}"/><text x="${round(x + width / 2)}" y="${round(y + 9)}">${text}</text></g>`
}

/** How many earlier boxes have the same upper right corner. */
function stackedAt(boxes: readonly PageBox[], index: number): number {
  const corner = (box: PageBox): string => (box.box === null ? '' : `${Math.round(box.box[2])},${Math.round(box.box[1])}`)
  const own = boxes[index]
  return own === undefined ? 0 : boxes.slice(0, index).filter((box) => corner(box) === corner(own)).length
}

/** What is seen in the picture, for those who do not see it. */
function description({ page, printed, finding }: PageBox, language: Language): string {
  if (printed === null) return phrase(language, finding === 0 ? 'boxUnread' : 'boxPlace', { page })
  return printed === '' ? phrase(language, 'boxBlank', { page }) : phrase(language, 'boxPrinted', { page, printed })
}

/** The part of the page around a box: left, top, width, height. */
function region([x0, y0, x1, y1]: Box, page: PagePicture): Box {
  const tall = Math.min(y1 - y0, TALLEST)
  const width = Math.min(page.width, Math.max(CROP_WIDTH, x1 - x0 + 2 * CROP_MARGIN))
  const around = Math.min(MOST_ROWS_AROUND, Math.max(CROP_MARGIN, ROWS_AROUND * tall))
  const height = Math.min(page.height, Math.max(CROP_HEIGHT, tall + 2 * around))
  const clamp = (at: number, most: number): number => Math.max(0, Math.min(at, most))
  return [
    clamp((x0 + x1) / 2 - width / 2, page.width - width),
    clamp(y0 + tall / 2 - height / 2, page.height - height),
    width,
    height,
  ]
}

function round(points: number): number {
  return Math.round(points * 10) / 10
}
