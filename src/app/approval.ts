import { z } from 'zod'
import { AUDIT_ENTRY } from './audit-export.ts'

/** What stands beside the manifest of what was published here, and its signature. Neither is in the manifest: they are made when it is published. */
export const APPROVAL_FILE = 'approval.json'
export const APPROVAL_SIGNATURE_FILE = 'approval.sig.json'

const HASH = z.string().regex(/^[0-9a-f]{64}$/u)

/** Who approved, cleared and published what, by office and document and not by person, with the entries of the audit trail that say so. */
export const APPROVAL = z.strictObject({
  format: z.literal('mingzhang/approval/1'),
  /** The organisation whose budget it is, its year, and whether it is the budget or the final account. */
  organisation: z.string(),
  year: z.number().int(),
  stage: z.enum(['budget', 'final']),
  /** 1 for the first publication of the budget; every correction is the next. */
  edition: z.number().int().positive(),
  /** Why it was corrected; empty for the first. */
  reason: z.string(),
  /** The version that was approved, and the hash of its ledger. */
  version: z.number().int().positive(),
  ledger: HASH,
  /** Hash of `manifest.json`. */
  manifest: HASH,
  steps: z.array(
    z.strictObject({
      step: z.string(),
      name: z.string(),
      /** Role and organisation of who made it; empty for what happened outside. */
      role: z.string(),
      office: z.string(),
      /** Date and number of the document by which it was done, where there is one. */
      day: z.string(),
      document: z.string(),
      /** Number of its entry. */
      entry: z.number().int().positive(),
    }),
  ),
  /** Entries of the audit trail, the earliest first. People stand in them by an id that means nothing elsewhere. */
  entries: z.array(AUDIT_ENTRY),
  /** The last entry of the trail when it was published. */
  head: z.strictObject({ n: z.number().int().positive(), hash: HASH }),
})
export type Approval = z.infer<typeof APPROVAL>

/** Keys in their order, two spaces, a line break at the end. */
export function approvalText(approval: Approval): string {
  return `${JSON.stringify(approval, null, 2)}\n`
}
