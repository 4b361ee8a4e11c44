import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentOf } from '../../scripts/samples/blocks.ts'
import { disclosurePieces } from '../../scripts/samples/narrative.ts'
import { correctSample } from '../../scripts/samples/sample-files.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import type { Block, Document } from '../../src/document/document.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { bend, BENDS } from './bent.ts'
import { randomFacts } from './random-facts.ts'
import { leeway, specimenOf } from './specimen.ts'
import { describe as describeOutcome, outcomeOf } from './tally.ts'

const RUNS = { numRuns: 120, seed: 2024 } as const

describe('any department whose sums are right', () => {
  test('is read whole and gives no error and no warning', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(randomFacts, (facts) => {
        const reading = readDisclosure(documentOf(disclosurePieces(facts)))
        const proof = checkReading(reading)
        expect(reading.problems).toEqual([])
        expect(reading.forms.filter((f) => f.state === 'unread')).toEqual([])
        expect(proof.outcomes.filter((o) => o !== 'passed')).toEqual([])
        expect(proof.findings.filter((f) => f.severity !== 'note').map((f) => f.message.zh)).toEqual([])
      }),
      RUNS,
    )
  })
})

describe('one wrong figure in any such department', () => {
  test('is one finding that names it and what it should be', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(randomFacts, fc.nat(10_000), fc.constantFrom(...BENDS), (facts, n, how) => {
        const specimen = specimenOf('a department', documentOf(disclosurePieces(facts)))
        const figure = specimen.figures[n % specimen.figures.length]
        const bent = figure === undefined ? null : bend(figure.digits, how, n)
        fc.pre(figure !== undefined && bent !== null && figure.claim.slice.item !== 'units')
        const outcome = outcomeOf(specimen, figure, how, bent, leeway(specimen).get(figure.claim.id))
        fc.pre(outcome.covered)
        expect(outcome, describeOutcome(outcome)).toMatchObject({ caught: true, among: true, repaired: true, extra: 0 })
      }),
      { ...RUNS, numRuns: 150 },
    )
  })
})

describe('reading and checking', () => {
  test('give the same for the same document', () => {
    fc.assert(
      fc.property(randomFacts, (facts) => {
        const once = readDisclosure(documentOf(disclosurePieces(facts)))
        const twice = readDisclosure(documentOf(disclosurePieces(facts)))
        expect(JSON.stringify(twice)).toBe(JSON.stringify(once))
        expect(JSON.stringify(checkReading(twice))).toBe(JSON.stringify(checkReading(once)))
      }),
      { ...RUNS, numRuns: 20 },
    )
  })

  test('never throw, however torn the grids are', { timeout: 120_000 }, () => {
    const whole = correctSample()
    fc.assert(
      fc.property(fc.array(tear(whole), { minLength: 1, maxLength: 12 }), (tears) => {
        const torn = tears.reduce((document, one) => one(document), whole)
        const proof = checkReading(readDisclosure(torn))
        expect(proof.outcomes).toHaveLength(proof.equations.length)
      }),
      { ...RUNS, numRuns: 100 },
    )
  })
})

type Tear = (document: Document) => Document

/** One thing that goes wrong with a document on its way: blocks and cells lost, spans broken, texts exchanged. */
function tear(whole: Document): fc.Arbitrary<Tear> {
  const block = fc.nat(whole.blocks.length - 1)
  const cell = fc.nat(400)
  const inBlock =
    (at: number, change: (b: Block) => readonly Block[]): Tear =>
    (document) => ({
      ...document,
      blocks: document.blocks.flatMap((b, i) => (i === at ? change(b) : [b])),
    })
  const inCells = (
    at: number,
    change: (cells: Extract<Block, { kind: 'table' }>['cells']) => Extract<Block, { kind: 'table' }>['cells'],
  ): Tear => inBlock(at, (b) => (b.kind === 'table' ? [{ ...b, cells: change(b.cells) }] : [b]))
  const words = fc.constantFrom(
    '',
    '合计',
    '1.2.3',
    '-',
    '２０１',
    '9'.repeat(20),
    '（一）',
    '万元',
    '增加万元',
    '其中：',
    '\u0000',
    '人员经费',
  )
  return fc.oneof(
    block.map((at) => inBlock(at, () => [])),
    block.map((at) => inBlock(at, (b) => [b, b])),
    fc.tuple(block, cell).map(([at, n]) => inCells(at, (cells) => cells.filter((_, i) => i !== n % cells.length))),
    fc.tuple(block, cell).map(([at, n]) => inCells(at, (cells) => cells.filter((c) => c.row !== (n % 40) + 1))),
    fc
      .tuple(block, cell, words)
      .map(([at, n, text]) => inCells(at, (cells) => cells.map((c, i) => (i === n % cells.length ? { ...c, text } : c)))),
    fc
      .tuple(block, cell, fc.nat(60), fc.nat(20))
      .map(([at, n, rowSpan, columnSpan]) =>
        inCells(at, (cells) => cells.map((c, i) => (i === n % cells.length ? { ...c, rowSpan, columnSpan } : c))),
      ),
    fc
      .tuple(block, fc.nat(3))
      .map(([at, rows]) => inBlock(at, (b) => (b.kind === 'table' ? [{ ...b, rows, columns: rows }] : [b]))),
    fc
      .tuple(block, words)
      .map(([at, text]) => inBlock(at, (b) => (b.kind === 'paragraph' ? [{ ...b, text: b.text + text }] : [b]))),
    fc
      .tuple(block, fc.nat(60))
      .map(([at, n]) => inBlock(at, (b) => (b.kind === 'paragraph' ? [{ ...b, text: b.text.slice(n) }] : [b]))),
  )
}
