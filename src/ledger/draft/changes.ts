import type { SheetId } from '../judge-ledger.ts'
import type { Texts } from '../rows/ledger-rows.ts'
import { type Draft, type DraftRow, fieldsOf, SHEET_IDS } from './draft.ts'

/**
 * One change to a draft, with what stood there before: enough to make it, to take it back, and to see that somebody else was there meanwhile.
 * A blank text and none are the same.
 */
export type Change =
  | {
      readonly kind: 'set'
      readonly sheet: SheetId
      readonly row: string
      readonly field: string
      readonly before: string
      readonly after: string
    }
  | {
      readonly kind: 'add' | 'remove'
      readonly sheet: SheetId
      readonly row: string
      readonly at: number
      readonly texts: Texts
    }

/** Why a change does not fit what stands there now: somebody else wrote in the cell, removed the row, or gave its name to another one. */
export interface Conflict {
  readonly change: Change
  readonly why: 'changed' | 'gone' | 'exists'
  /** What stands there now; null where the row is gone. */
  readonly now: Texts | null
}

export type Applied =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly conflicts: readonly Conflict[] }

/**
 * Makes all changes, or none where one of them does not fit. A change that somebody else has made already, to the same text, fits.
 */
export function applyChanges(draft: Draft, changes: readonly Change[]): Applied {
  const conflicts: Conflict[] = []
  const sheets = new Map<SheetId, Map<string, DraftRow>>()
  for (const change of changes) {
    let rows = sheets.get(change.sheet)
    if (rows === undefined) {
      rows = new Map(draft[change.sheet].map((row) => [row.id, row]))
      sheets.set(change.sheet, rows)
    }
    const conflict = applyTo(rows, change)
    if (conflict !== null) conflicts.push({ change, ...conflict })
  }
  if (conflicts.length > 0) return { ok: false, conflicts }
  const changed = [...sheets].map(([sheet, rows]) => [sheet, [...rows.values()].toSorted(byPosition)] as const)
  return { ok: true, draft: { ...draft, ...Object.fromEntries(changed) } }
}

function applyTo(rows: Map<string, DraftRow>, change: Change): Omit<Conflict, 'change'> | null {
  const row = rows.get(change.row)
  if (change.kind === 'set') {
    if (row === undefined) return { why: 'gone', now: null }
    const now = row.texts[change.field] ?? ''
    if (now === change.after) return null
    if (now !== change.before) return { why: 'changed', now: row.texts }
    rows.set(row.id, { ...row, texts: clean({ ...row.texts, [change.field]: change.after }) })
    return null
  }
  if (change.kind === 'add') {
    if (row !== undefined) return sameTexts(row.texts, change.texts) ? null : { why: 'exists', now: row.texts }
    rows.set(change.row, { id: change.row, at: change.at, texts: clean(change.texts) })
    return null
  }
  if (row === undefined) return null
  // Nobody removes what he has not seen.
  if (!sameTexts(row.texts, change.texts)) return { why: 'changed', now: row.texts }
  rows.delete(change.row)
  return null
}

/** What takes changes back: made after them, it leaves what was there before. */
export function invertChanges(changes: readonly Change[]): readonly Change[] {
  return changes.toReversed().map((change): Change => {
    if (change.kind === 'set') return { ...change, before: change.after, after: change.before }
    return { ...change, kind: change.kind === 'add' ? 'remove' : 'add' }
  })
}

/** What makes one draft of another: for taking an earlier version back, and for importing a workbook. A row that stands elsewhere goes and comes again. */
export function changesBetween(from: Draft, to: Draft): readonly Change[] {
  return SHEET_IDS.flatMap((sheet): readonly Change[] => {
    const before = new Map(from[sheet].map((row) => [row.id, row]))
    const after = new Map(to[sheet].map((row) => [row.id, row]))
    const stays = ({ id }: DraftRow): boolean => before.has(id) && before.get(id)?.at === after.get(id)?.at
    const removed = from[sheet].filter((row) => !stays(row)).map((row) => rowChange('remove', sheet, row))
    const added = to[sheet].filter((row) => !stays(row)).map((row) => rowChange('add', sheet, row))
    const set = to[sheet].flatMap((row): readonly Change[] => {
      const was = before.get(row.id)
      if (was === undefined || !stays(row)) return []
      const fields = new Set([...Object.keys(was.texts), ...Object.keys(row.texts)])
      return [...fields].flatMap((field): readonly Change[] => {
        const [old, now] = [was.texts[field] ?? '', row.texts[field] ?? '']
        return old === now ? [] : [{ kind: 'set', sheet, row: row.id, field, before: old, after: now }]
      })
    })
    return [...removed, ...set, ...added]
  })
}

function rowChange(kind: 'add' | 'remove', sheet: SheetId, { id, at, texts }: DraftRow): Change {
  return { kind, sheet, row: id, at, texts }
}

/** Whether a change is one that a desk may send: of a field that its sheet has. */
export function isOfSheet(change: Change): boolean {
  const fields = new Set(fieldsOf(change.sheet).map(({ id }) => id))
  return change.kind === 'set' ? fields.has(change.field) : Object.keys(change.texts).every((field) => fields.has(field))
}

function byPosition(a: DraftRow, b: DraftRow): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1)
}

function clean(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''))
}

function sameTexts(a: Texts, b: Texts): boolean {
  const [own, other] = [clean(a), clean(b)]
  const keys = Object.keys(own)
  return keys.length === Object.keys(other).length && keys.every((key) => own[key] === other[key])
}
