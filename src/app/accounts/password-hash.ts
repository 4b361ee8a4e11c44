import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { verifyPassword } from 'better-auth/crypto'

interface Cost {
  /** log₂ of N. */
  readonly ln: number
  readonly r: number
  readonly p: number
}

/** As much as OWASP asks of scrypt today, in the form that takes the least memory: 32 MiB a password, three times over. */
const COST: Cost = { ln: 15, r: 8, p: 3 }
const SALT_BYTES = 16
const KEY_BYTES = 64
/** `$scrypt$ln=15,r=8,p=3$salt$key`, salt and key in base64: what a password was hashed with stands beside it, so that it can change. */
const KEPT = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/=]+)\$([\w+/=]+)$/u

/** A password as it is kept. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const key = await keyOf(password, salt, COST, KEY_BYTES)
  return `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${salt.toString('base64')}$${key.toString('base64')}`
}

/** Whether a password is the one that is kept; also of those that the library for accounts hashed for earlier versions. */
export async function isPassword({ hash, password }: { readonly hash: string; readonly password: string }): Promise<boolean> {
  const [, ln, r, p, salt, key] = KEPT.exec(hash) ?? []
  if (salt === undefined || key === undefined) return await verifyPassword({ hash, password })
  const expected = Buffer.from(key, 'base64')
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) }
  return timingSafeEqual(await keyOf(password, Buffer.from(salt, 'base64'), cost, expected.length), expected)
}

/** One letter has one form, as NIST advises (SP 800-63B): an input method may give it in full width. */
function keyOf(password: string, salt: Buffer, { ln, r, p }: Cost, bytes: number): Promise<Buffer> {
  const N = 2 ** ln
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, bytes, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
