import { expect } from 'vitest'
import { describe as describeOutcome, tallyOf, type Outcome } from './tally.ts'
import { leeway, MAIN_FORMS, type Specimen } from './specimen.ts'

/** Prints the figures of a mutation run and holds them against what is required. */
export function requireAll(specimen: Specimen, outcomes: readonly Outcome[]): void {
  const tally = tallyOf(outcomes)
  const room = leeway(specimen)
  const main = specimen.figures.filter((f) => MAIN_FORMS.has(f.claim.form))
  const open = specimen.figures.filter((f) => !room.has(f.claim.id))
  const openInMain = open.filter((f) => main.includes(f))
  const percent = (n: number, of: number): string => `${n} of ${of} (${((100 * n) / of).toFixed(1)}%)`
  const covered = outcomes.filter((o) => o.covered)
  const wanting = covered.filter((o) => !o.caught || !o.among || !o.repaired || o.extra > 0)
  console.log(
    [
      `mutation · ${specimen.name}`,
      `  figures                ${specimen.figures.length}, of them in the main tables ${main.length}`,
      `  uncovered              ${openInMain.length} in the main tables, ${open.length} in all${open.length === 0 ? '' : `: ${open.map((f) => `${f.claim.slot ?? `${f.claim.row?.label ?? ''} · ${f.claim.column ?? ''}`} ${f.digits}`).join(', ')}`}`,
      `  bent and covered       ${tally.covered} of ${tally.bends}`,
      `  caught                 ${percent(tally.caught, tally.covered)}`,
      `  first suspect          ${percent(tally.first, tally.covered)}`,
      `  first or among equals  ${percent(tally.among, tally.caught)}`,
      `  original proposed      ${percent(tally.repaired, tally.among)}`,
      `  errors beyond the one  ${tally.extra}`,
      ...wanting
        .slice(0, 20)
        .map((o) => `  ? ${describeOutcome(o)} ${o.caught ? '' : '· missed '}${o.messages.join(' / ').slice(0, 200)}`),
    ].join('\n'),
  )
  expect(tally.covered).toBeGreaterThan(500)
  expect(tally.caught / tally.covered).toBeGreaterThanOrEqual(0.99)
  expect(tally.among / tally.caught).toBeGreaterThanOrEqual(0.97)
  expect(tally.repaired / tally.among).toBeGreaterThanOrEqual(0.97)
  expect(openInMain.length / main.length).toBeLessThanOrEqual(0.02)
  expect(tally.extra).toBe(0)
}
