import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Budgets } from '../../../src/app/compile/budgets.ts'
import { writeEntry } from '../../../src/app/compile/write-budget.ts'
import { openBudget } from '../../../src/app/compile/open-budget.ts'
import { loadAssets } from '../../../src/server/assets.ts'
import type { DeskContext, DeskEnv } from '../../../src/server/desk/desk-env.ts'
import { historyRoutes } from '../../../src/server/desk/history-routes.ts'
import { reviewRoutes } from '../../../src/server/desk/review-routes.ts'
import { listen, type Listening } from '../../../src/server/listen.ts'
import { securityHeaders } from '../../../src/server/security-headers.ts'
import { barriersOf } from '../../setup/barriers.ts'
import { launchBrowser, skipReason } from '../../setup/browser.ts'
import { approvedCounty, type County, TODAY } from '../../store/approved-county.ts'

const reason = skipReason()
if (reason !== null) console.warn(reason)
/** Where pictures of every page go, for whoever wants to look at them. */
const PICTURES = process.env['MINGZHANG_PICTURES']
/** The office's common screen. */
const SCREEN = { width: 1366, height: 768 }

describe.skipIf(reason !== null)('the pages for reviewing', () => {
  let browser: Browser
  let page: Page
  let county: County
  let server: Listening
  /** Who asks: signing in is tested elsewhere. */
  let who = 'business'
  const complaints: string[] = []

  beforeAll(async () => {
    county = await approvedCounty()
    const { store, unit } = county
    const clerk = county.who('clerk', 'unit-clerk', '甲局本级')
    await store.db.updateTable('budget').set({ state: 'revision-draft' }).where('id', '=', unit).execute()
    const row = (await openBudget(store, clerk, unit, TODAY))?.draft.lines[0]
    const before = row?.texts['amount'] ?? ''
    const change = { kind: 'set', sheet: 'lines', row: row?.id ?? '', field: 'amount', before, after: '612345.67' } as const
    const written = await writeEntry(store, clerk, unit, { key: 'raise', reason: '新增两名在职人员', changes: [change] })
    if (!written.ok) throw new Error(written.why)
    await store.db.updateTable('budget').set({ state: 'second-bureau-review' }).where('id', '=', unit).execute()

    const budgets = new Budgets(store, () => new Date(`${TODAY}T02:00:00Z`))
    const assets = await loadAssets()
    const app = new Hono<DeskEnv>()
    app.use(securityHeaders())
    app.get('/assets/:name', (c) => {
      const asset = assets.get(c.req.param('name'))
      return asset === undefined ? c.notFound() : c.body(asset.body, 200, { 'Content-Type': asset.type })
    })
    app.use(async (c, next) => {
      const person = { id: who, name: who, username: who, roles: [], needsSecondFactor: false }
      c.set('person', person as unknown as DeskEnv['Variables']['person'])
      c.set('posts', await budgets.posts(who))
      await next()
    })
    const context = { budgets } as unknown as DeskContext
    app.route('/desk/budgets', historyRoutes(context))
    app.route('/desk', reviewRoutes(context))
    server = await listen(app as unknown as Hono, 0, '127.0.0.1')
    browser = await launchBrowser()
    page = await (await browser.newContext({ viewport: SCREEN })).newPage()
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 4')) complaints.push(message.text())
    })
  }, 900_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await county.store.close()
  })

  const at = (path: string): string => new URL(`/desk/${path}`, server.url).href
  const own = (part: string): string => at(`budgets/${county.unit}/${part}`)

  /** Nothing that axe finds, nothing wider than the screen, both languages. */
  async function look(path: string, name: string): Promise<void> {
    for (const lang of ['zh', 'en']) {
      await page.goto(lang === 'zh' ? path : `${path}${path.includes('?') ? '&' : '?'}lang=en`)
      const wide = await page.locator('html').evaluate((root) => root.scrollWidth > root.clientWidth)
      expect(wide, `${name} in ${lang} is wider than the screen`).toBe(false)
      if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/review-${name}-${lang}.png` })
      // Both languages have one structure.
      if (lang === 'en') continue
      for (const details of await page.locator('details').all()) await details.evaluate((each) => each.setAttribute('open', ''))
      expect(await barriersOf(page), name).toEqual([])
    }
  }

  test('the queue is read, filtered and answered with the keyboard alone', async () => {
    await look(at('queue'), 'queue')
    await page.goto(at('queue?q=nobody'))
    expect(await page.textContent('main')).toContain('没有符合条件的预算')
    await page.goto(at('queue'))
    expect(await page.textContent('tbody tr')).toContain('甲局本级')
    await page.locator('tbody a').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/review$/u)
    expect(await page.textContent('h1')).toContain('甲局本级')
  })

  test('a review says what changed, and takes a comment', async () => {
    await look(own('review'), 'budget')
    await page.goto(own('review'))
    expect(await page.textContent('table.money')).toContain('比第')
    await page.locator('textarea[name=text]').focus()
    await page.keyboard.type('工资涨幅的依据是什么？')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/notice=saved/u)
    expect(await page.textContent('.threads')).toContain('工资涨幅的依据')
    await page.goto(at('queue'))
    expect(await page.textContent('tbody tr')).toContain('1条意见')
    expect(await page.locator('input[name=chosen]').count()).toBe(0)
    await look(own('comments'), 'comments')
    // The grid asks for the same as data.
    const data = (await (await fetch(own('comments'))).json()) as { comments: { text: string }[] }
    expect(data.comments.map(({ text }) => text)).toEqual(['工资涨幅的依据是什么？'])
  })

  test('differences are shown in three ways, and a printed cell can be commented on', async () => {
    await look(own('versions'), 'versions')
    for (const by of ['lines', 'tables', 'equations'])
      await look(own(`differences?from=v2&to=draft&by=${by}`), `differences-${by}`)
    await page.goto(own('differences?from=v2&to=draft&by=lines'))
    expect(await page.textContent('main')).toContain('612345.67')
    await page.goto(own('differences?from=v2&to=draft&by=tables'))
    await page.locator('section.table-difference table.cells a').first().click()
    await page.locator('textarea[name=text]').fill('请核对这一格')
    await page.locator('form.stack button').click()
    await page.waitForURL(/notice=saved/u)
    expect(await page.locator('.threads h3').first().textContent()).toContain('预算收支总表')
    expect((await fetch(own('differences?from=v99&to=draft'))).status).toBe(404)
  })

  test('history is verified and exported, and what one wrote is taken back with a reason', async () => {
    await look(own('history?verify=1'), 'history')
    expect(await page.locator('.notice').count()).toBe(1)
    const lines = (await (await fetch(own('history.jsonl'))).text()).trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(3)
    await page.goto(own('history'))
    expect(await page.locator('summary', { hasText: '恢复' }).count()).toBe(0)
    await county.store.db.updateTable('budget').set({ state: 'revision-draft' }).where('id', '=', county.unit).execute()
    who = 'clerk'
    await look(own('history?sheet=lines'), 'history-own')
    await page.goto(own('history'))
    await page.locator('summary', { hasText: '恢复' }).first().focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('人员没有增加')
    await page.keyboard.press('Enter')
    await page.waitForURL(/notice=saved/u)
    const newest = (await page.locator('table.entries tbody tr').first().textContent()) ?? ''
    expect(newest).toContain('人员没有增加')
    expect(newest).toContain('612345.67')
  })

  test('many are passed at once, and one that is refused says why', async () => {
    who = 'business'
    const { db } = county.store
    await db.updateTable('budget').set({ state: 'second-bureau-review' }).where('id', '=', county.unit).execute()
    await page.goto(at('queue'))
    expect(await page.locator('input[name=chosen]').count()).toBe(0)
    await db.updateTable('budget_comment').set({ state: 'resolved' }).execute()
    await page.goto(at('queue'))
    await page.locator('input[name=chosen]').first().focus()
    await page.keyboard.press('Space')
    // Somebody comments meanwhile.
    await db.updateTable('budget_comment').set({ state: 'open' }).execute()
    await page.locator('form button.main').click()
    expect(await page.locator('.notice.wrong').textContent()).toContain('没有办成 1 份')
    await db.updateTable('budget_comment').set({ state: 'resolved' }).execute()
    await page.goto(at('queue'))
    await page.locator('input[name=chosen]').first().check()
    await page.locator('form button.main').click()
    expect(await page.locator('.notice').textContent()).toContain('办成 1 份，没有办成 0 份')
    expect(await page.textContent('main')).toContain('现在没有等您审核的预算')
  })

  test('nobody sees what is not in his reach', async () => {
    who = 'stranger'
    for (const part of ['review', 'versions', 'differences', 'history', 'history.jsonl', 'comments'])
      expect((await fetch(own(part))).status, part).toBe(404)
    expect(complaints).toEqual([])
  })
})
