import { createHash } from 'node:crypto'
import { draftFrom } from '../../../src/app/compile/budget-row.ts'
import { ledgerBytes, readLedgerText } from '../../../src/app/ledger-bytes.ts'
import { applyChanges, type Change } from '../../../src/ledger/draft/changes.ts'
import { type Draft, readDraft } from '../../../src/ledger/draft/draft.ts'
import { packMoney } from '../../../src/ledger/packed-money.ts'
import { canonicalJson } from '../../../src/store/audit/audit-entry.ts'
import { budgetEntryHash, draftHash } from '../../../src/store/budgets/entry-chain.ts'
import type { Store } from '../../../src/store/open-store.ts'

/** What the clients were told of one entry that they sent. */
export interface HeardEntry {
  readonly budget: number
  readonly actor: string
  readonly changes: readonly Change[]
  /** Its number; null where they were told that it was not kept. */
  readonly n: number | null
}

/** Every draft is what it began with and its entries, one chained to the other; every version is the draft as it was; nothing that was acknowledged is lost. */
export async function checkDrafts(store: Store, heard: ReadonlyMap<string, HeardEntry>): Promise<string[]> {
  const faults: string[] = []
  const budgets = await store.db.selectFrom('budget').selectAll().orderBy('id').execute()
  const kept = new Map<
    string,
    { readonly budget: number; readonly n: number; readonly actor: string; readonly changes: string }
  >()
  for (const budget of budgets) {
    const say = (text: string): void => void faults.push(`budget ${budget.id}: ${text}`)
    const entries = await store.db
      .selectFrom('budget_entry')
      .selectAll()
      .where('budget_id', '=', budget.id)
      .orderBy('n')
      .execute()
    const versions = await store.db
      .selectFrom('budget_version')
      .selectAll()
      .where('budget_id', '=', budget.id)
      .orderBy('n')
      .execute()
    if (versions.some(({ n }, i) => n !== i + 1) || versions.length !== budget.versions) say('its versions do not count on')
    let draft = draftFrom(budget.opening)
    let previous = draftHash(budget.opening)
    const compare = (n: number): void => {
      for (const version of versions.filter((each) => each.entries === n)) {
        if (version.head.toString('hex') !== previous) say(`version ${version.n} names another entry than its last`)
        compareVersion(version, budget.kind === 'unit' ? draft : null, say)
      }
    }
    compare(0)
    for (const [i, entry] of entries.entries()) {
      if (entry.n !== i + 1) say(`entry ${entry.n} stands at ${i + 1}`)
      if (entry.previous.toString('hex') !== previous) say(`entry ${entry.n} does not follow the one before`)
      const changes = entry.changes as Change[]
      const { n, key, actor, reason } = entry
      const hash = budgetEntryHash({ budget: budget.id, n, key, actor, at: entry.at.toISOString(), reason, changes, previous })
      if (hash !== entry.hash.toString('hex')) say(`entry ${n} does not fit its hash`)
      const applied = applyChanges(draft, changes)
      if (applied.ok) draft = applied.draft
      else say(`entry ${n} does not fit the draft before it`)
      previous = hash
      kept.set(key, { budget: budget.id, n, actor, changes: canonicalJson(changes) })
      compare(n)
    }
    if (entries.length !== budget.entries) say(`${entries.length} entries, and it says ${budget.entries}`)
    if (previous !== budget.head.toString('hex')) say('its head is not the hash of its last entry')
    const money = budget.kind === 'unit' ? packMoney(readDraft(draft).ledger.lines) : packMoney([])
    if (canonicalJson(budget.money) !== canonicalJson(money)) say('its money in short is not that of its draft')
    if (canonicalJson(draft) !== canonicalJson(draftFrom(budget.draft)))
      say('its draft is not what its entries make of the opening')
  }
  for (const [key, said] of heard) {
    const found = kept.get(key)
    if (said.n === null && found !== undefined) faults.push(`entry ${key} was refused and is kept`)
    if (said.n === null) continue
    if (found === undefined) faults.push(`entry ${key} was acknowledged and is lost`)
    else if (
      found.n !== said.n ||
      found.budget !== said.budget ||
      found.actor !== said.actor ||
      found.changes !== canonicalJson(said.changes)
    )
      faults.push(`entry ${key} is kept as another one`)
  }
  return faults
}

interface Version {
  readonly n: number
  readonly ledger: string
  readonly sha256: Buffer
  readonly draft: object
}

function compareVersion(version: Version, draft: Draft | null, say: (text: string) => void): void {
  const hash = createHash('sha256').update(version.ledger, 'utf8').digest()
  if (!hash.equals(version.sha256)) say(`version ${version.n} does not fit its hash`)
  const ledger = readLedgerText(version.ledger)
  if (new TextDecoder().decode(ledgerBytes(ledger)) !== version.ledger) say(`version ${version.n} is not written as a ledger is`)
  if (draft === null) return
  if (canonicalJson(draft) !== canonicalJson(draftFrom(version.draft))) say(`version ${version.n} is not the draft of its time`)
  if (new TextDecoder().decode(ledgerBytes(readDraft(draft).ledger)) !== version.ledger)
    say(`version ${version.n} has another ledger than its draft`)
}
