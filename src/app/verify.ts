import { lstat, readdir, readFile } from 'node:fs/promises'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'
import type { Words } from '../budget/finding.ts'
import { checkDocument } from './check-document.ts'
import { MANIFEST, MANIFEST_FILE, sha256, SIGNATURE_FILE, verifySignature, type Manifest } from './manifest.ts'

/** What verifying a published folder gives. Nothing but the folder is asked. */
export type Verification =
  | { readonly readable: false; readonly message: Words }
  | {
      readonly readable: true
      readonly manifest: Manifest
      /** Everything that is not as the manifest says; empty when all is. */
      readonly faults: readonly Words[]
      /** Files that were read again and checked again. */
      readonly reread: readonly string[]
      /** PEM of the key that signed the manifest; null when it is not signed. */
      readonly signedBy: string | null
    }

/** Formats that are read back; the others are compared by their hash alone. */
const REREAD = new Set(['docx', 'xlsx', 'html', 'txt'])

/**
 * Verifies a published folder offline: the files are those of the manifest and no others, the signature holds where there is one, and
 * reading and checking the documents again gives what the certificate says.
 *
 * @param path the folder, or its manifest
 */
export async function verifyPublication(path: string): Promise<Verification> {
  const folder = path.endsWith('.json') ? dirname(resolve(path)) : resolve(path)
  let bytes: Uint8Array
  let manifest: Manifest
  try {
    bytes = await readFile(join(folder, MANIFEST_FILE))
    manifest = MANIFEST.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return {
      readable: false,
      message: {
        zh: `${folder} 中没有可读的 ${MANIFEST_FILE}：${why}`,
        en: `There is no readable ${MANIFEST_FILE} in ${folder}: ${why}`,
      },
    }
  }
  const faults: Words[] = []
  const reread: string[] = []
  for (const file of manifest.files) await verifyFile(folder, manifest, file, faults, reread)
  faults.push(...(await strangers(folder, manifest)))
  const signature = await readFile(join(folder, SIGNATURE_FILE), 'utf8').catch(() => null)
  const signedBy = signature === null ? null : verifySignature(bytes, signature)
  if (signature !== null && signedBy === null)
    faults.push({ zh: '清单的签名无效。', en: 'The signature of the manifest is not valid.' })
  return { readable: true, manifest, faults, reread, signedBy }
}

async function verifyFile(
  folder: string,
  manifest: Manifest,
  file: Manifest['files'][number],
  faults: Words[],
  reread: string[],
): Promise<void> {
  const path = resolve(folder, file.path)
  if (!path.startsWith(folder + sep)) {
    faults.push({ zh: `${file.path} 不在这个文件夹之内。`, en: `${file.path} is not within this folder.` })
    return
  }
  let bytes: Uint8Array
  try {
    // A link could lead to a file outside the folder that changes later.
    if (!(await lstat(path)).isFile()) throw new Error('no plain file')
    bytes = await readFile(path)
  } catch {
    faults.push({ zh: `缺少文件 ${file.path}。`, en: `${file.path} is missing.` })
    return
  }
  if (bytes.length !== file.bytes || sha256(bytes) !== file.sha256) {
    faults.push({
      zh: `${file.path} 与清单不符，发布后被改动过。`,
      en: `${file.path} is not the file of the manifest: it was changed.`,
    })
    return
  }
  if (!REREAD.has(file.format)) return
  const checked = await checkDocument(bytes, file.path)
  reread.push(file.path)
  if (!checked.ok) {
    faults.push({
      zh: `${file.path} 无法读回：${checked.message.zh}`,
      en: `${file.path} cannot be read back: ${checked.message.en}`,
    })
    return
  }
  const { findings } = checked.result.zh
  const errors = findings.filter((f) => f.severity === 'error').length
  if (errors !== manifest.check.errors) {
    faults.push({
      zh: `${file.path} 重新核对有 ${errors} 处错误，证书写的是 ${manifest.check.errors} 处。`,
      en: `Checking ${file.path} again gives ${errors} errors; the certificate says ${manifest.check.errors}.`,
    })
  }
}

/** Files in the folder that the manifest does not know. */
async function strangers(folder: string, manifest: Manifest): Promise<Words[]> {
  const known = new Set([...manifest.files.map((f) => posix.normalize(f.path)), MANIFEST_FILE, SIGNATURE_FILE])
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((e) => !e.isDirectory())
    .map((e) => relative(folder, join(e.parentPath, e.name)).split(sep).join('/'))
    .filter((path) => !known.has(path))
    .toSorted()
    .map((path) => ({ zh: `${path} 不在清单之中。`, en: `${path} is not in the manifest.` }))
}
