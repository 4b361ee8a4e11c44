import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import { documentOf } from './blocks.ts'
import { disclosurePieces } from './narrative.ts'
import { EXAMPLE } from './example-facts.ts'
import { readDocument } from '../../src/formats/read.ts'
import { writeTxt } from './write-txt.ts'
import { writeHtml } from './write-html.ts'
import { writeDocx } from './write-docx.ts'
import { writeXlsx } from './write-xlsx.ts'
const doc = documentOf(disclosurePieces(EXAMPLE))
for (const [n, b] of [['a.txt', writeTxt(doc)], ['a.html', writeHtml(doc, 't')], ['a.docx', writeDocx(doc)], ['a.xlsx', writeXlsx(doc)]] as const) {
  const o = await readDocument(b, n)
  if (!o.ok) { console.log(n, o.refusal); continue }
  const r = readDisclosure(o.document); const p = checkReading(r)
  console.log(n, b.length, r.forms.length, r.claims.length, r.claims.filter(c => c.state==='number').length, p.equations.length, o.document.problems.map(x=>x.message.zh), r.problems.map(x=>x.message.zh))
  for (const f of p.findings) console.log('  ', f.severity, f.code, f.message.zh.slice(0,200))
}
