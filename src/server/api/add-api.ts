import type { Hono } from 'hono'
import type { Archive } from '../../app/archive.ts'
import { addFeeds } from '../feed-routes.ts'
import { addMcp } from '../mcp/mcp-routes.ts'
import { createApi } from './create-api.ts'
import type { ApiLimits } from './rate-limit.ts'

/** Everything for programs: /api/v1, the feeds, /mcp. */
export function addApi(app: Hono, archive: Archive, limits: ApiLimits, isPublic: boolean): void {
  app.route('/api/v1', createApi(archive, limits, isPublic))
  addFeeds(app, archive, limits)
  addMcp(app, archive, limits)
}
