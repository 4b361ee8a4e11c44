import { describe, expect, test } from 'vitest'
import { EXAMPLE } from '../../scripts/samples/example-facts.ts'
import { correctSample } from '../../scripts/samples/sample-files.ts'
import { checkReading } from '../../src/checks/check-reading.ts'
import type { Block, Document, Table } from '../../src/document/document.ts'
import { hebei } from '../../src/forms/hebei/index.ts'
import { readDisclosure } from '../../src/forms/read-disclosure.ts'
import { writeDisclosure } from '../../src/forms/write-disclosure.ts'
import { accountOfSample } from './sample-account.ts'

const isTable = (block: Block): block is Table => block.kind === 'table'
const written = writeDisclosure(accountOfSample(EXAMPLE), hebei)

/** What a table prints, cell by cell with its spans; the row of the line above the header by its words alone. */
function printed(document: Document): readonly (readonly string[])[] {
  return document.blocks.filter(isTable).map((table) =>
    table.cells.map((c) => {
      const isInfo = c.row === 1 && /单位：万元|预算年度：|截止时间：|^999|^示例县城乡建设管理局$/u.test(c.text)
      return `${c.row}${isInfo ? '' : `:${c.column}+${c.rowSpan}×${c.columnSpan}`} ${c.text}`
    }),
  )
}

describe('the account behind the sample', () => {
  test('prints the tables of the sample cell by cell', () => {
    const expected = printed(correctSample())
    const actual = printed(written)
    expect(actual).toHaveLength(expected.length)
    expected.forEach((table, i) => expect(actual[i], `table ${i + 1}`).toEqual(table))
  })

  test('is read whole, and nothing is wrong in it', () => {
    const reading = readDisclosure(written)
    const proof = checkReading(reading)
    expect(reading.problems).toEqual([])
    expect(proof.outcomes.filter((o) => o !== 'passed')).toEqual([])
    expect(proof.findings.filter((f) => f.severity !== 'note').map((f) => f.message.zh)).toEqual([])
  })
})
