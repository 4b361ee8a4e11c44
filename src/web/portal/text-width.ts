/** Full-width characters that a text is as wide as: a picture's words are placed where no browser measures them. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, c) => sum + charWidth(c), 0)
}

function charWidth(c: string): number {
  return c.charCodeAt(0) > 0x2e80 ? 1 : 0.56
}

/** A text that is cut where it has no more room, and shows that it is. */
export function fitted(text: string, room: number): string {
  return wrapped(text, room, 1)[0] ?? ''
}

/** A text in lines no wider than the room, in full-width characters; the last shows where it is cut. */
export function wrapped(text: string, room: number, lines: number): string[] {
  const found: string[] = []
  let line = ''
  let width = 0
  for (const c of text.replace(/\s+/gu, ' ').trim()) {
    if (width + charWidth(c) <= room) {
      line += c
      width += charWidth(c)
      continue
    }
    if (found.length === lines - 1) return [...found, `${[...line].slice(0, -1).join('')}…`]
    found.push(line)
    line = c.trim()
    width = line === '' ? 0 : charWidth(c)
  }
  return line === '' ? found : [...found, line]
}
