import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../src/formats/limits.ts'
import type { PdfPage } from '../../src/formats/pdf/page.ts'
import { readPages } from '../../src/formats/pdf/read-pages.ts'
import { hasShared, sharedDocument } from '../setup/documents.ts'

async function pagesOf(path: string): Promise<PdfPage[]> {
  return (await readPages(readFileSync(sharedDocument(path)), DEFAULT_LIMITS)).map(({ page }) => page)
}

function textsOf(page: PdfPage | undefined): string[] {
  return page?.runs.map((run) => run.text) ?? []
}

describe.skipIf(!hasShared)('pages of published PDFs (needs ../shared/documents)', () => {
  test('all have text within the page, edges in order and no character without a name', async () => {
    const files = readdirSync(sharedDocument(''), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.pdf'))
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      const pages = await pagesOf(file)
      expect(
        pages.some((page) => page.rules.length > 10),
        file,
      ).toBe(true)
      for (const page of pages) {
        expect(page.unmapped, `${file} ${page.number}`).toBe(0)
        for (const { text, box, edges } of page.runs) {
          const where = `${file} ${page.number} ${text}`
          expect(edges.length, where).toBe(text.length + 1)
          expect(box[0] > -20 && box[2] < page.width + 20 && box[1] > -20 && box[3] < page.height + 20, where).toBe(true)
          expect(text.trim(), where).toBe(text)
        }
      }
    }
  })

  test('figures of neighbouring columns are never one run', async () => {
    const central = textsOf((await pagesOf('central/complaints-2026.pdf'))[4])
    expect(central).toContain('16,474.82')
    expect(central).toContain('一、一般公共服务支出')
    const putuo = textsOf((await pagesOf('putuo/commerce-2025-unit.pdf'))[8])
    expect(putuo).toContain('18,120,593.00')
    expect(putuo).toContain('1,710,062.00')
    const files = [
      'beijing/medical-security-2026-tables.pdf',
      'shenzhen/traffic-police-2026.pdf',
      'xian/complaints-2026-consolidated.pdf',
    ]
    for (const file of files) {
      const glued = (await pagesOf(file))
        .flatMap(textsOf)
        .filter((text) => /\.\d+\D*,\d{3}\.\d|\.\d\d[一二三四五六七八九十]、/u.test(text))
      expect(glued.filter((text) => !/[万元]/u.test(text))).toEqual([])
    }
  })

  test('a ruled table has its grid', async () => {
    const page = (await pagesOf('putuo/justice-2026-department.pdf'))[10]
    expect(page?.rules.filter((rule) => rule.direction === 'across')).toHaveLength(26)
    expect(page?.rules.filter((rule) => rule.direction === 'down')).toHaveLength(10)
  })
})
