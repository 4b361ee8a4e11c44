import { Hono } from 'hono'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unitLedger } from '../../../bench/division/unit-ledger.ts'
import { Budgets } from '../../../src/app/compile/budgets.ts'
import { writeEntry } from '../../../src/app/compile/write-budget.ts'
import { openBudget } from '../../../src/app/compile/open-budget.ts'
import { changesBetween } from '../../../src/ledger/draft/changes.ts'
import { draftOf } from '../../../src/ledger/draft/draft.ts'
import { loadAssets } from '../../../src/server/assets.ts'
import { choiceRoutes } from '../../../src/server/desk/choice-routes.ts'
import { consolidationRoutes } from '../../../src/server/desk/consolidation-routes.ts'
import { controlRoutes } from '../../../src/server/desk/control-routes.ts'
import type { DeskContext, DeskEnv } from '../../../src/server/desk/desk-env.ts'
import { libraryRoutes } from '../../../src/server/desk/library-routes.ts'
import { settingsRoutes } from '../../../src/server/desk/settings-routes.ts'
import { listen, type Listening } from '../../../src/server/listen.ts'
import { securityHeaders } from '../../../src/server/security-headers.ts'
import { barriersOf } from '../../setup/barriers.ts'
import { bundledPickers } from './fake-desk.ts'
import { launchBrowser, skipReason } from '../../setup/browser.ts'
import { type SmallDivision, smallDivision } from '../../store/desk/division.ts'
import { temporaryStore } from '../../store/store-fixture.ts'

const reason = skipReason()
if (reason !== null) console.warn(reason)
/** Where pictures of every page go, for whoever wants to look at them. */
const PICTURES = process.env['MINGZHANG_PICTURES']
/** The office's common screen. */
const SCREEN = { width: 1366, height: 768 }
const YEAR = 2026

