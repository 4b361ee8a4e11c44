import fc from 'fast-check'
import { exampleLedger } from '../../src/ledger/example-ledger.ts'
import type { Ledger, Line } from '../../src/ledger/ledger.ts'
import { PERSON_KIND_IDS } from '../../src/ledger/person-kinds.ts'
import { EMPTY } from './sample.ts'

/** Words as people write them, with everything that makes CSV, JSON and XML stumble; without white space at the ends, which no form keeps. */
const words = fc
  .array(fc.constantFrom('路', '“', '"', ',', '，', '\n', "'", '=', '+', '-', '@', ' ', '<', '&', '1', '%', ';', 'é', '𠮷'), {
    maxLength: 8,
  })
  .map((letters) => letters.join('').trim())

const oneLine = words.map((text) => text.replaceAll('\n', ' ').trim())
const fen = fc.oneof(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 2 ** 53 - 1 }))

const anyLine: fc.Arbitrary<Line> = fc.record({
  unit: oneLine,
  flow: fc.constantFrom('expenditure', 'income', 'brought-forward', 'carried-forward'),
  fund: fc.constantFrom('', 'general', 'government-fund', 'operating', 'other', 'non-appropriation'),
  function: fc.constantFrom('', '2010301', '2120803', '201', '2999999'),
  economic: fc.constantFrom('', '30101', '30217', '39999'),
  governmentEconomic: fc.constantFrom('', '50101'),
  nature: fc.constantFrom('', 'personnel', 'running', 'project', 'basic'),
  project: oneLine,
  origin: fc.constantFrom('this-year', 'carried', 'reserves'),
  amount: fen,
  items: fc.uniqueArray(fc.constantFrom('meeting', 'abroad-teaching', 'vehicle-running'), { maxLength: 2 }),
  undecided: fc.boolean(),
  note: words,
})

/** A ledger with something in every sheet, as wild as people write. */
export const anyLedger: fc.Arbitrary<Ledger> = fc
  .record({
    lines: fc.array(anyLine, { maxLength: 5 }),
    lastYear: fc.array(anyLine, { maxLength: 2 }),
    staff: fc.option(fc.nat(5000)),
    duties: words,
    term: words.filter((w) => w !== ''),
    goals: fc.array(
      oneLine.filter((w) => w !== ''),
      { maxLength: 2 },
    ),
    value: fc.option(fc.nat(1e9)),
    people: fc.uniqueArray(
      fc.record({ kind: fc.constantFrom(...PERSON_KIND_IDS), posts: fc.option(fc.nat(900)), actual: fc.option(fc.nat(900)) }),
      { maxLength: 3, selector: ({ kind }) => kind },
    ),
  })
  .map(({ lines, lastYear, staff, duties, term, goals, value, people }) => ({
    ...EMPTY,
    lines,
    lastYear,
    staff,
    people,
    words: duties === '' ? {} : { duties },
    glossary: [{ term, meaning: duties }],
    projects: [{ ...(exampleLedger(2024).projects[0] as Ledger['projects'][number]), goals, until: 2026 }],
    assets: [{ kind: 'buildings', count: staff === null ? null : staff * 100 + 25, value }],
  }))
