import { lstat, realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Words } from '../budget/finding.ts'
import type { Document } from '../document/document.ts'
import { APPROVAL_FILE, APPROVAL_SIGNATURE_FILE } from './approval.ts'
import { checkBytes } from './check-bytes.ts'
import { certificateOf, isKey, MANIFEST, MANIFEST_FILE, sha256, SIGNATURE_FILE, verifySignature } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { type ApprovalVerification, verifyApproval } from './verify-approval.ts'
import { pathsIn, readPlainFile, staysWithin } from './published-folder.ts'

/** What verifying a published folder gives. Nothing but the folder is asked. */
export type Verification = Verified | { readonly readable: false; readonly message: Words }

interface Verified {
  readonly readable: true
  readonly manifest: Manifest
  /** Everything that is not as the manifest says; empty when all is. */
  readonly faults: readonly Words[]
  /** Files that were read again and checked again; of equal ones, the first. */
  readonly reread: readonly string[]
  readonly signature: 'none' | 'valid' | 'invalid'
  /** PEM of the key that signed the manifest; null when it is not signed, or not validly. */
  readonly signedBy: string | null
  /** Who approved, cleared and published it, where it was published by the process; its faults are among `faults`. Null where nothing of it can be read. */
  readonly approval: Omit<ApprovalVerification, 'faults'> | null
}

/** The manifest of a folder is small; a larger file is none. */
const MOST_MANIFEST_BYTES = 4 * 1024 * 1024

/**
 * Verifies a published folder offline: the files are those of the manifest and no others, the signature holds where there is one, and
 * reading and checking the disclosure again in every format gives what the certificate says. Files are read in a worker: the folder may be
 * anybody's.
 *
 * @param path the folder, or its manifest
 * @param options.key PEM of the public key whose signature is asked for: without it a signature says only that somebody signed. Throws
 * `KeyError` where it is none.
 * @param options.audit an exported audit trail in which the approval's entries must stand
 */
export async function verifyPublication(
  path: string,
  options: { readonly key?: string; readonly audit?: string } = {},
): Promise<Verification> {
  const opened = await openManifest(path)
  if ('message' in opened) return { readable: false, message: opened.message }
  const { folder, bytes, manifest } = opened
  const faults: Words[] = []
  const reread = new Reread(manifest)
  for (const file of manifest.files) faults.push(...(await verifyFile(folder, file, reread)))
  faults.push(...(await strangers(folder, manifest)))
  const { signature, signedBy } = await signatureOf(folder, bytes)
  if (signature === 'invalid')
    faults.push({
      zh: `${SIGNATURE_FILE}：清单的签名无效，清单或签名被改动过。`,
      en: `${SIGNATURE_FILE}: the signature of the manifest is not valid; one of the two was changed.`,
    })
  else if (options.key !== undefined && !isKey(options.key, signedBy))
    faults.push({
      zh: `${MANIFEST_FILE} 没有用指定的密钥签名。`,
      en: `${MANIFEST_FILE} is not signed with the key that was asked for.`,
    })
  const approval = await approvalOf({ folder, bytes, manifest }, options, faults)
  return { readable: true, manifest, faults, reread: reread.files, signature, signedBy, approval }
}

/** What stands beside the manifest of who approved it; what is wrong with it is added to the faults. */
async function approvalOf(
  { folder, bytes, manifest }: Opened,
  { key, audit }: { readonly key?: string; readonly audit?: string },
  faults: Words[],
): Promise<Verified['approval']> {
  const verified = await verifyApproval(folder, { bytes, value: manifest }, audit === undefined ? {} : { audit })
  if (verified !== null) faults.push(...verified.faults)
  else if (audit !== undefined)
    faults.push({
      zh: `没有 ${APPROVAL_FILE}，无从与审计记录核对。`,
      en: `There is no ${APPROVAL_FILE} to be looked up in the audit trail.`,
    })
  if (verified === null || !('approval' in verified)) return null
  const { faults: _, ...approval } = verified
  if (key !== undefined && approval.signature !== 'invalid' && !isKey(key, approval.signedBy))
    faults.push({
      zh: `${APPROVAL_FILE} 没有用指定的密钥签名。`,
      en: `${APPROVAL_FILE} is not signed with the key that was asked for.`,
    })
  return approval
}

async function signatureOf(folder: string, manifest: Uint8Array): Promise<Pick<Verified, 'signature' | 'signedBy'>> {
  if (!(await pathsIn(folder)).includes(SIGNATURE_FILE)) return { signature: 'none', signedBy: null }
  const bytes = await readPlainFile(folder, SIGNATURE_FILE)
  const signedBy = bytes instanceof Uint8Array ? verifySignature(manifest, new TextDecoder().decode(bytes)) : null
  return { signature: signedBy === null ? 'invalid' : 'valid', signedBy }
}

interface Opened {
  readonly folder: string
  readonly bytes: Uint8Array
  readonly manifest: Manifest
}

