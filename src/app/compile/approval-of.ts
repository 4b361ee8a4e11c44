import type { Transaction } from 'kysely'
import { roleOf, isPostRole } from '../../ledger/roles.ts'
import { isTransition, type TransitionId, TRANSITIONS, transitionOf } from '../../ledger/workflow/transitions.ts'
import type { AuditEntry } from '../../store/audit/audit-entry.ts'
import { auditOf } from '../../store/audit/audit-trail.ts'
import type { Schema } from '../../store/schema.ts'
import type { Approval } from '../approval.ts'
import type { BudgetRow } from './budget-row.ts'
import type { EditionRow } from './edition-row.ts'

/** Steps by which a version is approved. */
const APPROVING: readonly string[] = TRANSITIONS.filter(
  ({ id, to, back }) => back !== true && (to === 'approved' || to === 'final-approved' || id === 'approve-revision'),
).map(({ id }) => id)

/** The step by which money is approved that differs from the year's first approval. */
const REVISION = 'approve-revision' satisfies TransitionId

/**
 * Who approved, cleared and published an edition, from the audit trail: asked right after the entry of its publication was written. What is missing there is
 * a fault of the program, and nothing is published.
 */
export async function approvalOf(tx: Transaction<Schema>, row: BudgetRow, edition: EditionRow): Promise<Approval> {
  const subject = `budget/${row.id}`
  const moves = await auditOf(tx, 'budget-moved', subject)
  const last = (what: string, fits: (entry: AuditEntry) => boolean): AuditEntry => {
    const found = moves.findLast(fits)
    if (found === undefined) throw new Error(`no ${what} of edition ${edition.n} of ${subject} in the audit trail`)
    return found
  }
  const { ledger, manifest } = edition
  const isStep = (step: string) => (entry: AuditEntry) =>
    isTransition(stepOf(entry)) && transitionById(stepOf(entry))?.edition === step && entry.details['manifest'] === manifest
  const approved = last('approval', (entry) => APPROVING.includes(stepOf(entry)) && entry.details['ledger'] === ledger)
  // What is corrected after a revision has its money, which the first approval does not say.
  const revisions = moves.filter((entry) => edition.stage === 'budget' && stepOf(entry) === REVISION && entry.n < approved.n)
  const steps = [
    ...revisions,
    approved,
    last('making', isStep('make')),
    last('clearing', isStep('clear')),
    last('publication', isStep('publish')),
  ]
  const kind = edition.stage === 'final' ? 'final-congress-approved' : 'congress-approved'
  const event = (await auditOf(tx, 'event-recorded', kind)).findLast(({ details }) => details['cycle'] === row.cycle_id)
  const published = (await auditOf(tx, 'budget-published', subject)).at(-1)
  if (published === undefined) throw new Error(`no publication of ${subject} in the audit trail`)
  const organisation = await tx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', row.organisation_id)
    .executeTakeFirstOrThrow()
  return {
    format: 'mingzhang/approval/1',
    organisation: organisation.name,
    year: row.year,
    stage: edition.stage,
    edition: edition.n,
    reason: edition.reason,
    version: edition.version,
    ledger,
    manifest,
    steps: [...(event === undefined ? [] : [outside(event, edition.stage)]), ...steps.map(said)],
    entries: [...(event === undefined ? [] : [event]), ...steps, published]
      .toSorted((a, b) => a.n - b.n)
      .map((entry) => ({ ...entry, details: copied(entry.details) })),
    head: { n: published.n, hash: published.hash },
  }
}

function stepOf({ details }: AuditEntry): string {
  return String(details['transition'] ?? '')
}

function transitionById(id: string) {
  return isTransition(id) ? transitionOf(id) : null
}

function said(entry: AuditEntry): Approval['steps'][number] {
  const { details, n } = entry
  const role = String(details['role'] ?? '')
  return {
    step: stepOf(entry),
    name: transitionById(stepOf(entry))?.name.zh ?? '',
    role: isPostRole(role) ? roleOf(role).name.zh : role,
    office: String(details['office'] ?? ''),
    day: String(details['day'] ?? ''),
    document: String(details['document'] ?? ''),
    entry: n,
  }
}

function outside({ details, n }: AuditEntry, stage: EditionRow['stage']): Approval['steps'][number] {
  return {
    step: stage === 'final' ? 'final-congress-approved' : 'congress-approved',
    name: stage === 'final' ? '人大常委会批准决算' : '人大批准预算',
    role: '',
    office: '',
    day: String(details['day'] ?? ''),
    document: String(details['document'] ?? ''),
    entry: n,
  }
}

function copied(details: AuditEntry['details']): Approval['entries'][number]['details'] {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => [key, Array.isArray(value) ? [...value] : value]),
  ) as Approval['entries'][number]['details']
}
