import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { isTransition, MOST_TEXT, packedGlyphs, type OpenBudget, type PostHolder, SHEET_IDS } from '../../app/compile/budgets.ts'
import { writablePlaces } from '../../app/places.ts'
import type { Words } from '../../budget/finding.ts'
import type { StateAnswer } from '../../web/desk/desk-answers.ts'
import { type DeskPageView, renderDeskPage } from '../../web/desk/desk-page.ts'
import { assetAddress } from '../assets.ts'
import { choicesAddress } from './choice-routes.ts'
import { goTo } from '../account/visitor.ts'
import { fieldsOf, languageOf } from '../account/visitor.ts'
import { readUploads, UploadRefused } from '../uploads.ts'
import { type DeskContext, type DeskEnv, type DeskRequest, deskView, holderOf } from './desk-env.ts'

/** Other pages about a budget. */
const LINKS = [
  { to: 'review', name: { zh: '审核', en: 'Review' } },
  { to: 'versions', name: { zh: '版本', en: 'Versions' } },
  { to: 'history', name: { zh: '历史', en: 'History' } },
  { to: 'comments', name: { zh: '意见', en: 'Comments' } },
] as const

/** Bytes of one entry, and of a workbook. */
const ENTRY_LIMIT = 4 * 1024 * 1024
const WORKBOOK_LIMIT = 16 * 1024 * 1024
const MOST_CHANGES = 20_000

const text = (most: number): z.ZodString =>
  z
    .string()
    .max(most)
    // The database takes no NUL.
    .refine((said) => !said.includes('\0'))
const NAME = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/u)
const SHEET = z.enum(SHEET_IDS)

const ENTRY = z.strictObject({
  key: NAME,
  reason: text(1000).optional(),
  changes: z
    .array(
      z.union([
        z.strictObject({
          kind: z.literal('set'),
          sheet: SHEET,
          row: NAME,
          field: NAME,
          before: text(MOST_TEXT),
          after: text(MOST_TEXT),
        }),
        z.strictObject({
          kind: z.enum(['add', 'remove']),
          sheet: SHEET,
          row: NAME,
          at: z.number(),
          texts: z.record(NAME, text(MOST_TEXT)),
        }),
      ]),
    )
    .max(MOST_CHANGES),
})

const MOVE = z.strictObject({
  transition: z.string().refine(isTransition),
  // What is too long for its field is refused in words by the step itself.
  reason: text(MOST_TEXT).optional(),
  day: text(10).optional(),
  document: text(MOST_TEXT).optional(),
  decision: text(MOST_TEXT).optional(),
})

/** Why an entry was not kept. */
const NOT_KEPT: Readonly<Record<'closed' | 'unknown-field' | 'too-large' | 'reused', Words>> = {
  closed: {
    zh: '没有保存：这份预算现在不由您编写（已交出，或您在这里的岗位已变动）。页面上的内容还在，请复制后联系管理员或主管人员。',
    en: 'Not kept: this budget is not yours to write now (it was handed on, or your post here has changed). What you wrote still stands on this page: copy it and ask your administrator.',
  },
  'unknown-field': { zh: '没有保存：有不认识的栏目。', en: 'Not kept: it names a field that there is not.' },
  'too-large': { zh: '没有保存：内容太多，请分成几次。', en: 'Not kept: it is too large; send it in parts.' },
  reused: {
    zh: '没有保存：这个编号已用于另一次修改。请换一个编号再提交。',
    en: 'Not kept: its key is that of another entry. Send it again under a key of its own.',
  },
}

