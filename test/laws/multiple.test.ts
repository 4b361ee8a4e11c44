import { describe, expect, test } from 'vitest'
import { correctSample } from '../../scripts/samples/sample-files.ts'
import { hasShared } from '../setup/documents.ts'
import { bendTogether } from './multiple.ts'
import { nandagang } from './nandagang.ts'
import { mended, specimenOf, type Specimen } from './specimen.ts'

/** Of each size in each document: a thousand pairs and a thousand triples in all. */
const DRAWS = 500

/** Two and three wrong figures at once: exactly they must be the answer, or one of the equal ones. */
function require(specimen: Specimen, size: number): void {
  const tally = bendTogether(specimen, size, DRAWS, 20240 + size)
  const percent = (n: number): string => `${((100 * n) / tally.drawn).toFixed(1)}%`
  console.log(
    [
      `${size} wrong figures · ${specimen.name}: ${tally.drawn} draws, the true set told in ${percent(tally.found)}, as the only one in ${percent(tally.unique)}, something found in ${percent(tally.caught)}`,
      ...tally.missed.slice(0, 5).map((m) => `  ? ${m}`),
    ].join('\n'),
  )
  expect(tally.caught / tally.drawn).toBeGreaterThanOrEqual(0.99)
  expect(tally.found / tally.drawn).toBeGreaterThanOrEqual(0.9)
}

describe('several wrong figures at once', () => {
  const sample = specimenOf('the sample', correctSample())
  test.each([2, 3])('%i in the sample', { timeout: 900_000 }, (size) => require(sample, size))

  test.skipIf(!hasShared).each([2, 3])('%i in a published budget', { timeout: 900_000 }, async (size) => {
    require(specimenOf('nandagang 2023, mended', mended(await nandagang())), size)
  })
})
