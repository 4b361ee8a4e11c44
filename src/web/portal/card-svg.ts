import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import type { CardView } from './embed-page.ts'
import type { Headline } from './headlines.ts'
import { shortMoney } from './money.ts'
import { departmentName, yearAndKind } from './names.ts'
import { say } from './portal-phrases.ts'

/** As large as pictures of shared pages usually are. */
const WIDTH = 1200
const HEIGHT = 630
const FONT = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC','WenQuanYi Micro Hei',sans-serif"
/** Full-width characters of the largest name that still fits on its line. */
const FITS = 20

/** The four figures of a department as a picture of its own: white paper on any page, nothing loaded from anywhere. */
export function renderCardSvg({ department, document, headlines }: CardView, language: Language): string {
  const name = departmentName(department.name, language)
  const size = Math.min(56, Math.floor((56 * FITS) / Math.max(FITS, widthOf(name))))
  const kind = `${yearAndKind(document, language)} · ${say(language, `scope_${document.scope}`)}`
  const cells = headlines.map((headline, i) => renderCell(headline, 70 + (i % 2) * 540, 290 + Math.floor(i / 2) * 160, language))
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="${FONT}" role="img"><title>${name} ${kind}</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/><rect width="${WIDTH}" height="12" fill="#a3271f"/>
<text x="70" y="115" font-size="${size}" font-weight="700" fill="#1c1b19">${name}</text>
<text x="70" y="172" font-size="30" fill="#5c5952">${kind}</text>
<path d="M70 210H1130" stroke="#d9d6ce" stroke-width="2"/>${cells}
<text x="70" y="596" font-size="24" fill="#a3271f" font-weight="700">明账 Mingzhang</text><text x="1130" y="596" font-size="22" fill="#5c5952" text-anchor="end">${say(language, 'homeHeading')}</text></svg>`
    .markup
}

function renderCell({ meaning, claim }: Headline, x: number, y: number, language: Language): Markup {
  const label = html`<text x="${x}" y="${y}" font-size="28" fill="#5c5952">${say(language, `f_${meaning}`)}</text>`
  const words =
    claim === null
      ? say(language, 'notListed')
      : claim.state === 'blank'
        ? say(language, 'isBlank')
        : claim.amount === null
          ? claim.printed
          : null
  if (words !== null || claim?.amount === null || claim === null)
    return html`${label}<text x="${x}" y="${y + 66}" font-size="44" fill="#5c5952">${words}</text>`
  const { figure, unit, exact } = shortMoney(claim.amount, language)
  return html`${label}<text x="${x}" y="${y + 68}" font-size="56" font-weight="700" fill="#1c1b19">${!exact && html`<tspan font-size="28" font-weight="400" fill="#5c5952">${say(language, 'rounded')}</tspan>`}${figure}<tspan dx="8" font-size="30" font-weight="400">${unit}</tspan></text>`
}

/** Full-width characters that a text is as wide as. */
function widthOf(text: string): number {
  return [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e80 ? 1 : 0.55), 0)
}
