import type { OrganisationKind, PostRole } from '../../ledger/roles.ts'
import type { PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'

/** A person's role at one organisation. */
export interface Post {
  readonly organisation: number
  readonly name: string
  readonly kind: OrganisationKind
  readonly role: PostRole
}

/** The posts of a person, those nearest to the root first. */
export async function postsOf(store: Store, user: string): Promise<readonly Post[]> {
  const rows = await store.accountsDb
    .selectFrom('post')
    .innerJoin('organisation', 'organisation.id', 'post.organisation_id')
    .select(['post.organisation_id', 'post.role', 'organisation.name', 'organisation.kind', 'organisation.path'])
    .where('post.user_id', '=', user)
    .orderBy('organisation.path')
    .orderBy('post.role')
    .execute()
  return rows.map(({ organisation_id: organisation, name, kind, role }) => ({ organisation, name, kind, role }))
}

/**
 * The post in which a person may reach a row with this path: one with the role where one is asked for, else the nearest. Null where he has none. This only
 * chooses; that nobody reaches what he may not is held by the database.
 */
export function holderFor(
  user: string,
  posts: readonly Post[],
  path: readonly number[],
  roles?: readonly PostRole[],
): PostHolder | null {
  const reaching = posts.filter(({ organisation, role }) => path.includes(organisation) && roles?.includes(role) !== false)
  const nearest = reaching.toSorted((a, b) => path.indexOf(b.organisation) - path.indexOf(a.organisation))[0]
  return nearest === undefined ? null : { user, role: nearest.role, organisation: nearest.organisation }
}
