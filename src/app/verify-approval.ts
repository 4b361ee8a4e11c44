import type { Words } from '../budget/finding.ts'
import { entryHash } from '../store/audit/audit-entry.ts'
import { APPROVAL, APPROVAL_FILE, APPROVAL_SIGNATURE_FILE, type Approval } from './approval.ts'
import { type Manifest, MANIFEST_FILE, sha256, verifySignature } from './manifest.ts'
import { readPlainFile } from './published-folder.ts'
import { verifyAudit } from './verify-audit.ts'

/** What the approval beside a manifest says, and whether it holds. */
export interface ApprovalVerification {
  readonly approval: Approval
  readonly faults: readonly Words[]
  readonly signature: 'none' | 'valid' | 'invalid'
  /** PEM of the key that signed it; null when it is not signed, or not validly. */
  readonly signedBy: string | null
  /** Whether its entries were looked up in an exported audit trail. */
  readonly inTrail: boolean
}

type Entry = Approval['entries'][number]

const MOST_BYTES = 1024 * 1024

/**
 * Verifies `approval.json` beside a manifest, offline: each entry of the audit trail is what it was, the approved ledger is the one that was printed, the
 * manifest is the one that was cleared and published, in that order and not by one person. Null where there is none.
 *
 * @param audit an exported audit trail, in which the entries must stand at their numbers
 */
export async function verifyApproval(
  folder: string,
  manifest: { readonly bytes: Uint8Array; readonly value: Manifest },
  { audit }: { readonly audit?: string } = {},
): Promise<ApprovalVerification | { readonly faults: readonly Words[] } | null> {
  const bytes = await readPlainFile(folder, APPROVAL_FILE)
  if (!(bytes instanceof Uint8Array)) return null
  const approval = bytes.length > MOST_BYTES ? null : parse(bytes)
  if (approval === null)
    return {
      faults: [
        {
          zh: `${APPROVAL_FILE} 无法读取，或不是明账的批准记录。`,
          en: `${APPROVAL_FILE} cannot be read, or is no record of an approval.`,
        },
      ],
    }
  const faults = [...sameAsManifest(approval, manifest), ...unbroken(approval), ...inOrder(approval), ...said(approval)]
  const { signature, signedBy } = await signatureOf(folder, bytes)
  if (signature === 'invalid')
    faults.push({
      zh: `${APPROVAL_SIGNATURE_FILE}：批准记录的签名无效，记录或签名被改动过。`,
      en: `${APPROVAL_SIGNATURE_FILE}: the signature of the approval is not valid; one of the two was changed.`,
    })
  if (audit !== undefined) faults.push(...(await notInTrail(approval, audit)))
  return { approval, faults, signature, signedBy, inTrail: audit !== undefined }
}

function parse(bytes: Uint8Array): Approval | null {
  try {
    return APPROVAL.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    // Whatever is wrong with it, it proves nothing.
    return null
  }
}

function sameAsManifest(approval: Approval, { bytes, value }: { readonly bytes: Uint8Array; readonly value: Manifest }): Words[] {
  const faults: Words[] = []
  if (approval.manifest !== sha256(bytes))
    faults.push({
      zh: `${APPROVAL_FILE} 批准公开的不是这份 ${MANIFEST_FILE}（哈希不同）。`,
      en: `${APPROVAL_FILE} is not of this ${MANIFEST_FILE}: their hashes differ.`,
    })
  if (approval.ledger !== value.ledger)
    faults.push({
      zh: `批准的账本不是印出这些文件的账本：批准的是 ${approval.ledger}，清单写的是 ${value.ledger}。`,
      en: `The ledger that was approved is not the one these files were printed from: ${approval.ledger} and ${value.ledger}.`,
    })
  if (approval.year !== value.disclosure.year || (approval.stage === 'final') !== (value.disclosure.stage === 'final'))
    faults.push({
      zh: `批准的是${approval.year}年${approval.stage === 'final' ? '决算' : '预算'}，清单写的是另一年度或另一种。`,
      en: `What was approved is the ${approval.stage} of ${approval.year}; the manifest is of another year or kind.`,
    })
  return faults
}

function unbroken({ entries, head }: Approval): Words[] {
  const faults: Words[] = []
  for (const [i, entry] of entries.entries()) {
    if (entryHash(entry) !== entry.hash)
      faults.push({
        zh: `审计第 ${entry.n} 条的内容与它的哈希不符：被改动过。`,
        en: `Audit entry ${entry.n} does not fit its hash: it was changed.`,
      })
    const before = entries[i - 1]
    const follows = before === undefined || before.n < entry.n
    const chained = before === undefined || before.n !== entry.n - 1 || before.hash === entry.previous
    if (!follows || !chained)
      faults.push({
        zh: `审计第 ${entry.n} 条没有接在前面的记录之后。`,
        en: `Audit entry ${entry.n} does not follow the one before it.`,
      })
  }
  const last = entries.at(-1)
  if (last === undefined || last.n !== head.n || last.hash !== head.hash)
    faults.push({
      zh: '链首（公开时的末条记录）不是所列的最后一条。',
      en: 'The head of the chain is not the last entry that is listed.',
    })
  return faults
}

