import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block } from '../../src/document/document.ts'
import { tidy } from '../../src/document/document.ts'
import { documents } from './grids.ts'
import { hasNandagang, nandagang, SKIP_NOTE } from './nandagang.ts'
import { bare, faults, paragraphsOf, reading, tablesOf } from './reading.ts'
import type { TestBlock } from './writers.ts'
import { plainTable, WRITERS } from './writers.ts'

function expected(blocks: readonly TestBlock[]): unknown[] {
  let index = 0
  return blocks.map((block) => {
    if (block.kind === 'paragraph') return { text: tidy(block.text), heading: block.heading }
    const cells = block.cells.map((cell) => ({ ...cell, row: cell.row + 1, column: cell.column + 1, text: tidy(cell.text) }))
    return { index: ++index, rows: block.rows, columns: block.columns, cells }
  })
}

function textsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : block.cells.map((cell) => cell.text)))
}

describe.each(Object.entries(WRITERS))('%s', (type, write) => {
  test('a random document comes back as it was written', async () => {
    const spans = type !== 'txt'
    await fc.assert(
      fc.asyncProperty(documents(spans), async (blocks) => {
        const document = await reading(write(blocks), `a.${type}`)
        expect(document.type).toBe(type)
        expect(document.problems).toEqual([])
        expect(faults(document)).toEqual([])
        expect(document.blocks.map(bare)).toEqual(expected(blocks))
      }),
      { seed: 20230101, numRuns: 60 },
    )
  })

  test('nothing printed is lost, merged cells or not', async () => {
    await fc.assert(
      fc.asyncProperty(documents(true), async (blocks) => {
        const document = await reading(write(blocks), `a.${type}`)
        expect(faults(document)).toEqual([])
        const printed = (texts: readonly string[]): string[] => texts.map(tidy).filter((text) => text !== '')
        const written = blocks.flatMap((b) => (b.kind === 'paragraph' ? [b.text] : b.cells.map((c) => c.text)))
        expect(printed(textsOf(document.blocks))).toEqual(printed(written))
      }),
      { seed: 20230102, numRuns: 60 },
    )
  })

  test('line breaks inside a cell are kept', async () => {
    const document = await reading(
      write([
        { kind: 'paragraph', text: '表' },
        plainTable([
          ['指标值确定\n依据', '乙'],
          ['丙', '丁'],
        ]),
        { kind: 'paragraph', text: '完' },
      ]),
    )
    expect(tablesOf(document)[0]?.cells[0]?.text).toBe('指标值确定\n依据')
  })
})

test('headings keep their level where the format knows levels', async () => {
  const blocks: TestBlock[] = [1, 2, 3, 4, 5, 6].map((heading) => ({ kind: 'paragraph', text: `第${heading}部分`, heading }))
  for (const type of ['html', 'docx'] as const) {
    expect(
      paragraphsOf(await reading(WRITERS[type](blocks))).map((p) => p.heading),
      type,
    ).toEqual([1, 2, 3, 4, 5, 6])
  }
})

describe.skipIf(!hasNandagang)(`one published budget in four formats${SKIP_NOTE}`, () => {
  test('docx and html give the same document, block by block', async () => {
    const [docx, html] = await Promise.all([reading(nandagang('docx'), 'a.docx'), reading(nandagang('html'), 'a.html')])
    expect(tablesOf(html)).toHaveLength(19)
    expect(docx.blocks.map(bare)).toEqual(html.blocks.map(bare))
    expect([...docx.problems, ...html.problems]).toEqual([])
  })

  test('xlsx gives the same tables and paragraphs, but for end zeros of numbers', async () => {
    const [xlsx, html] = await Promise.all([reading(nandagang('xlsx'), 'a.xlsx'), reading(nandagang('html'), 'a.html')])
    expect(paragraphsOf(xlsx).map((p) => p.text)).toEqual(paragraphsOf(html).map((p) => p.text))
    // The workbook stores 24.00 as the number 24 in General format, so that is what it prints.
    const value = (text: string): string => (/^\d+\.\d*0$/u.test(text) ? String(Number(text)) : text)
    const tables = (document: typeof xlsx): unknown[] =>
      tablesOf(document).map((table) =>
        bare({ ...table, cells: table.cells.map((cell) => ({ ...cell, text: value(cell.text) })) }),
      )
    expect(tables(xlsx)).toEqual(tables(html))
    expect(tablesOf(xlsx)[0]?.cells.find((cell) => cell.text === '二十、住房保障支出')?.place).toEqual({
      sheet: expect.any(String),
      cell: 'AF26',
      table: 1,
      row: 24,
      column: 4,
    })
  })

  test('txt gives the same tables in size and text; most spans are restored and the others are marked', async () => {
    const [txt, html] = await Promise.all([reading(nandagang('txt'), 'a.txt'), reading(nandagang('html'), 'a.html')])
    expect(paragraphsOf(txt).map((p) => p.text)).toEqual(paragraphsOf(html).map((p) => p.text))
    const [a, b] = [tablesOf(txt), tablesOf(html)]
    expect(a.map((t) => [t.index, t.rows, t.columns])).toEqual(b.map((t) => [t.index, t.rows, t.columns]))
    for (const [i, table] of a.entries()) {
      expect(
        table.cells.map((cell) => cell.text),
        `table ${i + 1}`,
      ).toEqual(b[i]?.cells.map((cell) => cell.text))
      const guessed = new Set(table.guessedRows)
      const other = new Map(b[i]?.cells.map((cell) => [`${cell.row},${cell.column}`, cell]))
      for (const cell of table.cells) {
        if (guessed.has(cell.row)) continue
        const twin = other.get(`${cell.row},${cell.column}`)
        expect({ ...cell, place: twin?.place }, `table ${i + 1}`).toEqual(twin)
      }
    }
    expect(a[5]?.cells.find((cell) => cell.text === '14.97')?.place).toEqual({ line: 1025, table: 6, row: 9, column: 4 })
  })
})
