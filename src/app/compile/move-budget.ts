import type { Transaction } from 'kysely'
import type { Words } from '../../budget/finding.ts'
import { draftOf } from '../../ledger/draft/draft.ts'
import { packMoney } from '../../ledger/packed-money.ts'
import { type Asked, stepsFrom, type Transition, type TransitionId, transitionOf } from '../../ledger/workflow/transitions.ts'
import { tooLongDocument, tooLongReason } from '../../ledger/workflow/said-limits.ts'
import { DEPARTMENT_APPROVED, judgeGuards } from '../../ledger/workflow/guards.ts'
import { type DecisionToName, decisionToName, withDecision } from '../../ledger/workflow/revisions.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { type StateId, STATES } from '../../ledger/workflow/states.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { AuditDetails } from '../../store/audit/audit-entry.ts'
import { appendAudit } from '../../store/audit/audit-trail.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { ledgerBytes } from '../ledger-bytes.ts'
import { sha256 } from '../manifest.ts'
import { type BudgetRow, lockRow } from './budget-row.ts'
import { isDay } from './day.ts'
import { handComments } from './comments.ts'
import { guardContext } from './guard-context.ts'
import { summaryOf } from './judge-budget.ts'
import { prepareEdition } from './publish-budget.ts'
import { saidText } from '../said-text.ts'
import { addEntry } from './write-budget.ts'

/** What somebody says with a step. */
export interface MoveRequest {
  readonly transition: TransitionId
  readonly reason?: string | undefined
  /** Day and number of the document by which it was done. */
  readonly day?: string | undefined
  readonly document?: string | undefined
  /** Number of the decision that the document rests on, where that does not name it itself. */
  readonly decision?: string | undefined
  /** Hash of the manifest of what somebody has looked at before clearing it: if it is not that any more, nothing is cleared. */
  readonly manifest?: string | undefined
}

export type Moved =
  | { readonly ok: true; readonly state: StateId; readonly version: number | null }
  /** `absent`: nothing there that this person may move from where it stands. */
  | { readonly ok: false; readonly why: 'absent' | 'refused'; readonly refusals: readonly Words[] }

/** A step as a person sees it before making it. */
export interface OfferedStep {
  readonly id: TransitionId
  readonly name: Words
  readonly asks: readonly Asked[]
  /** The decisions one of which its document has to name; null where it names none. */
  readonly decision: DecisionToName | null
  readonly back: boolean
  readonly to: StateId
  /** Why it cannot be made now; empty where it can. */
  readonly refusals: readonly Words[]
}

const APPROVED: ReadonlySet<StateId> = new Set(['approved', 'final-approved'])

/** The steps that a person has in the role of a post, each with what stands in its way. */
export async function offeredSteps(
  tx: Transaction<Schema>,
  row: BudgetRow,
  holder: PostHolder,
  today: string,
): Promise<readonly OfferedStep[]> {
  const steps = stepsFrom(row.state, row.kind).filter(({ role }) => role === holder.role)
  if (steps.length === 0) return []
  const guards = [...new Set(steps.flatMap((step) => step.guards))]
  const context = await guardContext(tx, row, guards, { actor: holder.user, today })
  // A unit that goes on with its department has nothing to do with the step of those that it went ahead of.
  const isAhead = context.departmentState !== null && DEPARTMENT_APPROVED.includes(context.departmentState)
  const offered = steps.filter(({ late }) => late !== true || isAhead)
  return offered.map(({ id, name, asks, to, back = false, guards: ofStep }) => ({
    id,
    name,
    asks,
    decision: ofStep.includes('adjustment-approved') ? decisionToName(context) : null,
    back,
    to,
    refusals: judgeGuards(ofStep, context),
  }))
}

