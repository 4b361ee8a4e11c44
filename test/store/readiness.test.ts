import { afterAll, beforeAll, expect, test } from 'vitest'
import { Archive } from '../../src/app/archive.ts'
import { openSampleArchive, type SampleArchive } from '../setup/archive.ts'

let sample: SampleArchive

beforeAll(async () => {
  sample = await openSampleArchive()
})

afterAll(async () => {
  await sample.close()
})

test('whoever serves the public, in the role of the public, can tell whether the store is ready', async () => {
  expect(sample.archive).toBeInstanceOf(Archive)
  expect(await sample.archive.readiness()).toBe('ready')
})
