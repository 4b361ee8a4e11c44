import type { Repair } from '../../document/repair.ts'
import { appendToRoot, amendZip, type Edit, makeEdits, partText } from '../container/amend-zip.ts'
import { relationshipsOf } from '../container/relationships.ts'
import { readXmlPart } from '../container/xml.ts'
import { Zip } from '../container/zip.ts'
import type { Amended } from '../docx/amend.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { sniff } from '../sniff.ts'
import { Highlighter } from './highlight.ts'
import { commentsXml, drawingXml, notedCells, type Note } from './note-parts.ts'
import { readReference, writeReference } from './reference.ts'
import { readWorkbook } from './workbook.ts'

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const RELATION_LIST =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
const COMMENTS_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml'
const VML_TYPE = 'application/vnd.openxmlformats-officedocument.vmlDrawing'
const TYPES = '[Content_Types].xml'
/** What may follow `legacyDrawing` in a sheet. */
const AFTER_NOTES: ReadonlySet<string> = new Set(
  'legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst'.split(' '),
)

/**
 * The original workbook with a note on every cell that a repair is about, and the cell highlighted. No value, formula or format is changed: a
 * spreadsheet has no tracked changes, and a figure that changed silently would be no repair. Repairs whose cell is not in the workbook come
 * back in `unplaced`. Throws `Refused` where the file is no workbook that can be read.
 *
 * @param options.author whom the notes are from
 */
export function amendXlsx(bytes: Uint8Array, repairs: readonly Repair[], options: { readonly author: string }): Amended {
  const sniffed = sniff(bytes, DEFAULT_LIMITS)
  if (sniffed.type !== 'xlsx') throw new Error(`a workbook was expected, and this is ${sniffed.type}`)
  const { zip, main } = sniffed
  const { sheets } = readWorkbook(zip, main, DEFAULT_LIMITS)
  const unplaced: Repair[] = []
  const bySheet = new Map<string, Map<string, Note>>()
  for (const repair of repairs) {
    const sheet = sheets.find(({ name, hidden }) => name === repair.place.sheet && !hidden)?.part
    const at = readReference(repair.place.cell ?? '')
    if (sheet === undefined || !zip.has(sheet) || at === null) {
      unplaced.push(repair)
      continue
    }
    const notes = bySheet.get(sheet) ?? new Map<string, Note>()
    const cell = writeReference(at.row, at.column)
    const words = noteWords(repair)
    const other = notes.get(cell)
    bySheet.set(sheet, notes.set(cell, { ...at, text: other === undefined ? words : `${other.text}\n${words}` }))
  }
  const styles = relationshipsOf(zip, main, DEFAULT_LIMITS).find((link) => link.kind === 'styles')?.target
  const highlighter = styles !== undefined && zip.has(styles) ? new Highlighter(zip, styles, DEFAULT_LIMITS) : null
  const package_ = new Package(zip)
  for (const [sheet, notes] of bySheet) addNotes(package_, sheet, [...notes.values()], highlighter, options.author)
  const restyled = highlighter?.stylesXml() ?? null
  if (styles !== undefined && restyled !== null) package_.set(styles, restyled)
  return { bytes: amendZip(new Zip(bytes, DEFAULT_LIMITS), package_.changes), unplaced }
}

function noteWords({ printed, proposed }: Repair): string {
  const now = printed.trim() === '' ? '此处空白' : `印为 ${printed}`
  return `明账：${now}，按其他各处应为${proposed === '' ? '空白' : ` ${proposed}`}。`
}

/** The parts of a workbook as they will be. */
class Package {
  readonly changes = new Map<string, string>()
  readonly zip: Zip

  constructor(zip: Zip) {
    this.zip = zip
  }

  has(part: string): boolean {
    return this.changes.has(part) || this.zip.has(part)
  }

  text(part: string): string | null {
    return this.changes.get(part) ?? (this.zip.has(part) ? partText(this.zip, part) : null)
  }

  set(part: string, text: string): void {
    this.changes.set(part, text)
  }

  /** A name with a number that no part has: `xl/comments1.xml`. */
  free(name: (n: number) => string): string {
    let n = 1
    while (this.has(name(n))) n++
    return name(n)
  }

