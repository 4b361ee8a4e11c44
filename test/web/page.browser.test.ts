import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Listening } from '../../src/server/listen.ts'
import { barriersOf } from '../setup/barriers.ts'
import { launchBrowser, skipReason } from '../setup/browser.ts'
import { BAD_BYTES, serve } from './browser-server.ts'

const DESKTOP = { width: 1366, height: 768 }
const PHONE = { width: 360, height: 740 }
const FILE = { name: '预算 一.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('budget') }
const BAD = { name: '坏.bin', mimeType: 'application/octet-stream', buffer: Buffer.from(BAD_BYTES) }

const reason = skipReason()
if (reason !== null) console.warn(reason)

describe.skipIf(reason !== null)('the page in a browser', () => {
  let browser: Browser
  let server: Listening
  let context: BrowserContext
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    server = await serve()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  beforeEach(async () => {
    complaints = []
    await open({ locale: 'zh-CN', viewport: DESKTOP })
  })
  afterEach(async () => {
    await context.close()
    // Every test doubles as a test of the policy: nothing foreign asked for, nothing refused by it, no error thrown.
    expect(complaints).toEqual([])
  })

  async function open(options: Parameters<Browser['newContext']>[0]): Promise<void> {
    await context?.close()
    context = await browser.newContext({ ...options, acceptDownloads: true })
    page = await context.newPage()
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url())
      if (protocol !== 'blob:' && protocol !== 'data:' && `${origin}/` !== server.url)
        complaints.push(`asked for ${request.url()}`)
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 4')) complaints.push(message.text())
    })
  }

  async function check(...files: (typeof FILE)[]): Promise<void> {
    await page.goto(server.url)
    await page.setInputFiles('#files', files)
    await page.waitForSelector('article.item')
  }

  it('shows what is wrong in the document’s own table', async () => {
    await check(FILE)
    expect(await page.textContent('.verdict')).toContain('2 处不一致')
    expect(await page.textContent('.coverage')).toBe('431 个等式成立，3 个不成立，12 个无法核对，因为：没有印出另一方（12）。')
    const cell = page.locator('#d1-t1r8c4')
    expect(await cell.locator('del').textContent()).toBe('62.56')
    expect(await cell.locator('ins').textContent()).toContain('62.55')
    expect(await page.locator('#d1-t1r2c2').count()).toBe(0)
    expect(await page.locator('th[colspan="2"]', { hasText: '功能分类科目' }).count()).toBe(1)
  })

  it('takes a dropped file', async () => {
    await page.goto(server.url)
    const transfer = await page.evaluateHandle(
      '(() => { const t = new DataTransfer(); t.items.add(new File(["budget"], "拖来.docx")); return t })()',
    )
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
    await page.waitForSelector('article.item')
    expect(await page.textContent('.file')).toContain('拖来.docx')
  })

  it('lists several files and tells kindly which one could not be read', async () => {
    await check(FILE, BAD)
    expect(await page.locator('nav.files li').count()).toBe(2)
    expect(await page.textContent('.refused')).toContain('认不出“坏.bin”的格式。')
    expect(await barriersOf(page)).toEqual([])
  })

  it('says so when the only file cannot be read, and goes on', async () => {
    await check(BAD)
    expect(await page.textContent('.refused')).toContain('这份文件没有核对')
    await page.click('text=核对另一份')
    await page.setInputFiles('#files', FILE)
    await page.waitForSelector('.verdict')
    expect(await page.locator('.refused').count()).toBe(0)
  })

  it('keeps the result when the language changes, and opens what was open', async () => {
    await check(FILE)
    await page.click('#d1-f4 > summary')
    await page.click('.switch')
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    expect(await page.textContent('.coverage')).toContain('431 equations hold, 3 do not')
    expect(await page.locator('#d1-f4').getAttribute('open')).not.toBeNull()
    expect(await barriersOf(page)).toEqual([])
    await page.click('.switch')
    expect(await page.textContent('.coverage')).toContain('431 个等式成立')
  })

  it.each([
    ['/', 'zh'],
    ['/?lang=en', 'en'],
    ['/samples/nandagang', 'zh'],
    ['/samples/nandagang?lang=en', 'en'],
  ])('has nothing that axe objects to: %s (%s)', async (path) => {
    await page.goto(new URL(path, server.url).href)
    expect(await barriersOf(page)).toEqual([])
    await page.evaluate('document.querySelectorAll("details").forEach((d) => { d.name = ""; d.open = true })')
    expect(await barriersOf(page)).toEqual([])
  })

  it('has nothing that axe objects to in the dark', async () => {
    await open({ locale: 'zh-CN', viewport: DESKTOP, colorScheme: 'dark' })
    await page.goto(`${server.url}samples/nandagang`)
    expect(await barriersOf(page)).toEqual([])
  })

  it('is used with the keyboard alone', async () => {
    await page.goto(server.url)
    await page.keyboard.press('Tab')
    expect(await focused()).toContain('skip')
    for (let i = 0; i < 12 && !(await focused()).includes('/samples/'); i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForSelector('article.item')
    for (let i = 0; i < 30 && !(await focused()).includes('SUMMARY d1-f2'); i++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.locator('#d1-f2').getAttribute('open')).not.toBeNull()
    await page.keyboard.press('Tab')
    expect(await focused()).toContain('#d1-')
    await page.keyboard.press('Enter')
    await page.waitForURL(/#d1-/u)
    expect(await page.locator(':target').count()).toBe(1)
  })

  async function focused(): Promise<string> {
    return page.evaluate<string>(
      '(() => { const e = document.activeElement; return e.tagName + " " + (e.closest("details")?.id ?? "") + " " + e.className + " " + (e.getAttribute("href") ?? "") })()',
    )
  }

  it.each(['/', '/samples/nandagang', '/samples/nandagang?lang=en'])(
    'fits 360 px; only tables scroll, and they can be focused: %s',
    async (path) => {
      await open({ locale: 'zh-CN', viewport: PHONE })
      await page.goto(new URL(path, server.url).href)
      const width = await page.evaluate<number>('document.documentElement.scrollWidth')
      expect(width).toBeLessThanOrEqual(PHONE.width)
      const loose = await page.evaluate<number>(
        '[...document.querySelectorAll(".scroll")].filter((e) => e.scrollWidth > e.clientWidth && e.tabIndex !== 0).length',
      )
      expect(loose).toBe(0)
    },
  )

  it('follows a number in a cell to its finding and back', async () => {
    await page.goto(`${server.url}samples/nandagang`)
    await page.click('#d1-t2r2c3 a.badge')
    expect(await page.locator('#d1-f4').getAttribute('open')).not.toBeNull()
    await page.click('#d1-f4 .correction a')
    await page.waitForURL(/#d1-t2r2c3$/u)
    expect(await page.locator('#d1-t2r2c3.lit').count()).toBe(1)
  })

  it('marks the words of a sentence', async () => {
    await page.goto(`${server.url}samples/nandagang`)
    expect(await page.locator('p.mark mark').textContent()).toBe('10.00')
    expect(await page.locator('p', { hasText: '<script>alert(1)</script>' }).count()).toBeGreaterThan(0)
  })

  it('saves the JSON and a report that needs nothing else', async () => {
    await check(FILE)
    const [json] = await Promise.all([page.waitForEvent('download'), page.click('[data-action=json]')])
    expect(json.suggestedFilename()).toBe('预算 一.check.json')
    const [report] = await Promise.all([page.waitForEvent('download'), page.click('[data-action=report]')])
    const folder = await mkdtemp(join(tmpdir(), 'mingzhang-report-'))
    const path = join(folder, report.suggestedFilename())
    await report.saveAs(path)
    const reading = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await reading.goto(pathToFileURL(path).href)
    expect(await reading.locator('#d1-t1r8c4 ins').textContent()).toContain('62.55')
    expect(await reading.locator('details.finding[open]').count()).toBe(5)
    await reading.context().close()
    await rm(folder, { recursive: true })
  })

  it('works without script', async () => {
    await open({ locale: 'en-GB', viewport: DESKTOP, javaScriptEnabled: false })
    await page.goto(`${server.url}?lang=en`)
    await page.setInputFiles('#files', FILE)
    await page.click('button[type=submit]')
    expect(await page.locator('#d1-t1r8c4 ins').textContent()).toContain('62.55')
    expect(await page.textContent('.coverage')).toContain('431 equations hold')
    await page.click('#d1-f1 .places a >> nth=0')
    await page.waitForURL(/#d1-t1r8c4$/u)
  })

  it('goes back to the start', async () => {
    await check(FILE)
    await page.goBack()
    await page.waitForSelector('#files')
  })

  it('prints every finding unfolded and no buttons', async () => {
    await page.goto(`${server.url}samples/nandagang`)
    await page.emulateMedia({ media: 'print' })
    await page.evaluate('dispatchEvent(new Event("beforeprint"))')
    expect(await page.locator('details.finding[open]').count()).toBe(5)
    expect(await page.locator('.actions').isVisible()).toBe(false)
    await page.evaluate('dispatchEvent(new Event("afterprint"))')
    expect(await page.locator('details.finding[open]').count()).toBe(1)
  })
})
