import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import { readDocument } from '../../src/formats/read.ts'
import { readFileSync } from 'node:fs'
for (const n of ['correct.html','correct.docx','correct.xlsx','correct.txt','one-cell.docx','blank-total.xlsx','text-against-table.html','many.txt']) {
  const o = await readDocument(new Uint8Array(readFileSync('samples/'+n)), n)
  if (!o.ok) { console.log(n, o.refusal); continue }
  const r = readDisclosure(o.document); const p = checkReading(r)
  console.log(n, r.claims.length, p.equations.length, o.document.problems.map(x=>x.message.zh), r.problems.map(x=>x.message.zh))
  for (const f of p.findings) console.log('  ', f.severity, f.code, f.message.zh.slice(0,300), JSON.stringify(f.suspects.map(s => [s.set, s.repair?.printed])))
}
