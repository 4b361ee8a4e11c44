import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Account, Fact } from '../../src/budget/account.ts'
import type { Claim } from '../../src/budget/claim.ts'
import type { Finding } from '../../src/budget/finding.ts'
import type { Reading } from '../../src/budget/reading.ts'
import { without, type Slice } from '../../src/budget/slice.ts'
import { sumOf } from '../../src/catalogue/inside.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import type { Document } from '../../src/document/document.ts'
import type { PlaceForms } from '../../src/forms/form.ts'
import { hebei } from '../../src/forms/hebei/index.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { shanghai } from '../../src/forms/shanghai/index.ts'
import { writeDisclosure } from '../../src/forms/write-disclosure.ts'
import { procurementFacts, sourceOf } from '../../src/forms/write-source.ts'
import { randomAccount, type Grain } from './random-account.ts'

const RUNS = { numRuns: 60, seed: 2024 } as const

const CASES: readonly (readonly [string, PlaceForms, 'department' | 'unit'])[] = [
  ['Hebei, a department', hebei, 'department'],
  ['Hebei, a unit', hebei, 'unit'],
  ['Shanghai, a department', shanghai, 'department'],
  ['Shanghai, a unit', shanghai, 'unit'],
]

/** The view that a claim prints, from the facts, by a way of its own: what the cell's slice holds. Null where no facts stand behind it. */
function viewOf(claim: Claim, account: Account): number | null {
  const { slice } = claim
  if (claim.measure === 'year') return ((account.disclosure.year ?? 0) + Number(slice.year ?? 0)) * 100
  if (claim.measure === 'count' || slice.asset !== undefined) return countOrAsset(slice, account)
  const facts =
    claim.form === 'procurement' || slice.item?.startsWith('procurement-') === true ? procurementFacts(account) : account.facts
  const own = projectOf(slice)
  if (slice.measure !== 'change') return claim.part === undefined && sameLine(claim, account) ? sumOf(facts, own) : null
  const plain = without(own, 'measure')
  return account.lastYear === null ? null : sumOf(facts, plain) - sumOf(account.lastYear, plain)
}

/** Cards are told apart by their number before the project's name. */
function projectOf(slice: Slice): Slice {
  return slice.project === undefined ? slice : { ...slice, project: slice.project.replace(/^\d+ /u, '') }
}

/** A project that buys twice has two lines of one slice: each is part of it. */
function sameLine(claim: Claim, account: Account): boolean {
  return claim.form !== 'procurement' || account.procurement.filter((l) => l.project === claim.slice.project).length <= 1
}

function countOrAsset(slice: Slice, account: Account): number | null {
  const source = sourceOf(account)
  return slice.measure === 'count' ? source.countOf(without(slice, 'measure')) : source.amountOf(slice)
}

function wrongClaims(reading: Reading, account: Account): string[] {
  return reading.claims.flatMap((claim) => {
    const view = viewOf(claim, account)
    if (view === null || claim.prose === true) return []
    const off = Math.abs(claim.value - view)
    const said = `${claim.form} ${claim.row?.label ?? claim.slot ?? ''} ${claim.column ?? ''}: ${claim.printed} (${claim.value}), not ${view}`
    const isExact = view % claim.precision === 0 || claim.measure !== 'money'
    return (isExact ? off === 0 : off * 2 <= claim.precision) && (view === 0 || claim.state === 'number') ? [] : [said]
  })
}

