import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Words } from '../budget/finding.ts'
import { AUDIT_ENTRY, AUDIT_HEADER, type AuditHeader } from './audit-export.ts'
import { canonicalJson, entryHash, NOTHING_BEFORE } from '../store/audit/audit-entry.ts'
import { beginsWith } from './file-beginning.ts'

/** What checking an exported audit trail gives. Nothing but the file is asked. */
export type AuditVerification =
  | {
      readonly readable: true
      readonly entries: number
      /** Hash of the last entry that is in order. */
      readonly head: string
      readonly from: string | null
      readonly to: string | null
      /** Where the chain breaks first; null where it holds. */
      readonly fault: (Words & { readonly line: number }) | null
    }
  | { readonly readable: false; readonly message: Words }

/** An entry by its number and its hash. */
interface Noted {
  readonly n: number
  readonly hash: string
}

const BEGINNING = '{"format":"mingzhang/audit/'

/** Whether a file begins as an exported audit trail does. */
export async function isAuditExport(path: string): Promise<boolean> {
  return await beginsWith(path, BEGINNING)
}

/**
 * Checks that each entry is what it was when it was written and follows the one before it, that none is missing, and that the last is the one that the first
 * line names. Whoever can write the database can also make another whole chain: against that stands a hash noted elsewhere.
 *
 * @param head a hash noted earlier (from the audit page, or an earlier export): one entry must have it
 * @param entries numbers and hashes of entries that stand elsewhere, such as beside a publication: each must be in it at its number
 */
export async function verifyAudit(
  path: string,
  { head: noted, entries: elsewhere = [] }: { readonly head?: string; readonly entries?: readonly Noted[] } = {},
): Promise<AuditVerification> {
  const wanted = new Map(elsewhere.map(({ n, hash }) => [n, hash]))
  let header: AuditHeader | null = null
  let previous = NOTHING_BEFORE
  let count = 0
  let from: string | null = null
  let to: string | null = null
  let seen = noted === undefined
  let number = 0
  const result = (fault: (Words & { line: number }) | null): AuditVerification => ({
    readable: true,
    entries: count,
    head: previous,
    from,
    to,
    fault,
  })
  const at = (words: Words): AuditVerification => result({ ...words, line: number })
  for await (const line of lines(path)) {
    number++
    if (header === null) {
      const parsed = AUDIT_HEADER.safeParse(parse(line))
      if (!parsed.success)
        return {
          readable: false,
          message: {
            zh: `${path} 的第一行不是审计记录的开头。请给出 mingzhang audit export 写成的文件。`,
            en: `The first line of ${path} does not begin an audit trail. Name a file that mingzhang audit export wrote.`,
          },
        }
      header = parsed.data
      continue
    }
    const value = parse(line)
    const parsed = AUDIT_ENTRY.safeParse(value)
    if (!parsed.success || line !== canonicalJson(value))
      return at({
        zh: `第 ${number} 行不是一条完整的审计记录，或写法被改过。`,
        en: `Line ${number} is no whole entry, or is not written as it was.`,
      })
    const entry = parsed.data
    if (entry.n !== count + 1)
      return at({
        zh: `第 ${number} 行应是第 ${count + 1} 条，却是第 ${entry.n} 条：其间有记录被删去、插入或换了位置。`,
        en: `Line ${number} should be entry ${count + 1} and is entry ${entry.n}: something was removed, inserted or moved.`,
      })
    if (entry.previous !== previous)
      return at({
        zh: `第 ${entry.n} 条没有接在第 ${count} 条之后：其中一条被换过。`,
        en: `Entry ${entry.n} does not follow entry ${count}: one of the two was replaced.`,
      })
    if (entryHash(entry) !== entry.hash)
      return at({
        zh: `第 ${entry.n} 条的内容与它的哈希不符：被改动过。`,
        en: `Entry ${entry.n} does not fit its hash: it was changed.`,
      })
    count++
    previous = entry.hash
    from ??= entry.at
    to = entry.at
    seen ||= entry.hash === noted
    if (wanted.has(entry.n) && wanted.get(entry.n) !== entry.hash)
      return at({
        zh: `第 ${entry.n} 条与公布的那一条不同：公布的内容不在这条链上。`,
        en: `Entry ${entry.n} is not the one that was published: what was published is not of this chain.`,
      })
    wanted.delete(entry.n)
  }
  if (header === null) return { readable: false, message: { zh: `${path} 是空的。`, en: `${path} is empty.` } }
  if (count !== header.entries || previous !== header.head)
    return at({
      zh: `开头写明共 ${header.entries} 条，这里到第 ${count} 条为止：末尾有记录被删去，或开头被改过。`,
      en: `The first line names ${header.entries} entries and here are ${count}: the end was cut off, or the first line changed.`,
    })
  if (!seen)
    return at({
      zh: `没有一条的哈希是 ${noted ?? ''}：这不是当时那条链，或当时记下的有误。`,
      en: `No entry has the hash ${noted ?? ''}: this is not the chain of that time, or it was noted wrongly.`,
    })
  const [absent] = wanted.keys()
  if (absent !== undefined)
    return at({
      zh: `公布的第 ${absent} 条不在其中：导出早于公布，或不是同一条链。`,
      en: `The published entry ${absent} is not in it: it was exported before, or is another chain.`,
    })
  return result(null)
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return null
  }
}

function lines(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
}
