import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Draft, draftOf, readDraft } from '../../../src/ledger/draft/draft.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import type { Listening } from '../../../src/server/listen.ts'
import { barriersOf } from '../../setup/barriers.ts'
import { launchBrowser, skipReason } from '../../setup/browser.ts'
import { FakeDesk } from './fake-desk.ts'

const reason = skipReason()
if (reason !== null) console.warn(reason)
/** Waits until something is so; the limit is for what never comes, not for what is slow. */
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 120_000, interval: 100 })

describe.skipIf(reason !== null)('the desk as it opens, and its pickers', () => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let desk: FakeDesk
  let server: Listening

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
  })
  afterEach(async () => {
    await context.close()
    await server.close()
  })

  async function open(draft?: Draft): Promise<void> {
    desk = await FakeDesk.over(draft)
    server = await desk.listen()
    context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
    page = await context.newPage()
    page.setDefaultTimeout(120_000)
    await page.goto(`${server.url}desk/budgets/7`)
    await page.locator('main[data-ready]').waitFor()
  }

  /** The cell of the grid in a row (from 1) under a heading. */
  async function cell(row: number, header: string): Promise<ReturnType<Page['locator']>> {
    const headers = await page.locator('.sheet thead th').allTextContents()
    const line = page.locator('.sheet tbody tr').nth(row - 1)
    return line.locator('th, td').nth(headers.indexOf(header))
  }

  const goTo = async (row: number, header: string): Promise<void> => await (await cell(row, header)).click()
  const text = async (row: number, header: string): Promise<string> =>
    (await (await cell(row, header)).locator('> span').first().textContent()) ?? ''

  it('has the rows in sight at once and the others soon, without asking for anything', async () => {
    const example = exampleLedger(2026)
    const lines = Array.from({ length: 200 }, (_, i) => ({ ...example.lines[i % 7], amount: 100 * (i + 1) }))
    await open(draftOf({ ...example, lines: lines as typeof example.lines }))
    expect(await page.locator('.sheet').getAttribute('aria-rowcount')).toBe('209')
    // The script came before all that it asks for, and the budget with the page.
    const asked = (await page.evaluate(
      'performance.getEntriesByType("resource").filter(({ startTime }) => startTime < performance.getEntriesByName("desk-grid")[0].startTime).map(({ name }) => new URL(name).pathname)',
    )) as string[]
    expect(asked.filter((path) => path.startsWith('/desk/'))).toEqual([])
    expect(asked).toContain('/assets/desk.js')
    // Somebody is faster than the rows.
    await page.keyboard.press('F6')
    await page.keyboard.press('Control+End')
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toContain('第200行')
    await soon(() => page.locator('.sheet tbody tr').count()).toBe(208)
    expect(await text(200, '金额（元）')).toBe('200.00')
    expect(await page.locator('.sheet tbody tr').last().getAttribute('aria-rowindex')).toBe('209')
  })

  it('finds projects by initials, and what is picked in a cell of one choice replaces what stood there', async () => {
    await open()
    await goTo(8, '项目')
    await page.keyboard.type('slxm')
    await soon(() => page.getByRole('option').first().textContent()).toBe('示例项目（请改名）')
    await page.keyboard.press('Enter')
    expect(await text(8, '项目')).toBe('示例项目（请改名）')
    await soon(() => desk.draft.lines.toSorted((a, b) => a.at - b.at)[7]?.texts['project']).toBe('示例项目（请改名）')
    // By pointing: the list opens with the cell, whatever stands in it.
    await (await cell(1, '资金性质')).dblclick()
    await page.getByRole('option', { name: '政府性基金预算财政拨款' }).click()
    await page.keyboard.press('Enter')
    expect(await text(1, '资金性质')).toBe('政府性基金预算财政拨款')
    // By typing after F2: the text is selected, so that it is looked for what is typed alone.
    await goTo(1, '资金性质')
    await page.keyboard.press('F2')
    await page.keyboard.type('gyzb')
    await page.keyboard.press('Enter')
    expect(await text(1, '资金性质')).toContain('国有资本')
    // F2 and Enter change nothing.
    await goTo(8, '项目')
    await page.keyboard.press('F2')
    await page.keyboard.press('Enter')
    expect(await text(8, '项目')).toBe('示例项目（请改名）')
    // A name of one's own is not replaced by the first of the list.
    await goTo(9, '项目')
    await page.keyboard.type('没有这个')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('F2')
    await page.keyboard.press('Enter')
    expect(await text(9, '项目')).toBe('没有这个')
  })

  it('adds and takes away where several may stand, and begins anew by typing', async () => {
    await open()
    await page.getByRole('button', { name: '显示全部栏' }).click()
    const items = async (): Promise<string> => await text(4, '列入')
    await goTo(4, '列入')
    await page.keyboard.type('pxf')
    await page.keyboard.press('Enter')
    expect(await items()).toBe('培训费')
    // After F2 the next word is typed behind what stands there.
    await goTo(4, '列入')
    await page.keyboard.press('F2')
    await page.keyboard.type('gwjdf')
    await page.keyboard.press('Enter')
    expect(await items()).toBe('培训费、公务接待费')
    // From the whole list, where what stands there is ticked: one is taken away, two are added, and it is said.
    await goTo(4, '列入')
    await page.keyboard.press('Alt+ArrowDown')
    const option = (name: string) => page.getByRole('option', { name, exact: true })
    expect([await option('培训费').getAttribute('aria-checked'), await option('会议费').getAttribute('aria-checked')]).toEqual([
      'true',
      'false',
    ])
    expect(await barriersOf(page)).toEqual([])
    await option('培训费').click()
    expect(await page.locator('#desk-said').textContent()).toBe('已去掉：培训费')
    await option('机关运行经费').click()
    await option('政府购买服务').click()
    expect(await page.locator('#desk-said').textContent()).toBe('已选：政府购买服务')
    await page.keyboard.press('Enter')
    expect(await items()).toBe('公务接待费、机关运行经费、政府购买服务')
    // The same word typed again takes it away.
    await goTo(4, '列入')
    await page.keyboard.press('F2')
    await page.keyboard.type('jgyx')
    await page.keyboard.press('Enter')
    expect(await items()).toBe('公务接待费、政府购买服务')
    // Looked at and left: nothing waits for more.
    await goTo(4, '列入')
    await page.keyboard.press('F2')
    await page.keyboard.press('Enter')
    expect(await items()).toBe('公务接待费、政府购买服务')
    // What is typed over a cell replaces it, as in a spreadsheet.
    await goTo(4, '列入')
    await page.keyboard.type('hyf')
    await page.keyboard.press('Enter')
    expect(await items()).toBe('会议费')
  })

  it('has the names of funds in full, and last year with the change within the screen', async () => {
    const example = exampleLedger(2026)
    const unit = { name: '示例县财政局（本级）', code: '', kind: '', grade: '', funding: '' }
    const lines = example.lines.map((line) => ({
      ...line,
      unit: unit.name,
      governmentEconomic: '',
      items: [],
      note: '',
      origin: 'this-year' as const,
    }))
    await open(draftOf({ ...example, units: [unit], lines, lastYear: lines }))
    // Asked of the page itself: whether a text is cut, and where the last column ends.
    const cut =
      '[...document.querySelectorAll(".sheet tbody tr:nth-child(3) > *")].map((each) => each.scrollWidth > each.clientWidth)'
    const headers = await page.locator('.sheet thead th').allTextContents()
    expect(((await page.evaluate(cut)) as boolean[])[headers.indexOf('资金性质')]).toBe(false)
    const [last, grid] = [await (await cell(3, '增减')).boundingBox(), await page.locator('#desk-grid').boundingBox()]
    expect((last?.x ?? Infinity) + (last?.width ?? 0)).toBeLessThanOrEqual((grid?.x ?? 0) + (grid?.width ?? 0))
  })

  it('has 基本信息 in words, and keeps the texts that a ledger is read from', async () => {
    await open()
    await page.getByRole('tab', { name: '基本信息' }).click()
    const form = page.locator('#desk-text')
    expect(await form.textContent()).not.toContain('hebei')
    expect(await form.getByLabel('格式').count()).toBe(0)
    const place = form.getByLabel('表式')
    expect(await place.locator('option:checked').textContent()).toBe('河北')
    await place.selectOption({ label: '上海' })
    await form.getByLabel('阶段').selectOption({ label: '决算' })
    await soon(() => desk.draft.basic[0]?.texts).toMatchObject({ place: 'shanghai', stage: '决算', format: 'mingzhang/ledger/1' })
    expect(readDraft(desk.draft).problems).toEqual([])
  })

  it('has headings, tabs and labels in English at the switch', async () => {
    await open()
    await page.goto(`${server.url}desk/budgets/7?lang=en`)
    await page.locator('main[data-ready]').waitFor()
    const headings = await page.locator('.sheet thead th').allTextContents()
    expect(headings.slice(0, 3)).toEqual(['Row', 'Fund', 'Function'])
    const words = [...headings, ...(await page.getByRole('tab').allTextContents())]
    expect(words.filter((word) => /\p{Script=Han}/u.test(word))).toEqual([])
    await page.getByRole('tab', { name: 'General' }).click()
    expect(await page.getByLabel('Stage').locator('option:checked').textContent()).toBe('Budget')
  })
})
