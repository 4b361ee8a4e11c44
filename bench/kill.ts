// `npm run bench:kill [-- --kills N] [--departments N] [--seed WORD]`: an import of a folder is killed at random moments (the program, a process of the
// database, the whole database, the connections) and gone on with. After each kill everything that was told to be kept must be there; in the end the store
// must hold what an undisturbed import makes.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openFolder } from '../test/store/database-server.ts'
import { contentOf, killAndGoOn, undisturbed, WAYS, writeDocuments } from '../test/store/kill-import.ts'
import { printTable } from './print-table.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    departments: { type: 'string', default: '200' },
    seed: { type: 'string', default: 'kill' },
  },
})

const folder = openFolder()
try {
  const documents = join(folder, 'documents')
  const count = await writeDocuments(documents, Number(values.departments), values.seed)
  const calm = performance.now()
  const expected = await undisturbed(documents, join(folder, 'calm'))
  console.log(`${count} files; undisturbed: ${((performance.now() - calm) / 1000).toFixed(0)} s`)
  const kept: number[] = []
  const began = performance.now()
  const killed = join(folder, 'killed')
  const options = {
    kills: Number(values.kills),
    seed: values.seed,
    told: (_: number, __: string, n: number) => void kept.push(n),
  }
  const said = await killAndGoOn(documents, killed, options)
  const got = await contentOf(killed)
  const moving = kept.filter((n, i) => n > (kept[i - 1] ?? 0)).length
  console.log(
    `${values.kills} kills in ${((performance.now() - began) / 1000).toFixed(0)} s, by turns: ${WAYS.join(', ')}; ${moving} of the imports had got further before they were killed`,
  )
  console.log(`kept after each kill: ${kept.join(' ')}`)
  console.log(said.split('\n').find((line) => line.includes('files:')) ?? '')
  printTable(
    ['', 'undisturbed', 'killed', ''],
    Object.entries(expected).map(([name, digest]) => [
      name,
      digest,
      got[name] ?? '',
      got[name] === digest ? 'same' : 'DIFFERENT',
    ]),
  )
  const isSame = Object.entries(expected).every(([name, digest]) => got[name] === digest)
  console.log(isSame ? '\nNo acknowledged write was lost; the content is the same.' : '\nThe content differs.')
  process.exitCode = isSame ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
