import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, LIMITS } from '../../src/server/create-server.ts'
import { HOSTILE, openSampleArchive, type SampleArchive } from '../setup/archive.ts'
import { verbs } from '../web/browser-server.ts'

let sample: SampleArchive
let app: ReturnType<typeof createServer>

beforeAll(async () => {
  sample = await openSampleArchive()
  app = createServer(verbs, new Map(), '127.0.0.1', LIMITS, sample.archive)
}, 900_000)
afterAll(async () => sample?.close())

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

async function ask(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await app.request(`http://127.0.0.1:8000${path}`, { headers: { host: '127.0.0.1:8000', ...headers } })
  return { status: response.status, headers: response.headers, body: await response.text() }
}

/** The words of a page, without its markup. */
function wordsOf(body: string): string {
  return body.replace(/<[^>]*>/gu, ' ').replace(/\s+/gu, ' ')
}

/** Every address of this server that a page links to. */
function linksOf(body: string): string[] {
  return [...body.matchAll(/ (?:href|src|action)="(\/[^"]*)"/gu)].map(([, to]) => (to ?? '').replaceAll('&amp;', '&'))
}

describe('the first page', () => {
  it('is the portal, and files are checked elsewhere', async () => {
    const home = await ask('/')
    expect(home.status).toBe(200)
    expect(home.body).toContain('action="/search"')
    expect(home.body).toContain('href="/check"')
    expect(home.body).not.toContain('<script')
    const check = await ask('/check')
    expect(check.body).toContain('type="file"')
    expect(check.body).toContain('data-start="/check"')
  })

  it('counts what is kept', async () => {
    const words = wordsOf((await ask('/')).body)
    expect(words).toContain('2 个部门和单位')
    expect(words).toContain('3 份预算和决算')
    expect(words).toContain('上海市 1 个部门 · 1 份')
  })

  it('is without an archive what it was', async () => {
    const response = await createServer(verbs, new Map(), '127.0.0.1').request('http://127.0.0.1:8000/', {
      headers: { host: '127.0.0.1:8000' },
    })
    expect(await response.text()).toContain('type="file"')
  })
})

describe('every page', () => {
  const pages = (): string[] => [
    '/',
    '/search?q=绩效',
    '/search?q=住房&kind=text',
    `/department/${sample.department}`,
    `/department/${sample.department}?year=2023&stage=budget&scope=department`,
    `/department/${sample.department}?document=${sample.pdf}`,
    `/department/${sample.department}/${sample.docx}/table/0`,
    `/department/${sample.department}/${sample.docx}/project/0`,
    `/department/${sample.department}/${sample.docx}/figure/0`,
    `/department/${sample.department}/${sample.pdf}/figure/0`,
    `/department/${sample.department}/${sample.docx}/passage/0`,
    `/department/${sample.hostile}`,
    '/place/310107',
    '/place/CN',
    `/compare?d=${sample.department}:${sample.docx}&d=${sample.department}:${sample.pdf}&q=局`,
    `/embed/department/${sample.department}`,
  ]

  it('has a title, an address in both languages, a tag, and no script', async () => {
    for (const path of pages()) {
      const { status, body, headers } = await ask(path)
      expect([path, status]).toEqual([path, 200])
      expect(body).toMatch(/<title>[^<]+<\/title>/u)
      expect(body).not.toMatch(/<script| style=| on\w+=/u)
      expect(headers.get('etag')).not.toBeNull()
      expect(headers.get('cache-control')).toBe('public, max-age=60')
      if (path.startsWith('/embed')) continue
      expect(body).toContain('<meta property="og:title"')
      const canonical = /<link rel="canonical" href="([^"]+)"/u.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? ''
      expect(decodeURIComponent(canonical)).toBe(`http://127.0.0.1:8000${path}`)
      const english = await ask(`${path}${path.includes('?') ? '&' : '?'}lang=en`)
      expect(english.body).toContain('<html lang="en">')
    }
  })

  it('links only to what is there', async () => {
    const asked = new Map<string, number>()
    for (const path of pages())
      for (const to of linksOf((await ask(path)).body)) {
        if (to.startsWith('/assets/') || to.startsWith('/api/') || asked.has(to) || asked.size > 400) continue
        asked.set(to, (await ask(to.split('#')[0] ?? to)).status)
      }
    expect(asked.size).toBeGreaterThan(100)
    expect([...asked].filter(([, status]) => status !== 200 && status !== 302)).toEqual([])
  }, 900_000)

  it('keeps its language in its links', async () => {
    const { body } = await ask(`/department/${sample.department}?lang=en`)
    const chinese = linksOf(body).filter((to) => /^\/(?:department|place|compare|search\?)/u.test(to) && !to.includes('lang=en'))
    // The switch to Chinese alone.
    expect(chinese).toEqual([`/department/${sample.department}`])
  })

  it('is not sent twice to who has it', async () => {
    const path = `/department/${sample.department}`
    const tag = (await ask(path)).headers.get('etag') ?? ''
    const again = await ask(path, { 'if-none-match': tag })
    expect(again.status).toBe(304)
    expect(again.body).toBe('')
  })

  it('escapes what documents are called', async () => {
    for (const path of [
      `/department/${sample.hostile}`,
      '/place/310107',
      '/search?q=%3Cscript%3E',
      `/embed/department/${sample.hostile}`,
      '/compare?q=上海',
    ]) {
      const { body } = await ask(path)
      expect(body).not.toContain('<script')
      expect(body).not.toContain('<img')
    }
    expect((await ask(`/department/${sample.hostile}`)).body).toContain(
      HOSTILE.replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;'),
    )
  })

  it('says so where there is none, and leads on', async () => {
    for (const path of ['/department/99999', '/place/999999', '/department/1/1/figure/999999', '/department/0', '/nothing']) {
      const { status, body } = await ask(path)
      expect([path, status]).toEqual([path, 404])
      expect(body).toContain('role="search"')
    }
  })
})

