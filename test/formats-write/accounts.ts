import fc from 'fast-check'
import type { Account, Fact } from '../../src/budget/account.ts'
import { nodeName } from '../../src/catalogue/tree.ts'
import type { NodeNames } from '../../src/formats/node-names.ts'

export const NAMES: NodeNames = (dimension, node) => nodeName(dimension, node, 2024)

/** Words that a spreadsheet or a CSV reader may trip over. */
export const TRICKY = [
  '=1+1',
  '+86',
  '-x',
  '@sum',
  "'quoted",
  "''",
  '甲,乙',
  '引"号',
  '两\n行',
  '\t缩进',
  '＝全角',
  '普通项目',
  ' 前后 ',
]

const PROJECTS = fc.constantFrom(...TRICKY)

const fact: fc.Arbitrary<Fact> = fc.record({
  slice: fc.record(
    {
      flow: fc.constantFrom('income', 'brought-forward', 'expenditure', 'carried-forward'),
      fund: fc.constantFrom('general', 'government-fund', 'other'),
      function: fc.constantFrom('2010301', '2080505', '2210201', '2300101', '2120899'),
      economic: fc.constantFrom('30101', '30217', '31002'),
      nature: fc.constantFrom('personnel', 'running', 'project'),
      project: PROJECTS,
      unit: fc.constantFrom('本级', '=下属'),
    },
    { requiredKeys: ['flow', 'fund'] },
  ),
  amount: fc.maxSafeInteger(),
  items: fc.uniqueArray(fc.constantFrom('reception', 'running-cost', 'procurement-goods'), { maxLength: 3 }),
})

/** Accounts of every shape that the package keeps: not consistent, since formats do not judge. */
export const accounts: fc.Arbitrary<Account> = fc.record({
  disclosure: fc.record({
    department: fc.constantFrom({ code: '455', name: '示例县财政局' }, { name: '只有名称' }, {}),
    year: fc.option(fc.constantFrom(2023, 2024)),
    stage: fc.constantFrom('budget' as const, 'final' as const),
    scope: fc.constantFrom('department' as const, 'unit' as const),
    units: fc.constantFrom([], ['万元']),
    place: fc.option(fc.constant('hebei')),
  }),
  facts: fc.array(fact, { maxLength: 8 }),
  lastYear: fc.option(fc.array(fact, { maxLength: 3 })),
  stocks: fc.array(
    fc.record({
      slice: fc.constantFrom(
        { asset: 'vehicles', measure: 'count' },
        { asset: 'buildings' },
        { item: 'staff', measure: 'count' },
      ),
      value: fc.nat(),
    }),
    { maxLength: 3 },
  ),
  units: fc.array(
    fc.record({ name: PROJECTS, kind: fc.constantFrom('行政', ''), grade: fc.constant('正科级'), funding: fc.constant('') }),
    {
      maxLength: 3,
    },
  ),
  projects: fc.constant([]),
  procurement: fc.array(
    fc.record({
      project: PROJECTS,
      goods: PROJECTS,
      catalogue: fc.constantFrom('A02010100', 'B02040000', 'C13040000', ''),
      measure: fc.constantFrom('台', ''),
      quantity: fc.oneof(fc.nat(), fc.constantFrom(0.5, 12.25)),
      unitPrice: fc.nat(),
      fund: fc.constantFrom('general', ''),
      amount: fc.nat(),
      reservedForSmall: fc.nat(3),
    }),
    { maxLength: 3 },
  ),
  words: fc.constant({}),
  glossary: fc.constant([]),
})
