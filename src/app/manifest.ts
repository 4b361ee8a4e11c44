import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Severity } from '../budget/finding.ts'

/** The name of the manifest in a published folder, and of its signature beside it. */
export const MANIFEST_FILE = 'manifest.json'
export const SIGNATURE_FILE = 'manifest.sig.json'

const HASH = z.string().regex(/^[0-9a-f]{64}$/u)

/** What a published folder says of itself. It carries no date, so that one ledger gives one manifest. */
export const MANIFEST = z.object({
  format: z.literal('mingzhang/manifest/1'),
  program: z.object({ name: z.literal('mingzhang'), version: z.string() }),
  disclosure: z.object({
    department: z.string(),
    year: z.number().int(),
    stage: z.string(),
    scope: z.string(),
    place: z.string(),
  }),
  draft: z.boolean(),
  /** Hash of the ledger that it was printed from, in its canonical JSON. */
  ledger: HASH,
  /** What checking the published document gives: the certificate that anyone can make again. */
  check: z.object({
    equations: z.object({ passed: z.number().int(), failed: z.number().int(), unchecked: z.number().int() }),
    errors: z.number().int(),
    warnings: z.number().int(),
    notes: z.number().int(),
  }),
  files: z.array(
    z.object({
      path: z.string(),
      sha256: HASH,
      bytes: z.number().int().nonnegative(),
      format: z.string(),
      /** Whether it is the whole disclosure in a format that is read back: whoever verifies reads and checks it again. */
      disclosure: z.boolean(),
    }),
  ),
})

export type Manifest = z.infer<typeof MANIFEST>

/** What checking gave, as the manifest has it. */
export function certificateOf(
  { passed, failed, unchecked }: Manifest['check']['equations'],
  severities: readonly Severity[],
): Manifest['check'] {
  const count = (severity: Severity): number => severities.filter((s) => s === severity).length
  return {
    equations: { passed, failed, unchecked },
    errors: count('error'),
    warnings: count('warning'),
    notes: count('note'),
  }
}

const SIGNATURE = z.object({
  format: z.literal('mingzhang/signature/1'),
  algorithm: z.literal('Ed25519'),
  publicKey: z.string(),
  signature: z.string(),
})

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A manifest as bytes: keys in their order, two spaces, a line break at the end. The same manifest gives the same bytes. */
export function manifestBytes(manifest: Manifest): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`)
}

/** A private key that cannot be used; the message says what was expected. */
export class KeyError extends Error {
  override readonly name = 'KeyError'
}

/** The text of a key's file. Throws `KeyError` where it cannot be read. */
export async function readKey(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new KeyError(
      `密钥文件 ${file} 无法读取（${why}），请检查路径。 The key file ${file} cannot be read (${why}). Check the path.`,
    )
  }
}

/**
 * Signs a manifest with an Ed25519 private key (PEM, PKCS#8: `openssl genpkey -algorithm ed25519`). Ed25519 signatures are
 * deterministic: the same manifest and key give the same bytes. Throws `KeyError`.
 */
export function signManifest(bytes: Uint8Array, pem: string): Uint8Array {
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new KeyError(
      `签名密钥无法读取，应为 PEM 格式的 Ed25519 私钥：${why}。 The key cannot be read; a PEM Ed25519 private key is expected: ${why}.`,
    )
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    const type = key.asymmetricKeyType ?? '?'
    throw new KeyError(`签名密钥应为 Ed25519，实为 ${type}。 The key must be Ed25519; this one is ${type}.`)
  }
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' })
  const signature = {
    format: 'mingzhang/signature/1',
    algorithm: 'Ed25519',
    publicKey: String(publicKey),
    signature: sign(null, bytes, key).toString('base64'),
  }
  return new TextEncoder().encode(`${JSON.stringify(signature, null, 2)}\n`)
}

/**
 * Whether a signature is one of these bytes. The key that made it is given back: whose key it is, the reader must know from elsewhere.
 *
 * @returns the public key in PEM, or null when the signature is not valid or not understood.
 */
export function verifySignature(bytes: Uint8Array, signatureText: string): string | null {
  try {
    const { publicKey, signature } = SIGNATURE.parse(JSON.parse(signatureText))
    const key = createPublicKey(publicKey)
    if (key.asymmetricKeyType !== 'ed25519') return null
    return verify(null, bytes, key, Buffer.from(signature, 'base64')) ? publicKey : null
  } catch {
    // Whatever is wrong with it, it proves nothing.
    return null
  }
}

/** Whether a public key (PEM) is the one that signed; `signedBy` as `verifySignature` gives it. Throws `KeyError` where it is no key. */
export function isKey(wanted: string, signedBy: string | null): boolean {
  let key: KeyObject
  try {
    key = createPublicKey(wanted)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new KeyError(
      `公钥无法读取，应为 PEM 格式的 Ed25519 公钥：${why}。 The key cannot be read; a PEM Ed25519 public key is expected: ${why}.`,
    )
  }
  return signedBy !== null && key.equals(createPublicKey(signedBy))
}
