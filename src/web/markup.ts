/** Finished HTML, so that it is never escaped twice and plain text never goes unescaped. */
export interface Markup {
  readonly markup: string
}

export type Part = Markup | string | number | false | null | undefined | readonly Part[]

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it must stand in HTML content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (c) => ESCAPES[c] ?? c)
}

/** A template of HTML: whatever is put into it is escaped unless it is markup itself; `false`, `null` and `undefined` print nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let markup = strings[0] ?? ''
  for (const [i, part] of parts.entries()) markup += printPart(part) + (strings[i + 1] ?? '')
  return { markup }
}

/** Markup that is made elsewhere and known to be safe: the style sheet, escaped JSON. */
export function trusted(markup: string): Markup {
  return { markup }
}

/**
 * JSON for a `<script type="application/json">` data block. `<` is written as \u003c, so that no text of a document can
 * end the block.
 */
export function jsonBlock(value: unknown): Markup {
  return {
    markup: JSON.stringify(value)
      .replace(/</gu, '\\u003c')
      .replace(/\u2028/gu, '\\u2028')
      .replace(/\u2029/gu, '\\u2029'),
  }
}

function printPart(part: Part): string {
  if (part === false || part === null || part === undefined) return ''
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  if (isList(part)) return part.map(printPart).join('')
  return part.markup
}

function isList(part: Markup | readonly Part[]): part is readonly Part[] {
  return Array.isArray(part)
}