const textOf = (entry: Entry, key: string): string => String(entry.details[key] ?? '')

/** Revised any number of times, approved, then made, then cleared, then published: of one budget, the same ledger, the same manifest, and no two that must be apart by one person. */
function inOrder({ entries, ledger, manifest, edition, version, year }: Approval): Words[] {
  const moves = entries.filter(({ action }) => action === 'budget-moved')
  const published = entries.at(-1)
  const [revisions, [approved, made, cleared, moved]] = [moves.slice(0, -4), moves.slice(-4)]
  if (
    approved === undefined ||
    made === undefined ||
    cleared === undefined ||
    moved === undefined ||
    published?.action !== 'budget-published'
  )
    return [
      {
        zh: '应有批复、送审、保密审查、公开和发布五条审计记录，所列的不是。',
        en: 'There should be the entries of the approval, the sending, the clearing and the publication, and there are not.',
      },
    ]
  const faults: Words[] = []
  const holds = (is: boolean, zh: string, en: string): void => void (is || faults.push({ zh, en }))
  const of = (entry: Entry, ...steps: readonly string[]): boolean => steps.includes(textOf(entry, 'transition'))
  holds(
    revisions.every((entry) => of(entry, 'approve-revision')) &&
      /^(?:approve-(?!late-unit$)|pass-final-bureau$)/u.test(textOf(approved, 'transition')) &&
      of(made, 'send-to-secrecy', 'send-final-to-secrecy') &&
      of(cleared, 'clear', 'clear-final') &&
      of(moved, 'publish', 'publish-final'),
    '审计记录的次序应为（调剂、追加或调整的批准，）批复、送审、通过审查、公开。',
    'The entries should be, in this order: (approvals of revisions,) approval, sending, clearing, publication.',
  )
  const subject = published.subject
  holds(
    [...revisions, approved, made, cleared, moved].every((entry) => entry.subject === subject && entry.details['year'] === year),
    '审计记录不是同一预算的。',
    'The entries are not of one budget.',
  )
  holds(
    [approved, moved, published].every((entry) => textOf(entry, 'ledger') === ledger && entry.details['version'] === version),
    '批复和公开的审计记录写的不是这个账本版本。',
    'The entries of approval and publication name another version of the ledger.',
  )
  holds(
    [made, cleared, moved, published].every(
      (entry) => textOf(entry, 'manifest') === manifest && entry.details['edition'] === edition,
    ),
    '保密审查通过的不是这份清单，或不是这一版。',
    'What was cleared is another manifest, or another edition.',
  )
  holds(
    cleared.actor !== made.actor && cleared.actor !== moved.actor && moved.actor === published.actor,
    '送审、审查、公开没有分由不同的人办理。',
    'Sending, clearing and publishing were not done by different people.',
  )
  return faults
}

/** What is said to be read is what the entries say. */
function said({ steps, entries }: Approval): Words[] {
  const byNumber = new Map(entries.map((entry) => [entry.n, entry]))
  return steps
    .filter(({ entry, step, office, day, document }) => {
      const own = byNumber.get(entry)
      if (own === undefined) return true
      const named = own.action === 'event-recorded' ? own.subject : textOf(own, 'transition')
      return (
        named !== step || textOf(own, 'office') !== office || textOf(own, 'day') !== day || textOf(own, 'document') !== document
      )
    })
    .map(({ name, entry }) => ({
      zh: `“${name}”的单位、日期或文号与审计第 ${entry} 条不同。`,
      en: `Office, day or document of "${name}" is not what audit entry ${entry} says.`,
    }))
}

async function signatureOf(folder: string, bytes: Uint8Array): Promise<Pick<ApprovalVerification, 'signature' | 'signedBy'>> {
  const signature = await readPlainFile(folder, APPROVAL_SIGNATURE_FILE)
  if (signature === null) return { signature: 'none', signedBy: null }
  const signedBy = signature instanceof Uint8Array ? verifySignature(bytes, new TextDecoder().decode(signature)) : null
  return { signature: signedBy === null ? 'invalid' : 'valid', signedBy }
}

async function notInTrail({ entries }: Approval, audit: string): Promise<readonly Words[]> {
  const verified = await verifyAudit(audit, { entries })
  if (!verified.readable) return [verified.message]
  return verified.fault === null ? [] : [verified.fault]
}
