import { escapeMarkup } from '../escape-markup.ts'

/** Lines of text as runs, broken where the text is. */
export function runs(text: string): string {
  if (text === '') return ''
  return text
    .split('\n')
    .map((line) => `<w:r><w:t xml:space="preserve">${escapeMarkup(line)}</w:t></w:r>`)
    .join('<w:r><w:br/></w:r>')
}

/** A paragraph in a style. `properties` are further `w:pPr` children in the schema's order, `content` is XML. */
export function paragraph(style: string, content: string, properties = ''): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${properties}</w:pPr>${content}</w:p>`
}
