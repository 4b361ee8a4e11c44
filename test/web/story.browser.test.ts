import type { Hono } from 'hono'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { barriersOf } from '../setup/barriers.ts'
import { Accounts } from '../../src/app/accounts/accounts.ts'
import { Archive } from '../../src/app/archive.ts'
import { checkBytes, closeWorkers } from '../../src/app/check-bytes.ts'
import { writeWorkbook } from '../../src/app/ledger-files/workbook.ts'
import { exampleLedger } from '../../src/ledger/example-ledger.ts'
import { roleOf, type PostRole } from '../../src/ledger/roles.ts'
import type { TransitionId } from '../../src/ledger/workflow/transition-ids.ts'
import { loadAssets } from '../../src/server/assets.ts'
import { createServer, LIMITS } from '../../src/server/create-server.ts'
import { listen, type Listening } from '../../src/server/listen.ts'
import { forgetAttempts, PASSWORD, settle, type Staff } from '../server/account/staff-fixture.ts'
import { launchBrowser, skipReason } from '../setup/browser.ts'
import { temporaryStore } from '../store/store-fixture.ts'
import { verbs } from './browser-server.ts'

const reason = skipReason()
if (reason !== null) console.warn(reason)
/** Where pictures of every page go, for whoever wants to look at them. */
const PICTURES = process.env['MINGZHANG_PICTURES']

const YEAR = 2027
const [UNIT, DEPARTMENT, DIVISION] = ['青禾县档案馆', '青禾县档案局', '青禾县'] as const
const PROJECT = '示例项目（请改名）'

/** Who plays: each with an account of his own, a password and a second factor. */
const CAST: readonly (readonly [string, PostRole, string])[] = [
  ['clerk', 'unit-clerk', UNIT],
  ['head', 'unit-head', UNIT],
  ['finance', 'department-finance', DEPARTMENT],
  ['business', 'bureau-business', DIVISION],
  ['budgeter', 'bureau-budget', DIVISION],
  ['performance', 'bureau-performance', DIVISION],
  ['secrecy', 'secrecy-review', DEPARTMENT],
  ['publisher', 'budget-publisher', DEPARTMENT],
]

