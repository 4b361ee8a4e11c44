import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../bench/hierarchical-budget.ts'
import type { Claim } from '../../src/budget/claim.ts'
import type { Finding } from '../../src/budget/finding.ts'
import type { Place } from '../../src/budget/place.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import type { Proof } from '../../src/checks/proof.ts'
import type { Document } from '../../src/document/document.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { readDocument } from '../../src/formats/read.ts'
import { bend, BENDS, digitsOf, exchanged, printedAt, type Bend } from '../laws/bent.ts'

/** A figure printed in a cell of a table, with the claims that were read from that cell (收支总计 is one cell and two claims). */
export interface CellFigure {
  readonly claims: readonly Claim[]
  readonly digits: string
}

/** A published document as it stands, with its mistakes, and the figures of its tables. */
export interface Published {
  readonly name: string
  readonly document: Document
  readonly proof: Proof
  readonly figures: readonly CellFigure[]
  /** How far the figure of a cell may be off before an equality with it breaks, in the unit of its value; none: no equality holds it. */
  readonly room: ReadonlyMap<string, number>
}

/** What the checks said of one bent figure. */
export interface Mutation {
  readonly figure: CellFigure
  readonly how: Bend
  readonly bent: string
  /** A new error or warning suspects the cell, or names it. */
  readonly caught: boolean
  /** Only a new note concerns the cell. */
  readonly noted: boolean
  /** Something new was found, and the cell is not among its suspects. */
  readonly elsewhere: boolean
  /** The cell alone explains the finding and leads it. */
  readonly first: boolean
  /** The cell alone is one of the equal explanations. */
  readonly among: boolean
  /** What was printed before is what is proposed. */
  readonly repaired: boolean
  /** Some equality is broken by more than rounding explains. */
  readonly covered: boolean
  readonly messages: readonly string[]
}

/** All files below a folder that are PDF, by name relative to it. */
export function pdfsBelow(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true }).map(String)
  return files.filter((file) => file.toLowerCase().endsWith('.pdf')).toSorted()
}

/** Reads and checks a document as it stands. Throws where the file is refused. */
export async function published(folder: string, name: string): Promise<Published> {
  const read = await readDocument(readFileSync(join(folder, name)), name)
  if (!read.ok) throw new Error(`${name}: ${read.refusal.message.en}`)
  const { document } = read
  const reading = readDisclosure(document)
  const proof = checkReading(reading)
  const cells = Map.groupBy(
    reading.claims.filter((c) => c.form !== 'narrative' && c.state === 'number' && c.value !== 0 && c.measure !== 'year'),
    (c) => spotOf(c.place),
  )
  const figures = [...cells.values()].flatMap((claims): CellFigure[] => {
    const [claim] = claims
    const digits = claim?.place.column === undefined ? null : digitsOf(printedAt(document, claim.place) ?? '')
    return digits === null ? [] : [{ claims, digits }]
  })
  return { name, document, proof, figures, room: roomOf(proof) }
}

