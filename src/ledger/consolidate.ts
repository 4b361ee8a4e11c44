import type { Ledger } from './ledger.ts'

/** Units as one department. */
export interface Consolidated {
  readonly ledger: Ledger
}

/**
 * The budget of a department: the money, projects, purchases and assets of its units, each line with its unit, beside the words of its own.
 *
 * @param own the department's ledger without money: its name, year, words, glossary
 */
export function consolidate(units: readonly Ledger[], own: Ledger): Consolidated {
  const named = units.flatMap((unit) =>
    unit.lines.map((line) => ({ ...line, unit: line.unit === '' ? unit.department.name : line.unit })),
  )
  return {
    ledger: {
      ...own,
      lines: named,
      lastYear: units.flatMap((unit) => unit.lastYear),
      projects: units.flatMap((unit) => unit.projects),
      procurement: units.flatMap((unit) => unit.procurement),
      assets: units.flatMap((unit) => unit.assets),
    },
  }
}