describe.skipIf(reason !== null)('the whole story, from an empty year to the published page', () => {
  let browser: Browser
  let store: Awaited<ReturnType<typeof temporaryStore>>
  let accounts: Accounts
  let server: Listening
  let app: Hono
  const pages = new Map<string, { readonly context: BrowserContext; readonly page: Page }>()
  const complaints: string[] = []

  beforeAll(async () => {
    store = await temporaryStore()
    const address = { value: '' }
    accounts = new Accounts(store, {
      get address() {
        return address.value
      },
      secret: 'test'.repeat(10),
    })
    app = createServer(verbs, await loadAssets(), '127.0.0.1', LIMITS, Archive.over(store), accounts)
    server = await listen(app, 0, '127.0.0.1')
    address.value = server.url
    browser = await launchBrowser()
  }, 900_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await accounts?.uploads.stop()
    await closeWorkers()
    await store?.close()
  })

  const at = (path: string): string => new URL(path, server.url).href

  /** Signs in as people do: name, password, second factor (a backup code: the app's own was spent a moment ago). */
  async function signIn({ username, backupCodes }: Staff): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    page.on('pageerror', (error) => complaints.push(`${username}: ${String(error)}`))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('status of ')) complaints.push(`${username}: ${message.text()}`)
    })
    await page.goto(at('/account/sign-in'))
    await page.locator('input[name=username]').fill(username)
    await page.locator('input[name=password]').fill(PASSWORD)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.locator('input[name=code]').fill(backupCodes[0] ?? '')
    await page.getByRole('button', { name: '继续', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: '我的账户' }).waitFor()
    pages.set(username, { context, page })
    return page
  }

  const pageOf = (username: string): Page => {
    const found = pages.get(username)
    if (found === undefined) throw new Error(`${username} is not signed in`)
    return found.page
  }

  let pictures = 0
  /** A picture, for whoever wants to look, and nothing that some people could not use. */
  async function look(page: Page, name: string): Promise<void> {
    if (PICTURES !== undefined)
      await page.screenshot({ path: `${PICTURES}/story-${String(pictures++).padStart(2, '0')}-${name}.png` })
    expect(await barriersOf(page), name).toEqual([])
  }

  async function budgetOf(name: string): Promise<number> {
    const row = await store.db
      .selectFrom('budget')
      .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
      .select('budget.id')
      .where('organisation.name', '=', name)
      .executeTakeFirstOrThrow()
    return row.id
  }

  const stateOf = async (id: number): Promise<string> =>
    (await store.db.selectFrom('budget').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state

  /** Makes a step on a page, by its form. */
  async function step(
    who: string,
    path: string,
    transition: TransitionId,
    said: { readonly day?: string; readonly document?: string; readonly reason?: string } = {},
  ): Promise<void> {
    const page = pageOf(who)
    await page.goto(at(path))
    const closed = page.locator('details.steps:has(input[name=transition]) > summary')
    if ((await closed.count()) > 0) await closed.click()
    const form = page.locator(`form:has(input[name=transition][value=${transition}])`)
    for (const [name, value] of Object.entries(said)) await form.locator(`[name=${name}]`).fill(value)
    const button = form.getByRole('button')
    if (await button.isDisabled()) throw new Error(`${who} ${transition}: ${await form.textContent()}`)
    const [answer] = await Promise.all([
      page.waitForResponse((each) => each.request().method() === 'POST' && each.url().includes('/moves')),
      button.click(),
    ])
    await page.waitForLoadState()
    expect(answer.status(), `${who} ${transition}: ${await page.locator('main').textContent()}`).toBe(303)
  }

  it('plays with eight people', { timeout: 900_000 }, async () => {
    // An administrator sets the house up.
    const admin = await settle(app, (await accounts.firstLink()) ?? '', 'admin', server.url.replace(/\/$/u, ''))
    const root = await signIn(admin)
    await root.goto(at('/admin/organisations'))
    for (const [kind, name, above] of [
      ['division', DIVISION, ''],
      ['department', DEPARTMENT, DIVISION],
      ['unit', UNIT, DEPARTMENT],
    ] as const) {
      await root.locator('select[name=kind]').selectOption(kind)
      if (above !== '') await root.locator('select[name=parent]').selectOption({ label: above })
      await root.locator('form[action^="/admin/organisations"] input[name=name]').fill(name)
      await root.locator('input[name=code]').fill(kind === 'division' ? '130999' : kind === 'department' ? '455' : '455001')
      if (kind === 'division') await root.locator('select[name=place]').selectOption('hebei')
      if (kind === 'unit') await root.locator('input[name=unit-kind]').fill('行政')
      await Promise.all([
        root.waitForURL(/notice=saved/u),
        root.locator('form:has(select[name=kind]) button[type=submit]').click(),
      ])
      await root.goto(at('/admin/organisations'))
    }
    const people: Staff[] = []
    for (const [username] of CAST) {
      await root.goto(at('/admin/people'))
      await root.locator('form[action^="/admin/people/invite"] input[name=name]').fill(username)
      await root.locator('form[action^="/admin/people/invite"] button[type=submit]').click()
      const link = await root.locator('code.link').textContent()
      people.push(await settle(app, link ?? '', username, server.url.replace(/\/$/u, '')))
      await forgetAttempts(store)
    }
    for (const [username, role, organisation] of CAST) {
      await root.goto(at('/admin/organisations'))
      const form = root.locator('form:has(select[name=user])')
      await form
        .locator('select[name=user]')
        .selectOption((await form.locator(`option:has-text("（${username}）")`).getAttribute('value')) ?? '')
      await form
        .locator('select[name=organisation]')
        .selectOption((await form.locator(`option:has-text("${organisation}")`).first().getAttribute('value')) ?? '')
      await form.locator('select[name=role]').selectOption(role)
      await Promise.all([root.waitForURL(/notice=saved/u), form.getByRole('button').click()])
    }
    expect(await root.locator('ul.posts li').allTextContents()).toHaveLength(CAST.length)
    await look(root, 'organisations')
    for (const staff of people) {
      await signIn(staff)
      await forgetAttempts(store)
    }

    // The budget desk opens the year.
    const budgeter = pageOf('budgeter')
    await budgeter.goto(at('/desk/cycle'))
    await budgeter.locator('input[name=year]').fill(String(YEAR))
    await Promise.all([budgeter.waitForURL(/notice=saved/u), budgeter.locator('form[action^="/desk/cycle/open"] button').click()])
    await look(budgeter, 'cycle')
    const [unit, department] = [await budgetOf(UNIT), await budgetOf(DEPARTMENT)]

    // A project comes into the library.
    const clerk = pageOf('clerk')
    const card = exampleLedger(YEAR).projects[0]
    await clerk.goto(at('/desk/library/new'))
    await clerk.locator('[name=name]').fill(PROJECT)
    await clerk.locator('[name=function]').fill('2010302')
    await clerk.locator('[name=since]').fill(String(YEAR))
    await clerk.locator('[name=purpose]').fill('为完成档案数字化任务，所需资金{budget}，请列入{year}年度预算。')
    await clerk.locator('[name=goals]').fill('完成年度档案数字化任务')
    await clerk.locator('[name=plan]').fill('3月底 20%\n6月底 45%\n10月底 80%\n12月底 100%')
    await clerk.locator('[name=estimate-amount]').first().fill('210000')
    for (const [i, [level, name, value]] of [
      ['产出指标|数量指标', '数字化档案卷数', '≥1200卷'],
      ['效益指标|社会效益指标', '档案查阅满足率', '≥95%'],
      ['满意度指标|服务对象满意度指标', '查档群众满意度', '≥90%'],
    ].entries()) {
      await clerk
        .locator('[name=indicator-level]')
        .nth(i)
        .selectOption(level ?? '')
      await clerk
        .locator('[name=indicator-level3]')
        .nth(i)
        .fill(name ?? '')
      await clerk.locator('[name=indicator-description]').nth(i).fill(`${name}，按年度统计`)
      await clerk
        .locator('[name=indicator-value]')
        .nth(i)
        .fill(value ?? '')
      await clerk.locator('[name=indicator-basis]').nth(i).fill('年度工作计划')
    }
    await Promise.all([clerk.waitForURL(/notice=saved/u), clerk.locator('form.library-card button[type=submit]').click()])
    await look(clerk, 'library-project')
    const project = new URL(clerk.url()).pathname
    for (const [who, name] of [
      ['clerk', 'submit'],
      ['finance', 'pass'],
      ['business', 'store'],
    ] as const) {
      const page = pageOf(who)
      await page.goto(at(project))
      await Promise.all([
        page.waitForURL(/notice=saved/u),
        page.locator(`form:has(input[name=step][value=${name}]) button`).click(),
      ])
    }

    // 一上: the draft comes in as a workbook, and one figure is typed.
    const example = exampleLedger(YEAR)
    const indicators = [
      ...(card?.indicators ?? []),
      {
        level1: '效益指标',
        level2: '社会效益指标',
        level3: '档案查阅满足率',
        description: '满足的查阅占全部查阅',
        value: '≥95%',
        basis: '年度工作计划',
      },
    ]
    const workbook = await writeWorkbook({
      ...example,
      department: { code: '455001', name: UNIT },
      scope: 'unit',
      units: [{ code: '455001', name: UNIT, kind: '行政', grade: '', funding: '财政拨款' }],
      projects: example.projects.map((each) => ({ ...each, indicators })),
    })
    const desk = `/desk/budgets/${unit}`
    await clerk.goto(at(desk))
    await clerk.locator('summary', { hasText: 'Excel' }).click()
    const book = { name: '档案馆.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(workbook) }
    await clerk.locator('input[type=file]').setInputFiles(book)
    await Promise.all([clerk.waitForURL(/notice=saved/u), clerk.locator('form[action$="/workbook"] button').click()])
    await clerk.goto(at(desk))
    await clerk.locator('main[data-ready]').waitFor()
    await clerk.getByRole('tab', { name: /^收支明细/u }).click()
    const headers = await clerk.locator('.sheet thead th').allTextContents()
    await clerk.locator('.sheet tbody tr').first().locator('th, td').nth(headers.indexOf('金额（元）')).click()
    await clerk.keyboard.type('=50000*12+2400')
    await clerk.keyboard.press('Enter')
    await expect
      .poll(
        async () => (await store.db.selectFrom('budget').select('entries').where('id', '=', unit).executeTakeFirst())?.entries,
        {
          timeout: 60_000,
        },
      )
      .toBe(2)
    await look(clerk, 'desk')
    const by = { day: '2026-11-20', document: '青财预〔2026〕1号' }
    const review = `/desk/budgets/${unit}/review`
    await step('clerk', desk, 'submit-first')
    await pageOf('head').goto(at(review))
    await look(pageOf('head'), 'review')
    await step('head', desk, 'return-first-unit', { reason: '请核对基本工资' })
    await pageOf('clerk').goto(at('/desk'))
    expect(await pageOf('clerk').locator('.returned').first().textContent()).toContain('请核对基本工资')
    await look(pageOf('clerk'), 'tasks')
    await step('clerk', desk, 'submit-first')
    await step('head', desk, 'pass-first-unit')
    await step('finance', desk, 'pass-first-department')
    await step('business', desk, 'pass-first-bureau')
    await step('performance', desk, 'pass-performance')

    // 一下, 二上.
    await budgeter.goto(at(`/desk/control/units/${unit}`))
    await budgeter.locator('[name=reason]').fill('初次下达')
    await Promise.all([
      budgeter.waitForURL(/notice=saved/u),
      budgeter.locator('form:has([name=reason]) button[type=submit]').click(),
    ])
    await look(budgeter, 'control')
    await step('budgeter', desk, 'issue-control')
    await step('clerk', desk, 'submit-second')
    await step('head', desk, 'pass-second-unit')
    await step('finance', desk, 'pass-second-department')
    await step('business', desk, 'pass-second-bureau')
    await step('budgeter', desk, 'compile')

    // The department writes its own words and hands its budget in.
    const whole = `/desk/budgets/${department}`
    const finance = pageOf('finance')
    await finance.goto(at(whole))
    await finance.locator('main[data-ready]').waitFor()
    await finance.getByRole('tab', { name: /^文字说明/u }).click()
    await finance.getByLabel('部门是什么机构').fill('青禾县人民政府工作部门')
    await finance.getByLabel('主要职责，一项一行').fill('（一）统筹全县档案工作。\n（二）监督指导档案管理。')
    await finance.getByLabel('内设机构名称').fill('办公室、业务科')
    await finance.getByLabel('机关运行经费的用途').fill('办公费、邮电费、差旅费')
    await finance.keyboard.press('Tab')
    await finance.locator('#desk-saved', { hasText: '已保存' }).waitFor()
    await look(finance, 'department')
    await step('finance', whole, 'collect')
    await finance.goto(at('/desk/consolidation'))
    await look(finance, 'consolidation')

    // The congress approves; the bureau approves the department, the department its unit.
    await budgeter.goto(at('/desk/cycle'))
    await budgeter.locator('select[name=kind]').selectOption('congress-approved')
    await budgeter.locator('input[name=day]').fill('2026-11-10')
    await budgeter.locator('input[name=document]').fill('青人发〔2026〕3号')
    await Promise.all([budgeter.waitForURL(/notice=saved/u), budgeter.locator('form[action*="/events"] button').click()])
    await step('budgeter', whole, 'approve-department', by)
    await step('finance', desk, 'approve-unit', by)

    // Secrecy review, publication.
    for (const id of [department, unit]) {
      const own = `/desk/publication/${id}`
      await step('publisher', own, 'send-to-secrecy')
      await pageOf('secrecy').goto(at(own))
      if (id === department) await look(pageOf('secrecy'), 'clearing')
      await step('secrecy', own, 'clear')
      await step('publisher', own, 'publish')
      expect(await stateOf(id)).toBe('published')
    }

    // What a citizen sees, and the PDF read back.
    const citizen = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
    await citizen.goto(at('/'))
    await citizen.getByRole('link', { name: DEPARTMENT }).first().click()
    expect(await citizen.locator('h1').textContent()).toContain(DEPARTMENT)
    await look(citizen, 'department-page')
    for (const id of [department, unit]) {
      const edition = await store.db.selectFrom('edition').selectAll().where('budget_id', '=', id).executeTakeFirstOrThrow()
      const approved = await store.db
        .selectFrom('budget_version')
        .innerJoin('budget', (join) =>
          join.onRef('budget.id', '=', 'budget_version.budget_id').onRef('budget.approved', '=', 'budget_version.n'),
        )
        .select('budget_version.sha256')
        .where('budget.id', '=', id)
        .executeTakeFirstOrThrow()
      expect(edition.public).toBe(true)
      expect(edition.ledger.toString('hex')).toBe(approved.sha256.toString('hex'))
      const answer = await fetch(at(`/editions/${id}/1/files/disclosure.pdf`))
      expect(answer.status).toBe(200)
      const checked = await checkBytes(new Uint8Array(await answer.arrayBuffer()), 'disclosure.pdf')
      expect(checked.ok).toBe(true)
      if (checked.ok) expect(checked.result.zh.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    }
    expect(complaints).toEqual([])
    expect(CAST.every(([, role]) => roleOf(role).at !== undefined)).toBe(true)
  })
})
