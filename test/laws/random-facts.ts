import fc from 'fast-check'
import { EXAMPLE } from '../../scripts/samples/example-facts.ts'
import { EXAMPLE_PROJECTS } from '../../scripts/samples/example-projects.ts'
import type { Fund, Money, SampleFacts, ThreePublic } from '../../scripts/samples/facts.ts'

/** Whole hundreds of yuan up to 5 亿元, as fen. */
const amount = fc.integer({ min: 1, max: 5_000_000 }).map((n) => n * 10_000)
const nothingOr = fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: amount })

/** Which economic class is booked under which function, and what use it is, as in the sample. */
const BOOKED = EXAMPLE.money.filter((m) => m.economic !== undefined)

const basic: fc.Arbitrary<readonly Money[]> = fc
  .subarray(BOOKED, { minLength: 1 })
  .chain((lines) => fc.tuple(...lines.map((line) => amount.map((a): Money => ({ ...line, amount: a })))))

const OWN: readonly Fund[] = ['special-account', 'operating', 'business', 'superior-subsidy', 'affiliate-remittance', 'other']

const own: fc.Arbitrary<readonly Money[]> = fc.array(
  fc.record({
    fund: fc.constantFrom(...OWN),
    function: fc.constantFrom('2120501', '2080505', '2210201', '2060404'),
    source: fc.constantFrom('income', 'brought-forward'),
    use: fc.constantFrom('personnel', 'running', 'carried-forward'),
    amount,
  }),
  { maxLength: 6 },
)

const PLACES: readonly (readonly [string, Fund])[] = [
  ['2120399', 'general'],
  ['2110302', 'general'],
  ['2210108', 'general'],
  ['2120803', 'government-fund'],
  ['2121301', 'government-fund'],
  ['2230199', 'state-capital'],
  ['2120501', 'other'],
]

const project = fc.record({
  place: fc.constantFrom(...PLACES),
  now: amount,
  before: nothingOr,
  later: nothingOr,
})

const projects = fc.array(project, { maxLength: EXAMPLE_PROJECTS.length }).map((drawn) =>
  drawn.flatMap(({ place: [code, fund], now, before, later }, i): Money[] => {
    const name = EXAMPLE_PROJECTS[i]?.name ?? ''
    const common = { fund, function: code }
    return [
      { ...common, source: 'income', use: 'project', project: name, amount: now },
      { ...common, source: 'brought-forward', use: 'project', project: name, amount: before },
      { ...common, source: 'income', use: 'carried-forward', amount: later },
    ]
  }),
)

const ITEMS: Readonly<Record<string, ThreePublic['item']>> = {
  '30212': 'abroad-other',
  '30217': 'reception',
  '30231': 'vehicle-running',
}

/** At least what basic expenditure books for it. */
function threePublicOf(money: readonly Money[]): fc.Arbitrary<readonly ThreePublic[]> {
  const booked = (item: ThreePublic['item']): number =>
    money.reduce((sum, m) => sum + (ITEMS[m.economic ?? ''] === item ? m.amount : 0), 0)
  const items: readonly ThreePublic['item'][] = [
    'abroad-teaching',
    'abroad-other',
    'vehicle-purchase',
    'vehicle-running',
    'reception',
  ]
  return fc.tuple(
    ...items.map((item) =>
      fc
        .tuple(nothingOr, nothingOr)
        .map(([more, lastYear]): ThreePublic => ({ item, fund: 'general', amount: booked(item) + more, lastYear })),
    ),
  )
}

/** Invented departments of every kind: one fund or several, with and without carry-over, projects, own income and three-public money. */
export const randomFacts: fc.Arbitrary<SampleFacts> = fc.tuple(basic, own, projects).chain(([a, b, c]) => {
  const money = [...a, ...b, ...c].filter((m) => m.amount > 0)
  const names = new Set(money.map((m) => m.project))
  // Nothing is bought from a fund that has no money.
  const funds = new Set<string>(
    money
      .filter((m) => m.use !== 'carried-forward')
      .map((m) => (OWN.includes(m.fund) && m.fund !== 'special-account' ? 'other-sources' : m.fund)),
  )
  const affordable = EXAMPLE.procurement.filter((p) => funds.has(p.fund))
  return fc
    .record({
      threePublic: threePublicOf(money),
      basicBefore: nothingOr,
      projectBefore: nothingOr,
      purchases: fc.subarray(affordable),
    })
    .map(({ threePublic, basicBefore, projectBefore, purchases }) => ({
      ...EXAMPLE,
      money,
      threePublic,
      lastYear: { basic: basicBefore, project: projectBefore },
      projects: EXAMPLE_PROJECTS.filter((p) => names.has(p.name)),
      procurement: purchases,
    }))
})
