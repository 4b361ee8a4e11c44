import { describe, expect, test } from 'vitest'
import { sumOf } from '../../src/catalogue/inside.ts'
import { accountOf } from '../../src/ledger/account-of.ts'
import { judgeLedger } from '../../src/ledger/judge-ledger.ts'
import type { Ledger, LedgerProject, Purchase } from '../../src/ledger/ledger.ts'
import { EMPTY, line } from './sample.ts'

const UNITS = [
  { code: '1', name: '甲局', kind: '行政', grade: '', funding: '' },
  { code: '2', name: '乙中心', kind: '事业', grade: '', funding: '' },
]
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

const factsOf = (said: Partial<Ledger>) => accountOf({ ...EMPTY, ...said }).facts

describe('facts of a ledger', () => {
  test('nature follows the economic class and the project', () => {
    const facts = factsOf({
      lines: [
        line({ economic: '30101' }),
        line({ economic: '30201', amount: 7 }),
        line({ economic: '30201', project: '修路', amount: 3 }),
      ],
    })
    expect(sumOf(facts, { flow: 'expenditure', nature: 'personnel' })).toBe(100)
    expect(sumOf(facts, { flow: 'expenditure', nature: 'running' })).toBe(7)
    expect(sumOf(facts, { flow: 'expenditure', nature: 'project' })).toBe(3)
  })

  test('without a line of sources every use has its source', () => {
    const facts = factsOf({
      lines: [
        line({}),
        line({ origin: 'carried', amount: 20 }),
        line({ origin: 'reserves', amount: 5 }),
        line({ flow: 'carried-forward', amount: 8 }),
      ],
    })
    expect(sumOf(facts, { flow: 'income' })).toBe(108)
    expect(sumOf(facts, { flow: 'brought-forward', function: '2010301' })).toBe(20)
    expect(sumOf(facts, { flow: 'reserves-used' })).toBe(5)
    expect(sumOf(facts, { flow: 'sources' })).toBe(sumOf(facts, { flow: 'uses' }))
  })

  test('with one, sources are as written, right or wrong', () => {
    const facts = factsOf({ lines: [line({}), line({ flow: 'income', amount: 90 })] })
    expect(sumOf(facts, { flow: 'sources' })).toBe(90)
    expect(sumOf(facts, { flow: 'uses' })).toBe(100)
  })

  test('three public expenses follow their classes, whoever spends them', () => {
    const facts = factsOf({
      units: UNITS,
      lines: [
        line({ economic: '30217', amount: 1 }),
        line({ economic: '30231', unit: '乙中心', amount: 2 }),
        line({ economic: '31013', project: '修路', amount: 4 }),
        line({ economic: '30212', amount: 8, items: ['abroad-teaching'] }),
      ],
    })
    expect(sumOf(facts, { item: 'three-public' })).toBe(15)
    expect(sumOf(facts, { item: 'abroad-other' })).toBe(0)
    expect(sumOf(facts, { item: 'vehicles' })).toBe(6)
  })

  test('running cost is what administrative units spend from the general budget on running', () => {
    const facts = factsOf({
      units: UNITS,
      lines: [
        line({ economic: '30201', amount: 1 }),
        line({ economic: '30201', unit: '乙中心', amount: 2 }),
        line({ economic: '30201', fund: 'other', amount: 4 }),
        line({ economic: '30101', amount: 8 }),
      ],
    })
    expect(sumOf(facts, { item: 'running-cost' })).toBe(1)
  })

  test('a purchase splits the line that pays it and changes no sum', () => {
    const lines = [line({ project: '修路', amount: 50 }), line({ amount: 100, economic: '30201' })]
    const bare = factsOf({ lines, projects: [PROJECT] })
    const facts = factsOf({ lines, projects: [PROJECT], procurement: [PURCHASE] })
    expect(sumOf(facts, { item: 'procurement', project: '修路', nature: 'project' })).toBe(30)
    expect(sumOf(facts, { item: 'asset-purchase' })).toBe(30)
    for (const slice of [{}, { project: '修路' }, { nature: 'running' }, { function: '201' }])
      expect(sumOf(facts, slice)).toBe(sumOf(bare, slice))
  })

  test('a purchase that no line pays is said, and still counted as procurement', () => {
    const ledger = { ...EMPTY, lines: [line({ project: '修路', amount: 10 })], projects: [PROJECT], procurement: [PURCHASE] }
    const { facts } = accountOf(ledger)
    expect(sumOf(facts, { item: 'procurement' })).toBe(30)
    expect(sumOf(facts, { flow: 'expenditure' })).toBe(10)
    expect(judgeLedger(ledger).map((f) => [f.code, f.severity])).toEqual([['bound', 'error']])
  })

  test("last year's ledger goes before what the ledger knows of it", () => {
    const lastYear = [line({ amount: 40 })]
    expect(accountOf(EMPTY).lastYear).toBeNull()
    expect(sumOf(accountOf({ ...EMPTY, lastYear }).lastYear ?? [], { flow: 'expenditure' })).toBe(40)
    const other = { ...EMPTY, year: 2023, lines: [line({ amount: 60 })] }
    expect(sumOf(accountOf({ ...EMPTY, lastYear }, other).lastYear ?? [], { flow: 'expenditure' })).toBe(60)
  })
})

describe('judging a ledger', () => {
  const said = (own: Partial<Ledger>) => judgeLedger({ ...EMPTY, ...own }).map((f) => `${f.severity} ${f.code} ${f.message.zh}`)

  test('an unknown code is a warning that names the year and the nearest code', () => {
    expect(said({ lines: [line({ function: '2010377', economic: '30101' })] })).toEqual([
      expect.stringMatching(/^warning name 《收支明细》第2行：2024年的功能分类中没有2010377，最近的是20103/u),
    ])
  })

  test('names that are not listed, missing funds, functions and natures are errors with their row', () => {
    const lines = [
      line({ economic: '30101' }),
      line({ economic: '30101', unit: '甲局' }),
      line({ economic: '30101', project: '修路' }),
      line({ economic: '30101', fund: '' }),
      line({ economic: '30101', function: '' }),
      line({}),
    ]
    expect(said({ lines }).map((f) => /^(\S+ \S+) 《收支明细》第(\d)行/u.exec(f)?.slice(1).join(' '))).toEqual([
      'error missing 3',
      'error missing 4',
      'error blank 5',
      'error blank 6',
      'error blank 7',
    ])
  })

  test('a function of another budget than its fund is a warning', () => {
    expect(said({ lines: [line({ function: '2120803', economic: '30101' })] })).toEqual([
      expect.stringContaining('2120803属于政府性基金预算，资金性质却是一般公共预算'),
    ])
  })

  test('quantity × price is the amount', () => {
    const procurement = [{ ...PURCHASE, quantity: 1.5, unitPrice: 20, amount: 31 }]
    const own = said({ lines: [line({ project: '修路', amount: 50 })], projects: [PROJECT], procurement })
    expect(own).toEqual([expect.stringContaining('数量×单价为0.30元，金额却是0.31元')])
  })
})
