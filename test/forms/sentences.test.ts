import { describe, expect, test } from 'vitest'
import { hebei } from '../../src/forms/hebei/index.ts'
import { readPage } from './page.ts'

/** What the slots of a paragraph read: fen, or the plain number for counts and years; the state where it is no number. */
async function slots(text: string): Promise<Record<string, number | string>> {
  const read = await readPage(`<p>${text}</p>`)
  const found: Record<string, number | string> = {}
  for (const claim of read.claims) {
    if (claim.form !== 'narrative' || claim.slot === undefined || claim.slot === 'year') continue
    const node = claim.row?.label === undefined ? '' : `:${claim.row.label}`
    const value = claim.measure === 'money' ? claim.value : claim.value / 100
    found[`${claim.slot}${node}`] = claim.state === 'number' ? value : claim.state
  }
  return found
}

interface Example {
  readonly id: string
  readonly text: string
  readonly reads: Readonly<Record<string, number>>
  /** A clause that may be left out, with the slots that go with it. */
  readonly clause?: readonly [text: string, ...slots: string[]]
}

const EXAMPLES: readonly Example[] = [
  {
    id: 'staff',
    text: '本局设办公室、政法科2个科室；纳入部门预算管理的直属单位3个。',
    reads: { 'staff.names': 2, 'staff.offices': 2, 'staff.units': 3 },
    clause: ['；纳入部门预算管理的直属单位3个', 'staff.units'],
  },
  { id: 'posts', text: '截至2022年末在职人数为5人。', reads: { 'posts.staff-year': 2022, 'posts.staff': 5 } },
  {
    id: 'income',
    text: '2023年预算收入181.17万元，其中：一般公共预算收入170万元，政府性基金预算收入10万元，国有资本经营预算收入0万元，财政专户核拨收入1万元，其他来源收入0.17万元。',
    reads: {
      'income.year': 2023,
      'income.income': 181_170_000,
      'income.general': 170_000_000,
      'income.government-fund': 10_000_000,
      'income.state-capital': 0,
      'income.special-account': 1_000_000,
      'income.other': 170_000,
    },
    clause: ['，国有资本经营预算收入0万元', 'income.state-capital'],
  },
  {
    id: 'expenditure',
    text: '2023年部门支出预算为181.17万元，其中基本支出81.17万元，包括人员经费77.86万元和日常公用经费3.31万元；项目支出100万元，主要为一般公共服务支出94万元、住房保障支出6万元。',
    reads: {
      'expenditure.year': 2023,
      'expenditure.expenditure': 181_170_000,
      'expenditure.basic': 81_170_000,
      'expenditure.personnel': 77_860_000,
      'expenditure.running': 3_310_000,
      'expenditure.project': 100_000_000,
      'expenditure.classes:一般公共服务支出': 94_000_000,
      'expenditure.classes:住房保障支出': 6_000_000,
    },
    clause: ['，包括人员经费77.86万元和日常公用经费3.31万元', 'expenditure.personnel', 'expenditure.running'],
  },
  {
    id: 'change',
    text: '2023年，部门预算收支安排181.17万元，较2022年减少187.17万元，其中：基本支出减少19.04万元，主要是人员减少；项目支出减少168.13万元，主要是项目完工。',
    reads: {
      'change.year': 2023,
      'change.total': 181_170_000,
      'change.last-year': 2022,
      'change.change': -187_170_000,
      'change.basic-change': -19_040_000,
      'change.project-change': -168_130_000,
    },
    clause: ['基本支出减少19.04万元，主要是人员减少；', 'change.basic-change'],
  },
  {
    id: 'running-cost',
    text: '2023年，我部门机关运行经费共计安排3.31万元，主要用于办公费、水电费等支出。',
    reads: { 'running-cost.year': 2023, 'running-cost.running-cost': 3_310_000 },
    clause: ['，主要用于办公费、水电费等支出'],
  },
  {
    id: 'three-public',
    text: '某某局财政拨款2023年度“三公”经费预算为2.5万元，较2022年度预算减少0.14万元。',
    reads: {
      'three-public.year': 2023,
      'three-public.three-public': 2_500_000,
      'three-public.last-year': 2022,
      'three-public.change': -140_000,
    },
    clause: ['，较2022年度预算减少0.14万元', 'three-public.last-year', 'three-public.change'],
  },
  ...(
    [
      ['vehicle-running', '公务用车运行维护费'],
      ['vehicle-purchase', '公务用车购置费'],
      ['vehicles', '公务用车购置及运维费'],
      ['reception', '公务接待费'],
      ['abroad', '因公出国（境）费'],
    ] as const
  ).map(
    ([id, name]): Example => ({
      id,
      text: `${name}1.2万元，较上年增加0.3万元。`,
      reads: { [`${id}.${id}`]: 1_200_000, [`${id}.change`]: 300_000 },
      clause: ['，较上年增加0.3万元', `${id}.change`],
    }),
  ),
  {
    id: 'procurement',
    text: '2023年，某某局安排政府采购预算12.50万元。',
    reads: { 'procurement.year': 2023, 'procurement.procurement': 12_500_000 },
  },
  {
    id: 'assets',
    text: '某某局上年末固定资产金额为165.16万元（详见下表）。本年度拟购置固定资产总额为8万元，已按要求列入政府采购预算。',
    reads: { 'assets.assets': 165_160_000, 'assets.planned': 8_000_000 },
    clause: ['本年度拟购置固定资产总额为8万元，已按要求列入政府采购预算。', 'assets.planned'],
  },
]

