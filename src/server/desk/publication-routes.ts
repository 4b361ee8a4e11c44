import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { isTransition, type PostHolder, type PostRole } from '../../app/compile/budgets.ts'
import type { OpenPublication } from '../../app/compile/editions.ts'
import { renderPublicationList, renderPublicationPage } from '../../web/desk/publication-page.ts'
import { FORM_LIMIT } from '../account/account-routes.ts'
import { fieldsOf, goTo, languageOf } from '../account/visitor.ts'
import { answerFile, pathInEdition } from '../edition-files.ts'
import { type DeskContext, type DeskEnv, type DeskRequest, deskView, holderOf, postsFor } from './desk-env.ts'

const ID = '[1-9][0-9]{0,8}'
/** Who has steps here, in the order in which one post is taken before another. */
const ROLES: readonly PostRole[] = ['secrecy-review', 'budget-publisher']

/** Clearing and publishing: the list, one budget with its files, its steps, and the files themselves. */
export function publicationRoutes({ budgets }: DeskContext): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const form = bodyLimit({ maxSize: FORM_LIMIT, onError: (c) => c.text('413\n', 413) })
  const idOf = (c: DeskRequest, name = 'id'): number => Number(c.req.param(name))

  app.get('/', async (c) => {
    const lists = await Promise.all(postsFor(c).map((holder) => budgets.editions.list(holder)))
    const found = new Map(lists.flat().map((each) => [each.id, each]))
    return c.html(renderPublicationList(deskView(c, '/desk/publication'), [...found.values()]))
  })

  /** In the post that has a step here; else in the nearest. */
  const openFor = async (c: DeskRequest): Promise<{ readonly holder: PostHolder; readonly open: OpenPublication } | null> => {
    const path = await budgets.path(idOf(c))
    let first: { holder: PostHolder; open: OpenPublication } | null = null
    for (const roles of [...ROLES.map((role) => [role]), undefined]) {
      const holder = holderOf(c, path, roles)
      const open = holder === null ? null : await budgets.editions.open(holder, idOf(c))
      if (holder === null || open === null) continue
      if (open.steps.length > 0) return { holder, open }
      first ??= { holder, open }
    }
    return first
  }

  app.get(`/:id{${ID}}`, async (c) => {
    const found = await openFor(c)
    if (found === null) return c.notFound()
    return c.html(renderPublicationPage(deskView(c, `/desk/publication/${idOf(c)}`), found.open))
  })

  app.post(`/:id{${ID}}/moves`, form, async (c) => {
    const fields = await fieldsOf(c)
    const transition = fields.one('transition')
    const found = await openFor(c)
    if (found === null || !isTransition(transition)) return c.notFound()
    const said = (name: string): string | undefined => fields.all(name)[0]
    const moved = await budgets.move(found.holder, idOf(c), {
      transition,
      reason: said('reason'),
      day: said('day'),
      document: said('document'),
      decision: said('decision'),
      manifest: said('manifest'),
    })
    const back = `/desk/publication/${idOf(c)}`
    if (moved.ok) return goTo(c, back, 'saved')
    const text = moved.refusals.map((each) => each[languageOf(c)]).join(' ')
    const now = await openFor(c)
    return c.html(renderPublicationPage(deskView(c, back, { text, wrong: true }), (now ?? found).open), 422)
  })

  app.get(`/:id{${ID}}/:n{${ID}}/files/*`, async (c) => {
    const holder = holderOf(c, await budgets.path(idOf(c)))
    const path = pathInEdition(c)
    const bytes =
      holder === null || path === null ? null : await budgets.editions.file(holder, { budget: idOf(c), n: idOf(c, 'n'), path })
    return path === null || bytes === null ? c.notFound() : answerFile(c, path, bytes, 'no-store')
  })

  return app
}
