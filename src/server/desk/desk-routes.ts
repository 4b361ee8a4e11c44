import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { EVENT_KINDS } from '../../app/compile/budgets.ts'
import type { CycleRefused } from '../../app/compile/cycles.ts'
import { isDenied } from '../../app/accounts/accounts.ts'
import { renderCyclePage } from '../../web/desk/cycle-page.ts'
import { renderTasksPage } from '../../web/desk/tasks-page.ts'
import { FORM_LIMIT } from '../account/account-routes.ts'
import { fieldsOf, goTo, languageOf, requireOrigin } from '../account/visitor.ts'
import { budgetRoutes } from './budget-routes.ts'
import { ALL_ROLES, chosenCycle } from './chosen-cycle.ts'
import { choiceRoutes } from './choice-routes.ts'
import { progressRoutes } from './progress-routes.ts'
import { publicationRoutes } from './publication-routes.ts'
import { consolidationRoutes } from './consolidation-routes.ts'
import { controlRoutes } from './control-routes.ts'
import { libraryRoutes } from './library-routes.ts'
import { settingsRoutes } from './settings-routes.ts'
import { historyRoutes } from './history-routes.ts'
import { reviewRoutes } from './review-routes.ts'
import { type DeskContext, type DeskEnv, type DeskRequest, deskView, postsFor, requirePost } from './desk-env.ts'

/**
 * The desk: pages for those who make budgets. What stands here chooses the page and says no in words; that nobody reads or changes what he may not is held by
 * the database.
 */
export function deskRoutes(context: DeskContext): Hono<DeskEnv> {
  const { budgets } = context
  const app = new Hono<DeskEnv>()
  app.use(requireOrigin())
  app.use(requirePost(context))
  const form = bodyLimit({ maxSize: FORM_LIMIT, onError: (c) => c.text('413\n', 413) })

  app.get('/', async (c) => {
    const tasks = await budgets.tasks(c.get('person').id, c.get('posts'))
    return c.html(renderTasksPage(deskView(c, '/desk'), tasks))
  })

  app.route('/', choiceRoutes(context.assets))
  app.route('/budgets', budgetRoutes(context))
  app.route('/publication', publicationRoutes(context))
  app.route('/progress', progressRoutes(context))
  app.route('/library', libraryRoutes(context))
  app.route('/control', controlRoutes(context))
  app.route('/consolidation', consolidationRoutes(context))
  app.route('/settings', settingsRoutes(context))
  app.route('/budgets', historyRoutes(context))
  app.route('/', reviewRoutes(context))

  const cyclePage = async (c: DeskRequest, wrong?: string): Promise<Response> => {
    const { cycles, chosen, holders } = await chosenCycle(c, budgets, ALL_ROLES)
    const calendars = chosen === null ? [] : await budgets.calendars(holders, chosen.id)
    const budgeter = holders.find(({ role }) => role === 'bureau-budget')
    const outside = budgeter === undefined || chosen === null ? [] : await budgets.outside(budgeter, chosen.id)
    const opens = c.get('posts').filter(({ role }) => role === 'bureau-budget')
    const next = (cycles[0]?.year ?? Number(budgets.today().slice(0, 4))) + 1
    const notice = wrong === undefined ? undefined : { text: wrong, wrong: true }
    const path = chosen === null ? '/desk/cycle' : `/desk/cycle?cycle=${chosen.id}`
    return c.html(
      renderCyclePage(deskView(c, path, notice), {
        cycles,
        chosen,
        calendars,
        runs: budgeter !== undefined,
        opens,
        next,
        outside,
      }),
      wrong === undefined ? 200 : 422,
    )
  }

  /** The posts in which this person opens years. */
  const budgetersOf = (c: DeskRequest) => postsFor(c).filter(({ role }) => role === 'bureau-budget')

  app.get('/cycle', (c) => cyclePage(c))

  const said = async (c: DeskRequest, result: number | CycleRefused | null, to = '/desk/cycle'): Promise<Response> =>
    typeof result === 'string' ? await cyclePage(c, CYCLE_REFUSED[result][languageOf(c)]) : goTo(c, to, 'saved')

  app.post('/cycle/open', form, async (c) => {
    const fields = await fieldsOf(c)
    const division = Number(fields.one('division'))
    const holder = budgetersOf(c).find(({ organisation }) => organisation === division)
    return await said(c, holder === undefined ? 'denied' : await budgets.openCycle(holder, Number(fields.one('year'))))
  })

  app.post('/cycle/:id{[0-9]{1,9}}/events', form, async (c) => {
    const cycle = Number(c.req.param('id'))
    const { chosen, holder } = await chosenCycle(c, budgets, ['bureau-budget'], cycle)
    const fields = await fieldsOf(c)
    const kind = EVENT_KINDS.find((each) => each === fields.one('kind'))
    if (holder === null || chosen?.id !== cycle || kind === undefined) return await said(c, 'denied')
    const event = { kind, day: fields.one('day'), document: fields.one('document'), note: fields.one('note') }
    return await said(c, await budgets.recordEvent(holder, { cycle, ...event }), `/desk/cycle?cycle=${cycle}`)
  })

  // The database said no where this file had not.
  app.onError((error, c) => {
    if (!isDenied(error)) throw error
    return c.text('403\n', 403)
  })

  return app
}

const CYCLE_REFUSED: Readonly<Record<CycleRefused, { zh: string; en: string }>> = {
  denied: { zh: '只有财政预算处可以办理。', en: 'Only the budget desk of the bureau may.' },
  exists: { zh: '这个年度已经开启。', en: 'That year has been opened already.' },
  day: { zh: '日期或年度不对。', en: 'That is no day, or no year.' },
  future: {
    zh: '日期在今天之后：还没有发生的不能登记（人大开幕日期除外）。',
    en: 'The day is after today: only the opening of the congress is recorded ahead.',
  },
  document: { zh: '请填写文号。', en: 'Give the number of the document.' },
  absent: { zh: '没有这个年度。', en: 'There is no such year.' },
}
