import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyChanges, type Change, changesBetween, invertChanges, isOfSheet } from '../../../src/ledger/draft/changes.ts'
import {
  type Draft,
  type DraftRow,
  draftOf,
  fieldsOf,
  readDraft,
  rowsRead,
  SHEET_IDS,
  sheetwise,
} from '../../../src/ledger/draft/draft.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import type { SheetId } from '../../../src/ledger/judge-ledger.ts'
import { anyLedger } from '../random-ledger.ts'

const RUNS = { numRuns: 300, seed: 66 } as const
const SHEETS: readonly SheetId[] = ['basic', 'lines', 'projects']
const texts = fc.dictionary(fc.constantFrom('name', 'amount', 'note'), fc.constantFrom('1', '2', '甲'), { maxKeys: 3 })

function sorted(rows: readonly DraftRow[]): readonly DraftRow[] {
  return rows.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

const anyDraft: fc.Arbitrary<Draft> = fc
  .record({
    basic: texts,
    lines: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.record({ at: fc.nat(3), texts })),
    projects: fc.dictionary(fc.constantFrom('a', 'b'), fc.record({ at: fc.nat(3), texts })),
  })
  .map(({ basic, lines, projects }) => {
    const rows = (own: Record<string, Omit<DraftRow, 'id'>>) => sorted(Object.entries(own).map(([id, row]) => ({ id, ...row })))
    return {
      ...sheetwise((): readonly DraftRow[] => []),
      basic: [{ id: 'basic', at: 1, texts: basic }],
      lines: rows(lines),
      projects: rows(projects),
    }
  })

/** What a person does to a draft, one thing at a time; each is drawn for what stands there then. */
interface Doing {
  readonly kind: 'set' | 'add' | 'remove'
  readonly sheet: SheetId
  readonly pick: number
  readonly field: string
  readonly text: string
  readonly at: number
}

const doing: fc.Arbitrary<Doing> = fc.record({
  kind: fc.constantFrom('set', 'set', 'add', 'remove'),
  sheet: fc.constantFrom(...SHEETS),
  pick: fc.nat(9),
  field: fc.constantFrom('name', 'amount', 'note'),
  text: fc.constantFrom('', '1', '2', '甲', '乙'),
  at: fc.nat(5),
})

/** The changes that doings are, and the draft after them, by a way of its own: row by row in plain lists. */
function done(draft: Draft, doings: readonly Doing[], author: string): { changes: readonly Change[]; draft: Draft } {
  const sheets = new Map(SHEET_IDS.map((sheet) => [sheet, [...draft[sheet]]]))
  const changes = doings.flatMap(({ kind, sheet, pick, field, text, at }, n): readonly Change[] => {
    const rows = sheets.get(sheet) ?? []
    if (kind === 'add') {
      const row: DraftRow = { id: `${author}${n}`, at, texts: text === '' ? {} : { [field]: text } }
      rows.push(row)
      return [{ kind, sheet, row: row.id, at, texts: row.texts }]
    }
    const index = pick % Math.max(1, rows.length)
    const row = rows[index]
    if (row === undefined) return []
    if (kind === 'remove') {
      rows.splice(index, 1)
      return [{ kind, sheet, row: row.id, at: row.at, texts: row.texts }]
    }
    const { [field]: before = '', ...others } = row.texts
    rows[index] = { ...row, texts: text === '' ? others : { ...others, [field]: text } }
    return [{ kind, sheet, row: row.id, field, before, after: text }]
  })
  return { changes, draft: sheetwise((sheet) => sorted(sheets.get(sheet) ?? [])) }
}

function applied(draft: Draft, changes: readonly Change[]): Draft {
  const result = applyChanges(draft, changes)
  if (!result.ok) throw new Error(JSON.stringify(result.conflicts))
  return result.draft
}

