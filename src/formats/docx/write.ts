import type { Block, Document } from '../../document/document.ts'
import { writeZip } from '../container/write-zip.ts'
import { ACROSS_WIDTH, layOut, namesUnit, UPRIGHT_WIDTH } from '../print-layout.ts'
import type { LaidBlock, PageRun } from '../print-layout.ts'
import type { WriteOptions } from '../write-options.ts'
import { bookmarked, CONTENTS_TITLE, contentsXml, entryText } from './contents.ts'
import type { ContentsEntry } from './contents.ts'
import { estimatePages } from './estimate-pages.ts'
import type { Piece } from './estimate-pages.ts'
import { partsAround, REFERENCES } from './parts.ts'
import { outlined, STYLE } from './style-sheet.ts'
import { setTable } from './set-table.ts'
import { tableXml } from './write-table.ts'
import { paragraph as paragraphXml, runs } from './write-text.ts'

/** Fewer headings are found without a list of contents. */
const FEWEST_FOR_CONTENTS = 4
/** The text on upright pages and across (156 × 225 mm), in points. */
const UPRIGHT = { width: UPRIGHT_WIDTH, height: 637.8 }
const ACROSS = { width: ACROSS_WIDTH, height: 442.2 }

type LaidParagraph = Extract<LaidBlock, { kind: 'paragraph' }>

/** A section of the document: its pieces in order, on pages of one direction. */
interface Section {
  readonly wide: boolean
  readonly pieces: readonly Piece[]
  /** The list of contents follows its pieces. */
  readonly contents: boolean
}

/**
 * Writes a Word document on the page of GB/T 9704: named styles, merged header cells, header rows repeated on every page, pages turned for wide
 * tables, a list of contents and page numbers. The same input gives the same bytes on any day and machine.
 *
 * The list of contents and the watermark of a draft are no part of the Document: they come beside its blocks.
 */
export async function writeDocx(document: Document, options: WriteOptions): Promise<Uint8Array> {
  const marks = marksOf(document)
  const withContents = options.contents !== false && marks.size >= FEWEST_FOR_CONTENTS
  const sections = sectionsOf(layOut(document), withContents ? marks : new Map())
  const entries = withContents ? entriesOf(document, marks, sections) : []
  const body = sections.map((section, i) => sectionXml(section, entries, i === sections.length - 1, options.draft === true))
  return writeZip(partsAround(body.join('\n'), options))
}

/** Headings are numbered in their order; the number names their bookmark.. */
function marksOf(document: Document): ReadonlyMap<unknown, number> {
  const headings = document.blocks.filter((block) => isListed(block))
  return new Map(headings.map((block, i) => [block, i + 1]))
}

/** The document's own title is no part of its contents. */
function isListed(block: Block): boolean {
  return block.kind === 'paragraph' && block.heading !== undefined && block.role !== 'title'
}

/** With a list of contents, the document's title and the list stand first, on pages of their own. */
function sectionsOf(pageRuns: readonly PageRun[], marks: ReadonlyMap<unknown, number>): Section[] {
  const sections = pageRuns.map((run) => ({ wide: run.wide, contents: false, pieces: piecesOf(run, marks) }))
  const first = sections[0]
  if (marks.size === 0 || first === undefined) return sections
  const titles = pageRuns[0]?.blocks.findIndex((block) => block.kind === 'table' || block.role !== 'title') ?? 0
  const front = { wide: false, contents: true, pieces: first.pieces.slice(0, Math.max(0, titles)) }
  const rest = [{ ...first, pieces: first.pieces.slice(front.pieces.length) }, ...sections.slice(1)]
  return [front, ...rest.filter((section) => section.pieces.length > 0)]
}

function piecesOf(run: PageRun, marks: ReadonlyMap<unknown, number>): Piece[] {
  const pieces: Piece[] = []
  for (const block of run.blocks) {
    if (block.kind === 'table') {
      // Word joins tables that touch: a line between them keeps them apart.
      if (pieces.at(-1)?.kind === 'table') pieces.push(SEPARATOR)
      const { width, height } = run.wide ? ACROSS : UPRIGHT
      pieces.push({ kind: 'table', set: setTable(block.print, width, height) })
      continue
    }
    const mark = marks.get(block.paragraph)
    const { text } = block.paragraph
    const { breakBefore } = block
    pieces.push({ kind: 'paragraph', style: styleOf(block), text, breakBefore, ...(mark === undefined ? {} : { mark }) })
  }
  return pieces
}

