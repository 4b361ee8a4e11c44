import type { Document } from '../../document/document.ts'
import type { WriteOptions } from '../write-options.ts'
import { runsOf } from './pieces.ts'
import { TEMPLATE } from './template.ts'
import { REMEMBERED, typesetter } from './typesetter.ts'

/** Archives want colours, fonts and structure inside the file: PDF/A-2a, tagged, everything embedded. */
const STANDARD = 'a-2a'

/**
 * Writes a document as PDF/A-2a: tagged, with bookmarks from its headings, fonts embedded, tables that are too wide across the page. The file's
 * date is the first day of the year in the title (or of 1980): the same document gives the same bytes on any day.
 *
 * Throws where a character is in none of the packaged fonts: a page with an empty box in it must not be published.
 */
export async function writePdf(document: Document, options: WriteOptions): Promise<Uint8Array> {
  const year = Number(/(?:19|20)\d\d/u.exec(options.title)?.[0] ?? 1980)
  const data = {
    title: options.title,
    author: options.author,
    year,
    draft: options.draft === true,
    contents:
      options.contents !== false && document.blocks.some((block) => block.kind === 'paragraph' && block.heading !== undefined),
    runs: runsOf(document),
  }
  const typst = typesetter()
  try {
    const compiled = typst.compile({ mainFileContent: TEMPLATE, inputs: { document: JSON.stringify(data) } })
    if (compiled.result === null) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? []))
    // No date of its own is ever asked for; the argument only makes sure of it.
    return new Uint8Array(typst.pdf(compiled.result, { pdfStandard: STANDARD, creationTimestamp: 0 }))
  } catch (error) {
    throw explained(error)
  } finally {
    typst.evictCache(REMEMBERED)
  }
}

/** A missing character in words for people; anything else is a fault of this program. */
function explained(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error)
  const missing = /the text `\\*"(.+?)\\*"` could not be displayed/u.exec(message)?.[1]
  if (missing === undefined) return new Error(`The PDF could not be set: ${message}`, { cause: error })
  return new Error(
    `PDF 未生成：随附字体里没有“${missing}”这个字，排出来会是空框。请换用通行的字形，或用 docx 格式发布。` +
      ` The PDF was not written: the packaged fonts lack “${missing}”. Use its common form, or publish as docx.`,
    { cause: error },
  )
}
