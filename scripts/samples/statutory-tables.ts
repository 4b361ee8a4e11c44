import type { Fen } from '../../src/budget/amount.ts'
import { nameOf } from '../../src/catalogue/codes.ts'
import { printed, type CellSpec, type Piece } from './blocks.ts'
import { FUNDS, isAppropriation, isBasic, isSpent, sum, type Fund, type Money, type SampleFacts } from './facts.ts'

const CLASSES =
  '201 202 203 204 205 206 207 208 209 210 211 212 213 214 215 216 217 219 220 221 222 223 224 227 229 230 231 232 233 234 235'.split(
    ' ',
  )

const TENS = ['', '十', '二十', '三十']
const ONES = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 to 39 in Chinese figures. */
export function chineseNumber(n: number): string {
  return `${TENS[Math.floor(n / 10)] ?? ''}${ONES[n % 10] ?? ''}`
}

/** The nine statutory tables in Hebei's forms. */
export function statutoryTables(facts: SampleFacts): readonly Piece[] {
  return [
    ...balance(facts),
    ...income(facts),
    ...expenditure(facts),
    ...appropriationBalance(facts),
    ...appropriationExpenditure(facts, 'general', '部门预算一般公共预算财政拨款支出表', '一般公共预算财政拨款支出'),
    ...basicByEconomicClass(facts),
    ...appropriationExpenditure(facts, 'government-fund', '部门预算政府性基金预算财政拨款支出表', '政府性基金预算财政拨款预算'),
    ...appropriationExpenditure(facts, 'state-capital', '部门预算国有资本经营预算财政拨款支出表', '国有资本经营预算财政拨款预算'),
    ...threePublic(facts),
  ]
}

function nameOfCode(list: 'function' | 'economic', code: string, year: number): string {
  const name = nameOf(list, code, year)
  if (name === null) throw new Error(`no ${list} class ${code}`)
  return name
}

/** A table with its title and the line above its header (部门, 年度, 单位) as its first row. */
function titled(
  facts: SampleFacts,
  title: string,
  columns: number,
  rows: readonly (readonly CellSpec[])[],
  note?: string,
): Piece[] {
  const left = Math.ceil(columns / 3)
  const middle = Math.ceil((columns - left) / 2)
  const info: CellSpec[] = [
    { text: `${facts.department.code}${facts.department.name}`, across: left },
    { text: `预算年度：${facts.year}`, across: middle },
    { text: '单位：万元', across: columns - left - middle },
  ]
  return [{ text: title, heading: 2 }, { rows: [info, ...rows] }, ...(note === undefined ? [] : [{ text: note }])]
}

function columnNumbers(stub: number, count: number): CellSpec[] {
  return ['栏次', ...Array.from({ length: stub + count - 1 }, (_, i) => String(i + 1))]
}

function only(money: readonly Money[], test: (one: Money) => boolean): Fen {
  return sum(money.filter(test))
}

const INCOME_LINES: Readonly<Record<Fund, string>> = {
  general: '一般公共预算拨款收入',
  'government-fund': '政府性基金预算拨款收入',
  'state-capital': '国有资本经营预算拨款收入',
  'special-account': '财政专户管理资金收入',
  operating: '事业收入',
  business: '事业单位经营收入',
  'superior-subsidy': '上级补助收入',
  'affiliate-remittance': '附属单位上缴收入',
  other: '其他收入',
}

function balance(facts: SampleFacts): Piece[] {
  const { money, year } = facts
  const spent = money.filter(isSpent)
  const rows: CellSpec[][] = [
    [
      { text: '序号', down: 2 },
      { text: '收入', across: 2 },
      { text: '支出', across: 2 },
    ],
    ['项目', '预算数', '项目', '预算数'],
    columnNumbers(1, 4),
  ]
  CLASSES.forEach((code, i) => {
    const fund = FUNDS[i]
    const left =
      fund === undefined
        ? ['', '']
        : [
            `${chineseNumber(i + 1)}、${INCOME_LINES[fund]}`,
            printed(only(money, (m) => m.fund === fund && m.source === 'income')),
          ]
    const right = [
      `${chineseNumber(i + 1)}、${nameOfCode('function', code, year)}`,
      printed(only(spent, (m) => m.function.startsWith(code))),
    ]
    rows.push([String(i + 1), ...left, ...right])
  })
  const line = (serial: number, left: string, a: Fen, right: string, b: Fen): CellSpec[] => [
    String(serial),
    left,
    printed(a),
    right,
    printed(b),
  ]
  const first = CLASSES.length + 1
  rows.push(
    line(
      first,
      '本年收入合计',
      only(money, (m) => m.source === 'income'),
      '本年支出合计',
      sum(spent),
    ),
  )
  const carried = only(money, (m) => !isSpent(m))
  rows.push(
    line(
      first + 1,
      '上年结转结余',
      only(money, (m) => m.source === 'brought-forward'),
      '年终结转结余',
      carried,
    ),
  )
  rows.push(line(first + 2, '收入总计', sum(money), '支出总计', sum(money)))
  return titled(facts, '部门预算收支总表', 5, rows)
}

