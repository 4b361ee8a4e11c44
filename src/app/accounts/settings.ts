import type { Transaction } from 'kysely'
import { actAs } from '../../store/access/act-as.ts'
import { appendAudit } from '../../store/audit/audit-trail.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'

/** What an administrator can choose. */
export interface Settings {
  /** Whether what is uploaded is public at once, or waits for a publisher. */
  readonly uploadsArePublic: boolean
}

const KEY = 'settings'
const DEFAULTS: Settings = { uploadsArePublic: true }

export async function readSettings(db: Pick<Transaction<Schema>, 'selectFrom'>): Promise<Settings> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst()
  return { ...DEFAULTS, ...row?.value }
}

export async function settingsFor(store: Store, actor: string): Promise<Settings> {
  return await actAs(store, { user: actor, role: 'administrator' }, (tx) => readSettings(tx))
}

export async function changeSettings(store: Store, actor: string, settings: Settings): Promise<void> {
  await actAs(store, { user: actor, role: 'administrator' }, async (tx) => {
    const before = await readSettings(tx)
    if (before.uploadsArePublic === settings.uploadsArePublic) return
    const value = JSON.stringify(settings)
    await tx
      .insertInto('setting')
      .values({ key: KEY, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute()
    const details = { from: before.uploadsArePublic, to: settings.uploadsArePublic }
    await appendAudit(tx, { actor, action: 'setting-changed', subject: 'uploads-are-public', details })
  })
}
