import { z } from 'zod'

const HASH = z.string().regex(/^[0-9a-f]{64}$/u)

/** The first line of an exported audit trail. */
export const AUDIT_HEADER = z.strictObject({
  format: z.literal('mingzhang/audit/1'),
  /** How many entries there were when it was written. */
  entries: z.number().int().nonnegative(),
  /** Hash of the last of them. */
  head: HASH,
  exported: z.string(),
})
export type AuditHeader = z.infer<typeof AUDIT_HEADER>

/** An entry of the trail as it is written down outside. */
export const AUDIT_ENTRY = z.strictObject({
  n: z.number().int().positive(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number().int(), z.boolean(), z.null(), z.array(z.string())])),
  previous: HASH,
  hash: HASH,
})
