import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { PostRole } from '../../app/compile/budgets.ts'
import type { Issued } from '../../app/compile/control-desk.ts'
import { renderControlPage } from '../../web/desk/control-page.ts'
import { type ControlPhraseKey, controlPhrase } from '../../web/desk/control-phrases.ts'
import { readControlForm, renderControlUnit } from '../../web/desk/control-unit-page.ts'
import { fieldsOf, goTo, languageOf } from '../account/visitor.ts'
import { chosenCycle } from './chosen-cycle.ts'
import { type DeskContext, type DeskEnv, type DeskRequest, deskView, holderOf } from './desk-env.ts'

const READERS: readonly PostRole[] = ['bureau-budget', 'bureau-business', 'department-finance', 'budget-auditor']
/** Hundreds of boxes may be checked at once. */
const LIMIT = 128 * 1024

/** Control figures: of all that one reaches, of one unit, and issuing those of many. */
export function controlRoutes({ budgets }: DeskContext): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const form = bodyLimit({ maxSize: LIMIT, onError: (c) => c.text('413\n', 413) })
  const idOf = (c: DeskRequest): number => Number(c.req.param('id'))

  const page = async (c: DeskRequest, issued: readonly Issued[] | null = null): Promise<Response> => {
    const { cycles, chosen, holder, choice } = await chosenCycle(c, budgets, READERS)
    const path = `/desk/control${chosen === null ? '' : `?cycle=${chosen.id}`}`
    const view = { ...deskView(c, issued === null ? path : null), choice }
    if (holder === null || chosen === null) return c.html(renderControlPage(view, null))
    const overview = await budgets.control.overview(holder, chosen.id)
    const issues = holder.role === 'bureau-budget'
    return c.html(renderControlPage(view, { cycles, chosen, overview, issues, issued }))
  }

  app.get('/', (c) => page(c))

  app.post('/issue', form, async (c) => {
    const chosen = (await fieldsOf(c)).all('budget').map(Number).filter(Number.isSafeInteger)
    const { holder } = await chosenCycle(c, budgets, ['bureau-budget'])
    return await page(c, holder === null ? [] : await budgets.control.issue(holder, chosen))
  })

  const unitPage = async (
    c: DeskRequest,
    key: ControlPhraseKey | null = null,
    rows = '',
    typed: Parameters<typeof renderControlUnit>[2] = null,
  ): Promise<Response> => {
    const holder = holderOf(c, await budgets.path(idOf(c)), READERS)
    const unit = holder === null ? null : await budgets.control.unit(holder, idOf(c))
    if (unit === null) return c.notFound()
    const notice = key === null ? undefined : { text: controlPhrase(languageOf(c), key, { rows }), wrong: true }
    const view = deskView(c, key === null ? `/desk/control/units/${idOf(c)}` : null, notice)
    return c.html(renderControlUnit(view, unit, typed), key === null ? 200 : 422)
  }

  app.get('/units/:id{[0-9]{1,9}}', (c) => unitPage(c))

  app.post('/units/:id{[0-9]{1,9}}', form, async (c) => {
    const fields = await fieldsOf(c)
    const { figures, wrong, typed } = readControlForm((name) => fields.all(name).map((text) => text.replaceAll('\0', '')))
    if (wrong.length > 0) return await unitPage(c, 'wrongFigures', wrong.join(', '), typed)
    const holder = holderOf(c, await budgets.path(idOf(c)), ['bureau-budget'])
    const reason = fields.one('reason').replaceAll('\0', '')
    const set =
      holder === null
        ? { ok: false as const, why: 'absent' as const }
        : await budgets.setControl(holder, idOf(c), { figures, reason })
    if (set.ok) return goTo(c, `/desk/control/units/${idOf(c)}`, 'saved')
    return await unitPage(c, set.why === 'reason' ? 'noReason' : 'refused', '', typed)
  })

  return app
}
