import fc from 'fast-check'
import { documentOf } from '../../scripts/samples/blocks.ts'
import { disclosurePieces } from '../../scripts/samples/narrative.ts'
import { randomFacts } from './random-facts.ts'
import { specimenOf, leeway, MAIN_FORMS } from './specimen.ts'
import { bendAll, tallyOf, describe } from './tally.ts'
const seed = Number(process.argv[2])
const facts = fc.sample(randomFacts, { numRuns: 6, seed })
for (const f of facts) {
  const s = specimenOf('r', documentOf(disclosurePieces(f)))
  if (s.figures.length > 420) { console.log('skip', s.figures.length); continue }
  const room = leeway(s)
  const out = bendAll(s)
  console.log(new Set(f.money.map(m => m.fund + ' ' + m.source + ' ' + (m.use === 'carried-forward'))), JSON.stringify(tallyOf(out)), 'uncovered main', s.figures.filter(x => !room.has(x.claim.id) && MAIN_FORMS.has(x.claim.form)).map(x => x.claim.form + '|' + x.claim.row?.label + '|' + x.claim.column).slice(0, 6))
  for (const o of out) if (o.covered && o.figure.claim.slice.item !== 'units' && !(o.caught && o.among && o.repaired && o.extra === 0)) console.log(o.caught ? '' : 'MISSED', o.among ? '' : 'MISPLACED', o.repaired ? '' : 'NOREPAIR', o.extra, describe(o), '\n     ', o.messages.slice(0, 3).join('\n      ').slice(0, 500))
}
