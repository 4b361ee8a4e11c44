import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import { documentOf } from './blocks.ts'
import { disclosurePieces } from './narrative.ts'
import { EXAMPLE } from './example-facts.ts'
import { readDocument } from '../../src/formats/read.ts'
import { readFileSync } from 'node:fs'
const doc = documentOf(disclosurePieces(EXAMPLE))
function show(d: typeof doc) {
  console.time('read'); const r = readDisclosure(d); console.timeEnd('read')
  console.time('check'); const p = checkReading(r); console.timeEnd('check')
  console.log(r.disclosure, r.forms.map(f=>f.form+':'+f.state).join(' '), r.claims.length, 'numeric', r.claims.filter(c=>c.state==='number').length, r.problems.length, p.equations.length)
  for (const x of r.problems) console.log('P', x.message.zh)
  for (const f of p.findings) console.log(f.severity, f.code, f.message.zh)
}
show(doc)
const o = await readDocument(new Uint8Array(readFileSync('../shared/documents/nandagang/nandagang-2023.docx')), 'x.docx')
if (o.ok) { show(o.document); show(o.document) }
