import type { Context, Hono } from 'hono'
import type { Accepted, Download, Refused } from '../app/checked.ts'
import type { Language } from '../web/language.ts'
import { ACCEPT_FIELD, REPAIRS_HEADER, SKIPPED_HEADER } from '../web/page.ts'
import { AmendQuery, OpenDataQuery } from './api/amend-operations.ts'
import { parametersRefused } from './api/new-routes.ts'
import { parametersAsked } from './api/parameters-asked.ts'
import { readUploads, type Upload, UploadRefused } from './uploads.ts'

/** The verbs that give a file back. They never throw for what is in the file. */
export interface DownloadVerbs {
  amend(bytes: Uint8Array, name: string, accepted: Accepted): Promise<Download | Refused>
  openData(bytes: Uint8Array, name: string): Promise<Download | Refused>
}

/** What the routes need of the server that they are part of. */
export interface Host {
  run(work: () => Promise<Download | Refused>): Promise<Download | Refused>
  refuse(c: Context, refused: Refused): Response | Promise<Response>
  languageOf(c: Context): Language
}

/** Sentences of what was left out that are told in the answer's header: browsers and servers allow only so much there. */
const MOST_TOLD = 10
const LONGEST_TOLD = 200
const MOST_ACCEPTED = 5_000

/**
 * Adds `POST /api/v1/amend` and `POST /api/v1/open-data`: one file in, as for a check, and one file out. Which corrections are accepted comes in
 * fields `accept` of the form (or `?accept=` with commas): ids of findings, or `all`, which is the default. How many corrections were made and
 * which were not is told in headers, the sentences percent-encoded as JSON.
 */
export function addDownloads(app: Hono, verbs: DownloadVerbs, host: Host): void {
  app.post('/api/v1/amend', async (c) => {
    refuseUnknown(AmendQuery, c)
    const { name, bytes } = await oneUpload(c)
    const accepted = await acceptedOf(c)
    return answer(c, host, await host.run(() => verbs.amend(bytes, name, accepted)))
  })

  app.post('/api/v1/open-data', async (c) => {
    refuseUnknown(OpenDataQuery, c)
    const { name, bytes } = await oneUpload(c)
    return answer(c, host, await host.run(() => verbs.openData(bytes, name)))
  })
}

function refuseUnknown(schema: typeof AmendQuery | typeof OpenDataQuery, c: Context): void {
  const parsed = schema.safeParse(parametersAsked(c))
  if (!parsed.success) throw parametersRefused(parsed.error)
}

async function oneUpload(c: Context): Promise<Upload> {
  const [only, ...others] = await readUploads(c)
  if (only === undefined || others.length > 0) throw new UploadRefused(400, 'oneFile')
  return only
}

async function acceptedOf(c: Context): Promise<Accepted> {
  const inForm = (c.req.header('content-type') ?? '').toLowerCase().startsWith('multipart/form-data')
  // Read once before, and kept.
  const fields = inForm ? (await c.req.formData()).getAll(ACCEPT_FIELD) : (c.req.query(ACCEPT_FIELD)?.split(',') ?? [])
  const ids = fields.filter((field) => typeof field === 'string').slice(0, MOST_ACCEPTED)
  return ids.length === 0 || ids.includes('all') ? 'all' : ids
}

function answer(c: Context, host: Host, made: Download | Refused): Response | Promise<Response> {
  if (!made.ok) return host.refuse(c, made)
  const language = host.languageOf(c)
  const told = made.skipped.slice(0, MOST_TOLD).map((words) => {
    const text = words[language]
    return text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD)}…` : text
  })
  return c.body(new Uint8Array(made.bytes), 200, {
    'Content-Type': made.type,
    'Content-Disposition': `attachment; filename*=UTF-8''${encode(made.name)}`,
    [REPAIRS_HEADER]: String(made.repairs),
    [SKIPPED_HEADER]: encode(JSON.stringify({ count: made.skipped.length, told })),
  })
}

/** Percent-encoded for a header (RFC 8187), half characters made whole ones first. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/['()*]/gu, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}
