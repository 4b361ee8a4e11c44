import { describe, expect, it } from 'vitest'
import { draftOf, fieldsOf } from '../../../src/ledger/draft/draft.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import { columnWidths } from '../../../src/web/desk/column-widths.ts'
import { isLong } from '../../../src/web/desk/desk-fields.ts'
import { type SheetView, viewSheet } from '../../../src/web/desk/sheet-edits.ts'

const draft = draftOf(exampleLedger(2026))
const view = (sheet: 'lines' | 'projects'): SheetView => viewSheet(sheet, fieldsOf(sheet), draft[sheet], [], 3, () => 'x')
const widthsOf = (shown: SheetView, available: number | null) => {
  const headings = shown.fields.map(({ header }) => header)
  const widths = columnWidths(shown, { headings, isLong: (i) => isLong(shown.sheet, shown.fields[i]?.id ?? ''), available })
  return Object.fromEntries(shown.fields.map(({ id }, i) => [id, widths[i] ?? 0]))
}
const sum = (widths: Readonly<Record<string, number>>) => Object.values(widths).reduce((all, width) => all + width, 0)

describe('widths of columns', () => {
  it('are those of the widest text or heading, and less for what is written below the grid', () => {
    const widths = widthsOf(view('lines'), null)
    // Ten characters of 13 pixels, and what stands around them.
    expect(widths['fund']).toBe(144)
    expect(widths['economic']).toBeGreaterThan(200)
    // 912,000.00 with a separator that nobody typed; the heading is no wider.
    expect(widths['amount']).toBeLessThan(100)
    expect(widthsOf(view('projects'), null)['goals']).toBeLessThanOrEqual(220)
  })

  it('make room where the window is too narrow: the widest first, codes last, and never the name of a fund', () => {
    const whole = widthsOf(view('lines'), null)
    const little = widthsOf(view('lines'), sum(whole) - 60)
    expect(sum(little)).toBeLessThanOrEqual(sum(whole) - 60)
    expect(little['economic']).toBeLessThan(whole['economic'] ?? 0)
    expect(little['amount']).toBe(whole['amount'])
    const least = widthsOf(view('lines'), 10)
    expect([least['fund'], least['economic'], least['amount']]).toEqual([144, 116, whole['amount']])
  })
})
