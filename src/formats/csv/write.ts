import type { Account, Fact } from '../../budget/account.ts'
import { printFen } from '../../budget/amount.ts'
import type { Place } from '../../budget/place.ts'
import type { Reading } from '../../budget/reading.ts'
import { DIMENSIONS, type Dimension } from '../../budget/slice.ts'
import type { NodeNames } from '../node-names.ts'
import { writeCsvTable, type CsvValue } from './table.ts'

/** Headings of the dimensions; those of code lists print code and name in two columns, the others the name alone. */
const HEADINGS: Readonly<Record<Dimension, string>> = {
  flow: '收支',
  origin: '资金年度',
  fund: '资金性质',
  function: '功能科目',
  economic: '部门预算经济科目',
  'government-economic': '政府预算经济科目',
  nature: '支出性质',
  project: '项目',
  unit: '单位',
  year: '年度口径',
  stage: '阶段',
  item: '事项',
  asset: '资产',
  measure: '计量',
}
const CODED: ReadonlySet<Dimension> = new Set(['function', 'economic', 'government-economic'])
const FEN_PER_YUAN = 100

/**
 * An account's facts as a CSV for people: a line a fact, last year's after this year's, amounts in yuan and in fen. Only dimensions that some fact
 * names have columns. Begins with a byte order mark, without which Excel takes it for another encoding.
 */
export function writeFactsCsv(account: Account, names: NodeNames): Uint8Array {
  const { year, department } = account.disclosure
  const facts = [...account.facts, ...(account.lastYear ?? [])]
  const used = DIMENSIONS.filter((dimension) => facts.some((fact) => fact.slice[dimension] !== undefined))
  const line = (fact: Fact, ofYear: number | null): CsvValue[] => [
    ofYear,
    department.code ?? null,
    department.name ?? null,
    ...sliceValues(fact.slice, used, names),
    fact.items.length === 0 ? null : fact.items.map((item) => names('item', item).zh).join('；'),
    printFen(fact.amount, FEN_PER_YUAN, 2),
    fact.amount,
  ]
  return writeCsvTable(
    ['年度', '部门编码', '部门名称', ...sliceHeadings(used), '所属事项', '金额（元）', '金额（分）'],
    [
      ...account.facts.map((fact) => line(fact, year)),
      ...(account.lastYear ?? []).map((fact) => line(fact, year === null ? null : year - 1)),
    ],
    { bom: true },
  )
}

/** The claims of a document as a CSV for people: what is printed where, what it means, and its amount in fen where it is money. */
export function writeClaimsCsv(reading: Reading, names: NodeNames): Uint8Array {
  const used = DIMENSIONS.filter((dimension) => reading.claims.some((claim) => claim.slice[dimension] !== undefined))
  const header = [
    '报表',
    '标题',
    '行编码',
    '行名称',
    '栏目',
    '文字说明',
    ...sliceHeadings(used),
    '印为',
    '状态',
    '金额（分）',
    '数值',
    '计量',
    '位置',
  ]
  const rows = reading.claims.map((claim): CsvValue[] => {
    const money = claim.measure === 'money'
    return [
      claim.form,
      claim.title,
      claim.row?.code ?? null,
      claim.row?.label ?? null,
      claim.column ?? claim.slot ?? null,
      claim.sentence ?? null,
      ...sliceValues(claim.slice, used, names),
      claim.printed,
      claim.state,
      claim.state === 'number' && money ? claim.value : null,
      claim.state === 'number' && !money ? printFen(claim.value, FEN_PER_YUAN, 2, true) : null,
      claim.measure,
      whereIs(claim.place),
    ]
  })
  return writeCsvTable(header, rows, { bom: true })
}

function sliceHeadings(used: readonly Dimension[]): string[] {
  return used.flatMap((dimension) =>
    CODED.has(dimension) ? [`${HEADINGS[dimension]}编码`, HEADINGS[dimension]] : [HEADINGS[dimension]],
  )
}

function sliceValues(slice: Fact['slice'], used: readonly Dimension[], names: NodeNames): CsvValue[] {
  return used.flatMap((dimension) => {
    const node = slice[dimension]
    const name = node === undefined ? null : names(dimension, node).zh
    return CODED.has(dimension) ? [node ?? null, name] : [name]
  })
}

function whereIs(place: Place): string | null {
  const parts = [
    place.page === undefined ? '' : `第${place.page}页`,
    place.sheet === undefined ? '' : `工作表${place.sheet}`,
    place.cell ?? '',
    place.table === undefined ? '' : `第${place.table}张表`,
    place.row === undefined ? '' : `第${place.row}行`,
    place.column === undefined ? '' : `第${place.column}列`,
    place.line === undefined ? '' : `文本第${place.line}行`,
    place.paragraph === undefined || place.table !== undefined ? '' : `第${place.paragraph}段`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(' ')
}
