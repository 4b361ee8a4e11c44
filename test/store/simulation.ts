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
  readonly tally: Tally
  /** How many budgets ended where. */
  readonly states: Readonly<Record<string, number>>
  readonly entries: number
}

/** A run that went wrong: says with which seed it goes wrong again. */
export class SimulationFailed extends Error {
  override readonly name = 'SimulationFailed'

  constructor({ seed, pace }: SimulationOptions, step: number, faults: readonly string[]) {
    super(
      `seed ${seed}, step ${step}: npm run bench:simulate -- --seed ${seed} --pace ${pace} --steps ${step} plays it again\n${faults.slice(0, 10).join('\n')}`,
    )
  }
}

/** Of a thousand things that are asked, so many go wrong. */
export const MISHAPS: Mishaps = { cut: 40, unheard: 30, program: 8, database: 2 }

export interface SimulationOptions {
  readonly seed: string
  /** Things asked of the program, at least: the last scene is played to its end. */
  readonly steps: number
  /** Days that go by with a step. */
  readonly pace: number
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
export async function simulate(options: SimulationOptions): Promise<Simulated> {
  const { seed, steps, pace, every, folder, database, mishaps = MISHAPS, said } = options
  const serving = new Serving(folder, database)
  try {
    await serving.start()
    const places = await settle(folder, serving.url)
    const client = new Client(serving, mishaps)
    const scenes = new Scenes(client, places, seed)
    let looked = 0
    for (let scene = 1; client.tally.asked < steps; scene++) {
      client.today = new Date(FIRST_DAY + Math.floor(client.tally.asked * pace) * DAY_MS).toISOString().slice(0, 10)
      await scenes.play(new Random(seed, scene))
      const { asked } = client.tally
      if (asked - looked < every && asked < steps && client.faults.length === 0) continue
      looked = asked
      const faults = [...client.faults, ...(await checkCounty(folder, serving.url, places, client.told))]
      if (faults.length > 0) throw new SimulationFailed(options, asked, faults)
      said?.(asked, client.tally)
    }
    const { budgets } = await client.look()
    const states: Record<string, number> = {}
    for (const { state } of budgets) states[state] = (states[state] ?? 0) + 1
    return { seed, tally: client.tally, states, entries: budgets.reduce((sum, { entries }) => sum + entries, 0) }
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
