import { describe, expect, it } from 'vitest'
import type { Place } from '../../src/budget/place.ts'
import { embedPages } from '../../src/web/embed-pages.ts'
import type { CheckedItem, PagePicture } from '../../src/web/item.ts'
import { locator } from '../../src/web/locate.ts'
import { picturesOf } from '../../src/web/page-boxes.ts'
import { renderResultPage } from '../../src/web/page.ts'
import { renderReport } from '../../src/web/report.ts'
import { nandagangItem } from './nandagang.fixture.ts'

const VIEW = { width: 600, height: 800, words: [] }
const PNG = new Uint8Array([1, 2, 3])

/** The fixture as if it were a PDF: everything in its first table stands on page 7, all else on page 9. */
function pdfItem(pages: readonly PagePicture[]): CheckedItem {
  const seen = JSON.parse(JSON.stringify(nandagangItem)) as CheckedItem
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if (key !== 'place' && key !== 'places') visit(inner)
      else for (const place of [inner].flat() as Place[]) Object.assign(place, onPage(place))
    }
  }
  visit(seen)
  return { ...seen, pages }
}

function onPage({ table, row = 0, column = 0 }: Place): Partial<Place> {
  return { page: table === 1 ? 7 : 9, box: [50 * column, 20 * row, 50 * column + 50, 20 * row + 20] }
}

const BOTH: PagePicture[] = [
  { page: 7, ...VIEW, href: '/check/token/page/7.png' },
  { page: 9, ...VIEW, href: '/check/token/page/9.png' },
]

const page = (item: CheckedItem, language: 'zh' | 'en' = 'zh'): string =>
  renderResultPage([item], [], { language, path: null, script: true })

describe('pages of a PDF', () => {
  it('stand beside the findings, boxed, and in words', () => {
    const markup = page(pdfItem(BOTH))
    expect(markup).toContain('aria-label="第7页图像，方框处印为62.56"')
    expect(page(pdfItem(BOTH), 'en')).toContain('aria-label="Picture of page 7; the box holds 62.56"')
    // Cell 8,4 with some air around it.
    expect(markup).toContain('<rect class="box error" x="198.5" y="158.5" width="53" height="23"/>')
    expect(markup).not.toMatch(/ style="/u)
  })

  it('are there once, whatever uses them', () => {
    const markup = page(pdfItem(BOTH))
    expect(markup.match(/<image /gu)).toHaveLength(2)
    expect(markup.match(/<use href="#d1-page7-picture"/gu)?.length).toBeGreaterThan(1)
  })

  it('are linked to and fro: finding, whole page, cell', () => {
    const markup = page(pdfItem(BOTH))
    expect(markup).toMatch(/<details class="finding[^]*?<a class="crop" href="#d1-page7">/u)
    expect(markup).toMatch(/<svg id="d1-page7"[^]*?<a href="#d1-f1" aria-label="第 1 条，不一致：/u)
    expect(markup).toMatch(/id="d1-t1r8c4"[^>]*>[^]*?<a class="in-picture" href="#d1-page7">/u)
    const ids = [...markup.matchAll(/ id="([^"]+)"/gu)].map((m) => m[1] ?? '')
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    const links = [...markup.matchAll(/href="#([^"]+)"/gu)].map((m) => m[1] ?? '')
    expect(links.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('are said to be missing where they are', () => {
    const markup = page(pdfItem([{ page: 7, ...VIEW }, ...BOTH.slice(1)]))
    expect(markup).toContain('第 7 页没有附图')
    expect(markup).not.toContain('#d1-page7')
    expect(markup).toContain('#d1-page9')
  })

  it('are no part of anything but a PDF', () => {
    expect(page(nandagangItem)).not.toMatch(/<svg|没有附图/u)
  })

  it('box the words that are meant where they are known, and never beyond the page', () => {
    const item = pdfItem(BOTH)
    const { zh } = item.result
    const place: Place = { page: 9, paragraph: 1, span: [2, 4], box: [10, 20, 700, 90] }
    const result = { ...zh, findings: [], problems: [{ message: '', place }] }
    const boxes = (pages: PagePicture[]) => picturesOf(result, item.document, locator(item.document), pages)?.boxes[0]?.box
    expect(boxes(BOTH)).toEqual([10, 20, 600, 90])
    expect(boxes([{ ...VIEW, page: 9, words: [{ paragraph: 1, span: [2, 4], box: [30, 20, 60, 32] }] }])).toEqual([
      30, 20, 60, 32,
    ])
    expect(boxes([{ ...VIEW, page: 9, width: 5 }])).toBeNull()
  })
})

describe('a report', () => {
  it('has the pictures inside, and needs nothing else', async () => {
    const [item] = await embedPages([pdfItem(BOTH)], async () => PNG)
    if (item === undefined) throw new Error('one item in, one out')
    const report = renderReport([item], 'zh', '')
    expect(report.match(/href="data:image\/png;base64,AQID"/gu)).toHaveLength(2)
    expect(report).not.toMatch(/\/check\/|<script|<link| src=/u)
    expect(report).toContain('img-src data:;')
  })

  it('leaves out what is too much, from the first that does not fit, and says so', async () => {
    const asked: number[] = []
    const load = async (_: unknown, { page: number }: PagePicture): Promise<Uint8Array> => {
      asked.push(number)
      return PNG
    }
    const [item] = await embedPages([pdfItem([...BOTH, { page: 11, ...VIEW }])], load, 5)
    expect(item?.ok === true && item.pages?.map(({ href }) => href !== undefined)).toEqual([true, false, false])
    expect(asked).toEqual([7, 9])
    if (item !== undefined) expect(renderReport([item], 'en', '')).toContain('page 9 is not shown')
  })

  it('leaves out what is no longer to be had', async () => {
    const items = await embedPages([nandagangItem, pdfItem(BOTH)], async (_, { page: number }) => (number === 7 ? null : PNG))
    expect(items[0]).toBe(nandagangItem)
    expect(items[1]?.ok === true && items[1].pages?.map(({ href }) => href !== undefined)).toEqual([false, true])
  })
})
