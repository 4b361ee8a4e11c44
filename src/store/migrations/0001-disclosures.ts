import { type Kysely, sql } from 'kysely'
import { distributeByDepartment, replicate } from '../distribute.ts'

/**
 * What has been published. Every table that belongs to a department has it in its primary key and is never joined to another department's: Citus
 * can then keep each department on one machine, and a plain PostgreSQL loses nothing by it. No triggers; no foreign keys across departments.
 *
 * Nodes of the budget's dimensions are numbers (`node`): a fact with its index stays near 100 bytes, and none of its columns is null.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)

  await run(`CREATE TABLE department (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    name text NOT NULL,
    code text,
    division text NOT NULL DEFAULT '',
    ancestors text[] NOT NULL DEFAULT '{}'
  )`)
  await run('CREATE INDEX department_division ON department (division)')
  await run('CREATE INDEX department_ancestors ON department USING gin (ancestors)')

  await run(`CREATE TABLE project_name (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
  )`)

  await run(`CREATE TABLE node (
    id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dimension text NOT NULL,
    node text NOT NULL,
    UNIQUE (dimension, node)
  )`)

  await run(`CREATE TABLE source (
    sha256 bytea PRIMARY KEY CHECK (length(sha256) = 32),
    bytes bigint NOT NULL,
    type text NOT NULL,
    name text NOT NULL,
    published date,
    address text,
    taken_at timestamptz NOT NULL DEFAULT now()
  )`)

  await run(`CREATE TABLE disclosure (
    department_id int NOT NULL,
    id int GENERATED ALWAYS AS IDENTITY,
    sha256 bytea NOT NULL,
    year smallint NOT NULL,
    stage smallint NOT NULL,
    scope smallint NOT NULL,
    current boolean NOT NULL,
    place text,
    units text[] NOT NULL,
    claims int NOT NULL,
    passed int NOT NULL,
    failed int NOT NULL,
    unchecked int NOT NULL,
    errors int NOT NULL,
    warnings int NOT NULL,
    notes int NOT NULL,
    unread int NOT NULL,
    program text NOT NULL,
    details jsonb NOT NULL,
    imported_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (department_id, id),
    UNIQUE (department_id, sha256)
  )`)
  await run('CREATE INDEX disclosure_of ON disclosure (department_id, year, stage, scope)')
  await run('CREATE INDEX disclosure_time ON disclosure (imported_at DESC)')
  await run('CREATE INDEX disclosure_source ON disclosure (sha256)')

  await run(`CREATE TABLE printed_table (
    department_id int NOT NULL,
    disclosure_id int NOT NULL,
    n smallint NOT NULL,
    form text NOT NULL,
    title text NOT NULL,
    state text NOT NULL,
    claims jsonb NOT NULL,
    PRIMARY KEY (department_id, disclosure_id, n)
  )`)

  await run(`CREATE TABLE finding (
    department_id int NOT NULL,
    disclosure_id int NOT NULL,
    n smallint NOT NULL,
    code text NOT NULL,
    severity smallint NOT NULL,
    finding jsonb NOT NULL,
    PRIMARY KEY (department_id, disclosure_id, n)
  )`)

  await run(`CREATE TABLE project (
    department_id int NOT NULL,
    disclosure_id int NOT NULL,
    n smallint NOT NULL,
    name text NOT NULL,
    amount bigint,
    card jsonb NOT NULL,
    PRIMARY KEY (department_id, disclosure_id, n)
  )`)

  // Wide columns first, so that no padding is stored.
  await run(`CREATE TABLE fact (
    amount bigint NOT NULL,
    department_id int NOT NULL,
    disclosure_id int NOT NULL,
    function int NOT NULL,
    economic int NOT NULL,
    project int NOT NULL,
    claim int NOT NULL,
    n smallint NOT NULL,
    year smallint NOT NULL,
    stage smallint NOT NULL,
    scope smallint NOT NULL,
    cut smallint NOT NULL,
    fund smallint NOT NULL,
    nature smallint NOT NULL,
    item smallint NOT NULL,
    PRIMARY KEY (department_id, disclosure_id, n)
  )`)

  await run(`CREATE TABLE rollup (
    amount bigint NOT NULL,
    facts int NOT NULL,
    function int NOT NULL,
    economic int NOT NULL,
    year smallint NOT NULL,
    stage smallint NOT NULL,
    scope smallint NOT NULL,
    cut smallint NOT NULL,
    fund smallint NOT NULL,
    nature smallint NOT NULL,
    item smallint NOT NULL,
    division text NOT NULL COLLATE "C",
    PRIMARY KEY (division, cut, stage, scope, year, function, economic, fund, nature, item)
  ) WITH (fillfactor = 80)`)

  await run(`CREATE TABLE department_total (
    amount bigint NOT NULL,
    department_id int NOT NULL,
    year smallint NOT NULL,
    stage smallint NOT NULL,
    scope smallint NOT NULL,
    cut smallint NOT NULL,
    ancestors text[] NOT NULL,
    PRIMARY KEY (department_id, year, stage, scope, cut)
  )`)
  await run('CREATE INDEX department_total_rank ON department_total (cut, year, stage, scope, amount DESC)')

  await run(`CREATE TABLE passage (
    department_id int NOT NULL,
    disclosure_id int NOT NULL,
    n int NOT NULL,
    kind smallint NOT NULL,
    topic text,
    text text NOT NULL,
    place jsonb NOT NULL,
    grams text[] NOT NULL,
    PRIMARY KEY (department_id, disclosure_id, n)
  )`)
  await run('CREATE INDEX passage_grams ON passage USING gin (grams)')

  for (const table of ['department', 'node', 'project_name', 'source']) await replicate(db, table)
  await distributeByDepartment(db, ['disclosure', 'printed_table', 'finding', 'project', 'fact', 'department_total', 'passage'])
  await replicate(db, 'rollup')
}
