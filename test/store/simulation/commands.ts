import { setDisabled } from '../../../src/app/accounts/people.ts'
import { readRow } from '../../../src/app/compile/budget-row.ts'
import { addComment, listComments, settleComment } from '../../../src/app/compile/comments.ts'
import { setControl } from '../../../src/app/compile/control-figures.ts'
import { openCycle, recordEvent } from '../../../src/app/compile/cycles.ts'
import { followBudget } from '../../../src/app/compile/follow-budget.ts'
import { moveBudget, type Moved, type MoveRequest } from '../../../src/app/compile/move-budget.ts'
import { openBudget } from '../../../src/app/compile/open-budget.ts'
import { setPost } from '../../../src/app/compile/organisations.ts'
import { type NewEntry, type Written, writeEntry } from '../../../src/app/compile/write-budget.ts'
import type { PostRole } from '../../../src/ledger/roles.ts'
import type { ControlFigure } from '../../../src/ledger/workflow/control.ts'
import type { EventKind } from '../../../src/ledger/workflow/guards.ts'
import { actAt, isDenied, type PostHolder } from '../../../src/store/access/act-as.ts'
import type { Store } from '../../../src/store/open-store.ts'
import { FORGERIES, type ForgeryId } from './forgeries.ts'

/** What somebody asks of the program, as it travels from the simulated person to the process that serves. */
export type Command =
  | { readonly verb: 'open'; readonly holder: PostHolder; readonly budget: number }
  | { readonly verb: 'read'; readonly holder: PostHolder; readonly budget: number }
  | { readonly verb: 'follow'; readonly holder: PostHolder; readonly budget: number; readonly since: number }
  | { readonly verb: 'write'; readonly holder: PostHolder; readonly budget: number; readonly entry: NewEntry }
  | { readonly verb: 'move'; readonly holder: PostHolder; readonly budget: number; readonly request: MoveRequest }
  | {
      readonly verb: 'control'
      readonly holder: PostHolder
      readonly budget: number
      readonly figures: readonly ControlFigure[]
      readonly reason: string
    }
  | {
      readonly verb: 'event'
      readonly holder: PostHolder
      readonly cycle: number
      readonly kind: EventKind
      readonly day: string
      readonly document: string
    }
  | { readonly verb: 'cycle'; readonly holder: PostHolder; readonly year: number }
  | {
      readonly verb: 'post'
      readonly actor: string
      readonly user: string
      readonly organisation: number
      readonly role: PostRole
      readonly held: boolean
    }
  | { readonly verb: 'disable'; readonly actor: string; readonly user: string; readonly disabled: boolean }
  | { readonly verb: 'comment'; readonly holder: PostHolder; readonly budget: number }
  | { readonly verb: 'settle'; readonly holder: PostHolder; readonly budget: number }
  | { readonly verb: 'forge'; readonly holder: PostHolder; readonly budget: number; readonly how: ForgeryId }
  | { readonly verb: 'look' }

/** What came of it: what the verb gave, or what it threw. */
export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly message: string }

/** A budget as far as a simulated person sees it before opening it. */
export interface Seen {
  readonly id: number
  readonly cycle: number
  readonly organisation: number
  readonly path: readonly number[]
  readonly kind: 'unit' | 'department'
  readonly year: number
  readonly state: string
  readonly entries: number
}

/** Does what is asked, by the verbs of the program alone. That the database refuses is an answer, as the server gives it, and no fault. */
export async function perform(store: Store, command: Command, today: string): Promise<unknown> {
  try {
    return await act(store, command, today)
  } catch (error) {
    const isForeign = command.verb === 'forge' && (error as { code?: string }).code === FOREIGN_KEY
    if (!isDenied(error) && !isForeign) throw error
    return command.verb in DENIED ? DENIED[command.verb] : 'denied'
  }
}

/** Whoever reaches nothing there is not told either whether what he sent before was kept. */
export type WrittenOrDenied = Written | { readonly ok: false; readonly why: 'denied' }

