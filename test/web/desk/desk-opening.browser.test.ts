import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Draft, draftOf } from '../../../src/ledger/draft/draft.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import type { Listening } from '../../../src/server/listen.ts'
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

  it('finds projects by initials, and adds what is picked where several may stand', async () => {
    await open()
    await goTo(8, '项目')
    await page.keyboard.type('slxm')
    await soon(() => page.getByRole('option').first().textContent()).toBe('示例项目（请改名）')
    await page.keyboard.press('Enter')
    expect(await text(8, '项目')).toBe('示例项目（请改名）')
    await page.getByRole('button', { name: '显示全部栏' }).click()
    const pick = async (typed: string): Promise<string> => {
      await goTo(4, '列入')
      await page.keyboard.type(typed)
      await page.keyboard.press('Enter')
      return await text(4, '列入')
    }
    expect(await pick('pxf')).toBe('培训费')
    expect(await pick('gwjdf')).toBe('培训费、公务接待费')
    expect(await pick('pxf')).toBe('培训费、公务接待费')
    // One after the other in one go, and from the whole list.
    await goTo(4, '列入')
    await page.keyboard.press('F2')
    await page.keyboard.type('、jgyx')
    await page.getByRole('option', { name: '机关运行经费' }).click()
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByRole('option', { name: '政府购买服务' }).click()
    await page.keyboard.press('Enter')
    expect(await text(4, '列入')).toBe('培训费、公务接待费、机关运行经费、政府购买服务')
    await goTo(4, '列入')
    await page.keyboard.press('Delete')
    expect(await text(4, '列入')).toBe('')
    await soon(() => desk.draft.lines.toSorted((a, b) => a.at - b.at)[7]?.texts['project']).toBe('示例项目（请改名）')
  })
})
