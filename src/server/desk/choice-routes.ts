import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { choicesWithPinyin, withPinyin } from '../../app/compile/choices-with-pinyin.ts'
import type { Asset } from '../assets.ts'
import type { DeskEnv } from './desk-env.ts'

const NAMES_LIMIT = 512 * 1024
const NAMES = z.strictObject({ names: z.array(z.string().max(500)).max(2000) })

/** A year's lists of codes. They are built from the same sources as the desk's script: with its version a browser may keep them for good. */
export function choicesAddress(assets: ReadonlyMap<string, Asset>, year: number): string {
  const version = assets.get('desk.js')?.version
  return version === undefined ? `/desk/choices/${year}` : `/desk/choices/${year}?v=${version}`
}

/** What the desk's pickers offer: lists of codes, and how names of units and projects are read. */
export function choiceRoutes(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  app.get('/choices/:year{(?:19|20)[0-9]{2}}', (c) => {
    const kept = c.req.query('v') === undefined ? 'max-age=3600' : 'max-age=31536000, immutable'
    c.header('Cache-Control', `private, ${kept}`)
    return c.json(choicesWithPinyin(Number(c.req.param('year'))))
  })

  // A post, since names may be many; it changes nothing.
  const limit = bodyLimit({ maxSize: NAMES_LIMIT, onError: (c) => c.json({ code: 'body' }, 413) })
  app.post('/pinyin', limit, async (c) => {
    const asked = NAMES.safeParse(await c.req.json().catch(() => null))
    return asked.success ? c.json(asked.data.names.map(withPinyin)) : c.json({ code: 'names' }, 422)
  })

  return app
}
