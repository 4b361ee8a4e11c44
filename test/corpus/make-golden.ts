import { readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { hasShared, sharedDocument } from '../setup/documents.ts'
import { GOLDEN, type Golden, goldenOf, keep, keptText, printGolden, publishedIn } from './golden-files.ts'

/**
 * `npm run golden`: keeps what is read and found now in all published documents as what is right. Say what changed, and look at it, before it is
 * committed. `npm run golden -- NAME` does so for the documents whose name contains this.
 */

if (!hasShared) process.exit(2)
const [only = ''] = process.argv.slice(2)
const all = publishedIn(sharedDocument(''))
for (const published of all.filter(({ name }) => name.includes(only))) {
  const golden = await goldenOf(published)
  const changed = (['document', 'claims', 'findings'] as const).filter((stage) => isChanged(published.folder, golden, stage))
  keep(published.folder, golden)
  const errors = golden.findings.findings.filter(({ severity }) => severity === 'error')
  const unjudged = errors.filter(({ verdict }) => verdict == null).length
  console.log(`${published.name}: ${changed.join(', ') || '—'} (${errors.length} errors, ${unjudged} not judged)`)
}

// What belongs to no document any more goes, so that the folder is what the documents are.
const own = new Set(all.map(({ folder }) => basename(folder)))
for (const folder of readdirSync(GOLDEN)) if (!own.has(folder)) rmSync(join(GOLDEN, folder), { recursive: true })

function isChanged(folder: string, golden: Golden, stage: keyof Golden): boolean {
  return keptText(folder, stage) !== printGolden(golden[stage])
}