describe('a department', () => {
  it('shows the year that is asked for', async () => {
    expect((await ask(`/department/${sample.department}?year=2023`)).body).toContain('<title>示例县城乡建设管理局 2023 年预算')
    expect((await ask(`/department/${sample.department}`)).body).toContain('<title>示例县城乡建设管理局 2024 年预算')
    expect((await ask(`/department/${sample.department}?year=1999`)).status).toBe(404)
  })

  it('leads from each of its figures to the cell', async () => {
    const { body } = await ask(`/department/${sample.department}`)
    const figures = linksOf(body).filter((to) => to.includes('/figure/'))
    expect(figures.length).toBeGreaterThan(20)
    const figure = await ask(figures[0] ?? '')
    expect(figure.body).toContain('class="n here"')
    expect(linksOf(figure.body)).toContain(`/department/${sample.department}?year=2024&stage=budget&scope=department`)
  })

  it('shows years side by side with their change', async () => {
    const words = wordsOf((await ask(`/department/${sample.department}`)).body)
    expect(words).toContain('2024 年比 2023 年')
    expect(words).toContain('减少 50.00%')
  })

  it('says what the check found in a copy, and how to repeat it', async () => {
    const { body } = await ask(`/department/${sample.department}?document=${sample.pdf}`)
    expect(body).toContain('mingzhang check as-printed.pdf')
    expect(body).toMatch(/[0-9a-f]{64}/u)
    expect(wordsOf(body)).toContain('个不成立')
    const copy = await ask(`/department/${sample.department}?document=${sample.docx}`)
    expect(wordsOf(copy.body)).toContain('这不是现行的那一份')
    expect(wordsOf(copy.body)).toContain('个等式全部成立')
  })

  it('gives the file itself', async () => {
    const { body } = await ask(`/department/${sample.department}?document=${sample.docx}`)
    const source = /href="(\/source\/[0-9a-f]{64})" download="correct.docx"/u.exec(body)?.[1] ?? ''
    expect((await ask(source)).status).toBe(200)
  })
})

describe('a figure', () => {
  it('of a PDF is boxed on its page', async () => {
    const { body } = await ask(`/department/${sample.department}/${sample.pdf}/figure/0`)
    expect(body).toMatch(/<image href="\/source\/[0-9a-f]{64}\/page\/\d+\.png"/u)
    expect(body).toContain('class="box error"')
  })

  it('that is blank is said to be blank, and is no link in its table', async () => {
    const tables = await sample.archive.tables(sample.department, sample.blank)
    const table = tables.find(({ form }) => form === 'general-by-function')
    const blank = table?.claims.find(({ state, column }) => state === 'blank' && column === '合计')
    const { body } = await ask(`/department/${sample.department}/${sample.blank}/figure/${blank?.id ?? ''}`)
    expect(wordsOf(body)).toContain('一格为空白：不是零，原文没有写')
    expect(body).toContain('<td class="n blank here"><span class="hidden">空白</span></td>')
    expect(wordsOf(body)).toContain('那里印了数')
  })
})

describe('a place', () => {
  it('tells what was published, the deadlines, and money per head with its source', async () => {
    const words = wordsOf((await ask('/place/310107')).body)
    expect(words).toContain('批复后 20 日内')
    expect(words).toContain('批复日期没有随文件公开')
    expect(words).toContain('1,239,800 人（2023 年，常住人口；出处：示例公报）')
    expect(words).toContain('人均（元）')
    expect(wordsOf((await ask('/place/310000')).body)).not.toContain('人均（元）')
  })
})

