import type { Transaction } from 'kysely'
import type { OrganisationKind, PostRole } from '../../ledger/roles.ts'
import { roleOf } from '../../ledger/roles.ts'
import { type Actor, actAs } from '../../store/access/act-as.ts'
import { appendAudit } from '../../store/audit/audit-trail.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { lackingIn } from './lacking-glyphs.ts'

export interface Organisation {
  readonly id: number
  readonly parent: number | null
  readonly path: readonly number[]
  readonly kind: OrganisationKind
  readonly code: string
  readonly name: string
  /** Id of the place whose forms it prints; empty takes that of the organisation above. */
  readonly place: string
  /** Of a unit: kind, grade, funding, as its row in 《单位》 has them. */
  readonly details: Readonly<Record<string, string>>
  readonly ended: boolean
}

export interface NewOrganisation {
  readonly parent: number | null
  readonly kind: OrganisationKind
  readonly code: string
  readonly name: string
  readonly place?: string
  readonly details?: Readonly<Record<string, string>>
}

/** Why an organisation was not made. */
export type OrganisationRefused =
  | 'no-parent'
  | 'wrong-kind'
  | 'exists'
  | 'name'
  /** It has a character that no font of the published PDF has. */
  | 'unprintable'
/** Why a post was neither given nor taken. */
export type PostRefused = 'absent' | 'wrong-kind'

/** What stands below what: departments below a division, units below a department. */
const ABOVE: Readonly<Record<OrganisationKind, OrganisationKind | null>> = {
  division: null,
  department: 'division',
  unit: 'department',
}

/** All organisations that there are, those above before those below. */
export async function listOrganisations(store: Store): Promise<readonly Organisation[]> {
  const rows = await store.publicDb.selectFrom('organisation').selectAll().orderBy('path').execute()
  return rows.map(({ parent_id: parent, ...row }) => ({ ...row, parent }))
}

/** Adds an organisation; only an administrator may. */
export async function addOrganisation(
  store: Store,
  actor: string,
  wanted: NewOrganisation,
): Promise<number | OrganisationRefused> {
  return await actAs(store, { user: actor, role: 'administrator' }, async (tx) => {
    const name = wanted.name.replaceAll('\0', '').trim()
    if (name === '') return 'name'
    // It is printed on every table: said where the name is given, and not when the first budget is handed in.
    if (lackingIn(name).length > 0) return 'unprintable'
    const parent =
      wanted.parent === null
        ? null
        : await tx.selectFrom('organisation').select(['id', 'path', 'kind']).where('id', '=', wanted.parent).executeTakeFirst()
    if (parent === undefined) return 'no-parent'
    if ((parent?.kind ?? null) !== ABOVE[wanted.kind]) return 'wrong-kind'
    const twin = await tx
      .selectFrom('organisation')
      .select('id')
      .where('parent_id', parent === null ? 'is' : '=', parent?.id ?? null)
      .where('name', '=', name)
      .executeTakeFirst()
    if (twin !== undefined) return 'exists'
    const { id } = await tx
      .insertInto('organisation')
      .values({
        parent_id: parent?.id ?? null,
        path: [],
        kind: wanted.kind,
        code: wanted.code,
        name,
        place: wanted.place ?? '',
        details: JSON.stringify(wanted.details ?? {}),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('organisation')
      .set({ path: [...(parent?.path ?? []), id] })
      .where('id', '=', id)
      .execute()
    await appendAudit(tx, { actor, action: 'organisation-added', subject: name, details: { id, kind: wanted.kind } })
    return id
  })
}

/** Gives a person a post, or takes it. */
export async function setPost(
  store: Store,
  actor: string,
  post: { readonly user: string; readonly organisation: number; readonly role: PostRole; readonly held: boolean },
): Promise<PostRefused | null> {
  return await actAs(store, { user: actor, role: 'administrator' }, async (tx) => {
    const at = await tx.selectFrom('organisation').select(['name', 'kind']).where('id', '=', post.organisation).executeTakeFirst()
    const person = await tx.selectFrom('account_user').select(['username']).where('id', '=', post.user).executeTakeFirst()
    if (at === undefined || person === undefined) return 'absent'
    if (roleOf(post.role).at?.includes(at.kind) !== true) return 'wrong-kind'
    const changed = await (post.held ? give(tx, actor, post) : take(tx, post))
    if (!changed) return null
    const action = post.held ? 'post-given' : 'post-taken'
    await appendAudit(tx, {
      actor,
      action,
      subject: person.username ?? post.user,
      details: { organisation: at.name, role: post.role },
    })
    return null
  })
}

type Named = { readonly user: string; readonly organisation: number; readonly role: PostRole }

async function give(tx: Transaction<Schema>, actor: string, { user, organisation, role }: Named): Promise<boolean> {
  const { numInsertedOrUpdatedRows: n } = await tx
    .insertInto('post')
    .values({ user_id: user, organisation_id: organisation, role, given_by: actor })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return n === 1n
}

async function take(tx: Transaction<Schema>, { user, organisation, role }: Named): Promise<boolean> {
  const { numDeletedRows: n } = await tx
    .deleteFrom('post')
    .where('user_id', '=', user)
    .where('organisation_id', '=', organisation)
    .where('role', '=', role)
    .executeTakeFirstOrThrow()
  return n === 1n
}

/** A post with whose it is. */
export interface ListedPost {
  readonly organisation: number
  readonly user: string
  readonly name: string
  readonly role: PostRole
}

/** All posts, for an administrator or an auditor. */
export async function listPosts(store: Store, actor: Actor): Promise<readonly ListedPost[]> {
  return await actAs(store, actor, async (tx) => {
    const rows = await tx
      .selectFrom('post')
      .innerJoin('account_user', 'account_user.id', 'post.user_id')
      .select(['post.organisation_id', 'post.user_id', 'post.role', 'account_user.name'])
      .orderBy('post.organisation_id')
      .orderBy('post.role')
      .execute()
    return rows.map(({ organisation_id: organisation, user_id: user, name, role }) => ({ organisation, user, name, role }))
  })
}
