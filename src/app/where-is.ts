import type { Place } from '../budget/place.ts'
import type { Language } from './check-result.ts'

/** A place in few characters: `p7`, `Sheet1!D12`, `line 1025`, `table 6, row 9, column 3`; `第6张表第9行第3列`. */
export function whereIs(place: Place | undefined, language: Language): string {
  if (place === undefined) return ''
  const parts: string[] = []
  const add = (n: number | undefined, zh: string, en: string): void => {
    if (n !== undefined) parts.push(language === 'zh' ? zh.replace('#', String(n)) : `${en}${n}`)
  }
  add(place.page, '第#页', 'p')
  add(place.line, '第#行', 'line ')
  if (place.cell !== undefined) parts.push(`${place.sheet === undefined ? '' : `${place.sheet}!`}${place.cell}`)
  else if (place.table !== undefined) {
    // In Chinese a line of the file and a row of a table are the same word.
    add(place.table, place.line === undefined ? '第#张表' : '（第#张表', 'table ')
    add(place.row, '第#行', 'row ')
    add(place.column, '第#列', 'column ')
    if (language === 'zh' && place.line !== undefined) parts.push('）')
  } else add(place.paragraph, place.line === undefined ? '第#段' : '（第#段）', 'paragraph ')
  return parts.join(language === 'zh' ? '' : ', ')
}
