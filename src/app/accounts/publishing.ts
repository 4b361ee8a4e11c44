import { saidText } from '../said-text.ts'
import { sql } from 'kysely'
import { type Actor, actAs } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import { type Held, type Moved, publish, withhold } from '../../store/withhold.ts'

/** A disclosure as those see it who decide on it. */
export interface ListedDisclosure extends Held {
  readonly department: string
  readonly year: number | null
  readonly stage: string
  readonly file: string
  readonly sha256: string
  readonly importedAt: Date
  readonly withheld: boolean
  readonly reason: string | null
}

export interface Found {
  readonly disclosures: readonly ListedDisclosure[]
  readonly more: boolean
}

/** Disclosures, the newest first: the withheld ones, or those of departments whose name has the words. What the actor may not see is not among them. */
export async function findDisclosures(
  store: Store,
  actor: Actor,
  query: { readonly withheld: boolean; readonly text: string; readonly offset: number; readonly limit: number },
): Promise<Found> {
  const pattern = `%${query.text.replace(/[\\%_]/gu, '\\$&').replaceAll('\0', '')}%`
  const { rows } = await actAs(store, actor, (tx) =>
    sql<{
      department_id: number
      id: number
      name: string
      year: number
      stage: string
      file: string
      hash: string
      imported_at: Date
      withheld: boolean
      withheld_reason: string | null
    }>`SELECT d.department_id, d.id, dep.name, d.year, st.node AS stage, s.name AS file, encode(d.sha256, 'hex') AS hash, d.imported_at,
        d.withheld, d.withheld_reason
      FROM disclosure d JOIN department dep ON dep.id = d.department_id JOIN source s ON s.sha256 = d.sha256 JOIN node st ON st.id = d.stage
      WHERE d.withheld = ${query.withheld} AND dep.name LIKE ${pattern}
      ORDER BY d.imported_at DESC, d.id DESC OFFSET ${query.offset} LIMIT ${query.limit + 1}`.execute(tx),
  )
  return {
    more: rows.length > query.limit,
    disclosures: rows.slice(0, query.limit).map((row) => ({
      departmentId: row.department_id,
      disclosureId: row.id,
      department: row.name,
      year: row.year === 0 ? null : row.year,
      stage: row.stage,
      file: row.file,
      sha256: row.hash,
      importedAt: row.imported_at,
      withheld: row.withheld,
      reason: row.withheld_reason,
    })),
  }
}

/** Characters of a reason for withholding. */
export const MOST_WITHHELD_REASON = 300

export type Decided = Moved | 'no-reason' | 'long-reason'

/** Keeps a disclosure from the public. A reason is asked for: others will want to know. */
export async function withholdDisclosure(store: Store, actor: string, held: Held, reason: string): Promise<Decided> {
  const said = saidText(reason)
  if (said === '') return 'no-reason'
  if (said.length > MOST_WITHHELD_REASON) return 'long-reason'
  return await actAs(store, { user: actor, role: 'publisher' }, (tx) => withhold(tx, held, { actor, reason: said }))
}

export async function publishDisclosure(store: Store, actor: string, held: Held): Promise<Decided> {
  return await actAs(store, { user: actor, role: 'publisher' }, (tx) => publish(tx, held, { actor }))
}

/** The file of a withheld disclosure, for those who may see it; null for others. */
export async function withheldFile(store: Store, actor: Actor, sha256: string): Promise<Uint8Array | null> {
  if (!/^[0-9a-f]{64}$/u.test(sha256)) return null
  const found = await actAs(store, actor, (tx) =>
    tx.selectFrom('disclosure').select('id').where('sha256', '=', Buffer.from(sha256, 'hex')).limit(1).executeTakeFirst(),
  )
  return found === undefined ? null : await store.files.read(sha256)
}
