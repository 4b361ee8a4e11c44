import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import { type AuditAction, type AuditDetails, type AuditEntry, entryHash, NOTHING_BEFORE } from './audit-entry.ts'

/** One entry at a time, in the whole database: each needs the hash of the one before. */
const LOCK = 5_0001
/** What a database keeps as text, and what is not made longer by whoever fails to sign in. */
const MOST_TEXT = 300

/** The program itself, and whoever runs its commands on the machine. */
export const SYSTEM = 'system'

export interface Deed {
  readonly actor: string
  readonly action: AuditAction
  readonly subject: string
  readonly details?: AuditDetails
}

/**
 * Writes what is being done into the trail, in the transaction that does it: both happen, or neither. The trail is locked until that transaction ends, so
 * this comes last in it.
 */
export async function appendAudit(tx: Transaction<Schema>, { actor, action, subject, details = {} }: Deed): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${LOCK})`.execute(tx)
  const { rows } = await sql<{ at: Date; n: number | null; hash: Buffer | null }>`SELECT
      date_trunc('milliseconds', clock_timestamp()) AS at, last.n, last.hash
    FROM (VALUES (1)) AS one LEFT JOIN LATERAL (SELECT n, hash FROM audit_entry ORDER BY n DESC LIMIT 1) AS last ON true`.execute(
    tx,
  )
  const [row] = rows
  if (row === undefined) throw new Error('the database gave no time')
  const previous = row.hash?.toString('hex') ?? NOTHING_BEFORE
  const entry = {
    n: (row.n ?? 0) + 1,
    at: row.at.toISOString(),
    actor,
    action,
    subject: storable(subject),
    details: Object.fromEntries(
      Object.entries(details).map(([key, value]) => [
        key,
        typeof value === 'string' ? storable(value) : Array.isArray(value) ? value.map(storable) : value,
      ]),
    ),
    previous,
  }
  await tx
    .insertInto('audit_entry')
    .values({
      ...entry,
      at: row.at,
      details: JSON.stringify(entry.details),
      previous: Buffer.from(previous, 'hex'),
      hash: Buffer.from(entryHash(entry), 'hex'),
    })
    .execute()
}

/** No character that the database would refuse or change, and not longer than a reader wants; what is cut ends in …, and stands in full where it was said. */
function storable(text: string): string {
  const whole = text.replaceAll('\0', '').toWellFormed()
  return whole.length <= MOST_TEXT ? whole : `${whole.slice(0, MOST_TEXT - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`
}

/** Entries, the newest first; `before` is the number of the last one of the page before. */
export async function listAudit(
  db: Kysely<Schema>,
  { before, limit, action }: { readonly before?: number; readonly limit: number; readonly action?: string },
): Promise<AuditEntry[]> {
  let query = db.selectFrom('audit_entry').selectAll().orderBy('n', 'desc').limit(limit)
  if (before !== undefined) query = query.where('n', '<', before)
  if (action !== undefined) query = query.where('action', '=', action)
  return (await query.execute()).map(entryOf)
}

/** What was done to a budget, or recorded of an event, from the first entry to the last. */
export async function auditOf(
  db: Kysely<Schema>,
  action: 'budget-moved' | 'budget-published' | 'event-recorded',
  subject: string,
): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .selectAll()
    .where('action', '=', sql.lit(action))
    .where('subject', '=', subject)
    .orderBy('n')
    .execute()
  return rows.map(entryOf)
}

const PAGE = 1000

/** Every entry from the first to the last that there is now, however many. */
export async function* allAudit(db: Kysely<Schema>): AsyncGenerator<AuditEntry> {
  for (let after = 0; ; ) {
    const rows = await db.selectFrom('audit_entry').selectAll().where('n', '>', after).orderBy('n').limit(PAGE).execute()
    for (const row of rows) yield entryOf(row)
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last.n
  }
}

interface Row {
  readonly n: number
  readonly at: Date
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly details: object
  readonly previous: Buffer
  readonly hash: Buffer
}

function entryOf(row: Row): AuditEntry {
  return {
    n: row.n,
    at: row.at.toISOString(),
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    details: row.details as AuditDetails,
    previous: row.previous.toString('hex'),
    hash: row.hash.toString('hex'),
  }
}
