import { sql, type Transaction } from 'kysely'
import type { Words } from '../../budget/finding.ts'
import { STATES } from '../../ledger/workflow/states.ts'
import { type EditionStep, TRANSITIONS } from '../../ledger/workflow/transitions.ts'
import { actAsProgram, actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { AuditDetails } from '../../store/audit/audit-entry.ts'
import { appendAudit } from '../../store/audit/audit-trail.ts'
import { chooseCurrent } from '../../store/choose-current.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { publish as givePublic } from '../../store/withhold.ts'
import { approvalText } from '../approval.ts'
import { readLedgerText } from '../ledger-bytes.ts'
import { signManifest } from '../manifest.ts'
import { approvalOf } from './approval-of.ts'
import { type BudgetRow, readRow } from './budget-row.ts'
import { type MadeEdition, makeFiles } from './edition-files.ts'
import { type EditionRow, lastEdition } from './edition-row.ts'
import { bringIntoPortal, type Brought } from './edition-portal.ts'
import type { MoveRequest } from './move-budget.ts'
import { signingKey } from './signing-key.ts'

type Tx = Transaction<Schema>

/** What goes with a step, in its transaction. */
export interface Companion {
  /** Before the budget is moved. Either says why not, or what the entry of the audit trail says beside. */
  accompany(tx: Tx, row: BudgetRow): Promise<Accompanied>
  /** After the entry, and last. */
  conclude?(tx: Tx): Promise<void>
}

type Accompanied =
  | { readonly ok: true; readonly details: AuditDetails }
  | { readonly ok: false; readonly refusals: readonly Words[] }

export type Prepared =
  | { readonly ok: true; readonly companion: Companion }
  | { readonly ok: false; readonly refusals: readonly Words[] }

interface Task {
  readonly step: EditionStep | undefined
  readonly request: MoveRequest
  readonly today: string
}

const NOTHING: Companion = { accompany: () => Promise.resolve({ ok: true, details: {} }) }

/**
 * Does what a step needs before its transaction: prints the approved version, or brings what was cleared into the portal, kept from the public until the
 * step is made. Either can be done again after it was interrupted, and changes nothing that anybody sees.
 */
export async function prepareEdition(
  store: Store,
  holder: PostHolder,
  id: number,
  { step, request, today }: Task,
): Promise<Prepared> {
  if (step === 'make') return await prepareMaking(store, holder, id)
  if (step === 'clear') return { ok: true, companion: clearing(request) }
  if (step === 'publish') return await preparePublishing(store, holder, id, today)
  return { ok: true, companion: NOTHING }
}

async function prepareMaking(store: Store, holder: PostHolder, id: number): Promise<Prepared> {
  const approved = await actAt(store, holder, async (tx) => {
    const row = await readRow(tx, id)
    return row === null ? null : await approvedVersion(tx, row)
  })
  if (approved === null) return refused(NO_VERSION)
  const kept = await makeFiles(store, readLedgerText(approved.ledger), approved.kind)
  if (!kept.ok) return kept
  const accompany = async (tx: Tx, row: BudgetRow): Promise<Accompanied> => {
    const now = await approvedVersion(tx, row)
    if (now === null || now.n !== approved.n) return refused(CHANGED)
    const n = await keepEdition(tx, row, holder.user, { version: approved.n, sha256: approved.sha256, made: kept.made })
    return { ok: true, details: { edition: n, manifest: kept.made.manifest } }
  }
  return { ok: true, companion: { accompany } }
}

async function approvedVersion(tx: Tx, row: BudgetRow) {
  if (row.approved === null) return null
  const version = await tx
    .selectFrom('budget_version')
    .select(['n', 'ledger', 'sha256'])
    .where('budget_id', '=', row.id)
    .where('n', '=', row.approved)
    .executeTakeFirst()
  return version === undefined ? null : { ...version, kind: row.kind }
}

/** Keeps an edition that nobody but the budget's own people see. One that was made before and not published makes room. Gives its number. */
async function keepEdition(
  tx: Tx,
  row: BudgetRow,
  actor: string,
  { version, sha256, made }: { readonly version: number; readonly sha256: Buffer; readonly made: MadeEdition },
): Promise<number> {
  await tx.deleteFrom('edition').where('budget_id', '=', row.id).where('public', '=', false).execute()
  const last = await lastEdition(tx, row.id)
  const n = (last?.n ?? 0) + 1
  const { stage } = STATES[row.state]
  await tx
    .insertInto('edition')
    .values({
      budget_id: row.id,
      n,
      path: row.path,
      stage,
      version,
      ledger: sha256,
      manifest: Buffer.from(made.manifest, 'hex'),
      files: JSON.stringify(made.files),
      findings: JSON.stringify(made.findings),
      reason: last?.stage === stage ? await whyCorrected(tx, row.id) : '',
      actor,
      department_id: null,
      disclosure_id: null,
    })
    .execute()
  return n
}

/** Steps by which what was published is opened again. */
const REOPENING = TRANSITIONS.filter(({ to }) => to === 'correction-draft').map(({ id }): string => id)

async function whyCorrected(tx: Tx, budget: number): Promise<string> {
  const move = await tx
    .selectFrom('budget_move')
    .select('reason')
    .where('budget_id', '=', budget)
    .where('transition', 'in', REOPENING)
    .where('reason', '<>', '')
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return move?.reason ?? ''
}

/** Records which files were cleared: those that the reviewer had before him. */
function clearing({ manifest }: MoveRequest): Companion {
  const accompany = async (tx: Tx, row: BudgetRow): Promise<Accompanied> => {
    const edition = await lastEdition(tx, row.id)
    if (edition === null || edition.public) return refused(NOT_MADE)
    if (manifest !== undefined && manifest !== edition.manifest) return refused(OTHER_FILES)
    return { ok: true, details: { edition: edition.n, manifest: edition.manifest } }
  }
  return { accompany }
}

async function preparePublishing(store: Store, holder: PostHolder, id: number, today: string): Promise<Prepared> {
  let key: string | null
  try {
    key = await signingKey()
  } catch (error) {
    if (!(error instanceof Error && error.name === 'KeyError')) throw error
    return refused({ zh: error.message, en: error.message })
  }
  const found = await actAt(store, holder, async (tx) => {
    const row = await readRow(tx, id)
    const edition = row === null ? null : await lastEdition(tx, row.id)
    return row === null || edition === null || edition.public ? null : { row, edition }
  })
  if (found === null) return refused(NOT_MADE)
  const brought = await bringIntoPortal(store, found.row, found.edition, { actor: holder.user, today })
  if (!brought.ok) return brought
  const accompany = async (tx: Tx, row: BudgetRow): Promise<Accompanied> => {
    const edition = await lastEdition(tx, row.id)
    if (edition === null || edition.manifest !== found.edition.manifest || edition.n !== found.edition.n) return refused(CHANGED)
    await tx
      .updateTable('edition')
      .set({ public: true })
      .where('budget_id', '=', row.id)
      .where('n', '=', edition.n)
      .executeTakeFirstOrThrow()
    return { ok: true, details: { edition: edition.n, manifest: edition.manifest } }
  }
  const conclude = async (tx: Tx): Promise<void> => {
    await actAsProgram(tx)
    await makePublic(tx, found.edition, brought, holder.user)
    await setApproval(tx, found.row, found.edition, {
      key,
      actor: holder.user,
      manifest: await manifestBytes(store, found.edition),
    })
  }
  return { ok: true, companion: { accompany, conclude } }
}

/** What was brought into the portal counts from now on, before what it corrects. */
async function makePublic(tx: Tx, { n }: EditionRow, { departmentId, disclosureId }: Brought, actor: string): Promise<void> {
  const held = { departmentId, disclosureId }
  await sql`UPDATE disclosure SET edition = ${n} WHERE department_id = ${departmentId} AND id = ${disclosureId}`.execute(tx)
  if ((await givePublic(tx, held, { actor })) !== 'already') return
  // The same file was public before.
  const row = await tx
    .selectFrom('disclosure')
    .select(['year', 'stage', 'scope'])
    .where('department_id', '=', departmentId)
    .where('id', '=', disclosureId)
    .executeTakeFirstOrThrow()
  await chooseCurrent(tx, { departmentId, ...row, canCount: row.year !== 0 })
}

async function manifestBytes(store: Store, { manifest }: EditionRow): Promise<Uint8Array> {
  const bytes = await store.files.read(manifest)
  if (bytes === null) throw new Error(`the manifest ${manifest} of an edition is not kept`)
  return bytes
}

async function setApproval(
  tx: Tx,
  row: BudgetRow,
  edition: EditionRow,
  { key, actor, manifest }: { readonly key: string | null; readonly actor: string; readonly manifest: Uint8Array },
): Promise<void> {
  await appendAudit(tx, {
    actor,
    action: 'budget-published',
    subject: `budget/${row.id}`,
    details: { edition: edition.n, version: edition.version, ledger: edition.ledger, manifest: edition.manifest },
  })
  const text = approvalText(await approvalOf(tx, row, edition))
  const sign = (bytes: Uint8Array, pem: string): string => new TextDecoder().decode(signManifest(bytes, pem))
  const signatures =
    key === null
      ? {}
      : { 'manifest.sig.json': sign(manifest, key), 'approval.sig.json': sign(new TextEncoder().encode(text), key) }
  await tx
    .updateTable('edition')
    .set({ approval: text, signatures: JSON.stringify(signatures) })
    .where('budget_id', '=', row.id)
    .where('n', '=', edition.n)
    .executeTakeFirstOrThrow()
}

function refused(...refusals: readonly Words[]): { readonly ok: false; readonly refusals: readonly Words[] } {
  return { ok: false, refusals }
}

const NO_VERSION: Words = { zh: '没有已批复的版本，不能公开。', en: 'There is no approved version: nothing can be published.' }
const NOT_MADE: Words = {
  zh: '没有等待公开的文件。请先送保密审查。',
  en: 'There are no files to be published. Send it to the secrecy review first.',
}
const CHANGED: Words = {
  zh: '其间又有改动，这一步没有办理。请刷新后再办。',
  en: 'It was changed meanwhile, and this step was not made. Load the page again.',
}
const OTHER_FILES: Words = {
  zh: '您看过的文件已被重新生成的文件代替。请看过现在的文件后再办。',
  en: 'The files that you looked at were replaced by newer ones. Look at those first.',
}
