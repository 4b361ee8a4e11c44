import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { SHEET_IDS } from '../../app/compile/budgets.ts'
import { type CommentRefused, type CommentState, MOST_COMMENT } from '../../app/compile/comments.ts'
import type { Restored, Restoring } from '../../app/compile/restore-budget.ts'
import { compareEquations, compareLines, compareTables, type Compared, readSide, writeSide } from '../../app/compile/versions.ts'
import { PublishError } from '../../app/prove-ledger.ts'
import { renderCommentsPage } from '../../web/desk/comments-page.ts'
import {
  DIFFERENCE_WAYS,
  type DifferenceWay,
  renderDifferencesPage,
  renderEquationDifferences,
  renderNoSides,
  renderTableDifferences,
} from '../../web/desk/differences-page.ts'
import type { DeskView } from '../../web/desk/desk-shell.ts'
import { renderHistoryPage } from '../../web/desk/history-page.ts'
import { renderLineDifferences } from '../../web/desk/line-differences.ts'
import { reviewPhrase } from '../../web/desk/review-phrases.ts'
import { renderVersionsPage, type SideChoice } from '../../web/desk/versions-page.ts'
import { html, type Markup } from '../../web/markup.ts'
import { fieldsOf, goTo, languageOf, roomFor } from '../account/visitor.ts'
import { type DeskContext, type DeskEnv, type DeskRequest, deskView } from './desk-env.ts'
import { askingOf, projectsOf } from './review-routes.ts'

const PAGE = 50
const ROOM = roomFor(MOST_COMMENT)

