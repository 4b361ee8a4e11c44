import fc from 'fast-check'
import type { Account } from '../../src/budget/account.ts'
import { isSource, sourceOfUse } from '../../src/ledger/facts-of-lines.ts'
import { BLANK_LINE, type Ledger, type Line } from '../../src/ledger/ledger.ts'
import { randomAccount, type Grain } from '../forms-write/random-account.ts'
import { EMPTY, line } from './sample.ts'

const ORIGINS: Readonly<Record<string, Line['origin']>> = {
  income: 'this-year',
  'brought-forward': 'carried',
  'reserves-used': 'reserves',
}

/** The lines whose facts an account has: it draws each use behind its source. */
function linesOf(facts: Account['facts']): readonly Line[] {
  return facts.flatMap(({ slice, amount, items }, i): readonly Line[] => {
    const source = facts[i - 1]?.slice.flow ?? ''
    if (slice.flow === 'income' || slice.flow === 'brought-forward' || slice.flow === 'reserves-used') return []
    const { flow = '', fund = '', function: code = '', economic = '', nature = '', project = '' } = slice
    const origin = ORIGINS[source] ?? 'this-year'
    const own = items.filter((item) => item !== 'procurement')
    return [{ ...BLANK_LINE, flow, fund, function: code, economic, nature, project, origin, amount, items: own }]
  })
}

/** A unit's ledger that prints what a random account prints. */
function ledgerOfAccount(account: Account, name: string): Ledger {
  const count = (asset: string, measured: boolean): number | null =>
    account.stocks.find((s) => s.slice.asset === asset && (s.slice.measure === 'count') === measured)?.value ?? null
  return {
    ...EMPTY,
    department: { code: '', name },
    scope: 'unit',
    staff: account.stocks.find((s) => s.slice.item === 'staff')?.value ?? null,
    units: [{ code: '', name, kind: '行政', grade: '', funding: '' }],
    lines: linesOf(account.facts),
    lastYear: linesOf(account.lastYear ?? []),
    projects: account.projects.map((project) => ({ ...project, until: null })),
    procurement: account.procurement.map((purchase) => ({ ...purchase, fixedAsset: false })),
    assets: ['buildings', 'offices', 'vehicles', 'equipment', 'other-fixed'].map((kind) => ({
      kind,
      count: count(kind, true),
      value: count(kind, false),
    })),
  }
}

const NATURES: Readonly<Record<string, string>> = { subsidy: 'business', remittance: 'business' }
const FUNDS: Readonly<Record<string, string>> = { 'superior-subsidy': 'operating', 'affiliate-remittance': 'other' }

/** The same money, none of it received from or paid to units above or below. */
function withoutTransfers(ledger: Ledger): Ledger {
  const plain = (own: Line): Line => ({
    ...own,
    nature: NATURES[own.nature] ?? own.nature,
    fund: FUNDS[own.fund] ?? own.fund,
  })
  return {
    ...ledger,
    lines: ledger.lines.map(plain),
    lastYear: ledger.lastYear.map(plain),
    procurement: ledger.procurement.map((purchase) => ({ ...purchase, fund: FUNDS[purchase.fund] ?? purchase.fund })),
  }
}

/** Sources written out, as units may. */
export function withWrittenSources(ledger: Ledger): Ledger {
  return ledger.lines.some(isSource) ? ledger : { ...ledger, lines: [...ledger.lines.map(sourceOfUse), ...ledger.lines] }
}

/** What one unit pays another: both sides. The receiver spends it in one or two ways, or keeps some. */
export interface Given {
  readonly from: number
  readonly to: number
  readonly kind: 'subsidy' | 'remittance'
  /** Whose own money it is: appropriations pay no subsidies. */
  readonly fund: string
  readonly carried: boolean
  readonly amount: number
  readonly second: number
}

const FUND_OF = { subsidy: 'superior-subsidy', remittance: 'affiliate-remittance' } as const

function withTransfer(units: readonly Ledger[], given: Given): readonly Ledger[] {
  const { from, to, kind, amount, second, carried } = given
  const paid = line({
    fund: given.fund,
    function: '2010399',
    nature: kind,
    amount: amount + second,
    origin: carried ? 'carried' : 'this-year',
  })
  const into = [
    line({ fund: FUND_OF[kind], function: '2010302', economic: '30201', amount }),
    line({
      fund: FUND_OF[kind],
      function: '2050299',
      flow: second % 20_000 === 0 ? 'carried-forward' : 'expenditure',
      nature: second % 20_000 === 0 ? '' : 'business',
      amount: second,
    }),
  ]
  return units.map((unit, i) => ({
    ...unit,
    lines: [...unit.lines, ...(i === from ? [paid] : []), ...(i === to ? into : [])],
  }))
}

const NAMES = ['示例县综合管理局', '示例县综合服务中心', '示例县执法大队', '示例县信息站'] as const

/** A department's own ledger: its name and words. */
export const DEPARTMENT: Ledger = {
  ...EMPTY,
  department: { code: '999', name: NAMES[0] },
  words: { mission: '示例县人民政府工作部门', duties: '（一）负责有关政策的执行。' },
  glossary: [{ term: '基本支出', meaning: '指为保障机构正常运转、完成日常工作任务而发生的支出。' }],
}

export interface RandomUnits {
  readonly units: readonly Ledger[]
  readonly given: readonly Given[]
}

/** Units of one department. What they say that they pay each other agrees where `agreeing`; else it is whatever comes. */
export function randomUnits(grain: Grain, agreeing: boolean): fc.Arbitrary<RandomUnits> {
  const amount = fc.integer({ min: 1, max: 5000 }).map((n) => n * 10_000)
  const unit = fc.tuple(randomAccount(grain, 'unit'), fc.boolean())
  return fc.array(unit, { minLength: agreeing ? 2 : 1, maxLength: 4 }).chain((drawn) => {
    const ledgers = drawn.map(([account], i) => ledgerOfAccount(account, NAMES[i] ?? ''))
    const at = fc.nat(drawn.length - 1)
    const given = fc.record({
      from: at,
      to: at,
      kind: fc.constantFrom('subsidy' as const, 'remittance' as const),
      fund: fc.constantFrom('operating', 'business', 'other'),
      carried: fc.boolean(),
      amount,
      second: amount,
    })
    return fc.array(given, { maxLength: agreeing ? 3 : 0 }).map((all) => {
      const transfers = all.filter(({ from, to }) => from !== to)
      const base = agreeing ? ledgers.map(withoutTransfers) : ledgers
      const made = transfers.reduce(withTransfer, base)
      return { units: made.map((ledger, i) => (drawn[i]?.[1] === true ? withWrittenSources(ledger) : ledger)), given: transfers }
    })
  })
}
