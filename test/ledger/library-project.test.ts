import { expect, test } from 'vitest'
import { judgeCard, readCard, writeCard } from '../../src/ledger/library-project.ts'
import { exampleLedger } from '../../src/ledger/example-ledger.ts'

const [project] = exampleLedger(2026).projects
if (project === undefined) throw new Error('no example')

test('a card is read as it was written', () => {
  const card = { project: { ...project, until: 2028 }, since: 2026, estimates: [{ year: 2026, amount: 12_345_67 }] }
  const texts = writeCard(card, 2026)
  expect(texts.estimates).toEqual([{ year: '2026', amount: '12345.67' }])
  expect(readCard(texts, 2026)).toEqual({ card, problems: [] })
})

test('what cannot be read is told by its field', () => {
  const { problems } = readCard(
    {
      project: { name: ' ', plan: '三月 很多%', until: '2020' },
      indicators: [{ level1: '' }, { level1: '产出指标', value: '3件' }],
      since: '2026',
      estimates: [
        { year: '2026', amount: '一万' },
        { year: '', amount: '' },
        { year: '2027', amount: '-3' },
      ],
    },
    2026,
  )
  expect(problems.map(({ field }) => field).toSorted()).toEqual([
    'estimates.0.amount',
    'estimates.2.amount',
    'name',
    'plan',
    'until',
  ])
  expect(problems.find(({ field }) => field === 'plan')?.message.zh).toMatch(/^应为/u)
  expect(problems.find(({ field }) => field === 'estimates.0.amount')?.message).toMatchObject({
    zh: expect.stringMatching(/^应为以元/u),
    en: expect.stringMatching(/^expected/u),
  })
})

test('a card says what it lacks', () => {
  const lacking = judgeCard({ project: { ...project, goals: [] }, since: 2026, estimates: [] }).map(({ zh }) => zh)
  expect(lacking).toEqual(['缺绩效目标。', '缺分年度的概算。', '缺效益指标及其指标值。'])
})
