import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { exportAudit } from '../../../src/app/export-audit.ts'
import { verifyAudit } from '../../../src/app/verify-audit.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { checkDrafts, type HeardEntry } from './check-drafts.ts'
import { checkEditions } from './check-editions.ts'
import { checkMoves, type HeardMove } from './check-moves.ts'
import type { Place } from './county.ts'

/** All that the clients were told, and what was noted of the audit trail. */
export interface Told {
  readonly entries: Map<string, HeardEntry>
  readonly moves: HeardMove[]
  /** Hash of the last audit entry when it was looked at last. */
  auditHead: string | undefined
}

/** Everything that must hold at any moment. Gives what does not. */
export async function checkCounty(folder: string, database: string, places: readonly Place[], told: Told): Promise<string[]> {
  const store = await openStore({ folder, database, connections: 2 })
  const file = join(folder, `audit-${process.pid}.ndjson`)
  try {
    const drafts = await checkDrafts(store, told.entries)
    const moves = await checkMoves(store, places, told.moves)
    const editions = await checkEditions(store)
    await exportAudit(store, file)
    const verified = await verifyAudit(file, told.auditHead === undefined ? {} : { head: told.auditHead })
    if (!verified.readable) return [...drafts, ...moves, ...editions, verified.message.en]
    told.auditHead = verified.head
    return [...drafts, ...moves, ...editions, ...(verified.fault === null ? [] : [`audit trail: ${verified.fault.en}`])]
  } finally {
    rmSync(file, { force: true })
    await store.close()
  }
}
