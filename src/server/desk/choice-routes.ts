import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { choicesWithPinyin, withPinyin } from '../../app/compile/choices-with-pinyin.ts'
import { MOST_NAME, MOST_NAMES } from '../../web/desk/choices-in.ts'
import { type Asset, cachingOf, versioned } from '../assets.ts'
import type { DeskEnv } from './desk-env.ts'

const NAMES_LIMIT = 512 * 1024
const NAMES = z.strictObject({ names: z.array(z.string().max(MOST_NAME)).max(MOST_NAMES) })

/** A year's lists of codes. They are built from the same sources as the desk's script: with its version a browser may keep them for good. */
export function choicesAddress(assets: ReadonlyMap<string, Asset>, year: number): string {
  return versioned(`/desk/choices/${year}`, assets.get('desk.js'))
}

/** What the desk's pickers offer: lists of codes, and how names of units and projects are read. */
export function choiceRoutes(assets: ReadonlyMap<string, Asset>): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>()

  app.get('/choices/:year{(?:19|20)[0-9]{2}}', (c) => {
    c.header('Cache-Control', cachingOf(assets.get('desk.js'), c.req.query('v'), 'private'))
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
