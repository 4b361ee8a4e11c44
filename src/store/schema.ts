import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { BudgetSchema } from './budget-schema.ts'

/** The tables as queries see them; the migrations make them. Money is whole fen, read as a safe integer. */
export interface Schema extends BudgetSchema {
  department: DepartmentTable
  node: { id: Generated<number>; dimension: string; node: string }
  project_name: { id: Generated<number>; name: string }
  source: SourceTable
  disclosure: DisclosureTable
  packed_claims: PackedClaimsTable
  finding: FindingTable
  project: ProjectTable
  fact: FactTable
  rollup: RollupTable
  department_total: DepartmentTotalTable
  place_count: PlaceCountTable
  passage: PassageTable
  import_item: ImportItemTable
  head_count: HeadCountTable
  account_user: AccountUserTable
  account_session: { id: string; userId: string; expiresAt: Date; createdAt: Date; userAgent: string | null }
  account_credential: AccountCredentialTable
  account_second_factor: { id: string; userId: string }
  role_grant: { user_id: string; role: string; granted_by: string; granted_at: ColumnType<Date, undefined, never> }
  invitation: InvitationTable
  setting: { key: string; value: JSONColumnType<object> }
  upload: UploadTable
  audit_entry: AuditEntryTable
}

/** As far as we write it ourselves; the rest belongs to the library for accounts. */
export interface AccountUserTable {
  id: string
  name: string
  email: string
  emailVerified: boolean
  username: string | null
  displayUsername: string | null
  twoFactorEnabled: boolean | null
  createdAt: ColumnType<Date, undefined, never>
  disabled: Generated<boolean>
}

export interface AccountCredentialTable {
  id: string
  accountId: string
  providerId: string
  userId: string
  password: string | null
  updatedAt: Date
}

export interface InvitationTable {
  id: Generated<number>
  /** SHA-256 of the token in the link; the token itself is kept nowhere. */
  token_hash: Buffer
  kind: 'first' | 'invited' | 'reset' | 'recover'
  user_id: string | null
  name: string
  roles: string[]
  made_by: string
  expires_at: Date
  used_at: Date | null
}

export interface UploadTable {
  id: Generated<number>
  user_id: string
  /** The machine that has the files until they are taken in. */
  host: string
  names: string[]
  made_at: ColumnType<Date, undefined, never>
  finished_at: ColumnType<Date | null, undefined, Date | null>
  results: JSONColumnType<object[], string | undefined, string>
}

export interface AuditEntryTable {
  n: number
  at: Date
  actor: string
  action: string
  subject: string
  details: JSONColumnType<Record<string, unknown>>
  previous: Buffer
  hash: Buffer
}

export interface DepartmentTable {
  id: Generated<number>
  /** The name without spaces and brackets: what makes two departments the same one. */
  key: string
  name: string
  code: string | null
  /** Code of its administrative division; empty where it is not known. */
  division: string
  /** Its division and all above it, so that a place finds its departments by one index. */
  ancestors: string[]
}

export interface SourceTable {
  sha256: Buffer
  bytes: number
  type: string
  name: string
  published: string | null
  address: string | null
  taken_at: ColumnType<Date, Date | undefined, never>
  withheld: Generated<boolean>
}

export interface DisclosureTable {
  department_id: number
  id: Generated<number>
  sha256: Buffer
  year: number
  stage: number
  scope: number
  /** Whether it is the one that counts among those of one department, year, stage and scope. */
  current: boolean
  place: string | null
  units: string[]
  claims: number
  passed: number
  failed: number
  unchecked: number
  errors: number
  warnings: number
  notes: number
  unread: number
  /** The program's version that read it. */
  program: string
  details: JSONColumnType<object>
  imported_at: ColumnType<Date, Date | undefined, never>
  /** Whether it is kept from the public: it counts nowhere, and its contents lie in the tables `withheld_…`. */
  withheld: Generated<boolean>
  withheld_reason: Generated<string | null>
  /** Which edition of a budget it is that was made and published here; null for what was brought from elsewhere. */
  edition: Generated<number | null>
}

/** The claims of all printed tables of a disclosure: see `packClaims`. */
export interface PackedClaimsTable {
  department_id: number
  disclosure_id: number
  packed: Buffer
}

export interface FindingTable {
  department_id: number
  disclosure_id: number
  n: number
  code: string
  severity: number
  finding: JSONColumnType<object>
}

export interface ProjectTable {
  department_id: number
  disclosure_id: number
  n: number
  name: string
  amount: number | null
  card: JSONColumnType<object>
}

export interface FactTable {
  amount: number
  department_id: number
  disclosure_id: number
  function: number
  economic: number
  project: number
  claim: number
  n: number
  year: number
  stage: number
  scope: number
  cut: number
  fund: number
  nature: number
  item: number
}

export interface RollupTable extends Omit<FactTable, 'department_id' | 'disclosure_id' | 'project' | 'claim' | 'n'> {
  facts: number
  division: string
}

export interface DepartmentTotalTable {
  amount: number
  department_id: number
  year: number
  stage: number
  scope: number
  cut: number
  ancestors: string[]
}

/** How much counts in a place; year, stage and scope are 0 in the line that holds all of them. */
export interface PlaceCountTable {
  division: string
  /** The place that it lies in directly; null for the country. */
  parent: string | null
  year: number
  stage: number
  scope: number
  /** Grows with everything that is kept, withheld or published there. */
  changes: number
  /** Departments with a name, whatever they published: in the line of all. */
  known: number
  /** Departments with a disclosure that counts. */
  departments: number
  disclosures: number
  without_error: number
  errors: number
  claims: number
  passed: number
  failed: number
  unread: number
}

/** Runs of passages: see `PassageRun`. */
export interface PassageTable {
  department_id: number
  disclosure_id: number
  n: number
  kind: number
  topics: (string | null)[]
  texts: string[]
  places: JSONColumnType<object[]>
  pairs: number[]
}

export interface ImportItemTable {
  path: string
  folder: string
  size: number
  modified: Date
  state: number
  /** Host and process that work on it, so that a process that was killed is recognised. */
  taken_by: string | null
  sha256: Buffer | null
  department_id: number | null
  disclosure_id: number | null
  note: JSONColumnType<object> | null
  finished_at: Date | null
}

export interface HeadCountTable {
  division: string
  kind: 'population' | 'staff'
  year: number
  count: number
  source: string
}