/** A total, then every class, group and item with money: serial number, code, name, and the figures that `figures` gives. */
function byCode(
  list: 'function' | 'economic',
  money: readonly Money[],
  year: number,
  figures: (money: readonly Money[]) => readonly Fen[],
): CellSpec[][] {
  const codeOf = (m: Money): string => (list === 'function' ? m.function : (m.economic ?? ''))
  const lengths = list === 'function' ? [3, 5, 7] : [3, 5]
  const codes = [...new Set(money.flatMap((m) => lengths.map((n) => codeOf(m).slice(0, n))))].toSorted()
  const total: CellSpec[] = ['1', '', '合计', ...figures(money).map(printed)]
  return [
    total,
    ...codes.map((code, i): CellSpec[] => {
      const below = money.filter((m) => codeOf(m).startsWith(code))
      return [String(i + 2), code, nameOfCode(list, code, year), ...figures(below).map(printed)]
    }),
  ]
}

function income(facts: SampleFacts): Piece[] {
  const labels = ['财政拨款收入', '财政专户收入', '事业收入', '经营收入', '上级补助收入', '附属单位上缴收入', '其他收入']
  const groups: readonly (readonly Fund[])[] = [FUNDS.slice(0, 3), ...FUNDS.slice(3).map((f) => [f])]
  const figures = (money: readonly Money[]): Fen[] => {
    const received = money.filter((m) => m.source === 'income')
    return [
      sum(money),
      sum(received),
      ...groups.map((g) => only(received, (m) => g.includes(m.fund))),
      only(money, (m) => m.source !== 'income'),
    ]
  }
  return titled(facts, '部门预算收入总表', 13, [
    [
      { text: '序号', down: 2 },
      { text: '功能分类科目', across: 2 },
      { text: '合计', down: 2 },
      { text: '本年收入', across: 8 },
      { text: '上年结转', down: 2 },
    ],
    ['科目编码', '科目名称', '小计', ...labels],
    columnNumbers(3, 10),
    ...byCode('function', facts.money, facts.year, figures),
  ])
}

function expenditure(facts: SampleFacts): Piece[] {
  const spent = facts.money.filter(isSpent)
  const figures = (money: readonly Money[]): Fen[] => [
    sum(money),
    only(money, isBasic),
    only(money, (m) => m.use === 'project'),
    0,
    0,
    0,
  ]
  const labels = ['合计', '基本支出', '项目支出', '经营支出', '上缴上级支出', '对附属单位补助支出']
  return titled(facts, '部门预算支出总表', 9, [
    [{ text: '序号', down: 2 }, { text: '功能分类科目', across: 2 }, ...labels.map((text) => ({ text, down: 2 }))],
    ['科目编码', '科目名称'],
    columnNumbers(3, 6),
    ...byCode('function', spent, facts.year, figures),
  ])
}

