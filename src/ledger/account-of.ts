import type { Account, ProcurementLine, ProjectTarget, Stock } from '../budget/account.ts'
import { factsOfLines } from './facts-of-lines.ts'
import type { Ledger, LedgerProject, Purchase } from './ledger.ts'
import { markProcurement } from './procurement-facts.ts'

/**
 * A ledger as the facts that a disclosure prints from: one full cut, in fen, with the items that its economic classes, its units and its
 * purchases give. `lastYear` is last year's ledger; without it, changes are counted from what this one knows of last year, if anything.
 * Never refuses: what is wrong with a ledger `judgeLedger` says.
 */
export function accountOf(ledger: Ledger, lastYear?: Ledger): Account {
  const before =
    lastYear === undefined ? factsOfLines(ledger.lastYear, ledger.units) : factsOfLines(lastYear.lines, lastYear.units)
  const { code, name } = ledger.department
  return {
    disclosure: {
      department: { ...(code === '' ? {} : { code }), ...(name === '' ? {} : { name }) },
      year: ledger.year,
      stage: ledger.stage,
      scope: ledger.scope,
      units: [],
      place: ledger.place,
    },
    facts: markProcurement(factsOfLines(ledger.lines, ledger.units), ledger.procurement).facts,
    lastYear: before.length > 0 ? before : null,
    stocks: stocksOf(ledger),
    units: ledger.units.map(({ name: unit, kind, grade, funding }) => ({ name: unit, kind, grade, funding })),
    projects: ledger.projects.map(projectTarget),
    procurement: ledger.procurement.map(procurementLine),
    words: ledger.words,
    glossary: ledger.glossary,
  }
}

function projectTarget({ code, name, function: own, purpose, plan, goals, indicators }: LedgerProject): ProjectTarget {
  return { code, name, function: own, purpose, plan, goals, indicators }
}

function procurementLine(purchase: Purchase): ProcurementLine {
  const { project, goods, catalogue, measure, quantity, unitPrice, fund, amount, reservedForSmall } = purchase
  return { project, goods, catalogue, measure, quantity, unitPrice, fund, amount, reservedForSmall }
}

/** Counts are kept in hundredths, money in fen. The units below the department are all but the first. */
function stocksOf(ledger: Ledger): readonly Stock[] {
  const stocks: Stock[] = []
  const count = (item: string, value: number | null): void => {
    if (value !== null) stocks.push({ slice: { item, measure: 'count' }, value: value * 100 })
  }
  count('offices', ledger.offices)
  count('units', ledger.units.length === 0 ? null : ledger.units.length - 1)
  count('staff', ledger.staff)
  for (const asset of ledger.assets) {
    if (asset.count !== null) stocks.push({ slice: { asset: asset.kind, measure: 'count' }, value: asset.count })
    if (asset.value !== null) stocks.push({ slice: { asset: asset.kind }, value: asset.value })
  }
  return stocks
}
