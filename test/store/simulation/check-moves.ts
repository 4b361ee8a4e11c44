import { sumOf } from './money.ts'
import { readLedgerText } from '../../../src/app/ledger-bytes.ts'
import { roleOf, type PostRole } from '../../../src/ledger/roles.ts'
import { transitionOf, type TransitionId } from '../../../src/ledger/workflow/transitions.ts'
import { isTransition } from '../../../src/ledger/workflow/transitions.ts'
import type { Ledger } from '../../../src/ledger/ledger.ts'
import type { AuditEntry } from '../../../src/store/audit/audit-entry.ts'
import { allAudit } from '../../../src/store/audit/audit-trail.ts'
import type { Store } from '../../../src/store/open-store.ts'
import type { Place } from './county.ts'

/** What a client was told of a step that he made. */
export interface HeardMove {
  readonly budget: number
  readonly transition: TransitionId
  readonly actor: string
}

/** Steps by which somebody says that what another one wrote is right. */
const JUDGING = /^(?:pass-|approve|final-approved|compile)/u
const OPENING = { unit: 'first-draft', department: 'collecting' } as const

type Move = Awaited<ReturnType<typeof movesOf>>[number]

/** A budget while its history is gone through again. */
interface Replayed {
  readonly id: number
  readonly organisation: number
  readonly kind: 'unit' | 'department'
  readonly cycle: number
  readonly path: readonly number[]
  readonly moves: Move[]
  readonly writers: readonly string[]
  readonly versions: readonly { readonly entries: number; readonly sha256: string; readonly ledger: Ledger }[]
  state: string
  made: number
  approved: number | null
  sender: string | null
  /** Numbers of the standing committee's decisions on adjustments that were recorded so far in its year, and those that it has used up. */
  readonly decisions: string[]
  readonly spent: Set<string>
}

/**
 * Goes through the audit trail from its beginning with nothing but the posts that it says were given, and looks at every step: that it was one of the table,
 * made in its order by somebody who held the post, not by who wrote what it approves; and that what was approved is what was kept.
 */
export async function checkMoves(store: Store, places: readonly Place[], heard: readonly HeardMove[]): Promise<string[]> {
  const faults: string[] = []
  const budgets = await budgetsOf(store)
  const posts = new Set<string>()
  const disabled = new Set<string>()
  for await (const entry of allAudit(store.db)) {
    const { action, subject, details, actor } = entry
    if (action === 'post-given' || action === 'post-taken') {
      const place = places.find(({ name }) => name === details['organisation'])
      const post = `${subject} ${String(details['role'])} ${place?.id ?? 0}`
      if (action === 'post-given') posts.add(post)
      else posts.delete(post)
    }
    if (action === 'user-disabled') disabled.add(subject)
    if (action === 'user-enabled') disabled.delete(subject)
    if (action === 'event-recorded' && subject === 'adjustment-approved')
      for (const budget of budgets.values())
        if (budget.cycle === details['cycle']) budget.decisions.push(String(details['document']))
    if (action !== 'budget-moved' && action !== 'budget-published') continue
    const budget = budgets.get(Number(subject.split('/')[1]))
    const say = (text: string): void =>
      void faults.push(`audit entry ${entry.n}, ${subject} ${String(details['transition'] ?? action)}: ${text}`)
    if (budget === undefined) {
      say('there is no such budget')
      continue
    }
    if (action === 'budget-published') {
      const version = Number(details['version'])
      if (version !== budget.approved) say(`version ${version} is published, and version ${budget.approved} is approved`)
      if (budget.versions[version - 1]?.sha256 !== details['ledger'])
        say('what is published has another hash than what is approved')
      continue
    }
    if (disabled.has(actor)) say(`${actor} was disabled`)
    const role = String(details['role'])
    if (!budget.path.some((id) => posts.has(`${actor} ${role} ${id}`))) say(`${actor} was no ${role} there`)
    replay(budget, entry, budgets, say)
  }
  for (const budget of budgets.values()) {
    if (budget.moves.length !== budget.made)
      faults.push(`budget ${budget.id}: ${budget.moves.length - budget.made} steps that no audit entry tells of`)
  }
  await compareRows(store, budgets, faults)
  for (const { budget, transition, actor } of heard)
    if (budgets.get(budget)?.moves.some((move) => move.transition === transition && move.actor === actor) !== true)
      faults.push(`budget ${budget}: ${actor} was told that ${transition} is done, and it is not`)
  return faults
}

