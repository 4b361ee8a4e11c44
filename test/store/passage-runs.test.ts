import { describe, expect, test } from 'vitest'
import { Random } from '../../bench/nation/random.ts'
import { grams } from '../../src/store/grams.ts'
import { type Passage, PASSAGE_KINDS, passageRuns, passagesOfRun } from '../../src/store/passage-runs.ts'

const passage = (text: string, kind: Passage['kind'] = 'text', topic: string | null = null): Passage => ({
  kind,
  topic,
  text,
  place: {},
})

/** Passages of random lengths, some longer than a run may be, in random order of kinds. */
function randomPassages(seed: string): Passage[] {
  const random = new Random('passages', seed)
  return Array.from({ length: random.between(0, 60) }, (_, i) => {
    const long = random.below(20) === 0
    const text = '预算公开支出收入部门单位𠮷'.repeat(long ? 200 : random.below(30)).slice(0, long ? 2500 : random.below(300))
    const place = random.below(3) === 0 ? { page: i, box: [1.25, 2.5, 300.75, 12] as const } : {}
    return { ...passage(text, random.pick(PASSAGE_KINDS), random.below(2) === 0 ? null : `词${i}`), place }
  })
}

describe('runs of passages', () => {
  test.each(Array.from({ length: 50 }, (_, i) => String(i)))('give every passage back in order with its number: %s', (seed) => {
    const passages = randomPassages(seed)
    const runs = passageRuns(passages)
    expect(runs.flatMap(passagesOfRun)).toEqual(passages.map((each, n) => ({ ...each, n })))
    for (const { kind, texts, topics } of runs) {
      const characters = [...texts, ...topics].reduce((sum, text) => sum + (text?.length ?? 0), 0)
      expect(texts.length === 1 || characters <= 2000).toBe(true)
      expect(PASSAGE_KINDS[kind]).toBeDefined()
    }
  })

  test('hold one kind each, and are found by every pair of each passage', () => {
    const runs = passageRuns([
      passage('三公经费'),
      passage('机关运行'),
      passage('机关运行', 'term', '运行费'),
      passage('绩效', 'project'),
    ])
    expect(runs.map(({ n, kind, texts }) => [n, PASSAGE_KINDS[kind], texts.length])).toEqual([
      [0, 'text', 2],
      [2, 'term', 1],
      [3, 'project', 1],
    ])
    expect(runs[0]?.pairs).toEqual(expect.arrayContaining(grams('公经', '运行')))
    // No pair spans two passages; of a term its name is looked for too, of a text its topic is not.
    expect(runs[0]?.pairs).not.toEqual(expect.arrayContaining(grams('费机')))
    expect(runs[1]?.pairs).toEqual(expect.arrayContaining(grams('行费')))
  })

  test('a box is kept to hundredths of a point', () => {
    const [run] = passageRuns([{ ...passage('支出'), place: { page: 3, box: [1.234_567, 2, 3.996, 4.005] } }])
    expect(run?.places).toEqual([{ page: 3, box: [1.23, 2, 4, 4.01] }])
  })
})

describe('pairs of characters', () => {
  test('are numbers of 32 bits with a sign, each once and in order, the same for the same pair in either case', () => {
    const pairs = grams('预算 Budget BUDGET 預算')
    expect(pairs).toEqual([...new Set(pairs)].toSorted((a, b) => a - b))
    expect(pairs.every((pair) => Number.isInteger(pair) && Math.abs(pair) <= 2 ** 31)).toBe(true)
    expect(pairs).toHaveLength(2 + 'budget'.length - 1)
    expect(grams('BUDGET')).toEqual(grams('budget'))
  })

  test('do not reach over spaces and punctuation, and know characters beyond the first 65,536', () => {
    expect(grams('预、算')).toEqual([])
    expect(grams('预 算')).toEqual([])
    expect(grams('𠮷野家')).toHaveLength(2)
    expect(grams('甲')).toEqual([])
  })
})
