import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sumOf } from '../../src/catalogue/inside.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import { hebei } from '../../src/forms/hebei/index.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { writeDisclosure } from '../../src/forms/write-disclosure.ts'
import { accountOf } from '../../src/ledger/account-of.ts'
import { consolidate } from '../../src/ledger/consolidate.ts'
import { judgeLedger } from '../../src/ledger/judge-ledger.ts'
import type { Ledger, LedgerProject, Purchase } from '../../src/ledger/ledger.ts'
import { DEPARTMENT, randomUnits, withWrittenSources } from './random-units.ts'
import { EMPTY, line } from './sample.ts'

const unit = (name: string, said: Partial<Ledger> = {}): Ledger => ({
  ...EMPTY,
  department: { code: '', name },
  scope: 'unit',
  units: [{ code: '', name, kind: '事业', grade: '', funding: '' }],
  ...said,
})
const PROJECT: LedgerProject = {
  code: '',
  name: '修路',
  function: '',
  purpose: '',
  plan: [],
  goals: [],
  indicators: [],
  until: null,
}
const PURCHASE: Purchase = {
  project: '修路',
  goods: '',
  catalogue: '',
  measure: '',
  quantity: 0,
  unitPrice: 0,
  fund: 'general',
  amount: 30,
  reservedForSmall: 0,
  fixedAsset: true,
}

/** What is printed of a ledger and read back: everything that is found in it, but what print's rounding may look like. */
function found(ledger: Ledger): readonly string[] {
  const reading = readDisclosure(writeDisclosure(accountOf(ledger), hebei), [hebei])
  const proof = checkReading(reading)
  return [
    ...judgeLedger(ledger).filter(({ severity }) => severity === 'error'),
    ...proof.findings.filter(({ severity }) => severity !== 'note'),
    ...reading.problems,
  ].map(({ message }) => message.zh)
}

const money = (ledger: Ledger, slice: Parameters<typeof sumOf>[1]): number => sumOf(accountOf(ledger).facts, slice)

/** Sources less uses, in total and by fund and function where they differ. */
function unbalanced(ledger: Ledger): readonly string[] {
  const { facts } = accountOf(ledger)
  const sums = new Map<string, number>()
  for (const { slice, amount } of facts) {
    const sign = sumOf([{ slice, amount: 1, items: [] }], { flow: 'sources' }) === 1 ? 1 : -1
    for (const key of ['all', `fund ${slice.fund}`, `function ${slice.function}`])
      sums.set(key, (sums.get(key) ?? 0) + sign * amount)
  }
  return [...sums].filter(([, sum]) => sum !== 0).map(([key, sum]) => `${key}: ${sum}`)
}

