import type { Document } from '../../src/document/document.ts'
import { cellsByRow } from './blocks.ts'
import { escapeXml } from './office-package.ts'

const STYLE = `body { margin: 2em auto; max-width: 60em; font-family: serif; line-height: 1.6 }
table { border-collapse: collapse; width: 100%; margin: 0.5em 0 1.5em; font-size: 90% }
td { border: 1px solid #555; padding: 0.15em 0.4em }
td.n { text-align: right; font-variant-numeric: tabular-nums }
h1, h2 { text-align: center }`

/** A plain page: headings, paragraphs and tables with their merged cells. */
export function writeHtml(document: Document, title: string): Uint8Array {
  const parts = document.blocks.map((block): string => {
    if (block.kind === 'paragraph') {
      const tag = block.heading === undefined ? 'p' : `h${block.heading}`
      return `<${tag}>${escapeXml(block.text)}</${tag}>`
    }
    const rows = cellsByRow(block).map((cells) => {
      const written = cells.map((c) => {
        const span = `${c.rowSpan > 1 ? ` rowspan="${c.rowSpan}"` : ''}${c.columnSpan > 1 ? ` colspan="${c.columnSpan}"` : ''}`
        return `<td${/^-?\d+\.\d+$/u.test(c.text) ? ' class="n"' : ''}${span}>${escapeXml(c.text)}</td>`
      })
      return `<tr>${written.join('')}</tr>`
    })
    return `<table>\n${rows.join('\n')}\n</table>`
  })
  const head = `<meta charset="utf-8">\n<title>${escapeXml(title)}</title>\n<style>\n${STYLE}\n</style>`
  return new TextEncoder().encode(
    `<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n${head}\n</head>\n<body>\n${parts.join('\n')}\n</body>\n</html>\n`,
  )
}
