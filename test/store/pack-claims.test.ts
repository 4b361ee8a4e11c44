import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ArchivedClaim } from '../../src/store/archived.ts'
import { packClaims, unpackClaims } from '../../src/store/pack-claims.ts'

const CLAIMS: readonly ArchivedClaim[] = [
  {
    id: 0,
    row: { code: '208', label: '社会保障和就业支出' },
    column: '人员经费',
    slice: { flow: 'expenditure', function: '208' },
    printed: '7,062.80',
    state: 'number',
    amount: 7_062_800_000,
    place: { page: 3, table: 1, row: 5, column: 4, box: [1.25, 2, 3, 4] },
  },
  { id: 1, column: '人员经费', slice: {}, printed: '', state: 'blank', amount: null, place: { table: 1, row: 6, column: 4 } },
]

/** These claims as they were packed before headings above columns were kept. */
const EARLIER =
  'ASi1L/1goQDtBgDCSB0bcKV6zuNqqSNfOUl0rGn7/2tqbJtRkCqj+n+EUfQK11sTOWCExoimlnpoTANjYrkAwg8gXO97hO8IPZRDlyUtv8H1MRvB9Tr0E+WHfINfwczrlG8xXq4XkWmhXmYqzb8FmPAXj0ozA6oVi436eF1+zXWEdaEoKDBCIhUZp9gRoDGSiCy39Tu0IWBY2cEfbo87NHaznhfEgmlG6wDxQ5RxwqAcQEEH4cjRdiJBFw5RGBRugAayH8GXP6RxIij5wChuoGW4boEXn/XeZT2tGxC86GUsTxK4I/MxtA=='

describe('packed claims', () => {
  it('are read back as they were, with the headings above a column', () => {
    const [first, second] = CLAIMS
    if (first === undefined || second === undefined) throw new Error('two claims')
    const headed = { ...first, columnGroups: ['一般公共预算', '基本支出'] }
    expect(unpackClaims(packClaims([[headed], [], [second]]))).toEqual([[headed], [], [second]])
  })

  it('are read back whatever numbers they have: halves, negative ones, large ones, none', () => {
    const [claim] = CLAIMS
    if (claim === undefined) throw new Error('a claim')
    const edge = fc.oneof(
      fc.integer({ min: -100_000, max: 100_000 }),
      fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100 + 0),
    )
    const printed = fc.oneof(
      fc.integer({ min: -10_000_000, max: 10_000_000 }).map((n) => (n / 100).toFixed(2)),
      fc.constantFrom('', '-', '1e5', '１２', '1.', '.5', '1.2.3', '99999999999999.99', '7,062.80'),
    )
    const one = fc.record({
      box: fc.tuple(edge, edge, edge, edge),
      page: fc.integer({ min: 1, max: 2000 }),
      row: fc.integer({ min: 0, max: 1_000_000 }),
      printed,
      amount: fc.option(fc.integer({ min: -(2 ** 50), max: 2 ** 50 })),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), (drawn) => {
        const claims = drawn.map(({ box, page, row, printed: text, amount }, id): ArchivedClaim => {
          const place = { page, table: 1, row, column: 4, box: box.map((value) => value + 0) as [number, number, number, number] }
          return { ...claim, id, printed: text, amount, state: amount === null ? 'blank' : 'number', place }
        })
        expect(unpackClaims(packClaims([claims]))).toEqual([claims])
      }),
      { seed: 5, numRuns: 300 },
    )
  })

  it('of an earlier version are read: they have no headings', () => {
    expect(unpackClaims(Buffer.from(EARLIER, 'base64'))).toEqual([CLAIMS])
  })
})
