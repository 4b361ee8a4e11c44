import { strToU8 } from 'fflate'
import { describe, expect, test } from 'vitest'
import { faults, paragraphsOf, reading, tablesOf, textRows } from './reading.ts'

const page = (body: string): Uint8Array => strToU8(`<!doctype html><html><body>${body}</body></html>`)

describe('text', () => {
  test('inline elements run on, block elements part paragraphs', async () => {
    const document = await reading(page('<div>甲<b>乙</b>\n  丙<div>丁</div>戊</div><p>己<br>庚</p>'))
    expect(paragraphsOf(document).map((p) => p.text)).toEqual(['甲乙 丙', '丁', '戊', '己\n庚'])
  })

  test('what is not shown is not read', async () => {
    const hidden =
      '<script>x</script><style>y</style><p hidden>甲</p><p style="color:red; DISPLAY : none">乙</p><noscript>丙</noscript><template>丁</template>'
    expect(paragraphsOf(await reading(page(`${hidden}<p>戊&nbsp;&amp;</p>`))).map((p) => p.text)).toEqual(['戊 &'])
  })

  test('200,000 nested elements are read in a moment', async () => {
    const document = await reading(page(`${'<div>'.repeat(200_000)}<p>深处</p>`))
    expect(paragraphsOf(document).map((p) => p.text)).toEqual(['深处'])
  })
})

describe('tables', () => {
  test('a caption comes before its table', async () => {
    const document = await reading(page('<table><caption>收支总表</caption><tr><th>收入</th><td>1</td></tr></table>'))
    expect(document.blocks.map((block) => block.kind)).toEqual(['paragraph', 'table'])
  })

  test('a table around tables only lays out the page', async () => {
    const document = await reading(page('<table><tr><td>标题<table><tr><td>甲</td><td>1</td></tr></table>注</td></tr></table>'))
    expect(document.blocks.map((block) => (block.kind === 'table' ? textRows(block) : block.text))).toEqual([
      '标题',
      [['甲', '1']],
      '注',
    ])
  })

  test('spans end with the table, huge ones are capped, gaps are filled and reported', async () => {
    const document = await reading(
      page('<table><tr><td rowspan=99>甲</td><td colspan=999999>乙</td></tr><tr><td>丙</td></tr></table>'),
    )
    const [table] = tablesOf(document)
    expect([table?.rows, table?.columns]).toEqual([2, 3])
    expect(table?.cells[0]).toMatchObject({ rowSpan: 2, text: '甲' })
    expect(document.problems).toHaveLength(1)
    expect(faults(document)).toEqual([])
  })

  test('overlapping spans are parted, reported, and lose no text', async () => {
    const document = await reading(page('<table><tr><td>甲</td><td rowspan=2>乙</td></tr><tr><td colspan=3>丙</td></tr></table>'))
    expect(faults(document)).toEqual([])
    expect(
      tablesOf(document)[0]
        ?.cells.map((c) => c.text)
        .join(''),
    ).toBe('甲乙丙')
    expect(document.problems.map((p) => p.message.en)).toContainEqual(expect.stringContaining('overlap'))
  })
})
