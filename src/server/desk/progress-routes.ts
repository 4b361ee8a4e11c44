import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { PostHolder, PostRole } from '../../app/compile/budgets.ts'
import { fenOf, MOST_EXPLANATION } from '../../app/compile/progress-book.ts'
import type { ProgressSaid } from '../../app/compile/progress.ts'
import { projectPath, renderProgressList, renderProgressPage } from '../../web/desk/progress-page.ts'
import { fieldsOf, goTo, languageOf, roomFor } from '../account/visitor.ts'
import { type DeskContext, type DeskEnv, type DeskRequest, deskView, holderOf, postsFor } from './desk-env.ts'

const ID = '[1-9][0-9]{0,8}'
const WRITERS: readonly PostRole[] = ['unit-clerk', 'department-finance']
const VERBS = {
  report: WRITERS,
  evaluate: WRITERS,
  review: ['bureau-performance'],
  publish: ['budget-publisher'],
} as const satisfies Record<string, readonly PostRole[]>
type Verb = keyof typeof VERBS
type Fields = Awaited<ReturnType<typeof fieldsOf>>
interface Form {
  readonly project: string
  readonly fields: Fields
}

/** Performance through the year: the list with its warnings, and a page with the forms of each project. */
export function progressRoutes({ budgets }: DeskContext): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()
  const form = bodyLimit({ maxSize: ROOM.bytes, onError: (c) => c.text('413\n', 413) })
  const idOf = (c: DeskRequest): number => Number(c.req.param('id'))

  const { progress } = budgets
  const verbs: Readonly<Record<Verb, (holder: PostHolder, id: number, form: Form) => Promise<ProgressSaid>>> = {
    report: (holder, id, { project, fields }) => progress.report(holder, id, { project, ...reportIn(fields) }),
    evaluate: (holder, id, { project, fields }) => progress.evaluate(holder, id, { project, ...evaluationIn(fields) }),
    review: (holder, id, { project, fields }) =>
      progress.review(holder, id, { project, agreed: fields.one('agreed') === 'yes', comment: fields.one('comment') }),
    publish: (holder, id, { project }) => progress.publish(holder, id, { project }),
  }

  app.get('/', async (c) => {
    const lists = await Promise.all(postsFor(c).map((holder) => budgets.progress.watch(holder)))
    const found = new Map(lists.flat().map((each) => [each.budget, each]))
    const onlyWarned = c.req.query('warned') === '1'
    const view = deskView(c, onlyWarned ? '/desk/progress?warned=1' : '/desk/progress')
    return c.html(renderProgressList(view, [...found.values()], { onlyWarned }))
  })

  const page = async (c: DeskRequest, name: string, wrong?: string): Promise<Response> => {
    const path = await budgets.path(idOf(c))
    const holder = holderOf(c, path)
    const [found] = holder === null ? [] : await budgets.progress.watch(holder, idOf(c))
    const project = found?.projects.find((each) => each.name === name)
    if (found === undefined || project === undefined) return c.notFound()
    const has = (verb: Verb): boolean => holderOf(c, path, VERBS[verb]) !== null
    const may = {
      report: has('report'),
      evaluate: has('evaluate') && budgets.today() >= `${found.year}-12-31`,
      review: has('review'),
      publish: has('publish'),
    }
    const notice = wrong === undefined ? undefined : { text: wrong, wrong: true }
    const view = deskView(c, projectPath(found.budget, name), notice)
    return c.html(renderProgressPage(view, found, project, may), wrong === undefined ? 200 : 422)
  }

  app.get(`/:id{${ID}}`, (c) => page(c, c.req.query('project') ?? ''))

  app.post(`/:id{${ID}}/:verb{report|evaluate|review|publish}`, form, async (c) => {
    const verb = c.req.param('verb') as Verb
    const fields = await fieldsOf(c, ROOM.field)
    const project = fields.one('project')
    const holder = holderOf(c, await budgets.path(idOf(c)), VERBS[verb])
    if (holder === null) return c.notFound()
    const said = await verbs[verb](holder, idOf(c), { project, fields })
    if (said.ok) return goTo(c, projectPath(idOf(c), project), 'saved')
    return await page(c, project, wordsOf(said, c))
  })

  const wordsOf = (said: Extract<ProgressSaid, { ok: false }>, c: DeskRequest): string =>
    said.refusals.map((each) => each[languageOf(c)]).join(' ')

  return app
}

/** Indicators of one project at most: a form has no more fields. */
const MOST_INDICATORS = 60
/** A value and a share of each. */
const ROOM = roomFor(MOST_EXPLANATION, MOST_INDICATORS * 120)

const listed = (fields: Fields, name: string): readonly string[] =>
  Array.from({ length: MOST_INDICATORS }, (_, i) => fields.one(`${name}-${i}`))

function reportIn(fields: Fields) {
  return {
    checkpoint: fields.one('checkpoint'),
    spent: fenOf(fields.one('spent')),
    values: listed(fields, 'value'),
    explanation: fields.one('explanation'),
  }
}

function evaluationIn(fields: Fields) {
  const shares = listed(fields, 'share')
  const results = listed(fields, 'result').map((value, i) => {
    const share = shares[i] ?? ''
    return { value, share: /^\d{1,3}$/u.test(share) ? Number(share) : null }
  })
  return { spent: fenOf(fields.one('year-spent')), results, explanation: fields.one('evaluation-explanation') }
}
