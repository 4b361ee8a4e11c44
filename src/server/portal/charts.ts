import type { Language } from '../../web/language.ts'
import { type Markup, trusted } from '../../web/markup.ts'
import { shortMoney } from '../../web/portal/money.ts'
import type { FlowLine, MoneyFlow } from '../../web/portal/money-flow.ts'
import { say } from '../../web/portal/portal-phrases.ts'

/** Colours of the page's own style sheet: a chart follows the scheme and the paper of its page. */
const COLOURS = 8
/** More lines than these are drawn as one; the table beside the chart has them all. */
const MOST_LINES = 10
const ROW = 44
/** Areas below this share of the whole have no room for their words. */
const LABELLED = 0.025
/** And below this one, none for an amount: the table has it. */
const WITH_AMOUNT = 0.06

type Draw = (option: object, width: number, height: number) => Markup

let drawing: Promise<Draw> | null = null

/** The drawing library is large, and only some pages have a chart: it is loaded with the first one. */
async function loadDraw(): Promise<Draw> {
  const [{ init, use }, { SankeyChart, TreemapChart }, { SVGRenderer }] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/renderers'),
  ])
  use([SankeyChart, TreemapChart, SVGRenderer])
  return (option, width, height) => {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
    try {
      chart.setOption({ animation: false, textStyle: { fontFamily: 'inherit' }, ...option })
      return inlineSvg(chart.renderToSVGString())
    } finally {
      chart.dispose()
    }
  }
}

function draw(): Promise<Draw> {
  drawing ??= loadDraw()
  return drawing
}

/**
 * The library's SVG as the page may have it: no style sheet and no style attributes (the policy of the page forbids them; each is an attribute of SVG too),
 * hidden from those who are read to, since the same figures stand in the table below it.
 */
export function inlineSvg(svg: string): Markup {
  const plain = svg
    .replace(/<style[\s\S]*?<\/style>/gu, '')
    .replace(/ style="([^"]*)"/gu, (_, css: string) => css.split(';').map(asAttribute).join(''))
    .replace(/ (?:ecmeta_\w+|class|xmlns:xlink|baseProfile|version)="[^"]*"/gu, '')
    .replace(/<svg width="\d+" height="\d+"/u, '<svg aria-hidden="true" focusable="false"')
  return trusted(plain)
}

/** A rule of a style attribute as an attribute of its own; what is no matter of type is dropped. */
function asAttribute(rule: string): string {
  const [, name, value = ''] = /^\s*(font-size|font-family|font-weight)\s*:\s*(.+)$/u.exec(rule) ?? []
  return name === undefined ? '' : ` ${name}="${value}"`
}

/** Sources on the left, uses on the right, the whole between them. Null where the sides do not add up to one total. */
export async function flowChart(flow: MoneyFlow, language: Language): Promise<Markup | null> {
  const { total } = flow
  if (total === null) return null
  const left = nodesOf(flow.sources, 'from', language)
  const right = nodesOf(flow.uses, 'to', language)
  const amount = (fen: number): string => {
    const { figure, unit } = shortMoney(fen, language)
    return `${figure}${unit === '' ? '' : ` ${unit}`}`
  }
  const text = new Map([...left, ...right].map(({ id, label, fen }) => [id, `${label}  ${amount(fen)}`]))
  text.set('whole', `${say(language, 'total')}  ${amount(total)}`)
  const node = (id: string, color: string, position: string): object => ({
    name: id,
    itemStyle: { color, borderWidth: 0 },
    label: { position, formatter: text.get(id) ?? '', color: 'var(--ink)', fontSize: 14 },
  })
  const height = Math.max(220, Math.max(left.length, right.length) * ROW + 40)
  const option = {
    series: [
      {
        type: 'sankey',
        silent: true,
        emphasis: { disabled: true },
        left: 8,
        right: 330,
        top: 34,
        bottom: 12,
        nodeWidth: 14,
        nodeGap: 18,
        layoutIterations: 0,
        draggable: false,
        data: [
          ...left.map(({ id }, i) => node(id, colour(i + 4), 'right')),
          node('whole', 'var(--chart-whole)', 'top'),
          ...right.map(({ id }, i) => node(id, colour(i), 'right')),
        ],
        links: [
          ...left.map(({ id, fen }, i) => ({
            source: id,
            target: 'whole',
            value: fen,
            lineStyle: { color: colour(i + 4), opacity: 0.22 },
          })),
          ...right.map(({ id, fen }, i) => ({
            source: 'whole',
            target: id,
            value: fen,
            lineStyle: { color: colour(i), opacity: 0.22 },
          })),
        ],
      },
    ],
  }
  return (await draw())(option, 960, height)
}

/** Areas in proportion to amounts; null where none is above zero. */
export async function sumsChart(
  lines: readonly { readonly name: string; readonly fen: number }[],
  language: Language,
): Promise<Markup | null> {
  const shown = lines.filter(({ fen }) => fen > 0)
  if (shown.length === 0) return null
  const whole = shown.reduce((sum, { fen }) => sum + fen, 0)
  const data = shown.map(({ name, fen }, i) => {
    const { figure, unit } = shortMoney(fen, language)
    return {
      name: fen / whole >= WITH_AMOUNT ? `${name}\n${figure} ${unit}` : name,
      value: fen,
      itemStyle: { color: colour(i) },
      label: { show: fen / whole >= LABELLED },
    }
  })
  const option = {
    series: [
      {
        type: 'treemap',
        silent: true,
        emphasis: { disabled: true },
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        label: { color: 'var(--chart-ink)', fontSize: 14, lineHeight: 20, overflow: 'truncate' },
        itemStyle: { borderColor: 'var(--paper)', borderWidth: 1, gapWidth: 2 },
        data,
      },
    ],
  }
  return (await draw())(option, 960, 380)
}

function colour(i: number): string {
  return `var(--chart-${(i % COLOURS) + 1})`
}

interface ChartNode {
  readonly id: string
  readonly label: string
  readonly fen: number
}

/** The largest lines, and the others as one. Nothing of zero is drawn: the table has it. */
function nodesOf(lines: readonly FlowLine[], side: 'from' | 'to', language: Language): ChartNode[] {
  const some = lines.filter(({ fen }) => fen > 0)
  const most = some.length > MOST_LINES ? MOST_LINES - 1 : some.length
  const nodes = some
    .slice(0, most)
    .map((line, i) => ({ id: `${side}${i}`, label: shortened(line.name[language], language === 'zh' ? 14 : 28), fen: line.fen }))
  const left = some.slice(most)
  if (left.length > 0)
    nodes.push({
      id: `${side}-others`,
      label: say(language, 'flowMore', { n: left.length }),
      fen: left.reduce((sum, { fen }) => sum + fen, 0),
    })
  return nodes
}

function shortened(text: string, most: number): string {
  return [...text].length > most ? `${[...text].slice(0, most - 1).join('')}…` : text
}
