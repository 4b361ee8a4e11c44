import type { Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import { Feed } from 'feed'
import type { Archive } from '../app/archive.ts'
import { ApiError, answerError } from './api/api-error.ts'
import { parametersAsked } from './api/parameters-asked.ts'
import { newRoutes, parametersRefused } from './api/new-routes.ts'
import { FeedQuery } from './api/parameters.ts'
import { askLatest } from './api/questions.ts'
import { originOf } from './origin.ts'
import { type ApiLimits, limitRate } from './api/rate-limit.ts'

const ENTRIES = 50

/** New disclosures and corrections as feeds, of everywhere or of a place: /feed.xml (Atom), /feed.json (JSON Feed). */
export function addFeeds(app: Hono, archive: Archive, limits: ApiLimits): void {
  const routes = newRoutes()
  routes.onError(answerError)
  routes.use('/feed.*', limitRate(limits.requests, limits.proxies), etag())
  const types = { xml: 'application/atom+xml; charset=utf-8', json: 'application/feed+json; charset=utf-8' }
  for (const kind of ['xml', 'json'] as const)
    routes.get(`/feed.${kind}`, async (c) => {
      const feed = await latestFeed(archive, c)
      return c.body(kind === 'xml' ? feed.atom1() : feed.json1(), 200, {
        'Content-Type': types[kind],
        'Cache-Control': 'public, max-age=300',
      })
    })
  app.route('/', routes)
}

async function latestFeed(archive: Archive, c: Context): Promise<Feed> {
  const parsed = FeedQuery.safeParse(parametersAsked(c))
  if (!parsed.success) throw parametersRefused(parsed.error)
  const { division, lang = 'zh' } = parsed.data
  const origin = originOf(c)
  const { items } = await askLatest({ archive, origin, language: lang }, { division, limit: ENTRIES })
  const say = (zh: string, en: string): string => (lang === 'en' ? en : zh)
  const asked = `${division === undefined ? '' : `?division=${division}`}`
  const place = division === undefined ? '' : archive.division(division)?.name
  if (place === undefined) throw new ApiError(404, 'not-found', { zh: '没有这个地区。', en: 'There is no such place.' })
  const feed = new Feed({
    id: `${origin}/feed.xml${asked}`,
    title: say(
      `明账：${place}新公开和更正的预决算`,
      `Mingzhang: disclosures and corrections, ${place === '' ? 'everywhere' : place}`,
    ),
    link: `${origin}/`,
    feedLinks: { atom: `${origin}/feed.xml${asked}`, json: `${origin}/feed.json${asked}` },
    language: lang === 'en' ? 'en' : 'zh-CN',
    generator: 'Mingzhang',
    author: { name: '明账 Mingzhang' },
    // The last thing that came in, and not now: the feed is the same until there is more.
    updated: new Date(items[0]?.importedAt ?? 0),
  })
  for (const item of items) {
    const { departmentName, year, stage, scope, again, importedAt, edition } = item
    const who = departmentName === '' ? say('（未写明部门）', '(department not named)') : departmentName
    const what = stage === 'final' ? say('决算', 'final account') : say('预算', 'budget')
    const whose = scope === 'unit' ? say('（单位）', ' (unit)') : ''
    const reason = edition === null || edition.reason === '' ? null : edition.reason
    const kind =
      reason !== null
        ? say('更正', 'correction')
        : again
          ? say('更正或另一副本', 'correction or another copy')
          : say('新公开', 'new')
    const { errors, warnings } = item.findings
    const about = say(
      `${kind}${reason === null ? '' : `（第${edition?.n ?? ''}版，理由：${reason}）`}。${item.claims} 个数字，${item.equations.passed} 个等式成立、${item.equations.failed} 个不成立；需改正 ${errors} 处，需人工判断 ${warnings} 处。源文件 ${item.file}，SHA-256 ${item.sha256}。`,
      `${kind}${reason === null ? '' : ` (edition ${edition?.n ?? ''}: ${reason})`}. ${item.claims} figures; ${item.equations.passed} equations hold, ${item.equations.failed} do not; ${errors} to be mended, ${warnings} to be judged. File ${item.file}, SHA-256 ${item.sha256}.`,
    )
    feed.addItem({
      id: `urn:mingzhang:disclosure:${item.department}:${item.sha256}`,
      title: escapeHtml(
        `${who} ${year === null ? say('年度不明', 'year unknown') : say(`${year}年`, `${year} `)}${what}${whose}${again ? `（${kind}）` : ''}`,
      ),
      link: item.page,
      date: new Date(importedAt),
      published: new Date(importedAt),
      description: escapeHtml(about),
      content: escapeHtml(about),
      category: [{ name: kind, term: again ? 'again' : 'new' }],
    })
  }
  return feed
}

/** An entry is read as HTML: names of files and departments are not ours. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
