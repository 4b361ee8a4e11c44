import { printFen } from '../budget/amount.ts'
import type { Finding, Severity, Words } from '../budget/finding.ts'
import { isKnown, lookup, nameOf, type CodeList } from '../catalogue/codes.ts'
import { factsOfLines, natureOf } from './facts-of-lines.ts'
import type { Ledger, Line } from './ledger.ts'
import { personKind } from './person-kinds.ts'
import { markProcurement } from './procurement-facts.ts'
import { isAtOrBelow } from './at-or-below.ts'

/** Sheets of the workbook, which are what people call the parts of a ledger. */
export const SHEETS = {
  basic: '基本信息',
  units: '单位',
  lines: '收支明细',
  'last-year': '上年数',
  projects: '项目',
  indicators: '绩效目标',
  procurement: '政府采购',
  people: '人员',
  assets: '国有资产',
  words: '文字说明',
  glossary: '名词解释',
  questions: '待定事项',
} as const

export type SheetId = keyof typeof SHEETS

/** What the sheets are called for people: in Chinese as in files. */
export const SHEET_NAMES: Readonly<Record<SheetId, Words>> = {
  basic: { zh: SHEETS.basic, en: 'General' },
  units: { zh: SHEETS.units, en: 'Units' },
  lines: { zh: SHEETS.lines, en: 'Lines' },
  'last-year': { zh: SHEETS['last-year'], en: 'Last year' },
  projects: { zh: SHEETS.projects, en: 'Projects' },
  indicators: { zh: SHEETS.indicators, en: 'Indicators' },
  procurement: { zh: SHEETS.procurement, en: 'Procurement' },
  people: { zh: SHEETS.people, en: 'People' },
  assets: { zh: SHEETS.assets, en: 'Assets' },
  words: { zh: SHEETS.words, en: 'Narrative' },
  glossary: { zh: SHEETS.glossary, en: 'Glossary' },
  questions: { zh: SHEETS.questions, en: 'Open questions' },
}

/** The budget that a function of the list belongs to, by fund. */
const BUDGET_OF_FUND: Readonly<Record<string, string>> = {
  general: '一般公共预算',
  'government-fund': '政府性基金预算',
  'state-capital': '国有资本经营预算',
}

/**
 * What is inconsistent within a ledger, before anything is printed from it. Errors are what no disclosure can be right with; warnings
 * are for a person to judge: no code list is complete. Places name the sheet and row (the header is row 1). Sums that must agree in the
 * printed tables are not judged here but by the checks.
 */
export function judgeLedger(ledger: Ledger): readonly Finding[] {
  const findings: Finding[] = []
  const tell: Tell = (code, severity, sheet, index, zh, en, field) => {
    const where = {
      zh: `《${SHEETS[sheet]}》第${index + 2}行：`,
      en: `${SHEET_NAMES[sheet].en} (${SHEETS[sheet]}), row ${index + 2}: `,
    }
    const message: Words = { zh: where.zh + zh, en: where.en + en }
    const places = [{ sheet: SHEETS[sheet], row: index + 2 }]
    const subject = field === undefined ? {} : { subject: { field } }
    findings.push({ code, severity, message, places, ...subject, equations: [], suspects: [], unique: true })
  }
  const names: Names = {
    units: new Set(ledger.units.map(({ name }) => name)),
    projects: new Set(ledger.projects.map(({ name }) => name)),
  }
  ledger.lines.forEach((line, i) =>
    judgeLine(ledger.year, names, line, (code, severity, zh, en, field) => tell(code, severity, 'lines', i, zh, en, field)),
  )
  judgeNames(ledger, tell)
  judgePurchases(ledger, tell)
  judgePeople(ledger, tell)
  return findings
}

/** `field` is the id of the column that the finding is about, for whoever shows it at its cell. */
type Tell = (code: string, severity: Severity, sheet: SheetId, index: number, zh: string, en: string, field?: string) => void
type TellLine = (code: string, severity: Severity, zh: string, en: string, field: string) => void

