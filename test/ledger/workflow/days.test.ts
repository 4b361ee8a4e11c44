import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, isDay } from '../../../src/ledger/workflow/days.ts'

const DAY = 86_400_000
const day = fc.date({ min: new Date('1000-01-01'), max: new Date('9000-12-31'), noInvalidDate: true })
const textOf = (date: Date): string => date.toISOString().slice(0, 10)

describe('calendar days', () => {
  test('agree with those of the platform, over eight thousand years', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -300_000, max: 300_000 }), (from, days) => {
        const to = textOf(new Date(from.getTime() + days * DAY))
        expect(addDays(textOf(from), days)).toBe(to)
        expect(daysBetween(textOf(from), to)).toBe(days)
      }),
      { numRuns: 2000, seed: 6 },
    )
  })

  test('leap days follow the calendar', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01')
    expect(addDays('2000-02-28', 1)).toBe('2000-02-29')
    expect(addDays('2100-02-28', 1)).toBe('2100-03-01')
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01')
  })

  test('what the calendar does not have is no day', () => {
    for (const text of ['2023-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '2024-4-1', '', '2024-01-01T00:00:00Z'])
      expect(isDay(text), text).toBe(false)
    expect(isDay('2024-02-29')).toBe(true)
    expect(() => addDays('2023-02-29', 1)).toThrow('2023-02-29')
  })
})
