import { Archive } from '../app/archive.ts'
import { amendBytes, checkBytes, closeWorkers, openDataBytes, pageImageBytes } from '../app/check-bytes.ts'
import { listSamples, readSample } from '../app/samples.ts'
import type { Words } from '../budget/finding.ts'
import { loadAssets } from './assets.ts'
import { createServer, LIMITS } from './create-server.ts'
import { listen, type Listening } from './listen.ts'

export interface StartOptions {
  /** 0 takes a free one. */
  readonly port: number
  /** Name or address to listen on. Other machines can only reach the page when it is not a loopback name. */
  readonly host?: string
  /** Where everything published is kept; without it there is the page that checks files, and no portal. */
  readonly store?: { readonly folder: string; readonly database?: string }
}

/** A server with its portal. */
export interface Started extends Listening {
  /** Said to whoever starts it: where the data went, or why there is no portal. */
  readonly notice: Words | null
}

/** Starts the page and its API. Rejects when the port is taken. Closing it ends the workers and the database too. */
export async function start({ port, host = '127.0.0.1', store }: StartOptions): Promise<Started> {
  const verbs = {
    check: (bytes: Uint8Array, name: string) => checkBytes(bytes, name),
    amend: amendBytes,
    openData: openDataBytes,
    drawPage: pageImageBytes,
    listSamples,
    readSample,
  }
  const opened = store === undefined ? null : await openArchive(store)
  const archive = opened instanceof Archive ? opened : null
  const close = async (): Promise<void> => {
    await closeWorkers()
    await archive?.close()
  }
  try {
    const app = createServer(verbs, await loadAssets(), host, LIMITS, archive)
    const listening = await listen(app, port, host)
    if (archive !== null) void import('./portal/charts.ts').then(({ warmCharts }) => warmCharts())
    return {
      url: listening.url,
      notice: opened instanceof Archive ? opened.notice : opened,
      close: async () => {
        await listening.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Without its database the program still checks files: it says why, and goes on. */
async function openArchive(store: NonNullable<StartOptions['store']>): Promise<Archive | Words> {
  try {
    return await Archive.open(store)
  } catch (error) {
    const words = (error as { words?: Words }).words
    if (words === undefined || store.database !== undefined) throw error
    return {
      zh: `${words.zh}\n门户没有启动，核对文件的页面可以使用。`,
      en: `${words.en}\nThe portal is not there; the page that checks files is.`,
    }
  }
}
