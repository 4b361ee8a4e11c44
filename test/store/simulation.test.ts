import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { openFolder } from './database-server.ts'
import { type Simulated, simulate } from './simulation.ts'

const folder = openFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a county of random people', { timeout: 300_000 }, () => {
  const runs: Simulated[] = []

  test.each(['spring', 'summer', 'autumn'])('makes budgets, and everything holds: seed %s', async (seed) => {
    const run = await simulate({ seed, steps: 400, pace: 1.6, every: 200, folder, database: `county_${seed}` })
    runs.push(run)
    expect(run.tally.kept).toBeGreaterThan(20)
    expect(run.tally.moves).toBeGreaterThan(50)
    expect(run.tally.denied).toBeGreaterThan(10)
  })

  test('not because nothing happened: writes met, answers were lost, programs were killed', () => {
    const sum = (of: (run: Simulated) => number): number => runs.reduce((all, run) => all + of(run), 0)
    expect(sum(({ tally }) => tally.conflicts)).toBeGreaterThan(5)
    expect(sum(({ tally }) => tally.cut)).toBeGreaterThan(5)
    expect(sum(({ tally }) => tally.kills)).toBeGreaterThan(2)
    expect(sum(({ tally }) => tally.crashes)).toBeGreaterThan(0)
  })
})
