import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { isTransition } from '../../app/compile/budgets.ts'
import type { Passed } from '../../app/compile/pass-many.ts'
import { QUEUE_ONLY, QUEUE_ORDERS, type QueueAsked, readQueueAsked, writeQueueAsked } from '../../app/compile/queue-order.ts'
import type { Asking } from '../../app/compile/reviewing.ts'
import { renderQueuePage } from '../../web/desk/queue-page.ts'
import { renderReviewPage } from '../../web/desk/review-page.ts'
import { FORM_LIMIT } from '../account/account-routes.ts'
import { fieldsOf, goTo, languageOf } from '../account/visitor.ts'
import { type DeskContext, type DeskEnv, type DeskRequest, deskView } from './desk-env.ts'

export function askingOf(c: DeskRequest): Asking {
  return { user: c.get('person').id, posts: c.get('posts') }
}

/** The reviewer's list, and a budget with all that he looks at before a step. */
export function reviewRoutes({ budgets }: DeskContext): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const form = bodyLimit({ maxSize: FORM_LIMIT, onError: (c) => c.text('413\n', 413) })
  const askedOf = (c: DeskRequest): QueueAsked => readQueueAsked((name) => c.req.query(name))
  const idOf = (c: DeskRequest): number => Number(c.req.param('id'))
  const withQuery = (path: string, query: string): string => (query === '' ? path : `${path}?${query}`)

  const queuePage = async (c: DeskRequest, passed: (Passed & { readonly name: string })[] | null): Promise<Response> => {
    const asked = askedOf(c)
    const queue = await budgets.review.queue(askingOf(c), asked)
    const steps = await budgets.review.listedSteps(queue.rows)
    const query = (changes: Partial<QueueAsked>): string => writeQueueAsked({ ...asked, ...changes })
    const view = deskView(c, passed === null ? withQuery('/desk/queue', query({})) : null)
    return c.html(renderQueuePage(view, { queue, asked, orders: QUEUE_ORDERS, kinds: QUEUE_ONLY, steps, query, passed }))
  }

  app.get('/queue', (c) => queuePage(c, null))

  app.post('/queue/pass', form, async (c) => {
    const chosen = (await fieldsOf(c)).all('chosen').flatMap((each) => {
      const [budget = '', transition = ''] = each.split(' ')
      return /^\d{1,9}$/u.test(budget) && isTransition(transition) ? [{ budget: Number(budget), transition }] : []
    })
    const passed = await budgets.review.passMany(askingOf(c), chosen)
    const names = await budgets.review.names(
      askingOf(c),
      passed.map(({ budget }) => budget),
    )
    return await queuePage(
      c,
      passed.map((each) => ({ ...each, name: names.get(each.budget) ?? String(each.budget) })),
    )
  })

  const reviewPage = async (c: DeskRequest, wrong?: string): Promise<Response> => {
    const id = idOf(c)
    const asking = askingOf(c)
    const asked = askedOf(c)
    const review = await budgets.review.review(asking, id)
    const opened = review === null ? null : await budgets.openAs(asking.user, asking.posts, id)
    if (review === null || opened === null) return c.notFound()
    const versions = await budgets.review.versions(asking, id)
    const query = writeQueueAsked(asked)
    const path = wrong === undefined ? withQuery(`/desk/budgets/${id}/review`, query) : null
    const notice = wrong === undefined ? undefined : { text: wrong, wrong: true }
    return c.html(
      renderReviewPage(deskView(c, path, notice), {
        review,
        steps: opened.steps,
        neighbours: await budgets.review.neighbours(asking, id, asked),
        query,
        projects: projectsOf(opened.draft.projects),
        mayComment: await budgets.review.mayComment(asking, id),
        hasLastYear: versions?.hasLastYear === true,
      }),
      wrong === undefined ? 200 : 422,
    )
  }

  app.get('/budgets/:id{[0-9]{1,9}}/review', (c) => reviewPage(c))

  app.post('/budgets/:id{[0-9]{1,9}}/review/move', form, async (c) => {
    const id = idOf(c)
    const asking = askingOf(c)
    const fields = await fieldsOf(c)
    const transition = fields.one('transition')
    if (!isTransition(transition)) return await reviewPage(c)
    const asked = askedOf(c)
    // Whoever has dealt with one goes on with the next.
    const { next } = await budgets.review.neighbours(asking, id, asked)
    const said = (name: string): string => fields.one(name)
    const request = {
      transition,
      reason: said('reason'),
      day: said('day'),
      document: said('document'),
      decision: said('decision'),
    }
    const moved = await budgets.moveAs(asking.user, asking.posts, id, request)
    if (!moved.ok) return await reviewPage(c, moved.refusals.map((each) => each[languageOf(c)]).join(' '))
    const path = next === null ? '/desk/queue' : `/desk/budgets/${next}/review`
    return goTo(c, withQuery(path, writeQueueAsked(asked)), 'saved')
  })

  return app
}

/** Names of the projects of a draft. */
export function projectsOf(rows: readonly { readonly texts: Readonly<Record<string, string>> }[]): readonly string[] {
  return rows.map(({ texts }) => texts['name']?.trim() ?? '').filter((name) => name !== '')
}
