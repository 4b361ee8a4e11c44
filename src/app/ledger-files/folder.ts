import { parseCsv } from 'hucre/csv'
import { z } from 'zod'
import type { Problem, Words } from '../../budget/finding.ts'
import type { Place } from '../../budget/place.ts'
import { decodeText } from '../../formats/text-encoding.ts'
import { writeReference } from '../../formats/xlsx/reference.ts'
import { SHEETS } from '../../ledger/judge-ledger.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { writeLedgerTexts, type LedgerRows, type LedgerTexts, type Texts } from '../../ledger/rows/ledger-rows.ts'
import { tableRows } from './table-rows.ts'
import type { Row } from '../../ledger/rows/row-reader.ts'
import { BASIC_FIELDS, SHEET_FIELDS, type Field } from '../../ledger/rows/fields.ts'

/** The files of a ledger's folder. last-year.csv may be absent. */
export const LEDGER_JSON = 'ledger.json'
const CSV = { lines: 'lines.csv', 'last-year': 'last-year.csv' } as const

/** What stands in ledger.json: texts that people write, in the names of `sheets.ts`. Lists of lines may be arrays. */
const text = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

function recordOf(fields: readonly Field[], more: z.ZodRawShape = {}): z.ZodObject {
  const own = fields.filter((f) => f.remark !== true).map((f) => [f.id, text.optional()])
  return z.strictObject({ ...Object.fromEntries(own), ...more })
}

const indicatorFields = SHEET_FIELDS.indicators.filter((f) => f.id !== 'project')

const ledgerJson = recordOf(BASIC_FIELDS, {
  units: z.array(recordOf(SHEET_FIELDS.units)).optional(),
  projects: z.array(recordOf(SHEET_FIELDS.projects, { indicators: z.array(recordOf(indicatorFields)).optional() })).optional(),
  procurement: z.array(recordOf(SHEET_FIELDS.procurement)).optional(),
  people: z.array(recordOf(SHEET_FIELDS.people)).optional(),
  assets: z.array(recordOf(SHEET_FIELDS.assets)).optional(),
  words: z.record(z.string(), text).optional(),
  glossary: z.array(recordOf(SHEET_FIELDS.glossary)).optional(),
  questions: z.array(recordOf(SHEET_FIELDS.questions)).optional(),
})

type Json = Readonly<Record<string, unknown>>

/** Rows of a ledger's folder, given by the names of its files. Null where there is nothing to read; every problem is added. */
export function readFolderRows(files: ReadonlyMap<string, Uint8Array>, problems: Problem[]): LedgerRows | null {
  const bytes = files.get(LEDGER_JSON)
  if (bytes === undefined) {
    const zh = `文件夹里没有${LEDGER_JSON}。请确认这是账本文件夹，或用mingzhang new新建一个。`
    const en = `There is no ${LEDGER_JSON} in the folder. Is it a ledger's? Begin one with mingzhang new.`
    problems.push({ message: { zh, en }, place: { file: LEDGER_JSON } })
    return null
  }
  const json = parseJson(bytes, problems)
  if (json === null) return null
  const listed = (key: string): readonly Json[] => (json[key] as readonly Json[] | undefined) ?? []
  const rowsOf = (key: keyof typeof SHEET_FIELDS): readonly Row[] =>
    listed(key).map((record, i) => jsonRow(record, `${key}[${i}]`))
  const words = Object.entries((json['words'] as Json | undefined) ?? {})
  return {
    basic: jsonRow(json, ''),
    sheets: {
      units: rowsOf('units'),
      lines: csvRows(files, 'lines', true, problems),
      'last-year': csvRows(files, 'last-year', false, problems),
      projects: rowsOf('projects'),
      indicators: listed('projects').flatMap((project, i) =>
        ((project['indicators'] as readonly Json[] | undefined) ?? []).map((indicator, k) =>
          jsonRow({ ...indicator, project: project['name'] }, `projects[${i}].indicators[${k}]`),
        ),
      ),
      procurement: rowsOf('procurement'),
      people: rowsOf('people'),
      assets: rowsOf('assets'),
      words: words.map(([topic, own]) => jsonRow({ topic, text: own }, `words.${topic}`)),
      glossary: rowsOf('glossary'),
      questions: rowsOf('questions'),
    },
  }
}

function parseJson(bytes: Uint8Array, problems: Problem[]): Json | null {
  let value: unknown
  try {
    value = JSON.parse(decodeText(bytes).text.replace(/^\ufeff/u, ''))
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    problems.push({
      message: {
        zh: `${LEDGER_JSON}不是正确的JSON（${why}）。请检查那里的引号、逗号和括号。`,
        en: `${LEDGER_JSON} is no valid JSON (${why}). Check the quotes, commas and brackets there.`,
      },
      place: { file: LEDGER_JSON },
    })
    return null
  }
  const parsed = ledgerJson.safeParse(value)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    const path = pathOf(issue.path)
    const where = path === '' ? LEDGER_JSON : `${LEDGER_JSON} ${path}`
    const message: Words =
      issue.code === 'unrecognized_keys'
        ? {
            zh: `${where}：不认识${issue.keys.map((k) => `“${k}”`).join('、')}。请改正名称或删去；说明写在文档docs/ledger.md里。`,
            en: `${where}: unknown ${issue.keys.map((k) => `"${k}"`).join(', ')}. Mend the name or delete it; docs/ledger.md lists them.`,
          }
        : { zh: `${where}：内容的形式不对，应为文字或清单。`, en: `${where}: ${issue.message}.` }
    problems.push({ message, place: { file: LEDGER_JSON } })
  }
  return null
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? String(key) : `.${String(key)}`)).join('')
}

