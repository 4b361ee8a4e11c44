import type { Severity, Words } from '../../budget/finding.ts'
import { type Draft, readDraft, rowsRead } from '../../ledger/draft/draft.ts'
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

export function proveQuickly(draft: Draft, control: readonly ControlFigure[]): QuickProof {
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
  const at = new Map<string, CellNote[]>()
  for (const note of notes) {
    const key = cellKey(note)
    const same = at.get(key)
    if (same === undefined) at.set(key, [note])
    else same.push(note)
  }
  return { ledger, notes, at, control: compareControl(ledger.lines, control) }
}

/** The desk says itself where a cell is: its rows are counted without the heading, and blank ones among them. */
function withoutPlace({ zh, en }: Words): Words {
  return { zh: zh.replace(/^《[^》]*》第\d+行(?:“[^”]*”)?：/u, ''), en: en.replace(/^[^:]*, row \d+(?:, [^:]*)?: /u, '') }
}

function sheetNamed(title: string): SheetId | null {
  const found = Object.entries(SHEETS).find(([, zh]) => zh === title)
  return found === undefined ? null : (found[0] as SheetId)
}
