import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Accounts } from '../../src/app/accounts/accounts.ts'
import { Archive } from '../../src/app/archive.ts'
import { createServer, LIMITS } from '../../src/server/create-server.ts'
import { listen, type Listening } from '../../src/server/listen.ts'
import { loadAssets } from '../../src/server/assets.ts'
import { saveDisclosure } from '../../src/store/save-disclosure.ts'
import { PASSWORD, totp } from '../server/account/staff-fixture.ts'
import { barriersOf } from '../setup/barriers.ts'
import { launchBrowser, skipReason } from '../setup/browser.ts'
import { sampleArchived, temporaryStore } from '../store/store-fixture.ts'
import { verbs } from './browser-server.ts'

const reason = skipReason()
if (reason !== null) console.warn(reason)
/** Where pictures of every page go, for whoever wants to look at them. */
const PICTURES = process.env['MINGZHANG_PICTURES']

describe.skipIf(reason !== null)('the pages of the staff in a browser', () => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let store: Awaited<ReturnType<typeof temporaryStore>>
  let accounts: Accounts
  let server: Listening
  const complaints: string[] = []

  beforeAll(async () => {
    store = await temporaryStore()
    await saveDisclosure(store, sampleArchived('a'))
    await saveDisclosure(store, sampleArchived('b', { name: '沧州市渤海新区南大港产业园区财政局（本级）', year: 2025 }))
    const address = { value: '' }
    accounts = new Accounts(store, {
      get address() {
        return address.value
      },
      secret: 'test'.repeat(10),
    })
    server = await listen(
      createServer(verbs, await loadAssets(), '127.0.0.1', LIMITS, Archive.over(store), accounts),
      0,
      '127.0.0.1',
    )
    address.value = server.url
    browser = await launchBrowser()
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of 4')) complaints.push(message.text())
    })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await accounts.uploads.stop()
    await store.close()
  })

  let pictures = 0
  /** Nothing on the page that some people could not use, wide and narrow, light and dark, and nothing that does not fit a telephone. */
  async function look(name: string): Promise<void> {
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [360, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme })
      if (PICTURES !== undefined)
        await page.screenshot({ path: `${PICTURES}/${String(pictures++).padStart(2, '0')}-${name}-${width}.png`, fullPage: true })
      expect(await barriersOf(page), `${name} at ${width}`).toEqual([])
      expect(await page.locator('script').count(), 'scripts').toBe(0)
      const wide = await page.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
      expect(wide, `${name} at ${width}`).toBeLessThanOrEqual(0)
    }
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.emulateMedia({ colorScheme: 'light' })
  }

  const go = async (path: string): Promise<void> => void (await page.goto(new URL(path, server.url).href))
  const press = async (name: string): Promise<void> => await page.getByRole('button', { name, exact: true }).first().click()
  const heading = (): Promise<string | null> => page.locator('h1').textContent()

  it('lead from the first link to a withheld disclosure and its entry in the trail', { timeout: 180_000 }, async () => {
    await page.goto((await accounts.firstLink()) ?? '')
    await look('set-up')
    await page.getByLabel('姓名').fill('王小明')
    await page.getByLabel('用户名').fill('wang')
    await page.getByLabel('新密码', { exact: true }).fill('123456789012')
    await page.getByLabel('再输一次新密码').fill('123456789012')
    await press('完成设置')
    expect(await page.getByRole('alert').textContent()).toContain('太常见')
    await look('set-up-refused')
    await page.getByLabel('新密码', { exact: true }).fill(PASSWORD)
    await page.getByLabel('再输一次新密码').fill(PASSWORD)
    await press('完成设置')
    expect(await heading()).toBe('登录')
    expect(await page.getByRole('status').textContent()).toContain('账户已设置')
    await look('sign-in')
    await page.getByLabel('用户名').fill('wang')
    await page.getByLabel('密码').fill('not this')
    await press('登录')
    expect(await page.getByRole('alert').textContent()).toContain('不对')
    await page.getByLabel('用户名').fill('wang')
    await page.getByLabel('密码').fill(PASSWORD)
    await press('登录')
    expect(await heading()).toBe('我的账户')
    await look('account')

    await go('/admin/people')
    expect(await heading()).toBe('第二重验证')
    await look('second-factor')
    await page.getByLabel('密码').fill(PASSWORD)
    await press('继续')
    await look('second-factor-key')
    const secret = ((await page.locator('.key code').textContent()) ?? '').replaceAll(' ', '')
    await page.getByLabel('验证器里的 6 位数字').fill(totp(secret))
    await press('继续')
    expect(await heading()).toBe('我的账户')

    await page.getByRole('link', { name: '人员与角色' }).click()
    for (const role of ['管理员', '录入员', '发布员', '审计员'])
      await page.getByRole('row', { name: '王小明' }).getByLabel(role).check()
    await press('保存王小明的角色')
    await page.getByLabel('姓名').fill('李复核')
    await page.locator('section').first().getByLabel('复核员').check()
    await press('邀请')
    expect(await page.locator('code.link').textContent()).toContain('/account/set-up/')
    await look('people')

    await page.getByRole('link', { name: '读入文件' }).click()
    await page.getByLabel('选择文件或 ZIP 压缩包').setInputFiles([
      { name: '不是预算.txt', mimeType: 'text/plain', buffer: Buffer.from('没有表') },
      { name: '坏文件.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([1, 2, 3]) },
    ])
    await press('交给系统读入')
    await accounts.uploads.settled()
    await page.getByRole('link', { name: '读入文件' }).click()
    await page.locator('summary').first().click()
    await look('imports')

    await page.getByRole('link', { name: '撤下与发布' }).click()
    await page.getByRole('link', { name: '已公开的' }).click()
    await look('disclosures')
    await page.getByLabel('撤下 南大港管委会审计局 2024 的理由').fill('附件含个人信息')
    await page.getByRole('row', { name: '南大港管委会审计局' }).getByRole('button', { name: '撤下' }).click()
    await page.getByRole('link', { name: '未公开的' }).click()
    expect(await page.getByRole('row', { name: '南大港管委会审计局' }).textContent()).toContain('附件含个人信息')
    await look('withheld')

    await page.getByRole('link', { name: '设置', exact: true }).click()
    await look('settings')
    await page.getByRole('link', { name: '审计记录' }).click()
    expect(await page.locator('tbody').textContent()).toContain('撤下')
    await look('audit')
    await page.getByRole('link', { name: 'English' }).click()
    expect(await heading()).toBe('Audit trail')
    await look('audit-en')
    await page.getByRole('button', { name: 'Sign out' }).click()
    expect(await heading()).toBe('Sign in')
    await look('sign-in-en')
    await go('/admin/audit')
    expect(await heading()).toBe('登录')
    await page.getByLabel('用户名').fill('wang')
    await page.getByLabel('密码').fill(PASSWORD)
    await press('登录')
    await look('second-factor-check')
    // Every page doubles as a test of the policy: nothing was refused by it.
    expect(complaints).toEqual([])
  })
})
