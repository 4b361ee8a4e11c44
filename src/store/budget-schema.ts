import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { OrganisationKind, PostRole } from '../ledger/roles.ts'
import type { StateId } from '../ledger/workflow/states.ts'

/** The tables in which budgets are made; see migration 0008. `path`: ids of organisations from the root to the row's own. Money is whole fen. */
export interface BudgetSchema {
  organisation: OrganisationTable
  post: { user_id: string; organisation_id: number; role: PostRole; given_by: string; given_at: MadeAt }
  cycle: CycleTable
  cycle_event: CycleEventTable
  budget: BudgetTable
  budget_entry: BudgetEntryTable
  budget_version: BudgetVersionTable
  budget_move: BudgetMoveTable
  control_revision: ControlRevisionTable
  library_project: LibraryProjectTable
  budget_comment: BudgetCommentTable
  presence: PresenceTable
  progress: ProgressTable
  edition: EditionTable
}

type MadeAt = ColumnType<Date, Date | undefined, never>
/** A day without a time, as 2026-01-31. */
type Day<T extends string | null = string> = T
type Json<T extends object> = JSONColumnType<T, string, string>
type JsonByDefault<T extends object> = JSONColumnType<T, string | undefined, string>

export interface OrganisationTable {
  id: Generated<number>
  parent_id: number | null
  path: number[]
  kind: OrganisationKind
  code: string
  name: string
  /** Id of the place whose forms it prints; empty takes that of the organisation above. */
  place: Generated<string>
  details: JsonByDefault<Record<string, string>>
  ended: Generated<boolean>
}

export interface CycleTable {
  id: Generated<number>
  organisation_id: number
  path: number[]
  year: number
  settings: JsonByDefault<object>
  opened_at: MadeAt
}

export interface CycleEventTable {
  cycle_id: number
  n: number
  path: number[]
  kind: string
  on_day: Day
  document: string
  note: Generated<string>
  actor: string
  at: MadeAt
}

export interface BudgetTable {
  id: Generated<number>
  cycle_id: number
  organisation_id: number
  path: number[]
  kind: 'department' | 'unit'
  year: number
  state: StateId
  /** What the draft began as: entries are made on it. */
  opening: Json<object>
  draft: Json<object>
  /** Its money in short, see `ledger/packed-money.ts`: written with the draft, always. */
  money: Json<object>
  entries: Generated<number>
  /** Hash of the last entry; before the first, that of what the draft began as. */
  head: Buffer
  moves: Generated<number>
  versions: Generated<number>
  /** The version that was approved last. */
  approved: number | null
  changed_at: Generated<Date>
}

export interface BudgetEntryTable {
  budget_id: number
  n: number
  path: number[]
  /** Chosen by who sends it: an entry that is sent twice is kept once. */
  key: string
  actor: string
  at: Date
  reason: Generated<string>
  changes: Json<object[]>
  previous: Buffer
  hash: Buffer
}

export interface BudgetVersionTable {
  budget_id: number
  n: number
  path: number[]
  actor: string
  at: MadeAt
  transition: string
  /** How many entries it holds, and the hash of the last of them. */
  entries: number
  head: Buffer
  /** The ledger as canonical JSON, and the hash of these bytes. */
  ledger: string
  sha256: Buffer
  draft: Json<object>
  /** What a list shows of it, judged once when it was kept: `VersionSummary`. */
  summary: Json<object>
  money: Json<object>
}

export interface BudgetMoveTable {
  budget_id: number
  n: number
  path: number[]
  actor: string
  role: string
  at: MadeAt
  transition: string
  from_state: string
  to_state: string
  reason: Generated<string>
  on_day: Day<string | null>
  document: Generated<string>
  version: number | null
}

export interface ControlRevisionTable {
  budget_id: number
  n: number
  path: number[]
  figures: Json<object[]>
  reason: string
  actor: string
  at: MadeAt
}

export interface LibraryProjectTable {
  id: Generated<number>
  organisation_id: number
  path: number[]
  code: string
  name: string
  state: 'draft' | 'submitted' | 'passed' | 'stored' | 'ended'
  since: number
  until: number | null
  card: Json<object>
  estimate: Generated<number>
  author: string
  history: JsonByDefault<object[]>
  changed_at: Generated<Date>
}

export interface BudgetCommentTable {
  id: Generated<number>
  budget_id: number
  path: number[]
  parent_id: number | null
  version: number | null
  target: Json<object>
  text: string
  actor: string
  at: MadeAt
  state: Generated<'open' | 'resolved' | 'carried'>
  settled_by: string | null
  settled_at: Date | null
}

export interface PresenceTable {
  budget_id: number
  user_id: string
  path: number[]
  name: string
  at: Date
  sheet: Generated<string>
  row: Generated<string>
  field: Generated<string>
}

export interface ProgressTable {
  id: Generated<number>
  budget_id: number
  path: number[]
  year: number
  kind: 'checkpoint' | 'evaluation' | 'review'
  project: string
  /** The project's, where the ledger has one: it stays when the name changes. */
  code: Generated<string>
  checkpoint: string
  /** Fen. */
  spent: number
  actual: Json<object>
  explanation: Generated<string>
  evaluation: JSONColumnType<object, string | null, string | null> | null
  actor: string
  at: MadeAt
  public: Generated<boolean>
}

export interface EditionTable {
  budget_id: number
  n: number
  path: number[]
  stage: string
  version: number
  ledger: Buffer
  manifest: Buffer
  /** What was approved, cleared and published, as `approval.json` says it; empty before. */
  approval: Generated<string>
  /** Path, hash, bytes of each file; the files themselves lie with those of sources. */
  files: Json<object[]>
  /** Signatures by path of their file. */
  signatures: JsonByDefault<Record<string, string>>
  findings: JsonByDefault<object[]>
  reason: Generated<string>
  actor: string
  at: MadeAt
  public: Generated<boolean>
  department_id: number | null
  disclosure_id: number | null
}
