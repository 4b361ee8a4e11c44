import type { Document } from '../../document/document.ts'
import { overlaps, stretchOf, type Repair, type Stretch } from '../../document/repair.ts'
import { clean } from '../clean.ts'
import { amendZip, type Edit, makeEdits, partText } from '../container/amend-zip.ts'
import { relationshipsOf } from '../container/relationships.ts'
import { readXmlPart } from '../container/xml.ts'
import { Zip } from '../container/zip.ts'
import { DocumentBuilder } from '../document-builder.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { sniff } from '../sniff.ts'
import { BodyListener } from './body-listener.ts'
import { type CellParagraph, MarkedBody, type Run, unmark } from './marked-body.ts'
import { readStyles } from './styles.ts'
import { type Authorship, type RunChange, TrackedChanges } from './tracked-changes.ts'

/** A file with its repairs in it, and those that found no place. */
export interface Amended {
  readonly bytes: Uint8Array
  readonly unplaced: readonly Repair[]
}

/** Where a repair goes: into runs, or into a blank cell's paragraph. */
type Target =
  | { readonly kind: 'runs'; readonly changes: readonly { readonly run: Run; readonly change: RunChange }[] }
  | { readonly kind: 'blank'; readonly paragraph: CellParagraph; readonly text: string }

/**
 * The original Word document with repairs as tracked changes: each takes out exactly the printed words and puts the proposed ones in, in the
 * look of those taken out. Everything else stays as it is; the other parts of the file keep their content.
 *
 * Places are those that `readDocx` gives, since the same listener counts them. A repair whose words are not found at its place, or lie in
 * something that is no plain text (a symbol, a field code), comes back in `unplaced`. Throws `Refused` where the file is no Word document
 * that can be read.
 */
export function amendDocx(bytes: Uint8Array, repairs: readonly Repair[], authorship: Authorship): Amended {
  const sniffed = sniff(bytes, DEFAULT_LIMITS)
  if (sniffed.type !== 'docx') throw new Error(`a Word document was expected, and this is ${sniffed.type}`)
  const { zip, main } = sniffed
  const xml = partText(zip, main)
  const { document, meanings, prefix } = readMarked(zip, main, xml)
  const { targets, unplaced } = place(document, meanings, repairs)
  const tracked = new TrackedChanges(prefix, authorship, nextId(xml))
  const changed = makeEdits(xml, editsOf(targets, tracked, xml))
  // A fresh look at the container: what is unpacked twice is counted once.
  return { bytes: amendZip(new Zip(bytes, DEFAULT_LIMITS), new Map([[main, changed]])), unplaced }
}

/** The document as it is always read, but with marks in its texts. */
function readMarked(
  zip: Zip,
  main: string,
  xml: string,
): { document: Document; meanings: MarkedBody['meanings']; prefix: string } {
  const prefix = /<(?!\?|!)((?:[^\s:/>]+:)?)document[\s>]/u.exec(xml)?.[1] ?? 'w:'
  // Marks are no text of the document and do not count as such.
  const limits = { ...DEFAULT_LIMITS, cellText: Number.MAX_SAFE_INTEGER, text: Number.MAX_SAFE_INTEGER }
  const builder = new DocumentBuilder('docx', limits)
  const styles = relationshipsOf(zip, main, limits).find((link) => link.kind === 'styles')
  const marked = new MarkedBody(new BodyListener(builder, readStyles(zip, styles?.target, limits)), xml, prefix)
  readXmlPart(zip, main, limits, marked)
  return { document: builder.finish(), meanings: marked.meanings, prefix }
}

function place(
  document: Document,
  meanings: MarkedBody['meanings'],
  repairs: readonly Repair[],
): { targets: Target[]; unplaced: Repair[] } {
  const targets: Target[] = []
  const unplaced: Repair[] = []
  const taken = new Map<Run | CellParagraph, RunChange[]>()
  for (const repair of repairs) {
    const target = targetOf(document, meanings, repair)
    if (target === null || isTaken(target, taken)) {
      unplaced.push(repair)
      continue
    }
    if (target.kind === 'blank') taken.set(target.paragraph, [])
    else for (const { run, change } of target.changes) taken.set(run, [...(taken.get(run) ?? []), change])
    targets.push(target)
  }
  return { targets, unplaced }
}

