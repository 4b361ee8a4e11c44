import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { VERSION } from '../../src/app/version.ts'
import { fromRoot } from '../bench-documents.ts'
import { readLabels } from './labels.ts'
import { type Measured, measure } from './measure.ts'
import { markdown, misses } from './report.ts'
import { scoreOf } from './score.ts'
import { judgedTrue } from './verdicts.ts'

/** `npm run bench:truth -- DIR`: what is read and found in real documents, against what people saw in them. See docs/labels.md. */

const USAGE = `用法 usage: npm run bench:truth -- DIR [--labels DIR] [--golden DIR] [--only NAME] [--misses] [--json]

DIR      文件夹，其中的文件按 SHA-256 与标注对应 documents; those that have labels are measured
--labels 标注所在的文件夹 folder of labels (test/corpus/labels)
--golden 已判定的核对结果 folder of findings that were judged by eye (test/corpus/golden)
--only   只测名称中含有这几个字的文件 only documents whose name contains this
--misses 列出每一处未读、误读、漏报、误报 list everything that is not as labelled, with what was read instead
--json   输出 JSON print JSON`

const ENDINGS = new Set(['.pdf', '.docx', '.doc', '.odt', '.xlsx', '.xls', '.html', '.htm', '.txt'])

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    labels: { type: 'string' },
    golden: { type: 'string' },
    only: { type: 'string' },
    misses: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const [folder] = positionals
if (folder === undefined || positionals.length > 1) {
  console.error(USAGE)
  process.exit(2)
}

const labels = readLabels(values.labels ?? fromRoot('test/corpus/labels'))
const golden = values.golden ?? fromRoot('test/corpus/golden')
const measured: Measured[] = []
for (const path of documentsIn(folder)) {
  const label = labels.get(createHash('sha256').update(readFileSync(path)).digest('hex'))
  if (label === undefined || (values.only !== undefined && !label.document.includes(values.only))) continue
  measured.push(await measure(path, label))
}
if (measured.length === 0) {
  console.error(`${folder} 中没有带标注的文件。 No document with labels in ${folder}.`)
  process.exit(2)
}

const isTrue = judgedTrue(golden)
const rows = measured.map((each) => ({ name: each.document, score: scoreOf([each], isTrue) }))
const total = scoreOf(measured, isTrue)
const date = new Date().toISOString().slice(0, 10)
if (values.json) {
  const documents = measured.map((each, i) => ({
    document: each.document,
    sha256: each.sha256,
    ...rows[i]?.score,
    ...(values.misses ? { misses: misses(each) } : {}),
  }))
  console.log(JSON.stringify({ format: 'mingzhang/truth/1', version: VERSION, date, documents, total }, null, 2))
} else {
  console.log(`mingzhang ${VERSION}, ${date}, ${measured.length} documents\n`)
  console.log(markdown(rows, total))
  for (const { document, refusal } of measured) if (refusal !== null) console.error(`\n${document}: ${refusal}`)
  if (values.misses)
    for (const each of measured) console.log(`\n## ${each.document}\n${misses(each).join('\n') || 'as labelled'}`)
}

/** All documents below a folder, by name. */
function documentsIn(root: string): string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && ENDINGS.has(extname(entry.name).toLowerCase()))
  return files.map((entry) => join(entry.parentPath, entry.name)).toSorted()
}