function appropriationBalance(facts: SampleFacts): Piece[] {
  const own = facts.money.filter(isAppropriation)
  const funds = FUNDS.slice(0, 3)
  const words = ['一般公共预算', '政府性基金预算', '国有资本经营预算']
  const across = (money: readonly Money[]): string[] =>
    [sum(money), ...funds.map((f) => only(money, (m) => m.fund === f))].map(printed)
  const spent = own.filter(isSpent)
  const rows: CellSpec[][] = [
    [
      { text: '序号', down: 2 },
      { text: '收入', across: 2 },
      { text: '支出', across: 5 },
    ],
    ['项目', '金额', '项目', '合计', ...words.map((w) => `${w}财政拨款`)],
    columnNumbers(1, 7),
  ]
  const lineOf = (i: number, source: Money['source']): string[] => [
    `${chineseNumber(i + 1)}、${words[i] ?? ''}拨款`,
    printed(only(own, (m) => m.fund === funds[i] && m.source === source)),
  ]
  CLASSES.forEach((code, i) => {
    const left = i < 3 ? lineOf(i, 'income') : ['', '']
    const right = [
      `${chineseNumber(i + 1)}、${nameOfCode('function', code, facts.year)}`,
      ...across(spent.filter((m) => m.function.startsWith(code))),
    ]
    rows.push([String(i + 1), ...left, ...right])
  })
  const serial = (n: number): string => String(CLASSES.length + n)
  rows.push([serial(1), '本年收入合计', printed(only(own, (m) => m.source === 'income')), '本年支出合计', ...across(spent)])
  const brought = printed(only(own, (m) => m.source === 'brought-forward'))
  rows.push([serial(2), '年初财政拨款结转和结余', brought, '年末财政拨款结转和结余', ...across(own.filter((m) => !isSpent(m)))])
  for (const i of [0, 1, 2]) rows.push([serial(3 + i), ...lineOf(i, 'brought-forward'), '', '', '', '', ''])
  rows.push([serial(6), '收入总计', printed(sum(own)), '支出总计', ...across(own)])
  return titled(facts, '部门预算财政拨款收支总表', 8, rows)
}

function appropriationExpenditure(facts: SampleFacts, fund: Fund, title: string, what: string): Piece[] {
  const spent = facts.money.filter((m) => m.fund === fund && isSpent(m))
  const figures = (money: readonly Money[]): Fen[] => [sum(money), only(money, isBasic), only(money, (m) => m.use === 'project')]
  const header: CellSpec[][] = [
    [
      { text: '序号', down: 2 },
      { text: '功能分类科目', across: 2 },
      ...['合计', '基本支出', '项目支出'].map((text) => ({ text, down: 2 })),
    ],
    ['科目编码', '科目名称'],
    columnNumbers(3, 3),
  ]
  if (spent.length === 0) return titled(facts, title, 6, [...header, ['', '', '', '', '', '']], `注：无${what}，空表列示。`)
  return titled(facts, title, 6, [...header, ...byCode('function', spent, facts.year, figures)])
}

function basicByEconomicClass(facts: SampleFacts): Piece[] {
  const basic = facts.money.filter((m) => m.fund === 'general' && isBasic(m))
  const figures = (money: readonly Money[]): Fen[] => [
    sum(money),
    only(money, (m) => m.use === 'personnel'),
    only(money, (m) => m.use === 'running'),
  ]
  return titled(facts, '部门预算一般公共预算财政拨款基本支出表', 6, [
    [
      { text: '序号', down: 2 },
      { text: '支出部门经济分类科目', across: 2 },
      { text: '一般公共预算基本支出', across: 3 },
    ],
    ['科目编码', '科目名称', '合计', '人员经费', '公用经费'],
    columnNumbers(3, 3),
    ...byCode('economic', basic, facts.year, figures),
  ])
}

function threePublic(facts: SampleFacts): Piece[] {
  const line = (label: string, ...items: readonly string[]): [string, Fen[]] => {
    const own = facts.threePublic.filter((t) => items.length === 0 || items.includes(t.item))
    return [label, [sum(own), ...FUNDS.slice(0, 3).map((f) => sum(own.filter((t) => t.fund === f)))]]
  }
  const lines = [
    line('合计'),
    line('“三公”经费小计'),
    line('一、因公出国（境）费', 'abroad-teaching', 'abroad-other'),
    line('其中：教学科研人员因公出国（境）费', 'abroad-teaching'),
    line('其他因公出国（境）费', 'abroad-other'),
    line('二、公务用车购置及运维费', 'vehicle-purchase', 'vehicle-running'),
    line('其中：公务用车购置费', 'vehicle-purchase'),
    line('公务用车运行维护费', 'vehicle-running'),
    line('三、公务接待费', 'reception'),
  ]
  const empty = sum(facts.threePublic) === 0 ? '注：无“三公”经费，空表列示。' : undefined
  const rows: CellSpec[][] = [
    [
      { text: '序号', down: 2 },
      { text: '项目', down: 2 },
      { text: '资金性质', across: 4 },
    ],
    ['合计', '一般公共预算财政拨款', '政府性基金预算拨款', '国有资本经营预算财政拨款'],
    columnNumbers(2, 4),
    ...lines.map(([label, amounts], i): CellSpec[] => [String(i + 1), label, ...amounts.map(printed)]),
  ]
  return titled(facts, '部门预算财政拨款“三公”经费支出表', 6, rows, empty)
}
