import { ROLE_IDS } from '../../ledger/roles.ts'

/**
 * The roles of the database. `public` is everybody; `accounts` is the library for accounts and reads nothing but its own tables; each other one is the
 * role of a person. None can log in: a connection drops to one of them.
 */
export const DATABASE_ROLES = ['public', 'accounts', ...ROLE_IDS] as const
export type DatabaseRole = (typeof DATABASE_ROLES)[number]

export function databaseRole(role: DatabaseRole): string {
  return `mingzhang_${role.replaceAll('-', '_')}`
}

/** What a role may do with a table. Columns, where not the whole row. */
export interface Rule {
  readonly tables: readonly string[]
  readonly roles: readonly DatabaseRole[]
  /** `SELECT`, `INSERT`, `UPDATE`, `DELETE`, each with its columns in brackets where not all. */
  readonly may: readonly string[]
  /** Condition on rows that are seen, changed or written; `true` where every row is meant. */
  readonly rows: string
  /** What a row must be after a change, where that is not `rows`. */
  readonly after?: string
}

/** Someone has been let in: a role of a person without the person sees nothing. */
export const SOMEONE = "coalesce(current_setting('mingzhang.user', true), '') <> ''"
/** An entry stands in the name of who writes it. */
export const IN_OWN_NAME = "actor = current_setting('mingzhang.user', true)"
