import { Hono } from 'hono'
import type { PostRole } from '../../app/compile/budgets.ts'
import { consolidationPath, readDivisionQuery, renderConsolidationPage } from '../../web/desk/consolidation-page.ts'
import { renderDepartmentWhole } from '../../web/desk/department-whole-page.ts'
import { chosenCycle } from './chosen-cycle.ts'
import { type DeskContext, type DeskEnv, deskView, holderOf } from './desk-env.ts'

const READERS: readonly PostRole[] = ['bureau-budget', 'bureau-business', 'department-finance', 'budget-auditor']

/** Budgets added up: all departments that one reaches, and one of them. */
export function consolidationRoutes({ budgets }: DeskContext): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  app.get('/', async (c) => {
    const { cycles, chosen, holder, choice } = await chosenCycle(c, budgets, READERS)
    if (holder === null || chosen === null) return c.html(renderConsolidationPage(deskView(c, '/desk/consolidation'), null))
    const query = readDivisionQuery((name) => c.req.query(name))
    const sum = await budgets.consolidation.division(holder, chosen.id, query)
    const view = { ...deskView(c, consolidationPath(chosen.id, query)), choice }
    return c.html(renderConsolidationPage(view, { cycles, chosen, query, sum }))
  })

  app.get('/departments/:id{[0-9]{1,9}}', async (c) => {
    const id = Number(c.req.param('id'))
    const holder = holderOf(c, await budgets.path(id), READERS)
    const whole = holder === null ? null : await budgets.consolidation.department(holder, id)
    if (whole === null || holder === null) return c.notFound()
    return c.html(renderDepartmentWhole(deskView(c, `/desk/consolidation/departments/${id}`), whole, holder.organisation))
  })

  return app
}
