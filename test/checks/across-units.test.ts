import { describe, expect, test } from 'vitest'
import { across, GENERAL, INCOME, small, SPENT, type Figure } from './across-documents.ts'

const HEAD = '某某市商务局（本级）'
const CENTRE = '某某市会展中心'

const department = (figures: readonly Figure[], more: object = {}) => small({ file: '部门', figures, ...more })
const unit = (name: string, figures: readonly Figure[], more: object = {}) =>
  small({ file: name === HEAD ? '本级' : '中心', name, scope: 'unit', figures, ...more })

describe("a department's rows by unit", () => {
  const rows = (centre: number, proven = 3): readonly Figure[] => [
    [INCOME, 150],
    [{ ...INCOME, unit: HEAD }, 100],
    [{ ...INCOME, unit: CENTRE }, centre, { proven }],
  ]

  test('agree with the units', () => {
    const { told, ties } = across(department(rows(50)), unit(HEAD, [[INCOME, 100]]), unit(CENTRE, [[INCOME, 50]]))
    expect(told).toEqual([])
    expect(ties).toContain('unit-row 1/1')
    expect(ties).toContain('unit-sum 1/1')
  })

  test('the one that its document does not prove is suspected, with its correction and both places', () => {
    const { told, proof } = across(department(rows(58, 1)), unit(CENTRE, [[INCOME, 50]]))
    expect(told).toEqual(['error same !: 部门 58.00 → 50.00'])
    const [finding] = proof.findings
    expect(finding?.places.map((p) => p.file)).toEqual(['部门', '中心'])
    expect(finding?.message.zh).toContain('58.00')
    expect(finding?.message.zh).toContain('多半是此处有误，应为 50.00')
    expect(finding?.basis).toContain('预算法')
  })

  test('where both are proven, both are shown', () => {
    const { told } = across(department(rows(58)), unit(CENTRE, [[INCOME, 50]]))
    expect(told).toEqual(['error same: 部门 58.00 → 50.00 | 中心 50.00 → 58.00'])
  })

  test('where its own document doubts one, that one', () => {
    const { told } = across(department(rows(58)), unit(CENTRE, [[INCOME, 50, { proven: -1 }]]))
    expect(told).toEqual(['error same !: 中心 50.00 → 58.00'])
  })

  test('元 and 万元 agree within half a last digit', () => {
    const yuan: Figure = [INCOME, 50.0049, { decimals: 6 }]
    expect(across(department(rows(50)), unit(CENTRE, [yuan])).told).toEqual([])
    expect(across(department(rows(50)), unit(CENTRE, [[INCOME, 50.0051, { decimals: 6 }]])).told).toHaveLength(1)
  })

  test('a row with the name of the department is its head office, unless it heads the rows of all', () => {
    const figures = (own: number): readonly Figure[] => [
      [INCOME, 150],
      [{ ...INCOME, unit: '某某市商务局' }, own],
      [{ ...INCOME, unit: CENTRE }, 50],
    ]
    const head = unit(HEAD, [[INCOME, 101]])
    expect(across(department(figures(100)), head).told).toHaveLength(1)
    expect(across(department(figures(150)), head).told).toEqual([])
  })

  test('a unit that prints its total under another name for it is found under the premises of its own document', () => {
    const own: readonly Figure[] = [
      [{ flow: 'uses' }, 50],
      [{ flow: 'carried-forward' }, null],
      [{ flow: 'brought-forward' }, null],
    ]
    const { told, proof } = across(department([[{ ...SPENT, unit: CENTRE }, 51]]), unit(CENTRE, own))
    expect(told).toHaveLength(1)
    expect(proof.equations[proof.findings[0]?.equations[0] ?? -1]?.premise?.zh).toContain('结转')
  })
})

