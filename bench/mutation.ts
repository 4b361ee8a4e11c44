import { parseArgs } from 'node:util'
import {
  bendSome,
  describeMutation,
  pdfsBelow,
  published,
  tallyMutations,
  type Mutation,
  type MutationTally,
} from '../test/checks/pdf-mutation.ts'
import { fromRoot } from './bench-documents.ts'
import { printTable } from './print-table.ts'

/** `npm run bench:mutation -- [DIR]`: bends printed figures of real documents one at a time and looks whether the checks find them. */

const USAGE = `用法 usage: npm run bench:mutation -- [DIR] [--each N] [--seed N] [--only NAME] [--misses]

DIR      含有 PDF 的文件夹 folder of PDF documents (../shared/documents)
--each   每份文件改动几处 figures bent in each document (150)
--seed   随机种子 seed (1)
--only   只测名称中含有这几个字的文件 only documents whose name contains this
--misses 列出未发现、未指对的改动 list what was not caught, or not led to`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    each: { type: 'string', default: '150' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    misses: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const each = Number(values.each)
const seed = Number(values.seed)
if (values.help || positionals.length > 1 || !Number.isInteger(each) || each < 1 || !Number.isInteger(seed)) {
  console.error(USAGE)
  process.exit(2)
}

const folder = positionals[0] ?? fromRoot('../shared/documents')
const names = pdfsBelow(folder).filter((name) => name.includes(values.only))
if (names.length === 0) {
  console.error(`${folder} 中没有 PDF。 No PDF in ${folder}.`)
  process.exit(2)
}

const rows: string[][] = []
const all: Mutation[] = []
const misses: string[] = []
for (const name of names) {
  const specimen = await published(folder, name)
  const mutations = bendSome(specimen, each, seed)
  all.push(...mutations)
  rows.push(rowOf(name, specimen.figures.length, tallyMutations(mutations)))
  for (const m of mutations) {
    if (m.caught && m.among) continue
    const fate = !m.caught ? (m.noted ? 'note only' : m.elsewhere ? 'elsewhere' : 'missed') : 'not led to'
    const why = m.covered ? '' : ' (within rounding, or in no equation)'
    misses.push(`${name} · ${fate}${why} · ${describeMutation(m)} ${m.messages.join(' / ').slice(0, 240)}`)
  }
}
rows.push(rowOf('total', all.length, tallyMutations(all)))
printTable(
  [
    'document',
    'figures',
    'bent',
    'caught',
    '… of covered',
    'note only',
    'elsewhere',
    'first',
    'first or equal',
    'original proposed',
  ],
  rows,
)
if (values.misses) console.log(`\n${misses.join('\n')}`)

function rowOf(name: string, figures: number, tally: MutationTally): string[] {
  const share = (count: number, of: number): string => (of === 0 ? '—' : `${((100 * count) / of).toFixed(1)}%`)
  return [
    name,
    String(figures),
    String(tally.bent),
    share(tally.caught, tally.bent),
    `${share(tally.caughtOfCovered, tally.covered)} of ${tally.covered}`,
    String(tally.noted),
    String(tally.elsewhere),
    share(tally.first, tally.caught),
    share(tally.among, tally.caught),
    share(tally.repaired, tally.caught),
  ]
}