/** What lines may name. */
interface Names {
  readonly units: ReadonlySet<string>
  readonly projects: ReadonlySet<string>
}

function judgeLine(year: number, names: Names, line: Line, tell: TellLine): void {
  const codes: readonly (readonly [CodeList, string, string, string])[] = [
    ['function', line.function, '功能分类', 'function'],
    ['economic', line.economic, '部门经济分类', 'economic class'],
    ['government-economic', line.governmentEconomic, '政府经济分类', 'government economic class'],
  ]
  for (const [list, code, zh, en] of codes) if (code !== '') judgeCode(list, code, year, zh, en, tell)
  if (line.unit !== '' && !names.units.has(line.unit))
    tell(
      'missing',
      'error',
      `单位“${line.unit}”不在《单位》表中。请在该表加一行，或改正名称。`,
      `unit "${line.unit}" is not listed. Add it, or mend its name.`,
      'unit',
    )
  if (line.project !== '' && !names.projects.has(line.project))
    tell(
      'missing',
      'error',
      `项目“${line.project}”不在《项目》表中。请在该表加一行，或改正名称。`,
      `project "${line.project}" is not listed. Add it, or mend its name.`,
      'project',
    )
  const budget = line.function === '' ? undefined : lookup('function', line.function, year)?.budget
  const expected = BUDGET_OF_FUND[line.fund]
  if (budget !== undefined && expected !== undefined && budget !== expected && !line.function.startsWith('230'))
    tell(
      'name',
      'warning',
      `功能分类${line.function}属于${budget}，资金性质却是${expected}。请核对两者。`,
      `function ${line.function} belongs to ${budget}, yet the fund is ${expected}. Compare the two.`,
      'function',
    )
  if (line.undecided) return
  if (line.amount < 0)
    tell(
      'bound',
      'warning',
      `金额为负数（${yuan(line.amount)}元）。请核对。`,
      `the amount is below zero (${yuan(line.amount)} yuan).`,
      'amount',
    )
  if (line.fund === '') tell('blank', 'error', '没有资金性质。请选择一项。', 'no fund. Choose one.', 'fund')
  if (!isAtOrBelow('flow', line.flow, 'expenditure')) return
  if (line.function === '')
    tell('blank', 'error', '支出没有功能分类科目。请选到项级。', 'expenditure without a function. Choose an item.', 'function')
  else if (line.function.length < 7)
    tell(
      'blank',
      'warning',
      `功能分类${line.function}未到项级（七位）。`,
      `function ${line.function} is no item (seven digits).`,
      'function',
    )
  const nature = natureOf(line)
  if (nature === '')
    tell(
      'blank',
      'error',
      '看不出是人员经费、公用经费还是项目支出。请填支出性质、部门经济分类或项目。',
      'neither personnel, running cost nor project. Give the nature, the economic class or the project.',
      'economic',
    )
  const personal = /^30[13]/u.test(line.economic)
  if (line.economic !== '' && ((nature === 'personnel' && !personal) || (nature === 'running' && personal)))
    tell(
      'name',
      'warning',
      `部门经济分类${line.economic}通常${personal ? '是人员经费' : '不是人员经费'}，支出性质却不一致。请核对。`,
      `class ${line.economic} is ${personal ? 'usually' : 'usually not'} personnel, which its nature contradicts.`,
      'economic',
    )
  if (nature === 'project' && line.project === '')
    tell('blank', 'warning', '项目支出没有写项目名称。', 'project expenditure without the name of its project.', 'project')
}

