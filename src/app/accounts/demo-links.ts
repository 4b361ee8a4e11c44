import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'

/** Where the library takes a link of the demonstration; never served, only called. */
export const DEMO_LINK_PATH = '/demo-link'

const TOKEN = /^[\w-]{43}$/u
const TOKEN_BYTES = 32
const HOURS_VALID = 12

/** Links are of one process: those of an earlier start are worth nothing. */
const START = randomBytes(TOKEN_BYTES).toString('hex')

function identifierOf(token: string): string {
  return `demo-link-${createHash('sha256').update(`${START}:${token}`).digest('hex')}`
}

/**
 * A way in without password and second factor, as a plug-in of the library for accounts: a link is worth one session of one person. Only a server over a
 * store of the demonstration has it, and the library knows nothing of it anywhere else.
 */
export function demoLinks() {
  return {
    id: 'demo-links',
    endpoints: {
      signInByDemoLink: createAuthEndpoint(
        DEMO_LINK_PATH,
        { method: 'POST', body: z.object({ token: z.string().regex(TOKEN) }) },
        async (ctx) => {
          const { internalAdapter } = ctx.context
          const link = await internalAdapter.consumeVerificationValue(identifierOf(ctx.body.token))
          const user = link === null ? null : await internalAdapter.findUserById(link.value)
          if (user === null) throw ctx.error('BAD_REQUEST', { message: 'no such link' })
          const session = await internalAdapter.createSession(user.id)
          await setSessionCookie(ctx, { session, user })
          return ctx.json({ user: user.id })
        },
      ),
    },
  }
}

/** What of the library keeps a link. */
export interface LinkKeeper {
  createVerificationValue(value: { identifier: string; value: string; expiresAt: Date }): Promise<unknown>
}

/** A link for a person: its token, which is told once. */
export async function makeDemoLink(keeper: LinkKeeper, user: string): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const expiresAt = new Date(Date.now() + HOURS_VALID * 3_600_000)
  await keeper.createVerificationValue({ identifier: identifierOf(token), value: user, expiresAt })
  return token
}
