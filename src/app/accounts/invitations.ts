import { sql, type Transaction } from 'kysely'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Words } from '../../budget/finding.ts'
import { isProgramRole, type RoleId } from '../../ledger/roles.ts'
import { actAs, actAsAccounts } from '../../store/access/act-as.ts'
import { appendAudit, SYSTEM } from '../../store/audit/audit-trail.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { USERNAME_LENGTH } from './auth.ts'
import { passwordObjection } from './password-rules.ts'

/**
 * What a one-time link is for: the first administrator, somebody invited, somebody who lost his password (`reset`: the second factor stays, and is asked for
 * with the new password), or password and second factor (`recover`: whoever hands it out must know whom he hands it to).
 */
export type InvitationKind = 'first' | 'invited' | 'reset' | 'recover'

/** Of an invitation what its bearer may see. */
export interface Invitation {
  readonly kind: InvitationKind
  readonly name: string
  readonly roles: readonly RoleId[]
  /** Given where the person has an account already and needs another password alone. */
  readonly username: string | null
}

/** Links for who has an account already. */
export type Renewal = Extract<InvitationKind, 'reset' | 'recover'>

export type SetUp = { readonly ok: true } | { readonly ok: false; readonly message: Words }

const TOKEN_BYTES = 32
const HOURS_VALID = 24
const HOUR_MS = 3_600_000

