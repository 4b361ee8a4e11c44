import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { barriersOf } from '../../setup/barriers.ts'
import { Accounts } from '../../../src/app/accounts/accounts.ts'
import { Archive } from '../../../src/app/archive.ts'
import { closeWorkers } from '../../../src/app/check-bytes.ts'
import { evaluateProject, recordProgress } from '../../../src/app/compile/progress.ts'
import { createServer, LIMITS } from '../../../src/server/create-server.ts'
import { loadAssets } from '../../../src/server/assets.ts'
import { listen, type Listening } from '../../../src/server/listen.ts'
import { launchBrowser, skipReason } from '../../setup/browser.ts'
import { approvedCounty, type County, PROJECT } from '../../store/approved-county.ts'
import { verbs } from '../browser-server.ts'

const reason = skipReason()
if (reason !== null) console.warn(reason)
/** Where pictures of every page go, for whoever wants to look at them. */
const PICTURES = process.env['MINGZHANG_PICTURES']

describe.skipIf(reason !== null)('clearing, publishing and performance in a browser', () => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let county: County
  let accounts: Accounts
  let server: Listening
  let who = 'publisher'
  const complaints: string[] = []

  beforeAll(async () => {
    county = await approvedCounty()
    const { store } = county
    accounts = new Accounts(store, { address: 'http://127.0.0.1', secret: 'test'.repeat(10), oidc: undefined })
    // How people are let in has its own tests: here it is whoever is named.
    vi.spyOn(accounts.signIn, 'person').mockImplementation(() =>
      Promise.resolve({
        cookies: [],
        person: { id: who, name: who, username: who, roles: [], secondFactor: true, needsSecondFactor: false, session: 'x' },
      } as unknown as Awaited<ReturnType<typeof accounts.signIn.person>>),
    )
    const app = createServer(verbs, await loadAssets(), '127.0.0.1', LIMITS, Archive.over(store), accounts)
    server = await listen(app, 0, '127.0.0.1')
    browser = await launchBrowser()
    context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
    page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
  }, 900_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await accounts?.uploads.stop()
    await closeWorkers()
    await county?.store.close()
  })

  let pictures = 0
  /** Nothing on the page that some people could not use, wide and narrow, light and dark, and nothing that does not fit a telephone. */
  async function look(name: string): Promise<void> {
    for (const [width, colorScheme] of [
      [1366, 'light'],
      [360, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 768 })
      await page.emulateMedia({ colorScheme })
      if (PICTURES !== undefined)
        await page.screenshot({ path: `${PICTURES}/${String(pictures++).padStart(2, '0')}-${name}-${width}.png`, fullPage: true })
      expect(await barriersOf(page), `${name} at ${width}`).toEqual([])
      const wide = await page.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
      expect(wide, `${name} at ${width}`).toBeLessThanOrEqual(0)
    }
    await page.setViewportSize({ width: 1366, height: 768 })
    await page.emulateMedia({ colorScheme: 'light' })
  }

  const go = async (path: string): Promise<void> => void (await page.goto(new URL(path, server.url).href))
  const press = async (name: string): Promise<void> => {
    const answered = page.waitForEvent('load')
    await page.getByRole('button', { name, exact: true }).first().click()
    await answered
  }

  it('an approved unit goes through secrecy review into the portal', { timeout: 900_000 }, async () => {
    await go('/desk/publication')
    await look('list')
    await page.getByRole('link', { name: '甲局本级', exact: true }).click()
    await press('送保密审查')
    expect(await page.getByText('尚未公开').count()).toBe(1)
    who = 'secrecy'
    await go(`/desk/publication/${county.unit}`)
    await look('clear')
    // No script of a disclosure runs in the page of whoever reviews it.
    expect(await page.locator('iframe').getAttribute('sandbox')).toBe('')
    const frame = page.frameLocator('iframe')
    expect(await frame.locator('body').textContent()).toContain('甲局本级')
    await press('审查通过，可以公开')
    who = 'publisher'
    await go(`/desk/publication/${county.unit}`)
    await press('公开')
    expect(await page.getByText('第1版，已公开').count()).toBe(1)
    await look('published')
    await page.getByRole('link', { name: '公开的文件' }).click()
    expect(await page.locator('h1').textContent()).toContain('第1版')
    await look('edition')
    const html = await page.request.get(`${server.url}editions/${county.unit}/1/files/disclosure.html`)
    expect(html.headers()['content-security-policy']).toContain("default-src 'none'")
    const zip = await page.request.get(`${server.url}editions/${county.unit}/1.zip`)
    expect([zip.status(), zip.headers()['content-type']], (await zip.text()).slice(0, 2000)).toEqual([200, 'application/zip'])
    for (const path of ['/2', '/1/files/absent.pdf', '/1/files/..%2f..%2fx', '/2.zip'])
      expect((await page.request.get(`${server.url}editions/${county.unit}${path}`)).status(), path).toBe(404)
    await go(`/editions/${county.unit}/1/files/site/index.html`)
    expect(await page.locator('h1').first().textContent()).toContain('甲局本级')
  })

  it('a project is reported, evaluated, reviewed, made public, and shown beside its targets', { timeout: 900_000 }, async () => {
    const { store, unit } = county
    const clerk = county.who('clerk', 'unit-clerk', '甲局本级')
    const said = {
      project: PROJECT,
      checkpoint: '3月底',
      spent: 1_000_000,
      values: ['3件', '80%', '96%'],
      explanation: '招标推迟',
    }
    expect(await recordProgress(store, clerk, unit, said, '2026-04-01')).toEqual({ ok: true })
    const results = ['12件', '92%', '90%'].map((value) => ({ value, share: null }))
    const own = { project: PROJECT, spent: 20_000_000, results, explanation: '基本完成' }
    expect(await evaluateProject(store, clerk, unit, own, '2026-12-31')).toEqual({ ok: true })
    who = 'performance'
    await go('/desk/progress')
    await look('progress-list')
    await page.getByRole('link', { name: PROJECT }).click()
    await look('progress-review')
    await press('退回')
    expect(await page.getByRole('alert').textContent()).toContain('请写明退回的理由')
    await press('同意')
    who = 'clerk'
    await go(`/desk/progress/${unit}?project=${encodeURIComponent(PROJECT)}`)
    await look('progress-forms')
    await page.getByLabel('时点', { exact: true }).selectOption('3月底')
    await page.getByLabel('年初至今支出（元）').first().fill('abc')
    await press('保存')
    expect(await page.getByRole('alert').textContent()).toContain('支出应是')
    who = 'publisher'
    await go(`/desk/progress/${unit}?project=${encodeURIComponent(PROJECT)}`)
    await press('公开这个项目的填报')
    expect(await page.getByText('已公开').count()).toBeGreaterThan(0)
    const [edition] = await Archive.over(store).editions({ budget: unit })
    await go(`/department/${edition?.departmentId}?document=${edition?.disclosureId}`)
    expect(await page.getByText('由批复的预算公开，第1版').count()).toBe(1)
    await look('department')
    await go(`/department/${edition?.departmentId}/${edition?.disclosureId}/project/0`)
    expect(await page.getByRole('heading', { name: '年末自评：97.94分（优）' }).count()).toBe(1)
    await look('project')
    await go(`/department/${edition?.departmentId}/${edition?.disclosureId}/project/0?lang=en`)
    await look('project-en')
    const api = await page.request.get(
      `${server.url}api/v1/departments/${edition?.departmentId}/disclosures/${edition?.disclosureId}/projects`,
    )
    expect(await api.json()).toMatchObject({
      items: [{ progress: [{ kind: 'checkpoint', spent: 1_000_000 }, { kind: 'evaluation' }, {}] }],
    })
    expect(complaints.filter((text) => !text.includes('status of 4'))).toEqual([])
  })
})