async function openManifest(path: string): Promise<Opened | { readonly message: Words }> {
  try {
    const found = await lstat(path).catch(() => null)
    // A link to the folder is the reader's own way there; links within it are not followed.
    const folder = await realpath(found?.isFile() === true ? dirname(resolve(path)) : path)
    const { size } = await lstat(resolve(folder, MANIFEST_FILE))
    if (size > MOST_MANIFEST_BYTES) throw new Error(`${size} bytes`)
    const bytes = await readPlainFile(folder, MANIFEST_FILE)
    if (!(bytes instanceof Uint8Array)) throw new Error('no plain file')
    return { folder, bytes, manifest: MANIFEST.parse(JSON.parse(new TextDecoder().decode(bytes))) }
  } catch (error) {
    return { message: unreadable(path, error) }
  }
}

function unreadable(path: string, error: unknown): Words {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    return {
      zh: `${path} 中没有 ${MANIFEST_FILE}。请给出 mingzhang publish 写成的文件夹。`,
      en: `There is no ${MANIFEST_FILE} in ${path}. Name a folder that mingzhang publish wrote.`,
    }
  const why = error instanceof Error && error.name !== 'ZodError' ? `：${error.message.split('\n')[0] ?? ''}` : ''
  return {
    zh: `${path} 中的 ${MANIFEST_FILE} 无法读取，或不是明账的清单${why}。`,
    en: `${MANIFEST_FILE} in ${path} cannot be read, or is no manifest of Mingzhang${why.replace('：', ': ')}.`,
  }
}

async function verifyFile(folder: string, file: Manifest['files'][number], reread: Reread): Promise<Words[]> {
  if (!staysWithin(file.path)) return [{ zh: `${file.path} 不在这个文件夹之内。`, en: `${file.path} is not within this folder.` }]
  const bytes = await readPlainFile(folder, file.path, file.bytes)
  if (bytes === null) {
    return [
      {
        zh: `缺少文件 ${file.path}，或它是一个链接。`,
        en: `${file.path} is missing, or is a link.`,
      },
    ]
  }
  if (bytes === 'other-size' || sha256(bytes) !== file.sha256)
    return [
      { zh: `${file.path} 与清单不符，发布后被改动过。`, en: `${file.path} is not the file of the manifest: it was changed.` },
    ]
  return file.disclosure ? reread.check(file, bytes) : []
}

/** Reads and checks files again; of equal ones, the first alone. */
class Reread {
  readonly files: string[] = []
  readonly #manifest: Manifest
  readonly #seen = new Set<string>()

  constructor(manifest: Manifest) {
    this.#manifest = manifest
  }

  async check(file: Manifest['files'][number], bytes: Uint8Array): Promise<Words[]> {
    if (this.#seen.has(file.sha256)) return []
    this.#seen.add(file.sha256)
    this.files.push(file.path)
    const checked = await checkBytes(bytes, file.path)
    if (!checked.ok)
      return [
        {
          zh: `${file.path} 无法读回：${checked.message.zh}`,
          en: `${file.path} cannot be read back: ${checked.message.en}`,
        },
      ]
    const { equations, findings, document } = checked.result.zh
    const own = certificateOf(
      equations,
      findings.map((f) => f.severity),
    )
    const { check, disclosure } = this.#manifest
    const faults: Words[] = []
    if (!isDeepStrictEqual(own, check))
      faults.push({
        zh: `${file.path} 重新核对：${own.equations.passed} 个等式成立，错误 ${own.errors}，提醒 ${own.warnings}；证书写的是 ${check.equations.passed}、${check.errors}、${check.warnings}。`,
        en: `Checking ${file.path} again: ${own.equations.passed} equations hold, ${own.errors} errors, ${own.warnings} warnings; the certificate says ${check.equations.passed}, ${check.errors} and ${check.warnings}.`,
      })
    const { year } = document
    if (year !== disclosure.year)
      faults.push({
        zh: `${file.path} 是${year ?? '?'}年的，清单写的是${disclosure.year}年。`,
        en: `${file.path} is of ${year ?? 'no year'}; the manifest says ${disclosure.year}.`,
      })
    if (!prints(checked.document, disclosure.department))
      faults.push({
        zh: `${file.path} 中没有清单所写的部门名称“${disclosure.department}”。`,
        en: `${file.path} does not print the department that the manifest names, ${disclosure.department}.`,
      })
    return faults
  }
}

/** Whether some words stand in a document, however it is broken into lines. */
function prints(document: Document, words: string): boolean {
  const squeeze = (text: string): string => text.replace(/\s+/gu, '')
  const wanted = squeeze(words)
  const holds = (text: string): boolean => squeeze(text).includes(wanted)
  return document.blocks.some((b) => (b.kind === 'paragraph' ? holds(b.text) : b.cells.some((cell) => holds(cell.text))))
}

/** Files in the folder that the manifest does not know. */
async function strangers(folder: string, manifest: Manifest): Promise<Words[]> {
  const known = new Set([
    ...manifest.files.map((f) => f.path),
    MANIFEST_FILE,
    SIGNATURE_FILE,
    APPROVAL_FILE,
    APPROVAL_SIGNATURE_FILE,
  ])
  return (await pathsIn(folder))
    .filter((path) => !known.has(path))
    .map((path) => ({ zh: `${path} 不在清单之中。`, en: `${path} is not in the manifest.` }))
}
