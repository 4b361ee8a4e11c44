import type { Claim } from '../budget/claim.ts'
import type { Equation } from '../budget/equation.ts'
import type { Finding } from '../budget/finding.ts'
import type { Reading } from '../budget/reading.ts'

/** A publisher errs in one or two places of a table; where its columns have no rules and more than this is wrong, it was misread. */
const MANY = 4

/** What findings are about: the claims of a proof and its equations. */
interface Grounds {
  readonly claims: readonly Claim[]
  readonly equations: readonly Equation[]
}

/**
 * Numbers of the tables that were probably misread: their columns were found by how the text is aligned, and either the table before or
 * after them, found in the same way, is none that is known (a part of them, most likely), or much in them disagrees.
 */
export function tablesInDoubt(reading: Reading, findings: readonly Finding[], grounds: Grounds): ReadonlySet<number> {
  const unruled = new Set(reading.unruledTables)
  const doubted = new Set<number>()
  if (unruled.size === 0) return doubted
  for (const form of reading.forms) {
    const { table } = form.place
    if (form.state !== 'unread' || table === undefined || !unruled.has(table)) continue
    for (const neighbour of [table - 1, table + 1]) if (unruled.has(neighbour)) doubted.add(neighbour)
  }
  const counts = new Map<number, number>()
  for (const finding of findings) {
    if (finding.severity === 'note') continue
    for (const table of tablesOf(finding, grounds)) counts.set(table, (counts.get(table) ?? 0) + 1)
  }
  for (const [table, count] of counts) if (unruled.has(table) && count >= MANY) doubted.add(table)
  return doubted
}

/** Findings as notes where they rest on a table that was probably misread. */
export function withoutDoubtful(
  findings: readonly Finding[],
  doubted: ReadonlySet<number>,
  grounds: Grounds,
): readonly Finding[] {
  if (doubted.size === 0) return findings
  return findings.map((finding) =>
    finding.severity !== 'note' && [...tablesOf(finding, grounds)].some((t) => doubted.has(t))
      ? { ...finding, severity: 'note' }
      : finding,
  )
}

/** The tables that a finding rests on: those of its places, and of every figure in its equations. */
function tablesOf(finding: Finding, { claims, equations }: Grounds): ReadonlySet<number> {
  const tables = new Set<number>()
  const add = (table: number | undefined): void => {
    if (table !== undefined) tables.add(table)
  }
  for (const place of finding.places) add(place.table)
  for (const { claim } of finding.suspects) add(claims[claim]?.place.table)
  for (const index of finding.equations) {
    const equation = equations[index]
    for (const { claim } of [...(equation?.left ?? []), ...(equation?.right ?? [])]) add(claims[claim]?.place.table)
  }
  return tables
}
