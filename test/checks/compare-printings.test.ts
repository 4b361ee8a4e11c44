import { describe, expect, test } from 'vitest'
import { proveLedger } from '../../src/app/prove-ledger.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import { compareProofs } from '../../src/checks/compare-proofs.ts'
import { compareReadings } from '../../src/checks/compare-readings.ts'
import { meaningsOf } from '../../src/checks/meaning.ts'
import { compareParagraphs } from '../../src/document/compare-paragraphs.ts'
import { exampleLedger } from '../../src/ledger/example-ledger.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'

const ledger = exampleLedger(2026)
const plain = proveLedger(ledger)
const proven = (changed: Partial<Ledger>) => proveLedger({ ...ledger, ...changed })
const sided = ({ proof, reading }: ReturnType<typeof proveLedger>) => ({ proof, cards: reading.cards })
const [firstLine] = ledger.lines
if (firstLine === undefined) throw new Error('the example has no line')

describe('two printings of one budget', () => {
  test('of the same ledger, or with its lines in another order, say the same', () => {
    const turned = proven({ lines: ledger.lines.toReversed() })
    expect(compareReadings(plain.reading, turned.reading).flatMap(({ cells }) => cells)).toEqual([])
    expect(compareProofs(sided(plain), sided(turned))).toEqual([])
    expect(compareParagraphs(plain.document, turned.document)).toEqual([])
  })

  test('every claim has a name of its own', () => {
    const names = meaningsOf(plain.reading.claims, plain.reading.cards)
    expect(new Set(names).size).toBe(plain.reading.claims.length)
  })

  test('a row that is put in above others moves them, and changes none of them', () => {
    const added = { ...firstLine, function: '2010101', amount: 3_000_000 }
    const more = proven({ lines: [added, ...ledger.lines] })
    const table = compareReadings(plain.reading, more.reading).find(({ title }) => title === '部门预算支出总表')
    expect(table?.cells.map(({ after }) => after?.row.split(' ')[0])).toEqual(
      expect.arrayContaining(['合计', '201', '20101', '2010101']),
    )
    for (const { after } of table?.cells ?? []) expect(after?.row).not.toContain('2080505')
    const back = compareReadings(more.reading, plain.reading).find(({ title }) => title === '部门预算支出总表')
    expect(back?.cells.filter(({ after }) => after === null).map(({ before }) => before?.row)).toContain('2010101 行政运行')
  })

  test('words of a card are compared by what they belong to', () => {
    const projects = ledger.projects.map((project) => ({
      ...project,
      indicators: project.indicators.map((each, i) => (i === 0 ? { ...each, value: '≥15件' } : each)),
    }))
    const cells = compareReadings(plain.reading, proven({ projects }).reading).flatMap((table) => table.cells)
    expect(cells).toMatchObject([{ before: { column: '指标值', printed: '≥12件' }, after: { printed: '≥15件' } }])
  })

  test('a project that is gone takes its card with it', () => {
    const lines = ledger.lines.filter(({ project }) => project === '')
    const less = proven({ projects: [], procurement: [], lines })
    const gone = compareReadings(plain.reading, less.reading).filter(({ after }) => after === null)
    expect(gone.map(({ title }) => title)).toContain('示例项目（请改名）绩效目标表')
  })

  test('an equation that does not hold any more is told first, and is mended the other way round', () => {
    const claim = plain.reading.claims.find(({ form, row }) => form === 'balance' && row?.label === '收入总计')
    if (claim === undefined) throw new Error('no total')
    const claims = plain.reading.claims.map((each) =>
      each.id === claim.id ? { ...each, value: each.value + 10_000_000, printed: '113.30' } : each,
    )
    const bent = { proof: checkReading({ ...plain.reading, claims }), cards: plain.reading.cards }
    const differences = compareProofs(sided(plain), bent)
    expect(differences[0]?.kind).toBe('broken')
    expect(differences[0]?.before?.outcome).toBe('passed')
    expect(differences[0]?.after?.outcome).toBe('failed')
    const back = compareProofs(bent, sided(plain))
    const count = (list: typeof differences, kind: string): number => list.filter((each) => each.kind === kind).length
    expect(count(back, 'mended')).toBe(count(differences, 'broken'))
  })

  test('paragraphs that stay are not told', () => {
    const changed = compareParagraphs(plain.document, proven({ words: { ...ledger.words, other: '另有说明。' } }).document)
    expect(changed).toMatchObject([{ heading: expect.stringContaining('其他') as string, after: ['另有说明。'] }])
    expect(changed[0]?.before).toHaveLength(1)
  })
})
