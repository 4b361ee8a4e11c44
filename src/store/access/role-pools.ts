import type pg from 'pg'
import { connectionPool } from '../connection-pool.ts'
import { type DatabaseRole, databaseRole } from './rule.ts'

/**
 * A pool of connections that are in one plain role from their first moment on: no statement has to drop to it, so none can forget to.
 */
export function rolePool(
  url: string,
  role: DatabaseRole,
  {
    connections,
    types,
    statementMs,
    readOnly = false,
  }: {
    readonly connections: number
    readonly types: pg.CustomTypesConfig
    readonly statementMs: number
    readonly readOnly?: boolean
  },
): pg.Pool {
  const options = [`-c role=${databaseRole(role)}`, ...(readOnly ? ['-c default_transaction_read_only=on'] : [])].join(' ')
  return connectionPool({ connectionString: url, max: connections, types, statement_timeout: statementMs, options })
}
