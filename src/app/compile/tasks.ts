import type { PostRole } from '../../ledger/roles.ts'
import type { StateId } from '../../ledger/workflow/states.ts'
import { STATE_IDS, writesIn } from '../../ledger/workflow/states.ts'
import { TRANSITIONS } from '../../ledger/workflow/transitions.ts'
import { actAt } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import { goesAlone } from './late-units.ts'
import type { Post } from './post.ts'

/** A budget that waits for somebody. */
export interface Task {
  readonly budget: number
  readonly organisation: string
  readonly kind: 'unit' | 'department'
  readonly year: number
  readonly state: StateId
  /** The post in which it is to be done. */
  readonly role: PostRole
  readonly at: string
  /** What to do: to write it, or the forward steps there are. */
  readonly writes: boolean
  readonly since: Date
  /** Why it came back, where it was returned. */
  readonly returned: string | null
  readonly openComments: number
}

const MOST = 1000

/** Everything that waits for a person, in each of his posts, the longest waiting first. */
export async function listTasks(store: Store, user: string, posts: readonly Post[]): Promise<readonly Task[]> {
  const tasks: Task[] = []
  for (const post of posts) {
    const states = awaiting(post.role)
    if (states.length === 0) continue
    const rows = await actAt(store, { user, role: post.role, organisation: post.organisation }, (tx) =>
      tx
        .selectFrom('budget')
        .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
        .leftJoin('budget_move', (join) =>
          join.onRef('budget_move.budget_id', '=', 'budget.id').onRef('budget_move.n', '=', 'budget.moves'),
        )
        .select((select) => [
          'budget.id',
          'organisation.name',
          'budget.kind',
          'budget.year',
          'budget.state',
          'budget_move.at',
          'budget_move.reason',
          'budget_move.transition',
          'budget.changed_at',
          select
            .selectFrom('budget_comment')
            .select((count) => count.fn.countAll<number>().as('n'))
            .whereRef('budget_comment.budget_id', '=', 'budget.id')
            .where('budget_comment.parent_id', 'is', null)
            .where('budget_comment.state', '=', 'open')
            .as('comments'),
        ])
        .where('budget.state', 'in', states)
        .where(goesAlone(post.role))
        .orderBy('budget_move.at')
        .limit(MOST)
        .execute(),
    )
    for (const row of rows) {
      if (!isFor(post.role, row.state, row.kind)) continue
      tasks.push({
        budget: row.id,
        organisation: row.name,
        kind: row.kind,
        year: row.year,
        state: row.state,
        role: post.role,
        at: post.name,
        writes: writesIn(row.state, row.kind, post.role),
        since: row.at ?? row.changed_at,
        returned: row.transition?.startsWith('return-') === true ? row.reason : null,
        openComments: row.comments ?? 0,
      })
    }
  }
  return tasks.toSorted((a, b) => a.since.getTime() - b.since.getTime())
}

/** States in which a role has something to do. A published budget waits for nobody, though steps lead on from it. */
function awaiting(role: PostRole): StateId[] {
  return STATE_IDS.filter((state) => isFor(role, state, 'unit') || isFor(role, state, 'department'))
}

const RESTING: readonly StateId[] = ['published', 'final-published']

function isFor(role: PostRole, state: StateId, kind: 'unit' | 'department'): boolean {
  if (RESTING.includes(state)) return false
  if (writesIn(state, kind, role)) return true
  return TRANSITIONS.some(
    (each) =>
      each.role === role && each.follows !== true && each.back !== true && each.from.includes(state) && each.of.includes(kind),
  )
}
