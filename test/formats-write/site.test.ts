import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { HtmlValidate } from 'html-validate'
import { parse } from 'parse5'
import { describe, expect, test } from 'vitest'
import { EXAMPLE } from '../../scripts/samples/example-facts.ts'
import type { Document } from '../../src/document/document.ts'
import { writeHtml } from '../../src/formats/html/write.ts'
import { SITE_INDEX, SITE_TEXT, writeSite } from '../../src/formats/site/write.ts'
import { hebei } from '../../src/forms/hebei/index.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { shanghai } from '../../src/forms/shanghai/index.ts'
import { writeDisclosure } from '../../src/forms/write-disclosure.ts'
import { reading } from '../formats/reading.ts'
import { accountOfSample } from '../forms-write/sample-account.ts'
import { barriersOf } from '../setup/barriers.ts'
import { launchBrowser, skipReason } from '../setup/browser.ts'
import { documentFrom, WORDS } from './written.ts'

const ACCOUNT = accountOfSample(EXAMPLE)
const DOCUMENTS: readonly (readonly [string, Document])[] = [hebei, shanghai].map((p) => [p.id, writeDisclosure(ACCOUNT, p)])
const FILES: ReadonlyMap<string, Uint8Array> = new Map([
  ['disclosure.docx', new Uint8Array(1536)],
  ["data/收支 50% #1'&.csv", new Uint8Array(3)],
])
const PAGES = [SITE_INDEX, SITE_TEXT]

function textOf(site: ReadonlyMap<string, Uint8Array>, path: string): string {
  const bytes = site.get(path)
  if (bytes === undefined) throw new Error(`no ${path}`)
  return new TextDecoder().decode(bytes)
}

function attributes(html: string, name: string): string[] {
  const found: string[] = []
  const walk = (node: object): void => {
    if ('attrs' in node && Array.isArray(node.attrs))
      for (const attribute of node.attrs as { name: string; value: string }[])
        if (attribute.name === name) found.push(attribute.value)
    if ('childNodes' in node && Array.isArray(node.childNodes)) for (const child of node.childNodes as object[]) walk(child)
  }
  walk(parse(html))
  return found
}

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  // Levels are the Document's.
  rules: { 'heading-level': 'off', 'no-inline-style': 'error' },
})

