import { writeXlsx } from 'hucre'
import type { CheckResult, FindingResult } from '../budget/check-result.ts'
import type { Language } from './check-result.ts'
import type { CheckSetResult } from './check-together.ts'
import { whereIs } from './where-is.ts'

/** What became of one file. */
export type SummaryItem =
  | { readonly file: string; readonly result: CheckResult }
  | { readonly file: string; readonly refused: string }

const HEADS = {
  documents: {
    zh: ['文件', '部门', '年度', '表格数', '等式成立', '等式不成立', '无法核对', '错误', '提醒', '提示', '说明'],
    en: [
      'File',
      'Department',
      'Year',
      'Tables',
      'Equations that hold',
      'That do not',
      'Not checked',
      'Errors',
      'Warnings',
      'Notes',
      'Remark',
    ],
  },
  findings: {
    zh: ['文件', '部门', '级别', '类别', '内容', '位置', '印为', '应为', '依据', '搁置理由', '编号'],
    en: [
      'File',
      'Department',
      'Severity',
      'Kind',
      'Message',
      'Where',
      'Printed',
      'Should be',
      'Basis',
      'Set aside because',
      'Id',
    ],
  },
} as const

const SEVERITY = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '提醒', en: 'warning' },
  note: { zh: '提示', en: 'note' },
} as const

/** A workbook with a row for each document and a row for each finding; what was found across documents stands below, with all its files. */
export async function writeSummary(
  items: readonly SummaryItem[],
  language: Language,
  across?: CheckSetResult,
): Promise<Uint8Array> {
  const documents = items.map((item) =>
    'refused' in item ? [item.file, '', null, null, null, null, null, null, null, null, item.refused] : documentRow(item),
  )
  const findings = items.flatMap((item) => ('refused' in item ? [] : findingRows(item, language)))
  for (const f of across?.findings ?? [])
    findings.push(findingRow(filesOf(f).join('\n'), language === 'zh' ? '互相核对' : 'Across', f, language))
  const sheet = (
    name: string,
    head: readonly string[],
    rows: readonly (readonly (string | number | null)[])[],
    widths: readonly number[],
  ) => ({
    name,
    columns: head.map((header, i) => ({ header, width: widths[i] ?? 12 })),
    rows: [[...head], ...rows.map((row) => row.map(inert))],
    freezePane: { rows: 1 },
  })
  return writeXlsx({
    sheets: [
      sheet(
        language === 'zh' ? '文件' : 'Documents',
        HEADS.documents[language],
        documents,
        [36, 30, 8, 8, 10, 10, 10, 8, 8, 8, 50],
      ),
      sheet(
        language === 'zh' ? '发现' : 'Findings',
        HEADS.findings[language],
        findings,
        [30, 30, 8, 12, 80, 24, 14, 14, 40, 30, 20],
      ),
    ],
  })
}

/** A text that a spreadsheet could take for a formula is made plain text for good: it stays so when the sheet is saved as CSV. */
function inert(value: string | number | null): string | number | null {
  return typeof value === 'string' && /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value
}

function documentRow({ file, result }: { file: string; result: CheckResult }): (string | number | null)[] {
  const count = (severity: string): number =>
    result.findings.filter((f) => f.severity === severity && f.setAside === undefined).length
  const { document, equations } = result
  const tables = result.forms.filter((f) => f.state !== 'unread').length
  return [
    file,
    document.department.name ?? '',
    document.year,
    tables,
    equations.passed,
    equations.failed,
    equations.unchecked,
    count('error'),
    count('warning'),
    count('note'),
    result.problems.map((p) => p.message).join(' '),
  ]
}

function findingRows({ file, result }: { file: string; result: CheckResult }, language: Language): (string | number | null)[][] {
  return result.findings.map((f) => findingRow(file, result.document.department.name ?? '', f, language))
}

function findingRow(file: string, department: string, f: FindingResult, language: Language): (string | number | null)[] {
  return [
    file,
    department,
    SEVERITY[f.severity][language],
    f.code,
    f.message,
    whereIs(f.places[0], language),
    f.suspects[0]?.claim?.printed ?? '',
    f.suspects[0]?.repair?.printed ?? '',
    f.basis ?? '',
    f.setAside?.reason ?? '',
    f.id,
  ]
}

/** The files that a finding across documents is about, in the order of its places. */
function filesOf({ places }: FindingResult): readonly string[] {
  return [...new Set(places.flatMap((p) => (p.file === undefined ? [] : [p.file])))]
}
