import { betterAuth } from 'better-auth'
import { genericOAuth, twoFactor, username } from 'better-auth/plugins'
import type { Store } from '../../store/open-store.ts'
import { demoLinks } from './demo-links.ts'
import { hashPassword, isPassword } from './password-hash.ts'

/** A provider of identities that people may sign in with once they have connected it to their account. */
export interface OidcSettings {
  /** Address of the provider's `.well-known/openid-configuration`. */
  readonly discovery: string
  readonly clientId: string
  readonly clientSecret: string
  /** What the button says. */
  readonly name: string
}

export interface AuthSettings {
  /** Address under which browsers reach the server: `https://ming.example.gov.cn`, or a loopback one. */
  readonly address: string
  /** At least 32 characters; signs cookies and encrypts the secrets of second factors. */
  readonly secret: string
  readonly oidc?: OidcSettings | undefined
  /** People are let in by links of the demonstration, too. */
  readonly demo?: boolean
}

/** Where the library's own addresses would be; of these only the provider's answer is ever served. */
export const AUTH_PATH = '/account/auth'
export const OIDC_PROVIDER = 'oidc'
/** Set by the server alone, from the connection; what a client sends under this name is thrown away. */
export const ADDRESS_HEADER = 'x-mingzhang-address'

/** Seconds without a request after which a session ends. */
const IDLE_SECONDS = 60 * 60
const MINUTE = 60

export const PASSWORD_LENGTH = { least: 12, most: 128 } as const
export const USERNAME_LENGTH = { least: 3, most: 30 } as const

/** The library for accounts, set up: no sign-up, no cache that outlives a revoked session, limits that hold over all servers. */
export function createAuth(store: Store, { address, secret, oidc, demo = false }: AuthSettings) {
  const options = authOptions(store, { address, oidc })
  return betterAuth({ ...options, plugins: [...options.plugins, ...(demo ? [demoLinks()] : [])], secret })
}

/** Also what the test of our migration compares with. */
export function authOptions(store: Store, { address, oidc }: Pick<AuthSettings, 'address' | 'oidc'>) {
  const isSecure = address.startsWith('https:')
  return {
    appName: '明账 Mingzhang',
    baseURL: address,
    basePath: AUTH_PATH,
    trustedOrigins: [new URL(address).origin],
    database: { db: store.accountsDb, type: 'postgres' as const, transaction: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    user: { modelName: 'account_user' },
    session: { modelName: 'account_session', expiresIn: IDLE_SECONDS, updateAge: 5 * MINUTE, cookieCache: { enabled: false } },
    account: {
      modelName: 'account_credential',
      encryptOAuthTokens: true,
      // Only who is signed in connects a provider, and by its subject: addresses of mail decide nothing.
      accountLinking: {
        enabled: true,
        disableImplicitLinking: true,
        allowDifferentEmails: true,
        trustedProviders: [OIDC_PROVIDER],
      },
    },
    verification: { modelName: 'account_verification', storeIdentifier: 'hashed' as const },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
      password: { hash: hashPassword, verify: isPassword },
    },
    rateLimit: {
      enabled: true,
      storage: 'database' as const,
      modelName: 'account_rate_limit',
      window: MINUTE,
      max: 60,
      customRules: {
        '/sign-in/username': { window: MINUTE, max: 10 },
        '/change-password': { window: MINUTE, max: 5 },
        '/two-factor/*': { window: MINUTE, max: 10 },
        '/get-session': false as const,
      },
    },
    advanced: {
      // `__Host-`: a browser takes such a cookie over HTTPS alone, and from this very host. The library's own prefix would say less.
      cookiePrefix: isSecure ? '__Host-mingzhang' : 'mingzhang',
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isSecure },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    databaseHooks: {
      session: {
        create: {
          // Whoever is disabled gets no session, by whatever way he proved who he is.
          before: async ({ userId }: { userId: string }) => {
            const user = await store.accountsDb
              .selectFrom('account_user')
              .select('disabled')
              .where('id', '=', userId)
              .executeTakeFirst()
            return user?.disabled === false
          },
        },
      },
    },
    plugins: [
      username({
        minUsernameLength: USERNAME_LENGTH.least,
        maxUsernameLength: USERNAME_LENGTH.most,
      }),
      twoFactor({
        twoFactorTable: 'account_second_factor',
        issuer: '明账 Mingzhang',
        accountLockout: { maxFailedAttempts: 10, durationSeconds: 15 * MINUTE },
      }),
      genericOAuth({
        config:
          oidc === undefined
            ? []
            : [
                {
                  providerId: OIDC_PROVIDER,
                  name: oidc.name,
                  discoveryUrl: oidc.discovery,
                  clientId: oidc.clientId,
                  clientSecret: oidc.clientSecret,
                  scopes: ['openid', 'profile', 'email'],
                  pkce: true,
                  requireIdTokenVerification: true,
                  disableSignUp: true,
                  disableImplicitSignUp: true,
                  mapProfileToUser: ({ sub }) => ({ email: `${sub ?? ''}@provider.invalid` }),
                },
              ],
      }),
    ],
  }
}

export type Auth = ReturnType<typeof createAuth>
