// Makes codes/*.json from a folder of CSV lists: `npm run codes -- FROM_DIR`. The result is committed; nothing needs FROM_DIR afterwards.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseCsvObjects } from 'hucre/csv'

const from = process.argv[2]
if (from === undefined) {
  console.error('用法 usage: npm run codes -- FROM_DIR   （含 functional_expenditure.csv 等的文件夹）')
  process.exit(2)
}
const into = fileURLToPath(new URL('../codes/', import.meta.url))

const MINED =
  'Code and name pairs printed in about 2,430 published documents of 2017–2026, completed from general knowledge of the 2023 book ' +
  '(政府收支分类科目); the official book itself was not seen, so no line is better than its confidence'

/**
 * What the sources say of years, as numbers a program can compare. An imprecise statement keeps its words in `stated`;
 * the numbers are then its widest reading, so that no code is called expired or not yet valid while it may be valid.
 */
const SINCE = { after2023: 2024, '2025or2026': 2025, '2022or2023': 2022 }
const UNTIL = { '<=2020': 2020 }

/** Renames that a source dates to one year (its notes on year changes). All others are only known to lie after 2023. */
const RENAMED_IN_2024 = new Set(['2080808', '2130135', '2130142', '2130153', '2130335', '21105', '2110599'])
/** Printed under the old name in a 2025 budget and under the new one in 2026. */
const RENAMED_IN_2026 = new Set(['2013804'])

function table(name) {
  const { data } = parseCsvObjects(readFileSync(join(from, name), 'utf8'), { typeInference: false })
  return data
}

function year(statement, words) {
  if (statement === '') return undefined
  if (/^\d{4}$/u.test(statement)) return Number(statement)
  const known = words[statement]
  if (known === undefined) throw new Error(`Unknown year statement “${statement}”`)
  return known
}

function years(row) {
  const since = year(row.valid_from, SINCE)
  const until = year(row.valid_to, UNTIL)
  const vague = [row.valid_from, row.valid_to].filter((s) => s !== '' && !/^\d{4}$/u.test(s)).join(' ')
  return { since, until, stated: vague === '' ? undefined : vague }
}

function renames(row, conflicts) {
  const names = [
    row.later_name,
    ...conflicts.filter((c) => c.code === row.code && c.chosen_name === row.name_2023).map((c) => c.other_name),
  ]
  const unique = [...new Set(names.filter((name) => name !== ''))]
  if (unique.length === 0) return undefined
  return unique.map((name) => {
    if (RENAMED_IN_2024.has(row.code)) return { since: 2024, name }
    if (RENAMED_IN_2026.has(row.code)) return { since: 2026, name }
    return { since: 2024, by: 2026, name, stated: 'after 2023' }
  })
}

function functional() {
  const conflicts = table('functional_conflicts.csv')
  return table('functional_expenditure.csv')
    .map((row) => ({
      code: row.code,
      name: row.name_2023,
      parent: row.parent === '' ? null : row.parent,
      ...years(row),
      renamed: renames(row, conflicts),
      confidence: row.confidence_2023,
      budget: row.budget_type,
      // Of the few with doubtful years, the years of the documents that print them.
      seen: row.in_2023 === '1' || row.corpus_years === '' ? undefined : row.corpus_years.split(';').map(Number),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

function plain(file) {
  return table(file).map((row) => ({
    code: row.code,
    name: row.name,
    parent: row.parent === '' ? null : row.parent,
    ...years(row),
    aliases: row.alt_name === '' ? undefined : row.alt_name.split(/[;；]/u),
    confidence: row.confidence,
  }))
}

function crosswalk() {
  return table('econ_crosswalk.csv').map((row) => ({
    government: row.gov_code,
    department: row.dept_code,
    standard: row['in_official_crosswalk(knowledge)'] === '1',
    documents: Number(row.corpus_docs),
  }))
}

/** One row a line, so that a changed code is a changed line. */
function write(name, head, rows) {
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`)
  const fields = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`)
  writeFileSync(join(into, `${name}.json`), `{\n${fields.join('\n')}\n  "rows": [\n${lines.join(',\n')}\n  ]\n}\n`)
  console.log(`codes/${name}.json  ${rows.length} rows`)
}

const FINE =
  'confidence: high = code and name printed in documents and dated to 2023; medium = printed in other years only, or the name alone; ' +
  'low = general knowledge only; n/a = not a code of 2023'
const COARSE =
  'confidence: high = code and name printed in a document of any year; medium = name only; low = general knowledge only'

write('function', { source: MINED, year: 2023, about: `支出功能分类科目. ${FINE}` }, functional())
write('economic', { source: MINED, year: 2023, about: `部门预算支出经济分类科目. ${COARSE}` }, plain('econ_department.csv'))
write(
  'government-economic',
  { source: MINED, year: 2023, about: `政府预算支出经济分类科目. ${COARSE}` },
  plain('econ_government.csv'),
)
write(
  'revenue',
  {
    source: 'General knowledge of the 2023 book; no document printed a revenue code',
    year: 2023,
    about: `收入分类科目. ${COARSE}`,
  },
  plain('revenue.csv'),
)
write(
  'crosswalk',
  {
    source: MINED,
    year: 2023,
    about:
      '政府预算与部门预算经济分类对照. standard = in the usual crosswalk (general knowledge); documents = how many print the pair',
  },
  crosswalk(),
)
