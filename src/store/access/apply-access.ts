import { type Kysely, sql, type Transaction } from 'kysely'
import { createHash } from 'node:crypto'
import { isDistributed } from '../distribute.ts'
import type { Schema } from '../schema.ts'
import { StoreUnavailable } from '../store-unavailable.ts'
import { ACCESS } from './access-rules.ts'
import { DATABASE_ROLES, databaseRole, type Rule } from './rule.ts'

const LOCK = 5_0003
/** The setting that says which description of access the database has. */
export const APPLIED = 'access-rules'

/**
 * Makes the database's roles, grants and row policies what `ACCESS` says. Cheap where they are: the database remembers which description it has.
 *
 * @throws StoreUnavailable where its user may not make roles, with what an administrator of the database should run
 */
export async function applyAccess(db: Kysely<Schema>): Promise<void> {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([DATABASE_ROLES, ACCESS]))
    .digest('hex')
  const known = async (at: Kysely<Schema>): Promise<boolean> => {
    const row = await at.selectFrom('setting').select('value').where('key', '=', APPLIED).executeTakeFirst()
    return (row?.value as { fingerprint?: string } | undefined)?.fingerprint === fingerprint && (await hasRoles(at))
  }
  if (await known(db)) return
  await db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${LOCK})`.execute(tx)
    if (await known(tx)) return
    await makeRoles(tx)
    await dropPolicies(tx)
    const tables = new Set(ACCESS.flatMap((rule) => rule.tables))
    const everyone = DATABASE_ROLES.map(databaseRole).join(', ')
    await sql.raw(`GRANT USAGE ON SCHEMA public TO ${everyone}`).execute(tx)
    for (const table of tables) {
      await sql.raw(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`).execute(tx)
      await sql.raw(`REVOKE ALL ON ${table} FROM ${everyone}`).execute(tx)
    }
    for (const [n, rule] of ACCESS.entries()) await applyRule(tx, rule, n)
    const value = JSON.stringify({ fingerprint })
    await tx
      .insertInto('setting')
      .values({ key: APPLIED, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute()
  })
}

/** Roles belong to the whole server: a database that is moved to another one comes without them. */
async function hasRoles(db: Kysely<Schema>): Promise<boolean> {
  const names = DATABASE_ROLES.map(databaseRole)
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM pg_roles
    WHERE rolname = ANY (${names}) AND pg_has_role(current_user, oid, 'MEMBER')`.execute(db)
  return rows[0]?.n === names.length
}

async function makeRoles(tx: Transaction<Schema>): Promise<void> {
  // The nodes of a Citus call each other in the role of who asks: there, and only there, a role can log in, without a password.
  const login = (await isDistributed(tx)) ? 'LOGIN' : 'NOLOGIN'
  for (const name of DATABASE_ROLES.map(databaseRole)) {
    const { rows } = await sql<{
      member: boolean
    }>`SELECT pg_has_role(current_user, oid, 'MEMBER') AS member FROM pg_roles WHERE rolname = ${name}`.execute(tx)
    if (rows[0]?.member === true) continue
    try {
      if (rows.length === 0) await sql.raw(`CREATE ROLE ${name} ${login}`).execute(tx)
      await sql.raw(`GRANT ${name} TO CURRENT_USER`).execute(tx)
    } catch (error) {
      if ((error as { code?: string }).code !== '42501') throw error
      throw mayNotMakeRoles()
    }
  }
}

function mayNotMakeRoles(): StoreUnavailable {
  const script = DATABASE_ROLES.map(databaseRole)
    .map((name) => `CREATE ROLE ${name}; GRANT ${name} TO <user>;`)
    .join('\n')
  return new StoreUnavailable({
    zh: `数据库用户不能建立角色，而没有这些角色就不能按人限制访问。请数据库管理员执行以下语句（<user> 换成 --database 中的用户名），或给该用户 CREATEROLE，然后重新启动：\n${script}`,
    en: `The database's user may not make roles, and without these access cannot be limited by person. Have an administrator of the database run the following (<user> is the user of --database), or give that user CREATEROLE, then start again:\n${script}`,
  })
}

async function dropPolicies(tx: Transaction<Schema>): Promise<void> {
  const { rows } = await sql<{ tablename: string; policyname: string }>`SELECT tablename, policyname FROM pg_policies
    WHERE schemaname = 'public' AND policyname LIKE 'mingzhang\_%'`.execute(tx)
  for (const { tablename, policyname } of rows) await sql`DROP POLICY ${sql.id(policyname)} ON ${sql.id(tablename)}`.execute(tx)
}

async function applyRule(tx: Transaction<Schema>, { tables, roles, may, rows, after = rows }: Rule, n: number): Promise<void> {
  const to = roles.map(databaseRole).join(', ')
  for (const table of tables) {
    await sql.raw(`GRANT ${may.join(', ')} ON ${table} TO ${to}`).execute(tx)
    for (const verb of may.map((each) => each.split(' ')[0] ?? '')) {
      const condition =
        verb === 'INSERT'
          ? `WITH CHECK (${rows})`
          : verb === 'UPDATE'
            ? `USING (${rows}) WITH CHECK (${after})`
            : `USING (${rows})`
      await sql
        .raw(`CREATE POLICY mingzhang_${n}_${verb.toLowerCase()} ON ${table} FOR ${verb} TO ${to} ${condition}`)
        .execute(tx)
    }
  }
}