function replay(budget: Replayed, entry: AuditEntry, budgets: ReadonlyMap<number, Replayed>, say: (text: string) => void): void {
  const { details, actor } = entry
  const move = budget.moves[budget.made]
  const version = typeof details['version'] === 'number' ? details['version'] : null
  if (
    move === undefined ||
    move.transition !== details['transition'] ||
    move.actor !== actor ||
    move.role !== details['role'] ||
    move.to_state !== details['to']
  ) {
    say(`the history has ${JSON.stringify(move ?? null)} there`)
    return
  }
  judge(budget, move, budgets, say)
  if ((move.version ?? null) !== version) say('the history names another version')
  const kept = version === null ? undefined : budget.versions[version - 1]
  if (version !== null && kept?.sha256 !== details['ledger']) say('the version that was kept has another hash')
  const { units } = transitionOf(move.transition)
  if (units === undefined) return
  for (const unit of budgets.values())
    if (unit.cycle === budget.cycle && unit.path.at(-2) === budget.organisation) {
      const next = unit.moves[unit.made]
      if (next?.transition !== units || next.actor !== actor) say(`unit ${unit.id} did not come along`)
      else judge(unit, next, budgets, say)
    }
}

/** Looks at one step of the history, and makes it. */
function judge(budget: Replayed, move: Move, budgets: ReadonlyMap<number, Replayed>, say: (text: string) => void): void {
  const transition = transitionOf(move.transition)
  if (move.n !== budget.made + 1) say(`step ${move.n} stands at ${budget.made + 1}`)
  if (move.from_state !== budget.state || !transition.from.some((state) => state === budget.state))
    say(`it stood in ${budget.state}`)
  if (move.to_state !== transition.to || move.role !== transition.role || !transition.of.includes(budget.kind))
    say('the table has no such step')
  if (transition.asks.includes('reason') && move.reason === '') say('no reason is given')
  if (transition.asks.includes('document') && (move.document === '' || move.on_day === null)) say('no document is named')
  if (JUDGING.test(move.transition) && authorsOf(budget, budgets).has(move.actor))
    say(`${move.actor} judged what he wrote himself`)
  if (move.transition === 'approve-unit-final') judgeFinal(move, departmentOf(budget, budgets), say)
  if (move.transition === 'approve-revision') judgeDecision(budget, move, say)
  const maker = (ids: readonly TransitionId[]): string | undefined =>
    budget.moves.slice(0, budget.made).findLast(({ transition: id }) => ids.includes(id))?.actor
  if (move.transition.startsWith('clear') && maker(['send-to-secrecy', 'send-final-to-secrecy']) === move.actor)
    say(`${move.actor} cleared what he sent`)
  if (move.transition.startsWith('publish') && maker(['clear', 'clear-final']) === move.actor)
    say(`${move.actor} published what he cleared`)
  if (transition.keeps === 'version')
    compareMoney(budget, { version: move.version ?? 0, correction: move.transition.endsWith('correction') }, budgets, say)
  if (/^(?:submit|collect)/u.test(move.transition)) budget.sender = move.actor
  budget.state = move.to_state
  budget.made++
  const isApproval =
    transition.back !== true &&
    (transition.to === 'approved' || transition.to === 'final-approved' || move.transition === 'approve-revision')
  if (isApproval) budget.approved = move.version
}

/** A unit's final account is approved after its department's, on no earlier day (预算法 art. 80). */
function judgeFinal(move: Move, department: Replayed | undefined, say: (text: string) => void): void {
  const given = department?.moves
    .slice(0, department.made)
    .findLast(({ transition }) => transition === 'approve-department-final')
  if (given === undefined) say("its department's final account was not approved")
  else if ((move.on_day ?? '') < (given.on_day ?? '')) say(`its day is before ${given.on_day}, the department's`)
}

/** An adjustment names a decision that was recorded, and that no earlier one of this budget has named. */
function judgeDecision(budget: Replayed, move: Move, say: (text: string) => void): void {
  const begun = budget.moves.slice(0, budget.made).findLast(({ transition }) => transition.startsWith('begin-'))
  if (begun?.transition !== 'begin-adjustment') return
  const named = budget.decisions.filter((number) => move.document.includes(number))
  if (named.every((number) => budget.spent.has(number))) say(`"${move.document}" names no decision of its own`)
  for (const number of named) budget.spent.add(number)
}

