import { escapeMarkup } from '../escape-markup.ts'
import { STYLE } from './style-sheet.ts'
import { paragraph, runs } from './write-text.ts'

/** A heading in the list of contents; its bookmark is named after its number. */
export interface ContentsEntry {
  readonly mark: number
  /** 1 to 6. */
  readonly level: number
  readonly text: string
  readonly page: number
}

/** Words above the list. */
export const CONTENTS_TITLE = '目录'

/** The words of an entry: a heading over two lines is one entry. */
export function entryText(text: string): string {
  return text.replaceAll('\n', ' ')
}

/** A heading's words inside the bookmark to which the list of contents leads. */
export function bookmarked(mark: number, content: string): string {
  return `<w:bookmarkStart w:id="${mark}" w:name="${bookmarkName(mark)}"/>${content}<w:bookmarkEnd w:id="${mark}"/>`
}

/**
 * A list of contents as Word makes it: a field in a content control, filled in, so that it need not be brought up to date before it is read.
 * `width` of a line in twentieths of a point.
 */
export function contentsXml(entries: readonly ContentsEntry[], width: number): string {
  const last = entries.length - 1
  const rows = entries.map((entry, i) => {
    const begin = i === 0 ? field('begin') + instruction('TOC \\o "1-6" \\h \\z \\u') + field('separate') : ''
    const name = bookmarkName(entry.mark)
    const page = `${field('begin')}${instruction(`PAGEREF ${name} \\h`)}${field('separate')}<w:r><w:t>${entry.page}</w:t></w:r>${field('end')}`
    const link = `<w:hyperlink w:anchor="${name}" w:history="1">${runs(entryText(entry.text))}<w:r><w:tab/></w:r>${page}</w:hyperlink>`
    const tab = `<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="${width}"/></w:tabs>`
    return paragraph(`TOC${entry.level}`, `${begin}${link}${i === last ? field('end') : ''}`, tab)
  })
  return `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>${paragraph(STYLE.contentsTitle, runs(CONTENTS_TITLE))}${rows.join('\n')}</w:sdtContent></w:sdt>`
}

function bookmarkName(mark: number): string {
  return `_Toc${String(mark).padStart(8, '0')}`
}

function field(type: 'begin' | 'separate' | 'end'): string {
  return `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
}

function instruction(text: string): string {
  return `<w:r><w:instrText xml:space="preserve"> ${escapeMarkup(text)} </w:instrText></w:r>`
}