/** Bends so many figures, one at a time, each in one way; the same seed draws the same. */
export function bendSome(specimen: Published, count: number, seed: number): readonly Mutation[] {
  const random = seededRandom(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const mutations: Mutation[] = []
  for (let tries = 0; mutations.length < count && tries < 4 * count && specimen.figures.length > 0; tries++) {
    const figure = specimen.figures[below(specimen.figures.length)]
    const how = BENDS[below(BENDS.length)]
    const slipping = below(1000)
    if (figure === undefined || how === undefined) break
    const bent = bend(figure.digits, how, slipping)
    if (bent !== null) mutations.push(mutate(specimen, figure, how, bent))
  }
  return mutations
}

/** Bends one figure and reads and checks the whole document again. */
export function mutate(specimen: Published, figure: CellFigure, how: Bend, bent: string): Mutation {
  const [claim] = figure.claims
  if (claim === undefined) throw new Error('a figure without a claim')
  const printed = printedAt(specimen.document, claim.place) ?? ''
  const document = exchanged(specimen.document, claim.place, printed.replace(figure.digits, bent))
  const proof = checkReading(readDisclosure(document))
  const spot = spotOf(claim.place)
  const told = newFindings(specimen.proof, proof)
  const loud = told.filter((f) => f.severity !== 'note')
  const suspects = loud.flatMap((finding) => {
    const sizes = Map.groupBy(finding.suspects, (s) => s.set)
    return finding.suspects.map((s, i) => ({ s, leads: i === 0, alone: sizes.get(s.set)?.length === 1 }))
  })
  const own = suspects.filter(({ s }) => spotOf(proof.claims[s.claim]?.place ?? {}) === spot)
  const named = loud.some((f) => f.suspects.length === 0 && f.places.some((p) => spotOf(p) === spot))
  const caught = own.length > 0 || named
  const room = specimen.room.get(spot)
  const off = bent === '' ? Math.abs(claim.value) : Math.abs(claim.value) * Math.abs(numberOf(bent) / numberOf(figure.digits) - 1)
  return {
    figure,
    how,
    bent,
    caught,
    noted: !caught && told.some((f) => f.severity === 'note' && concerns(f, proof, spot)),
    elsewhere: !caught && loud.length > 0,
    first: own.some((o) => o.leads && o.alone),
    among: own.some((o) => o.alone),
    repaired: own.some((o) => o.alone && figure.claims.some((c) => c.value === o.s.repair?.value)),
    covered: room !== undefined && off > room,
    messages: told.map((f) => `${f.severity} ${f.message.zh}`),
  }
}

/** The cell of a table that a place stands in. */
function spotOf({ table, row, column }: Place): string {
  return `${table ?? ''}/${row ?? ''}/${column ?? ''}`
}

/** `1,234.56` with its separators, wherever the slip left them. */
function numberOf(digits: string): number {
  return Number(digits.replace(/[,，]/gu, ''))
}

/** Findings that the document itself does not have, whatever figures their messages quote. */
function newFindings(before: Proof, after: Proof): readonly Finding[] {
  const known = new Set(before.findings.map(withoutFigures))
  return after.findings.filter((f) => !known.has(withoutFigures(f)))
}

function withoutFigures(finding: Finding): string {
  return `${finding.severity} ${finding.code} ${finding.message.zh.replace(/[\d.,]+/gu, '#')}`
}

function concerns(finding: Finding, proof: Proof, spot: string): boolean {
  const terms = finding.equations.flatMap((i) => {
    const equation = proof.equations[i]
    return equation === undefined ? [] : [...equation.left, ...equation.right]
  })
  return finding.places.some((p) => spotOf(p) === spot) || terms.some((t) => spotOf(proof.claims[t.claim]?.place ?? {}) === spot)
}

function roomOf(proof: Proof): ReadonlyMap<string, number> {
  const room = new Map<string, number>()
  for (const equation of proof.equations) {
    if (equation.relation !== '=') continue
    for (const term of [...equation.left, ...equation.right]) {
      const claim = proof.claims[term.claim]
      if (claim === undefined) continue
      const spot = spotOf(claim.place)
      room.set(spot, Math.min(room.get(spot) ?? Number.POSITIVE_INFINITY, equation.tolerance))
    }
  }
  return room
}

/** How many of some mutations were caught, led to and mended. */
export interface MutationTally {
  readonly bent: number
  readonly covered: number
  readonly caught: number
  readonly caughtOfCovered: number
  readonly noted: number
  readonly elsewhere: number
  readonly first: number
  readonly among: number
  readonly repaired: number
}

export function tallyMutations(mutations: readonly Mutation[]): MutationTally {
  const count = (test: (m: Mutation) => boolean): number => mutations.filter(test).length
  return {
    bent: mutations.length,
    covered: count((m) => m.covered),
    caught: count((m) => m.caught),
    caughtOfCovered: count((m) => m.caught && m.covered),
    noted: count((m) => m.noted),
    elsewhere: count((m) => m.elsewhere),
    first: count((m) => m.first),
    among: count((m) => m.among),
    repaired: count((m) => m.repaired),
  }
}

/** One line for people: which figure, and what was done to it. */
export function describeMutation({ figure: { claims, digits }, how, bent }: Mutation): string {
  const [claim] = claims
  const where = `${claim?.form ?? ''} · ${claim?.row?.code ?? ''} ${claim?.row?.label ?? ''} · ${claim?.column ?? ''}`
  return `${where}: ${digits} → ${bent === '' ? '(blank)' : bent} (${how})`
}
