import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCells, writeCells } from '../../../src/web/desk/clipboard-text.ts'

describe('cells on the clipboard', () => {
  test('as a spreadsheet writes them', () => {
    expect(readCells('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(readCells('"一\n二"\t"他说""好"""\n5')).toEqual([['一\n二', '他说"好"'], ['5']])
    expect(readCells('30201 "办公费"\tx')).toEqual([['30201 "办公费"', 'x']])
    expect(readCells('"不完整\tb')).toEqual([['"不完整', 'b']])
    expect(readCells('a')).toEqual([['a']])
    expect(readCells('\t')).toEqual([['', '']])
  })

  test('what is written is read back', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '中', ' ', '1'), maxLength: 8 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(text, { minLength: 1, maxLength: 20 }), (width, texts) => {
        const rows = Array.from({ length: Math.ceil(texts.length / width) }, (_, r) =>
          Array.from({ length: width }, (__, c) => texts[r * width + c] ?? 'end'),
        )
        // A single blank cell is nothing on a clipboard.
        fc.pre(!(rows.length > 1 && width === 1 && rows.at(-1)?.[0] === ''))
        expect(readCells(writeCells(rows))).toEqual(rows)
      }),
      { seed: 6, numRuns: 300 },
    )
  })
})
