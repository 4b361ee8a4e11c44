import { type RoleId, ROLE_IDS } from '../../ledger/roles.ts'
import { CONTENT_TABLES } from '../migrations/0006-accounts.ts'
import { budgetRules } from './budget-rules.ts'
import { IN_OWN_NAME, type Rule, SOMEONE } from './rule.ts'

const MINE = "user_id = current_setting('mingzhang.user', true)"
const STAFF: readonly RoleId[] = ROLE_IDS
const CONTENTS: readonly string[] = CONTENT_TABLES
const WITHHELD = CONTENTS.map((table) => `withheld_${table}`)
/** What people may see of each other: neither passwords nor addresses of machines. */
const PERSON = 'SELECT (id, name, username, "twoFactorEnabled", "createdAt", disabled)'

/**
 * Who may do what in the database, as data: grants and row policies are made from it, at the first start of a version that brings another one. A table
 * that stands nowhere here is read by nobody who serves requests. Conditions look at the row and at settings of the transaction alone, never at another
 * table: Citus takes no others, and an index stays usable where the condition is `true`.
 */
export const ACCESS: readonly Rule[] = [
  // What is public. Contents need no condition: those of a withheld disclosure are not in these tables.
  { tables: ['disclosure', 'source'], roles: ['public'], may: ['SELECT'], rows: 'NOT withheld' },
  {
    tables: ['department', 'node', 'project_name', 'head_count', 'rollup', 'department_total', 'place_count', ...CONTENTS],
    roles: ['public', ...STAFF],
    may: ['SELECT'],
    rows: 'true',
  },
  { tables: ['disclosure', 'source'], roles: ['importer', 'administrator', 'auditor'], may: ['SELECT'], rows: 'NOT withheld' },
  // Whether the schema is that of the program: asked by whoever watches over it.
  { tables: ['kysely_migration'], roles: ['public'], may: ['SELECT'], rows: 'true' },
  // What is withheld.
  { tables: ['disclosure', 'source'], roles: ['publisher', 'reviewer'], may: ['SELECT'], rows: SOMEONE },
  { tables: WITHHELD, roles: ['publisher', 'reviewer'], may: ['SELECT'], rows: SOMEONE },
  {
    tables: ['disclosure'],
    roles: ['publisher'],
    may: ['UPDATE (withheld, withheld_reason, current)'],
    rows: SOMEONE,
  },
  { tables: ['source'], roles: ['publisher'], may: ['UPDATE (withheld)'], rows: SOMEONE },
  { tables: [...CONTENTS, ...WITHHELD], roles: ['publisher'], may: ['INSERT', 'DELETE'], rows: SOMEONE },
  {
    tables: ['rollup', 'department_total', 'place_count'],
    roles: ['publisher'],
    may: ['INSERT', 'UPDATE', 'DELETE'],
    rows: SOMEONE,
  },
  // Uploads: each sees and hands in his own.
  { tables: ['upload'], roles: ['importer'], may: ['SELECT', 'INSERT (user_id, host, names)'], rows: MINE },
  // People.
  { tables: ['account_user'], roles: ['administrator', 'auditor'], may: [PERSON], rows: SOMEONE },
  { tables: ['account_user'], roles: ['administrator'], may: ['UPDATE (disabled)'], rows: SOMEONE },
  { tables: ['role_grant'], roles: ['administrator', 'auditor'], may: ['SELECT'], rows: SOMEONE },
  { tables: ['role_grant'], roles: ['administrator'], may: ['INSERT', 'DELETE'], rows: SOMEONE },
  { tables: ['account_session'], roles: ['administrator'], may: ['SELECT ("userId")', 'DELETE'], rows: SOMEONE },
  {
    tables: ['invitation'],
    roles: ['administrator'],
    may: ['SELECT (id, kind, user_id, name, roles, made_by, expires_at, used_at)', 'INSERT', 'DELETE'],
    rows: SOMEONE,
  },
  { tables: ['setting'], roles: ['administrator', 'importer'], may: ['SELECT'], rows: SOMEONE },
  { tables: ['setting'], roles: ['administrator'], may: ['INSERT', 'UPDATE'], rows: SOMEONE },
  // The library for accounts, and letting somebody in by a link.
  {
    tables: [
      'account_user',
      'account_session',
      'account_credential',
      'account_verification',
      'account_second_factor',
      'account_rate_limit',
    ],
    roles: ['accounts'],
    may: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    rows: 'true',
  },
  { tables: ['role_grant'], roles: ['accounts'], may: ['SELECT', 'INSERT'], rows: 'true' },
  { tables: ['invitation'], roles: ['accounts'], may: ['SELECT', 'UPDATE (used_at)'], rows: 'true' },
  // The audit trail: written by all who change something, read by the auditor, changed and deleted by nobody.
  { tables: ['audit_entry'], roles: ['auditor'], may: ['SELECT'], rows: SOMEONE },
  { tables: ['audit_entry'], roles: STAFF, may: ['SELECT (n, hash)'], rows: SOMEONE },
  { tables: ['audit_entry'], roles: STAFF, may: ['INSERT'], rows: IN_OWN_NAME },
  {
    tables: ['audit_entry'],
    roles: ['accounts'],
    may: ['SELECT (n, hash, at, action, subject)', 'INSERT'],
    rows: 'true',
  },
  ...budgetRules(),
]
