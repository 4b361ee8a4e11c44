/** What of a paragraph style matters to a reader of text. */
export interface Style {
  /** 1 to 6. */
  readonly heading: number | undefined
  /** It sets a line of the list of contents, which is made from the headings and repeats them. */
  readonly contents: boolean
}

/** A style by its name (which ends with a semicolon) and outline level from 0, if it has one. */
export function styleOf(named: string, outline: number | null): Style {
  const name = named.replace(/;.*$/su, '').trim()
  const level = /^(?:heading|标题)\s*([1-9])$/iu.exec(name)?.[1]
  const byName = level === undefined ? (/^(?:title|标题)$/iu.test(name) ? 1 : undefined) : Math.min(6, Number(level))
  const heading = outline === null ? byName : outline <= 8 ? Math.min(6, outline + 1) : undefined
  return { heading, contents: /^(?:toc (?:[1-9]|heading)|目录\s*(?:[1-9]|标题))$/iu.test(name) }
}