/** Makes a step of the process: whole, with its version, its place in the history and the audit trail, or not at all. */
export async function moveBudget(
  store: Store,
  holder: PostHolder,
  id: number,
  asked: MoveRequest,
  today: string,
): Promise<Moved> {
  const transition = transitionOf(asked.transition)
  const { document, decision = '' } = asked
  const request = document === undefined ? asked : { ...asked, document: withDecision(document, decision) }
  const may = async (tx: Transaction<Schema>): Promise<Judged | Moved> =>
    await judge(tx, holder, id, { transition, request, today })
  if (transition.edition !== undefined) {
    // Files are made and read before the transaction, which would otherwise keep others waiting; whether the step may be made is asked first, and again in it.
    const judged = await actAt(store, holder, may)
    if ('ok' in judged) return judged
  }
  const prepared = await prepareEdition(store, holder, id, { step: transition.edition, request, today })
  if (!prepared.ok) return { ok: false, why: 'refused', refusals: prepared.refusals }
  return await actAt(store, holder, async (tx) => {
    const judged = await may(tx)
    if ('ok' in judged) return judged
    const { row, ledger } = judged
    const beside = await prepared.companion.accompany(tx, row)
    if (!beside.ok) return { ok: false, why: 'refused', refusals: beside.refusals }
    const moved = await make(tx, row, holder, { transition, request, ledger, details: beside.details })
    await prepared.companion.conclude?.(tx)
    return moved
  })
}

/** A budget that may make the step, locked, with what it says. */
interface Judged {
  readonly row: BudgetRow
  readonly ledger: Ledger
}

/** The budget, where the step may be made; locked until the transaction ends. */
async function judge(
  tx: Transaction<Schema>,
  holder: PostHolder,
  id: number,
  { transition, request, today }: { readonly transition: Transition; readonly request: MoveRequest; readonly today: string },
): Promise<Judged | Moved> {
  const row = await lockRow(tx, id)
  if (row === null || transition.role !== holder.role || transition.follows === true) return notThere()
  if (!transition.of.includes(row.kind) || !transition.from.includes(row.state)) return notThere()
  const context = await guardContext(tx, row, transition.guards, {
    actor: holder.user,
    today,
    day: request.day,
    document: request.document,
  })
  const refusals = [...judgeAsked(transition, request, today), ...judgeGuards(transition.guards, context)]
  return refusals.length > 0 ? { ok: false, why: 'refused', refusals } : { row, ledger: context.ledger }
}

/** What somebody is told who has no such step here. */
export function notThere(): Moved {
  const refusals = [
    {
      zh: '现在不能办理这一步：预算已到别的环节，或不在您的岗位范围内。请刷新后再看。',
      en: 'This step cannot be made now: the budget stands elsewhere, or it is not one of yours. Load the page again.',
    },
  ]
  return { ok: false, why: 'absent', refusals }
}

function judgeAsked(
  { asks }: Transition,
  { reason = '', day = '', document = '' }: MoveRequest,
  today: string,
): readonly Words[] {
  const said: Words[] = []
  if (asks.includes('reason') && reason.trim() === '') said.push({ zh: '请写明理由。', en: 'Say why.' })
  if (asks.includes('document') && document.trim() === '')
    said.push({ zh: '请填写文号。', en: 'Give the number of the document.' })
  said.push(...tooLongReason(saidText(reason)), ...tooLongDocument(saidText(document)))
  if (asks.includes('document') && !isDay(day))
    said.push({ zh: `日期应如2026-01-31，实为“${day}”。`, en: `The day should be as 2026-01-31; found "${day}".` })
  else if (asks.includes('document') && day > today) said.push({ zh: '日期在今天之后。', en: 'The day is after today.' })
  return said
}

