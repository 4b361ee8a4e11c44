import type { Severity, Words } from '../../budget/finding.ts'
import type { Place } from '../../budget/place.ts'
import { checkReading } from '../../checks/check-reading.ts'
import { settleDoubts } from '../../checks/settle-doubts.ts'
import type { Document } from '../../document/document.ts'
import { PLACES } from '../../forms/places.ts'
import { readDisclosure } from '../../forms/read-disclosure.ts'
import { writeDisclosure } from '../../forms/write-disclosure.ts'
import { accountOf } from '../../ledger/account-of.ts'
import { type Draft, type DraftRow, fieldsOf, readDraft } from '../../ledger/draft/draft.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Field } from '../../ledger/rows/fields.ts'
import type { CellName } from './desk-model.ts'
import { changesInPrint, type PrintedChange, type PrintedSpot } from './printed-changes.ts'

/** What would be printed of a draft, and what its own checks say of that. */
export interface WholeProof {
  readonly document: Document
  readonly findings: readonly PrintedFinding[]
  readonly passed: number
  readonly failed: number
  /** What the last saved state prints otherwise. */
  readonly touched: readonly PrintedChange[]
  /** Where the selected line goes. */
  readonly traced: readonly PrintedSpot[]
}

export interface PrintedFinding {
  readonly severity: Severity
  readonly message: Words
  readonly at: readonly PrintedSpot[]
}

/** What is asked: what stands there now, what the server has, last year's budget where the draft itself has none, and the cell that one is in. */
export interface Asked {
  readonly draft: Draft
  readonly saved: Draft
  readonly lastYear: Draft | null
  readonly cell: CellName | null
}

/**
 * Writes the disclosure, reads it back as any other, and checks it: what is published is proved the same way. Never throws for what is typed: without a
 * year, or for a place whose forms cannot be written, it is null.
 */
export function proveWholly({ draft, saved, lastYear, cell }: Asked): WholeProof | null {
  const before = lastYear === null ? undefined : readDraft(lastYear).ledger
  const document = printDraft(draft, before)
  if (document === null) return null
  const reading = settleDoubts(readDisclosure(document))
  const proof = checkReading(reading)
  const last = draft === saved ? document : printDraft(saved, before)
  const moved = cell === null ? null : moveCell(draft, cell)
  const other = moved === null ? null : printDraft(moved, before)
  return {
    document,
    findings: proof.findings.map(({ severity, message, places, suspects }) => {
      const suspected = suspects.flatMap(({ claim }) => reading.claims[claim]?.place ?? [])
      return { severity, message, at: [...suspected, ...places].flatMap((place) => spotOf(place, document)) }
    }),
    passed: proof.outcomes.filter((outcome) => outcome === 'passed').length,
    failed: proof.outcomes.filter((outcome) => outcome === 'failed').length,
    touched: last === null ? [] : changesInPrint(last, document),
    // What the other version prints otherwise is where the line goes: no form has to be asked.
    traced: other === null ? [] : changesInPrint(other, document).flatMap(({ at }) => at ?? []),
  }
}

function printDraft(draft: Draft, before: Ledger | undefined): Document | null {
  const { ledger } = readDraft(draft)
  const place = PLACES.find(({ id }) => id === ledger.place)
  if (place?.outline === undefined || ledger.year === 0) return null
  return writeDisclosure(accountOf(ledger, ledger.lastYear.length > 0 ? undefined : before), place)
}

/** Fen by which a line is moved to see where it goes: large enough that no rounding hides it. */
const MOVED_YUAN = 10_000_000
const MARK = '〓'

/** The draft with one cell changed, so that it can be seen where that is printed; null for what is printed nowhere by itself. */
function moveCell(draft: Draft, { sheet, row, field }: CellName): Draft | null {
  const own = draft[sheet].find(({ id }) => id === row)
  if (own === undefined) return null
  const fields = fieldsOf(sheet)
  // Whatever of a line one stands in, it is the line's money that goes somewhere.
  const money = sheet === 'lines' || sheet === 'last-year' ? fields.find(({ amount }) => amount === true) : undefined
  const moved = money ?? fields.find(({ id }) => id === field)
  const text = moved === undefined ? null : movedText(moved, own)
  if (moved === undefined || text === null) return null
  const changed: DraftRow = { ...own, texts: { ...own.texts, [moved.id]: text } }
  return { ...draft, [sheet]: draft[sheet].map((other) => (other === own ? changed : other)) }
}

function movedText({ id, amount, choices, remark }: Field, { texts }: DraftRow): string | null {
  const text = (texts[id] ?? '').trim()
  if (remark === true || choices !== undefined || text === '') return null
  if (amount !== true) return /^\d+$/u.test(text) ? null : `${text}${MARK}`
  const yuan = Number(text.replaceAll(',', ''))
  return Number.isFinite(yuan) ? (yuan + MOVED_YUAN).toFixed(2) : null
}

function spotOf(place: Place, document: Document): readonly PrintedSpot[] {
  if (place.table !== undefined)
    return place.row === undefined ? [] : [{ table: place.table, row: place.row, column: place.column ?? 1 }]
  if (place.paragraph === undefined) return []
  const index = document.blocks.findIndex((block) => block.kind === 'paragraph' && block.place.paragraph === place.paragraph)
  return index === -1 ? [] : [{ block: index + 1 }]
}
