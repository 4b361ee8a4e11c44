import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Logger } from 'pino'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Words } from '../budget/finding.ts'
import { PHRASES, phraseWords } from '../web/phrases.ts'
import type { Live, Ready } from './api/health-operations.ts'
import { guardHost, isLoopback } from './guard.ts'
import { refusalOf } from './refusals.ts'
import { securityHeaders } from './security-headers.ts'

/** What whoever runs the server sees of it, and what holds for every route. */
export interface OperationOptions {
  /** The name that is listened on. */
  readonly host: string
  /** The name under which a proxy on this machine makes us known, where there is one. */
  readonly hostName?: string | null
  readonly log: Logger
  /** Whether the store can be asked; null where there is none. */
  readonly readiness: (() => Promise<'ready' | 'no-answer' | 'other-schema'>) | null
  /** Who has it may read the metrics from elsewhere; without it this machine alone may. */
  readonly metricsToken?: string | undefined
  readonly limits?: RequestLimits
}

export interface RequestLimits {
  /** Requests at once, whatever they ask for. */
  readonly concurrent: number
  /** Milliseconds until an answer begins. */
  readonly time: number
  /** Bytes of a request to routes that take no files. */
  readonly smallBody: number
}

export const REQUEST_LIMITS: RequestLimits = { concurrent: 256, time: 120_000, smallBody: 1024 * 1024 }

/** The server as it is operated: `stopping` makes it say that it is not ready any more, while it still answers. */
export interface Operated {
  readonly fetch: Hono['fetch']
  stopping(): void
}

/** Routes that take files: their own limit is larger. */
const TAKES_FILES = /^\/(?:check|api\/v\d+\/(?:check|amend|open-data|import))(?:\/|$)/u
const RETRY_AFTER = '5'

/**
 * Puts health, metrics, a log and limits around a server. The log says what was asked for by kind, how it ended and how long it took: no addresses, no words
 * that were looked for, nothing of what was sent.
 */
export function operate(
  inner: Hono,
  { host, hostName = null, log, readiness, metricsToken, limits = REQUEST_LIMITS }: OperationOptions,
): Operated {
  const outer = new Hono()
  const meters = makeMeters()
  let running = 0
  let stopping = false

  outer.use(securityHeaders())
  // All else the server inside guards for itself, and its refusals are logged.
  for (const own of ['/health/*', '/metrics']) outer.use(own, guardHost(host, hostName))

  outer.get('/health/live', (c) => c.json({ status: 'live' } satisfies Live))

  outer.get('/health/ready', async (c) => {
    const store = readiness === null ? 'none' : await readiness()
    const ready = !stopping && (store === 'ready' || store === 'none')
    const said: Ready = { status: ready ? 'ready' : stopping ? 'stopping' : 'not-ready', store }
    return c.json(said, ready ? 200 : 503)
  })

  outer.get('/metrics', async (c) => {
    if (!maySeeMetrics(c, metricsToken)) return refuse(c, 404, PHRASES.notFound)
    return c.body(await meters.registry.metrics(), 200, { 'Content-Type': meters.registry.contentType })
  })

  outer.all('*', async (c) => {
    const began = performance.now()
    const response = await answer(c)
    const seconds = (performance.now() - began) / 1000
    const route = routeOf(c.req.path, response.status)
    const labels = { method: c.req.method, route, status: String(response.status) }
    meters.requests.inc(labels)
    meters.seconds.observe({ method: labels.method, route }, seconds)
    const failure = failures.get(c.req.raw)
    const refused = refusalOf(c.req.raw, response.status)
    const said = {
      ...labels,
      status: response.status,
      ms: Math.round(seconds * 1000),
      ...(refused === undefined ? {} : { refused }),
      ...(failure === undefined ? {} : { fault: faultOf(failure) }),
    }
    if (response.status >= 500) log.error(said, 'request failed')
    else if (refused !== undefined) log.warn(said, 'request refused')
    else log.info(said, 'request')
    return response
  })

  const answer = async (c: Context): Promise<Response> => {
    const length = Number(c.req.header('content-length') ?? 0)
    if (length > limits.smallBody && !TAKES_FILES.test(c.req.path))
      return refuse(c, 413, phraseWords('tooLarge', { n: Math.floor(limits.smallBody / 1024 / 1024) }))
    if (running >= limits.concurrent) return busy(c)
    running++
    meters.running.set(running)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<Response>((done) => (timer = setTimeout(() => done(busy(c)), limits.time)))
    try {
      return await Promise.race([inner.fetch(c.req.raw, c.env), late])
    } finally {
      clearTimeout(timer)
      running--
      meters.running.set(running)
    }
  }

  return {
    fetch: outer.fetch,
    stopping: () => {
      stopping = true
      log.info('stopping: running requests are finished')
    },
  }
}

const failures = new WeakMap<Request, Error>()

/** Keeps the fault behind an answer of 500, so that it is logged with its request. */
export function noteFailure(request: Request, error: Error): void {
  failures.set(request, error)
}

/** Where it broke, without its message: that may hold words of a request or of a document. */
function faultOf(error: Error): object {
  const code = (error as { code?: unknown }).code
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line))
  return { name: error.name, ...(typeof code === 'string' ? { code } : {}), at: frames.slice(0, 6).map((line) => line.trim()) }
}

function makeMeters() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'mingzhang_' })
  const registers = [registry]
  return {
    registry,
    requests: new Counter({
      name: 'mingzhang_http_requests_total',
      help: 'Requests answered',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    seconds: new Histogram({
      name: 'mingzhang_http_request_seconds',
      help: 'Time until an answer begins',
      labelNames: ['method', 'route'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    running: new Gauge({ name: 'mingzhang_http_requests_running', help: 'Requests being answered', registers }),
  }
}

/** The kind of a path: words that programs choose stay, numbers, hashes and names do not. What is not there is one kind, or strangers could make many. */
function routeOf(path: string, status: number): string {
  if (status === 404 || status === 405) return 'none'
  const kinds = path.split('/').map((part) => (part === '' || /^(?:v\d+|[a-z][a-z-]{0,23})$/u.test(part) ? part : ':x'))
  return kinds.slice(0, 6).join('/') || '/'
}

/** From this machine, and not through a proxy on it; or with the token. */
function maySeeMetrics(c: Context, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/u.exec(c.req.header('authorization') ?? '')?.[1]
  if (token !== undefined && token !== '' && given !== undefined) {
    const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
    return timingSafeEqual(hash(given), hash(token))
  }
  const isForwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => c.req.header(name) !== undefined)
  return !isForwarded && isLoopback(peerOf(c).replace(/^::ffff:/u, ''))
}

function peerOf(c: Context): string {
  try {
    return getConnInfo(c).remote.address ?? ''
  } catch {
    // Not asked over a socket.
    return ''
  }
}

function busy(c: Context): Response {
  c.header('Retry-After', RETRY_AFTER)
  return refuse(c, 503, PHRASES.busy)
}

function refuse(c: Context, status: 404 | 413 | 503, words: Words): Response {
  if (c.req.path.startsWith('/api/'))
    return c.json({ code: { 404: 'not-found', 413: 'body', 503: 'busy' }[status], message: words.zh, messages: words }, status)
  return c.text(`${words.zh}\n${words.en}\n`, status)
}
