import { Hono } from 'hono'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, LIMITS } from '../../src/server/create-server.ts'
import { listen, type Listening } from '../../src/server/listen.ts'
import { barriersOf } from '../setup/barriers.ts'
import { openSampleArchive, type SampleArchive } from '../setup/archive.ts'
import { launchBrowser, skipReason } from '../setup/browser.ts'
import { freshAssets, verbs } from './browser-server.ts'

/** A public page may bring as much script as this. */
const MOST_SCRIPT = 100_000

describe.skipIf(skipReason() !== null)('the portal in a browser', () => {
  let sample: SampleArchive
  let server: Listening
  let browser: Browser

  beforeAll(async () => {
    sample = await openSampleArchive()
    const drawPage = async (): Promise<null> => null
    server = await listen(
      createServer({ ...verbs, drawPage }, await freshAssets(), '127.0.0.1', LIMITS, sample.archive),
      0,
      '127.0.0.1',
    )
    browser = await launchBrowser()
  }, 900_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await sample?.close()
  })

  const addresses = (): Record<string, string> => ({
    home: '/',
    search: '/search?q=绩效',
    'search of one kind': '/search?q=资金&kind=text&page=1',
    'search without a hit': '/search?q=没有这样的词',
    department: `/department/${sample.department}`,
    'department in the other year': `/department/${sample.department}?year=2023`,
    'department with a hostile name': `/department/${sample.hostile}`,
    table: `/department/${sample.department}/${sample.docx}/table/3`,
    sentences: `/department/${sample.department}/${sample.docx}/table/22`,
    project: `/department/${sample.department}/${sample.docx}/project/0`,
    figure: `/department/${sample.department}/${sample.docx}/figure/5`,
    'figure of a PDF': `/department/${sample.department}/${sample.pdf}/figure/5`,
    passage: `/department/${sample.department}/${sample.pdf}/passage/0`,
    place: '/place/310107',
    country: '/place/CN',
    compare: `/compare?d=${sample.department}:${sample.docx}&d=${sample.hostile}:5&q=局`,
    embed: `/embed/department/${sample.department}`,
    check: '/check',
    nothing: '/nothing',
  })

  async function withPage<T>(
    options: Parameters<Browser['newContext']>[0],
    work: (page: Page, context: BrowserContext) => Promise<T>,
  ): Promise<T> {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 }, ...options })
    try {
      return await work(await context.newPage(), context)
    } finally {
      await context.close()
    }
  }

  it.each([
    ['light', 'zh', 1280],
    ['dark', 'en', 360],
  ] as const)(
    'has no barrier that axe finds, %s, %s, %i pixels wide',
    async (colorScheme, language, width) => {
      const found: string[] = []
      await withPage({ colorScheme, viewport: { width, height: 800 } }, async (page) => {
        for (const [name, path] of Object.entries(addresses())) {
          const said: string[] = []
          const note = (message: { type(): string; text(): string }): void => {
            if (message.type() === 'error') said.push(message.text())
          }
          page.on('console', note)
          await page.goto(`${server.url.replace(/\/$/u, '')}${path}${path.includes('?') ? '&' : '?'}lang=${language}`)
          found.push(...(await barriersOf(page)).map((violation) => `${name}: ${violation}`))
          const wider = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
          if (wider > 0) found.push(`${name}: ${wider} pixels too wide`)
          // A policy that something on the page breaks is told on the console.
          found.push(...said.filter((text) => name !== 'nothing' && text !== '').map((text) => `${name}: ${text}`))
          page.off('console', note)
        }
      })
      expect(found).toEqual([])
    },
    240_000,
  )

  it('can be read and searched without script', async () => {
    await withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(server.url)
      await page.fill('#q', '城乡')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/search?**')
      expect(await page.textContent('h1')).toBe('查找“城乡”')
      await page.click('.hits a')
      expect(await page.textContent('h1')).toContain('示例县城乡建设管理局')
      await page.click('.figure-card summary')
      expect(await page.isVisible('.figure-card .meaning p')).toBe(true)
      await page.click('.figure-card a')
      expect(await page.textContent('h2')).toBe('这个数是什么')
      await page.click('.kind-line a')
      expect(await page.title()).toContain('2024 年预算')
    })
  })

  it('can be used with the keyboard, and shows where one is', async () => {
    await withPage({}, async (page) => {
      await page.goto(`${server.url}department/${sample.department}`)
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.className')).toBe('skip')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    })
  })

  it('brings next to no script, and its charts in the page itself', async () => {
    await withPage({}, async (page) => {
      let script = 0
      page.on('response', async (response) => {
        if (response.request().resourceType() === 'script') script += (await response.body()).length
      })
      await page.goto(`${server.url}department/${sample.department}`, { waitUntil: 'networkidle' })
      expect(script).toBeLessThan(MOST_SCRIPT)
      expect(await page.locator('.flow-chart svg path').count()).toBeGreaterThan(5)
    })
  })

  it('is framed by others only as a card', async () => {
    await withPage({}, async (page) => {
      const frames = `<iframe id="card" src="${server.url}embed/department/${sample.department}"></iframe><iframe id="page" src="${server.url}department/${sample.department}"></iframe>`
      const other = await listen(
        new Hono().get('/', (c) => c.html(frames)),
        0,
        '127.0.0.1',
      )
      try {
        await page.goto(other.url)
        await page.frameLocator('#card').locator('dd').first().waitFor()
        expect(await page.frameLocator('#page').locator('.department').count()).toBe(0)
      } finally {
        await other.close()
      }
    })
  })

  it('is printed on white paper, with everything that was folded still to be found', async () => {
    await withPage({ colorScheme: 'dark' }, async (page) => {
      await page.goto(`${server.url}department/${sample.department}`)
      await page.emulateMedia({ media: 'print' })
      expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe('rgb(255, 255, 255)')
      expect(await page.isVisible('.search')).toBe(false)
      expect((await page.pdf()).length).toBeGreaterThan(10_000)
    })
  })
})