const GONE: Words = {
  zh: '这个链接已经用过、已过期或不存在。请向管理员要一个新的；若是首次设置，重新启动程序即可得到新链接。',
  en: 'This link was used, has expired or never was. Ask an administrator for a new one; for the first set-up, start the program again.',
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** The token for the first administrator, as long as there is nobody: each start makes a new one, and the one before is worth nothing. Else null. */
export async function firstToken(store: Store): Promise<string | null> {
  return await store.db.transaction().execute(async (tx) => {
    await sql`LOCK TABLE invitation IN SHARE ROW EXCLUSIVE MODE`.execute(tx)
    if ((await tx.selectFrom('account_user').select('id').limit(1).executeTakeFirst()) !== undefined) return null
    await tx.deleteFrom('invitation').where('kind', '=', 'first').execute()
    return await addInvitation(tx, { kind: 'first', name: '', roles: ['administrator'], userId: null, by: SYSTEM })
  })
}

/** A token for somebody who lost his password, or his second factor too, made on the machine itself; null where nobody has the name. */
export async function resetToken(store: Store, username: string, kind: Renewal): Promise<string | null> {
  return await store.db.transaction().execute(async (tx) => {
    const user = await userNamed(tx, username)
    if (user === null) return null
    const token = await addInvitation(tx, { kind, name: user.name, roles: [], userId: user.id, by: SYSTEM })
    await appendAudit(tx, { actor: SYSTEM, action: 'invited', subject: username, details: { kind } })
    return token
  })
}

/** An administrator invites somebody, or lets somebody choose another password. The token is told once. */
export async function invite(
  store: Store,
  actor: string,
  person: { readonly name: string; readonly roles: readonly RoleId[] } | { readonly userId: string; readonly kind: Renewal },
): Promise<string | null> {
  return await actAs(store, { user: actor, role: 'administrator' }, async (tx) => {
    const known =
      'userId' in person
        ? await tx.selectFrom('account_user').select(['id', 'name']).where('id', '=', person.userId).executeTakeFirst()
        : null
    if (known === undefined) return null
    const kind = 'kind' in person ? person.kind : 'invited'
    const name = 'name' in person ? person.name : (known?.name ?? '')
    const roles = 'roles' in person ? person.roles : []
    const token = await addInvitation(tx, { kind, name, roles, userId: known?.id ?? null, by: actor })
    await appendAudit(tx, { actor, action: 'invited', subject: name, details: { kind, roles } })
    return token
  })
}

export async function withdrawInvitation(store: Store, actor: string, id: number): Promise<void> {
  await actAs(store, { user: actor, role: 'administrator' }, async (tx) => {
    const gone = await tx
      .deleteFrom('invitation')
      .where('id', '=', id)
      .where('used_at', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (gone !== undefined) await appendAudit(tx, { actor, action: 'invitation-withdrawn', subject: gone.name })
  })
}

async function addInvitation(
  tx: Transaction<Schema>,
  invitation: { kind: Invitation['kind']; name: string; roles: readonly RoleId[]; userId: string | null; by: string },
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  await tx
    .insertInto('invitation')
    .values({
      token_hash: hashOf(token),
      kind: invitation.kind,
      user_id: invitation.userId,
      name: invitation.name,
      roles: [...invitation.roles],
      made_by: invitation.by,
      expires_at: new Date(Date.now() + HOURS_VALID * HOUR_MS),
    })
    .execute()
  return token
}

interface Open extends Invitation {
  readonly id: number
  readonly userId: string | null
}

async function openInvitation(tx: Transaction<Schema>, token: string): Promise<Open | null> {
  const row = await tx
    .selectFrom('invitation')
    .select(['id', 'kind', 'user_id', 'name', 'roles'])
    .where('token_hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return null
  const user =
    row.user_id === null
      ? null
      : await tx.selectFrom('account_user').select('username').where('id', '=', row.user_id).executeTakeFirst()
  return {
    id: row.id,
    kind: row.kind,
    userId: row.user_id,
    name: row.name,
    roles: row.roles.filter(isProgramRole),
    username: user?.username ?? null,
  }
}

/** What a link is for; null where it is good for nothing (any more). */
export async function readInvitation(store: Store, token: string): Promise<Invitation | null> {
  return await actAsAccounts(store, (tx) => openInvitation(tx, token))
}

/** Makes the account, or sets the new password, and spends the link: all of it or nothing. */
export async function acceptInvitation(
  store: Store,
  token: string,
  wanted: { readonly name: string; readonly username: string; readonly password: string; readonly repeated: string },
  hash: (password: string) => Promise<string>,
): Promise<SetUp> {
  const open = await readInvitation(store, token)
  if (open === null) return { ok: false, message: GONE }
  const username = open.username ?? wanted.username.trim().toLowerCase()
  const objection = (open.username === null ? nameObjection(wanted.name, username) : null) ?? secretObjection(wanted, username)
  if (objection !== null) return { ok: false, message: objection }
  // Slow by intention: outside the transaction.
  const password = await hash(wanted.password)
  return await actAsAccounts(store, async (tx): Promise<SetUp> => {
    const invitation = await openInvitation(tx, token)
    if (invitation === null) return { ok: false, message: GONE }
    if (invitation.userId === null && (await userNamed(tx, username)) !== null)
      return {
        ok: false,
        message: { zh: `用户名“${username}”已有人使用，请换一个。`, en: `The user name “${username}” is taken. Choose another.` },
      }
    const id = invitation.userId ?? randomUUID()
    if (invitation.userId === null) await addUser(tx, { id, name: wanted.name.trim(), username })
    else await forgetSecrets(tx, id, invitation.kind)
    await tx
      .insertInto('account_credential')
      .values({ id: randomUUID(), accountId: id, providerId: 'credential', userId: id, password, updatedAt: new Date() })
      .execute()
    for (const role of invitation.roles)
      await tx
        .insertInto('role_grant')
        .values({ user_id: id, role, granted_by: `invitation ${invitation.id}` })
        .execute()
    await tx.updateTable('invitation').set({ used_at: new Date() }).where('id', '=', invitation.id).execute()
    const details = { kind: invitation.kind, roles: invitation.roles }
    await appendAudit(tx, { actor: id, action: 'set-up', subject: username, details })
    return { ok: true }
  })
}

async function addUser(
  tx: Transaction<Schema>,
  { id, name, username }: { id: string; name: string; username: string },
): Promise<void> {
  await tx
    .insertInto('account_user')
    .values({
      id,
      name,
      username,
      displayUsername: username,
      // The library wants an address; ours is none that mail could reach.
      email: `${id}@account.invalid`,
      emailVerified: false,
      twoFactorEnabled: false,
    })
    .execute()
}

/** Whoever sets a new password by a link has lost the old one, and only with a link for both the app too; open sessions may be somebody else's. */
async function forgetSecrets(tx: Transaction<Schema>, id: string, kind: InvitationKind): Promise<void> {
  await tx.deleteFrom('account_credential').where('userId', '=', id).execute()
  await tx.deleteFrom('account_session').where('userId', '=', id).execute()
  if (kind !== 'recover') return
  await tx.deleteFrom('account_second_factor').where('userId', '=', id).execute()
  await tx.updateTable('account_user').set({ twoFactorEnabled: false }).where('id', '=', id).execute()
}

async function userNamed(tx: Transaction<Schema>, username: string): Promise<{ id: string; name: string } | null> {
  return (await tx.selectFrom('account_user').select(['id', 'name']).where('username', '=', username).executeTakeFirst()) ?? null
}

const MOST_NAME = 60

function nameObjection(name: string, username: string): Words | null {
  if (name.trim() === '' || name.length > MOST_NAME || /\p{Cc}/u.test(name))
    return { zh: `请填写姓名，不超过 ${MOST_NAME} 个字。`, en: `Give a name of at most ${MOST_NAME} characters.` }
  const { least, most } = USERNAME_LENGTH
  if (!/^[a-z0-9_.]+$/u.test(username) || username.length < least || username.length > most)
    return {
      zh: `用户名由 ${least} 至 ${most} 个拉丁字母、数字、点或下划线组成。`,
      en: `A user name has ${least} to ${most} Latin letters, digits, dots or underscores.`,
    }
  return null
}

function secretObjection({ password, repeated }: { password: string; repeated: string }, username: string): Words | null {
  if (password !== repeated) return { zh: '两次输入的密码不同，请重新输入。', en: 'The two passwords differ. Type them again.' }
  return passwordObjection(password, username)
}
