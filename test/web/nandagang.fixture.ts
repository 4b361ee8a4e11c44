import type { CheckResult, ClaimResult, EquationResult, FindingResult } from '../../src/budget/check-result.ts'
import type { Cell, Document, Table } from '../../src/document/document.ts'
import type { CheckedItem } from '../../src/web/item.ts'
import type { Language } from '../../src/web/language.ts'

/**
 * A small budget written by hand with one slip of each kind the page has to show: a wrong part (one explanation), two equal
 * alternatives, a blank total, a doubtful figure in a sentence, a missing table, and one note.
 */
const FILE = '南大港样例.docx'

interface Row {
  readonly cells: readonly (string | { readonly text: string; readonly rows?: number; readonly columns?: number })[]
}

/** Lays cells out left to right into the free places of the grid, as HTML does. */
export function makeTable(index: number, rows: readonly Row[]): Table {
  const taken = new Set<string>()
  const cells: Cell[] = []
  let columns = 0
  for (const [r, { cells: printed }] of rows.entries()) {
    let column = 1
    for (const entry of printed) {
      const { text, rows: rowSpan = 1, columns: columnSpan = 1 } = typeof entry === 'string' ? { text: entry } : entry
      while (taken.has(`${r + 1},${column}`)) column++
      for (let y = 0; y < rowSpan; y++) for (let x = 0; x < columnSpan; x++) taken.add(`${r + 1 + y},${column + x}`)
      cells.push({ row: r + 1, column, rowSpan, columnSpan, text, place: { table: index, row: r + 1, column } })
      column += columnSpan
      columns = Math.max(columns, column - 1)
    }
  }
  return { kind: 'table', index, rows: rows.length, columns, cells, place: { table: index } }
}

const row = (...cells: Row['cells']): Row => ({ cells })

const expenditure = makeTable(1, [
  row({ text: '455 南大港政法工作办公室', columns: 3 }, { text: '预算年度：2023', columns: 2 }, '单位：万元'),
  row(
    { text: '序号', rows: 2 },
    { text: '功能分类科目', columns: 2 },
    { text: '合计', rows: 2 },
    { text: '基本支出', rows: 2 },
    { text: '项目支出', rows: 2 },
  ),
  row('科目编码', '科目名称'),
  row('栏次', '1', '2', '3', '4', '5'),
  row('1', '', '合计', '181.17', '81.17', '100'),
  row('2', '201', '一般公共服务支出', '175.11', '75.11', '100'),
  row('3', '2010301', '行政运行', '75.11', '75.11', ''),
  row('4', '2010308', '信访事务', '62.56', '', '62.56'),
  row('5', '2010302', '一般行政管理事务', '37.45', '', '37.45'),
  row('6', '208', '社会保障和就业支出', '', '', ''),
  row('7', '221', '住房保障支出', '6.06', '6.06', ''),
])

const basic = makeTable(2, [
  row('科目编码', '科目名称', '合计', '人员经费', '公用经费'),
  row('', '合计', '', '66.41', '14.76'),
  row('301', '工资福利支出', '66.41', '66.41', ''),
  ...Array.from({ length: 9 }, (_, i) => row(`3010${i + 1}`, `科目${i + 1}`, i < 3 ? '22.14' : '', i < 3 ? '22.14' : '', '')),
  row('302', '商品和服务支出', '14.76', '', '14.76'),
])

const SENTENCE = '2023年部门支出预算为181.17万元，其中基本支出81.17万元，项目支出10.00万元。'

const document: Document = {
  type: 'docx',
  problems: [],
  blocks: [
    { kind: 'paragraph', text: '第一部分 部门预算', heading: 1, place: { paragraph: 1 } },
    { kind: 'paragraph', text: '部门预算支出总表', heading: 2, place: { paragraph: 2 } },
    expenditure,
    { kind: 'paragraph', text: '一般公共预算财政拨款基本支出表', heading: 2, place: { paragraph: 3 } },
    basic,
    { kind: 'paragraph', text: '第二部分 情况说明', heading: 1, place: { paragraph: 4 } },
    ...Array.from({ length: 6 }, (_, i) => ({
      kind: 'paragraph' as const,
      text: `第${i + 1}段，说明单位的职责，与数字无关，读过即可，不需要更正，也没有什么可以核对的内容。`,
      place: { paragraph: 5 + i },
    })),
    { kind: 'paragraph', text: SENTENCE, place: { paragraph: 11 } },
    { kind: 'paragraph', text: '<script>alert(1)</script> & "引号"', place: { paragraph: 12 } },
  ],
}

const TITLES: Readonly<Record<number, readonly [string, string]>> = {
  1: ['expenditure', '部门预算支出总表'],
  2: ['basic-by-economic-class', '一般公共预算财政拨款基本支出表'],
}

function claim(table: Table, rowNumber: number, column: number): ClaimResult {
  const text = (c: number): string => table.cells.find((cell) => cell.row === rowNumber && cell.column === c)?.text ?? ''
  const heads = table.index === 1 ? ['', '', '', '合计', '基本支出', '项目支出'] : ['', '', '合计', '人员经费', '公用经费']
  const [form = '', title = ''] = TITLES[table.index] ?? []
  const nameColumn = table.index === 1 ? 3 : 2
  const printed = text(column)
  const code = text(nameColumn - 1)
  return {
    form,
    title,
    row: { ...(code === '' ? {} : { code }), label: text(nameColumn) },
    column: heads[column - 1] ?? '',
    slice: {},
    printed,
    state: printed === '' ? 'blank' : 'number',
    amount: printed === '' ? null : Math.round(Number(printed) * 1_000_000),
    place: { file: FILE, table: table.index, row: rowNumber, column },
  }
}

