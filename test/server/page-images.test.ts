import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Checked } from '../../src/app/checked.ts'
import { createServer, LIMITS, type Verbs } from '../../src/server/create-server.ts'
import { type DrawPage, PAGE_IMAGE_LIMITS, type PageImageLimits, PageImages } from '../../src/server/page-images.ts'
import { pageImage } from '../../src/app/page-image.ts'
import { verbs } from '../web/browser-server.ts'
import { nandagangItem } from '../web/nandagang.fixture.ts'

const PDF = new Uint8Array(readFileSync(fileURLToPath(new URL('../../samples/as-printed.pdf', import.meta.url))))
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47])

describe('pages kept for a while', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  function images(limits: Partial<PageImageLimits> = {}, draw = vi.fn<DrawPage>(async () => PNG)) {
    return { images: new PageImages(draw, { ...PAGE_IMAGE_LIMITS, ...limits }), draw }
  }

  const tokenOf = (address: string | undefined): string => address?.split('/')[2] ?? ''

  test('are drawn once, when they are asked for', async () => {
    const { images: kept, draw } = images()
    const addresses = kept.keep(PDF, [7, 2])
    expect([...addresses.keys()]).toEqual([7, 2])
    expect(addresses.get(7)).toMatch(/^\/check\/[\w-]{32}\/page\/7\.png$/u)
    expect(draw).not.toHaveBeenCalled()
    const token = tokenOf(addresses.get(7))
    expect(await Promise.all([kept.picture(token, 7), kept.picture(token, 7)])).toEqual([PNG, PNG])
    expect(draw).toHaveBeenCalledExactlyOnceWith(PDF, 7)
    expect(kept.state).toEqual({ files: 1, bytes: PDF.length + PNG.length })
  })

  test('are shown for their own token and their own pages only', async () => {
    const { images: kept, draw } = images()
    const token = tokenOf(kept.keep(PDF, [7]).get(7))
    const other = tokenOf(kept.keep(PDF, [8]).get(8))
    expect(token).not.toBe(other)
    expect(await kept.picture(token, 8)).toBeNull()
    expect(await kept.picture(other, 7)).toBeNull()
    expect(await kept.picture('', 7)).toBeNull()
    expect(await kept.picture('x'.repeat(32), 7)).toBeNull()
    expect(draw).not.toHaveBeenCalled()
  })

  test('are forgotten with their file when the time is over', async () => {
    const { images: kept } = images({ life: 60_000 })
    const token = tokenOf(kept.keep(PDF, [7]).get(7))
    vi.advanceTimersByTime(59_999)
    expect(await kept.picture(token, 7)).toEqual(PNG)
    vi.advanceTimersByTime(1)
    expect(await kept.picture(token, 7)).toBeNull()
    expect(kept.state).toEqual({ files: 0, bytes: 0 })
  })

  test('are forgotten, the oldest first, when there is no room left', async () => {
    const { images: kept } = images({ room: 250 })
    const file = new Uint8Array(100)
    const tokens = [kept.keep(file, [1]), kept.keep(file, [1]), kept.keep(file, [1])].map((a) => tokenOf(a.get(1)))
    expect(kept.state).toEqual({ files: 2, bytes: 200 })
    expect(await kept.picture(tokens[0] ?? '', 1)).toBeNull()
    expect(await kept.picture(tokens[2] ?? '', 1)).toEqual(PNG)
    expect(kept.keep(new Uint8Array(251), [1]).size).toBe(0)
    expect(kept.state.files).toBe(2)
  })

  test('count the pictures too, and one that outgrows the room is still given', async () => {
    const { images: kept } = images({ room: 102 })
    const token = tokenOf(kept.keep(new Uint8Array(100), [1]).get(1))
    expect(await kept.picture(token, 1)).toEqual(PNG)
    expect(kept.state).toEqual({ files: 0, bytes: 0 })
  })

  test('are so many at most', () => {
    const { images: kept } = images({ pages: 2 })
    expect([...kept.keep(PDF, [9, 3, 5]).keys()]).toEqual([9, 3])
    expect(kept.keep(PDF, []).size).toBe(0)
    expect(kept.state.files).toBe(1)
  })

  test('are drawn again after a failure', async () => {
    const draw = vi.fn<DrawPage>(async () => PNG).mockRejectedValueOnce(new Error('a bug'))
    const { images: kept } = images({}, draw)
    const token = tokenOf(kept.keep(PDF, [1]).get(1))
    await expect(kept.picture(token, 1)).rejects.toThrow('a bug')
    expect(await kept.picture(token, 1)).toEqual(PNG)
  })
})

