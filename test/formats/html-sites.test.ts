import { strFromU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { checkDocument, readOnly } from '../../src/app/check-document.ts'
import { SITES } from './html-site-templates.ts'
import { hasNandagang, nandagang, SKIP_NOTE } from './nandagang.ts'
import { reading } from './reading.ts'

/** Everything that a file says, without its name, its hash and the places in it. */
async function said(bytes: Uint8Array): Promise<{ read: unknown; found: unknown }> {
  const read = await readOnly(bytes, 'a.html', 'zh')
  const checked = await checkDocument(bytes, 'a.html')
  if (!read.ok) throw new Error(read.message.en)
  if (!checked.ok) throw new Error(checked.message.en)
  const { forms, cards, sentences, document } = read.result
  const { findings, equations } = checked.result.zh
  const named = forms.filter((form) => form.claims.length > 0)
  const { department, year, stage, units } = document
  return withoutPlaces({
    read: { document: { department, year, stage, units }, forms: named, cards, sentences },
    found: { findings, equations },
  }) as { read: unknown; found: unknown }
}

const PLACED: ReadonlySet<string> = new Set(['place', 'places', 'id', 'row-place', 'index'])

function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (PLACED.has(key) ? [] : [[key, withoutPlaces(inner)]])),
  )
}

describe.skipIf(!hasNandagang)(`one article in ten sites${SKIP_NOTE}`, async () => {
  if (!hasNandagang) return
  const html = strFromU8(nandagang('html'))
  const article = /<body>([\s\S]*)<\/body>/u.exec(html)?.[1] ?? ''
  const plain = await said(nandagang('html'))

  test.each(Object.entries(SITES))('%s: the same claims, cards, sentences and findings', async (_, site) => {
    const bytes = site(article)
    const inSite = await said(bytes)
    expect(inSite.read).toEqual(plain.read)
    expect(inSite.found).toEqual(plain.found)
  })

  test.each(Object.entries(SITES))('%s: every paragraph and cell of the article is read, in order', async (_, site) => {
    const texts = (await reading(site(article))).blocks.flatMap((block) =>
      block.kind === 'paragraph' ? [block.text] : block.cells.map((cell) => cell.text),
    )
    const wanted = (await reading(nandagang('html'))).blocks.flatMap((block) =>
      block.kind === 'paragraph' ? [block.text] : block.cells.map((cell) => cell.text),
    )
    let at = 0
    for (const text of texts) if (text === wanted[at]) at++
    expect(at, `lost: ${wanted[at]}`).toBe(wanted.length)
    // What is left of the site is little: its title, a date, an index table.
    expect(texts.length - wanted.length).toBeLessThan(16)
  })
})
