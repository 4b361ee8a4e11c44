import { type Kysely, sql } from 'kysely'

/** Whether the database is a Citus one, so that tables can be spread over its machines. */
export async function isDistributed(db: Pick<Kysely<unknown>, 'getExecutor'>): Promise<boolean> {
  const { rows } = await sql<{
    there: boolean
  }>`SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') AS there`.execute(db)
  return rows[0]?.there === true
}

/**
 * Keeps all rows of a department on one machine, whatever the table. On a plain PostgreSQL there is nothing to do.
 *
 * @param beside a table that is distributed already, where there is one
 */
export async function distributeByDepartment(db: Kysely<unknown>, tables: readonly string[], beside?: string): Promise<void> {
  if (!(await isDistributed(db))) return
  const first = beside ?? tables[0]
  for (const table of tables) {
    if (table === first) await sql`SELECT create_distributed_table(${table}, 'department_id')`.execute(db)
    else await sql`SELECT create_distributed_table(${table}, 'department_id', colocate_with => ${first})`.execute(db)
  }
}

/** Keeps a whole copy of a table on every machine. */
export async function replicate(db: Kysely<unknown>, table: string): Promise<void> {
  if (await isDistributed(db)) await sql`SELECT create_reference_table(${table})`.execute(db)
}
