import { type Kysely, sql } from 'kysely'

/**
 * Budgets while they are made: organisations, posts, cycles, drafts with their entries, versions, the steps that were made, control figures, the project
 * library, comments, what happens through the year, and editions. Every row that belongs to an organisation has the `path` to it from the root: row policies
 * look at that alone, and the keys name it, so that no row can claim the path of another. None of these is distributed: on Citus they stay where they are made.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)

  await run(`CREATE TABLE organisation (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    parent_id int REFERENCES organisation (id),
    path int[] NOT NULL,
    kind text NOT NULL CHECK (kind IN ('division', 'department', 'unit')),
    code text NOT NULL,
    name text NOT NULL,
    place text NOT NULL DEFAULT '',
    details jsonb NOT NULL DEFAULT '{}',
    ended boolean NOT NULL DEFAULT false,
    UNIQUE (parent_id, name),
    UNIQUE (id, path)
  )`)
  await run('CREATE INDEX organisation_path ON organisation USING gin (path)')

  await run(`CREATE TABLE post (
    user_id text NOT NULL REFERENCES account_user ("id") ON DELETE CASCADE,
    organisation_id int NOT NULL REFERENCES organisation (id),
    role text NOT NULL,
    given_by text NOT NULL,
    given_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, organisation_id, role)
  )`)

  await run(`CREATE TABLE cycle (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id int NOT NULL,
    path int[] NOT NULL,
    FOREIGN KEY (organisation_id, path) REFERENCES organisation (id, path),
    year smallint NOT NULL,
    settings jsonb NOT NULL DEFAULT '{}',
    opened_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (organisation_id, year),
    UNIQUE (id, path)
  )`)

  await run(`CREATE TABLE cycle_event (
    cycle_id int NOT NULL,
    n int NOT NULL,
    path int[] NOT NULL,
    FOREIGN KEY (cycle_id, path) REFERENCES cycle (id, path),
    kind text NOT NULL,
    on_day date NOT NULL,
    document text NOT NULL,
    note text NOT NULL DEFAULT '',
    actor text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (cycle_id, n)
  )`)

  await run(`CREATE TABLE budget (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cycle_id int NOT NULL REFERENCES cycle (id),
    organisation_id int NOT NULL,
    path int[] NOT NULL,
    FOREIGN KEY (organisation_id, path) REFERENCES organisation (id, path),
    kind text NOT NULL CHECK (kind IN ('department', 'unit')),
    year smallint NOT NULL,
    state text NOT NULL,
    opening jsonb NOT NULL,
    draft jsonb NOT NULL,
    -- What the draft says of money, in short: read for hundreds of budgets at once. Not jsonb: it is never looked into here.
    money json NOT NULL,
    entries int NOT NULL DEFAULT 0,
    head bytea NOT NULL CHECK (length(head) = 32),
    moves int NOT NULL DEFAULT 0,
    versions int NOT NULL DEFAULT 0,
    approved int,
    changed_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (cycle_id, organisation_id),
    UNIQUE (id, path)
  )`)
  await run('CREATE INDEX budget_path ON budget USING gin (path)')
  await run('CREATE INDEX budget_cycle ON budget (cycle_id, state)')

  await run(`CREATE TABLE budget_entry (
    budget_id int NOT NULL,
    n int NOT NULL,
    path int[] NOT NULL,
    FOREIGN KEY (budget_id, path) REFERENCES budget (id, path),
    key text NOT NULL,
    actor text NOT NULL,
    at timestamptz NOT NULL,
    reason text NOT NULL DEFAULT '',
    changes jsonb NOT NULL,
    previous bytea NOT NULL CHECK (length(previous) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (budget_id, n),
    UNIQUE (budget_id, key)
  )`)

  await run(`CREATE TABLE budget_version (
    budget_id int NOT NULL,
    n int NOT NULL,
    path int[] NOT NULL,
    FOREIGN KEY (budget_id, path) REFERENCES budget (id, path),
    actor text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    transition text NOT NULL,
    entries int NOT NULL,
    head bytea NOT NULL,
    ledger text NOT NULL,
    sha256 bytea NOT NULL CHECK (length(sha256) = 32),
    draft jsonb NOT NULL,
    summary jsonb NOT NULL,
    money json NOT NULL,
    PRIMARY KEY (budget_id, n)
  )`)

  await run(`CREATE TABLE budget_move (
    budget_id int NOT NULL,
    n int NOT NULL,
    path int[] NOT NULL,
    FOREIGN KEY (budget_id, path) REFERENCES budget (id, path),
    actor text NOT NULL,
    role text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    transition text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    reason text NOT NULL DEFAULT '',
    on_day date,
    document text NOT NULL DEFAULT '',
    version int,
    PRIMARY KEY (budget_id, n)
  )`)

  await run(`CREATE TABLE control_revision (
    budget_id int NOT NULL,
    n int NOT NULL,
    path int[] NOT NULL,
    FOREIGN KEY (budget_id, path) REFERENCES budget (id, path),
    figures jsonb NOT NULL,
    reason text NOT NULL,
    actor text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (budget_id, n)
  )`)

  await run(`CREATE TABLE library_project (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id int NOT NULL,
    path int[] NOT NULL,
    FOREIGN KEY (organisation_id, path) REFERENCES organisation (id, path),
    code text NOT NULL,
    name text NOT NULL,
    state text NOT NULL CHECK (state IN ('draft', 'submitted', 'passed', 'stored', 'ended')),
    since smallint NOT NULL,
    until smallint,
    card jsonb NOT NULL,
    estimate bigint NOT NULL DEFAULT 0,
    author text NOT NULL,
    history jsonb NOT NULL DEFAULT '[]',
    changed_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (organisation_id, name)
  )`)
  await run('CREATE INDEX library_project_path ON library_project USING gin (path)')

  await run(`CREATE TABLE budget_comment (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    budget_id int NOT NULL,
    path int[] NOT NULL,
    FOREIGN KEY (budget_id, path) REFERENCES budget (id, path),
    parent_id int REFERENCES budget_comment (id),
    version int,
    target jsonb NOT NULL,
    text text NOT NULL,
    actor text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'resolved', 'carried')),
    settled_by text,
    settled_at timestamptz
  )`)
  await run('CREATE INDEX budget_comment_budget ON budget_comment (budget_id)')

  // Who has a budget open, and where the cursor is. Worth nothing after a crash.
  await run(`CREATE UNLOGGED TABLE presence (
    budget_id int NOT NULL,
    user_id text NOT NULL,
    path int[] NOT NULL,
    name text NOT NULL,
    at timestamptz NOT NULL,
    sheet text NOT NULL DEFAULT '',
    "row" text NOT NULL DEFAULT '',
    field text NOT NULL DEFAULT '',
    PRIMARY KEY (budget_id, user_id)
  )`)

  await run(`CREATE TABLE progress (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    budget_id int NOT NULL,
    path int[] NOT NULL,
    year smallint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('checkpoint', 'evaluation', 'review')),
    FOREIGN KEY (budget_id, path) REFERENCES budget (id, path),
    project text NOT NULL,
    checkpoint text NOT NULL,
    spent bigint NOT NULL,
    actual jsonb NOT NULL,
    explanation text NOT NULL DEFAULT '',
    evaluation jsonb,
    actor text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    public boolean NOT NULL DEFAULT false
  )`)
  await run('CREATE INDEX progress_budget ON progress (budget_id, project)')
  await run('CREATE INDEX progress_public ON progress (project, year) WHERE public')

  await run(`CREATE TABLE edition (
    budget_id int NOT NULL,
    n int NOT NULL,
    path int[] NOT NULL,
    FOREIGN KEY (budget_id, path) REFERENCES budget (id, path),
    stage text NOT NULL,
    version int NOT NULL,
    ledger bytea NOT NULL CHECK (length(ledger) = 32),
    manifest bytea NOT NULL CHECK (length(manifest) = 32),
    approval text NOT NULL DEFAULT '',
    files jsonb NOT NULL,
    signatures jsonb NOT NULL DEFAULT '{}',
    findings jsonb NOT NULL DEFAULT '[]',
    reason text NOT NULL DEFAULT '',
    actor text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    public boolean NOT NULL DEFAULT false,
    department_id int,
    disclosure_id int,
    PRIMARY KEY (budget_id, n)
  )`)
  await run('CREATE INDEX edition_disclosure ON edition (department_id, disclosure_id)')
  // What was published here counts before copies that were found elsewhere, and a correction before what it corrects.
  await run('ALTER TABLE disclosure ADD COLUMN edition int')
  await run(
    "CREATE INDEX audit_entry_budget ON audit_entry (subject, n) WHERE action IN ('budget-moved', 'budget-published', 'event-recorded')",
  )
}
