import { hashPassword as hashByLibrary } from 'better-auth/crypto'
import { expect, it } from 'vitest'
import { hashPassword, isPassword } from '../../src/app/accounts/password-hash.ts'

const PASSWORD = '每年三月看一遍预算 2026'

it('keeps a password with what it was hashed with, never twice alike', async () => {
  const [one, two] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)])
  expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/u)
  expect(one).not.toBe(two)
  expect(await isPassword({ hash: one, password: PASSWORD })).toBe(true)
  expect(await isPassword({ hash: one, password: `${PASSWORD}x` })).toBe(false)
})

it('takes a letter in whatever width an input method gives it', async () => {
  expect(await isPassword({ hash: await hashPassword('ming 2026'), password: 'ｍｉｎｇ　２０２６' })).toBe(true)
})

it('knows passwords that earlier versions kept', async () => {
  const hash = await hashByLibrary(PASSWORD)
  expect(await isPassword({ hash, password: PASSWORD })).toBe(true)
  expect(await isPassword({ hash, password: 'another sentence' })).toBe(false)
})
