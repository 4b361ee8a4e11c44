import { sql, type Transaction } from 'kysely'
import type { PostRole, RoleId } from '../../ledger/roles.ts'
import type { Store } from '../open-store.ts'
import type { Schema } from '../schema.ts'
import { databaseRole } from './rule.ts'

/** Who asks, and in which of his roles. */
export interface Actor {
  readonly user: string
  readonly role: RoleId
}

/**
 * Works in one transaction as a person in one of his roles. Whether he holds it is looked up here, in the same transaction: where he does not (or not any
 * more), all that the work reads is what is public, and it can write nothing, whatever its caller forgot to check.
 */
export async function actAs<T>(store: Store, actor: Actor, work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> {
  return await store.db.transaction().execute(async (tx) => {
    const held = await tx
      .selectFrom('role_grant')
      .innerJoin('account_user', 'account_user.id', 'role_grant.user_id')
      .select('role_grant.role')
      .where('role_grant.user_id', '=', actor.user)
      .where('role_grant.role', '=', actor.role)
      .where('account_user.disabled', '=', false)
      .executeTakeFirst()
    await enter(tx, held === undefined ? null : actor)
    return await work(tx)
  })
}

/** Who asks, in which of his posts: it reaches the organisation and all below it. */
export interface PostHolder {
  readonly user: string
  readonly role: PostRole
  readonly organisation: number
}

/**
 * Works in one transaction as a person in one of his posts; as `actAs`, where he does not hold it he is nobody. Whoever takes the post from him, or closes his
 * account, waits until the transaction ends: what comes after that in the audit trail was not begun before it.
 */
export async function actAt<T>(store: Store, holder: PostHolder, work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> {
  return await store.db.transaction().execute(async (tx) => {
    const held = await tx
      .selectFrom('post')
      .innerJoin('account_user', 'account_user.id', 'post.user_id')
      .select('post.role')
      .where('post.user_id', '=', holder.user)
      .where('post.role', '=', holder.role)
      .where('post.organisation_id', '=', holder.organisation)
      .where('account_user.disabled', '=', false)
      .forShare()
      .executeTakeFirst()
    await sql`SELECT set_config('mingzhang.post', ${held === undefined ? '' : String(holder.organisation)}, true)`.execute(tx)
    await enter(tx, held === undefined ? null : holder)
    return await work(tx)
  })
}

/** Works in one transaction as the part of the program that lets people in: it reaches accounts and nothing else. */
export async function actAsAccounts<T>(store: Store, work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> {
  return await store.db.transaction().execute(async (tx) => {
    await sql`SELECT set_config('role', ${databaseRole('accounts')}, true)`.execute(tx)
    return await work(tx)
  })
}

/**
 * For the rest of a transaction, the program itself: after the person's own part of it was done in the person's role, for what follows from it and is nobody's
 * to do by hand.
 */
export async function actAsProgram(tx: Transaction<Schema>): Promise<void> {
  await sql`SELECT set_config('role', 'none', true)`.execute(tx)
}

/** For the rest of the transaction. */
async function enter(tx: Transaction<Schema>, actor: Actor | null): Promise<void> {
  const role = databaseRole(actor?.role ?? 'public')
  await sql`SELECT set_config('mingzhang.user', ${actor?.user ?? ''}, true), set_config('role', ${role}, true)`.execute(tx)
}

/** Whether the database refused because the role may not do it. */
export function isDenied(error: unknown): boolean {
  return (error as { code?: string } | null)?.code === '42501'
}
