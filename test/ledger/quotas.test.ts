import { describe, expect, test } from 'vitest'
import type { Asset, Ledger, People } from '../../src/ledger/ledger.ts'
import { judgeQuotas, lineOfQuota, type Quota, quotaLines } from '../../src/ledger/quotas.ts'
import { EMPTY, line } from './sample.ts'

const BASIS = '示例县公用经费定额标准'
const QUOTAS: readonly Quota[] = [
  { economic: '30201', per: { people: ['administrative', 'like-civil-service'], by: 'actual' }, amount: 300_000, basis: BASIS },
  { economic: '30201', per: { people: ['institution'], by: 'actual' }, amount: 200_000, basis: BASIS },
  { economic: '30231', per: { asset: 'vehicles' }, amount: 2_500_000, basis: '公务用车标准' },
  { economic: '30209', per: { asset: 'buildings' }, amount: 1_001, basis: BASIS },
]
const PEOPLE: readonly People[] = [
  { kind: 'administrative', posts: 12, actual: 10 },
  { kind: 'institution', posts: 4, actual: 4 },
]
const ASSETS: readonly Asset[] = [
  { kind: 'vehicles', count: 300, value: null },
  { kind: 'buildings', count: 12_345, value: null },
]

describe('quotas', () => {
  test('come to a line an economic class, with how it was counted', () => {
    expect(quotaLines(PEOPLE, ASSETS, QUOTAS)).toEqual([
      {
        economic: '30201',
        amount: 10 * 300_000 + 4 * 200_000,
        counted: {
          zh: '行政编制、参公编制10人×3000.00元；事业编制4人×2000.00元',
          en: '10 administrative posts, posts managed like the civil service × 3000.00 yuan; 4 posts of institutions × 2000.00 yuan',
        },
        basis: [BASIS],
      },
      expect.objectContaining({
        economic: '30231',
        amount: 7_500_000,
        counted: expect.objectContaining({ zh: '车辆3×25000.00元' }),
      }),
      // 123.45 square metres at 10.01 yuan are 1235.7345 yuan.
      expect.objectContaining({ economic: '30209', amount: 123_573 }),
    ])
  })

  test('by posts or by who is there', () => {
    const [quota] = QUOTAS
    if (quota === undefined) throw new Error('no quota')
    const byPosts = { ...quota, per: { people: ['administrative'], by: 'posts' } } satisfies Quota
    expect(quotaLines(PEOPLE, [], [byPosts])[0]?.amount).toBe(12 * 300_000)
  })

  test('what is not known is not counted as none', () => {
    const unknown: readonly People[] = [{ kind: 'administrative', posts: 12, actual: null }]
    expect(quotaLines(unknown, [], QUOTAS).map(({ amount }) => amount)).toEqual([null, null, null])
    expect(quotaLines([], [], QUOTAS)[0]?.counted.zh).toContain('没有填行政编制、参公编制的数量')
    // Who lists people, and none of a kind, has none.
    expect(quotaLines([{ kind: 'retired', posts: null, actual: 2 }], [], QUOTAS)[0]?.amount).toBe(0)
  })

  test('as lines of the ledger they agree with themselves', () => {
    const lines = quotaLines(PEOPLE, ASSETS, QUOTAS).map((own) => ({ ...lineOfQuota(own), function: '2010301' }))
    const ledger: Ledger = { ...EMPTY, people: PEOPLE, assets: ASSETS, lines }
    expect(judgeQuotas(ledger, QUOTAS)).toEqual([])
    expect(lines[0]).toMatchObject({ economic: '30201', amount: 3_800_000, note: expect.stringContaining('行政编制') })
  })

  test('a difference is a warning at the lines that make it', () => {
    const lines = [
      line({ economic: '30201', amount: 3_000_000 }),
      line({ economic: '30201', amount: 900_000 }),
      // Neither a project, nor other money, nor what was carried over, is counted by a quota.
      line({ economic: '30201', amount: 5, project: '修路' }),
      line({ economic: '30201', amount: 5, fund: 'other' }),
      line({ economic: '30201', amount: 5, origin: 'carried' }),
      line({ economic: '30231', amount: 7_500_000 }),
    ]
    const said = judgeQuotas({ ...EMPTY, people: PEOPLE, assets: ASSETS, lines }, QUOTAS)
    expect(said.map(({ severity, message, places, basis }) => [severity, message.zh, places, basis])).toEqual([
      [
        'warning',
        '30201办公费列39000.00元，按定额为38000.00元（行政编制、参公编制10人×3000.00元；事业编制4人×2000.00元），多1000.00元。请核对人数、资产和金额。',
        [
          { sheet: '收支明细', row: 2 },
          { sheet: '收支明细', row: 3 },
        ],
        BASIS,
      ],
      ['warning', expect.stringContaining('30209物业管理费列0.00元，按定额为1235.73元'), [{ sheet: '收支明细' }], BASIS],
    ])
    expect(judgeQuotas({ ...EMPTY, lines }, QUOTAS).map(({ code, message }) => `${code} ${message.zh.slice(0, 14)}`)).toEqual([
      'quota 30201办公费无法按定额计',
      'quota 30231公务用车运行维护费',
    ])
  })

  test('a class covers the groups below it', () => {
    const quota: Quota = { economic: '302', per: { people: ['institution'], by: 'actual' }, amount: 100, basis: BASIS }
    const lines = [
      line({ economic: '30201', amount: 150 }),
      line({ economic: '30207', amount: 250 }),
      line({ economic: '30101', amount: 9 }),
    ]
    expect(judgeQuotas({ ...EMPTY, people: PEOPLE, lines }, [quota])).toEqual([])
  })
})
