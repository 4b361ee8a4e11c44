import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareLedgers, type RowDifference } from '../../src/ledger/compare-ledgers.ts'
import { exampleLedger } from '../../src/ledger/example-ledger.ts'
import type { Ledger, Line } from '../../src/ledger/ledger.ts'
import { EMPTY, line } from './sample.ts'

const EXAMPLE = exampleLedger(2026)

const told = (before: Ledger, after: Ledger) =>
  compareLedgers(before, after).rows.map(({ sheet, kind, fields, change }) => [sheet, kind, fields.join(' '), change])

describe('two versions of a ledger', () => {
  test('that are equal differ in nothing, whatever the order of their lines', () => {
    expect(compareLedgers(EXAMPLE, { ...EXAMPLE, lines: EXAMPLE.lines.toReversed() }).rows).toEqual([])
  })

  test('a line is known by its slice: another amount is a change, another code a line that goes and one that comes', () => {
    const before = { ...EMPTY, lines: [line({ economic: '30101', amount: 10 }), line({ economic: '30201', amount: 5 })] }
    const after = {
      ...EMPTY,
      lines: [line({ economic: '30202', amount: 5 }), line({ economic: '30101', amount: 12, note: '调整' })],
    }
    const { rows, totals } = compareLedgers(before, after)
    expect(rows.map(({ kind, before: was, after: is, change }) => [kind, was?.index, is?.index, change])).toEqual([
      ['added', undefined, 0, 5],
      ['changed', 0, 1, 2],
      ['removed', 1, undefined, -5],
    ])
    expect(rows[1]).toMatchObject({
      fields: ['amount', 'note'],
      before: { texts: { amount: '0.10' } },
      after: { texts: { amount: '0.12' } },
    })
    expect(totals.map(({ dimension, node, before: was, after: is }) => [dimension, node, was, is])).toEqual([
      ['flow', 'expenditure', 15, 17],
      ['fund', 'general', 15, 17],
      ['function', '201', 15, 17],
      ['nature', 'personnel', 10, 12],
      ['nature', 'running', 5, 5],
    ])
  })

  test('lines of one slice: equal ones belong together, the others in their order', () => {
    const before = { ...EMPTY, lines: [1, 2, 3].map((amount) => line({ amount })) }
    const after = { ...EMPTY, lines: [3, 9].map((amount) => line({ amount })) }
    expect(told(before, after)).toEqual([
      ['lines', 'changed', 'amount', 8],
      ['lines', 'removed', expect.stringContaining('amount'), -2],
    ])
  })

  test('cards, indicators, purchases, people, assets, words and the head are told field by field', () => {
    const [project] = EXAMPLE.projects
    const [purchase] = EXAMPLE.procurement
    if (project === undefined || purchase === undefined) throw new Error('the example has a project')
    const indicators = [
      ...project.indicators.slice(1),
      { ...project.indicators[0], level3: '新指标' } as (typeof project.indicators)[number],
    ]
    const after: Ledger = {
      ...EXAMPLE,
      staff: 11,
      projects: [{ ...project, goals: ['另一目标'], indicators }],
      procurement: [{ ...purchase, quantity: 2, amount: purchase.amount * 2 }],
      people: EXAMPLE.people.map((own) => ({ ...own, actual: 9 })),
      assets: EXAMPLE.assets.slice(1),
      words: { ...EXAMPLE.words, mission: '另一机构', other: '无' },
    }
    expect(told(EXAMPLE, after)).toEqual([
      ['basic', 'changed', 'staff', null],
      ['projects', 'changed', 'goals', null],
      ['indicators', 'added', 'project level1 level2 level3 description value basis', null],
      ['indicators', 'removed', 'project level1 level2 level3 description value basis', null],
      ['procurement', 'changed', 'quantity amount', purchase.amount],
      ['people', 'changed', 'actual', null],
      ['people', 'changed', 'actual', null],
      ['assets', 'removed', 'kind', null],
      ['words', 'changed', 'text', null],
      ['words', 'changed', 'text', null],
    ])
  })

  test('a project with another name and its code is the same project, with its money and its targets', () => {
    const other = '改了名的项目'
    const old = EXAMPLE.projects[0]?.name
    const after: Ledger = {
      ...EXAMPLE,
      projects: EXAMPLE.projects.map((own) => ({ ...own, name: other })),
      lines: EXAMPLE.lines.map((own) => (own.project === old ? { ...own, project: other } : own)),
      procurement: EXAMPLE.procurement.map((own) => ({ ...own, project: other })),
    }
    const { rows } = compareLedgers(EXAMPLE, after)
    expect(new Set(rows.map(({ kind, fields }) => `${kind} ${fields.join()}`))).toEqual(
      new Set(['changed project', 'changed name']),
    )
    const without = { ...after, projects: after.projects.map((own) => ({ ...own, code: '' })) }
    expect(compareLedgers(EXAMPLE, without).rows.some(({ kind }) => kind === 'removed')).toBe(true)
  })

  test('what is added and removed is all that makes one of the other', () => {
    const some: fc.Arbitrary<Line> = fc
      .record({ economic: fc.constantFrom('30101', '30201'), amount: fc.nat(3), note: fc.constantFrom('', 'x') })
      .map(line)
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), fc.array(some, { maxLength: 8 }), (lines, others) => {
        const { rows, totals } = compareLedgers({ ...EMPTY, lines }, { ...EMPTY, lines: others })
        const gone = rows.flatMap(({ before }) => before?.index ?? [])
        const came = rows.flatMap(({ after }) => after?.index ?? [])
        const bag = (all: readonly Line[]) => all.map((own) => JSON.stringify(own)).toSorted()
        const made = [...lines.filter((_, i) => !gone.includes(i)), ...others.filter((_, i) => came.includes(i))]
        expect(bag(made)).toEqual(bag(others))
        const sum = (all: readonly RowDifference[]) => all.reduce((whole, { change }) => whole + (change ?? 0), 0)
        expect(sum(rows)).toBe(
          totals.filter(({ dimension }) => dimension === 'flow').reduce((whole, { change }) => whole + change, 0),
        )
        // Nothing is told of both that is the same in both.
        for (const { kind, before, after } of rows) if (kind === 'changed') expect(before?.texts).not.toEqual(after?.texts)
      }),
      { numRuns: 500, seed: 64 },
    )
  })
})
