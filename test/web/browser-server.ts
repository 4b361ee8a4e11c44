import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Checked, Refused } from '../../src/app/checked.ts'
import { type Asset, loadAssets, makeAsset } from '../../src/server/assets.ts'
import { createServer, LIMITS, type Limits, type Verbs } from '../../src/server/create-server.ts'
import { listen, type Listening } from '../../src/server/listen.ts'
import { amend } from '../../src/app/amend.ts'
import { openData } from '../../src/app/open-data.ts'
import { nandagangItem } from './nandagang.fixture.ts'

/** Bytes that the stand-in for the checker understands: what matters here is the page, not the checks. */
export const BAD_BYTES = 'not a budget'
export const BROKEN_BYTES = 'throw'

/** A stand-in for the checker: anything is the fixture, except the bytes above. */
export const verbs: Verbs = {
  async check(bytes: Uint8Array, name: string): Promise<Checked | Refused> {
    const text = new TextDecoder().decode(bytes.subarray(0, 20))
    if (text === BROKEN_BYTES) throw new Error('a bug in a check')
    if (text !== BAD_BYTES) return { ok: true, result: nandagangItem.result, document: nandagangItem.document }
    return { ok: false, status: 415, message: { zh: `认不出“${name}”的格式。`, en: `The format of “${name}” is not known.` } }
  },
  amend: (bytes, name, accepted) => amend(bytes, name, accepted, '2026-01-02T03:04:05Z'),
  openData,
  drawPage: async () => null,
  listSamples: () => [
    {
      id: 'nandagang',
      title: { zh: '南大港 2023', en: 'Nandagang 2023' },
      about: { zh: '一份样例', en: 'A sample' },
      file: '南大港样例.docx',
    },
  ],
  readSample: async () => new TextEncoder().encode('sample'),
}

/** The page's files with its script bundled from source, so that a test never sees an old build. */
export async function freshAssets(): Promise<Map<string, Asset>> {
  const entry = fileURLToPath(new URL('../../src/web/browser/page.entry.ts', import.meta.url))
  const bundled = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
  })
  const assets = new Map(await loadAssets())
  assets.set('page.js', makeAsset('text/javascript; charset=utf-8', bundled.outputFiles[0]?.text ?? ''))
  return assets
}

/** The real server on a free port, with the stand-in for the checker. */
export async function serve(
  options: { verbs?: Partial<Verbs>; limits?: Partial<Limits>; host?: string } = {},
): Promise<Listening> {
  const app = createServer({ ...verbs, ...options.verbs }, await freshAssets(), options.host ?? '127.0.0.1', {
    ...LIMITS,
    ...options.limits,
  })
  return listen(app, 0, '127.0.0.1')
}