/** Versions of a budget and their differences; what happened to it, taking back and verifying; what people say about it. */
export function historyRoutes(context: DeskContext): Hono<DeskEnv> {
  const { budgets } = context
  const app = new Hono<DeskEnv>()
  const form = bodyLimit({ maxSize: ROOM.bytes, onError: (c) => c.text('413\n', 413) })
  const idOf = (c: DeskRequest): number => Number(c.req.param('id'))

  const sidesOf = async (c: DeskRequest) => {
    const versions = await budgets.review.versions(askingOf(c), idOf(c))
    if (versions === null) return null
    const sides: SideChoice[] = [
      { id: writeSide({ kind: 'draft' }), kind: 'draft', n: 0 },
      ...versions.versions.map(({ n }): SideChoice => ({ id: writeSide({ kind: 'version', n }), kind: 'version', n })),
      ...(versions.hasLastYear ? [{ id: writeSide({ kind: 'last-year' }), kind: 'last-year', n: 0 } as const] : []),
    ]
    return { versions, sides }
  }

  app.get('/:id{[0-9]{1,9}}/versions', async (c) => {
    const found = await sidesOf(c)
    if (found === null) return c.notFound()
    return c.html(renderVersionsPage(deskView(c, `/desk/budgets/${idOf(c)}/versions`), found.versions, found.sides))
  })

  app.get('/:id{[0-9]{1,9}}/differences', async (c) => {
    const found = await sidesOf(c)
    if (found === null) return c.notFound()
    const { sides, versions } = found
    const by = DIFFERENCE_WAYS.find((way) => way === c.req.query('by')) ?? 'lines'
    const newest = sides.find(({ kind }) => kind === 'version') ?? sides.at(-1)
    const from = c.req.query('from') ?? newest?.id ?? ''
    const to = c.req.query('to') ?? 'draft'
    const [before, after] = [readSide(from), readSide(to)]
    const compared =
      before === null || after === null ? null : await budgets.review.sides(askingOf(c), idOf(c), { from: before, to: after })
    const known = { from: before === null ? '' : from, to: after === null ? '' : to }
    const query = new URLSearchParams({ ...known, by }).toString()
    const view = deskView(c, `/desk/budgets/${idOf(c)}/differences?${query}`)
    const main = compared === null ? renderNoSides(view) : differencesIn(view, compared, by)
    return c.html(
      renderDifferencesPage(view, { budget: versions.budget, sides, ...known, by, main }),
      compared === null ? 404 : 200,
    )
  })

  const historyPage = async (c: DeskRequest, refused: Exclude<Restored, { ok: true }> | null): Promise<Response> => {
    const person = (c.req.query('person') ?? '').slice(0, 64).replaceAll('\0', '')
    const sheet = SHEET_IDS.find((id) => id === c.req.query('sheet')) ?? null
    const before = /^[1-9]\d{0,8}$/u.test(c.req.query('before') ?? '') ? Number(c.req.query('before')) : null
    const history = await budgets.review.history(askingOf(c), idOf(c), {
      limit: PAGE,
      ...(person === '' ? {} : { person }),
      ...(sheet === null ? {} : { sheet }),
      ...(before === null ? {} : { before }),
    })
    if (history === null) return c.notFound()
    const verified = c.req.query('verify') === '1' ? await budgets.review.verify(askingOf(c), idOf(c)) : null
    const query = (more: Record<string, string>): string =>
      new URLSearchParams({ person, sheet: sheet ?? '', ...more }).toString()
    const last = history.entries.at(-1)?.n
    const older = history.more && last !== undefined ? query({ before: String(last) }) : null
    const path = `/desk/budgets/${idOf(c)}/history?${query(before === null ? {} : { before: String(before) })}`
    return c.html(
      renderHistoryPage(deskView(c, refused === null ? path : null), {
        history,
        asked: { person, sheet: sheet ?? '' },
        older,
        refused,
        verified,
      }),
      refused === null ? 200 : 422,
    )
  }

  app.get('/:id{[0-9]{1,9}}/history', (c) => historyPage(c, null))

  app.get('/:id{[0-9]{1,9}}/history.jsonl', async (c) => {
    const lines = await budgets.review.export(askingOf(c), idOf(c))
    if (lines === null) return c.notFound()
    return c.body(`${lines.join('\n')}\n`, 200, {
      'Content-Type': 'application/jsonl; charset=utf-8',
      'Content-Disposition': `attachment; filename="budget-${idOf(c)}-history.jsonl"`,
    })
  })

  app.post('/:id{[0-9]{1,9}}/restore', form, async (c) => {
    const fields = await fieldsOf(c)
    const to = restoringOf(fields.one('to'))
    if (to === null) return await historyPage(c, null)
    const restored = await budgets.review.restore(askingOf(c), idOf(c), { to, reason: fields.one('reason') })
    if (restored === null) return c.notFound()
    if (!restored.ok) return await historyPage(c, restored)
    return goTo(c, `/desk/budgets/${idOf(c)}/history`, 'saved')
  })

  // Comments: the page for who opens it, data for the grid.
  const commentsPage = async (c: DeskRequest, wrong?: string): Promise<Response> => {
    const asking = askingOf(c)
    const comments = await budgets.review.comments(asking, idOf(c))
    const versions = comments === null ? null : await budgets.review.versions(asking, idOf(c))
    const opened = versions === null ? null : await budgets.openAs(asking.user, asking.posts, idOf(c))
    if (comments === null || versions === null || opened === null) return c.notFound()
    const part = (name: string): string => (c.req.query(name) ?? '').slice(0, 200).replaceAll('\0', '').trim()
    const printed = { table: part('table'), row: part('row'), column: part('column') }
    const isPrinted = Object.values(printed).every((text) => text !== '')
    const path = `/desk/budgets/${idOf(c)}/comments${isPrinted ? `?${new URLSearchParams(printed).toString()}` : ''}`
    const notice = wrong === undefined ? undefined : { text: wrong, wrong: true }
    return c.html(
      renderCommentsPage(deskView(c, wrong === undefined ? path : null, notice), versions.budget, {
        comments,
        projects: projectsOf(opened.draft.projects),
        printed: isPrinted ? printed : null,
        mayComment: await budgets.review.mayComment(asking, idOf(c)),
      }),
      wrong === undefined ? 200 : 422,
    )
  }

  app.get('/:id{[0-9]{1,9}}/comments', async (c) => {
    c.header('Vary', 'Accept')
    if (c.req.header('accept')?.includes('text/html') === true) return await commentsPage(c)
    const asking = askingOf(c)
    const comments = await budgets.review.comments(asking, idOf(c))
    if (comments === null) return c.json({ code: 'absent' }, 404)
    return c.json({ comments, mayComment: await budgets.review.mayComment(asking, idOf(c)) })
  })

  /** What was posted: JSON of a program, or a form, which goes back to its page. */
  const answered = async (c: DeskRequest, sent: Sent, result: number | CommentRefused | null): Promise<Response> => {
    if (typeof result !== 'string') {
      if (sent.isData) return c.json({ id: result })
      return goTo(c, `/desk/budgets/${idOf(c)}/${backOf(sent.of('back'))}`, 'saved')
    }
    const status = result === 'absent' ? 404 : result === 'denied' ? 403 : 422
    if (sent.isData) return c.json({ code: result }, status)
    return await commentsPage(c, reviewPhrase(languageOf(c), result, { most: MOST_COMMENT }))
  }

  app.post('/:id{[0-9]{1,9}}/comments', form, async (c) => {
    const sent = await sentOf(c)
    const result = await budgets.review.comment(askingOf(c), idOf(c), { target: sent.target, text: sent.of('text') })
    return await answered(c, sent, result)
  })

  app.post('/:id{[0-9]{1,9}}/comments/:comment{[0-9]{1,9}}/answers', form, async (c) => {
    const sent = await sentOf(c)
    const said = { comment: Number(c.req.param('comment')), text: sent.of('text') }
    return await answered(c, sent, await budgets.review.answer(askingOf(c), idOf(c), said))
  })

  app.post('/:id{[0-9]{1,9}}/comments/:comment{[0-9]{1,9}}/settle', form, async (c) => {
    const sent = await sentOf(c)
    const as = (['open', 'resolved', 'carried'] as const).find((each: CommentState) => each === sent.of('as'))
    const wanted = { comment: Number(c.req.param('comment')), as: as ?? 'open' }
    const result = as === undefined ? 'absent' : await budgets.review.settle(askingOf(c), idOf(c), wanted)
    return await answered(c, sent, result)
  })

  return app
}

