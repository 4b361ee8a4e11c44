import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import type { Card, CardItem } from './card.ts'
import { drawCardTable } from './card-table-svg.ts'
import { shortMoney } from './money.ts'
import { say } from './portal-phrases.ts'
import { fitted, widthOf, wrapped } from './text-width.ts'

/** As large as pictures of shared pages usually are. */
export const CARD_SIZE = { width: 1200, height: 630 } as const

const FONT =
  "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC','Noto Sans S Chinese','WenQuanYi Micro Hei',sans-serif"
/** Left and right edge of what is drawn. */
const [LEFT, RIGHT] = [70, 1130]
const TITLE = 56
const SMALLEST_TITLE = 34
const KIND = 30
const RULE = 210
/** Where the lowest row of a table ends. */
const BOTTOM = 556
const ITEM_ROW = 160
/** Height of a row of figures that a table follows. */
const FLAT_ROW = 106

/** What a view shows as a picture of its own: white paper on any page, nothing loaded from anywhere. */
export function renderCardSvg({ title, kind, items, table, notice }: Card, language: Language): string {
  const { width, height } = CARD_SIZE
  const room = RIGHT - LEFT
  const size = Math.max(SMALLEST_TITLE, Math.min(TITLE, Math.floor(room / Math.max(1, widthOf(title)))))
  const drawn = items.map((item, i) => drawItem(item, i, items.length === 1 ? room : room / 2 - 20, table !== null, language))
  const below = table === null || items.length === 0 ? RULE + 10 : RULE + Math.ceil(items.length / 2) * FLAT_ROW + 14
  const lines = table === null ? null : drawCardTable(table, { left: LEFT, right: RIGHT, top: below, bottom: BOTTOM })
  const footer = lines === null || lines.left === 0 ? say(language, 'homeHeading') : say(language, 'cardMore', { n: lines.left })
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${FONT}" role="img"><title>${`${title} ${kind}`.trim()}</title>
<rect width="${width}" height="${height}" fill="#fff"/><rect width="${width}" height="12" fill="#a3271f"/>
<text x="${LEFT}" y="115" font-size="${size}" font-weight="700" fill="#1c1b19">${fitted(title, room / size)}</text>
<text x="${LEFT}" y="172" font-size="${KIND}" fill="#5c5952">${fitted(kind, room / KIND)}</text>
<path d="M${LEFT} ${RULE}H${RIGHT}" stroke="#d9d6ce" stroke-width="2"/>${drawn}${lines?.markup}
${notice !== undefined && wrapped(notice, room / 30, 3).map((line, i) => html`<text x="${LEFT}" y="${290 + i * 44}" font-size="30" fill="#5c5952">${line}</text>`)}
<text x="${LEFT}" y="596" font-size="24" fill="#a3271f" font-weight="700">明账 Mingzhang</text><text x="${RIGHT}" y="596" font-size="22" fill="#5c5952" text-anchor="end">${footer}</text></svg>`
    .markup
}

/** A figure below its label, two beside each other; flatter where a table follows. */
function drawItem({ label, value }: CardItem, i: number, room: number, flat: boolean, language: Language): Markup {
  const x = LEFT + (i % 2) * 540
  const y = (flat ? RULE + 40 : 290) + Math.floor(i / 2) * (flat ? FLAT_ROW : ITEM_ROW)
  const head = html`<text x="${x}" y="${y}" font-size="28" fill="#5c5952">${fitted(label, room / 28)}</text>`
  const below = y + (flat ? 58 : 68)
  if (typeof value === 'string')
    return html`${head}<text x="${x}" y="${below}" font-size="44" fill="#5c5952">${fitted(value, room / 44)}</text>`
  const { figure, unit, exact } = shortMoney(value, language)
  return html`${head}<text x="${x}" y="${below}" font-size="${flat ? 48 : 56}" font-weight="700" fill="#1c1b19">${!exact && html`<tspan font-size="28" font-weight="400" fill="#5c5952">${say(language, 'rounded')}</tspan>`}${figure}<tspan dx="8" font-size="30" font-weight="400">${unit}</tspan></text>`
}
