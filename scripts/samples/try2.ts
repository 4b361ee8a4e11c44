import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import { documentOf } from './blocks.ts'
import { disclosurePieces } from './narrative.ts'
import { EXAMPLE } from './example-facts.ts'
const p = checkReading(readDisclosure(documentOf(disclosurePieces(EXAMPLE))))
p.outcomes.forEach((o, i) => { if (o !== 'passed') { const e = p.equations[i]!; const s = (t: any) => { const c = p.claims[t.claim]!; return t.times + '*' + c.form + '|' + (c.row?.label ?? c.slot) + '|' + c.column + '|' + c.printed + JSON.stringify(c.slice) }; console.log(o, e.law, e.left.map(s).join(' + '), e.relation, e.right.map(s).join(' + ')) } })
