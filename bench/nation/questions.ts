import { sql } from 'kysely'
import { Archive } from '../../src/app/archive.ts'
import type { Store } from '../../src/store/open-store.ts'
import { type FactFilter, sumFacts } from '../../src/store/queries/facts.ts'
import { median } from '../median.ts'

/** Milliseconds (medians), unless the name says otherwise. */
export interface Answers {
  readonly country: number
  readonly province: number
  readonly city: number
  readonly county: number
  readonly countryFromFacts: number
  readonly provinceFromFacts: number
  readonly cityFromFacts: number
  readonly ranking: number
  readonly rankingOfProvince: number
  readonly rankingOfCity: number
  /** Departments by what they spend on one class of functions: no kept sum has it. */
  readonly rankingFromFacts: number
  readonly linesPerSecond: number
  readonly linesOfOne: number
}

const PROVINCE = '130000'
const CITY = '130100'
const COUNTY = '131122'
const ROUNDS = 15
const SLOW_ROUNDS = 3
/** What takes longer is asked once. */
const TOO_SLOW_TO_REPEAT = 10_000
/** Requests at once: as many as keep two processors busy. */
const READERS = 6

/** Asks what people ask, one question at a time, and then the lines of departments from several readers at once. */
export async function askQuestions(store: Store, seconds: number): Promise<Answers> {
  const archive = Archive.over(store)
  const all = { cut: 'expenditure', stage: 'budget', scope: 'department' } as const
  const aggregate = (division: string) => archive.sums({ ...all, years: [2023, 2024], division }, ['function', 'year'])
  const fromFacts = (filter: Partial<FactFilter>) =>
    withoutLimit(store, (at) => sumFacts(at, { ...all, years: [2023, 2024], ...filter }, ['function', 'year'], { from: 'facts' }))
  const rank = (place: { division?: string }) => archive.rank({ ...all, year: 2024, limit: 50, ...place })
  const byClass = () =>
    withoutLimit(store, (at) => sumFacts(at, { ...all, years: [2024], nodes: { function: '205' } }, ['department']))
  const lines = await linesPerSecond(archive, seconds)
  return {
    country: await time(ROUNDS, () => aggregate('CN')),
    province: await time(ROUNDS, () => aggregate(PROVINCE)),
    city: await time(ROUNDS, () => aggregate(CITY)),
    county: await time(ROUNDS, () => aggregate(COUNTY)),
    countryFromFacts: await time(SLOW_ROUNDS, () => fromFacts({})),
    provinceFromFacts: await time(SLOW_ROUNDS, () => fromFacts({ division: PROVINCE })),
    cityFromFacts: await time(SLOW_ROUNDS, () => fromFacts({ division: CITY })),
    ranking: await time(ROUNDS, () => rank({})),
    rankingOfProvince: await time(ROUNDS, () => rank({ division: PROVINCE })),
    rankingOfCity: await time(ROUNDS, () => rank({ division: CITY })),
    rankingFromFacts: await time(SLOW_ROUNDS, byClass),
    ...lines,
  }
}

/** Asks what nobody waits for: longer than a request may take. */
async function withoutLimit<T>(store: Store, ask: (store: Store) => Promise<T>): Promise<T> {
  return await store.db.transaction().execute(async (tx) => {
    await sql`SET LOCAL statement_timeout = 0`.execute(tx)
    return await ask({ ...store, db: tx })
  })
}

async function time(rounds: number, ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  const first = performance.now()
  await ask()
  if (performance.now() - first > TOO_SLOW_TO_REPEAT) return performance.now() - first
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    await ask()
    times.push(performance.now() - began)
  }
  return median(times)
}

async function linesPerSecond(archive: Archive, seconds: number): Promise<Pick<Answers, 'linesPerSecond' | 'linesOfOne'>> {
  const [last] = (await archive.store.db.selectFrom('department').select('id').orderBy('id', 'desc').limit(1).execute()).map(
    ({ id }) => id,
  )
  const departments = last ?? 1
  let requests = 0
  let lines = 0
  const read = async (reader: number, until: number): Promise<void> => {
    for (let i = reader; performance.now() < until; i += 37) {
      const facts = await archive.facts(
        { cut: 'expenditure', stage: 'budget', scope: 'department', department: 1 + (i % departments) },
        { limit: 200 },
      )
      if (!facts.ok) throw new Error(facts.message.en)
      requests++
      lines += facts.value.length
    }
  }
  const run = async (ms: number): Promise<void> => {
    const until = performance.now() + ms
    await Promise.all(Array.from({ length: READERS }, (_, reader) => read(reader, until)))
  }
  await run(1000)
  requests = 0
  lines = 0
  const began = performance.now()
  await run(seconds * 1000)
  return { linesPerSecond: requests / ((performance.now() - began) / 1000), linesOfOne: lines / requests }
}