function judgeCode(list: CodeList, code: string, year: number, zh: string, en: string, tell: TellLine): void {
  // The columns of codes are called as their lists.
  const field = list
  const { state, nearest, since, until } = isKnown(list, code, year)
  if (state === 'unknown') {
    const near = nearest === null ? '' : `，最近的是${nearest}${nameOf(list, nearest, year) ?? ''}`
    tell(
      'name',
      'warning',
      `${year}年的${zh}中没有${code}${near}。请核对编码；地方自设的科目可以保留。`,
      `there is no ${en} ${code} in ${year}${nearest === null ? '' : ` (nearest: ${nearest})`}. Check the code; a local one may stay.`,
      field,
    )
  }
  if (state === 'expired')
    tell(
      'name',
      'warning',
      `${zh}${code}只用到${until ?? '以前'}年，${year}年已不再使用。请改用现行科目。`,
      `${en} ${code} ended in ${until ?? 'an earlier year'}. Use the present one.`,
      field,
    )
  if (state === 'not-yet')
    tell(
      'name',
      'warning',
      `${zh}${code}从${since ?? '以后'}年起才使用，${year}年还没有。`,
      `${en} ${code} begins in ${since ?? 'a later year'}.`,
      field,
    )
}

function judgeNames(ledger: Ledger, tell: Tell): void {
  const again = (sheet: SheetId, names: readonly string[]): void => {
    const seen = new Set<string>()
    names.forEach((name, i) => {
      if (seen.has(name))
        tell(
          'name',
          'error',
          sheet,
          i,
          `名称“${name}”与前面重复。名称须各不相同。`,
          `"${name}" stands twice. Names must differ.`,
          'name',
        )
      seen.add(name)
    })
  }
  again(
    'units',
    ledger.units.map((u) => u.name),
  )
  again(
    'projects',
    ledger.projects.map((p) => p.name),
  )
  const moneyed = new Set(ledger.lines.map(({ project }) => project))
  ledger.projects.forEach((project, i) => {
    if (!moneyed.has(project.name))
      tell(
        'missing',
        'warning',
        'projects',
        i,
        `项目“${project.name}”在《收支明细》中没有金额。`,
        `project "${project.name}" has no money.`,
        'name',
      )
  })
}

function judgePurchases(ledger: Ledger, tell: Tell): void {
  ledger.procurement.forEach((purchase, i) => {
    const product = Math.round((purchase.unitPrice * Math.round(purchase.quantity * 100)) / 100)
    if (purchase.unitPrice !== 0 && purchase.quantity !== 0 && product !== purchase.amount)
      tell(
        'sum',
        'error',
        'procurement',
        i,
        `数量×单价为${yuan(product)}元，金额却是${yuan(purchase.amount)}元。请改正其中一项。`,
        `quantity × price is ${yuan(product)} yuan, the amount is ${yuan(purchase.amount)}. Mend one of them.`,
        'amount',
      )
    if (purchase.reservedForSmall > purchase.amount)
      tell(
        'bound',
        'error',
        'procurement',
        i,
        '预留中小微企业份额大于采购金额。',
        'more is reserved for small enterprises than is bought.',
        'reserved',
      )
  })
  const { unplaced } = markProcurement(factsOfLines(ledger.lines, ledger.units), ledger.procurement)
  const decided = ledger.lines.every((line) => !line.undecided)
  for (const { purchase, amount } of unplaced) {
    tell(
      'bound',
      decided ? 'error' : 'note',
      'procurement',
      purchase,
      `有${yuan(amount)}元在《收支明细》中找不到同一项目、同一资金的支出来支付。请核对项目名称、资金性质和金额。`,
      `${yuan(amount)} yuan is paid by no line of the same project and fund. Check the project, the fund and the amount.`,
      'amount',
    )
  }
}

function judgePeople({ people }: Ledger, tell: Tell): void {
  const seen = new Set<string>()
  people.forEach(({ kind, posts, actual }, i) => {
    const { name } = personKind(kind)
    if (seen.has(kind))
      tell('name', 'error', 'people', i, `“${name.zh}”写了两行，请合并。`, `${name.en} stand twice: join them.`, 'kind')
    seen.add(kind)
    if (posts !== null && actual !== null && actual > posts)
      tell(
        'bound',
        'warning',
        'people',
        i,
        `${name.zh}实有${actual}人，超过编制数${posts}。请核对。`,
        `${actual} ${name.en} are filled, more than the ${posts} that are authorised. Check both.`,
        'actual',
      )
  })
}

function yuan(fen: number): string {
  return printFen(fen, 100, 2)
}
