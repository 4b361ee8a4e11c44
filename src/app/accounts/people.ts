import { sql, type Transaction } from 'kysely'
import { isProgramRole, type RoleId } from '../../ledger/roles.ts'
import { type Actor, actAs } from '../../store/access/act-as.ts'
import { appendAudit } from '../../store/audit/audit-trail.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import type { InvitationKind } from './invitations.ts'

/** A person as administrators and auditors see him. */
export interface ListedPerson {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly secondFactor: boolean
  readonly disabled: boolean
  readonly roles: readonly RoleId[]
}

export interface OpenInvitation {
  readonly id: number
  readonly name: string
  readonly kind: InvitationKind
  readonly roles: readonly RoleId[]
  readonly expiresAt: Date
}

export async function listPeople(store: Store, actor: Actor): Promise<ListedPerson[]> {
  return await actAs(store, actor, async (tx) => {
    const users = await tx
      .selectFrom('account_user')
      .select(['id', 'name', 'username', 'twoFactorEnabled', 'disabled'])
      .orderBy('username')
      .execute()
    const grants = await tx.selectFrom('role_grant').select(['user_id', 'role']).execute()
    return users.map((user) => ({
      id: user.id,
      name: user.name,
      username: user.username ?? '',
      secondFactor: user.twoFactorEnabled === true,
      disabled: user.disabled,
      roles: grants.flatMap(({ user_id: id, role }) => (id === user.id && isProgramRole(role) ? [role] : [])),
    }))
  })
}

export async function listInvitations(store: Store, actor: string): Promise<OpenInvitation[]> {
  return await actAs(store, { user: actor, role: 'administrator' }, async (tx) => {
    const rows = await tx
      .selectFrom('invitation')
      .select(['id', 'name', 'kind', 'roles', 'expires_at'])
      .where('used_at', 'is', null)
      .where('expires_at', '>', new Date())
      .orderBy('id')
      .execute()
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      kind: row.kind,
      roles: row.roles.filter(isProgramRole),
      expiresAt: row.expires_at,
    }))
  })
}

/** Two administrators that take each other's role in one moment must not leave none. */
async function oneAtATime(tx: Transaction<Schema>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${LOCK})`.execute(tx)
}

const LOCK = 5_0002

/** Why a change to somebody's account was not made. */
export type PersonRefused = 'absent' | 'last-administrator' | 'self'

/** Gives a person the roles of the list, and takes the others. The last administrator keeps that role. */
export async function setRoles(
  store: Store,
  actor: string,
  userId: string,
  roles: readonly RoleId[],
): Promise<PersonRefused | null> {
  return await actAs(store, { user: actor, role: 'administrator' }, async (tx) => {
    await oneAtATime(tx)
    const grants = await tx.selectFrom('role_grant').selectAll().execute()
    const user = await tx.selectFrom('account_user').select('username').where('id', '=', userId).executeTakeFirst()
    if (user === undefined) return 'absent'
    const held = grants.filter((grant) => grant.user_id === userId).map(({ role }) => role)
    const others = grants.filter((grant) => grant.role === 'administrator' && grant.user_id !== userId)
    if (held.includes('administrator') && !roles.includes('administrator') && others.length === 0) return 'last-administrator'
    // While we waited, somebody may have taken the actor's own role.
    if (!grants.some((grant) => grant.user_id === actor && grant.role === 'administrator')) return 'absent'
    const given = roles.filter((role) => !held.includes(role))
    const taken = held.filter((role) => !roles.some((each) => each === role))
    for (const role of given) await tx.insertInto('role_grant').values({ user_id: userId, role, granted_by: actor }).execute()
    if (taken.length > 0) await tx.deleteFrom('role_grant').where('user_id', '=', userId).where('role', 'in', taken).execute()
    const subject = user.username ?? userId
    if (given.length > 0) await appendAudit(tx, { actor, action: 'role-given', subject, details: { roles: given } })
    if (taken.length > 0) await appendAudit(tx, { actor, action: 'role-taken', subject, details: { roles: taken } })
    return null
  })
}

/** Lets a person in no longer, at once: sessions end with it. Nobody does so to himself. */
export async function setDisabled(store: Store, actor: string, userId: string, disabled: boolean): Promise<PersonRefused | null> {
  if (actor === userId) return 'self'
  return await actAs(store, { user: actor, role: 'administrator' }, async (tx) => {
    await oneAtATime(tx)
    const user = await tx.selectFrom('account_user').select(['username', 'disabled']).where('id', '=', userId).executeTakeFirst()
    if (user === undefined) return 'absent'
    if (user.disabled === disabled) return null
    await tx.updateTable('account_user').set({ disabled }).where('id', '=', userId).execute()
    if (disabled) await tx.deleteFrom('account_session').where('userId', '=', userId).execute()
    await appendAudit(tx, { actor, action: disabled ? 'user-disabled' : 'user-enabled', subject: user.username ?? userId })
    return null
  })
}
