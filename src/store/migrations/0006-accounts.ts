import { type Kysely, sql } from 'kysely'
import { distributeByDepartment } from '../distribute.ts'

/** Contents of a disclosure, table by table: they leave these for `withheld_…` when it is withheld, so that no query of the public can meet them. */
export const CONTENT_TABLES = ['packed_claims', 'finding', 'project', 'fact', 'passage'] as const

/**
 * Accounts, roles, the audit trail, and what is withheld. The tables `account_…` are those that the library for accounts expects, in its own words
 * (`test/store/accounts-schema.test.ts` holds them against it). None of these belongs to a department: on Citus they stay where they are made.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)

  await run(`CREATE TABLE account_user (
    "id" text PRIMARY KEY,
    "name" text NOT NULL,
    "email" text NOT NULL UNIQUE,
    "emailVerified" boolean NOT NULL,
    "image" text,
    "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "username" text UNIQUE,
    "displayUsername" text,
    "twoFactorEnabled" boolean,
    disabled boolean NOT NULL DEFAULT false
  )`)
  await run(`CREATE TABLE account_session (
    "id" text PRIMARY KEY,
    "expiresAt" timestamptz NOT NULL,
    "token" text NOT NULL UNIQUE,
    "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamptz NOT NULL,
    "ipAddress" text,
    "userAgent" text,
    "userId" text NOT NULL REFERENCES account_user ("id") ON DELETE CASCADE
  )`)
  await run('CREATE INDEX "account_session_userId_idx" ON account_session ("userId")')
  await run(`CREATE TABLE account_credential (
    "id" text PRIMARY KEY,
    "accountId" text NOT NULL,
    "providerId" text NOT NULL,
    "userId" text NOT NULL REFERENCES account_user ("id") ON DELETE CASCADE,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamptz,
    "refreshTokenExpiresAt" timestamptz,
    "scope" text,
    "password" text,
    "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamptz NOT NULL
  )`)
  await run('CREATE INDEX "account_credential_userId_idx" ON account_credential ("userId")')
  await run(`CREATE TABLE account_verification (
    "id" text PRIMARY KEY,
    "identifier" text NOT NULL,
    "value" text NOT NULL,
    "expiresAt" timestamptz NOT NULL,
    "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
  )`)
  await run('CREATE INDEX "account_verification_identifier_idx" ON account_verification ("identifier")')
  await run(`CREATE TABLE account_second_factor (
    "id" text PRIMARY KEY,
    "secret" text NOT NULL,
    "backupCodes" text NOT NULL,
    "userId" text NOT NULL REFERENCES account_user ("id") ON DELETE CASCADE,
    "verified" boolean,
    "failedVerificationCount" integer,
    "lockedUntil" timestamptz
  )`)
  await run('CREATE INDEX "account_second_factor_secret_idx" ON account_second_factor ("secret")')
  await run('CREATE INDEX "account_second_factor_userId_idx" ON account_second_factor ("userId")')
  await run(`CREATE TABLE account_rate_limit (
    "id" text PRIMARY KEY,
    "key" text NOT NULL UNIQUE,
    "count" integer NOT NULL,
    "lastRequest" bigint NOT NULL
  )`)

  await run(`CREATE TABLE role_grant (
    user_id text NOT NULL REFERENCES account_user ("id") ON DELETE CASCADE,
    role text NOT NULL,
    granted_by text NOT NULL,
    granted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, role)
  )`)

  // A link that lets one person in once: the first administrator, somebody invited, somebody who lost a password. Only the token's hash is kept.
  await run(`CREATE TABLE invitation (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    kind text NOT NULL CHECK (kind IN ('first', 'invited', 'reset')),
    user_id text REFERENCES account_user ("id") ON DELETE CASCADE,
    name text NOT NULL,
    roles text[] NOT NULL,
    made_by text NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  )`)

  await run(`CREATE TABLE setting (key text PRIMARY KEY, value jsonb NOT NULL)`)

  await run(`CREATE TABLE upload (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id text NOT NULL,
    host text NOT NULL,
    names text[] NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    results jsonb NOT NULL DEFAULT '[]'
  )`)

  await run(`CREATE TABLE audit_entry (
    n bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    details jsonb NOT NULL,
    previous bytea NOT NULL CHECK (length(previous) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32)
  )`)
  await run("CREATE INDEX audit_entry_failed ON audit_entry (subject, at) WHERE action = 'sign-in-failed'")

  await run('ALTER TABLE disclosure ADD COLUMN withheld boolean NOT NULL DEFAULT false')
  await run('ALTER TABLE disclosure ADD COLUMN withheld_reason text')
  await run('ALTER TABLE source ADD COLUMN withheld boolean NOT NULL DEFAULT false')
  await run('CREATE INDEX disclosure_withheld ON disclosure (imported_at DESC) WHERE withheld')
  for (const table of CONTENT_TABLES)
    await run(`CREATE TABLE withheld_${table} (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)`)
  await distributeByDepartment(
    db,
    CONTENT_TABLES.map((table) => `withheld_${table}`),
    'disclosure',
  )
}
