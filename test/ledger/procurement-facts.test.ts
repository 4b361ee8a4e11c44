import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fact } from '../../src/budget/account.ts'
import { isAtOrBelow } from '../../src/ledger/at-or-below.ts'
import type { Purchase } from '../../src/ledger/ledger.ts'
import { markProcurement } from '../../src/ledger/procurement-facts.ts'

const fact: fc.Arbitrary<Fact> = fc.record({
  slice: fc
    .record({
      flow: fc.constantFrom('expenditure', 'expenditure', 'income'),
      fund: fc.constantFrom('general', 'operating', 'other', 'appropriation'),
      project: fc.constantFrom('', '修路', '绿化'),
      nature: fc.constantFrom('running', 'personnel', 'project'),
    })
    .map(({ project, ...slice }) => (project === '' ? slice : { ...slice, project })),
  amount: fc.integer({ min: -2, max: 9 }),
  items: fc.constantFrom<readonly string[]>([], ['meeting'], ['procurement']),
})
const purchase: fc.Arbitrary<Purchase> = fc
  .record({
    project: fc.constantFrom('修路', '绿化', '日常公用经费'),
    fund: fc.constantFrom('general', 'other-sources', 'carried-appropriation', ''),
    amount: fc.integer({ min: 0, max: 12 }),
    fixedAsset: fc.boolean(),
  })
  .map((said) => ({ goods: '', catalogue: '', measure: '', quantity: 0, unitPrice: 0, reservedForSmall: 0, ...said }))

const FUNDS: Readonly<Record<string, string>> = { 'carried-appropriation': 'appropriation' }

/** The definition, purchase by purchase over all facts: too slow for a whole department, and plain. */
function plainly(facts: readonly Fact[], purchases: readonly Purchase[]): ReturnType<typeof markProcurement> {
  let marked = [...facts]
  const unplaced: { purchase: number; amount: number }[] = []
  purchases.forEach(({ project, fund, amount, fixedAsset }, index) => {
    const items = fixedAsset ? ['asset-purchase', 'procurement'] : ['procurement']
    const named = marked.some((own) => own.slice.project === project)
    let left = amount
    marked = marked.flatMap((own) => {
      const isOfIt = named ? own.slice.project === project : own.slice.nature === 'running'
      const isFree = own.slice.flow === 'expenditure' && own.amount > 0 && !own.items.includes('procurement')
      const take = isOfIt && isFree && isAtOrBelow('fund', own.slice.fund, FUNDS[fund] ?? fund) ? Math.min(left, own.amount) : 0
      left -= take
      const rest = { ...own, amount: own.amount - take }
      const bought = { ...own, amount: take, items: [...own.items, ...items].toSorted() }
      return take === 0 ? [own] : rest.amount === 0 ? [bought] : [rest, bought]
    })
    if (left === 0) return
    unplaced.push({ purchase: index, amount: left })
    const slice = { flow: 'expenditure', ...(fund === '' ? {} : { fund }) }
    marked.push({ slice: named ? { ...slice, project } : slice, amount: left, items }, { slice, amount: -left, items: [] })
  })
  return { facts: marked, unplaced }
}

test('marking whole departments at once gives what marking purchase by purchase does', () => {
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 12 }), fc.array(purchase, { maxLength: 6 }), (facts, purchases) => {
      expect(markProcurement(facts, purchases)).toEqual(plainly(facts, purchases))
    }),
    { numRuns: 1000, seed: 63 },
  )
})
