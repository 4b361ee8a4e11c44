import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { LOCAL_DEADLINE_IDS } from '../../app/compile/budgets.ts'
import type { CycleSettings } from '../../app/compile/cycles.ts'
import { readLimits } from '../../app/compile/progress-book.ts'
import type { Words } from '../../budget/finding.ts'
import { type QuotaTexts, readQuotaForm } from '../../web/desk/quota-form.ts'
import { type LimitTexts, renderSettingsPage } from '../../web/desk/settings-page.ts'
import { FORM_LIMIT } from '../account/account-routes.ts'
import { fieldsOf, goTo, languageOf } from '../account/visitor.ts'
import { ALL_ROLES, chosenCycle } from './chosen-cycle.ts'
import { type DeskContext, type DeskEnv, type DeskRequest, deskView } from './desk-env.ts'

const WRONG_DAY = { zh: '没有保存：日期应如2026-01-31。', en: 'Not kept: a day is as 2026-01-31.' }
const WRONG_QUOTAS = {
  zh: '没有保存：分类、金额、哪些人、依据都要填对。有误的行：',
  en: 'Not kept: class, amount, people and basis are all needed. Wrong rows: ',
}
const WRONG_LIMITS = {
  zh: '没有保存：偏离度应是1到100的整数（百分点），或留空。',
  en: 'Not kept: a limit is a whole number of percentage points from 1 to 100, or blank.',
}
const DENIED = { zh: '没有保存：只有财政预算处可以设定。', en: 'Not kept: only the budget desk sets them.' }

/** What was typed, to be shown again. */
interface Typed {
  readonly quotas?: readonly QuotaTexts[]
  readonly limits?: LimitTexts
}

interface Read {
  readonly set?: CycleSettings
  readonly wrong?: Words
  readonly typed?: Typed
}

/** What a division sets for its year. */
export function settingsRoutes({ budgets }: DeskContext): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const form = bodyLimit({ maxSize: FORM_LIMIT, onError: (c) => c.text('413\n', 413) })

  const page = async (c: DeskRequest, id?: number, said: Words | null = null, typed: Typed = {}): Promise<Response> => {
    const { cycles, chosen, holders } = await chosenCycle(c, budgets, ALL_ROLES, id)
    const sets = holders.some(({ role }) => role === 'bureau-budget')
    const notice = said === null ? undefined : { text: said[languageOf(c)], wrong: true }
    const view = deskView(c, said === null ? `/desk/settings${chosen === null ? '' : `?cycle=${chosen.id}`}` : null, notice)
    return c.html(renderSettingsPage(view, { cycles, chosen, sets, ...typed }), said === null ? 200 : 422)
  }

  app.get('/', (c) => page(c))

  /** A form that sets a part of a cycle's settings: `read` gives that part, or what is wrong with what was typed, which is shown again. */
  const setting = (part: string, read: (fields: Awaited<ReturnType<typeof fieldsOf>>) => Read): void => {
    app.post(`/:id{[0-9]{1,9}}/${part}`, form, async (c) => {
      const id = Number(c.req.param('id'))
      const { holder, chosen } = await chosenCycle(c, budgets, ['bureau-budget'], id)
      if (holder === null) return await page(c, id, DENIED)
      if (chosen?.id !== id) return c.notFound()
      const { set, wrong, typed } = read(await fieldsOf(c))
      if (wrong !== undefined) return await page(c, id, wrong, typed)
      const refused = await budgets.setCycleSettings(holder, id, { ...chosen.settings, ...set })
      if (refused === null) return goTo(c, `/desk/settings?cycle=${id}`, 'saved')
      return await page(c, id, refused === 'day' ? WRONG_DAY : DENIED, typed)
    })
  }

  setting('due', (fields) => {
    const days = LOCAL_DEADLINE_IDS.map((each) => [each, fields.one(`due-${each}`)] as const)
    return { set: { due: Object.fromEntries(days.filter(([, day]) => day !== '')) } }
  })

  setting('quotas', (fields) => {
    const { quotas, wrong, typed } = readQuotaForm((name) => fields.all(name).map((text) => text.replaceAll('\0', '')))
    const rows = wrong.join(', ')
    if (wrong.length === 0) return { set: { quotas }, typed: { quotas: typed } }
    return { wrong: { zh: `${WRONG_QUOTAS.zh}${rows}。`, en: `${WRONG_QUOTAS.en}${rows}.` }, typed: { quotas: typed } }
  })

  setting('progress', (fields) => {
    const limits = { behind: fields.one('behind'), ahead: fields.one('ahead') }
    const progress = readLimits(limits)
    return progress === null ? { wrong: WRONG_LIMITS, typed: { limits } } : { set: { progress }, typed: { limits } }
  })

  return app
}