describe('changes', () => {
  test('make of a draft what a person did to it, and taken back leave what was there', () => {
    fc.assert(
      fc.property(anyDraft, fc.array(doing, { maxLength: 12 }), (draft, doings) => {
        const { changes, draft: after } = done(draft, doings, 'x')
        expect(applied(draft, changes)).toEqual(after)
        expect(applied(after, invertChanges(changes))).toEqual(draft)
        expect(applied(applied(after, invertChanges(changes)), changes)).toEqual(after)
        expect(invertChanges(invertChanges(changes))).toEqual(changes)
      }),
      RUNS,
    )
  })

  test('between two drafts make one of the other, and are none between equals', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, (a, b) => {
        expect(applied(a, changesBetween(a, b))).toEqual(b)
        expect(applied(b, invertChanges(changesBetween(a, b)))).toEqual(a)
        expect(changesBetween(a, a)).toEqual([])
      }),
      RUNS,
    )
  })

  test('of two people in other cells fit in any order, and come to the same', () => {
    fc.assert(
      fc.property(anyDraft, fc.array(doing, { maxLength: 6 }), fc.array(doing, { maxLength: 6 }), (draft, one, other) => {
        const [a, b] = [done(draft, one, 'x').changes, done(draft, other, 'y').changes]
        const rows = (changes: readonly Change[]) => new Set(changes.map(({ sheet, row }) => `${sheet} ${row}`))
        fc.pre([...rows(a)].every((row) => !rows(b).has(row)))
        expect(applied(applied(draft, a), b)).toEqual(applied(applied(draft, b), a))
      }),
      RUNS,
    )
  })

  test('of two people in one place: all of the second are refused or all are made, and a refusal says what stands there', () => {
    fc.assert(
      fc.property(anyDraft, fc.array(doing, { maxLength: 6 }), fc.array(doing, { maxLength: 6 }), (draft, one, other) => {
        const now = applied(draft, done(draft, one, 'x').changes)
        const kept = structuredClone(now)
        const { changes } = done(draft, other, 'y')
        const result = applyChanges(now, changes)
        expect(now).toEqual(kept)
        const oneByOne = changes.reduce<Draft | null>((before, own) => {
          const step = before === null ? null : applyChanges(before, [own])
          return step?.ok === true ? step.draft : null
        }, now)
        expect(result.ok ? result.draft : null).toEqual(oneByOne)
        if (!result.ok) {
          expect(result.conflicts.length).toBeGreaterThan(0)
          for (const { change, why, now: there } of result.conflicts) {
            expect(changes).toContain(change)
            expect(there === null).toBe(why === 'gone')
          }
        }
      }),
      RUNS,
    )
  })

  const [first] = draftOf(exampleLedger(2026)).lines
  const EXAMPLE = draftOf(exampleLedger(2026))
  const row = first?.id ?? ''
  const set = (before: string, after: string): Change => ({ kind: 'set', sheet: 'lines', row, field: 'note', before, after })
  const was = first?.texts['note'] ?? ''

  test('refuse what somebody else has changed, removed or named meanwhile', () => {
    const other = applied(EXAMPLE, [set(was, '别人写的')])
    expect(applyChanges(other, [set(was, '我写的')])).toMatchObject({
      ok: false,
      conflicts: [{ why: 'changed', now: { note: '别人写的' } }],
    })
    expect(applyChanges(other, [set(was, '别人写的')])).toMatchObject({ ok: true })
    const removal: Change = { kind: 'remove', sheet: 'lines', row, at: 1, texts: first?.texts ?? {} }
    expect(applyChanges(other, [removal])).toMatchObject({ ok: false, conflicts: [{ why: 'changed' }] })
    const without = applied(EXAMPLE, [removal])
    expect(applyChanges(without, [set(was, '我写的')])).toMatchObject({ ok: false, conflicts: [{ why: 'gone', now: null }] })
    expect(applyChanges(without, [removal])).toEqual({ ok: true, draft: without })
    const addition: Change = { kind: 'add', sheet: 'lines', row, at: 9, texts: { note: '新' } }
    expect(applyChanges(EXAMPLE, [addition])).toMatchObject({ ok: false, conflicts: [{ why: 'exists' }] })
  })

  test('fit the fields of their sheet alone', () => {
    expect(isOfSheet(set('', 'x'))).toBe(true)
    expect(isOfSheet({ kind: 'set', sheet: 'lines', row, field: 'colour', before: '', after: 'x' })).toBe(false)
    expect(isOfSheet({ kind: 'add', sheet: 'units', row: 'u', at: 1, texts: { name: '甲' } })).toBe(true)
    expect(isOfSheet({ kind: 'add', sheet: 'units', row: 'u', at: 1, texts: { colour: '甲' } })).toBe(false)
  })
})

describe('drafts', () => {
  test('of a ledger give the ledger back', () => {
    fc.assert(
      fc.property(anyLedger, (ledger) => {
        expect(readDraft(draftOf(ledger))).toEqual({ ledger, problems: [] })
      }),
      { numRuns: 200, seed: 67 },
    )
    const example = exampleLedger(2026)
    expect(readDraft(draftOf(example))).toEqual({ ledger: example, problems: [] })
  })

  test('say what cannot be read by its cell, and keep it', () => {
    const draft = draftOf(exampleLedger(2026))
    const [, second] = draft.lines
    const row = second?.id ?? ''
    const blank: Change = { kind: 'add', sheet: 'lines', row: 'blank', at: 0.5, texts: {} }
    const half: Change = {
      kind: 'set',
      sheet: 'lines',
      row,
      field: 'amount',
      before: second?.texts['amount'] ?? '',
      after: '=1+',
    }
    const typed = applied(draft, [blank, half])
    expect(typed.lines.find(({ id }) => id === row)?.texts['amount']).toBe('=1+')
    const { ledger, problems } = readDraft(typed)
    expect(problems).toEqual([
      {
        sheet: 'lines',
        row,
        field: 'amount',
        message: expect.objectContaining({ zh: expect.stringContaining('《收支明细》第3行“金额（元）”') }),
      },
    ])
    expect(ledger.lines[1]?.amount).toBe(0)
    // The blank row is none of the ledger's, so that the n-th that is read is the n-th there.
    expect(rowsRead(typed, 'lines')).toHaveLength(ledger.lines.length)
  })

  test('have the fields of the workbook', () => {
    for (const sheet of SHEET_IDS) {
      const fields = new Set(fieldsOf(sheet).map(({ id }) => id))
      for (const { texts: own } of draftOf(exampleLedger(2026))[sheet])
        expect(Object.keys(own).filter((id) => !fields.has(id))).toEqual([])
    }
  })
})
