import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { etag } from 'hono/etag'
import type { Words } from '../budget/finding.ts'
import type { Accounts } from '../app/accounts/accounts.ts'
import type { Archive } from '../app/archive.ts'
import type { Checked, Refused } from '../app/checked.ts'
import type { Item } from '../web/item.ts'
import { chooseLanguage, type Language } from '../web/language.ts'
import { renderHome, renderResultPage, type SampleLink, UPLOAD_LIMIT } from '../web/page.ts'
import { phraseWords, PHRASES } from '../web/phrases.ts'
import { accountRoutes } from './account/account-routes.ts'
import { adminRoutes } from './account/admin-routes.ts'
import { deskRoutes } from './desk/desk-routes.ts'
import { type Asset, cachingOf } from './assets.ts'
import { addDownloads, type DownloadVerbs } from './download-routes.ts'
import { PageImages, type PageImageLimits, PAGE_IMAGE_LIMITS } from './page-images.ts'
import { guardHost, guardOrigin, isLoopback } from './guard.ts'
import { addApi } from './api/add-api.ts'
import { ApiError, answerError } from './api/api-error.ts'
import { parametersAsked } from './api/parameters-asked.ts'
import { type CheckAnswer, CheckQuery, type Health } from './api/check-operations.ts'
import { parametersRefused } from './api/new-routes.ts'
import { API_LIMITS, type ApiLimits } from './api/rate-limit.ts'
import { noteFailure } from './operation.ts'
import { noteOrigin } from './origin.ts'
import { addPortal, portalNotFound } from './portal/add-portal.ts'
import { addPublishedFiles } from './published-files.ts'
import { securityHeaders } from './security-headers.ts'
import { FieldTooLong } from './account/visitor.ts'
import { readUploads, type Upload, UploadRefused } from './uploads.ts'
import { methodsAt } from './methods-at.ts'
import { QueueFull, WorkQueue } from './work-queue.ts'

/** What the server asks of the rest of the program. */
export interface Verbs extends DownloadVerbs {
  /** Reads and checks one file. Never throws for what is in the file. */
  check(bytes: Uint8Array, name: string): Promise<Checked | Refused>
  /** Draws one page of a PDF, counted from 1, as a PNG; null where that cannot be done. */
  drawPage(bytes: Uint8Array, page: number): Promise<Uint8Array | null>
  listSamples(): readonly (SampleLink & { readonly file: string })[]
  readSample(id: string): Promise<Uint8Array>
}

export interface Limits {
  /** Bytes of one request. */
  readonly body: number
  /** Checks at once. */
  readonly concurrent: number
  /** Requests that may wait beyond those. */
  readonly waiting: number
  /** Bytes that all these requests may bring together. */
  readonly room: number
  /** What is kept of checked PDFs, for how long. */
  readonly images: PageImageLimits
  readonly api: ApiLimits
}

export const LIMITS: Limits = {
  body: UPLOAD_LIMIT,
  concurrent: 2,
  waiting: 62,
  room: 4 * UPLOAD_LIMIT,
  images: PAGE_IMAGE_LIMITS,
  api: API_LIMITS,
}

/** Seconds after which a client that found the server busy should come again. */
const RETRY_AFTER = 5
const MEBIBYTE = 1024 * 1024

type ErrorStatus = 400 | 403 | 404 | 405 | 413 | 415 | 422 | 500 | 503

/** What errors are called in JSON: see `ErrorAnswer` in api/api-error.ts. */
const ERROR_CODES: Readonly<Record<ErrorStatus, string>> = {
  400: 'request',
  403: 'origin',
  404: 'not-found',
  405: 'method',
  413: 'body',
  415: 'type',
  422: 'unreadable',
  500: 'internal',
  503: 'busy',
}

/**
 * The web server as a fetch handler. Nothing is stored or logged: files live in memory for the time of their request, and a PDF some minutes longer,
 * so that its result page can show its pages.
 *
 * @param host the name that is listened on; on loopback, other Host names are refused
 * @param archive everything published: with it there are the portal and its API
 * @param accounts with them there are the pages of those who import, publish and administer
 */
