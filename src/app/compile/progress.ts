import type { Transaction } from 'kysely'
import type { Fen } from '../../budget/amount.ts'
import type { Words } from '../../budget/finding.ts'
import { deviations, dueOf, MOST_EXPLANATION, type ProgressLimits } from '../../ledger/performance/deviation.ts'
import { evaluate, type IndicatorResult } from '../../ledger/performance/evaluation.ts'
import type { PostRole } from '../../ledger/roles.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import { appendAudit } from '../../store/audit/audit-trail.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { type BudgetRow, readRow, versionLedger } from './budget-row.ts'
import { type ApprovedProject, approvedProjects, besideTargets, type ProjectRecords, recordsOf, rowsOf } from './progress-rows.ts'
import { saidText } from '../said-text.ts'
import { limitsOf } from './watch-progress.ts'

type Tx = Transaction<Schema>

export type ProgressSaid = { readonly ok: true } | { readonly ok: false; readonly refusals: readonly Words[] }

/** What a unit says of a project at a checkpoint. */
export interface CheckpointSaid {
  readonly project: string
  readonly checkpoint: string
  /** Fen since the year began. */
  readonly spent: Fen
  /** In the order of the project's indicators. */
  readonly values: readonly string[]
  readonly explanation: string
}

const WRITERS: readonly PostRole[] = ['unit-clerk', 'department-finance']
const EVALUATION = '自评'
const REVIEW = '审核'

/** Keeps what has happened by a checkpoint. What is off its plan needs its reason; what was said before stays in the table, and the last counts. */
export async function recordProgress(
  store: Store,
  holder: PostHolder,
  id: number,
  said: CheckpointSaid,
  today: string,
): Promise<ProgressSaid> {
  return await within(store, holder, id, { ...said, roles: WRITERS }, async (tx, { row, project, limits }) => {
    const point = project.plan.find(({ checkpoint }) => checkpoint === said.checkpoint)
    if (point === undefined)
      return refused({
        zh: `项目计划中没有“${said.checkpoint}”。`,
        en: `The project's plan has no checkpoint "${said.checkpoint}".`,
      })
    const due = dueOf(said.checkpoint, row.year)
    if (due !== null && today < `${due.slice(0, 8)}01`)
      return refused({ zh: `还没有到${said.checkpoint}。`, en: `It is not ${said.checkpoint} yet.` })
    const wrong = judgeSpent(said.spent)
    if (wrong !== null) return refused(wrong)
    const off = deviations(project, project.amount, said, limits)
    if (off.length > 0 && said.explanation.trim() === '')
      return refused({ zh: '与计划有偏离，请说明原因：', en: 'It is off its plan: say why.' }, ...off)
    await keep(tx, row, holder, {
      kind: 'checkpoint',
      project,
      checkpoint: said.checkpoint,
      spent: said.spent,
      actual: besideTargets(project.indicators, said.values),
      explanation: said.explanation,
      evaluation: null,
    })
    return { ok: true }
  })
}

/** Keeps a unit's own evaluation of a project, scored by the weights of the regulation, once the year has ended. */
export async function evaluateProject(
  store: Store,
  holder: PostHolder,
  id: number,
  said: {
    readonly project: string
    readonly spent: Fen
    readonly results: readonly IndicatorResult[]
    readonly explanation: string
  },
  today: string,
): Promise<ProgressSaid> {
  return await within(store, holder, id, { ...said, roles: WRITERS }, async (tx, { row, project }) => {
    if (today < `${row.year}-12-31`)
      return refused({ zh: `${row.year}年度还没有结束。`, en: `The year ${row.year} has not ended.` })
    const wrong = judgeSpent(said.spent)
    if (wrong !== null) return refused(wrong)
    const evaluation = evaluate(project.indicators, said.results, { spent: said.spent, amount: project.amount })
    if (evaluation === null)
      return refused({
        zh: '有的指标没有填写完成值；目标不是数字的，请填写完成程度（0到100）。',
        en: 'An indicator has no result; where its target is no number, say how much of it was reached (0 to 100).',
      })
    await keep(tx, row, holder, {
      kind: 'evaluation',
      project,
      checkpoint: EVALUATION,
      spent: said.spent,
      actual: besideTargets(
        project.indicators,
        said.results.map(({ value }) => value),
      ),
      explanation: said.explanation,
      evaluation,
    })
    return { ok: true }
  })
}

/** The performance desk agrees with an evaluation, or returns it with a reason; never with its own. */
export async function reviewEvaluation(
  store: Store,
  holder: PostHolder,
  id: number,
  said: { readonly project: string; readonly agreed: boolean; readonly comment: string },
): Promise<ProgressSaid> {
  const task = { roles: ['bureau-performance'] as const, project: said.project, explanation: said.comment }
  return await within(store, holder, id, task, async (tx, { row, project, records }) => {
    if (records.evaluation === null) return refused({ zh: '还没有自评。', en: 'There is no evaluation yet.' })
    if (records.evaluation.actor === holder.user)
      return refused({ zh: '不能审核自己填写的自评。', en: 'Nobody reviews an evaluation of his own.' })
    if (!said.agreed && said.comment.trim() === '') return refused({ zh: '请写明退回的理由。', en: 'Say why it is returned.' })
    await keep(tx, row, holder, {
      kind: 'review',
      project,
      checkpoint: REVIEW,
      spent: records.evaluation.spent,
      actual: [],
      explanation: said.comment,
      evaluation: { agreed: said.agreed, total: records.evaluation.evaluation.total },
    })
    return { ok: true }
  })
}