function jsonRow(record: Json, path: string): Row {
  const texts = Object.fromEntries(Object.entries(record).flatMap(([id, value]) => (isText(value) ? [[id, textOf(value)]] : [])))
  return {
    texts,
    place: () => ({ file: LEDGER_JSON }),
    where: (id) => {
      const where = `${LEDGER_JSON} ${path === '' ? '' : `${path}.`}${id}`
      return { zh: where, en: where }
    },
  }
}

function isText(value: unknown): value is string | number | boolean | readonly string[] {
  return (
    ['string', 'number', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every((v) => typeof v === 'string'))
  )
}

function textOf(value: string | number | boolean | readonly string[]): string {
  if (typeof value === 'object') return value.join('\n')
  return typeof value === 'number' ? String(Number(value.toPrecision(15))) : String(value)
}

function csvRows(
  files: ReadonlyMap<string, Uint8Array>,
  sheet: keyof typeof CSV,
  needed: boolean,
  problems: Problem[],
): readonly Row[] {
  const file = CSV[sheet]
  const bytes = files.get(file)
  if (bytes === undefined) {
    if (needed)
      problems.push({
        message: { zh: `文件夹里没有${file}（${SHEETS[sheet]}）。`, en: `There is no ${file} in the folder.` },
        place: { file },
      })
    return []
  }
  const cells = parseCsv(decodeText(bytes).text, { delimiter: ',' }).map((row) => row.map((cell) => plain(String(cell ?? ''))))
  return tableRows(SHEET_FIELDS[sheet], cells, problems, {
    place: (row, column): Place => ({ file, row: row + 1, column: column + 1, cell: writeReference(row, column) }),
    where: (row, header) => ({ zh: `${file}第${row + 1}行“${header}”`, en: `${file}, row ${row + 1}, ${header}` }),
    table: { zh: file, en: file },
  })
}

/** Text that a spreadsheet would take for a formula stands behind an apostrophe. */
const FORMULA = /^'*[=+@\t-]/u

function plain(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
}

function guarded(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

/** The files of a ledger's folder. The same ledger gives the same bytes. */
export function writeFolder(ledger: Ledger): ReadonlyMap<string, Uint8Array> {
  const texts = writeLedgerTexts(ledger)
  const files = new Map<string, Uint8Array>()
  const encode = (content: string): Uint8Array => new TextEncoder().encode(content)
  files.set(LEDGER_JSON, encode(`${JSON.stringify(jsonOf(texts), null, 2)}\n`))
  files.set(CSV.lines, encode(writeCsv('lines', texts)))
  if (ledger.lastYear.length > 0) files.set(CSV['last-year'], encode(writeCsv('last-year', texts)))
  return files
}

/** Fields of which each line is a thing of its own. */
const LISTS = new Set(['plan', 'goals'])

function jsonOf({ basic, sheets }: LedgerTexts): unknown {
  const clean = (own: Texts): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(own).flatMap(([id, value]): [string, unknown][] =>
        value === '' ? [] : [[id, LISTS.has(id) ? value.split('\n') : value]],
      ),
    )
  return {
    ...clean(basic),
    units: sheets.units.map(clean),
    projects: sheets.projects.map((project) => ({
      ...clean(project),
      indicators: sheets.indicators.filter((i) => i['project'] === project['name']).map((i) => clean({ ...i, project: '' })),
    })),
    procurement: sheets.procurement.map(clean),
    // A ledger that names no people is written as it was before there were any.
    ...(sheets.people.length === 0 ? {} : { people: sheets.people.map(clean) }),
    assets: sheets.assets.map(clean),
    words: Object.fromEntries(sheets.words.map((w) => [w['topic'], w['text']])),
    glossary: sheets.glossary.map(clean),
    questions: sheets.questions.map(clean),
  }
}

/** RFC 4180 with a byte order mark, by which spreadsheets know UTF-8. */
function writeCsv(sheet: keyof typeof CSV, { sheets }: LedgerTexts): string {
  const fields = SHEET_FIELDS[sheet]
  const quoted = (cell: string): string => (/[",\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const rows = sheets[sheet].map((own) =>
    fields.map((f) => (f.amount === true ? (own[f.id] ?? '') : guarded(own[f.id] ?? ''))).map(quoted),
  )
  return `\ufeff${[fields.map((f) => f.header), ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`
}