async function make(
  tx: Transaction<Schema>,
  row: BudgetRow,
  holder: PostHolder,
  {
    transition,
    request,
    ledger,
    details,
  }: {
    readonly transition: Transition
    readonly request: MoveRequest
    readonly ledger: Ledger
    readonly details: AuditDetails
  },
): Promise<Moved> {
  const version = transition.keeps === 'version' ? await keepVersion(tx, row, holder.user, transition.id, ledger) : null
  const versions = version ?? row.versions
  const approves = APPROVED.has(transition.to) && transition.back !== true
  await tx
    .updateTable('budget')
    .set({
      state: transition.to,
      moves: row.moves + 1,
      versions,
      ...(approves || transition.id === 'approve-revision' ? { approved: versions } : {}),
    })
    .where('id', '=', row.id)
    .execute()
  const now = { ...row, state: transition.to, moves: row.moves + 1, versions }
  await recordMove(tx, row, holder, transition, { ...request, version: versions === 0 ? null : versions })
  if (STATES[transition.to].stage !== STATES[row.state].stage) await becomeFinal(tx, now, holder.user)
  await handComments(tx, row.id)
  const units = transition.units === undefined ? 0 : await moveUnits(tx, row, holder, transitionOf(transition.units), request)
  const kept = await tx
    .selectFrom('budget_version')
    .select('sha256')
    .where('budget_id', '=', row.id)
    .where('n', '=', versions)
    .executeTakeFirst()
  const office = await tx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', holder.organisation)
    .executeTakeFirstOrThrow()
  await appendAudit(tx, {
    actor: holder.user,
    action: 'budget-moved',
    subject: `budget/${row.id}`,
    details: {
      year: row.year,
      transition: transition.id,
      to: transition.to,
      role: holder.role,
      office: office.name,
      entries: row.entries,
      head: row.head.toString('hex'),
      ...(kept === undefined ? {} : { version: versions, ledger: kept.sha256.toString('hex') }),
      ...(units > 0 ? { units } : {}),
      ...(transition.asks.includes('document') ? { day: request.day ?? '', document: saidText(request.document ?? '') } : {}),
      ...details,
    },
  })
  return { ok: true, state: transition.to, version: versions === 0 ? null : versions }
}

/** Keeps what the draft says; a department's with the money of its units, as it is now. Gives its number. */
async function keepVersion(
  tx: Transaction<Schema>,
  row: BudgetRow,
  actor: string,
  transition: TransitionId,
  ledger: Ledger,
): Promise<number> {
  const bytes = ledgerBytes(ledger)
  const draft = row.kind === 'unit' ? row.draft : draftOf(ledger)
  const n = row.versions + 1
  await tx
    .insertInto('budget_version')
    .values({
      budget_id: row.id,
      n,
      path: row.path,
      actor,
      transition,
      entries: row.entries,
      head: row.head,
      ledger: new TextDecoder().decode(bytes),
      sha256: Buffer.from(sha256(bytes), 'hex'),
      draft: JSON.stringify(draft),
      summary: JSON.stringify(summaryOf(ledger, row.kind)),
      money: JSON.stringify(packMoney(ledger.lines)),
    })
    .execute()
  return n
}

async function recordMove(
  tx: Transaction<Schema>,
  row: Pick<BudgetRow, 'id' | 'path' | 'moves' | 'state'>,
  holder: PostHolder,
  { id, to }: Transition,
  { reason = '', day, document = '', version }: MoveRequest & { readonly version: number | null },
): Promise<void> {
  await tx
    .insertInto('budget_move')
    .values({
      budget_id: row.id,
      n: row.moves + 1,
      path: row.path,
      actor: holder.user,
      role: holder.role,
      transition: id,
      from_state: row.state,
      to_state: to,
      reason: saidText(reason),
      on_day: day === undefined || day === '' ? null : day,
      document: saidText(document),
      version,
    })
    .execute()
}

/** From here on the draft is the final account. */
async function becomeFinal(tx: Transaction<Schema>, row: BudgetRow, actor: string): Promise<void> {
  const basic = row.draft.basic[0]
  if (basic === undefined) return
  const before = basic.texts['stage'] ?? ''
  const change = { kind: 'set', sheet: 'basic', row: basic.id, field: 'stage', before, after: '决算' } as const
  await addEntry(tx, row, actor, { key: `final-${row.moves}`, changes: [change] })
}

/** What a department's step brings to its units. */
async function moveUnits(
  tx: Transaction<Schema>,
  department: BudgetRow,
  holder: PostHolder,
  transition: Transition,
  request: MoveRequest,
): Promise<number> {
  const units = await tx
    .selectFrom('budget')
    .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
    .select(['budget.id', 'budget.path', 'budget.moves', 'budget.state', 'budget.versions'])
    .where('budget.cycle_id', '=', department.cycle_id)
    .where('organisation.parent_id', '=', department.organisation_id)
    .where('budget.state', 'in', [...transition.from])
    .execute()
  for (const unit of units) {
    await tx
      .updateTable('budget')
      .set({ state: transition.to, moves: unit.moves + 1 })
      .where('id', '=', unit.id)
      .where('moves', '=', unit.moves)
      .executeTakeFirstOrThrow()
    await recordMove(tx, unit, holder, transition, { ...request, version: unit.versions === 0 ? null : unit.versions })
  }
  return units.length
}
