import type { Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import type { Archive, ChangesIn } from '../../app/archive.ts'
import { svgImageBytes } from '../../app/check-bytes.ts'
import { chooseLanguage, type Language } from '../../web/language.ts'
import { projectAddress } from '../../web/portal/address.ts'
import { type Card, cardPath, embedPath } from '../../web/portal/card.ts'
import { CARD_SIZE, renderCardSvg } from '../../web/portal/card-svg.ts'
import { compareCard } from '../../web/portal/compare-card.ts'
import { renderComparePage } from '../../web/portal/compare-page.ts'
import { departmentCard } from '../../web/portal/department-card.ts'
import { renderDepartmentPage } from '../../web/portal/department-page.ts'
import { figureCard, projectCard, tableCard } from '../../web/portal/document-cards.ts'
import { renderEmbedPage } from '../../web/portal/embed-page.ts'
import { renderFigurePage } from '../../web/portal/figure-page.ts'
import { renderHomePage } from '../../web/portal/home-page.ts'
import { renderPassagePage } from '../../web/portal/passage-page.ts'
import { placeCard } from '../../web/portal/place-card.ts'
import { renderPlacePage } from '../../web/portal/place-page.ts'
import { say } from '../../web/portal/portal-phrases.ts'
import { renderProjectPage } from '../../web/portal/project-page.ts'
import { renderSearchPage, SEARCH_KINDS } from '../../web/portal/search-page.ts'
import { type Frame, renderNoticePage } from '../../web/portal/shell.ts'
import { renderTablePage } from '../../web/portal/table-page.ts'
import { originOf } from '../origin.ts'
import { keepAnswers } from '../kept-answers.ts'
import { compareView } from './compare-view.ts'
import { cardView, departmentPageView, type Wanted } from './department-views.ts'
import { figurePageView, passagePageView, projectPageView, tablePageView } from './document-views.ts'
import { editionRoutes } from './edition-routes.ts'
import { homeView, placePageView } from './place-views.ts'
import { searchView } from './search-view.ts'

/** Pages change only with an import: a reader's copy is good for a minute, and asked for again by its tag after that. */
const KEEP = 'public, max-age=60'
const MOST_WORDS = 100
/** Nobody reads further, and an offset must not become a way to make the database count. */
const MOST_PAGES = 500

/** A view's picture. */
function picture(c: Context, content: string | Uint8Array, type: string): Response {
  const body = typeof content === 'string' ? content : new Uint8Array(content)
  return c.body(body, 200, { 'Content-Type': type, 'Cache-Control': KEEP })
}

const ID = '[1-9][0-9]{0,8}'
const N = '[0-9]{1,6}'

/** The public portal: pages that can be read without script, each with an address in both languages. Reads alone. */
export function addPortal(app: Hono, archive: Archive): void {
  const tagged = etag()
  const keeping = keepAnswers(archive, tellsOf)
  const page = (path: string, answer: (c: Context) => Promise<string | Response | null>): void => {
    app.get(path, tagged, keeping, async (c) => {
      const answered = await answer(c)
      if (answered === null) return c.html(portalNotFound(c), 404)
      return typeof answered === 'string' ? c.html(answered, 200, { 'Cache-Control': KEEP }) : answered
    })
  }

  /** A view's picture and its embed, which stand at addresses beside its own. */
  const shared = (path: string, cardOf: (c: Context, language: Language) => Promise<Card | null>): void => {
    const drawn = async (c: Context): Promise<string | null> => {
      const { language } = frameOf(c)
      const card = await cardOf(c, language)
      return card === null ? null : renderCardSvg(card, language)
    }
    page(cardPath(path, 'svg'), async (c) => {
      const svg = await drawn(c)
      return svg === null ? null : picture(c, svg, 'image/svg+xml; charset=utf-8')
    })
    page(cardPath(path), async (c) => {
      const svg = await drawn(c)
      const png = svg === null ? null : await svgImageBytes(svg, CARD_SIZE.width)
      return png === null ? null : picture(c, png, 'image/png')
    })
    page(embedPath(path), async (c) => {
      const frame = frameOf(c)
      const card = await cardOf(c, frame.language)
      return card === null ? null : renderEmbedPage(card, frame)
    })
  }

  /** A view with an address of its own: its page, and what others may have of it, from the same plain data. */
  const shown = <V>(
    path: string,
    find: (c: Context, language: Language) => Promise<V | null>,
    render: (view: V, frame: Frame) => string,
    cardOf: (view: V, language: Language) => Card | null,
    names: readonly string[] = [],
  ): void => {
    page(path, async (c) => {
      const frame = frameOf(c, names)
      const found = await find(c, frame.language)
      return found === null ? null : render(found, frame)
    })
    shared(path, async (c, language) => {
      const found = await find(c, language)
      return found === null ? null : cardOf(found, language)
    })
  }

  page('/', async (c) => renderHomePage(await homeView(archive), frameOf(c)))

  page('/search', async (c) => {
    const q = (c.req.query('q') ?? '').trim().slice(0, MOST_WORDS)
    const kind = SEARCH_KINDS.find((each) => each === c.req.query('kind')) ?? null
    return renderSearchPage(await searchView(archive, q, kind, kind === null ? 1 : pageOf(c)), frameOf(c, ['q', 'kind', 'page']))
  })

  page(`/department/:id{${ID}}`, async (c) => {
    const frame = frameOf(c, ['year', 'stage', 'scope', 'document'])
    const view = await departmentPageView(archive, idOf(c, 'id'), wantedOf(c), frame.language)
    return view === null ? null : renderDepartmentPage(view, frame)
  })

  shared(`/department/:id{${ID}}`, async (c, language) => {
    const found = await cardView(archive, idOf(c, 'id'), wantedOf(c))
    return found === null ? null : departmentCard(found, language)
  })

  const below = `/department/:id{${ID}}/:document{${ID}}`
  shown(
    `${below}/table/:n{${N}}`,
    (c) => tablePageView(archive, idOf(c, 'id'), idOf(c, 'document'), idOf(c, 'n')),
    renderTablePage,
    tableCard,
  )
  shown(
    `${below}/project/:n{${N}}`,
    (c) => projectPageView(archive, idOf(c, 'id'), idOf(c, 'document'), idOf(c, 'n')),
    renderProjectPage,
    projectCard,
  )
  shown(
    `${below}/figure/:claim{${N}}`,
    (c) => figurePageView(archive, idOf(c, 'id'), idOf(c, 'document'), idOf(c, 'claim')),
    renderFigurePage,
    figureCard,
  )

  page(`${below}/passage/:n{${N}}`, async (c) => {
    const frame = frameOf(c)
    const [departmentId, id] = [idOf(c, 'id'), idOf(c, 'document')]
    const view = await passagePageView(archive, departmentId, id, idOf(c, 'n'))
    if (view === null) return null
    if (!('project' in view)) return renderPassagePage(view, frame)
    return c.redirect(projectAddress(frame.language, { departmentId, id }, view.project))
  })

  shown(
    '/place/:code{CN|[0-9]{6}}',
    (c, language) => placePageView(archive, c.req.param('code') ?? '', pageOf(c), language),
    renderPlacePage,
    placeCard,
    ['page'],
  )

  app.route('/editions', editionRoutes(archive))

  shown(
    '/compare',
    (c) => compareView(archive, c.req.queries('d') ?? [], (c.req.query('q') ?? '').trim().slice(0, MOST_WORDS)),
    renderComparePage,
    compareCard,
    ['d', 'q'],
  )
}

/** A page of a department or of a place tells of nothing else. */
function tellsOf(c: Context): ChangesIn {
  const id = c.req.param('id')
  if (id !== undefined) return { department: Number(id) }
  const division = c.req.param('code')
  return division === undefined ? {} : { division }
}

/** What is said where there is no page; with a search box to go on from. */
export function portalNotFound(c: Context): string {
  const frame = frameOf(c)
  return renderNoticePage(say(frame.language, 'notFoundTitle'), say(frame.language, 'notFoundBody'), frame)
}

/** How the page was asked for, with those parts of the query that say what is shown. */
export function frameOf(c: Context, names: readonly string[] = []): Frame {
  const { pathname } = new URL(c.req.url)
  const query = names.flatMap((name) => (c.req.queries(name) ?? []).map((value) => [name, value] as const))
  return { language: chooseLanguage(c.req.query('lang')), origin: originOf(c), path: pathname, query }
}

function wantedOf(c: Context): Wanted {
  const { year, stage, scope, document } = c.req.query()
  return {
    ...(year !== undefined && /^\d{4}$/u.test(year) ? { year: Number(year) } : {}),
    ...(stage === 'budget' || stage === 'final' ? { stage } : {}),
    ...(scope === 'department' || scope === 'unit' ? { scope } : {}),
    ...(document !== undefined && /^[1-9]\d{0,8}$/u.test(document) ? { document: Number(document) } : {}),
  }
}

function idOf(c: Context, name: string): number {
  return Number(c.req.param(name))
}

function pageOf(c: Context): number {
  const page = Number(c.req.query('page') ?? 1)
  return Number.isInteger(page) ? Math.min(MOST_PAGES, Math.max(1, page)) : 1
}