export function createServer(
  verbs: Verbs,
  assets: ReadonlyMap<string, Asset>,
  host: string,
  limits: Limits = LIMITS,
  archive: Archive | null = null,
  accounts: Accounts | null = null,
): Hono {
  const app = new Hono()
  const queue = new WorkQueue(limits.concurrent, limits.waiting, limits.room)
  const images = new PageImages((bytes, number) => verbs.drawPage(bytes, number), limits.images)
  const samples = verbs.listSamples()
  const links = samples.map(({ id, title, about }) => ({ id, title, about }))
  const script = assets.has('page.js')

  app.use(securityHeaders(accounts !== null && accounts.hostName !== null))
  app.use(guardHost(host, accounts?.hostName ?? null))
  app.use(guardOrigin())
  app.use(noteOrigin(accounts?.hostName ?? null))
  // The ticket comes before the body, so that uploads that wait in memory are bounded as well.
  // At the desk nothing is read that somebody else wrote, and many save at once: its own limits are smaller.
  app.post('*', (c, next) => (c.req.path.startsWith('/desk/') ? next() : queue.enter(next, announcedBytes(c, limits.body))))
  app.use(
    bodyLimit({
      maxSize: limits.body,
      onError: (c) => refuse(c, 413, phraseWords('tooLarge', { n: Math.floor(limits.body / MEBIBYTE) })),
    }),
  )

  const page = (c: Context, path: string | null): { language: Language; path: string | null; home: string; script: boolean } => ({
    language: languageOf(c),
    path,
    home: archive === null ? '/' : '/check',
    script,
  })

  /** An error in the form that was asked for: JSON for programs, the start page with a notice for people. */
  const refuse = (c: Context, status: ErrorStatus, words: Words): Response | Promise<Response> => {
    if (c.req.path.startsWith('/api/'))
      return c.json({ code: ERROR_CODES[status], message: words[languageOf(c)], messages: words }, status)
    if (archive !== null && status === 404) return c.html(portalNotFound(c), status)
    return c.html(renderHome(links, page(c, archive === null ? '/' : '/check'), words[languageOf(c)]), status)
  }

  const checkAll = (uploads: readonly Upload[]): Promise<Item[]> =>
    queue.run(async () => {
      const items: Item[] = []
      for (const { name, bytes } of uploads) items.push(await checkOne(verbs, images, name, bytes))
      return items
    })

  const checkRequest = async (c: Context): Promise<Item[]> => checkAll(await readUploads(c))

  if (archive === null) app.get('/', (c) => c.html(renderHome(links, page(c, '/'))))
  else {
    addPublishedFiles(app, archive)
    addPortal(app, archive)
  }
  if (accounts !== null) {
    app.route('/account', accountRoutes(accounts))
    app.route('/admin', adminRoutes(accounts))
    app.route('/desk', deskRoutes({ accounts, budgets: accounts.budgets, assets }))
  }
  app.get('/check', (c) => c.html(renderHome(links, page(c, '/check'))))

  app.get('/assets/:name', etag(), (c) => {
    const asset = assets.get(c.req.param('name'))
    if (asset === undefined) return refuse(c, 404, PHRASES.notFound)
    return c.body(asset.body, 200, { 'Content-Type': asset.type, 'Cache-Control': cachingOf(asset, c.req.query('v')) })
  })

  app.get('/api/v1/health', (c) => c.json({ status: 'ok', ...queue.state } satisfies Health))

  app.post('/api/v1/check', async (c) => {
    const query = CheckQuery.safeParse(parametersAsked(c))
    if (!query.success) throw parametersRefused(query.error)
    const items = await checkRequest(c)
    return c.json({ items } satisfies CheckAnswer, statusOf(items))
  })

  addDownloads(app, verbs, {
    run: (work) => queue.run(work),
    refuse: (c, { status, message }) => refuse(c, status, message),
    languageOf,
  })

  app.post('/check', async (c) => {
    const items = await checkRequest(c)
    return c.html(renderResultPage(items, links, page(c, null)), statusOf(items))
  })

  app.get('/check/:token/page/:file{[1-9][0-9]{0,4}\\.png}', async (c) => {
    const png = await images.picture(c.req.param('token'), Number.parseInt(c.req.param('file'), 10))
    if (png === null) return refuse(c, 404, PHRASES.pageGone)
    return c.body(new Uint8Array(png), 200, { 'Content-Type': 'image/png' })
  })

  app.get('/samples/:id', async (c) => {
    const sample = samples.find((s) => s.id === c.req.param('id'))
    if (sample === undefined) return refuse(c, 404, PHRASES.notFound)
    const items = await queue.enter(async () => checkAll([{ name: sample.file, bytes: await verbs.readSample(sample.id) }]))
    return c.html(renderResultPage(items, links, page(c, `/samples/${encodeURIComponent(sample.id)}`)), statusOf(items))
  })

  // The file itself: without it the page could not ask for the amended one, and a reader could not look for himself.
  app.get('/samples/:id/file', async (c) => {
    const sample = samples.find((s) => s.id === c.req.param('id'))
    if (sample === undefined) return refuse(c, 404, PHRASES.notFound)
    const bytes = await queue.enter(() => verbs.readSample(sample.id))
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(sample.file)}`
    return c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'application/octet-stream', 'Content-Disposition': disposition })
  })

  if (archive !== null) addApi(app, archive, limits.api, !isLoopback(host))

  app.notFound((c) => {
    const allowed = c.req.path.startsWith('/api/') ? methodsAt(app, c.req.path) : []
    if (allowed.length === 0) return refuse(c, 404, PHRASES.notFound)
    c.header('Allow', allowed.join(', '))
    return refuse(c, 405, phraseWords('wrongMethod', { method: c.req.method, allowed: allowed.join(', ') }))
  })
  app.onError((error, c) => {
    if (error instanceof ApiError) return answerError(error, c)
    if (error instanceof UploadRefused || error instanceof FieldTooLong) return refuse(c, error.status, error.words)
    if (error instanceof QueueFull) {
      c.header('Retry-After', String(RETRY_AFTER))
      return refuse(c, 503, PHRASES.busy)
    }
    noteFailure(c.req.raw, error)
    return refuse(c, 500, PHRASES.internal)
  })
  return app
}

async function checkOne(verbs: Verbs, images: PageImages, file: string, bytes: Uint8Array): Promise<Item> {
  try {
    const checked = await verbs.check(bytes, file)
    if (!checked.ok) return { file, ok: false, status: checked.status, message: checked.message }
    const { result, document, pages = [] } = checked
    const addresses = images.keep(
      bytes,
      pages.map(({ page }) => page),
    )
    const pictures = pages.map((size) => {
      const href = addresses.get(size.page)
      return href === undefined ? size : { ...size, href }
    })
    return { file, ok: true, result, document, ...(pages.length > 0 ? { pages: pictures } : {}) }
  } catch {
    // A bug in a check must not take the other files of the request with it, nor the server.
    return { file, ok: false, status: 500, message: PHRASES.internal }
  }
}

/** 200 as soon as one file was checked; otherwise what the first refused one says. */
function statusOf(items: readonly Item[]): 200 | ErrorStatus {
  if (items.some((item) => item.ok)) return 200
  const first = items[0]
  if (first === undefined || first.ok) return 200
  return ([400, 413, 415, 422] as const).find((status) => status === first.status) ?? 500
}

/** The bytes that a request says it brings; one that does not say may bring the most. */
function announcedBytes(c: Context, most: number): number {
  const length = Number(c.req.header('content-length') ?? most)
  return length >= 0 && length <= most ? length : most
}

function languageOf(c: Context): Language {
  return chooseLanguage(c.req.query('lang'))
}
