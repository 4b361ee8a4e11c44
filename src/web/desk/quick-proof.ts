import type { Severity, Words } from '../../budget/finding.ts'
import type { GlyphFinder } from '../../document/glyphs.ts'
import { type Draft, readDraft, rowsRead, SHEET_IDS } from '../../ledger/draft/draft.ts'
import { judgeLedger, SHEETS, type SheetId } from '../../ledger/judge-ledger.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { compareControl, type ControlFigure, type ControlLine } from '../../ledger/workflow/control.ts'
import { type CellName, cellKey } from './desk-model.ts'

/** What is said of a cell, or of a whole row where `field` is empty. */
export interface CellNote extends CellName {
  readonly severity: Severity
  readonly message: Words
}

/** What can be said at every keystroke: what cannot be read, what is inconsistent, and the sums beside the control figures. */
export interface QuickProof {
  readonly ledger: Ledger
  readonly notes: readonly CellNote[]
  /** Notes by `cellKey`. */
  readonly at: ReadonlyMap<string, readonly CellNote[]>
  readonly control: readonly ControlLine[]
}

/** @param glyphs what can be printed; all where it is not said */
export function proveQuickly(draft: Draft, control: readonly ControlFigure[], glyphs?: GlyphFinder): QuickProof {
  const { ledger, problems } = readDraft(draft)
  const notes: CellNote[] = problems.map(({ message, ...cell }) => ({
    ...cell,
    message: withoutPlace(message),
    severity: 'error',
  }))
  const rows = new Map<string, readonly { readonly id: string }[]>()
  for (const { severity, message, places, subject } of judgeLedger(ledger)) {
    const [place] = places
    const sheet = sheetNamed(place?.sheet ?? '')
    if (sheet === null || place?.row === undefined) continue
    let read = rows.get(sheet)
    if (read === undefined) {
      read = rowsRead(draft, sheet)
      rows.set(sheet, read)
    }
    // The header is row 1.
    const row = read[place.row - 2]
    if (row !== undefined)
      notes.push({ sheet, row: row.id, field: subject?.field ?? '', severity, message: withoutPlace(message) })
  }
  if (glyphs !== undefined) notes.push(...unprintable(draft, glyphs))
  const at = new Map<string, CellNote[]>()
  for (const note of notes) {
    const key = cellKey(note)
    const same = at.get(key)
    if (same === undefined) at.set(key, [note])
    else same.push(note)
  }
  return { ledger, notes, at, control: compareControl(ledger.lines, control) }
}

/** Cells with characters that no font of the published PDF has: said while somebody can still write them otherwise. */
function unprintable(draft: Draft, glyphs: GlyphFinder): readonly CellNote[] {
  const notes: CellNote[] = []
  for (const sheet of SHEET_IDS)
    for (const { id: row, texts } of draft[sheet])
      for (const [field, text] of Object.entries(texts)) {
        const lacking = glyphs.lackingIn(text)
        if (lacking.length === 0) continue
        const message = {
          zh: `“${lacking.join('”“')}”印不出来：公开用的字体没有这个字，印出的文字里有它就不能提交。请换成通行的字或删去。`,
          en: `“${lacking.join('”, “')}” cannot be printed: the fonts of the published PDF lack it. Where it is printed, it holds up the submission. Write its common form or leave it out.`,
        }
        notes.push({ sheet, row, field, severity: 'warning', message })
      }
  return notes
}

/** The desk says itself where a cell is: its rows are counted without the heading, and blank ones among them. */
function withoutPlace({ zh, en }: Words): Words {
  return { zh: zh.replace(/^《[^》]*》第\d+行(?:“[^”]*”)?：/u, ''), en: en.replace(/^[^:]*, row \d+(?:, [^:]*)?: /u, '') }
}

function sheetNamed(title: string): SheetId | null {
  const found = Object.entries(SHEETS).find(([, zh]) => zh === title)
  return found === undefined ? null : (found[0] as SheetId)
}