  /** Links a part to another; gives the link's id. */
  link(from: string, kind: string, target: string): string {
    const slash = from.lastIndexOf('/') + 1
    const list = `${from.slice(0, slash)}_rels/${from.slice(slash)}.rels`
    const xml = this.text(list) ?? RELATION_LIST
    let n = 1
    while (xml.includes(`"rIdNote${n}"`)) n++
    const id = `rIdNote${n}`
    this.set(list, appendToRoot(xml, `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${kind}" Target="/${target}"/>`))
    return id
  }

  /** Says what a part (or an ending) is. */
  declare(entry: string, isThere: RegExp): void {
    const xml = this.text(TYPES)
    if (xml !== null && !isThere.test(xml)) this.set(TYPES, appendToRoot(xml, entry))
  }
}

function addNotes(
  package_: Package,
  sheet: string,
  notes: readonly Note[],
  highlighter: Highlighter | null,
  author: string,
): void {
  const links = relationshipsOf(package_.zip, sheet, DEFAULT_LIMITS)
  const look = lookAt(package_.zip, sheet, notes, highlighter)
  const oldNotes = links.find((link) => link.kind === 'comments')?.target
  const oldDrawing = links.find((link) => link.id === look.drawing)?.target
  const comments = oldNotes ?? package_.free((n) => `xl/comments${n}.xml`)
  const drawing = oldDrawing ?? package_.free((n) => `xl/drawings/vmlDrawing${n}.vml`)
  const oldText = oldNotes === undefined ? null : package_.text(oldNotes)
  const noted = oldText === null ? new Set<string>() : notedCells(oldText)
  package_.set(comments, commentsXml(oldText, notes, author))
  // A cell that has a note has its box too.
  const boxes = notes.filter((note) => !noted.has(writeReference(note.row, note.column)))
  package_.set(drawing, drawingXml(oldDrawing === undefined ? null : package_.text(oldDrawing), boxes))
  const edits = [...look.edits]
  if (oldNotes === undefined) {
    package_.link(sheet, 'comments', comments)
    package_.declare(`<Override PartName="/${comments}" ContentType="${COMMENTS_TYPE}"/>`, new RegExp(`"/${comments}"`, 'u'))
  }
  if (oldDrawing === undefined) {
    const id = package_.link(sheet, 'vmlDrawing', drawing)
    package_.declare(`<Default Extension="vml" ContentType="${VML_TYPE}"/>`, /Extension="vml"/iu)
    const tag = `<${look.prefix}legacyDrawing xmlns:note="${RELATIONSHIPS}" note:id="${id}"/>`
    edits.push({ from: look.drawingAt, to: look.drawingAt, text: tag })
  }
  package_.set(sheet, makeEdits(look.xml, edits))
}

interface SheetLook {
  readonly xml: string
  readonly prefix: string
  /** The link to the drawing of the notes that are there already. */
  readonly drawing: string | null
  /** Where such a link would stand. */
  readonly drawingAt: number
  /** Cells with their highlighted style. */
  readonly edits: readonly Edit[]
}

function lookAt(zip: Zip, sheet: string, notes: readonly Note[], highlighter: Highlighter | null): SheetLook {
  const xml = partText(zip, sheet)
  const wanted = new Set(notes.map((note) => writeReference(note.row, note.column)))
  const edits: Edit[] = []
  let depth = 0
  let drawing: string | null = null
  let drawingAt = -1
  readXmlPart(zip, sheet, DEFAULT_LIMITS, {
    open(name, attributes, end) {
      depth++
      const from = xml.lastIndexOf('<', end - 1)
      if (name === 'c' && highlighter !== null && wanted.has(attributes['r'] ?? '')) {
        const tag = xml.slice(from, end)
        const style = highlighter.twinOf(Number(attributes['s'] ?? 0))
        const bare = tag.replace(/\ss=(?:"[^"]*"|'[^']*')/u, '')
        edits.push({ from, to: end, text: bare.replace(/^<[^\s/>]+/u, (start) => `${start} s="${style}"`) })
      }
      if (depth !== 2) return
      if (name === 'legacyDrawing') drawing = Object.entries(attributes).find(([key]) => /(?:^|:)id$/u.test(key))?.[1] ?? null
      if (AFTER_NOTES.has(name) && drawingAt === -1) drawingAt = from
    },
    close(_, end) {
      depth--
      if (depth === 0 && drawingAt === -1) drawingAt = xml.lastIndexOf('<', end - 1)
    },
    text() {},
  })
  return { xml, prefix: /<((?:[\w.-]+:)?)worksheet[\s>]/u.exec(xml)?.[1] ?? '', drawing, drawingAt, edits }
}
