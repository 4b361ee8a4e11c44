import type { Ledger, LedgerUnit } from '../../ledger/ledger.ts'
import type { Organisation } from './organisations.ts'

/** What a budget begins with that has no last year: who it is of, and nothing else. */
export function blankLedger(organisation: Organisation, units: readonly Organisation[], year: number, place: string): Ledger {
  const own = organisation.kind === 'unit' ? [organisation] : units
  return {
    department: { code: organisation.code, name: organisation.name },
    year,
    stage: 'budget',
    place,
    scope: organisation.kind === 'unit' ? 'unit' : 'department',
    staff: null,
    offices: null,
    units: own.map(ledgerUnit),
    lines: [],
    lastYear: [],
    projects: [],
    procurement: [],
    assets: [],
    people: [],
    words: {},
    glossary: [],
    questions: [],
  }
}

function ledgerUnit({ code, name, details }: Organisation): LedgerUnit {
  return {
    code,
    name,
    kind: details['kind'] ?? '',
    grade: details['grade'] ?? '',
    funding: details['funding'] ?? '',
  }
}
