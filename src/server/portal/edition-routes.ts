import { type Context, Hono } from 'hono'
import type { Archive } from '../../app/archive.ts'
import { renderEditionPage } from '../../web/portal/edition-page.ts'
import { answerFile, pathInEdition } from '../edition-files.ts'
import { frameOf, portalNotFound } from './add-portal.ts'
import { editionPageView } from './edition-views.ts'

const KEPT = 'public, max-age=300'
const ID = '[1-9][0-9]{0,8}'

/** What was published from an approved budget here, as a page, as one zip, and file by file; read as everybody, so that what is not public is not there. */
export function editionRoutes(archive: Archive): Hono {
  const app = new Hono()
  const idOf = (c: Context, name: string): number => Number.parseInt(c.req.param(name) ?? '', 10)

  app.get(`/:budget{${ID}}/:n{${ID}}`, async (c) => {
    const view = await editionPageView(archive, idOf(c, 'budget'), idOf(c, 'n'))
    if (view === null) return c.html(portalNotFound(c), 404)
    return c.html(renderEditionPage(view, frameOf(c)), 200, { 'Cache-Control': KEPT })
  })

  app.get(`/:budget{${ID}}/:file{${ID}\\.zip}`, async (c) => {
    const [budget, n] = [idOf(c, 'budget'), idOf(c, 'file')]
    const zip = await archive.editionZip(budget, n)
    if (zip === null) return c.html(portalNotFound(c), 404)
    return c.body(new Uint8Array(zip), 200, {
      'Content-Type': 'application/zip',
      'Cache-Control': KEPT,
      'Content-Disposition': `attachment; filename="mingzhang-${budget}-${n}.zip"`,
    })
  })

  app.get(`/:budget{${ID}}/:n{${ID}}/files/*`, async (c) => {
    const path = pathInEdition(c)
    const bytes = path === null ? null : await archive.editionFile(idOf(c, 'budget'), idOf(c, 'n'), path)
    return path === null || bytes === null ? c.html(portalNotFound(c), 404) : answerFile(c, path, bytes, KEPT)
  })

  return app
}
