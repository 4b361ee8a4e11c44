import type pg from 'pg'

/** A table of the store, as a backup keeps it. */
export interface BackupTable {
  readonly name: string
  /** All that are stored; what the database works out itself is left out. */
  readonly columns: readonly string[]
  /** Columns by which its rows are put in order, so that the same rows are the same bytes. */
  readonly key: readonly string[]
}

/** Every table of the schema but the list of its migrations; those that others point to come first. */
export async function listTables(client: pg.ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; key: string[] | null; needs: string[] }>(`
    SELECT c.relname AS name,
      (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
      (SELECT array_agg(a.attname::text ORDER BY array_position(k.conkey, a.attnum)) FROM pg_constraint k
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (k.conkey) WHERE k.conrelid = c.oid AND k.contype = 'p') AS key,
      ARRAY(SELECT DISTINCT f.confrelid::regclass::text FROM pg_constraint f
        WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS needs
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'kysely_migration%'
    ORDER BY c.relname`)
  const left = rows.map(({ needs, ...row }) => ({ ...row, needs: needs.map((name) => name.replaceAll('"', '')) }))
  const ordered: BackupTable[] = []
  while (left.length > 0) {
    const next = left.findIndex(({ needs }) => !needs.some((need) => left.some(({ name }) => name === need)))
    const [table] = left.splice(Math.max(next, 0), 1)
    if (table !== undefined) ordered.push({ name: table.name, columns: table.columns, key: table.key ?? table.columns })
  }
  return ordered
}
