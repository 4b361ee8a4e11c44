import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sampleFiles } from './samples/sample-files.ts'

/** Writes samples/ anew. The same facts always give the same bytes. */
const folder = fileURLToPath(new URL('../samples/', import.meta.url))
mkdirSync(folder, { recursive: true })
for (const [name, bytes] of await sampleFiles()) {
  writeFileSync(`${folder}${name}`, bytes)
  console.log(`samples/${name}  ${bytes.length} bytes`)
}
