import { describe, expect, it } from 'vitest'
import { describeSlice } from '../../../src/web/portal/describe-slice.ts'
import { headlinesOf } from '../../../src/web/portal/headlines.ts'
import { markWords } from '../../../src/web/portal/mark-words.ts'
import { exactMoney, shortMoney, tableMoney } from '../../../src/web/portal/money.ts'
import { type FactView, type MoneyFlow, moneyFlow } from '../../../src/web/portal/money-flow.ts'
import { agrees } from '../../../src/web/portal/agrees.ts'
import { claim, table } from './claims.ts'

describe('money for the eye', () => {
  it('keeps few digits, and says when it left some off', () => {
    expect(shortMoney(18_976_755_100, 'zh')).toEqual({ figure: '1.90', unit: '亿元', exact: false })
    expect(shortMoney(37_910_000, 'zh')).toEqual({ figure: '37.91', unit: '万元', exact: true })
    expect(shortMoney(480_000, 'zh')).toEqual({ figure: '4,800', unit: '元', exact: true })
    expect(shortMoney(0, 'zh')).toEqual({ figure: '0', unit: '元', exact: true })
    expect(shortMoney(-37_910_000, 'zh')).toEqual({ figure: '−37.91', unit: '万元', exact: true })
    expect(shortMoney(18_976_755_100, 'en')).toEqual({ figure: '¥189.77', unit: 'million', exact: false })
  })

  it('is whole in tables', () => {
    expect(tableMoney(18_976_755_100, 'zh')).toBe('18,976.7551')
    expect(tableMoney(18_976_755_120, 'en')).toBe('189,767,551.2')
    expect(exactMoney(100_000_000, 'zh')).toBe('100.00 万元')
  })
})

describe('the four figures', () => {
  it('take a total with carried-over money before one without, and a table before the text', () => {
    const [income, out, general, three] = headlinesOf([
      table('narrative', [claim(1, { flow: 'sources' }, 5)]),
      table('balance', [claim(2, { flow: 'income' }, 3), claim(3, { flow: 'sources' }, 4)]),
      table('expenditure', [claim(4, { flow: 'expenditure' }, 3), claim(5, { flow: 'expenditure', measure: 'change' }, 1)]),
    ])
    expect(income).toMatchObject({ meaning: 'sources', claim: { id: 3 } })
    expect(out).toMatchObject({ meaning: 'expenditure', claim: { id: 4 } })
    expect(general).toMatchObject({ claim: null })
    expect(three).toMatchObject({ claim: null })
  })

  it('are blank where the table is blank', () => {
    const blank = headlinesOf([
      table('three-public', [claim(1, { flow: 'expenditure', item: 'three-public', fund: 'general' }, null)]),
    ])
    expect(blank[3]).toMatchObject({ meaning: 'three-public', claim: { state: 'blank', amount: null } })
  })
})

describe('the flow of money', () => {
  const WAN = 1_000_000
  const balance = table('balance', [
    claim(1, { flow: 'sources' }, 100 * WAN),
    claim(2, { flow: 'uses' }, 100 * WAN),
    claim(3, { flow: 'brought-forward' }, 20 * WAN),
  ])
  const income = [{ slice: { fund: 'general' }, amount: 70 * WAN, claim: 9 }]
  const basic = { slice: { function: '2010301', nature: 'basic' }, amount: 60 * WAN, claim: 10 }
  const project = { slice: { function: '2210201', nature: 'project' }, amount: 40 * WAN, claim: 11 }
  const flowOf = (expenditure: readonly FactView[], tables = [balance]): MoneyFlow =>
    moneyFlow({ income, expenditure }, tables, headlinesOf(tables), 2024)

  it('has both sides add up, and says what is the rest', () => {
    const flow = flowOf([basic, project])
    expect(flow.total).toBe(100 * WAN)
    expect(flow.sources.map(({ fen, claim: id, rest }) => [fen / WAN, id, rest])).toEqual([
      [70, 9, undefined],
      [20, 3, undefined],
      [10, null, true],
    ])
    expect(flow.uses.map(({ code, fen, basic: b, project: p }) => [code, fen / WAN, b?.claim, p?.claim])).toEqual([
      ['201', 60, 10, undefined],
      ['221', 40, undefined, 11],
    ])
  })

  it('leads a sum to its printed total, and where none is printed to the table of its parts', () => {
    const more = { ...basic, slice: { function: '2010302', nature: 'basic' }, amount: 10 * WAN, claim: 12 }
    const printed = {
      ...table('expenditure', [claim(12, {}, 1), claim(20, { flow: 'expenditure', function: '201' }, 70 * WAN)]),
      n: 4,
    }
    const [services] = flowOf([basic, more, { ...project, amount: 30 * WAN }], [balance, printed]).uses
    expect(services).toMatchObject({ fen: 70 * WAN, claim: 20, basic: { fen: 70 * WAN, claim: null } })
    const parts = { ...table('expenditure', [claim(10, {}, 1)]), n: 5 }
    expect(flowOf([basic, more], [balance, parts]).uses[0]).toMatchObject({ claim: null, table: 5 })
  })

  it('is drawn where rounding alone keeps the sides apart', () => {
    const flow = flowOf([basic, { ...project, amount: 39 * WAN }])
    expect(flow.total).toBe(100 * WAN)
    expect(flow.uses.some(({ rest }) => rest)).toBe(false)
  })

  it('is not drawn where the sides do not add up, or a line is negative', () => {
    const other = (amount: number): FactView => ({ slice: { function: '2050101' }, amount, claim: 12 })
    expect(flowOf([basic, project, other(5 * WAN)]).total).toBeNull()
    expect(flowOf([basic, { ...project, amount: 45 * WAN }, other(-5 * WAN)]).total).toBeNull()
  })
})

describe('two printings of one amount', () => {
  const yuan = claim(1, {}, 18_976_755_100, { printed: '189,767,551' })
  it('agree as far as they are printed', () => {
    expect(agrees(yuan, claim(2, {}, 18_976_755_100))).toBe('same')
    expect(agrees(yuan, claim(2, {}, 18_976_760_000, { printed: '18,976.76' }))).toBe('rounded')
    expect(agrees(yuan, claim(2, {}, 18_976_770_000, { printed: '18,976.77' }))).toBe('other')
    expect(agrees(yuan, claim(2, {}, null))).toBe('blank')
  })
})

describe('words', () => {
  it('say what a slice is', () => {
    expect(describeSlice({ flow: 'expenditure', fund: 'general', function: '2010301', nature: 'basic' }, 2024, 'zh')).toBe(
      '一般公共预算财政拨款安排的用于“行政运行”的基本支出',
    )
    expect(describeSlice({ flow: 'income', fund: 'general', year: '-1' }, 2024, 'zh')).toBe(
      '2023年来自一般公共预算财政拨款的本年收入',
    )
    expect(describeSlice({ flow: 'expenditure', item: 'reception' }, 2024, 'en')).toBe('official reception')
  })

  it('are marked where they stand, whatever they are', () => {
    expect(markWords('三公经费(a.b)', ['a.b', '三公']).markup).toBe('<mark>三公</mark>经费(<mark>a.b</mark>)')
    expect(markWords('<b>', ['<']).markup).toBe('<mark>&lt;</mark>b&gt;')
    expect(markWords(`${'前'.repeat(300)}三公${'后'.repeat(300)}`, ['三公'], true).markup).toMatch(
      /^…前+<mark>三公<\/mark>后+…$/u,
    )
  })
})
