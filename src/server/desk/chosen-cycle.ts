import { type Budgets, POST_ROLES, type PostHolder, type PostRole } from '../../app/compile/budgets.ts'
import type { Cycle } from '../../app/compile/cycles.ts'
import type { PostChoice } from '../../web/desk/desk-shell.ts'
import type { DeskRequest } from './desk-env.ts'

/** Everybody, the one who sets something before the others. */
export const ALL_ROLES: readonly PostRole[] = ['bureau-budget', ...POST_ROLES]

/** A year of a division, and the posts in which somebody looks at it. */
export interface ChosenCycle {
  /** All years that any of the posts sees, the newest first. */
  readonly cycles: readonly Cycle[]
  /** The one that is asked for by `?cycle=`, else the newest; null where there is none. */
  readonly chosen: Cycle | null
  /** The posts in its division, those nearest to the root first, one for each organisation. */
  readonly holders: readonly PostHolder[]
  /** Of these the one at the organisation that is asked for by `?post=`, else the first. */
  readonly holder: PostHolder | null
  /** The organisations to choose between; undefined where there are not several. */
  readonly choice: PostChoice | undefined
}

/**
 * The one place where a page of a year is given its year and its post, for whoever has several. Of several roles at one organisation the page's first counts.
 *
 * @param roles the roles that look at the page, those that do more first
 * @param wanted the cycle that is asked for
 */
export async function chosenCycle(
  c: DeskRequest,
  budgets: Budgets,
  roles: readonly PostRole[],
  wanted = Number(c.req.query('cycle') ?? 0),
): Promise<ChosenCycle> {
  const posts = c.get('posts').filter(({ role }) => roles.includes(role))
  const first = [...Map.groupBy(posts, ({ organisation }) => organisation).values()].flatMap((own) =>
    own.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role)).slice(0, 1),
  )
  const cycles = new Map<number, Cycle>()
  const seenBy = new Map<number, typeof first>()
  for (const post of first)
    for (const cycle of await budgets.cycles({ user: c.get('person').id, role: post.role, organisation: post.organisation })) {
      cycles.set(cycle.id, cycle)
      seenBy.set(cycle.id, [...(seenBy.get(cycle.id) ?? []), post])
    }
  const listed = [...cycles.values()].toSorted((a, b) => b.year - a.year)
  const chosen = cycles.get(wanted) ?? listed[0] ?? null
  const seeing = chosen === null ? [] : (seenBy.get(chosen.id) ?? [])
  const asked = Number(c.req.query('post') ?? 0)
  const at = seeing.find(({ organisation }) => organisation === asked) ?? seeing[0]
  const holders = seeing.map(({ role, organisation }) => ({ user: c.get('person').id, role, organisation }))
  return {
    cycles: listed,
    chosen,
    holders,
    holder: holders.find(({ organisation }) => organisation === at?.organisation) ?? null,
    choice: at === undefined || seeing.length < 2 ? undefined : { posts: seeing, chosen: at.organisation },
  }
}
