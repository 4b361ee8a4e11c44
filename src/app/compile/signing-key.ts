import { readKey, signManifest } from '../manifest.ts'

/**
 * The bureau's Ed25519 private key, from the file that `MINGZHANG_SIGNING_KEY` names; null where none is named. Throws `KeyError` where it cannot be used, so
 * that nothing is published without the signature that was asked for.
 */
export async function signingKey(env: Readonly<Record<string, string | undefined>> = process.env): Promise<string | null> {
  const file = env['MINGZHANG_SIGNING_KEY']
  if (file === undefined || file === '') return null
  const pem = await readKey(file)
  signManifest(new Uint8Array(), pem)
  return pem
}