describe('a unit against its department', () => {
  const listed = { organisation: ['某某市商务局', CENTRE, '某某市外贸站'] }

  test('has at most what the department has, slice by slice', () => {
    const whole = department(
      [
        [GENERAL, 100],
        [{ ...GENERAL, function: '201' }, 40],
      ],
      listed,
    )
    const good = across(
      whole,
      unit(CENTRE, [
        [GENERAL, 60],
        [{ ...GENERAL, function: '201' }, 40],
      ]),
    )
    expect(good.told).toEqual([])
    expect(good.ties).toEqual(['unit-bound 2/2'])
    const { told, proof } = across(
      whole,
      unit(CENTRE, [
        [GENERAL, 60],
        [{ ...GENERAL, function: '201' }, 41],
      ]),
    )
    expect(told).toEqual(['error bound: 中心 41.00 → ? | 部门 40.00 → ?'])
    expect(proof.findings[0]?.message.zh).toContain('多于部门的')
  })

  test('a code that the department does not list though its table lists all is a missing row', () => {
    const whole = department(
      [
        [GENERAL, 100],
        [{ ...GENERAL, function: '201' }, 100],
      ],
      { ...listed, listing: 'function' },
    )
    const { told, proof } = across(whole, unit(CENTRE, [[{ ...GENERAL, function: '208' }, 5]]))
    expect(told).toHaveLength(1)
    expect(proof.findings[0]).toMatchObject({ code: 'missing', severity: 'error', subject: { row: { code: '208' } } })
  })

  test('where the department simply prints no such slice, nothing is said', () => {
    expect(across(department([[GENERAL, 100]], listed), unit(CENTRE, [[{ ...GENERAL, function: '208' }, 5]])).told).toEqual([])
  })

  test('transfers within the department bound nothing, and neither does all money where they are printed', () => {
    const subsidy: Figure = [{ ...INCOME, fund: 'superior-subsidy' }, 30]
    const figures: readonly Figure[] = [subsidy, [{ ...SPENT, function: '201' }, 30]]
    const whole = department(
      [
        [{ ...INCOME, fund: 'superior-subsidy' }, 0],
        [{ ...SPENT, function: '201' }, 20],
      ],
      listed,
    )
    expect(across(whole, unit(CENTRE, figures)).told).toEqual([])
  })

  test('money below zero bounds nothing', () => {
    expect(across(department([[GENERAL, -5]], listed), unit(CENTRE, [[GENERAL, 3]])).told).toEqual([])
  })
})

describe('all units of a department', () => {
  const all = { organisation: ['某某市商务局', CENTRE] }

  test('add up to it where it lists them all', () => {
    const units = [unit(HEAD, [[GENERAL, 60]]), unit(CENTRE, [[GENERAL, 40]])]
    expect(across(department([[GENERAL, 100]], all), ...units).ties).toEqual(['unit-sum 1/1'])
    const { told } = across(department([[GENERAL, 109, { proven: 0 }]], all), ...units)
    expect(told).toEqual(['error sum !: 部门 109.00 → 100.00'])
  })

  test('where it lists no units, their totals say that they are all', () => {
    const figures = (a: number, b: number): readonly Figure[] => [
      [SPENT, a],
      [{ ...GENERAL, function: '201' }, b],
    ]
    const { proof, told } = across(department(figures(100, 30)), unit(HEAD, figures(100, 29)))
    expect(told).toEqual(['error same: 部门 30.00 → 29.00 | 本级 29.00 → 30.00'])
    expect(proof.equations[0]?.premise?.zh).toContain('全部单位')
  })

  test('a list that one of them is missing from is no sum', () => {
    const { ties, told } = across(department([[GENERAL, 100]], all), unit(CENTRE, [[GENERAL, 40]]))
    expect(ties).toEqual(['unit-bound 1/1'])
    expect(told).toEqual([])
  })

  test('one wrong amount that its wider slices carry on is one finding', () => {
    const own = (x: number): readonly Figure[] => [
      [SPENT, 90 + x],
      [GENERAL, 90 + x],
      [{ ...GENERAL, function: '201' }, x],
      [{ ...GENERAL, function: '20101' }, x],
      [{ ...GENERAL, nature: 'project' }, x],
      [{ ...GENERAL, function: '208' }, 90],
    ]
    const { proof } = across(
      department(own(10), all),
      unit(HEAD, own(17)),
      unit(
        CENTRE,
        own(0).map(([s]) => [s, 0]),
      ),
    )
    expect(proof.findings).toHaveLength(1)
    expect(proof.findings[0]?.equations).toHaveLength(5)
    expect(proof.findings[0]?.message.zh).toContain('另有 4 处')
  })

  test('two wrong amounts are two findings; what they add up to is none of its own', () => {
    const own = (x: number, y: number): readonly Figure[] => [
      [SPENT, 100 + x + y],
      [{ ...SPENT, function: '201' }, x],
      [{ ...SPENT, function: '205' }, y],
      [{ ...SPENT, function: '208' }, 100],
    ]
    const zero = own(0, 0).map(([s]): Figure => [s, 0])
    const { proof } = across(department(own(10, 20), all), unit(HEAD, own(12, 25)), unit(CENTRE, zero))
    expect(proof.findings.map((f) => f.suspects[0]?.repair?.printed).toSorted()).toEqual(['12.00', '25.00'])
  })

  test('fewer units than it lists are never all of them, whatever their totals', () => {
    const three = { organisation: ['某某市商务局', CENTRE, '某某市外贸站'] }
    expect(across(department([[SPENT, 100]], three), unit(CENTRE, [[SPENT, 100]])).ties).toEqual(['unit-bound 1/1'])
  })
})