describe('consolidating units', () => {
  test('every line is there once, with its unit', () => {
    const all = [unit('甲局', { lines: [line({ amount: 10 })] }), unit('乙中心', { lines: [line({ amount: 5, note: 'x' })] })]
    const { ledger, transfers, notes } = consolidate({ ...DEPARTMENT, department: { code: '9', name: '甲局' } }, all)
    expect(ledger.lines.map((l) => [l.unit, l.amount, l.note])).toEqual([
      ['甲局', 10, ''],
      ['乙中心', 5, 'x'],
    ])
    expect(ledger).toMatchObject({ scope: 'department', words: DEPARTMENT.words, glossary: DEPARTMENT.glossary })
    expect(transfers).toEqual([])
    expect(notes).toEqual([])
  })

  test('the units stand as the department lists them', () => {
    const own = { ...DEPARTMENT, units: ['丙', '甲'].map((name) => ({ code: '', name, kind: '', grade: '', funding: '' })) }
    const { ledger } = consolidate(
      own,
      ['甲', '乙', '丙'].map((name) => unit(name)),
    )
    expect(ledger.units.map(({ name }) => name)).toEqual(['丙', '甲', '乙'])
  })

  test('projects of one name are told apart, with their money, targets and purchases', () => {
    const lines = [line({ project: '修路', amount: 50 })]
    const said = { lines, projects: [PROJECT], procurement: [PURCHASE] }
    const { ledger, notes } = consolidate(DEPARTMENT, [
      unit('甲局', said),
      unit('乙中心', said),
      unit('丙站', { lines: [line({ project: '绿化' })], projects: [{ ...PROJECT, name: '绿化' }] }),
    ])
    expect(ledger.projects.map(({ name }) => name)).toEqual(['修路（甲局）', '修路（乙中心）', '绿化'])
    expect(ledger.procurement.map(({ project }) => project)).toEqual(['修路（甲局）', '修路（乙中心）'])
    for (const { name } of ledger.projects.slice(0, 2)) {
      expect(money(ledger, { flow: 'expenditure', project: name })).toBe(50)
      expect(money(ledger, { item: 'procurement', project: name })).toBe(30)
    }
    expect(notes).toHaveLength(2)
    expect(judgeLedger(ledger).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test('units of one name are told apart by their codes', () => {
    const twin = (code: string) =>
      unit('甲站', {
        department: { code, name: '甲站' },
        units: [{ code, name: '甲站', kind: '', grade: '', funding: '' }],
        lines: [line({})],
      })
    const { ledger } = consolidate(DEPARTMENT, [twin('1'), twin('2')])
    expect(ledger.units.map(({ name }) => name)).toEqual(['甲站', '甲站（2）'])
    expect(ledger.lines.map((l) => l.unit)).toEqual(['甲站', '甲站（2）'])
  })

  test('people, staff and assets are added up, and what is not known stays so', () => {
    const { ledger, notes } = consolidate({ ...DEPARTMENT, staff: 99 }, [
      unit('甲局', {
        staff: 3,
        people: [{ kind: 'administrative', posts: 4, actual: 3 }],
        assets: [{ kind: 'buildings', count: 100, value: 7 }],
      }),
      unit('乙中心', {
        staff: 2,
        people: [
          { kind: 'administrative', posts: 1, actual: null },
          { kind: 'retired', posts: null, actual: 5 },
        ],
        assets: [
          { kind: 'offices', count: null, value: 2 },
          { kind: 'vehicles', count: null, value: null },
        ],
      }),
    ])
    expect(ledger.staff).toBe(5)
    expect(ledger.people).toEqual([
      { kind: 'administrative', posts: 5, actual: 3 },
      { kind: 'retired', posts: null, actual: 5 },
    ])
    expect(ledger.assets).toEqual([
      { kind: 'buildings', count: 100, value: 9 },
      { kind: 'offices', count: null, value: 2 },
      { kind: 'vehicles', count: null, value: null },
    ])
    expect(notes).toEqual([])
    const unknown = consolidate({ ...DEPARTMENT, staff: 99 }, [unit('甲局', { staff: 3 }), unit('乙中心')])
    expect(unknown.ledger.staff).toBe(99)
    expect(unknown.notes[0]?.zh).toContain('没有填在职人数的单位：乙中心')
  })

  test('running cost stays what the unit printed', () => {
    const bare = unit('甲局', { units: [], lines: [line({ economic: '30201', amount: 8 })] })
    const other = unit('乙中心', { lines: [line({ economic: '30201', amount: 5 })] })
    expect(money(consolidate(DEPARTMENT, [bare, other]).ledger, { item: 'running-cost' })).toBe(8)
  })
})

describe('what units pay each other', () => {
  const pays = line({ fund: 'operating', function: '2010399', nature: 'subsidy', amount: 70 })
  const gets = [
    line({ fund: 'superior-subsidy', function: '2010302', economic: '30201', amount: 40 }),
    line({ fund: 'superior-subsidy', function: '2010303', economic: '30101', amount: 30 }),
  ]

  test('goes out on both sides; what is done with it is done with the payer’s money', () => {
    const all = [unit('甲局', { lines: [pays, line({ amount: 9 })] }), unit('乙中心', { lines: gets })]
    for (const units of [all, all.map(withWrittenSources), [all[0] ?? EMPTY, ...all.slice(1).map(withWrittenSources)]]) {
      const { ledger, transfers } = consolidate(DEPARTMENT, units)
      expect(money(ledger, { flow: 'sources' })).toBe(79)
      expect(money(ledger, { flow: 'uses' })).toBe(79)
      expect(money(ledger, { fund: 'superior-subsidy' })).toBe(0)
      expect(money(ledger, { flow: 'income', fund: 'operating', function: '2010302' })).toBe(40)
      expect(money(ledger, { flow: 'expenditure', fund: 'operating', unit: '乙中心' })).toBe(70)
      expect(unbalanced(ledger)).toEqual([])
      expect(transfers).toEqual([
        {
          kind: expect.objectContaining({ id: 'subsidy' }),
          paid: [{ unit: '甲局', amount: 70 }],
          received: [{ unit: '乙中心', amount: 70 }],
          eliminated: 70,
          stands: null,
        },
      ])
    }
  })

  test('passed on through a unit in the middle', () => {
    const middle = [line({ fund: 'superior-subsidy', function: '2010399', nature: 'subsidy', amount: 30 }), gets[0] ?? line({})]
    const all = [unit('甲', { lines: [pays] }), unit('乙', { lines: middle }), unit('丙', { lines: gets.slice(1) })]
    for (const units of [all, all.map(withWrittenSources)]) {
      const { ledger, transfers } = consolidate(DEPARTMENT, units)
      expect(transfers.map(({ eliminated }) => eliminated)).toEqual([100])
      expect(ledger.lines.filter(({ flow }) => flow === 'expenditure').map((l) => [l.unit, l.fund, l.nature, l.amount])).toEqual([
        ['乙', 'operating', '', 40],
        ['丙', 'operating', '', 30],
      ])
      expect(unbalanced(ledger)).toEqual([])
    }
  })

  test('stands on both sides where they do not agree, and says by how much', () => {
    const { ledger, transfers } = consolidate(DEPARTMENT, [
      unit('甲局', { lines: [{ ...pays, amount: 80 }] }),
      unit('乙中心', { lines: gets }),
    ])
    expect(money(ledger, { flow: 'uses' })).toBe(150)
    expect(transfers[0]).toMatchObject({ eliminated: 0, stands: { zh: expect.stringContaining('相差0.10元') } })
  })

  test('with nobody on the other side is money from or to outside', () => {
    const { transfers } = consolidate(DEPARTMENT, [unit('甲局', { lines: [pays] })])
    expect(transfers[0]?.stands?.zh).toContain('视为付给部门以外')
    expect(consolidate(DEPARTMENT, [unit('乙', { lines: gets })]).transfers[0]?.stands?.zh).toContain('视为来自部门以外')
  })

  test('stands where a unit does not spend what it received', () => {
    const income = line({ flow: 'income', fund: 'superior-subsidy', amount: 70 })
    const { ledger, transfers } = consolidate(DEPARTMENT, [
      unit('甲局', { lines: [pays] }),
      unit('乙中心', { lines: [income, line({ fund: 'general', amount: 70 })] }),
    ])
    expect(transfers[0]).toMatchObject({ eliminated: 0, stands: { zh: expect.stringContaining('对不上') } })
    expect(money(ledger, { flow: 'income', fund: 'superior-subsidy' })).toBe(70)
  })

  test('what is bought with it is bought with the payer’s money', () => {
    const spends = { ...(gets[0] ?? line({})), project: '修路', amount: 70 }
    const buys = { ...PURCHASE, fund: 'superior-subsidy', amount: 60 }
    const { ledger } = consolidate(DEPARTMENT, [
      unit('甲局', { lines: [pays] }),
      unit('乙中心', { lines: [spends], projects: [PROJECT], procurement: [buys] }),
    ])
    expect(ledger.procurement.map(({ fund }) => fund)).toEqual(['operating'])
    expect(judgeLedger(ledger).filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('a department of random units', () => {
  test('prints tables in which nothing is found, whatever the units pay each other', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(randomUnits('hundreds', true), ({ units, given }) => {
        const { ledger, transfers } = consolidate(DEPARTMENT, units)
        const all = given.reduce((sum, { amount, second }) => sum + amount + second, 0)
        expect(transfers.map(({ stands }) => stands)).toEqual(transfers.map(() => null))
        expect(transfers.reduce((sum, { eliminated }) => sum + eliminated, 0)).toBe(all)
        const before = units.reduce((sum, own) => sum + money(own, { flow: 'uses' }), 0)
        expect(money(ledger, { flow: 'uses' })).toBe(before - all)
        expect(unbalanced(ledger)).toEqual([])
        expect(found(ledger)).toEqual([])
      }),
      { numRuns: 25, seed: 61 },
    )
  })

  test('also where the two sides do not agree', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(randomUnits('hundreds', false), ({ units }) => {
        const { ledger, transfers } = consolidate(DEPARTMENT, units)
        const before = units.reduce((sum, own) => sum + money(own, { flow: 'uses' }), 0)
        const out = transfers.reduce((sum, { eliminated }) => sum + eliminated, 0)
        expect(money(ledger, { flow: 'uses' })).toBe(before - out)
        expect(unbalanced(ledger)).toEqual([])
        expect(found(ledger)).toEqual([])
      }),
      { numRuns: 15, seed: 62 },
    )
  })

  test('of five hundred units is the sum of all', () => {
    const units = Array.from({ length: 500 }, (_, u) =>
      unit(`单位${u}`, {
        staff: u,
        lines: Array.from({ length: 300 }, (_line, i) =>
          i === 0
            ? line(u % 2 === 0 ? paid(u) : { fund: 'superior-subsidy', economic: '30201', amount: 1000 })
            : line({ economic: i % 3 === 0 ? '30201' : '30101', amount: u * 1000 + i, project: i % 50 === 0 ? '专项' : '' }),
        ),
        projects: [{ ...PROJECT, name: '专项' }],
      }),
    )
    const { ledger, transfers } = consolidate(DEPARTMENT, units)
    expect(transfers.map(({ eliminated }) => eliminated)).toEqual([250_000])
    expect(ledger.lines).toHaveLength(500 * 300 - 250)
    const sum = units.flatMap((own) => own.lines).reduce((all, { amount }) => all + amount, 0)
    expect(ledger.lines.reduce((all, { amount }) => all + amount, 0)).toBe(sum - 250_000)
    expect(ledger.staff).toBe((499 * 500) / 2)
    expect(new Set(ledger.projects.map(({ name }) => name)).size).toBe(500)
  })
})

function paid(u: number): Partial<Ledger['lines'][number]> {
  return { fund: 'operating', nature: 'subsidy', amount: 1000, function: u % 4 === 0 ? '2010301' : '2010399' }
}
