import type { Transaction } from 'kysely'
import type { Fen } from '../../budget/amount.ts'
import type { Checkpoint, ProjectIndicator } from '../../ledger/performance/deviation.ts'
import type { Evaluation } from '../../ledger/performance/evaluation.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Schema } from '../../store/schema.ts'

/** What an indicator had reached, beside its target as it was then. */
export interface ReachedIndicator {
  readonly name: string
  readonly target: string
  readonly value: string
}

/** What was said of a project at a checkpoint. */
export interface ProgressRecord {
  readonly id: number
  readonly checkpoint: string
  /** Fen since the year began. */
  readonly spent: Fen
  readonly reached: readonly ReachedIndicator[]
  readonly explanation: string
  readonly public: boolean
  readonly at: Date
}

/** A unit's own evaluation of a project at the year's end. */
export interface EvaluationRecord extends ProgressRecord {
  readonly evaluation: Evaluation
  readonly actor: string
}

/** What the performance desk says of it. */
export interface ReviewRecord {
  readonly id: number
  readonly agreed: boolean
  readonly comment: string
  readonly public: boolean
  readonly at: Date
}

/** All that was said of a project in a year: of each checkpoint what was said last. */
export interface ProjectRecords {
  readonly records: readonly ProgressRecord[]
  readonly evaluation: EvaluationRecord | null
  /** Of that evaluation; null where it was not looked at yet. */
  readonly review: ReviewRecord | null
}

/** Everything that was said of a budget's projects, the newest first. */
export async function rowsOf(
  tx: Transaction<Schema>,
  budgets: readonly number[],
): Promise<ReadonlyMap<number, readonly ProgressRow[]>> {
  if (budgets.length === 0) return new Map()
  const rows = await tx
    .selectFrom('progress')
    .selectAll()
    .distinctOn(['budget_id', 'code', 'project', 'kind', 'checkpoint'])
    .where('budget_id', 'in', [...budgets])
    .orderBy('budget_id')
    .orderBy('code')
    .orderBy('project')
    .orderBy('kind')
    .orderBy('checkpoint')
    .orderBy('id', 'desc')
    .execute()
  return Map.groupBy(
    rows.toSorted((a, b) => b.id - a.id),
    (row) => row.budget_id,
  )
}

/** What of that is about one of the projects: what has its code, else what has its name. A project that was renamed keeps what was said of it. */
export function recordsOf(rows: readonly ProgressRow[], projects: readonly ProjectName[], project: ProjectName): ProjectRecords {
  const own = rows.filter((row) => projectOf(row, projects) === project)
  const newest = Map.groupBy(
    own.filter(({ kind }) => kind === 'checkpoint'),
    ({ checkpoint }) => checkpoint,
  )
  const last = own.find(({ kind }) => kind === 'evaluation')
  const looked = own.find(({ kind, id }) => kind === 'review' && last !== undefined && id > last.id)
  return {
    records: [...newest.values()].flatMap((said) => said.slice(0, 1).map(recordOf)),
    evaluation: last === undefined ? null : { ...recordOf(last), evaluation: last.evaluation as Evaluation, actor: last.actor },
    review:
      looked === undefined
        ? null
        : {
            id: looked.id,
            agreed: (looked.evaluation as { agreed?: boolean } | null)?.agreed === true,
            comment: looked.explanation,
            public: looked.public,
            at: looked.at,
          },
  }
}

function projectOf({ code, project }: ProgressRow, projects: readonly ProjectName[]): ProjectName | undefined {
  const coded = code === '' ? undefined : projects.find((each) => each.code === code)
  return coded ?? projects.find(({ name }) => name === project)
}

type ProjectName = Pick<ApprovedProject, 'code' | 'name'>

export interface ProgressRow extends StoredRow {
  readonly budget_id: number
  readonly project: string
  readonly code: string
  readonly kind: 'checkpoint' | 'evaluation' | 'review'
  readonly evaluation: object | null
  readonly actor: string
}

interface StoredRow {
  readonly id: number
  readonly checkpoint: string
  readonly spent: number
  readonly actual: object
  readonly explanation: string
  readonly public: boolean
  readonly at: Date
}

function recordOf({ id, checkpoint, spent, actual, explanation, at, ...row }: StoredRow): ProgressRecord {
  return { id, checkpoint, spent, reached: actual as ReachedIndicator[], explanation, public: row.public, at }
}

/** A project as it was approved: its money, plan and indicators. */
export interface ApprovedProject {
  /** Blank where the ledger has none, or gives it to two projects: then it says nothing of which one is meant. */
  readonly code: string
  readonly name: string
  /** Fen. */
  readonly amount: Fen
  readonly plan: readonly Checkpoint[]
  readonly indicators: readonly ProjectIndicator[]
}

export function approvedProjects(ledger: Pick<Ledger, 'projects' | 'lines'>): readonly ApprovedProject[] {
  const sums = new Map<string, number>()
  for (const { project, flow, amount } of ledger.lines)
    if (project !== '' && flow === 'expenditure') sums.set(project, (sums.get(project) ?? 0) + amount)
  const coded = Map.groupBy(ledger.projects, ({ code }) => code)
  return ledger.projects.map(({ code, name, plan, indicators }) => ({
    code: coded.get(code)?.length === 1 ? code : '',
    name,
    amount: sums.get(name) ?? 0,
    plan,
    indicators,
  }))
}

/** Values beside the targets that they are of. */
export function besideTargets(indicators: readonly ProjectIndicator[], values: readonly string[]): readonly ReachedIndicator[] {
  return indicators.map(({ level2, level3, value: target }, i) => ({
    name: level3 === '' ? level2 : level3,
    target,
    value: (values[i] ?? '').trim(),
  }))
}
