import { describe, expect, test } from 'vitest'
import { applyChanges, type Change } from '../../../src/ledger/draft/changes.ts'
import { type Draft, draftOf, fieldsOf } from '../../../src/ledger/draft/draft.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import { jumpTo, nextTo } from '../../../src/web/desk/cell-ranges.ts'
import {
  cellsIn,
  clearCells,
  fillDown,
  fillFrom,
  insertRows,
  keptText,
  pasteCells,
  pasteNote,
  removeRows,
  setCells,
  type SheetView,
  viewSheet,
} from '../../../src/web/desk/sheet-edits.ts'

const draft = draftOf(exampleLedger(2026))
const fields = fieldsOf('units')
let ids = 0
const newId = (): string => `new${++ids}`

function viewOf(from: Draft): SheetView {
  return viewSheet('units', fields, from.units, [], 3, newId)
}

function made(from: Draft, changes: readonly Change[]): Draft {
  const applied = applyChanges(from, changes)
  if (!applied.ok) throw new Error(JSON.stringify(applied.conflicts))
  return applied.draft
}

const texts = (of: Draft): unknown => of.units.map((row) => fields.map(({ id }) => row.texts[id] ?? ''))

describe('what is done in a grid, as changes', () => {
  test('a text in a cell, the same text again, and one in a blank row', () => {
    const view = viewOf(draft)
    expect(setCells(view, [{ row: 0, column: 0, text: '999001' }], newId)).toEqual([])
    const changes = setCells(
      view,
      [
        { row: 0, column: 3, text: '副科级' },
        { row: 2, column: 1, text: '二中' },
        { row: 2, column: 2, text: '事业' },
      ],
      newId,
    )
    expect(changes.map(({ kind }) => kind)).toEqual(['set', 'add'])
    const after = made(draft, changes)
    expect(after.units.map(({ texts: t }) => t['name'])).toEqual(['示例单位（请改名）', '二中'])
    // The blank row that was typed in keeps its name: nothing jumps.
    expect(after.units[1]?.id).toBe(view.rows[2]?.id)
    expect(
      viewSheet('units', fields, after.units, view.rows, 3, newId)
        .rows.map(({ id }) => id)
        .slice(0, 2),
    ).toEqual([view.rows[0]?.id, view.rows[2]?.id])
  })

  test('a block is pasted over the end of the sheet, and sums in it are computed', () => {
    const lines = viewSheet('lines', fieldsOf('lines'), draft.lines, [], 2, newId)
    const amount = lines.fields.findIndex(({ id }) => id === 'amount')
    const range = { top: 6, bottom: 6, left: amount, right: amount }
    const after = made(
      draft,
      pasteCells(
        lines,
        range,
        [
          ['=1+1', '公务用车运行维护费'],
          ['5', ''],
          ['6', ''],
          ['7', ''],
        ],
        newId,
      ),
    )
    expect(after.lines.slice(6).map(({ texts: t }) => [t['amount'], t['items'] ?? ''])).toEqual([
      ['2', '公务用车运行维护费'],
      ['5', ''],
      ['6', ''],
      ['7', ''],
    ])
  })

  test('a sum that was rounded in a pasted block is told, and how many more', () => {
    const lines = viewSheet('lines', fieldsOf('lines'), draft.lines, [], 2, newId)
    const amount = lines.fields.findIndex(({ id }) => id === 'amount')
    expect(pasteNote(lines, amount, [['=1+1'], ['12.5'], ['=6/3']])).toBeNull()
    expect(pasteNote(lines, amount, [['=1+1'], ['=100/3']])?.zh).toBe('算式除不尽，已四舍五入为33.33。')
    const several = pasteNote(lines, amount, [['=100/3'], ['=1/0'], ['=2/3']])
    expect(several?.zh).toBe('算式除不尽，已四舍五入为33.33。另有2处算式也请核对。')
    // Beyond the last column nothing is kept.
    expect(pasteNote(lines, lines.fields.length, [['=100/3']])).toBeNull()
  })

  test('one text fills the whole range; a block fills a range that is a multiple of it', () => {
    const view = viewOf(
      made(draft, pasteCells(viewOf(draft), { top: 1, bottom: 1, left: 0, right: 0 }, [['2'], ['3'], ['4']], newId)),
    )
    expect(view.kept).toBe(4)
    const filled = pasteCells(view, { top: 0, bottom: 3, left: 3, right: 4 }, [['a']], newId)
    expect(filled).toHaveLength(8)
    const twice = pasteCells(view, { top: 0, bottom: 3, left: 3, right: 3 }, [['x'], ['y']], newId)
    expect(twice.map((c) => c.kind === 'set' && c.after)).toEqual(['x', 'y', 'x', 'y'])
    const once = pasteCells(view, { top: 0, bottom: 2, left: 3, right: 3 }, [['x'], ['y']], newId)
    expect(once).toHaveLength(2)
  })

  test('filled down from the first row, from the row above, and by dragging', () => {
    const lines = viewSheet('lines', fieldsOf('lines'), draft.lines, [], 2, newId)
    const fund = lines.fields.findIndex(({ id }) => id === 'economic')
    const down = fillDown(lines, { top: 0, bottom: 2, left: fund, right: fund }, newId)
    expect(down.map((c) => c.kind === 'set' && c.after)).toEqual(['30101 基本工资', '30101 基本工资'])
    const above = fillDown(lines, { top: 1, bottom: 1, left: fund, right: fund }, newId)
    expect(above.map((c) => c.kind === 'set' && c.after)).toEqual(['30101 基本工资'])
    expect(fillDown(lines, { top: 0, bottom: 0, left: fund, right: fund }, newId)).toEqual([])
    const dragged = fillFrom(lines, { top: 0, bottom: 1, left: fund, right: fund }, 4, newId)
    expect(dragged.map((c) => c.kind === 'set' && c.after.slice(0, 5))).toEqual(['30101', '30108', '30101'])
  })

  test('rows between others, rows away, cells cleared', () => {
    const lines = viewSheet('lines', fieldsOf('lines'), draft.lines, [], 2, newId)
    const with2 = made(draft, insertRows(lines, 1, 2, newId))
    expect(with2.lines.map(({ texts: t }) => t['amount'] ?? '')).toEqual([
      '600000.00',
      '',
      '',
      ...draft.lines.slice(1).map((r) => r.texts['amount']),
    ])
    const view = viewSheet('lines', fieldsOf('lines'), with2.lines, [], 2, newId)
    expect(made(with2, removeRows(view, 1, 2)).lines).toEqual(draft.lines)
    expect(removeRows(lines, 6, 8)).toHaveLength(1)
    const cleared = made(draft, clearCells(viewOf(draft), { top: 0, bottom: 2, left: 1, right: 4 }))
    expect(texts(cleared)).toEqual([['999001', '', '', '', '']])
    expect(cellsIn(viewOf(draft), { top: 0, bottom: 0, left: 0, right: 1 })).toEqual([['999001', '示例单位（请改名）']])
  })

  test('what is kept of what was typed', () => {
    const amount = fieldsOf('lines').find(({ id }) => id === 'amount')
    if (amount === undefined) throw new Error('lines have no amount')
    expect(keptText(amount, '办公')).toEqual({ text: '办公' })
    expect(keptText(amount, '=100/3').text).toBe('33.33')
    expect(keptText(amount, '=100/3').note?.zh).toContain('四舍五入')
    expect(keptText(amount, '=100/').note?.zh).toContain('没有写完')
  })
})

describe('steps through a grid', () => {
  test('Tab goes on in the next row and stops at either end', () => {
    expect(nextTo({ row: 0, column: 2 }, 1, 2, 3)).toEqual({ row: 1, column: 0 })
    expect(nextTo({ row: 0, column: 0 }, -1, 2, 3)).toEqual({ row: 0, column: 0 })
    expect(nextTo({ row: 1, column: 2 }, 1, 2, 3)).toEqual({ row: 1, column: 2 })
  })

  test('Ctrl with an arrow goes over what is filled, and over blanks', () => {
    const filled = [true, true, false, false, true]
    const jump = (row: number, down: number): number =>
      jumpTo({ row, column: 0 }, down, 0, 5, 1, (spot) => filled[spot.row] === true).row
    expect([jump(0, 1), jump(1, 1), jump(2, 1), jump(4, -1), jump(1, -1), jump(4, 1)]).toEqual([1, 4, 4, 1, 0, 4])
  })
})
