import { describe, expect, test } from 'vitest'
import { correctSample } from '../../scripts/samples/sample-files.ts'
import { bend } from './bent.ts'
import { requireAll } from './requirements.ts'
import { specimenOf } from './specimen.ts'
import { bendAll } from './tally.ts'

describe('every figure of the sample, bent in turn', () => {
  test('is caught, led to and mended', { timeout: 900_000 }, () => {
    const specimen = specimenOf('the sample', correctSample())
    expect(specimen.proof.findings).toEqual([])
    requireAll(specimen, bendAll(specimen))
  })
})

describe('a slip', () => {
  test.each([
    ['42.16', 'digit', 0, '52.16'],
    ['42.16', 'transposition', 0, '24.16'],
    ['42.16', 'decimal', 0, '421.6'],
    ['42.16', 'decimal', 1, '4.216'],
    ['6', 'decimal', 0, '60'],
    ['11', 'transposition', 0, null],
    ['0.00', 'blank', 0, null],
    ['8', 'blank', 3, ''],
  ] as const)('%s by %s (%i) is %s', (digits, how, seed, expected) => {
    expect(bend(digits, how, seed)).toBe(expected)
  })
})