/** A row that names what it does not belong to. */
const FOREIGN_KEY = '23503'

/** What whoever asks is told where he has nothing to ask there. */
const DENIED: Readonly<Partial<Record<Command['verb'], unknown>>> = {
  open: null,
  read: null,
  write: { ok: false, why: 'denied' } satisfies WrittenOrDenied,
  move: { ok: false, why: 'absent', refusals: [] } satisfies Moved,
  forge: 0,
}

async function act(store: Store, command: Command, today: string): Promise<unknown> {
  switch (command.verb) {
    case 'look':
      return await look(store)
    case 'open': {
      const opened = await openBudget(store, command.holder, command.budget, today)
      return opened === null ? null : opened.entries
    }
    case 'read': {
      const row = await actAt(store, command.holder, (tx) => readRow(tx, command.budget))
      return row === null ? null : { draft: row.draft, entries: row.entries }
    }
    case 'follow':
      return await followBudget(store, command.holder, command.budget, {
        since: command.since,
        name: command.holder.user,
        cursor: { sheet: 'lines', row: '', field: '' },
      })
    case 'write':
      return await writeEntry(store, command.holder, command.budget, command.entry)
    case 'move':
      return await moveBudget(store, command.holder, command.budget, command.request, today)
    case 'control':
      return await setControl(store, command.holder, command.budget, command)
    case 'event':
      return await recordEvent(store, command.holder, { ...command, note: '' }, today)
    case 'cycle':
      return await openCycle(store, command.holder, command.year)
    case 'post':
      return await setPost(store, command.actor, command)
    case 'disable':
      return await setDisabled(store, command.actor, command.user, command.disabled)
    case 'comment':
      return await addComment(store, command.holder, command.budget, { target: { kind: 'budget' }, text: '请核实' })
    case 'settle':
      return await settle(store, command)
    case 'forge':
      return await actAt(store, command.holder, (tx) => FORGERIES[command.how](tx, command.holder, command.budget))
  }
}

/** What stands where: for the simulation, which knows all. */
async function look(store: Store) {
  const budgets: readonly Seen[] = await store.db
    .selectFrom('budget')
    .select(['id', 'cycle_id as cycle', 'organisation_id as organisation', 'path', 'kind', 'year', 'state', 'entries'])
    .orderBy('id')
    .execute()
  const posts = await store.db
    .selectFrom('post')
    .innerJoin('account_user', 'account_user.id', 'post.user_id')
    .select(['user_id', 'role', 'organisation_id'])
    .where('disabled', '=', false)
    .orderBy('user_id')
    .orderBy('role')
    .orderBy('organisation_id')
    .execute()
  const cycles = await store.db.selectFrom('cycle').select(['id', 'year']).orderBy('id').execute()
  const events = await store.db
    .selectFrom('cycle_event')
    .select(['cycle_id', 'kind', 'document'])
    .orderBy('cycle_id')
    .orderBy('n')
    .execute()
  return {
    budgets,
    posts: posts.map(({ user_id: user, role, organisation_id: organisation }) => `${user} ${role} ${organisation}`),
    cycles: cycles.map((cycle) => ({
      ...cycle,
      events: events.flatMap(({ cycle_id: id, kind }) => (id === cycle.id ? [kind] : [])),
      decisions: events.flatMap(({ cycle_id: id, kind, document }) =>
        id === cycle.id && kind === 'adjustment-approved' ? [document] : [],
      ),
    })),
  }
}

/** Says of everything that is open that it is dealt with, as far as the holder may. */
async function settle(store: Store, { holder, budget }: Extract<Command, { verb: 'settle' }>): Promise<number> {
  const comments = (await listComments(store, holder, budget)) ?? []
  const open = comments.filter(({ state, may }) => state === 'open' && (may.resolve || may.carry))
  for (const { id, may } of open)
    await settleComment(store, holder, budget, { comment: id, as: may.resolve ? 'resolved' : 'carried' })
  return open.length
}
