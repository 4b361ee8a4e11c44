const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * Text as it stands in XML or HTML, in elements and in quoted attributes. Characters that neither can carry (controls, halves of surrogate
 * pairs, non-characters) are left out: one of them would make the whole file unreadable.
 */
export function escapeMarkup(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- these are the characters to be dropped
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
      .replace(/[&<>"]/gu, (character) => ENTITIES[character] ?? character)
  )
}
