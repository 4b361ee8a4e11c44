import { AlignmentType, Document as WordDocument, Footer, Header, PageNumber, PageOrientation, Packer, Paragraph } from 'docx'
import { SectionType, TableOfContents, TextRun } from 'docx'
import type { FileChild, ISectionOptions } from 'docx'
import { estimatePageNumbersWith } from 'docx/layout'
import { TextWatermark } from 'docx/watermarks'
import type { Document } from '../../document/document.ts'
import { ACROSS_WIDTH, layOut, UPRIGHT_WIDTH } from '../print-layout.ts'
import type { LaidBlock, PageRun } from '../print-layout.ts'
import { printable } from '../printable.ts'
import type { WriteOptions } from '../write-options.ts'
import { repack } from './repack.ts'
import { outlined, STYLE, STYLES_XML } from './style-sheet.ts'
import { runsOf, tableOf } from './write-table.ts'

/** Fewer headings are found without a list of contents. */
const FEWEST_FOR_CONTENTS = 4
const TWIPS = 20
/** A4 and the margins of GB/T 9704 in millimetres: 37 above, 35 below, 28 left, 26 right; across, the head of a table lies on the binding side. */
const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)
const A4 = { width: 11_906, height: 16_838 }
const PAGE_NUMBER_DISTANCE = twips(23)
const UPRIGHT = { top: twips(37), bottom: twips(35), left: twips(28), right: twips(26), footer: PAGE_NUMBER_DISTANCE }
const ACROSS = { top: twips(28), bottom: twips(26), left: twips(37), right: twips(35), footer: twips(14) }

/**
 * Writes a Word document on the page of GB/T 9704: named styles, merged header cells, header rows repeated on every page, pages turned for wide
 * tables, a list of contents and page numbers. The same input gives the same bytes on any day and machine.
 */
export async function writeDocx(document: Document, options: WriteOptions): Promise<Uint8Array> {
  const runs = layOut(document)
  const headings = document.blocks.filter((block) => block.kind === 'paragraph' && block.heading !== undefined).length
  const hasContents = options.contents !== false && headings >= FEWEST_FOR_CONTENTS
  const sections = hasContents ? withContents(runs) : runs.map((run) => ({ wide: run.wide, children: childrenOf(run) }))
  const word = new WordDocument({
    title: printable(options.title),
    creator: printable(options.author),
    lastModifiedBy: printable(options.author),
    externalStyles: STYLES_XML,
    evenAndOddHeaderAndFooters: true,
    //pageNumbers: estimatePageNumbersWith({ guess: true }),
    sections: sections.map((section) => sectionOf(section.wide, section.children, options.draft === true)),
  })
  return repack(new Uint8Array(await Packer.toArrayBuffer(word)), options)
}

interface Section {
  readonly wide: boolean
  readonly children: readonly FileChild[]
}

/** The title and the list of contents come first, on a page of their own. */
function withContents(runs: readonly PageRun[]): Section[] {
  const first = runs[0]
  const titles = first?.blocks.findIndex((block) => block.kind === 'table' || block.role !== 'title') ?? 0
  const front = first === undefined ? [] : first.blocks.slice(0, Math.max(0, titles))
  const rest = runs.map((run, i) => (i === 0 ? { ...run, blocks: run.blocks.slice(front.length) } : run))
  const contents = new TableOfContents('目录', {
    hyperlink: true,
    headingStyleRange: '1-3',
    useAppliedParagraphOutlineLevel: true,
    beginDirty: false,
  })
  const heading = new Paragraph({ style: STYLE.contentsTitle, children: runsOf('目录') })
  return [
    { wide: false, children: [...front.map((block) => childOf(block, false)), heading, contents] },
    ...rest.filter((run) => run.blocks.length > 0).map((run) => ({ wide: run.wide, children: childrenOf(run) })),
  ]
}

function childrenOf(run: PageRun): FileChild[] {
  const children: FileChild[] = []
  for (const [i, block] of run.blocks.entries()) {
    // Word joins tables that touch: a line between them keeps them apart.
    if (block.kind === 'table' && run.blocks[i - 1]?.kind === 'table') children.push(new Paragraph({ style: STYLE.sectionEnd }))
    children.push(childOf(block, run.wide))
  }
  return children
}

function childOf(block: LaidBlock, wide: boolean): FileChild {
  if (block.kind === 'table') return tableOf(block.print, (wide ? ACROSS_WIDTH : UPRIGHT_WIDTH) * TWIPS)
  return new Paragraph({ style: styleOf(block), pageBreakBefore: block.breakBefore, children: runsOf(block.paragraph.text) })
}

function styleOf({ paragraph, role }: Extract<LaidBlock, { kind: 'paragraph' }>): string {
  const level = paragraph.heading
  switch (role) {
    case 'title':
      return level === undefined ? STYLE.title : outlined('Title', level)
    case 'table-title':
      return level === undefined ? STYLE.tableTitle : outlined('TableTitle', level)
    default:
      if (level !== undefined) return outlined('Heading', level)
      return role === 'table-unit' ? STYLE.tableUnit : role === 'note' ? STYLE.note : STYLE.body
  }
}

function sectionOf(wide: boolean, children: readonly FileChild[], draft: boolean): ISectionOptions {
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        size: { ...A4, orientation: wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: wide ? ACROSS : UPRIGHT,
      },
    },
    ...(draft ? { headers: { default: watermark(), even: watermark() } } : {}),
    // One character from the outer edge: right on odd pages, left on even ones.
    footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
    children,
  }
}

function pageNumber(alignment: 'left' | 'right'): Footer {
  const indent = alignment === 'left' ? { left: 280 } : { right: 280 }
  return new Footer({
    children: [
      new Paragraph({
        style: STYLE.pageNumber,
        alignment,
        indent,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  })
}

function watermark(): Header {
  return new Header({ children: [new Paragraph({ children: [new TextWatermark({ text: '草案', font: '黑体', color: 'C0C0C0' })] })] })
}