describe('a page', () => {
  test.each([
    ['of what is no PDF', new Uint8Array([1, 2, 3]), 1],
    ['of half a PDF', PDF.slice(0, 2000), 1],
    ['that there is not', PDF, 1000],
    ['before the first', PDF, 0],
  ])('%s is not drawn', async (_, bytes, number) => {
    expect(await pageImage(bytes, number)).toEqual({ ok: true, png: null })
  })
})

describe('the route to a page', () => {
  const view = { width: 595, height: 842, words: [] }
  const checked: Checked = {
    ok: true,
    result: nandagangItem.result,
    document: nandagangItem.document,
    pages: [
      { page: 4, ...view },
      { page: 99, ...view },
    ],
  }
  const own: Partial<Verbs> = {
    check: async () => checked,
    drawPage: async (bytes, page) => (await pageImage(bytes, page)).png,
  }

  function server(images: Partial<PageImageLimits> = {}) {
    const app = createServer({ ...verbs, ...own }, new Map(), '127.0.0.1', { ...LIMITS, images: { ...LIMITS.images, ...images } })
    return async (path: string, init: RequestInit = {}, headers: Record<string, string> = {}): Promise<Response> =>
      app.request(`http://127.0.0.1:8000${path}`, { ...init, headers: { host: '127.0.0.1:8000', ...headers } })
  }

  async function addresses(ask: ReturnType<typeof server>): Promise<(string | undefined)[]> {
    const body = new FormData()
    body.append('file', new File([PDF], 'a.pdf'))
    const { items } = (await (await ask('/api/v1/check', { method: 'POST', body })).json()) as {
      items: { pages: { page: number; href?: string }[] }[]
    }
    return items[0]?.pages.map((page) => page.href) ?? []
  }

  test('gives a picture that nobody keeps', async () => {
    const ask = server()
    const [address] = await addresses(ask)
    const response = await ask(address ?? '')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    const png = new Uint8Array(await response.arrayBuffer())
    expect(png.slice(0, 4)).toEqual(PNG)
    // 144 dots to the inch: as wide as an A4 page is there.
    expect(new DataView(png.buffer).getUint32(16)).toBeGreaterThan(1190)
  })

  test('gives nothing else', async () => {
    const ask = server()
    const [address = '', broken = ''] = await addresses(ask)
    const token = address.split('/')[2] ?? ''
    for (const path of [
      broken,
      address.replace(token, 'A'.repeat(token.length)),
      address.replace('4.png', '5.png'),
      address.replace('4.png', '0.png'),
      address.replace('4.png', '4.pdf'),
      address.replace('4.png', '-4.png'),
      address.replace('4.png', '4e0.png'),
      `/check/${token}`,
      `/check/${token}/page/`,
    ]) {
      const response = await ask(path)
      expect(response.status, path).toBe(404)
      expect(response.headers.get('content-type'), path).toContain('text/html')
    }
    expect((await ask(address, {}, { host: 'evil.example' })).status).toBe(421)
    expect((await ask(`${address}?lang=en`)).status).toBe(200)
  })

  test('knows no page of another server, and none of a file too large to keep', async () => {
    const ask = server({ room: 1000 })
    expect(await addresses(ask)).toEqual([undefined, undefined])
    const [address = ''] = await addresses(server())
    expect((await ask(address)).status).toBe(404)
  })
})
