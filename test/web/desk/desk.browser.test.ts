import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Draft, draftOf } from '../../../src/ledger/draft/draft.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import type { Listening } from '../../../src/server/listen.ts'
import { barriersOf } from '../../setup/barriers.ts'
import { launchBrowser, skipReason } from '../../setup/browser.ts'
import { packGlyphs } from '../../../src/document/glyphs.ts'
import { printableGlyphs } from '../../../src/app/printable-glyphs.ts'
import { FakeDesk } from './fake-desk.ts'

const reason = skipReason()
if (reason !== null) console.warn(reason)
/** Waits until something is so; the limit is for what never comes, not for what is slow. */
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 120_000, interval: 100 })
/** Where pictures go, for whoever wants to look at them. */
const PICTURES = process.env['MINGZHANG_PICTURES']

describe.skipIf(reason !== null)('the desk in a browser', () => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let desk: FakeDesk
  let server: Listening
  const complaints: string[] = []

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
  })
  afterEach(async () => {
    await context.close()
    await server.close()
    expect(complaints.splice(0)).toEqual([])
  })

  async function open(draft?: Draft, lastYear: Draft | null = null): Promise<void> {
    desk = await FakeDesk.over(draft, lastYear)
    server = await desk.listen()
    context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(server.url).origin })
    page = await context.newPage()
    page.setDefaultTimeout(120_000)
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of ')) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await visit()
  }

  async function visit(language = 'zh'): Promise<void> {
    await page.goto(`${server.url}desk/budgets/7?lang=${language}`)
    await page.locator('main[data-ready]').waitFor()
  }

  /** The cell of the grid in a row (from 1) under a heading. */
  async function cell(row: number, header: string): Promise<ReturnType<Page['locator']>> {
    const headers = await page.locator('.sheet thead th').allTextContents()
    return page
      .locator('.sheet tbody tr')
      .nth(row - 1)
      .locator('th, td')
      .nth(headers.indexOf(header))
  }

  async function goTo(row: number, header: string): Promise<void> {
    await (await cell(row, header)).click()
  }

  async function text(row: number, header: string): Promise<string> {
    return (await (await cell(row, header)).locator('> span').first().textContent()) ?? ''
  }

  /** Until the server has everything. */
  async function saved(entries: number): Promise<void> {
    await soon(() => desk.entries.length).toBe(entries)
    await soon(() => page.locator('#desk-saved').textContent()).toBe('已保存')
  }

  /** Nothing on the page that some people could not use. */
  async function look(name: string, schemes: readonly ('light' | 'dark')[] = ['light']): Promise<void> {
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme })
      if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/desk-${name}-${colorScheme}.png` })
      expect(await barriersOf(page), `${name} ${colorScheme}`).toEqual([])
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }

  const lineOf = (row: number) => desk.draft.lines.toSorted((a, b) => a.at - b.at)[row - 1]?.texts ?? {}

  it('is typed in like a spreadsheet, and everything arrives at the server', async () => {
    await open()
    await goTo(4, '金额（元）')
    await page.keyboard.type('=1200*12+300')
    await page.keyboard.press('Enter')
    expect(await text(4, '金额（元）')).toBe('14,700')
    // Enter went down: what is typed there replaces what stood there.
    await page.keyboard.type('777')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('F2')
    await page.keyboard.press('Home')
    await page.keyboard.type('9')
    await page.keyboard.press('Enter')
    await soon(() => page.locator('#desk-saved').textContent()).toBe('已保存')
    await soon(() => lineOf(5)['amount']).toBe('777')
    expect([lineOf(4)['amount'], lineOf(5)['amount']]).toEqual(['914700', '777'])
    // Escape gives up what is being typed.
    await page.keyboard.type('123')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    expect([await text(4, '金额（元）'), await text(5, '金额（元）')]).toEqual(['50,000.00', '5,000.00'])
    await page.keyboard.press('Control+y')
    expect(await text(4, '金额（元）')).toBe('14,700')
  })

  it('exchanges ranges with a spreadsheet, fills, clears, inserts and removes rows', async () => {
    await open()
    await goTo(1, '部门经济分类')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+c')
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('30101 基本工资\r\n30108 机关事业单位基本养老保险缴费')
    await page.evaluate('navigator.clipboard.writeText(\'30202 印刷费\\t\\n30211 差旅费\\t\\n"30215"\\t\')')
    await goTo(7, '部门经济分类')
    await page.keyboard.press('Control+v')
    expect(await text(9, '部门经济分类')).toBe('30215')
    // Fill down over the three.
    await goTo(6, '功能分类')
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+d')
    expect(await text(9, '功能分类')).toBe('2010302 一般行政管理事务')
    await page.keyboard.press('Delete')
    expect(await text(9, '功能分类')).toBe('')
    await page.keyboard.press('Control+z')
    // The corner is dragged.
    await goTo(6, '资金性质')
    const [from, to] = [await page.locator('.fill-handle').boundingBox(), await (await cell(9, '资金性质')).boundingBox()]
    if (from === null || to === null) throw new Error('nothing to drag')
    await page.mouse.move(from.x + 4, from.y + 4)
    await page.mouse.down()
    await page.mouse.move(to.x + 20, to.y + 10, { steps: 4 })
    await page.mouse.up()
    expect(await text(9, '资金性质')).toBe('一般公共预算财政拨款')
    await goTo(2, '功能分类')
    await page.keyboard.press('Alt+Insert')
    expect(await text(3, '部门经济分类')).toContain('30108')
    await page.getByRole('button', { name: '删除行' }).click()
    expect(await text(2, '部门经济分类')).toContain('30108')
    await soon(() => desk.draft.lines.length).toBe(9)
  })

  it('finds codes by initials, and the proof follows every keystroke', async () => {
    await open()
    await goTo(8, '功能分类')
    await page.keyboard.type('xzyx')
    expect(await page.getByRole('option').first().textContent()).toContain('行政运行')
    await look('picker', ['light', 'dark'])
    await page.keyboard.press('Tab')
    await page.keyboard.type('办公')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    expect(await text(8, '部门经济分类')).toBe('30201 办公费')
    // No fund and no amount yet: said at their cells before anything is saved.
    const notes = page.locator('#desk-proof .found').first()
    await soon(() => notes.textContent()).toContain('收支明细，第8行，资金性质')
    expect(await (await cell(8, '资金性质')).getAttribute('data-note')).toBe('error')
    await goTo(4, '金额（元）')
    await page.keyboard.type('60000')
    // Still being typed: the sum beside the control figure moves with it.
    await soon(() => page.locator('.sums tr', { hasText: '公用经费' }).first().textContent()).toContain('65,000.00')
    await soon(() => page.locator('.sums .over').count()).toBeGreaterThan(0)
    await page.keyboard.press('Escape')
    // From a problem to its cell.
    await notes.getByRole('button', { name: '资金性质' }).first().click()
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('资金性质，第8行')
  })

  it('shows the disclosure as printed, where a line goes, and what a change touches', async () => {
    await open()
    await goTo(4, '金额（元）')
    await page.keyboard.type('60000')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowUp')
    await page.getByRole('tab', { name: '影响' }).click()
    const touched = page.locator('.touches')
    await soon(() => touched.first().textContent()).toContain('86.50')
    expect(await touched.first().textContent()).toContain('87.50')
    await look('touched')
    await page.getByRole('tab', { name: '公开样式' }).click()
    await soon(() => page.locator('.printed table').count()).toBeGreaterThan(9)
    await soon(() => page.locator('.printed td.traced', { hasText: '6.00' }).count()).toBeGreaterThan(0)
    await page.getByRole('button', { name: '下一处当前行' }).click()
    expect(await page.locator('.printed .lit').count()).toBe(1)
    await look('preview', ['light', 'dark'])
    await page.getByRole('tab', { name: '核对' }).click()
    expect(await page.locator('#desk-proof').textContent()).toContain('不成立0个')
  })

  it('says how far every chapter is, and leads to what it lacks', async () => {
    await open()
    await page.getByRole('tab', { name: '进度' }).click()
    await look('progress')
    await page.getByRole('button', { name: '缺文字：公务接待费增减的原因' }).click()
    await page.keyboard.type('厉行节约')
    await page.keyboard.press('Tab')
    await saved(1)
    expect(desk.draft.words.find(({ texts }) => texts['topic'] === 'reception-reason')?.texts['text']).toBe('厉行节约')
    expect(await page.getByRole('button', { name: '缺文字：公务接待费增减的原因' }).count()).toBe(0)
    await look('words')
    await page.getByRole('tab', { name: '项目' }).click()
    await goTo(1, '项目名称')
    await page.getByLabel('绩效目标', { exact: true }).fill('完成普查\n公布结果')
    await page.keyboard.press('F6')
    await saved(2)
    expect(desk.draft.projects[0]?.texts['goals']).toBe('完成普查\n公布结果')
    await look('projects')
    await page.getByRole('tab', { name: '基本信息' }).click()
    await look('basic')
  })

  it('has last year beside this year', async () => {
    const last = exampleLedger(2025)
    await open(
      undefined,
      draftOf({ ...last, lines: last.lines.map((line, i) => (i === 3 ? { ...line, amount: 4_000_000 } : line)) }),
    )
    expect([await (await cell(4, '上年数')).textContent(), await (await cell(4, '增减')).textContent()]).toEqual([
      '40,000.00',
      '10,000.00',
    ])
    await goTo(4, '金额（元）')
    expect(await page.locator('#desk-cell-help').textContent()).toContain('上年40,000.00元，增减10,000.00元')
    await page.keyboard.type('30000')
    await soon(async () => await (await cell(4, '增减')).textContent()).toBe('-10,000.00')
  })

  it('keeps everything while the line is cut, and sends it once', async () => {
    await open()
    desk.losesAnswers = 1
    await goTo(4, '备注')
    await page.keyboard.type('第一')
    await page.keyboard.press('Enter')
    await soon(() => desk.entries.length).toBe(1)
    await soon(() => page.locator('#desk-saved').textContent()).toBe('已保存')
    expect(desk.entries).toHaveLength(1)
    desk.offline = true
    await page.keyboard.type('第二')
    await page.keyboard.press('Enter')
    await soon(() => page.locator('#desk-saved').textContent()).toContain('连不上服务器')
    // The browser is closed meanwhile, and opened again.
    page.on('dialog', (dialog) => void dialog.accept())
    await page.close({ runBeforeUnload: false })
    desk.offline = false
    page = await context.newPage()
    await visit()
    expect(await page.locator('#desk-said').textContent()).toBe('上次没有保存的修改已经取回。')
    await saved(2)
    expect([lineOf(4)['note'], lineOf(5)['note']]).toEqual(['第一', '第二'])
  })

  it('shows others and where they are, merges what they write, and asks where both wrote', async () => {
    await open()
    desk.sit({ name: '李四', sheet: 'lines', row: 'r2', field: 'amount' })
    await soon(() => page.locator('#desk-present').textContent()).toBe('也在这里：李四（收支明细，第2行，金额（元））')
    expect(await (await cell(2, '金额（元）')).getAttribute('data-other')).toBe('李四')
    const set = (row: string, before: string, after: string) =>
      ({ kind: 'set', sheet: 'lines', row, field: 'amount', before, after }) as const
    desk.write('李四', [set('r2', '96000.00', '97000')])
    await soon(() => text(2, '金额（元）')).toBe('97,000')
    // Both in one cell, before either has heard of the other.
    desk.offline = true
    await goTo(3, '金额（元）')
    await page.keyboard.type('1')
    await page.keyboard.press('Enter')
    desk.write('李四', [set('r3', '72000.00', '2')])
    desk.offline = false
    const conflicts = page.locator('#desk-conflicts')
    await soon(() => conflicts.textContent()).toContain('收支明细，第3行，金额（元）：您写了“1”，李四写了“2”。')
    await look('conflict')
    await conflicts.getByRole('button', { name: '用我的' }).click()
    expect(await conflicts.textContent()).toBe('')
    await soon(() => desk.draft.lines[2]?.texts['amount']).toBe('1')
  })

  it('is worked with the keyboard alone', async () => {
    await open()
    await page.keyboard.press('F6')
    await page.keyboard.press('F6')
    await page.keyboard.press('F6')
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('tab')
    await page.keyboard.press('F6')
    const label = async (): Promise<unknown> => await page.evaluate('document.activeElement.getAttribute("aria-label")')
    expect(await label()).toBe('资金性质，第1行')
    await page.keyboard.press('Control+ArrowDown')
    expect(await label()).toBe('资金性质，第7行')
    await page.keyboard.press('Alt+ArrowDown')
    expect(await page.getByRole('listbox').isVisible()).toBe(true)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await text(7, '资金性质')).not.toBe('一般公共预算财政拨款')
    // Nobody is caught in the grid.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest(".sheet") === null')).toBe(true)
  })

  it('makes steps, says why one is not possible, and speaks English at the switch', async () => {
    await open()
    await page.getByText('办理', { exact: true }).click()
    expect(await page.getByRole('button', { name: '提交二上' }).isDisabled()).toBe(true)
    expect(await page.locator('.refusals').textContent()).toContain('超过控制数')
    await look('steps')
    await page.getByLabel('理由').fill('再核对')
    await page.getByRole('button', { name: '退回修改' }).click()
    await soon(() => desk.moves).toEqual(['return-second-unit'])
    await visit('en')
    expect(await page.locator('#desk-proof-tab-preview').textContent()).toBe('As printed')
    await look('english')
  })

  it('shows what is said of a cell beside it, and takes another comment', async () => {
    await open()
    await goTo(2, '金额（元）')
    await page.getByRole('tab', { name: '意见' }).click()
    expect(await page.locator('#desk-proof').textContent()).toContain('还没有意见')
    await page.getByLabel('对选中的格提意见').fill('依据是什么？')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await soon(() => desk.comments.map(({ target, text: said }) => [target, said])).toEqual([
      [{ kind: 'cell', sheet: 'lines', row: 'r2', field: 'amount' }, '依据是什么？'],
    ])
    const panel = page.locator('#desk-proof')
    await panel.getByText('收支明细》第 2 行').waitFor()
    await goTo(1, '金额（元）')
    expect(await panel.locator('h2:visible').last().textContent()).toBe('意见')
    await goTo(2, '金额（元）')
    expect(await panel.locator('h2:visible').last().textContent()).toBe('这一格')
    expect(await page.locator('#desk-cell-help').textContent()).toContain('依据是什么？')
    await look('comments')
    desk.mayComment = false
    await visit()
    await page.getByRole('tab', { name: /意见/u }).click()
    await panel.getByText('依据是什么？').waitFor()
    expect(await panel.getByLabel('对选中的格提意见').count()).toBe(0)
  })

  it('says what cannot be printed while it is typed, and that the post is gone, and keeps what was typed', async () => {
    await open()
    desk.glyphs = packGlyphs(printableGlyphs().ranges)
    await visit()
    await goTo(4, '备注')
    await page.keyboard.type('水泵😀')
    await page.keyboard.press('Enter')
    await saved(1)
    await goTo(4, '备注')
    expect(await page.locator('#desk-cell-help').textContent()).toContain('“😀”印不出来')
    await look('unprintable')
    desk.lost = true
    await soon(() => page.locator('#desk-saved').textContent()).toContain('您在这里的岗位已变动')
    await goTo(5, '备注')
    await page.keyboard.type('还在')
    await page.keyboard.press('Enter')
    expect(await text(5, '备注')).toBe('还在')
    expect(desk.entries).toHaveLength(1)
    page.on('dialog', (dialog) => void dialog.accept())
  })

  it('fits its columns to the window as that changes, and is read by whoever may not write', async () => {
    await open()
    const width = (): Promise<number> => page.locator('.sheet').evaluate((sheet) => sheet.clientWidth)
    const whole = await width()
    await page.setViewportSize({ width: 1000, height: 768 })
    await soon(width).toBeLessThan(whole)
    await page.setViewportSize({ width: 1366, height: 768 })
    await soon(width).toBe(whole)
    desk.mayWrite = false
    await visit()
    await goTo(4, '金额（元）')
    await page.keyboard.type('5')
    await page.keyboard.press('Enter')
    expect(await text(4, '金额（元）')).toBe('50,000.00')
    expect(desk.entries).toEqual([])
    // A department writes its words; its money is its units'.
    desk.mayWrite = true
    desk.sheets = ['basic', 'words']
    await visit()
    await goTo(4, '金额（元）')
    await page.keyboard.type('5')
    await page.keyboard.press('Enter')
    expect(await text(4, '金额（元）')).toBe('50,000.00')
    await page.getByRole('tab', { name: '文字说明' }).click()
    await page.getByLabel('主要职责，一项一行').fill('编制预算')
    await page.keyboard.press('F6')
    await saved(1)
  })
})
