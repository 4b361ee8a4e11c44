import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EXAMPLE } from '../../scripts/samples/example-facts.ts'
import { documentOf } from '../../scripts/samples/blocks.ts'
import { disclosurePieces } from '../../scripts/samples/narrative.ts'
import type { Claim } from '../../src/budget/claim.ts'
import type { Reading } from '../../src/budget/reading.ts'
import { without } from '../../src/budget/slice.ts'
import { sumOf } from '../../src/catalogue/inside.ts'
import type { Document } from '../../src/document/document.ts'
import { hebei } from '../../src/forms/hebei/index.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { writeDisclosure } from '../../src/forms/write-disclosure.ts'
import { accountOf } from '../../src/ledger/account-of.ts'
import { adoptReading } from '../../src/ledger/adopt-reading.ts'
import { judgeLedger } from '../../src/ledger/judge-ledger.ts'
import { randomFacts } from '../laws/random-facts.ts'
import { nandagang } from '../laws/nandagang.ts'
import { hasShared } from '../setup/documents.ts'
import { readingOf } from './sample.ts'

/** Claims of this year's money that a ledger's lines are for, with the project under the name that the ledger gives it. */
function moneyClaims(reading: Reading): readonly Claim[] {
  const projects = new Map(
    reading.cards.map((card) => [reading.claims[card.budget ?? -1]?.slice.project, card.fields['project-name']?.printed]),
  )
  return reading.claims.flatMap((claim) => {
    const { flow, project, year, measure } = claim.slice
    if (claim.measure !== 'money' || flow === undefined || year !== undefined || measure !== undefined) return []
    if (!['number', 'blank'].includes(claim.state) || claim.form === 'procurement' || claim.prose === true) return []
    const name = project === undefined ? undefined : projects.get(project)
    return [name === undefined ? claim : { ...claim, slice: { ...claim.slice, project: name } }]
  })
}

/** Claims whose slice does not have in the adopted ledger what they say. */
function broken(reading: Reading): readonly string[] {
  const { facts, lastYear } = accountOf(adoptReading(reading))
  const now = moneyClaims(reading).flatMap((c) => {
    const found = sumOf(facts, c.slice)
    return found === c.value ? [] : [`${c.form} ${c.row?.code ?? c.row?.label ?? c.slot} ${c.column}: ${c.value} ${found}`]
  })
  const before = reading.claims.flatMap((c) => {
    if (c.slice.measure !== 'change' || c.state !== 'number') return []
    const own = without(c.slice, 'measure')
    const found = sumOf(facts, own) - sumOf(lastYear ?? [], own)
    return found === c.value ? [] : [`change ${c.slot}: ${c.value} ${found}`]
  })
  return [...now, ...before]
}

const tables = (document: Document) =>
  document.blocks.flatMap((b) => (b.kind === 'table' ? [b.cells.map((c) => `${c.row} ${c.column} ${c.text}`).toSorted()] : []))

describe('adopting what is published', () => {
  test('every printed figure of the correct sample is the sum of the lines over its slice', async () => {
    const reading = await readingOf('samples/correct.docx')
    expect(moneyClaims(reading).length).toBeGreaterThan(1000)
    expect(broken(reading)).toEqual([])
  })

  test('what it prints is the nine tables again, cell by cell', async () => {
    const reading = await readingOf('samples/correct.docx')
    const ledger = adoptReading(reading)
    expect(judgeLedger(ledger).filter((f) => f.severity === 'error')).toEqual([])
    const printed = tables(writeDisclosure(accountOf(ledger), hebei)).slice(0, 9)
    expect(printed).toEqual(tables(documentOf(disclosurePieces(EXAMPLE))).slice(0, 9))
  })

  test('the same holds for departments of every kind', () => {
    fc.assert(
      fc.property(randomFacts, (facts) => {
        expect(broken(readDisclosure(documentOf(disclosurePieces(facts))))).toEqual([])
      }),
      { numRuns: 15, seed: 5 },
    )
  })

  test.skipIf(!hasShared)('and for a real one, whatever is wrong in it: every figure stays as printed', async () => {
    const reading = readDisclosure(await nandagang())
    const figures = {
      ...reading,
      claims: reading.claims.map((c) => (c.state === 'blank' ? { ...c, state: 'absent' as const } : c)),
    }
    expect(broken(figures)).toEqual([])
    expect(
      adoptReading(reading)
        .questions.map((q) => q.zh)
        .join('\n'),
    ).toContain('相差0.01万元')
  })

  test('a figure that is printed in two ways is had in one, and told', async () => {
    const reading = await readingOf('samples/correct.docx')
    const claims = reading.claims.map((c) =>
      c.form === 'narrative' && c.slot === 'expenditure.expenditure' ? { ...c, value: c.value + 1_000_000, printed: '9.99' } : c,
    )
    const { questions } = adoptReading({ ...reading, claims })
    expect(questions.filter((q) => q.zh.includes('同一项在别处印为')).map((q) => q.zh)).toEqual([
      expect.stringContaining('印为9.99'),
    ])
  })

  test('what the cuts leave open is asked and marked, never invented', async () => {
    const ledger = adoptReading(await readingOf('samples/correct.docx'))
    expect(ledger.lines.filter((l) => l.amount < 0 && !l.undecided)).toEqual([])
    expect(ledger.lines.filter((l) => l.economic !== '' && l.function !== '')).toEqual([])
    const asked = ledger.questions.map((q) => q.zh).join('\n')
    expect(asked).toContain('一般公共预算财政拨款基本支出有883.33万元')
    expect(asked).toContain('2210201住房公积金 = 30113住房公积金 = 55.77万元')
    expect(asked).toContain('公务用车购置费18.00万元')
  })

  test('where one cut is a single line, the other is decided', () => {
    const claim = (slice: Claim['slice'], value: number) =>
      ({ slice, value, state: 'number', measure: 'money', precision: 1, form: 'x', table: 0 }) as unknown as Claim
    const basic = { flow: 'expenditure', fund: 'general', nature: 'basic' } as const
    const reading = {
      disclosure: { department: {}, year: 2024, stage: 'budget', scope: 'unit', units: [], place: null },
      claims: [
        claim(basic, 30),
        claim({ ...basic, function: '2010301' }, 30),
        claim({ ...basic, nature: 'personnel', economic: '30101' }, 20),
        claim({ ...basic, nature: 'running', economic: '30201' }, 10),
      ],
      forms: [],
      cards: [],
      sentences: [],
      sections: [],
      paragraphs: [],
      organisation: [],
      glossary: [],
    } as unknown as Reading
    const { lines } = adoptReading(reading)
    expect(lines.map((l) => [l.function, l.economic, l.nature, l.amount, l.undecided])).toEqual([
      ['2010301', '30101', 'personnel', 20, false],
      ['2010301', '30201', 'running', 10, false],
    ])
  })
})
