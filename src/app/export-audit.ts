import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { canonicalJson, NOTHING_BEFORE } from '../store/audit/audit-entry.ts'
import { allAudit, appendAudit, SYSTEM } from '../store/audit/audit-trail.ts'
import type { Store } from '../store/open-store.ts'
import type { AuditHeader } from './audit-export.ts'

export interface AuditExport {
  readonly entries: number
  readonly head: string
}

/** Writes the whole audit trail, a line an entry, as `mingzhang verify` reads it. That it was taken out is its last entry. */
export async function exportAudit(store: Store, output: NodeJS.WritableStream | string): Promise<AuditExport> {
  await store.db.transaction().execute((tx) => appendAudit(tx, { actor: SYSTEM, action: 'audit-exported', subject: 'audit' }))
  // One moment of the trail, whatever is written meanwhile.
  return await store.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const last = await tx.selectFrom('audit_entry').select(['n', 'hash']).orderBy('n', 'desc').limit(1).executeTakeFirst()
      const { entries, head } = { entries: last?.n ?? 0, head: last?.hash.toString('hex') ?? NOTHING_BEFORE }
      const header: AuditHeader = { format: 'mingzhang/audit/1', entries, head, exported: new Date().toISOString() }
      const text = async function* (): AsyncGenerator<string> {
        yield `${JSON.stringify(header)}\n`
        for await (const entry of allAudit(tx)) yield `${canonicalJson(entry)}\n`
      }
      if (typeof output === 'string') await pipeline(text, createWriteStream(output, { mode: 0o600 }))
      else for await (const line of text()) output.write(line)
      return { entries, head }
    })
}
