import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { archiveDocument } from '../../src/app/archive-document.ts'

/** Of each column of figures in a table: the headings above its label, and the label. */
async function columnsOf(file: string, form: string): Promise<string[]> {
  const bytes = await readFile(fileURLToPath(new URL(`../../samples/${file}`, import.meta.url)))
  const read = await archiveDocument(bytes, file)
  if (!read.ok) throw new Error(read.message.en)
  const table = read.archived.tables.find((each) => each.form === form)
  const columns = new Map<number, string>()
  for (const { place, columnGroups = [], column } of table?.claims ?? [])
    if (column !== undefined) columns.set(place.column ?? 0, [...columnGroups, column].join(' › '))
  return [...columns].toSorted(([a], [b]) => a - b).map(([, path]) => path)
}

describe.each(['correct.docx', 'correct.xlsx', 'correct.html', 'as-printed.pdf', 'correct.txt'])('the headings of %s', (file) => {
  it('hold the columns together that stand under them', async () => {
    expect(await columnsOf(file, 'income')).toEqual([
      '合计',
      ...['小计', '财政拨款收入', '财政专户收入', '事业收入', '经营收入', '上级补助收入', '附属单位上缴收入', '其他收入'].map(
        (label) => `本年收入 › ${label}`,
      ),
      '上年结转',
    ])
  })

  it('tell the sides of a balance apart', async () => {
    expect(await columnsOf(file, 'balance')).toEqual(['收入 › 预算数', '支出 › 预算数'])
  })

  it('are no lines about the whole table', async () => {
    expect(await columnsOf(file, 'state-assets')).toEqual(['数量', '价值（金额单位：万元）'])
  })
})
