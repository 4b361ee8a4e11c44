import { createHash } from 'node:crypto'

/** What an entry can be about. */
export const AUDIT_ACTIONS = [
  'sign-in',
  'sign-in-failed',
  'sign-out',
  'sessions-ended',
  'denied',
  'set-up',
  'password-changed',
  'second-factor-changed',
  'provider-connected',
  'invited',
  'invitation-withdrawn',
  'role-given',
  'role-taken',
  'user-disabled',
  'user-enabled',
  'setting-changed',
  'upload',
  'import',
  'withheld',
  'published',
  'audit-exported',
  'organisation-added',
  'post-given',
  'post-taken',
  'cycle-opened',
  'event-recorded',
  'control-set',
  'budget-moved',
  'budget-published',
  'project-moved',
  'progress-recorded',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** Whole numbers, words and lists of words: what looks the same in every program that reads it. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** One thing that was done, chained to all that was done before. */
export interface AuditEntry {
  /** 1 for the first, without gaps. */
  readonly n: number
  /** UTC, to the millisecond, as `2026-01-02T03:04:05.678Z`. */
  readonly at: string
  /** Id of the person; `system` for the command line and the program itself. */
  readonly actor: string
  readonly action: string
  /** What it was done to: a person, a file, a setting. */
  readonly subject: string
  readonly details: AuditDetails
  /** Hash of the entry before, 64 hexadecimal digits; all zero for the first. */
  readonly previous: string
  /** SHA-256 of the canonical text of all of the above. */
  readonly hash: string
}

/** What the first entry is chained to. */
export const NOTHING_BEFORE = '0'.repeat(64)

/** The one text of a value: keys in the order of their code units, no spaces. Of what entries hold this is RFC 8785. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

export function entryHash({ n, at, actor, action, subject, details, previous }: Omit<AuditEntry, 'hash'>): string {
  const text = canonicalJson({ n, at, actor, action, subject, details, previous })
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