function differencesIn(view: DeskView, compared: Compared, by: DifferenceWay): Markup {
  try {
    if (by === 'lines') return renderLineDifferences(view, compareLines(compared))
    if (by === 'tables') return renderTableDifferences(view, compared.budget.id, compareTables(compared))
    return renderEquationDifferences(view, compareEquations(compared))
  } catch (error) {
    if (!(error instanceof PublishError)) throw error
    return html`<p class="notice wrong" role="alert">${error.message}</p>`
  }
}

/** `without 3`, `entry 3`, `version 2`, as a form says what to go back to. */
function restoringOf(text: string): Restoring | null {
  const [, kind, digits] = /^(without|entry|version) (\d{1,9})$/u.exec(text) ?? []
  const n = Number(digits)
  if (kind === 'without' || kind === 'entry') return { kind, entry: n }
  return kind === 'version' ? { kind, version: n } : null
}

interface Sent {
  readonly isData: boolean
  readonly target: unknown
  readonly of: (name: string) => string
}

async function sentOf(c: Context): Promise<Sent> {
  if (c.req.header('content-type')?.includes('application/json') === true) {
    const body = (await c.req.json().catch(() => null)) as Readonly<Record<string, unknown>> | null
    const of = (name: string): string => {
      const value = body?.[name]
      return typeof value === 'string' ? value : ''
    }
    return { isData: true, target: body?.['target'], of }
  }
  const fields = await fieldsOf(c, ROOM.field)
  const of = (name: string): string => fields.one(name)
  const printed = { kind: 'printed', table: of('table'), row: of('row'), column: of('column') }
  const project = of('about')
  const target = of('kind') === 'printed' ? printed : project === '' ? { kind: 'budget' } : { kind: 'project', project }
  return { isData: false, target, of }
}

/** The pages to which a form may go back. */
function backOf(text: string): string {
  return /^review(?:\?[\w=&%+.-]*)?$/u.test(text) ? text : 'comments'
}