const spoken: ClaimResult = {
  form: 'narrative',
  title: '情况说明',
  sentence: SENTENCE,
  slot: 'project',
  slice: {},
  printed: '10.00',
  state: 'number',
  amount: 10_000_000,
  place: { file: FILE, paragraph: 11, span: [SENTENCE.indexOf('10.00') + 1, SENTENCE.indexOf('10.00') + 5] },
}

const times = (...claims: ClaimResult[]): EquationResult['left'] => claims.map((c) => ({ claim: c, times: 1 }))

function equation(law: string, left: ClaimResult[], right: ClaimResult[], difference: number): EquationResult {
  return { law, left: times(...left), relation: '=', right: times(...right), difference, tolerance: 0 }
}

function findings(language: Language): FindingResult[] {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en)
  const petition = claim(expenditure, 8, 4)
  const petitionProject = claim(expenditure, 8, 6)
  return [
    {
      id: 'finding-1',
      code: 'sum',
      severity: 'error',
      message: say(
        '“2010308 信访事务”印的是 62.56，按明细与合计应为 62.55 万元。',
        '“2010308 信访事务” prints 62.56; by its parts and totals it should be 62.55 (万元).',
      ),
      basis: '《中华人民共和国预算法》第三十二条',
      places: [petition.place, claim(expenditure, 6, 4).place],
      equations: [
        equation('sum', [claim(expenditure, 6, 4)], [claim(expenditure, 7, 4), petition, claim(expenditure, 9, 4)], -10_000),
        equation(
          'sum',
          [claim(expenditure, 6, 6)],
          [claim(expenditure, 7, 6), petitionProject, claim(expenditure, 9, 6)],
          -10_000,
        ),
      ],
      suspects: [
        { set: 1, claim: petition, repair: { amount: 62_550_000, printed: '62.55' }, slip: 'digit' },
        { set: 1, claim: petitionProject, repair: { amount: 62_550_000, printed: '62.55' }, slip: 'digit' },
      ],
      unique: true,
    },
    {
      id: 'finding-2',
      code: 'same',
      severity: 'error',
      message: say(
        '说明文字里项目支出是 10.00 万元，表中是 100 万元。',
        'The text says 10.00 (万元) for project expenditure; the table says 100.',
      ),
      places: [spoken.place, claim(expenditure, 5, 6).place],
      equations: [equation('same', [spoken], [claim(expenditure, 5, 6)], -90_000_000)],
      suspects: [
        { set: 1, claim: spoken, repair: { amount: 100_000_000, printed: '100.00' }, slip: 'decimal' },
        { set: 2, claim: claim(expenditure, 5, 6), repair: { amount: 10_000_000, printed: '10' }, slip: 'decimal' },
      ],
      unique: false,
    },
    {
      id: 'finding-3',
      code: 'missing',
      severity: 'error',
      message: say(
        '没有“三公”经费支出表；没有支出也要列出空表并说明。',
        'The table of “three public” expenses is missing; without expenses an empty table with a note is due.',
      ),
      basis: '《地方预决算公开操作规程》',
      places: [],
      subject: { form: 'three-public' },
      equations: [],
      suspects: [],
      unique: true,
    },
    {
      id: 'finding-4',
      code: 'blank',
      severity: 'warning',
      message: say('“合计”一格空白，明细相加是 81.17 万元。', 'The total is blank; its parts add up to 81.17 (万元).'),
      places: [claim(basic, 2, 3).place],
      equations: [
        equation(
          'sum',
          [claim(basic, 2, 3)],
          Array.from({ length: 11 }, (_, i) => claim(basic, i + 3, 3)),
          -81_170_000,
        ),
      ],
      suspects: [{ set: 1, claim: claim(basic, 2, 3), repair: { amount: 81_170_000, printed: '81.17' }, slip: 'blank' }],
      unique: true,
    },
    {
      id: 'finding-5',
      code: 'name',
      severity: 'note',
      message: say('科目名称“科目1”与编码 30101 不符。', 'The name “科目1” is not that of code 30101.'),
      places: [{ file: FILE, table: 2, row: 4, column: 2 }],
      equations: [],
      suspects: [],
      unique: true,
    },
  ]
}

function result(language: Language): CheckResult {
  const form = (index: 1 | 2, claims: number): CheckResult['forms'][number] => ({
    form: TITLES[index]?.[0] ?? '',
    title: TITLES[index]?.[1] ?? '',
    state: 'read',
    claims,
    place: { file: FILE, table: index },
  })
  return {
    format: 'mingzhang/check/1',
    document: {
      file: FILE,
      sha256: '0'.repeat(64),
      type: 'docx',
      department: { code: '455', name: '南大港政法工作办公室' },
      year: 2023,
      stage: 'budget',
      scope: 'department',
      units: ['万元'],
      place: 'hebei',
    },
    forms: [form(1, 18), form(2, 24)],
    equations: {
      passed: 431,
      failed: 3,
      unchecked: 12,
      reasons: [{ reason: language === 'zh' ? '没有印出另一方' : 'the other side is not printed', count: 12 }],
    },
    findings: findings(language),
    problems: [],
  }
}

/** The fixture as the server would send it. */
export const nandagangItem: CheckedItem = { file: FILE, ok: true, result: { zh: result('zh'), en: result('en') }, document }