describe('what others may have on their pages', () => {
  it('is the card alone', async () => {
    const card = await ask(`/embed/department/${sample.department}`)
    expect(card.headers.get('x-frame-options')).toBeNull()
    expect(card.headers.get('content-security-policy')).toContain('frame-ancestors *')
    const page = await ask(`/department/${sample.department}`)
    expect(page.headers.get('x-frame-options')).toBe('DENY')
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect((await ask('/embed/nothing')).status).toBe(404)
  })

  const views = (): string[] => [
    `/department/${sample.department}?year=2023`,
    `/department/${sample.department}?document=${sample.docx}`,
    `/department/${sample.department}/${sample.docx}/table/0`,
    `/department/${sample.department}/${sample.docx}/project/0`,
    `/department/${sample.department}/${sample.docx}/figure/0`,
    '/place/310107',
    `/compare?d=${sample.department}:${sample.docx}&d=${sample.department}:${sample.pdf}`,
  ]
  const beside = (view: string): { image: string; embed: string } => {
    const [path = '', query = ''] = view.split('?')
    return { image: `${path}/card.png?${query}`, embed: `/embed${view}` }
  }

  it('is a picture and an embed of every view, named on its page', async () => {
    for (const view of views()) {
      const { body } = await ask(view)
      const told = /<meta property="og:image" content="http:\/\/127\.0\.0\.1:8000([^"]+)"/u.exec(body)?.[1] ?? ''
      const code = /&lt;iframe src=&quot;http:\/\/127\.0\.0\.1:8000(.+?)&quot;/u.exec(body)?.[1] ?? ''
      const amp = (text: string): string => text.replaceAll('&amp;', '&')
      const image = await ask(amp(told))
      expect([view, image.status, image.headers.get('content-type')]).toEqual([view, 200, 'image/png'])
      expect(image.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      expect(image.headers.get('cache-control')).toBe('public, max-age=60')
      expect((await ask(amp(told), { 'if-none-match': image.headers.get('etag') ?? '' })).status).toBe(304)
      const embed = await ask(amp(amp(code)))
      expect([view, embed.status]).toEqual([view, 200])
      expect(embed.headers.get('x-frame-options')).toBeNull()
      expect(embed.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(embed.headers.get('content-security-policy')).toContain('frame-ancestors *')
      expect(embed.body).not.toMatch(/<script| style=| on\w+=/u)
      const heading = /<h1[^>]*>([^<]+)</u.exec(embed.body)?.[1] ?? '?'
      // In pixels for programs that show what a link leads to, and as a drawing.
      expect(image.body).toContain('PNG')
      const drawing = await ask(amp(told).replace('card.png', 'card.svg'))
      expect(drawing.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
      expect(drawing.body).toContain(`<title>${heading}`)
      const back = amp(
        /<a href="http:\/\/127\.0\.0\.1:8000([^"]+)" target="_blank" rel="noopener">在明账中查看/u.exec(embed.body)?.[1] ?? '',
      )
      expect((await ask(back)).body).toContain(heading)
    }
  })

  it('shows in a table’s embed what the table prints, with the way to each cell', async () => {
    const table = (await sample.archive.tables(sample.department, sample.docx)).find(({ n }) => n === 0)
    const { body } = await ask(`/embed/department/${sample.department}/${sample.docx}/table/0`)
    const figures = table?.claims.filter(({ state, place }) => state === 'number' && place.column !== undefined) ?? []
    expect(figures.length).toBeGreaterThan(3)
    for (const { id, printed } of figures) expect(body).toContain(`/figure/${id}" target="_blank" rel="noopener">${printed}</a>`)
  })

  it('is nothing where there is no such view', async () => {
    for (const view of [
      '/department/99999',
      '/place/999999',
      '/compare',
      '/compare?d=99999:1',
      `/department/${sample.department}/${sample.docx}/table/99999`,
      `/department/${sample.department}/${sample.docx}/project/99999`,
      `/department/${sample.department}/${sample.docx}/figure/999999`,
    ]) {
      const { image, embed } = beside(view)
      expect([view, (await ask(image)).status, (await ask(embed)).status]).toEqual([view, 404, 404])
    }
  })

  it('is a picture with the four figures', async () => {
    const { headers, body } = await ask(`/department/${sample.hostile}/card.svg`)
    expect(headers.get('content-type')).toContain('image/svg+xml')
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(body).not.toContain('<script')
    expect(body).toContain('收入总计')
  })
})
