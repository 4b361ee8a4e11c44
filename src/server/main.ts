import { amendBytes, checkBytes, closeWorkers, openDataBytes, pageImageBytes } from '../app/check-bytes.ts'
import { listSamples, readSample } from '../app/samples.ts'
import { loadAssets } from './assets.ts'
import { createServer } from './create-server.ts'
import { listen, type Listening } from './listen.ts'

export interface StartOptions {
  /** 0 takes a free one. */
  readonly port: number
  /** Name or address to listen on. Other machines can only reach the page when it is not a loopback name. */
  readonly host?: string
}

/** Starts the page and its API. Rejects when the port is taken. Closing it ends the workers too. */
export async function start({ port, host = '127.0.0.1' }: StartOptions): Promise<Listening> {
  const verbs = {
    check: (bytes: Uint8Array, name: string) => checkBytes(bytes, name),
    amend: amendBytes,
    openData: openDataBytes,
    drawPage: pageImageBytes,
    listSamples,
    readSample,
  }
  const app = createServer(verbs, await loadAssets(), host)
  const listening = await listen(app, port, host)
  return {
    url: listening.url,
    close: async () => {
      await listening.close()
      await closeWorkers()
    },
  }
}
