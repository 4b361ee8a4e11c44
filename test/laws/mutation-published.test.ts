import { describe, expect, test } from 'vitest'
import { hasShared } from '../setup/documents.ts'
import { nandagang } from './nandagang.ts'
import { requireAll } from './requirements.ts'
import { mended, specimenOf } from './specimen.ts'
import { bendAll } from './tally.ts'

describe.skipIf(!hasShared)('every figure of a published budget, its mistakes mended, bent in turn', () => {
  test('is caught, led to and mended', { timeout: 900_000 }, async () => {
    const specimen = specimenOf('nandagang 2023, mended', mended(await nandagang()))
    expect(specimen.proof.findings.filter((f) => f.severity === 'error')).toEqual([])
    requireAll(specimen, bendAll(specimen))
  })
})
