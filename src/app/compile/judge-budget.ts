import type { Fen } from '../../budget/amount.ts'
import type { Finding, Words } from '../../budget/finding.ts'
import type { Document } from '../../document/document.ts'
import type { Ledger, Line } from '../../ledger/ledger.ts'
import { lackingGlyphs } from './lacking-glyphs.ts'
import { PublishError, proveLedger } from '../prove-ledger.ts'

/** What a list shows of a version: counted once, when it was kept. */
export interface VersionSummary {
  /** Fen spent in the year, and in the year before as far as the budget knows it. */
  readonly expenditure: Fen
  readonly lastYear: Fen
  readonly errors: number
  readonly warnings: number
  readonly notes: number
}

/** What is found in a budget and in what would be printed of it. */
export interface BudgetJudged {
  /** What breaks a law, in words. */
  readonly errors: readonly Words[]
  /** Everything that was found, the errors first. */
  readonly findings: readonly Finding[]
  /** As it would be printed; null where it cannot be. */
  readonly document: Document | null
}

/** A step asks for the errors, and the version that it keeps for their number: a ledger is proven once. */
const KNOWN = new WeakMap<Ledger, BudgetJudged>()

/** Proves a budget as it would be printed. What cannot be printed is an error in words too. */
export function judgeBudget(ledger: Ledger, variant: 'department' | 'unit'): BudgetJudged {
  const known = KNOWN.get(ledger)
  if (known !== undefined) return known
  const judged = prove(ledger, variant)
  KNOWN.set(ledger, judged)
  return judged
}

function prove(ledger: Ledger, variant: 'department' | 'unit'): BudgetJudged {
  try {
    const { errors, judged, document } = proveLedger(ledger, { variant })
    const grave = new Set(errors)
    const others = judged.findings.filter((finding) => !grave.has(finding) && finding.severity !== 'error')
    const lacking = lackingGlyphs(document)
    return { errors: [...errors.map(({ message }) => message), ...lacking], findings: [...errors, ...others], document }
  } catch (error) {
    if (!(error instanceof PublishError)) throw error
    return { errors: [{ zh: error.message, en: error.message }], findings: [], document: null }
  }
}

export function summaryOf(ledger: Ledger, variant: 'department' | 'unit'): VersionSummary {
  const { errors, findings } = judgeBudget(ledger, variant)
  const count = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length
  return {
    expenditure: spentIn(ledger.lines),
    lastYear: spentIn(ledger.lastYear),
    errors: errors.length,
    warnings: count('warning'),
    notes: count('note'),
  }
}

/** Fen spent in the lines' year: what is carried forward is not. */
export function spentIn(lines: readonly Line[]): Fen {
  return lines.reduce((sum, { flow, amount }) => (flow === 'expenditure' ? sum + amount : sum), 0)
}