describe.skipIf(reason !== null)("the bureau's pages: library, control figures, totals, settings", () => {
  let browser: Browser
  let page: Page
  let county: SmallDivision
  let store: Awaited<ReturnType<typeof temporaryStore>>
  let server: Listening
  /** Who asks: signing in is tested elsewhere. */
  let who = ''
  const complaints: string[] = []

  beforeAll(async () => {
    store = await temporaryStore()
    county = await smallDivision(store, YEAR)
    for (const [name, pays, gets] of [
      ['甲局本级', 300_000_00, 0],
      ['甲局中心', 0, 300_000_00],
      ['乙局本级', 0, 0],
    ] as const) {
      const clerk = await county.holder('unit-clerk', name)
      const budget = await county.budgetOf(name)
      const opened = await openBudget(store, clerk, budget, '2025-10-01')
      const ledger = unitLedger({ name, code: name, year: YEAR, lines: 25, seed: 'pages', pays, gets })
      const changes = opened === null ? [] : changesBetween(opened.draft, draftOf(ledger))
      const written = await writeEntry(store, clerk, budget, { key: 'fill', changes })
      if (!written.ok) throw new Error(written.why)
    }
    await county.holder('department-finance', '甲局')
    await county.holder('bureau-business', '某县')
    const budgets = new Budgets(store, () => new Date('2025-10-01T02:00:00Z'))
    const assets = new Map(await loadAssets()).set('pickers.js', await bundledPickers())
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
    app.route('/desk', choiceRoutes(assets))
    app.route('/desk/library', libraryRoutes(context))
    app.route('/desk/control', controlRoutes(context))
    app.route('/desk/consolidation', consolidationRoutes(context))
    app.route('/desk/settings', settingsRoutes(context))
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
    await store.close()
  })

  const go = async (path: string): Promise<void> => void (await page.goto(new URL(`/desk/${path}`, server.url).href))
  const press = async (name: string): Promise<void> => await page.getByRole('button', { name, exact: true }).first().click()

  /** Nothing that axe finds, nothing wider than the screen. */
  async function look(name: string): Promise<void> {
    if (PICTURES !== undefined) {
      await page.screenshot({ path: `${PICTURES}/bureau-${name}.png` })
      await page.screenshot({ path: `${PICTURES}/bureau-${name}-whole.png`, fullPage: true })
    }
    const wide = await page.locator('html').evaluate((root) => root.scrollWidth > root.clientWidth)
    expect(wide, `${name} is wider than the screen`).toBe(false)
    expect(await barriersOf(page), name).toEqual([])
  }

  test('a project goes from a form into the library and into a draft', { timeout: 180_000 }, async () => {
    who = 'unit-clerk@甲局本级'
    await go('library')
    await look('library-empty')
    await page.getByRole('link', { name: '申报新项目' }).click()
    await page.getByLabel('项目名称').fill('老旧小区排水改造')
    await page.getByLabel('资金支出计划').fill('六月 一半%')
    // The picker of the grid, in a form: Enter takes the code and does not send the form.
    await page.locator('input[data-choices][data-ready]').waitFor()
    await page.getByRole('combobox', { name: '功能分类' }).pressSequentially('xzyx')
    await page.locator('#desk-choices li').first().waitFor()
    await look('library-picker')
    await page.keyboard.press('Enter')
    expect(await page.locator('#f-function').inputValue()).toMatch(/^\d{7} 行政运行$/u)
    expect(page.url()).toContain('/library/new')
    await press('保存')
    expect(await page.getByRole('alert').textContent()).toContain('1处')
    await look('library-new-refused')
    await page.getByLabel('资金支出计划').fill('6月底 45%\n12月底 100%')
    await page.getByLabel('资金用途').fill('改造三个老旧小区的排水管网。')
    await page.getByLabel('绩效目标').fill('雨季不积水')
    await page.getByLabel('2027 金额（元）').fill('1200000')
    for (const [i, [level, name, value]] of [
      ['产出指标|数量指标', '改造小区数', '3个'],
      ['效益指标|社会效益指标', '居民生活环境', '显著改善'],
      ['满意度指标|服务对象满意度指标', '居民满意度', '≥90%'],
    ].entries()) {
      await page.getByLabel(`一、二级指标 第${i + 1}行`).selectOption(level ?? '')
      await page.getByLabel(`三级指标 第${i + 1}行`).fill(name ?? '')
      await page.getByLabel(`指标值 第${i + 1}行`).fill(value ?? '')
    }
    await page.getByLabel('起始年度').fill('2026')
    await press('保存')
    expect(await page.locator('h1').textContent()).toBe('老旧小区排水改造')
    expect(await page.locator('.doubts').first().textContent()).toContain('显著改善')
    await look('library-project-draft')
    const id = page.url().match(/library\/(\d+)/u)?.[1] ?? ''
    await press('提交主管部门')
    who = 'department-finance@甲局'
    await go(`library/${id}`)
    expect(await page.locator('form.library-card').count()).toBe(0)
    await press('审核通过，报财政')
    who = 'bureau-business@某县'
    await go('library?state=passed')
    await page.getByRole('link', { name: '老旧小区排水改造' }).click()
    await look('library-project-business')
    await press('入库')
    await go('library?lang=en')
    await look('library-en')
    who = 'unit-clerk@甲局本级'
    await go(`library/${id}`)
    await press('引入2026年预算草案')
    expect(await page.locator('main').textContent()).toContain('2026年预算草案中已有这个项目')
    await look('library-project-stored')
    await go(`library/${id}?lang=en`)
    await look('library-project-en')
    who = 'unit-clerk@乙局本级'
    expect((await fetch(new URL(`/desk/library/${id}`, server.url))).status).toBe(404)
  })

  test('control figures are set with a reason, issued to many, and what is refused is said', { timeout: 180_000 }, async () => {
    who = 'bureau-budget@某县'
    const [first, second] = [await county.budgetOf('甲局本级'), await county.budgetOf('乙局本级')]
    await store.db.updateTable('budget').set({ state: 'awaiting-control' }).where('id', 'in', [first, second]).execute()
    await go(`control/units/${first}`)
    await look('control-unit')
    await page.getByLabel('金额（元） 第1行').fill('很多')
    await page.getByLabel(/^理由/u).fill('某财预〔2025〕10号')
    await press('保存控制数')
    expect(await page.getByRole('alert').textContent()).toContain('1')
    await page.getByLabel('金额（元） 第1行').fill('1000000')
    await page.getByLabel(/^理由/u).fill('某财预〔2025〕10号')
    await press('保存控制数')
    expect(await page.locator('main').textContent()).toContain('第1次')
    await look('control-unit-set')
    await go('control')
    await look('control')
    await page.getByLabel('选中甲局本级').check()
    await page.getByLabel('选中乙局本级').check()
    await press('下达选中单位的控制数')
    expect(await page.getByRole('status').first().textContent()).toContain('已下达1个单位：甲局本级')
    expect(await page.getByRole('alert').textContent()).toContain('乙局本级')
    expect(await page.getByRole('alert').textContent()).toContain('还没有设定控制数')
    await look('control-issued')
    await go('control?lang=en')
    await look('control-en')
    who = 'department-finance@甲局'
    await go('control')
    expect(await page.locator('main').textContent()).not.toContain('乙局')
    expect(await page.getByRole('checkbox').count()).toBe(0)
    await go(`control/units/${first}`)
    expect(await page.getByRole('button', { name: '保存控制数' }).count()).toBe(0)
  })

  test('totals lead from a class to departments and units; what units pay each other is taken out and shown', {
    timeout: 180_000,
  }, async () => {
    who = 'bureau-budget@某县'
    await go('consolidation')
    await look('consolidation')
    expect(await page.getByRole('row', { name: /甲局/u }).first().textContent()).toContain('-300,000.00')
    await page.getByRole('link', { name: '资金性质' }).click()
    expect(await page.locator('main').textContent()).not.toContain('上级补助')
    await page.getByRole('link', { name: '一般公共预算财政拨款' }).click()
    expect(await page.locator('#spenders').textContent()).toContain('甲局中心')
    await look('consolidation-fund')
    await page.getByRole('link', { name: '甲局', exact: true }).click()
    expect(await page.locator('main').textContent()).toContain('对附属单位补助支出')
    expect(await page.locator('.printed-whole table').count()).toBeGreaterThan(8)
    await look('department')
    await go('consolidation?by=economic&level=2&lang=en')
    await look('consolidation-en')
    who = 'unit-clerk@甲局本级'
    await go('consolidation')
    expect(await page.locator('table').count()).toBe(0)
  })

  test('the year has due days and quotas of its own', { timeout: 180_000 }, async () => {
    who = 'bureau-budget@某县'
    await go('settings')
    await page.getByLabel('“一上”报送财政').fill('2025-10-31')
    await press('保存期限')
    expect(await page.getByLabel('“一上”报送财政').inputValue()).toBe('2025-10-31')
    await page.getByLabel('部门经济分类 第1行').fill('30201')
    await page.getByLabel('每年每人（每件）元 第1行').fill('3000')
    await page.getByLabel('依据 第1行').fill('某财预〔2025〕8号')
    await press('保存定额')
    expect(await page.getByRole('alert').textContent()).toContain('有误的行：1')
    await page.getByRole('group', { name: '哪些人 第1行' }).getByLabel('行政编制').check()
    await press('保存定额')
    expect(await page.getByLabel('部门经济分类 第1行').inputValue()).toBe('30201 办公费')
    expect(await page.getByLabel('“一上”报送财政').inputValue()).toBe('2025-10-31')
    await page.getByLabel('支出比计划慢，超过').fill('150')
    await press('保存偏离度')
    expect(await page.getByRole('alert').textContent()).toContain('1到100')
    await page.getByLabel('支出比计划慢，超过').fill('15')
    await press('保存偏离度')
    expect(await page.getByLabel('支出比计划慢，超过').inputValue()).toBe('15')
    expect(await page.getByLabel('支出比计划快，超过').inputValue()).toBe('')
    expect(await page.getByLabel('部门经济分类 第1行').inputValue()).toBe('30201 办公费')
    await look('settings')
    who = 'bureau-business@某县'
    await go('settings?lang=en')
    expect(await page.locator('main').textContent()).toContain('3,000.00')
    expect(await page.locator('main').textContent()).toContain('15 percentage points')
    expect(await page.getByRole('textbox').count()).toBe(0)
    await look('settings-en')
    // Every page doubles as a test of the policy: nothing was refused by it.
    expect(complaints).toEqual([])
  })
})