/** Shows the public what was said of a project so far; an evaluation only once the performance desk has agreed. */
export async function publishProgress(store: Store, holder: PostHolder, id: number, name: string): Promise<ProgressSaid> {
  const task = { roles: ['budget-publisher'] as const, project: name, explanation: '' }
  return await within(store, holder, id, task, async (tx, { row, records: { records, evaluation, review } }) => {
    const reviewed = evaluation !== null && review?.agreed === true ? [evaluation, review] : []
    const hidden = [...records, ...reviewed].filter((each) => !each.public)
    if (hidden.length === 0) return refused({ zh: '没有可以公开的新内容。', en: 'There is nothing new that can be made public.' })
    const ids = hidden.map((each) => each.id)
    await tx.updateTable('progress').set({ public: true }).where('budget_id', '=', id).where('id', 'in', ids).execute()
    await appendAudit(tx, {
      actor: holder.user,
      action: 'progress-recorded',
      subject: `budget/${row.id}`,
      details: { kind: 'public', project: name, records: ids.map(String) },
    })
    return { ok: true }
  })
}

interface Found {
  readonly row: BudgetRow
  readonly project: ApprovedProject
  /** What was said of it so far. */
  readonly records: ProjectRecords
  readonly limits: ProgressLimits
}

/** Works on a project of an approved budget, in a post with one of the roles. */
async function within(
  store: Store,
  holder: PostHolder,
  id: number,
  {
    roles,
    project: name,
    explanation,
  }: { readonly roles: readonly PostRole[]; readonly project: string; readonly explanation: string },
  work: (tx: Tx, found: Found) => Promise<ProgressSaid>,
): Promise<ProgressSaid> {
  const absent = refused({
    zh: '没有这个已批复的项目，或不在您的岗位范围内。',
    en: 'There is no such approved project, or it is not one of yours.',
  })
  if (!roles.includes(holder.role)) return absent
  const { length } = saidText(explanation)
  if (length > MOST_EXPLANATION)
    return refused({
      zh: `文字太长：最多${MOST_EXPLANATION}字，现有${length}字。没有保存，请删减后再填。`,
      en: `The text is too long: ${MOST_EXPLANATION} characters at most, and it has ${length}. It was not kept; shorten it.`,
    })
  return await actAt(store, holder, async (tx) => {
    const row = await readRow(tx, id)
    const ledger = row === null || row.kind !== 'unit' ? null : await versionLedger(tx, id, row.approved)
    const projects = ledger === null ? [] : approvedProjects(ledger)
    const project = projects.find((each) => each.name === name)
    if (row === null || project === undefined) return absent
    const records = recordsOf((await rowsOf(tx, [id])).get(id) ?? [], projects, project)
    return await work(tx, { row, project, records, limits: await limitsOf(tx, row.cycle_id) })
  })
}

interface Kept {
  readonly kind: 'checkpoint' | 'evaluation' | 'review'
  readonly project: ApprovedProject
  readonly checkpoint: string
  readonly spent: Fen
  readonly actual: readonly object[]
  readonly explanation: string
  readonly evaluation: object | null
}

async function keep(tx: Tx, row: BudgetRow, holder: PostHolder, said: Kept): Promise<void> {
  const { kind, project, checkpoint, spent } = said
  await tx
    .insertInto('progress')
    .values({
      budget_id: row.id,
      path: row.path,
      year: row.year,
      kind,
      project: project.name,
      code: project.code,
      checkpoint,
      spent,
      actual: JSON.stringify(said.actual),
      explanation: saidText(said.explanation),
      evaluation: said.evaluation === null ? null : JSON.stringify(said.evaluation),
      actor: holder.user,
    })
    .execute()
  const total = (said.evaluation as { total?: number } | null)?.total
  await appendAudit(tx, {
    actor: holder.user,
    action: 'progress-recorded',
    subject: `budget/${row.id}`,
    details: { kind, project: project.name, checkpoint, spent, role: holder.role, ...(total === undefined ? {} : { total }) },
  })
}

function judgeSpent(spent: Fen): Words | null {
  if (Number.isSafeInteger(spent) && spent >= 0) return null
  return { zh: '支出应是不小于零的金额，如 12345.67。', en: 'Spending should be an amount of zero or more, as 12345.67.' }
}

function refused(...refusals: readonly Words[]): { readonly ok: false; readonly refusals: readonly Words[] } {
  return { ok: false, refusals }
}