const SEPARATOR: Piece = { kind: 'paragraph', style: STYLE.sectionEnd, text: '', breakBefore: false }

const FACES: Readonly<Record<Exclude<LaidParagraph['role'], 'title' | 'table-title'>, string>> = {
  heading: STYLE.body,
  body: STYLE.body,
  note: STYLE.note,
  'table-unit': STYLE.tableUnit,
}

function styleOf({ paragraph, role }: LaidParagraph): string {
  const { heading } = paragraph
  switch (role) {
    case 'title':
      return heading === undefined ? STYLE.title : outlined('Title', heading)
    case 'table-title':
      return heading === undefined ? STYLE.tableTitle : outlined('TableTitle', heading)
    default:
      if (heading !== undefined) return outlined('Heading', heading)
      return role === 'table-unit' && !namesUnit(paragraph) ? STYLE.tableLine : FACES[role]
  }
}

function entriesOf(document: Document, marks: ReadonlyMap<unknown, number>, sections: readonly Section[]): ContentsEntry[] {
  const headings = document.blocks.flatMap((block) => {
    const mark = marks.get(block)
    return block.kind === 'paragraph' && mark !== undefined ? [{ mark, level: block.heading ?? 1, text: block.text }] : []
  })
  const lines: Piece[] = [
    { kind: 'paragraph', style: STYLE.contentsTitle, text: CONTENTS_TITLE, breakBefore: false },
    ...headings.map(({ level, text }) => line(`TOC${level}`, entryText(text))),
  ]
  const pages = estimatePages(
    sections.map(({ wide, pieces, contents }) => ({
      ...(wide ? ACROSS : UPRIGHT),
      pieces: contents ? [...pieces, ...lines] : pieces,
    })),
  )
  return headings.map((heading) => ({ ...heading, page: pages.get(heading.mark) ?? 1 }))
}

function line(style: string, text: string): Piece {
  return { kind: 'paragraph', style, text, breakBefore: false }
}

function sectionXml(section: Section, entries: readonly ContentsEntry[], isLast: boolean, draft: boolean): string {
  const end = sectionProperties(section.wide, draft)
  const last = section.contents ? undefined : section.pieces.at(-1)
  const endsInText = !isLast && last?.kind === 'paragraph'
  const pieces = section.pieces.map((piece) => pieceXml(piece, endsInText && piece === last ? end : ''))
  if (section.contents) pieces.push(contentsXml(entries, UPRIGHT_WIDTH * 20))
  if (isLast) {
    // Word wants a paragraph after a table at the end.
    if (last?.kind === 'table') pieces.push(paragraphXml(STYLE.sectionEnd, ''))
    return pieces.join('\n') + end
  }
  return pieces.join('\n') + (endsInText ? '' : paragraphXml(STYLE.sectionEnd, '', end))
}

function pieceXml(piece: Piece, end: string): string {
  if (piece.kind === 'table') return tableXml(piece.set)
  const content = runs(piece.text)
  const properties = `${piece.breakBefore ? '<w:pageBreakBefore/>' : ''}${end}`
  return paragraphXml(piece.style, piece.mark === undefined ? content : bookmarked(piece.mark, content), properties)
}

/** A4 and the margins of GB/T 9704: 37 above, 35 below, 28 left, 26 mm right; across, the head of a table lies on the binding side. */
function sectionProperties(wide: boolean, draft: boolean): string {
  const reference = (what: string, type: string, id: string): string => `<w:${what}Reference w:type="${type}" r:id="${id}"/>`
  const headers = draft
    ? reference('header', 'default', REFERENCES.header) + reference('header', 'even', REFERENCES.headerEven)
    : ''
  const footers = reference('footer', 'default', REFERENCES.footer) + reference('footer', 'even', REFERENCES.footerEven)
  const page = wide
    ? '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1588" w:right="1984" w:bottom="1474" w:left="2098" w:header="851" w:footer="794" w:gutter="0"/>'
    : '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1304" w:gutter="0"/>'
  return `<w:sectPr>${headers}${footers}<w:type w:val="nextPage"/>${page}</w:sectPr>`
}
