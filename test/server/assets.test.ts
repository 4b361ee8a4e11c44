import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { assetAddress, makeAsset } from '../../src/server/assets.ts'
import { createServer, LIMITS } from '../../src/server/create-server.ts'
import { choiceRoutes, choicesAddress } from '../../src/server/desk/choice-routes.ts'
import { verbs } from '../web/browser-server.ts'

const assets = new Map([['desk.js', makeAsset('text/javascript', 'let desk')]])
const app = createServer(verbs, assets, '127.0.0.1', LIMITS)
const ask = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  await app.request(`http://127.0.0.1${path}`, { headers: { host: '127.0.0.1', ...headers } })

describe('the files of the pages', () => {
  it('are kept for good under the address with their version, and asked for again under any other', async () => {
    const own = await ask(assetAddress(assets, 'desk.js'))
    expect([own.status, own.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
    for (const path of ['/assets/desk.js', '/assets/desk.js?v=0123456789abcdef'])
      expect((await ask(path)).headers.get('cache-control'), path).toBe('no-cache')
  })

  it('have another address when they are other than before, and their plain one where there is none', () => {
    const other = new Map([['desk.js', makeAsset('text/javascript', 'let desks')]])
    expect(assetAddress(other, 'desk.js')).not.toBe(assetAddress(assets, 'desk.js'))
    expect(assetAddress(new Map(), 'desk.js')).toBe('/assets/desk.js')
  })

  it('are not sent again to whoever has them', async () => {
    const first = await ask('/assets/desk.js')
    const again = await ask('/assets/desk.js', { 'if-none-match': first.headers.get('etag') ?? '' })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })
})

describe('what the pickers offer', () => {
  const routes = new Hono().route('/desk', choiceRoutes(assets))

  it('is kept as long as the script is the same', async () => {
    const address = choicesAddress(assets, 2026)
    expect(address).toContain(assets.get('desk.js')?.version)
    const answer = await routes.request(address)
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    for (const other of ['/desk/choices/2026', '/desk/choices/2026?v=0123456789abcdef'])
      expect((await routes.request(other)).headers.get('cache-control'), other).toBe('no-cache')
  })

  it('says how names are read, and refuses what is no list of names', async () => {
    const post = async (body: unknown): Promise<Response> =>
      await routes.request('/desk/pinyin', { method: 'POST', body: JSON.stringify(body) })
    expect(await (await post({ names: ['行政运行'] })).json()).toEqual([
      { value: '行政运行', name: '行政运行', pinyin: 'xzyx', full: 'xingzhengyunxing' },
    ])
    expect((await post({ names: [7] })).status).toBe(422)
    expect((await post(null)).status).toBe(422)
  })
})
