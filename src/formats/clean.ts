import { tidy } from '../document/document.ts'

/** `tidy` is quadratic on long runs of line breaks; texts longer than this go the linear way. */
const SHORT = 200

/** `tidy`, in time linear in the text: a cell of a million line breaks must not hang the reader. */
export function clean(text: string): string {
  if (text.length <= SHORT) return tidy(text)
  const collapsed = text
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
  let from = 0
  let to = collapsed.length
  while (from < to && isEdge(collapsed.charCodeAt(from))) from++
  while (to > from && isEdge(collapsed.charCodeAt(to - 1))) to--
  return collapsed.slice(from, to)
}

function isEdge(code: number): boolean {
  return code === 0x0a || code === 0x20
}
