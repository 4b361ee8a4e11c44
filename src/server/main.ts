import { accountSecret } from '../app/accounts/account-secret.ts'
import { Accounts } from '../app/accounts/accounts.ts'
import { Archive, type ArchiveStore, openArchiveStore } from '../app/archive.ts'
import { amendBytes, checkBytes, closeWorkers, openDataBytes, pageImageBytes } from '../app/check-bytes.ts'
import { isDemoStore } from '../app/accounts/demo-mark.ts'
import { demoClock, type DemoLogin, demoLogins } from '../app/demo/demo-logins.ts'
import { DemoRefused } from '../app/demo/demo-refused.ts'
import { listSamples, readSample } from '../app/samples.ts'
import type { Words } from '../budget/finding.ts'
import { loadAssets } from './assets.ts'
import { apiLimits } from './api/rate-limit.ts'
import { isLoopback } from './guard.ts'
import { createServer, LIMITS } from './create-server.ts'
import { listen, type Listening } from './listen.ts'
import { openLog } from './log.ts'
import { operate } from './operation.ts'
import { warmUp } from './portal/warm-up.ts'

export interface StartOptions {
  /** 0 takes a free one. */
  readonly port: number
  /** Name or address to listen on. Other machines can only reach the page when it is not a loopback name. */
  readonly host?: string
  /** Where everything published is kept; without it there is the page that checks files, and no portal. */
  readonly store?: { readonly folder: string; readonly database?: string }
  /** Lets people in by links that work once: only on loopback, and only over a store that was made as the demonstration. */
  readonly demo?: boolean
}

/** A server with its portal. */
export interface Started extends Listening {
  /** Said to whoever starts it: where the data went, or why there is no portal. */
  readonly notice: Words | null
  /** The one-time link for the first administrator; null where there is one already, or there are no accounts. */
  readonly setUpLink: string | null
  /** Of the demonstration: a link for everybody in it. */
  readonly logins: readonly DemoLogin[] | null
}

/** Starts the page and its API. Rejects when the port is taken. Closing it ends the workers and the database too. */
export async function start({ port, host = '127.0.0.1', store, demo = false }: StartOptions): Promise<Started> {
  const verbs = {
    check: (bytes: Uint8Array, name: string) => checkBytes(bytes, name),
    amend: amendBytes,
    openData: openDataBytes,
    drawPage: pageImageBytes,
    listSamples,
    readSample,
  }
  if (demo && (!isLoopback(host) || process.env['MINGZHANG_ADDRESS'] !== undefined)) throw new DemoRefused(LOOPBACK_ONLY)
  const opened = store === undefined ? null : await openStore(store)
  const kept = opened !== null && 'db' in opened ? opened : null
  const address: { given: string | undefined; listening: string } = { given: process.env['MINGZHANG_ADDRESS'], listening: '' }
  const accounts = kept === null ? null : accountsOver(kept, host, address, demo)
  let isEnding = false
  const close = async (): Promise<void> => {
    isEnding = true
    await accounts?.uploads.stop()
    await closeWorkers()
    await kept?.close()
  }
  try {
    if (demo && (kept === null || !(await isDemoStore(kept)))) throw new DemoRefused(NO_DEMO)
    const archive = kept === null ? null : Archive.over(kept)
    const limits = { ...LIMITS, api: apiLimits(process.env) }
    const app = createServer(verbs, await loadAssets(), host, limits, archive, accounts)
    const operated = operate(app, {
      host,
      hostName: accounts?.hostName ?? null,
      log: openLog(),
      readiness: archive === null ? null : () => archive.readiness(),
      metricsToken: process.env['MINGZHANG_METRICS_TOKEN'],
    })
    const listening = await listen(operated, port, host)
    address.listening = listening.url
    await accounts?.uploads.sweep()
    await accounts?.uploads.resume()
    if (archive !== null) void warmUp(app, archive, new URL(listening.url).host, () => isEnding)
    return {
      url: listening.url,
      notice: noticeOf(opened, accounts),
      setUpLink: (await accounts?.firstLink()) ?? null,
      logins: accounts === null || !demo ? null : await demoLogins(accounts),
      close: async () => {
        isEnding = true
        operated.stopping()
        await listening.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Passwords travel over a line that nobody reads: within this machine, or over the HTTPS of a proxy before it. Otherwise there are no accounts. */
function accountsOver(
  store: ArchiveStore,
  host: string,
  address: { readonly given: string | undefined; readonly listening: string },
  demo: boolean,
): Accounts | null {
  if (address.given === undefined ? !isLoopback(host) : !address.given.startsWith('https:')) return null
  const env = process.env
  const discovery = env['MINGZHANG_OIDC_DISCOVERY']
  const oidc =
    discovery === undefined
      ? undefined
      : {
          discovery,
          clientId: env['MINGZHANG_OIDC_CLIENT_ID'] ?? '',
          clientSecret: env['MINGZHANG_OIDC_CLIENT_SECRET'] ?? '',
          name: env['MINGZHANG_OIDC_NAME'] ?? new URL(discovery).hostname,
        }
  const settings = {
    get address() {
      return address.given ?? address.listening
    },
  }
  if (demo)
    return new Accounts(store, Object.assign(settings, { secret: accountSecret(store.folder, undefined), demo }), demoClock)
  return new Accounts(store, Object.assign(settings, { secret: accountSecret(store.folder, env['MINGZHANG_SECRET']), oidc }))
}

function noticeOf(opened: ArchiveStore | Words | null, accounts: Accounts | null): Words | null {
  if (opened === null || !('db' in opened)) return opened
  const off = {
    zh: '没有开放账户页面：密码不能经明文网络传送。请在前面设一个 HTTPS 代理，并用 MINGZHANG_ADDRESS=https://… 写明地址。',
    en: 'There are no accounts: passwords do not travel over a plain network. Put an HTTPS proxy before it and name its address with MINGZHANG_ADDRESS=https://….',
  }
  const said = [opened.notice, accounts === null ? off : null].filter((each) => each !== null)
  return said.length === 0 ? null : { zh: said.map((each) => each.zh).join('\n'), en: said.map((each) => each.en).join('\n') }
}

/** Without its database the program still checks files: it says why, and goes on. */
async function openStore(store: NonNullable<StartOptions['store']>): Promise<ArchiveStore | Words> {
  try {
    return await openArchiveStore(store)
  } catch (error) {
    const words = (error as { words?: Words }).words
    if (words === undefined || store.database !== undefined) throw error
    return {
      zh: `${words.zh}\n门户没有启动，核对文件的页面可以使用。`,
      en: `${words.en}\nThe portal is not there; the page that checks files is.`,
    }
  }
}

const LOOPBACK_ONLY: Words = {
  zh: '演示只能在本机上运行：请用 --host 127.0.0.1，并去掉 MINGZHANG_ADDRESS。',
  en: 'The demonstration is for this machine alone: use --host 127.0.0.1, and no MINGZHANG_ADDRESS.',
}
const NO_DEMO: Words = {
  zh: '这里的数据不是演示数据，不会给出免密码的链接。',
  en: 'The data here are no demonstration: nobody is let in without a password.',
}
