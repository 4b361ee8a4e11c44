import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sampleLedgerFiles } from './samples/sample-ledger.ts'

/** Writes samples/ledger/ anew: the ledger behind the correct sample. The same facts always give the same bytes. */
const folder = fileURLToPath(new URL('../samples/ledger/', import.meta.url))
mkdirSync(folder, { recursive: true })
for (const [name, bytes] of sampleLedgerFiles()) {
  writeFileSync(`${folder}${name}`, bytes)
  console.log(`samples/ledger/${name}  ${bytes.length} bytes`)
}