/** Who wrote what is judged now: in this budget since it was approved last; in a department's units at any time, since its money is written there. */
function authorsOf(budget: Replayed, budgets: ReadonlyMap<number, Replayed>): ReadonlySet<string> {
  const written = (each: Replayed): number => each.versions[(each.moves[each.made - 1]?.version ?? 0) - 1]?.entries ?? 0
  const from = budget.approved === null ? 0 : (budget.versions[budget.approved - 1]?.entries ?? 0)
  const senders = (each: Replayed): readonly string[] =>
    each.moves.slice(0, each.made).flatMap(({ transition, actor }) => (transition.startsWith('submit') ? [actor] : []))
  const units = budget.kind === 'unit' ? [] : unitsOf(budget, budgets)
  return new Set([
    ...budget.writers.slice(from, written(budget)),
    ...(budget.sender === null ? [] : [budget.sender]),
    ...units.flatMap((unit) => [...unit.writers.slice(0, written(unit)), ...senders(unit)]),
  ])
}

/** A department's version has the money of its units as they stand, to the fen; a correction has the money that was approved. */
function compareMoney(
  budget: Replayed,
  { version, correction }: { readonly version: number; readonly correction: boolean },
  budgets: ReadonlyMap<number, Replayed>,
  say: (text: string) => void,
): void {
  const kept = budget.versions[version - 1]?.ledger
  if (kept === undefined) return say('its version is not kept')
  if (correction) {
    const approved = budget.versions[(budget.approved ?? 0) - 1]?.ledger
    if (approved === undefined || sumOf([kept]) !== sumOf([approved])) say('a correction changed the money that was approved')
    return
  }
  if (budget.kind === 'unit') return
  const ledgers = unitsOf(budget, budgets).map(
    ({ versions, moves, made }) => versions[(moves[made - 1]?.version ?? 0) - 1]?.ledger,
  )
  const known = ledgers.filter((ledger) => ledger !== undefined)
  if (known.length !== ledgers.length) say('it was kept before its units were')
  else if (sumOf([kept]) !== sumOf(known)) say('its money is not that of its units')
}

function departmentOf(unit: Replayed, budgets: ReadonlyMap<number, Replayed>): Replayed | undefined {
  return [...budgets.values()].find((each) => each.cycle === unit.cycle && each.organisation === unit.path.at(-2))
}

function unitsOf(department: Replayed, budgets: ReadonlyMap<number, Replayed>): readonly Replayed[] {
  return [...budgets.values()].filter((each) => each.cycle === department.cycle && each.path.at(-2) === department.organisation)
}

async function compareRows(store: Store, budgets: ReadonlyMap<number, Replayed>, faults: string[]): Promise<void> {
  const rows = await store.db.selectFrom('budget').select(['id', 'state', 'moves', 'approved']).execute()
  for (const { id, state, moves, approved } of rows) {
    const replayed = budgets.get(id)
    if (replayed?.state !== state || replayed.made !== moves || replayed.approved !== approved)
      faults.push(
        `budget ${id} stands at ${state}, ${moves} steps, version ${approved}; its history says ${JSON.stringify([replayed?.state, replayed?.made, replayed?.approved])}`,
      )
  }
}

async function movesOf(store: Store, budget: number) {
  const rows = await store.db.selectFrom('budget_move').selectAll().where('budget_id', '=', budget).orderBy('n').execute()
  return rows.map(({ transition, role, ...row }) => {
    if (!isTransition(transition)) throw new Error(`no transition ${transition}`)
    return { ...row, transition, role: roleOf(role as PostRole).id }
  })
}

async function budgetsOf(store: Store): Promise<ReadonlyMap<number, Replayed>> {
  const rows = await store.db
    .selectFrom('budget')
    .select(['id', 'organisation_id', 'cycle_id', 'kind', 'path'])
    .orderBy('id')
    .execute()
  const all = new Map<number, Replayed>()
  for (const { id, organisation_id: organisation, cycle_id: cycle, kind, path } of rows) {
    const versions = await store.db
      .selectFrom('budget_version')
      .select(['entries', 'sha256', 'ledger'])
      .where('budget_id', '=', id)
      .orderBy('n')
      .execute()
    const entries = await store.db.selectFrom('budget_entry').select('actor').where('budget_id', '=', id).orderBy('n').execute()
    all.set(id, {
      id,
      organisation,
      cycle,
      kind,
      path,
      moves: await movesOf(store, id),
      writers: entries.map(({ actor }) => actor),
      versions: versions.map((version) => ({
        ...version,
        sha256: version.sha256.toString('hex'),
        ledger: readLedgerText(version.ledger),
      })),
      state: OPENING[kind],
      made: 0,
      approved: null,
      sender: null,
      decisions: [],
      spent: new Set(),
    })
  }
  return all
}
