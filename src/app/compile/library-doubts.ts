import type { Words } from '../../budget/finding.ts'
import type { LibraryCard } from '../../ledger/library-project.ts'
import { judgeEmptyPhrases } from '../../ledger/workflow/empty-phrases.ts'
import { proveLedger } from '../prove-ledger.ts'
import { blankLedger } from './blank-ledger.ts'

const UNIT = {
  id: 0,
  parent: null,
  path: [],
  kind: 'unit',
  code: '',
  name: '项目库',
  place: '',
  details: {},
  ended: false,
} as const

/**
 * What a reader would doubt of a project's indicators: values that say nothing or contradict themselves, rates without a unit. Found as in anything that is
 * published: its card is printed, read back and checked.
 */
export function doubtsOf({ project, since, estimates }: LibraryCard): readonly Words[] {
  const amount = estimates.find(({ year }) => year === since)?.amount ?? 0
  const blank = blankLedger(UNIT, [], since, 'hebei')
  const line = {
    unit: '',
    flow: 'expenditure',
    fund: 'general',
    function: project.function,
    economic: '',
    governmentEconomic: '',
  }
  const said = { nature: 'project', project: project.name, origin: 'this-year', items: [], undecided: false, note: '' } as const
  const ledger = { ...blank, projects: [project], lines: amount === 0 ? [] : [{ ...line, ...said, amount }] }
  const printed = proveLedger(ledger, { variant: 'unit' }).proof.findings.filter(({ code }) => code === 'indicator')
  return [...judgeEmptyPhrases(ledger), ...printed].map(({ message }) => message)
}