describe.each(DOCUMENTS)('%s', (_, document) => {
  const site = writeSite(document, FILES, WORDS)

  test('every page is valid HTML, a draft too', async () => {
    for (const written of [site, writeSite(document, FILES, { ...WORDS, draft: true })])
      for (const page of PAGES) {
        const { results } = await validator.validateString(textOf(written, page))
        expect(results.flatMap((r) => r.messages.map((m) => `${page}:${m.line}: ${m.ruleId}: ${m.message}`))).toEqual([])
      }
  })

  test('every link is relative and leads to a file and an anchor of the site', () => {
    for (const page of PAGES) {
      for (const href of attributes(textOf(site, page), 'href')) {
        expect(href).not.toMatch(/^(?:[a-z]+:|\/)/iu)
        const [path, anchor] = href.split('#')
        const target = path === '' || path === undefined ? page : decodeURIComponent(path)
        expect([...site.keys()]).toContain(target)
        if (anchor !== undefined) expect(attributes(textOf(site, target), 'id')).toContain(anchor)
      }
      const ids = attributes(textOf(site, page), 'id')
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  test('the contents name every heading, and every table can be reached', () => {
    const links = new Set(attributes(textOf(site, SITE_INDEX), 'href'))
    const headings = document.blocks.filter((b) => b.kind === 'paragraph' && b.heading !== undefined).length
    const contents = [...links].filter((href) => href.startsWith(`${SITE_TEXT}#`))
    expect(contents.length).toBeGreaterThanOrEqual(headings)
    const titled = attributes(textOf(site, SITE_TEXT), 'id').filter((id) => /^table-\d+$/u.test(id))
    for (const id of titled) expect(links).toContain(`${SITE_TEXT}#${id}`)
    expect(titled.length).toBeGreaterThan(8)
  })

  test('the text is read back with the claims of the document', async () => {
    const read = readDisclosure(await reading(site.get(SITE_TEXT) ?? new Uint8Array(), SITE_TEXT))
    const told = ({ claims }: ReturnType<typeof readDisclosure>): unknown[] =>
      claims.map(({ slice, printed, value, state }) => ({ slice, printed, value, state }))
    expect(told(read)).toEqual(told(readDisclosure(document)))
  })

  test('it needs no script and nothing from elsewhere, and the same input gives the same bytes', () => {
    for (const page of PAGES) expect(textOf(site, page)).not.toMatch(/<script|<iframe|<img|https?:|style="/u)
    expect(textOf(site, 'style.css')).toContain('@media print')
    expect([...writeSite(document, FILES, WORDS)]).toEqual([...site])
  })
})

test('files are offered with their format and size, and copied as they are', () => {
  const site = writeSite(documentFrom([{ kind: 'paragraph', text: '正文' }]), FILES, WORDS)
  const index = textOf(site, SITE_INDEX)
  expect(index).toContain('>disclosure.docx</a></th><td>Word 文档</td><td class="figure">1.5 KB</td>')
  expect(index).not.toContain('目录')
  for (const [path, bytes] of FILES) expect(site.get(`downloads/${path}`)).toBe(bytes)
  expect(textOf(writeSite(documentFrom([]), new Map(), WORDS), SITE_INDEX)).not.toContain('下载')
})

test.each(['../a.docx', '/a.docx', 'a//b.csv', ''])('a download may not lead out of the site: %j', (path) => {
  expect(() => writeSite(documentFrom([]), new Map([[path, new Uint8Array()]]), WORDS)).toThrow(/path/u)
})

test('a draft says so on every page, in words and across it', () => {
  const site = writeSite(documentFrom([{ kind: 'paragraph', text: '正文' }]), new Map(), { ...WORDS, draft: true })
  for (const page of PAGES) expect(textOf(site, page)).toContain('草案，不作为正式公开文本')
  expect(textOf(site, 'style.css')).toContain('content: "草案"')
})

test('writeHtml has the same body as the page of the site, but for the anchors', () => {
  const [, document] = DOCUMENTS[0] ?? ['', documentFrom([])]
  const bodyOf = (html: string): string => /<main[^>]*>\n([^]*?)\n(?:<p class="back">|<\/main>)/u.exec(html)?.[1] ?? ''
  const own = bodyOf(new TextDecoder().decode(writeHtml(document, WORDS)))
  expect(own.length).toBeGreaterThan(10_000)
  expect(bodyOf(textOf(writeSite(document, new Map(), WORDS), SITE_TEXT)).replace(/ id="section-\d+"/gu, '')).toBe(own)
})

describe.skipIf(skipReason() !== null)('in a browser, opened from disk', () => {
  test('axe finds nothing, the page does not scroll sideways, and the keyboard can skip to the text', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mingzhang-site-'))
    const browser = await launchBrowser()
    try {
      const [, document] = DOCUMENTS[0] ?? ['', documentFrom([])]
      for (const [path, bytes] of writeSite(document, FILES, { ...WORDS, draft: true })) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), bytes)
      }
      const page = await (await browser.newContext({ viewport: { width: 1024, height: 800 } })).newPage()
      for (const name of PAGES) {
        await page.setViewportSize({ width: 1024, height: 800 })
        await page.goto(pathToFileURL(join(folder, name)).href)
        // The disclosure's own levels stand as they are, and it has no page title of its own.
        expect(await barriersOf(page, { except: ['heading-order', 'page-has-heading-one'] }), name).toEqual([])
        await page.keyboard.press('Tab')
        expect(await page.evaluate('document.activeElement.className')).toBe('skip')
        await page.keyboard.press('Enter')
        expect(await page.evaluate('document.activeElement.id')).toBe('main')
        await page.setViewportSize({ width: 360, height: 640 })
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
      }
      await page.goto(pathToFileURL(join(folder, SITE_INDEX)).href)
      await page.click('nav.contents a >> nth=3')
      expect(page.url()).toMatch(/disclosure\.html#(?:table|section)-\d+$/u)
    } finally {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
