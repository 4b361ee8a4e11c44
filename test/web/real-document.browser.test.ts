import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start } from '../../src/server/main.ts'
import type { Listening } from '../../src/server/listen.ts'
import { barriersOf } from '../setup/barriers.ts'
import { launchBrowser, skipReason } from '../setup/browser.ts'
import { hasShared, sharedDocument } from '../setup/documents.ts'

/** The whole way, nothing standing in for anything: a published budget, the server, its checks, and the page without script. */
describe.skipIf(skipReason() !== null || !hasShared)('a published budget in a browser', () => {
  let browser: Browser
  let server: Listening
  let page: Page
  const foreign: string[] = []

  beforeAll(async () => {
    server = await start({ port: 0 })
    browser = await launchBrowser()
    // The built script may be missing or old here; the page must say all of this without it.
    page = await (
      await browser.newContext({ locale: 'zh-CN', viewport: { width: 360, height: 740 }, javaScriptEnabled: false })
    ).newPage()
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url)) foreign.push(request.url())
    })
    await page.goto(server.url)
    await page.setInputFiles('#files', sharedDocument('nandagang/nandagang-2023.docx'))
    await page.click('button[type=submit]')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  it('marks the misprinted cell in its table and proposes the right figure', async () => {
    const cell = page.locator('.printed .mark.suspect', { hasText: '14.97' })
    expect(await cell.locator('del').textContent()).toBe('14.97')
    expect(await cell.locator('ins').textContent()).toContain('14.96')
    const panel = page.locator((await cell.locator('a.badge').getAttribute('href')) ?? 'missing')
    expect(await panel.locator('.equation').count()).toBeGreaterThan(1)
  })

  it('says what it is, what it holds and how far it was checked', async () => {
    expect(await page.textContent('.head h2')).toContain('沧州渤海新区南大港产业园区政法工作办公室')
    expect(await page.textContent('.totals')).toContain('181.17')
    expect(await page.textContent('.coverage')).toMatch(/^\d+ 个等式成立，\d+ 个不成立/u)
    expect(await page.locator('nav.contents li.table').count()).toBeGreaterThan(15)
  })

  it('has no link that leads nowhere', async () => {
    const content = await page.content()
    const ids = new Set([...content.matchAll(/ id="([^"]+)"/gu)].map((m) => m[1]))
    const dead = [...content.matchAll(/href="#([^"]+)"/gu)].map((m) => m[1]).filter((id) => !ids.has(id))
    expect(dead).toEqual([])
  })

  it('fits a phone, asks no other host, and has nothing that axe objects to', async () => {
    const { x, width } = (await page.locator('body').boundingBox()) ?? { x: 0, width: 0 }
    expect(x + width).toBeLessThanOrEqual(360)
    expect(foreign).toEqual([])
    const context = await browser.newContext({ locale: 'zh-CN' })
    const reader = await context.newPage()
    // At the server's own address, whose style sheets are for its pages alone.
    await reader.goto(server.url)
    await reader.setContent(await page.content())
    expect(await barriersOf(reader)).toEqual([])
    await context.close()
  })
})
