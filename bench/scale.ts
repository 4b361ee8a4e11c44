// `npm run bench:scale [-- --facts N] [--growth N,N,…] [--read N] [--seed WORD] [--database URL]`: a synthetic nation in a store of its own, the questions that
// people ask of it, and what it takes on the disk. With `--read`, so many documents are written, and read and kept as any import does. Beside each figure stands the aim, a query that no kept sum serves, and the best existing public platform.
import { parseArgs } from 'node:util'
import { copyNation, nationOf } from './nation/copy-nation.ts'
import { readNation } from './nation/read-nation.ts'
import { askQuestions, type Answers } from './nation/questions.ts'
import { bytesOf, type Bytes } from './nation/bytes-of.ts'
import { withBenchStore } from './nation/bench-store.ts'
import { printTable } from './print-table.ts'
import type { Store } from '../src/store/open-store.ts'

const { values } = parseArgs({
  options: {
    facts: { type: 'string', default: '2080000' },
    growth: { type: 'string' },
    read: { type: 'string' },
    seed: { type: 'string', default: 'mingzhang' },
    database: { type: 'string' },
    seconds: { type: 'string', default: '5' },
  },
})

interface Measured {
  readonly facts: number
  /** How it came there. */
  readonly made: string
  readonly disclosures: number
  readonly answers: Answers
  readonly bytes: Bytes
}

async function measure(facts: number): Promise<Measured> {
  return await withBenchStore(values.database, async (store) => {
    const copied = await copyNation(store, nationOf(facts, values.seed))
    const made = `copied ${copied.copySeconds.toFixed(0)} s + sums ${copied.rollupSeconds.toFixed(0)} s`
    return await asked(store, copied.facts, copied.disclosures, made)
  })
}

async function measureRead(documents: number): Promise<Measured> {
  return await withBenchStore(values.database, async (store) => {
    const read = await readNation(store, documents, values.seed)
    const made = `read ${read.readSeconds.toFixed(0)} s, ${(documents / read.readSeconds).toFixed(1)} documents/s`
    return await asked(store, read.facts, read.documents, made)
  })
}

async function asked(store: Store, facts: number, disclosures: number, made: string): Promise<Measured> {
  const answers = await askQuestions(store, Number(values.seconds))
  return { facts, made, disclosures, answers, bytes: await bytesOf(store, facts) }
}

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`

function printOne({ facts, disclosures, made, answers: a, bytes: b }: Measured): void {
  console.log(`${facts.toLocaleString('en')} facts in ${disclosures.toLocaleString('en')} disclosures: ${made}\n`)
  const row = (what: string, got: string, aim: string, other: string, peer: string): string[] => [what, got, aim, other, peer]
  printTable(
    ['', 'Mingzhang', 'aim', 'the same from every fact', 'reference platform'],
    [
      row('by function, two years, the country', ms(a.country), '< 50 ms', ms(a.countryFromFacts), '1.1–1.3 s'),
      row('… a province', ms(a.province), '< 50 ms', ms(a.provinceFromFacts), ''),
      row('… a city', ms(a.city), '< 50 ms', ms(a.cityFromFacts), ''),
      row('… a county (no sums are kept)', ms(a.county), '< 50 ms', ms(a.county), ''),
      row('departments ranked', ms(a.ranking), '< 100 ms', ms(a.rankingFromFacts), '0.36 s'),
      row('… of a province', ms(a.rankingOfProvince), '< 100 ms', '', ''),
      row('… of a city', ms(a.rankingOfCity), '< 100 ms', '', ''),
      row(
        `lines of a department (${a.linesOfOne.toFixed(0)} each)`,
        `${a.linesPerSecond.toFixed(0)}/s`,
        '≥ 2,000/s',
        '',
        '589/s',
      ),
      row('bytes of a fact with its indexes', b.fact.toFixed(0), '≤ 150', '', '560'),
      row('… with claims, places and sums', b.withClaims.toFixed(0), '≤ 300', '', ''),
      row('… with all else of its disclosure', b.all.toFixed(0), '', '', ''),
    ],
  )
}

function printGrowth(all: readonly Measured[]): void {
  const rows = all.map(({ facts, made, answers: a, bytes: b }) => [
    facts.toLocaleString('en'),
    made,
    ms(a.country),
    ms(a.province),
    ms(a.city),
    ms(a.county),
    ms(a.ranking),
    ms(a.rankingOfProvince),
    `${a.linesPerSecond.toFixed(0)}/s`,
    `${b.fact.toFixed(0)} / ${b.withClaims.toFixed(0)}`,
    `${(b.total / 1e9).toFixed(2)} GB`,
    ms(a.countryFromFacts),
  ])
  const head = [
    'facts',
    'made',
    'country',
    'province',
    'city',
    'county',
    'ranking',
    'in a province',
    'lines',
    'bytes',
    'database',
    'country, no sums',
  ]
  printTable(head, rows)
}

if (values.read !== undefined) printOne(await measureRead(Number(values.read)))
else if (values.growth === undefined) printOne(await measure(Number(values.facts)))
else {
  const all: Measured[] = []
  for (const facts of values.growth.split(',').map(Number)) {
    all.push(await measure(facts))
    printGrowth(all)
  }
}
