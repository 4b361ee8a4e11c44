import { Random } from '../../../bench/nation/random.ts'
import { type Draft, readDraft } from '../../../src/ledger/draft/draft.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import { BLANK_LINE, type Ledger } from '../../../src/ledger/ledger.ts'

/** The one project of every unit, which its library holds. */
export const PROJECT = '业务专项经费'

/** How often a plan was revised since it was first made: by money moved between two lines, by money added. */
export interface Revised {
  readonly moved: number
  readonly added: number
}

/** A lawful plan for a unit, of random amounts: the same for the same seed, unit, year and revisions. It keeps what the draft says of last year. */
export function planFor(draft: Draft, seed: string, { moved, added }: Revised): Ledger {
  const { ledger } = readDraft(draft)
  const random = new Random(seed, 'plan', ledger.department.name, ledger.year)
  const example = exampleLedger(ledger.year)
  const by = random.between(1, 40)
  const renamed = (text: string): string => (text === example.projects[0]?.name ? PROJECT : text)
  const lines = example.lines.map((line, i) => ({
    ...line,
    project: renamed(line.project),
    amount: line.amount * by + moved * ([0, 0, 0, -100, 100][i] ?? 0),
  }))
  const more = { ...BLANK_LINE, fund: 'general', function: '2010301', economic: '30202', amount: 300_000 * added }
  const purchases = example.procurement.map((each) => ({ ...each, project: renamed(each.project) }))
  return {
    ...example,
    department: ledger.department,
    scope: 'unit',
    stage: ledger.stage,
    units: ledger.units,
    lines: added > 0 ? [...lines, more] : lines,
    lastYear: ledger.lastYear,
    projects: example.projects.map((project) => ({
      ...project,
      name: PROJECT,
      indicators: [
        ...project.indicators,
        {
          level1: '效益指标',
          level2: '社会效益指标',
          level3: '按期办结率',
          description: '按期办结的比例',
          value: '≥95%',
          basis: '年度工作计划',
        },
      ],
    })),
    procurement: purchases,
  }
}