const FIGURE = /\d[\d.]*(?=万元|人。)/gu
const without = (reads: Example['reads'], gone: readonly string[]): Record<string, number> =>
  Object.fromEntries(Object.entries(reads).filter(([slot]) => !gone.includes(slot)))

test('every sentence form has an example', () => {
  expect(EXAMPLES.map((e) => e.id).toSorted()).toEqual(hebei.sentences.map((s) => s.id as string).toSorted())
})

describe.each(EXAMPLES.map((e) => [e.id, e] as const))('the sentence %s', (_, example) => {
  test('reads as worded', async () => {
    expect(await slots(example.text)).toEqual(example.reads)
  })

  test('reads in full width, with white space and narrow brackets', async () => {
    const typed = example.text
      .replace(/（/gu, '(')
      .replace(/）/gu, ')')
      .replace(/\d/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
      .replace(/，/gu, '， ')
    expect(await slots(typed)).toEqual(example.reads)
  })

  test('with a clause missing, the others read as before', async () => {
    if (example.clause === undefined) return
    const [clause, ...gone] = example.clause
    expect(example.text).toContain(clause)
    expect(await slots(example.text.replace(clause, ''))).toEqual(without(example.reads, gone))
  })

  test('a figure left blank is blank, and the others read as before', async () => {
    for (const match of example.text.matchAll(FIGURE)) {
      const blanked = example.text.slice(0, match.index) + example.text.slice(match.index + match[0].length)
      const now = await slots(blanked)
      const changed = Object.keys(example.reads).filter((slot) => now[slot] !== example.reads[slot])
      expect(changed, blanked).toHaveLength(1)
      expect(now[changed[0] ?? ''], blanked).toBe('blank')
    }
  })

  test('a change of direction changes its sign and nothing else', async () => {
    const words = example.text.match(/增加|减少(?=\d)/gu) ?? []
    for (const [i] of words.entries()) {
      let n = -1
      const turned = example.text.replace(/增加|减少(?=\d)/gu, (word) => (++n === i ? (word === '增加' ? '减少' : '增加') : word))
      const now = await slots(turned)
      const changed = Object.keys(example.reads).filter((slot) => now[slot] !== example.reads[slot])
      expect(changed, turned).toHaveLength(1)
      expect(now[changed[0] ?? '']).toBe(-(example.reads[changed[0] ?? ''] ?? 0))
    }
  })
})

describe('figures in words', () => {
  test('nothing of a kind is zero, level with last year is no change', async () => {
    expect(await slots('无公务用车购置费，与上年持平，无增减变化。')).toEqual({
      'vehicle-purchase.vehicle-purchase': 0,
      'vehicle-purchase.change': 0,
    })
  })
  test('元 and 万元 in one text are different amounts', async () => {
    expect(await slots('公务接待费3000元，较上年减少0.14万元。')).toEqual({
      'reception.reception': 300_000,
      'reception.change': -140_000,
    })
  })
  test('a figure with a doubled point is malformed', async () => {
    expect((await slots('公务接待费0..5万元，较上年减少0.14万元。'))['reception.reception']).toBe('malformed')
  })
  test('a class that is no functional class is told by its name', async () => {
    const read = await readPage(
      '<p>2023年部门支出预算为5万元，其中基本支出1万元，项目支出4万元，主要为一般公共事务支出4万元。</p>',
    )
    expect(read.names).toMatchObject([{ code: null, printed: '一般公共事务支出', place: { span: [38, 45] } }])
  })
  test('every claim has the span of its figure', async () => {
    const text = '2023年，某某局安排政府采购预算12.50万元。'
    const read = await readPage(`<p>${text}</p>`)
    const [from = 0, to = 0] = read.claims.find((c) => c.slot === 'procurement.procurement')?.place.span ?? []
    expect(text.slice(from - 1, to)).toBe('12.50万元')
  })
})
