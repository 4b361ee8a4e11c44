import { execFileSync } from 'node:child_process'
import { unzipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import type { Repair } from '../../src/document/repair.ts'
import { amendXlsx } from '../../src/formats/xlsx/amend.ts'
import { readDocument } from '../../src/formats/read.ts'
import { writeXlsx } from '../../src/formats/xlsx/write.ts'
import { hasOffice, officeConvert, openpyxlPython, withFile } from '../setup/programs.ts'
import { partOf, withPart } from './tracked.ts'

const WHO = { author: '明账' }

const at = (cell: string, printed: string, proposed: string, sheet = 'Sheet1'): Repair => ({
  place: { sheet, cell, table: 1, row: 1, column: 1 },
  printed,
  proposed,
})

async function workbook(): Promise<Uint8Array> {
  const texts = [
    ['项目', '合计'],
    ['甲', '14.97'],
    ['乙', ''],
  ]
  const cells = texts.flatMap((row, r) =>
    row.map((text, c) => ({ row: r + 1, column: c + 1, rowSpan: 1, columnSpan: 1, text, place: {} })),
  )
  return writeXlsx(
    { type: 'xlsx', problems: [], blocks: [{ kind: 'table', index: 1, rows: 3, columns: 2, cells, place: {} }] },
    { title: '表', language: 'zh-CN', author: '局' },
  )
}

/** Sheet, cell and words of every note, as openpyxl reads them. */
function notesByOpenpyxl(bytes: Uint8Array): string[] {
  const program =
    'import sys,openpyxl\nfor s in openpyxl.load_workbook(sys.argv[1]):\n for r in s.iter_rows():\n  for c in r:\n   if c.comment: print(c.coordinate, c.fill.fgColor.rgb, c.comment.text.replace("\\n","|"))'
  return withFile(bytes, 'a.xlsx', (path) =>
    execFileSync(openpyxlPython ?? 'python3', ['-c', program, path], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf8' },
    }),
  )
    .trim()
    .split('\n')
}

describe('a workbook with notes', async () => {
  const bytes = await workbook()
  const opened = await readDocument(bytes, 'a.xlsx')
  const document = opened.ok ? opened.document : null
  const sheet = document?.blocks.find((block) => block.kind === 'table')?.place.sheet ?? ''
  const cellOf = (text: string): string =>
    document?.blocks.flatMap((b) => (b.kind === 'table' ? b.cells : [])).find((c) => c.text === text)?.place.cell ?? ''
  const repairs = [at(cellOf('14.97'), '14.97', '14.96', sheet), at(cellOf(''), '', '3.5', sheet)]
  const made = amendXlsx(bytes, repairs, WHO)

  test('has every value, formula and text that it had', async () => {
    expect(made.unplaced).toEqual([])
    const again = await readDocument(made.bytes, 'a.xlsx')
    expect(again.ok && again.document).toEqual(document)
    const [before, after] = [await readXlsx(bytes), await readXlsx(made.bytes)]
    expect(after.sheets.map((s) => s.rows)).toEqual(before.sheets.map((s) => s.rows))
    const [old, now] = [unzipSync(bytes), unzipSync(made.bytes)]
    const changed = Object.keys(old).filter((name) => !Buffer.from(old[name] ?? []).equals(Buffer.from(now[name] ?? [])))
    expect(changed.filter((name) => !/\[Content_Types\]|sheet\d+\.xml|styles\.xml/u.test(name))).toEqual([])
  })

  test.skipIf(openpyxlPython === null)('has notes that openpyxl reads, on highlighted cells', () => {
    expect(notesByOpenpyxl(made.bytes)).toEqual([
      `${cellOf('14.97')} FFFFF2CC 明账：印为 14.97，按其他各处应为 14.96。`,
      `${cellOf('')} FFFFF2CC 明账：此处空白，按其他各处应为 3.5。`,
    ])
  })

  test.skipIf(openpyxlPython === null)('adds to the notes that are there already', () => {
    const [first, second] = repairs
    if (first === undefined || second === undefined) throw new Error('two repairs')
    const twice = amendXlsx(amendXlsx(bytes, [first], WHO).bytes, [{ ...first, proposed: '15' }, second], WHO).bytes
    expect(notesByOpenpyxl(twice)).toEqual([
      `${cellOf('14.97')} FFFFF2CC 明账：印为 14.97，按其他各处应为 14.96。|明账：印为 14.97，按其他各处应为 15。`,
      `${cellOf('')} FFFFF2CC 明账：此处空白，按其他各处应为 3.5。`,
    ])
    expect(Object.keys(unzipSync(twice)).filter((name) => /comments|vml/u.test(name))).toHaveLength(2)
    expect(partOf(twice, 'xl/drawings/vmlDrawing1.vml').match(/<v:shape /gu)).toHaveLength(2)
  })

  test('puts the link to the notes where the schema wants it', () => {
    const tail = '<legacyDrawingHF r:id="h"/><tableParts/><extLst/>'
    const name = Object.keys(unzipSync(bytes)).find((part) => /worksheets\/sheet1\.xml/u.test(part)) ?? ''
    const odd = withPart(bytes, (xml) => xml.replace('</worksheet>', `${tail}</worksheet>`), name)
    expect(partOf(amendXlsx(odd, repairs, WHO).bytes, name)).toMatch(/<legacyDrawing [^>]*\/><legacyDrawingHF/u)
  })

  test('says which repairs found no cell, and gives the same bytes again', () => {
    const lost = [at('B2', '1', '2', '没有的表'), { place: { table: 1, row: 1, column: 1 }, printed: '1', proposed: '2' }]
    expect(amendXlsx(bytes, lost, WHO).unplaced).toEqual(lost)
    expect(amendXlsx(bytes, repairs, WHO).bytes).toEqual(made.bytes)
  })

  test.skipIf(!hasOffice)('opens in LibreOffice', () => {
    expect(new TextDecoder().decode(officeConvert(made.bytes, 'a.xlsx', 'csv'))).toContain('14.97')
  })
})
