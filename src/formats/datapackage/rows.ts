import type { Account, Fact, Stock } from '../../budget/account.ts'
import type { Slice } from '../../budget/slice.ts'
import type { CsvValue } from '../csv/table.ts'
import type { NodeNames } from '../node-names.ts'
import { FACT_DIMENSIONS, LEVELS, type Field } from './fields.ts'

/** A class of the UN's functions of government; see the note in codes/cofog.json on how little that mapping is worth. */
export type CofogOf = (functionCode: string) => { readonly code: string; readonly name: string } | null

/** A resource before it is written: its columns and its lines. */
export interface Sheet {
  readonly fields: readonly Field[]
  readonly rows: readonly (readonly CsvValue[])[]
}

const text = (name: string, title: string, columnType?: string): Field => ({
  name,
  type: 'string',
  title,
  ...(columnType === undefined ? {} : { columnType }),
})
const whole = (name: string, title: string, columnType?: string): Field => ({ ...text(name, title, columnType), type: 'integer' })

/** Facts as lines: their number (their order is kept), whose and when, every dimension with its label, and the amount in fen. */
export function factSheet(
  account: Account,
  facts: readonly Fact[],
  year: number | null,
  names: NodeNames,
  cofog: CofogOf,
): Sheet {
  const { department, stage } = account.disclosure
  const used = FACT_DIMENSIONS.filter(({ dimension }) => facts.some((fact) => fact.slice[dimension] !== undefined))
  const functions = facts.some((fact) => fact.slice.function !== undefined)
  const fields: Field[] = [
    whole('line', '序号', 'budget-line-id'),
    whole('fiscal_year', '预算年度', 'date:fiscal-year'),
    text('department', '部门编码', 'administrative-classification:generic:level1:code'),
    text('department_label', '部门名称', 'administrative-classification:generic:level1:label'),
    text('phase', '预算阶段', 'phase:id'),
    text('direction', '方向', 'direction'),
    ...used.flatMap(({ column, title, columnType }) => [
      text(column, `${title}（代码）`, columnType === undefined ? undefined : `${columnType}:code`),
      text(`${column}_label`, title, columnType === undefined ? undefined : `${columnType}:label`),
    ]),
    ...(functions ? LEVELS.map(({ column, title }) => text(column, title)) : []),
    ...(functions ? [text('cofog', 'COFOG（判断）', 'functional-classification:cofog:code'), text('cofog_label', 'COFOG')] : []),
    text('items', '所属事项（分号分隔）'),
    whole('amount', '金额（分）', 'value'),
    text('currency', '币种', 'value-currency:code'),
  ]
  const rows = facts.map((fact, i): CsvValue[] => [
    i + 1,
    year,
    department.code ?? null,
    department.name ?? null,
    stage === 'final' ? 'executed' : 'approved',
    directionOf(fact),
    ...used.flatMap(({ dimension }) => labelled(fact.slice[dimension], (node) => names(dimension, node).zh)),
    ...(functions ? LEVELS.map(({ digits }) => levelOf(fact.slice.function, digits)) : []),
    ...(functions ? cofogValues(fact, cofog) : []),
    fact.items.length === 0 ? null : fact.items.join(';'),
    fact.amount,
    'CNY',
  ])
  return { fields, rows }
}

/** Counted and valued things as lines; `value` is fen, or hundredths of the unit where a measure is named. */
export function stockSheet(stocks: readonly Stock[], names: NodeNames): Sheet {
  const used = FACT_DIMENSIONS.filter(({ dimension }) => stocks.some((stock) => stock.slice[dimension] !== undefined))
  return {
    fields: [
      whole('line', '序号'),
      ...used.flatMap(({ column, title }) => [text(column, `${title}（代码）`), text(`${column}_label`, title)]),
      whole('value', '数值（分，或计量单位的百分之一）'),
    ],
    rows: stocks.map((stock, i) => [
      i + 1,
      ...used.flatMap(({ dimension }) => labelled(stock.slice[dimension], (node) => names(dimension, node).zh)),
      stock.value,
    ]),
  }
}

export function unitSheet(units: Account['units']): Sheet {
  return {
    fields: [text('name', '单位名称'), text('kind', '单位性质'), text('grade', '单位规格'), text('funding', '经费保障形式')],
    rows: units.map(({ name, kind, grade, funding }) => [name, kind, grade, funding].map(blankAsNull)),
  }
}

export function procurementSheet(lines: Account['procurement'], names: NodeNames): Sheet {
  return {
    fields: [
      text('project', '项目名称'),
      text('goods', '采购物品名称'),
      text('catalogue', '政府采购目录序号'),
      text('measure', '计量单位'),
      { name: 'quantity', type: 'number', title: '数量' },
      whole('unit_price', '单价（分）'),
      text('fund', '资金性质（代码）'),
      text('fund_label', '资金性质'),
      whole('amount', '金额（分）'),
      whole('reserved_for_small', '预留中小微企业份额（分）'),
    ],
    rows: lines.map((line) => [
      ...[line.project, line.goods, line.catalogue, line.measure].map(blankAsNull),
      line.quantity,
      line.unitPrice,
      ...labelled(line.fund === '' ? undefined : line.fund, (node) => names('fund', node).zh),
      line.amount,
      line.reservedForSmall,
    ]),
  }
}

/** A slice from the columns of a line; columns that are not there, or blank, narrow nothing. */
export function sliceFrom(line: Readonly<Record<string, string>>): Slice {
  const nodes = FACT_DIMENSIONS.flatMap(({ dimension, column }) => {
    const node = line[column]
    return node === undefined || node === '' ? [] : [[dimension, node] as const]
  })
  return Object.fromEntries(nodes)
}

/** Where money comes from is revenue, and so is what was left of last year; all else is expenditure. */
function directionOf(fact: Fact): 'revenue' | 'expenditure' {
  return /^(?:sources|income|brought-forward|reserves-used)$/u.test(fact.slice.flow ?? '') ? 'revenue' : 'expenditure'
}

function labelled(node: string | undefined, name: (node: string) => string): CsvValue[] {
  return node === undefined ? [null, null] : [node, name(node)]
}

function levelOf(code: string | undefined, digits: number): string | null {
  return code === undefined || code.length < digits ? null : code.slice(0, digits)
}

/** Only final spending has a function of government: not what comes in, nor what is carried on. */
function cofogValues(fact: Fact, cofog: CofogOf): CsvValue[] {
  const code = fact.slice.function
  const group = code !== undefined && (fact.slice.flow ?? 'expenditure') === 'expenditure' ? cofog(code) : null
  return group === null ? [null, null] : [group.code, group.name]
}

function blankAsNull(value: string): CsvValue {
  return value === '' ? null : value
}
