import type { Hono } from 'hono'
import type { Archive } from '../app/archive.ts'

/** The published files themselves and their pages as pictures: what every figure leads back to. They never change, but may be withheld: no cache keeps them longer than five minutes. */
export function addPublishedFiles(app: Hono, archive: Archive): void {
  const kept = { 'Cache-Control': 'public, max-age=300' }

  app.get('/source/:sha256{[0-9a-f]{64}}', async (c) => {
    const bytes = await archive.file(c.req.param('sha256'))
    if (bytes === null) return c.notFound()
    return c.body(new Uint8Array(bytes), 200, {
      ...kept,
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': 'attachment',
    })
  })

  app.get('/source/:sha256{[0-9a-f]{64}}/page/:file{[1-9][0-9]{0,4}\\.png}', async (c) => {
    const png = await archive.pageImage(c.req.param('sha256'), Number.parseInt(c.req.param('file'), 10))
    if (png === null) return c.notFound()
    return c.body(new Uint8Array(png), 200, { ...kept, 'Content-Type': 'image/png' })
  })
}
