import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Download, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkDocument } from '../../src/app/check-document.ts'
import type { Listening } from '../../src/server/listen.ts'
import { acceptAll } from '../formats-write/tracked.ts'
import { barriersOf } from '../setup/barriers.ts'
import { launchBrowser, skipReason } from '../setup/browser.ts'
import { serve } from './browser-server.ts'

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url))

/** The page with the real checks behind it: what is chosen in the page must be what the file has. */
describe.skipIf(skipReason() !== null)('taking a corrected copy away', () => {
  let browser: Browser
  let server: Listening
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    const sample = { id: 'many', title: { zh: '多处', en: 'Many' }, about: { zh: '多处', en: 'Many' }, file: 'many.txt' }
    server = await serve({
      verbs: {
        check: checkDocument,
        listSamples: () => [sample],
        readSample: async () => readFileSync(`${SAMPLES}many.txt`),
      },
    })
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 768 }, acceptDownloads: true })
    page = await context.newPage()
  })
  afterEach(async () => context.close())

  async function check(file: string): Promise<void> {
    await page.goto(server.url)
    await page.setInputFiles('#files', `${SAMPLES}${file}`)
    await page.waitForSelector('article.item')
  }

  async function take(action: string): Promise<Download> {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(`[data-action=${action}]`)])
    return download
  }

  it('sends the file again and saves it with the corrections that are ticked', async () => {
    await check('one-cell.docx')
    const download = await take('amend')
    expect(download.suggestedFilename()).toBe('one-cell-修订稿.docx')
    expect(await page.textContent('.outbox')).toContain('标出 1 处更正')
    const after = await checkDocument(acceptAll(readFileSync(await download.path())), 'a.docx')
    expect(after.ok && after.result.zh.findings).toEqual([])
    expect(await barriersOf(page)).toEqual([])
  })

  it('makes nothing where nothing is accepted', async () => {
    await check('one-cell.docx')
    await page.uncheck('[data-accept]')
    await page.click('[data-action=amend]')
    expect(await page.textContent('.outbox')).toContain('没有采纳任何建议')
    // The choice outlives a change of language.
    await page.click('.switch')
    expect(await page.isChecked('[data-accept]')).toBe(false)
    await page.check('[data-accept]')
    await take('amend')
    await page.waitForFunction('document.querySelector(".outbox").textContent.includes("1 correction marked")')
    expect(await barriersOf(page)).toEqual([])
  })

  it('ticks errors and leaves doubts to the reader', async () => {
    await check('text-against-table.html')
    expect(await page.locator('[data-accept]').count()).toBe(2)
    expect(await page.locator('[data-accept]:checked').count()).toBe(0)
  })

  it('saves the open data, of a sample too', async () => {
    await page.goto(`${server.url}samples/many`)
    const csv = await take('open-data')
    expect(csv.suggestedFilename()).toBe('many-开放数据.csv')
    expect(readFileSync(await csv.path(), 'utf8')).toContain('报表')
    expect((await take('amend')).suggestedFilename()).toBe('many-修订稿.docx')
    await page.waitForFunction('document.querySelector(".outbox").textContent.includes("标出 7 处更正")')
  })

  it('is not offered without script', async () => {
    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await plain.goto(server.url)
    await plain.setInputFiles('#files', `${SAMPLES}one-cell.docx`)
    await plain.click('button[type=submit]')
    expect(await plain.locator('[data-action=amend]').isVisible()).toBe(false)
    expect(await plain.locator('.accept').isVisible()).toBe(false)
    await plain.context().close()
  })
})
