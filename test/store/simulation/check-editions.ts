import { createHash } from 'node:crypto'
import { APPROVAL } from '../../../src/app/approval.ts'
import { MANIFEST } from '../../../src/app/manifest.ts'
import type { Store } from '../../../src/store/open-store.ts'

/** Whatever is public is, by its hash, the version that was approved, with its files and its approval; and it stands in the portal. */
export async function checkEditions(store: Store): Promise<string[]> {
  const faults: string[] = []
  const editions = await store.db.selectFrom('edition').selectAll().orderBy('budget_id').orderBy('n').execute()
  for (const edition of editions) {
    const say = (text: string): void => void faults.push(`edition ${edition.n} of budget ${edition.budget_id}: ${text}`)
    const ledger = edition.ledger.toString('hex')
    const version = await store.db
      .selectFrom('budget_version')
      .select('ledger')
      .where('budget_id', '=', edition.budget_id)
      .where('n', '=', edition.version)
      .executeTakeFirst()
    if (version === undefined || createHash('sha256').update(version.ledger, 'utf8').digest('hex') !== ledger)
      say('it is not of its version')
    const bytes = await store.files.read(edition.manifest.toString('hex'))
    const manifest = MANIFEST.safeParse(bytes === null ? null : JSON.parse(new TextDecoder().decode(bytes)))
    if (!manifest.success || manifest.data.ledger !== ledger) say('its manifest is lost, or names another ledger')
    if (!edition.public) continue
    for (const file of manifest.data?.files ?? [])
      if ((await store.files.read(file.sha256)) === null) say(`its file ${file.path} is lost`)
    const approval = APPROVAL.safeParse(edition.approval === '' ? null : JSON.parse(edition.approval))
    if (!approval.success) say('its approval is lost')
    else if (approval.data.ledger !== ledger || approval.data.version !== edition.version || approval.data.edition !== edition.n)
      say('its approval is of another version')
    const shown = await store.db
      .selectFrom('disclosure')
      .select(['withheld', 'edition'])
      .where('department_id', '=', edition.department_id ?? 0)
      .where('id', '=', edition.disclosure_id ?? 0)
      .executeTakeFirst()
    if (shown === undefined || shown.withheld) say('the portal does not show it')
  }
  return faults
}
