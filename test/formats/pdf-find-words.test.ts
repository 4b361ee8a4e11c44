import { describe, expect, test } from 'vitest'
import { findWords } from '../../src/formats/pdf/find-words.ts'
import type { Box, TextRun } from '../../src/formats/pdf/page.ts'

/** Characters of 10 points each, their baselines 20 points apart. */
function run(text: string, x: number, y: number): TextRun {
  const edges = Array.from({ length: text.length + 1 }, (_, i) => x + 10 * i)
  return { text, box: [x, y, x + 10 * text.length, y + 10], size: 10, bold: false, edges }
}

const WITHIN: Box = [50, 100, 350, 200]
const RUNS = [
  run('二行：支出10.00万元。', 50, 121),
  run('支出10.00万', 50, 100),
  run('元，', 130, 100.4),
  run('别处10.00', 50, 300),
]
const TEXT = '支出10.00万元， 二行：支出10.00万元。'

describe('words on a page', () => {
  test.each([
    ['the first of two equal figures', [3, 7], [70, 100, 120, 110]],
    ['the second, past a space that the page has not', [17, 21], [100, 121, 150, 131]],
    ['words of two runs', [8, 9], [120, 100, 120, 110.4]],
  ] as const)('%s', (_, span, box) => {
    const found = findWords(RUNS, WITHIN, TEXT, span)
    expect(found?.[0]).toBe(box[0])
    expect(found?.[1]).toBe(box[1])
    expect(found?.[3]).toBe(box[3])
  })

  test('that go on below are boxed where they begin', () => {
    expect(findWords([run('共1', 50, 100), run('23元', 50, 120)], WITHIN, '共123元', [2, 4])).toEqual([60, 100, 70, 110])
  })

  test('are counted where the paragraph was read otherwise', () => {
    expect(findWords(RUNS, WITHIN, '（支出10.00万元， 二行：支出10.00万元。', [18, 22])?.[1]).toBe(121)
  })

  test('that are not there are not boxed', () => {
    expect(findWords(RUNS, WITHIN, '支出11.00万元', [3, 7])).toBeNull()
    expect(findWords([], WITHIN, '支出', [1, 2])).toBeNull()
    expect(findWords(RUNS, WITHIN, '支 出', [2, 2])).toBeNull()
  })
})
