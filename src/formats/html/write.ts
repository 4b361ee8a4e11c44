import type { Document, Paragraph } from '../../document/document.ts'
import { escapeMarkup } from '../escape-markup.ts'
import { layOut, namesUnit } from '../print-layout.ts'
import type { LaidBlock, PageRun } from '../print-layout.ts'
import type { WriteOptions } from '../write-options.ts'
import { DRAFT_STYLE, PAGE_STYLE } from './page-style.ts'
import { markedLines, tableMarkup } from './write-table.ts'

/**
 * Writes a web page that needs no script and no other file: headings, paragraphs and tables with captions or names, header cells with scope, and a
 * style for print on A4. The same input gives the same bytes.
 */
export function writeHtml(document: Document, options: WriteOptions): Uint8Array {
  const style = options.draft === true ? `${PAGE_STYLE}\n${DRAFT_STYLE}` : PAGE_STYLE
  const head = [
    '<meta charset="utf-8">',
    `<title>${escapeMarkup(options.title)}</title>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="author" content="${escapeMarkup(options.author)}">`,
    `<style>\n${style}\n</style>`,
  ]
  const page = `<!DOCTYPE html>\n<html lang="${options.language}">\n<head>\n${head.join('\n')}\n</head>\n<body>\n<main>\n${documentMarkup(layOut(document))}\n</main>\n</body>\n</html>\n`
  return new TextEncoder().encode(page)
}

/**
 * Headings, paragraphs and tables as they stand within a page's `main`. Titles of tables have ids of their own; `anchorOf` gives one to others,
 * or null.
 */
export function documentMarkup(runs: readonly PageRun[], anchorOf: AnchorOf = () => null): string {
  const body = runs.map(({ wide, blocks }) => {
    const markup = blocksMarkup(blocks, anchorOf)
    return wide ? `<div class="wide">\n${markup}\n</div>` : markup
  })
  return body.join('\n')
}

type AnchorOf = (paragraph: Paragraph) => string | null
type LaidParagraph = Extract<LaidBlock, { kind: 'paragraph' }>
type LaidTable = Extract<LaidBlock, { kind: 'table' }>

function blocksMarkup(blocks: readonly LaidBlock[], anchorOf: AnchorOf): string {
  const markup: string[] = []
  for (const [i, block] of blocks.entries()) {
    if (block.kind === 'table') markup.push(framedTable(block, nameOf(blocks, i), isCaption(blocks, i - 1)))
    else if (!isCaption(blocks, i)) {
      const table = titledTable(blocks, i)
      markup.push(paragraphMarkup(block, table !== null, table === null ? anchorOf(block.paragraph) : tableAnchor(table)))
    }
  }
  return markup.join('\n')
}

/** A plain title right above its table is the table's caption; a heading stays a heading, and the table is named after it. */
function isCaption(blocks: readonly LaidBlock[], i: number): boolean {
  const block = blocks[i]
  if (block?.kind !== 'paragraph' || block.paragraph.heading !== undefined) return false
  return block.role === 'table-title' && blocks[i + 1]?.kind === 'table'
}

/** What names the table at an index: the title above it, over lines with the unit or the department perhaps. */
function nameOf(blocks: readonly LaidBlock[], i: number): LaidParagraph | null {
  let at = i - 1
  while (isLine(blocks[at])) at--
  const title = blocks[at]
  return title?.kind === 'paragraph' && title.role === 'table-title' ? title : null
}

/** The table of which the paragraph at an index is the title. */
export function titledTable(blocks: readonly LaidBlock[], i: number): LaidTable | null {
  const block = blocks[i]
  if (block?.kind !== 'paragraph' || block.role !== 'table-title') return null
  let at = i + 1
  while (isLine(blocks[at])) at++
  const table = blocks[at]
  return table?.kind === 'table' ? table : null
}

function isLine(block: LaidBlock | undefined): boolean {
  return block?.kind === 'paragraph' && block.role === 'table-unit'
}

/** Wide tables scroll in a frame of their own, which the keyboard can reach. */
function framedTable(block: LaidTable, name: LaidParagraph | null, captioned: boolean): string {
  const { print } = block
  const id = tableAnchor(block)
  const label = name === null ? ` aria-label="表 ${print.table.index}"` : ` aria-labelledby="${id}"`
  const caption = name !== null && captioned ? `<span id="${id}">${markedLines(name.paragraph.text)}</span>` : ''
  const table = tableMarkup(print, caption, name === null || captioned ? null : id)
  return `<section class="table"${label} tabindex="0">\n${table}\n</section>`
}

function paragraphMarkup({ paragraph, role, breakBefore }: LaidParagraph, titlesTable: boolean, anchor: string | null): string {
  const id = anchor === null ? '' : ` id="${anchor}"`
  const names = [...(role === 'title' ? ['title'] : []), ...(titlesTable ? ['table-title'] : [])]
  if (breakBefore) names.push('page')
  if (role === 'table-unit') names.push(namesUnit(paragraph) ? 'unit' : 'note')
  if (role === 'note') names.push('note')
  const classes = names.length === 0 ? '' : ` class="${names.join(' ')}"`
  const text = markedLines(paragraph.text)
  if (paragraph.heading !== undefined) return `<h${paragraph.heading}${id}${classes}>${text}</h${paragraph.heading}>`
  // The title is no heading of the Document; to those who listen it is one.
  const heard = role === 'title' ? ' role="heading" aria-level="1"' : ''
  return `<p${id}${classes}${heard}>${text}</p>`
}

/** The id of what names a table. */
export function tableAnchor({ print }: LaidTable): string {
  return `table-${print.table.index}`
}
