import type { Cell } from '../document/document.ts'
import { plainLabel } from './label.ts'

const JOINED = /^[[（(【]?(\d{3}(?:\d\d){0,3})[\])）】]?[-—_:：]?(\p{Script=Han}.*)$/su

/**
 * Reads the codes of a table's rows from top to bottom: a code in one cell, one whose parts (类 | 款 | 项) have cells of their own, where
 * a part may be left blank that stands in a row above, or one printed before the name in the name's cell.
 */
export class RowCodes {
  #above: readonly string[] = []

  read(cells: readonly (Cell | undefined)[], name: string): { readonly code: string; readonly name: string } {
    // A cell over several of these columns is printed once.
    const parts = cells.map((c, i) => (c !== undefined && c === cells[i - 1] ? '' : plainLabel(c?.text ?? '')))
    const printed = parts.join('')
    // 合计 under the heading of the codes is a name.
    if (printed !== '' && !/[\doO]/u.test(printed)) return { code: '', name: name === '' ? printed : name }
    if (printed === '') {
      const [, code, bare] = JOINED.exec(name) ?? []
      return code === undefined || bare === undefined ? { code: '', name } : { code, name: bare }
    }
    if (/^\d{3}/u.test(parts[0] ?? '')) this.#above = parts
    if (/^\d{3}/u.test(printed)) return { code: printed, name }
    const first = parts.findIndex((p) => p !== '')
    const whole = parts.map((part, i) => (i < first ? (this.#above[i] ?? '') : part))
    this.#above = whole
    return { code: whole.join(''), name }
  }
}
