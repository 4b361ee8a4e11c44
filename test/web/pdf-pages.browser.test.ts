import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkDocument } from '../../src/app/check-document.ts'
import { pageImage } from '../../src/app/page-image.ts'
import type { Listening } from '../../src/server/listen.ts'
import { barriersOf } from '../setup/barriers.ts'
import { launchBrowser, skipReason } from '../setup/browser.ts'
import { serve } from './browser-server.ts'

const SAMPLE = fileURLToPath(new URL('../../samples/as-printed.pdf', import.meta.url))
const DESKTOP = { width: 1366, height: 768 }

/** A PDF with three mistakes, the real checks, and the pictures of its pages. */
describe.skipIf(skipReason() !== null)('a PDF in a browser', () => {
  let browser: Browser
  let server: Listening
  let context: BrowserContext
  let page: Page
  let complaints: string[]
  let pictures: string[]

  beforeAll(async () => {
    server = await serve({
      verbs: {
        check: async (bytes, name) => checkDocument(bytes, name),
        drawPage: async (bytes, number) => (await pageImage(bytes, number)).png,
      },
    })
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  beforeEach(async () => open({ viewport: DESKTOP }))
  afterEach(async () => {
    await context.close()
    expect(complaints).toEqual([])
  })

  async function open(options: Parameters<Browser['newContext']>[0]): Promise<void> {
    await context?.close()
    complaints = []
    pictures = []
    context = await browser.newContext({ locale: 'zh-CN', acceptDownloads: true, ...options })
    page = await context.newPage()
    watch(page)
  }

  function watch(watched: Page): void {
    watched.on('response', (response) => {
      if (response.url().includes('/page/')) pictures.push(`${response.status()} ${response.url()}`)
    })
    watched.on('pageerror', (error) => complaints.push(String(error)))
    watched.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
  }

  async function check(language = 'zh'): Promise<void> {
    await page.goto(`${server.url}?lang=${language}`)
    await page.setInputFiles('#files', SAMPLE)
    await page.waitForSelector('article.item')
    await page.waitForLoadState('networkidle')
  }

  /** Whether print is to be seen there: an empty sheet with a box compresses to next to nothing. */
  async function isPrinted(picture: Locator): Promise<boolean> {
    await picture.scrollIntoViewIfNeeded()
    const { length } = await picture.screenshot()
    const all = 'document.querySelectorAll("image").forEach'
    await page.evaluate(`${all}((image) => image.setAttribute("visibility", "hidden"))`)
    const empty = await picture.screenshot()
    await page.evaluate(`${all}((image) => image.removeAttribute("visibility"))`)
    return length > 2 * empty.length
  }

  it('shows the doubtful cell as printed beside the table as read', async () => {
    await check()
    const crop = page.locator('#d1-f1 .crop svg')
    expect(await crop.getAttribute('aria-label')).toMatch(/^第\d+页图像，方框处(?:空白|印为.+)$/u)
    expect(await isPrinted(crop)).toBe(true)
    const box = await page.locator('#d1-f1 .crop .box').boundingBox()
    const frame = await crop.boundingBox()
    if (box === null || frame === null) throw new Error('both are shown')
    expect(box.x).toBeGreaterThanOrEqual(frame.x)
    expect(box.x + box.width).toBeLessThanOrEqual(frame.x + frame.width)
    expect(box.y + box.height).toBeLessThanOrEqual(frame.y + frame.height)
    // Every page is fetched once, however often it is shown.
    expect(pictures).toHaveLength(3)
    expect(pictures.filter((picture) => !picture.startsWith('200 '))).toEqual([])
  })

  it('leads from a finding to its whole page, from there back, and from the cell to the page', async () => {
    await check()
    await page.click('#d1-f2 > summary')
    await page.click('#d1-f2 .crop')
    await page.waitForURL(/#d1-page\d+$/u)
    const whole = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`)
    expect(await whole.isVisible()).toBe(true)
    expect(await isPrinted(whole)).toBe(true)
    await whole.locator('a[href="#d1-f2"]').click()
    await page.waitForURL(/#d1-f2$/u)
    await page.click('.printed .mark .in-picture >> nth=0')
    await page.waitForURL(/#d1-page\d+$/u)
  })

  it('keeps its pictures when the language changes, and axe objects to nothing', async () => {
    await check()
    await page.evaluate('document.querySelectorAll("details").forEach((d) => { d.name = ""; d.open = true })')
    expect(await barriersOf(page)).toEqual([])
    await page.click('.switch')
    await page.waitForLoadState('networkidle')
    expect(await page.locator('#d1-f1 .crop svg').getAttribute('aria-label')).toContain('Picture of page')
    await page.evaluate('document.querySelectorAll("details").forEach((d) => { d.name = ""; d.open = true })')
    expect(await isPrinted(page.locator('#d1-f1 .crop svg'))).toBe(true)
    expect(await barriersOf(page)).toEqual([])
  })

  it('works without script on a phone', async () => {
    await open({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false })
    await page.goto(server.url)
    await page.setInputFiles('#files', SAMPLE)
    await page.click('button[type=submit]')
    await page.waitForLoadState('networkidle')
    const { x, width } = (await page.locator('body').boundingBox()) ?? { x: 0, width: 0 }
    expect(x + width).toBeLessThanOrEqual(360)
    expect(((await page.locator('#d1-f1 .crop svg').boundingBox()) ?? { width: 0 }).width).toBeGreaterThan(250)
    await page.click('#d1-f1 .crop')
    await page.waitForURL(/#d1-page\d+$/u)
    expect(await page.locator('details.page[open]').count()).toBe(1)
    expect(pictures).toHaveLength(3)
  })

  it('is used with the keyboard', async () => {
    await check()
    await page.focus('#d1-f1 .crop')
    await page.keyboard.press('Enter')
    await page.waitForURL(/#d1-page\d+$/u)
    await page.keyboard.press('Tab')
    const focused = await page.evaluate<string>('document.activeElement.getAttribute("href") ?? ""')
    expect(focused).toBe('#d1-f1')
  })

  it('says so when the pictures are gone', async () => {
    await check()
    await page.route('**/page/*.png', (route) => route.fulfill({ status: 404, body: '' }))
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-action=report]')])
    expect(await readFile(await download.path(), 'utf8')).toContain('没有附图')
    complaints = complaints.filter((complaint) => !complaint.includes('404'))
  })

  it('saves a report with the pictures inside', async () => {
    await check()
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-action=report]')])
    const folder = await mkdtemp(join(tmpdir(), 'mingzhang-report-'))
    try {
      const path = join(folder, 'report.html')
      await writeFile(path, await readFile(await download.path()))
      const plain = await browser.newContext({ javaScriptEnabled: false, viewport: DESKTOP })
      page = await plain.newPage()
      watch(page)
      await page.goto(pathToFileURL(path).href)
      expect(await isPrinted(page.locator('#d1-f1 .crop svg'))).toBe(true)
      await plain.close()
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