/** One budget: its page, its draft as JSON, entries, who else is there, steps, the workbook. */
export function budgetRoutes({ budgets, assets }: DeskContext): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  const idOf = (c: DeskRequest): number => Number(c.req.param('id'))
  const openFor = (c: DeskRequest): Promise<OpenBudget | null> => budgets.openAs(c.get('person').id, c.get('posts'), idOf(c))
  const holder = async (c: DeskRequest): Promise<PostHolder | null> => holderOf(c, await budgets.path(idOf(c)))
  const small = bodyLimit({ maxSize: ENTRY_LIMIT, onError: (c) => c.json({ code: 'body' }, 413) })

  app.get('/:id{[0-9]{1,9}}', async (c) => {
    const opened = await openFor(c)
    if (opened === null) return c.notFound()
    return c.html(renderDeskPage(pageView(c, opened)))
  })

  app.get('/:id{[0-9]{1,9}}/state', async (c) => {
    const opened = await openFor(c)
    return opened === null ? c.json({ code: 'absent' }, 404) : c.json(stateOf(opened))
  })

  app.post('/:id{[0-9]{1,9}}/entries', small, async (c) => {
    const entry = ENTRY.safeParse(await c.req.json().catch(() => null))
    if (!entry.success) return c.json({ code: 'entry', message: z.prettifyError(entry.error) }, 422)
    const own = await writerOf(c)
    if (own === null) return c.json({ code: 'closed', message: NOT_KEPT.closed }, 403)
    const { key, changes, reason } = entry.data
    const written = await budgets.write(own, idOf(c), { key, changes, ...(reason === undefined ? {} : { reason }) })
    if (written.ok) return c.json({ n: written.n })
    if (written.why === 'conflict') return c.json({ conflicts: written.conflicts }, 409)
    return c.json({ code: written.why, message: NOT_KEPT[written.why] }, written.why === 'closed' ? 403 : 422)
  })

  /** The post in which this person writes here, where the state gives him one. */
  const writerOf = async (c: DeskRequest): Promise<PostHolder | null> =>
    holderOf(c, await budgets.path(idOf(c)), ['unit-clerk', 'department-finance'])

  app.get('/:id{[0-9]{1,9}}/since', async (c) => {
    const own = await holder(c)
    const since = Number(c.req.query('n') ?? 0)
    if (own === null || !Number.isSafeInteger(since)) return c.json({ code: 'absent', message: NOT_KEPT.closed }, 404)
    const part = (name: string): string => (c.req.query(name) ?? '').slice(0, 64).replaceAll('\0', '')
    const cursor = { sheet: part('sheet'), row: part('row'), field: part('field') }
    const followed = await budgets.follow(own, idOf(c), { since, name: c.get('person').name, cursor })
    return followed === null ? c.json({ code: 'absent', message: NOT_KEPT.closed }, 404) : c.json(followed)
  })

  app.post('/:id{[0-9]{1,9}}/moves', small, async (c) => {
    const isData = c.req.header('content-type')?.includes('application/json') === true
    const asked = MOVE.safeParse(isData ? await c.req.json().catch(() => null) : await formOf(c))
    if (!asked.success) return c.json({ code: 'move', message: z.prettifyError(asked.error) }, 422)
    const moved = await budgets.moveAs(c.get('person').id, c.get('posts'), idOf(c), asked.data)
    if (isData) return moved.ok ? c.json(moved) : c.json(moved, moved.why === 'absent' ? 404 : 422)
    const back = `/desk/budgets/${idOf(c)}`
    if (moved.ok) return goTo(c, back, 'saved')
    const opened = await openFor(c)
    if (opened === null) return c.notFound()
    const said = moved.refusals.map((each) => each[languageOf(c)]).join(' ')
    return c.html(renderDeskPage(pageView(c, opened, said)), 422)
  })

  app.get('/:id{[0-9]{1,9}}/workbook.xlsx', async (c) => {
    const own = await holder(c)
    const bytes = own === null ? null : await budgets.workbook(own, idOf(c))
    if (bytes === null) return c.notFound()
    return c.body(new Uint8Array(bytes), 200, {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="budget-${idOf(c)}.xlsx"`,
    })
  })

  const workbook = bodyLimit({ maxSize: WORKBOOK_LIMIT, onError: (c) => c.text('413\n', 413) })
  app.post('/:id{[0-9]{1,9}}/workbook', workbook, async (c) => {
    const own = await writerOf(c)
    const back = `/desk/budgets/${idOf(c)}`
    try {
      const [file] = await readUploads(c)
      const taken =
        own === null || file === undefined
          ? { ok: false as const, why: 'closed' as const }
          : await budgets.takeWorkbook(own, idOf(c), { ...file, key: randomUUID() })
      if (taken.ok) return goTo(c, back, 'saved')
      const opened = await openFor(c)
      if (opened === null) return c.notFound()
      const problems =
        taken.why === 'problems'
          ? [nothingTaken(taken.problems.length), ...taken.problems.map(({ message }) => message)]
          : [notTaken(taken.why)]
      return c.html(renderDeskPage(pageView(c, opened, problems.map((each) => each[languageOf(c)]).join('\n'))), 422)
    } catch (error) {
      if (!(error instanceof UploadRefused)) throw error
      return goTo(c, back, 'absent')
    }
  })

  const pageView = (c: DeskRequest, opened: OpenBudget, wrong?: string): DeskPageView => {
    const { language, notice } = deskView(c, null)
    const said = wrong === undefined ? notice : { text: wrong, wrong: true }
    return {
      language,
      path: `/desk/budgets/${opened.id}`,
      person: c.get('person'),
      organisation: opened.organisation.name,
      year: opened.year,
      state: opened.stateName,
      steps: opened.steps,
      mayWrite: opened.mayWrite,
      files: {
        style: assetAddress(assets, 'desk.css'),
        script: assetAddress(assets, 'desk.js'),
        worker: assetAddress(assets, 'desk-worker.js'),
        choices: choicesAddress(assets, opened.year),
      },
      opening: stateOf(opened),
      links: LINKS.map(({ to, name }) => ({ href: `/desk/budgets/${opened.id}/${to}`, name })),
      ...(said === undefined ? {} : { notice: said }),
    }
  }

  return app
}

/** What the page's script works with: no more than that goes over the line. */
function stateOf({ draft, entries, mayWrite, sheets, library, year, lastYear, control }: OpenBudget): StateAnswer {
  const places = writablePlaces().map(({ id, name }) => ({ text: id, name }))
  return { draft, entries, mayWrite, sheets, library, places, year, lastYear, control, glyphs: packedGlyphs() }
}

/** Said before the errors of a workbook, one a line. */
function nothingTaken(n: number): Words {
  return {
    zh: `没有导入：工作簿中有${n}处错误，草案没有改动。改好后请再导入一次。`,
    en: `Nothing was imported: the workbook has ${n} errors, and the draft is as it was. Mend them and import it again.`,
  }
}

function notTaken(why: string): { zh: string; en: string } {
  if (why === 'closed') return { zh: '现在不能改这份预算。', en: 'This budget cannot be changed now.' }
  if (why === 'conflict')
    return { zh: '有人同时改了这份预算，请再导入一次。', en: 'Somebody changed it at the same time: hand it in again.' }
  return { zh: '工作簿太大或有不认识的栏目。', en: 'The workbook is too large or has columns that are not known.' }
}

async function formOf(c: Context): Promise<Record<string, string>> {
  const fields = await fieldsOf(c)
  return Object.fromEntries(
    ['transition', 'reason', 'day', 'document', 'decision'].flatMap((name) => {
      const value = fields.one(name)
      return value === '' ? [] : [[name, value]]
    }),
  )
}