function isTaken(target: Target, taken: ReadonlyMap<Run | CellParagraph, readonly RunChange[]>): boolean {
  if (target.kind === 'blank') return taken.has(target.paragraph) || nests(target.paragraph, taken.keys())
  return target.changes.some(
    ({ run, change }) =>
      nests(run, taken.keys()) ||
      (taken.get(run) ?? []).some((other) => other.piece === change.piece && overlaps(other.stretch, change.stretch)),
  )
}

/** A text box lies in a run of its own paragraph: two changes, one inside the other, cannot both be written. */
function nests(here: Run | CellParagraph, others: Iterable<Run | CellParagraph>): boolean {
  const [from, to] = extent(here)
  for (const other of others) {
    const [otherFrom, otherTo] = extent(other)
    if (other !== here && from < otherTo && otherFrom < to) return true
  }
  return false
}

function extent(what: Run | CellParagraph): readonly [number, number] {
  if ('pieces' in what) return [what.from, what.to]
  return what.empty ? [what.from, what.opened] : [what.closes - 1, what.closes + 1]
}

function targetOf(document: Document, meanings: MarkedBody['meanings'], repair: Repair): Target | null {
  const marked = markedText(document, repair)
  if (marked === null) return null
  const { text: spaced, characters, marks } = unmark(marked)
  // Marks keep white space apart that the reader joins; without them it is joined.
  const text = clean(spaced)
  const stretch = stretchOf(text, repair)
  if (stretch === null) return null
  if (stretch.from === stretch.to) {
    const paragraph = marks.map((mark) => meanings[mark]).find((meaning) => meaning?.kind === 'paragraph')
    return paragraph?.kind === 'paragraph' ? { kind: 'blank', paragraph, text: repair.proposed } : null
  }
  const first = inked(text.slice(0, stretch.from))
  const changes: { run: Run; piece: number; stretch: Stretch }[] = []
  const wanted = characters.slice(first, first + inked(text.slice(stretch.from, stretch.to)))
  for (const [mark, group] of Map.groupBy(wanted, (character) => character.mark)) {
    const meaning = meanings[mark]
    if (meaning?.kind !== 'text') return null
    const { run, piece } = meaning
    const offsets = inkedOffsets(run.pieces[piece]?.text ?? '')
    const from = offsets[group[0]?.rank ?? -1]
    const last = offsets[group.at(-1)?.rank ?? -1]
    if (from === undefined || last === undefined) return null
    changes.push({ run, piece, stretch: { from, to: last + 1 } })
  }
  // The new words follow the last of the old ones, in the look of the first.
  const properties = changes[0]?.run.properties ?? ''
  return {
    kind: 'runs',
    changes: changes.map(({ run, ...change }, i) => ({
      run,
      change: { ...change, inserted: i === changes.length - 1 ? { text: repair.proposed, properties } : null },
    })),
  }
}

function markedText(document: Document, { place: at }: Repair): string | null {
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      if (at.table === undefined && block.place.paragraph === at.paragraph) return block.text
    } else if (block.index === at.table) {
      return block.cells.find((cell) => cell.row === at.row && cell.column === at.column)?.text ?? null
    }
  }
  return null
}

function editsOf(targets: readonly Target[], tracked: TrackedChanges, xml: string): Edit[] {
  const edits: Edit[] = []
  const byRun = new Map<Run, RunChange[]>()
  for (const target of targets) {
    if (target.kind === 'blank') edits.push(tracked.fillParagraph(target.paragraph, target.text, xml))
    else for (const { run, change } of target.changes) byRun.set(run, [...(byRun.get(run) ?? []), change])
  }
  for (const [run, changes] of byRun) edits.push(tracked.changeRun(run, changes, xml))
  return edits
}

/** Annotations of all kinds are numbered together. */
function nextId(xml: string): number {
  let highest = 0
  for (const [, id] of xml.matchAll(/\s(?:[\w.-]+:)?id="(\d{1,9})"/gu)) highest = Math.max(highest, Number(id))
  return highest + 1
}

function inked(text: string): number {
  return inkedOffsets(text).length
}

/** Where the characters stand that are no white space. */
function inkedOffsets(text: string): number[] {
  const offsets: number[] = []
  for (let i = 0; i < text.length; i++) if (/\S/u.test(text.charAt(i))) offsets.push(i)
  return offsets
}
