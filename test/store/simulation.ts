import { Random } from '../../bench/nation/random.ts'
import { openStore } from '../../src/store/open-store.ts'
import { checkCounty } from './simulation/check.ts'
import { Client, type Mishaps, type Tally } from './simulation/client.ts'
import { makeCounty, type Place } from './simulation/county.ts'
import { PROJECT } from './simulation/plan.ts'
import { Scenes } from './simulation/scenes.ts'
import { Serving } from './simulation/serving.ts'

export interface Simulated {
  readonly seed: string
  readonly steps: number
  readonly tally: Tally
  /** How many budgets ended where. */
  readonly states: Readonly<Record<string, number>>
  readonly entries: number
}

/** A run that went wrong: says with which seed it goes wrong again. */
export class SimulationFailed extends Error {
  override readonly name = 'SimulationFailed'

  constructor(seed: string, step: number, faults: readonly string[]) {
    super(
      `seed ${seed}, step ${step}: npm run bench:simulate -- --seed ${seed} --steps ${step} plays it again\n${faults.slice(0, 10).join('\n')}`,
    )
  }
}

/** Of a thousand things that are asked, so many go wrong. */
export const MISHAPS: Mishaps = { cut: 40, unheard: 30, program: 8, database: 2 }

export interface SimulationOptions {
  readonly seed: string
  readonly steps: number
  /** Steps between two looks at everything. */
  readonly every: number
  /** Where the database lies, and its name: it is made where it is not there. */
  readonly folder: string
  readonly database: string
  readonly mishaps?: Mishaps
  readonly said?: (step: number, tally: Tally) => void
}

const FIRST_DAY = Date.UTC(2025, 8, 1)
const DAY_MS = 86_400_000

/**
 * A county in which random people make budgets for years: they write at once, return, approve, lose their connections, and the program and its database are
 * killed. The same seed plays the same again. Throws `SimulationFailed` as soon as something does not hold.
 */
export async function simulate({
  seed,
  steps,
  every,
  folder,
  database,
  mishaps = MISHAPS,
  said,
}: SimulationOptions): Promise<Simulated> {
  const serving = new Serving(folder, database)
  try {
    await serving.start()
    const places = await settle(folder, serving.url)
    const client = new Client(serving, mishaps)
    const scenes = new Scenes(client, places, seed)
    const days = Math.min(2, 1000 / steps + 0.25)
    for (let step = 1; step <= steps; step++) {
      client.today = new Date(FIRST_DAY + Math.floor(step * days) * DAY_MS).toISOString().slice(0, 10)
      await scenes.play(new Random(seed, step))
      if (step % every === 0 || step === steps || client.faults.length > 0) {
        const faults = [...client.faults, ...(await checkCounty(folder, serving.url, places, client.told))]
        if (faults.length > 0) throw new SimulationFailed(seed, step, faults)
        said?.(step, client.tally)
      }
    }
    const { budgets } = await client.look()
    const states: Record<string, number> = {}
    for (const { state } of budgets) states[state] = (states[state] ?? 0) + 1
    return { seed, steps, tally: client.tally, states, entries: budgets.reduce((sum, { entries }) => sum + entries, 0) }
  } finally {
    await serving.stop()
  }
}

/** People, organisations, and a library with one project for each unit. */
async function settle(folder: string, database: string): Promise<readonly Place[]> {
  const store = await openStore({ folder, database, connections: 2 })
  try {
    const places = await makeCounty(store)
    for (const { id, path } of places.filter(({ kind }) => kind === 'unit'))
      await store.db
        .insertInto('library_project')
        .values({
          organisation_id: id,
          path: [...path],
          code: PROJECT,
          name: PROJECT,
          state: 'stored',
          since: 2000,
          until: null,
          card: '{}',
          author: 'library',
        })
        .execute()
    return places
  } finally {
    await store.close()
  }
}