/** Every cut of the money that some table prints must be there whole: nothing with money is left out. */
function missingViews(reading: Reading, account: Account, place: PlaceForms): string[] {
  const missing: string[] = []
  // One place's table of income is of all sources, the other's of the year's income alone.
  const sources = place.id === 'hebei' ? 'sources' : 'income'
  const printed = new Set(
    reading.claims.map((c) => `${c.form} ${JSON.stringify(projectOf(c.slice), Object.keys(c.slice).toSorted())}`),
  )
  const wants = (form: string, slice: Slice, facts: readonly Fact[]): void => {
    if (sumOf(facts, slice) !== 0 && !printed.has(`${form} ${JSON.stringify(slice, Object.keys(slice).toSorted())}`))
      missing.push(`${form} ${JSON.stringify(slice)}`)
  }
  for (const { slice } of account.facts) {
    const code = slice.function ?? ''
    const codes = [code.slice(0, 3), code.slice(0, 5), code]
    if (slice.flow === 'income' || slice.flow === 'brought-forward') {
      for (const node of codes) wants('income', { flow: sources, function: node }, account.facts)
      if (slice.flow === 'income') wants('balance', { flow: 'income', fund: slice.fund ?? '' }, account.facts)
    }
    if (slice.flow !== 'expenditure') continue
    const nature = slice.nature === 'personnel' || slice.nature === 'running' ? 'basic' : (slice.nature ?? '')
    wants('balance', { flow: 'expenditure', function: code.slice(0, 3) }, account.facts)
    for (const node of codes) {
      wants('expenditure', { flow: 'expenditure', nature, function: node }, account.facts)
      if (slice.fund === 'general')
        wants('general-by-function', { flow: 'expenditure', fund: 'general', nature, function: node }, account.facts)
    }
    if (slice.economic !== undefined) {
      const basic = { flow: 'expenditure', fund: 'general', nature: slice.nature ?? '' }
      for (const node of [slice.economic.slice(0, 3), slice.economic])
        wants('basic-by-economic-class', { ...basic, economic: node }, account.facts)
    }
    if (slice.project !== undefined && place.id === 'hebei')
      wants('performance-target', { flow: 'expenditure', nature: 'project', project: slice.project }, account.facts)
  }
  return missing
}

/** Every sum that a cell traces adds up, and every figure is the one behind the text. */
function wrongSums(document: Document): string[] {
  return document.blocks.flatMap((table) => {
    if (table.kind !== 'table') return []
    const at = new Map(table.cells.map((c) => [`${c.row} ${c.column}`, c]))
    return table.cells.flatMap((cell) => {
      if (cell.sumOf === undefined) return []
      const sum = cell.sumOf.reduce((all, p) => all + (at.get(`${p.row} ${p.column}`)?.figure?.value ?? 0), 0)
      return sum === cell.figure?.value ? [] : [`table ${table.index}, ${cell.row}:${cell.column} ${cell.text}`]
    })
  })
}

describe.each(CASES)('%s', (_, place, scope) => {
  test.each(['hundreds', 'yuan', 'fen'] satisfies Grain[])(
    'prints what its facts say, to the %s',
    { timeout: 120_000 },
    (grain) => {
      fc.assert(
        fc.property(randomAccount(grain, scope), (account) => {
          const document = writeDisclosure(account, place)
          const reading = readDisclosure(document, [place])
          expect(wrongClaims(reading, account)).toEqual([])
          expect(missingViews(reading, account, place)).toEqual([])
          expect(wrongSums(document)).toEqual([])
        }),
        RUNS,
      )
    },
  )

  test.each(['hundreds', 'yuan', 'fen'] satisfies Grain[])(
    'is read whole, without an error and without a warning, to the %s',
    { timeout: 120_000 },
    (grain) => {
      fc.assert(
        fc.property(randomAccount(grain, scope), (account) => {
          const reading = readDisclosure(writeDisclosure(account, place), [place])
          const proof = checkReading(reading)
          expect(reading.problems).toEqual([])
          expect(reading.forms.filter((f) => f.state === 'unread').map((f) => f.title)).toEqual([])
          expect(proof.outcomes.filter((o) => o !== 'passed')).toEqual([])
          // Where print rounds, a check may take two rounded sums that one cell would make exact for a slip: nothing is broken then.
          const isBroken = (f: Finding): boolean =>
            f.equations.length === 0 || f.equations.some((e) => proof.outcomes[e] !== 'passed')
          const found = proof.findings.filter((f) => f.severity !== 'note' && (grain === 'hundreds' || isBroken(f)))
          expect(found.map((f) => `${f.severity} ${f.message.zh}`)).toEqual([])
        }),
        RUNS,
      )
    },
  )
})
