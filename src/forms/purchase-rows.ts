import { readFigure } from '../budget/amount.ts'
import { narrowSlice, sliceKey, type Slice } from '../budget/slice.ts'
import { nameFits } from '../catalogue/codes.ts'
import { parent } from '../catalogue/tree.ts'
import { denote } from '../catalogue/vocabulary.ts'
import type { Cell } from '../document/document.ts'
import { codeColumns, type Alignment } from './align.ts'
import { bareLabel, labels, plainLabel } from './label.ts'
import type { RowRead, SideSource } from './read-rows.ts'
import { UNIT_NAME } from './understand-row.ts'

const TOTAL = /^(?:金额)?(?:合计|总计)$/u
const SUBTOTAL = /^小计$/u
/** The letter of the official catalogue of purchases, before or behind the words: `A-货物`, `货物A`. */
const CATALOGUE_LETTER = /^[A-C]\d*[-—－、.．]?(?=[\u4e00-\u9fff])|[(（]?[A-C][)）]?$/gu

/** The columns beside the figures of a list of things. */
interface Stub {
  readonly texts: readonly number[]
  readonly name: number | null
  readonly code: readonly number[]
  readonly unitCode: number | null
}

/**
 * Reads the rows of a list of purchases, or of other things with a price each. Rows with one name alone are sums over those below
 * them: 合计, a kind (货物, 工程, 服务), a unit, known by its code or by standing beside the column of names. The kind and the unit
 * hold for the rows below. A thing itself is known by the name in the column of names, where there is one: parts of it, listed in
 * other columns, are nobody's slice.
 */
export function purchaseRows({ form, side, sideIndex, found, laid, first, builder }: SideSource): RowRead[] {
  const { grid, table } = found
  const base = narrowSlice(form.slice, side.slice)
  const stub = stubOf(laid, sideIndex, grid)
  const values = [...laid.columns].filter(([, p]) => p.side === sideIndex && p.role === 'value').map(([column]) => column)
  const at = (row: number, column: number | null): Cell | undefined => {
    const cell = column === null ? undefined : grid.at(row, column)
    return cell?.row === row ? cell : undefined
  }
  const unitCodes =
    stub.unitCode === null ? [] : rowsFrom(first, table.rows).map((row) => plainLabel(at(row, stub.unitCode)?.text ?? ''))
  const rows: RowRead[] = []
  let kind: Slice = {}
  let unit: Slice = {}
  let hasTotal = false
  for (const row of rowsFrom(first, table.rows)) {
    const names = namesOf(stub.texts.map((column) => at(row, column)))
    const [label = '', ...others] = names
    const filled = values.some((column) => readFigure(at(row, column)?.text ?? '').state !== 'blank')
    const add = (slice: Slice, printed = label): void => {
      if (filled) rows.push({ side: sideIndex, row, label: printed, slice })
    }
    if (names.length === 0 || names.some((n) => SUBTOTAL.test(plainLabel(n)))) continue
    if (names.some((n) => TOTAL.test(plainLabel(n)))) {
      // A second total is of something that the first is not.
      if (!hasTotal) add(base)
      hasTotal = true
      ;[kind, unit] = [{}, {}]
      continue
    }
    if (others.length === 0) {
      const item = kindOf(label, base)
      if (item !== null) {
        kind = { item }
        unit = {}
        add(narrowSlice(base, kind))
        continue
      }
      const code = plainLabel(at(row, stub.unitCode)?.text ?? '')
      const isBeside = stub.name !== null && (at(row, stub.name)?.text ?? '') === ''
      if (code !== '' || (isBeside && UNIT_NAME.test(plainLabel(label)))) {
        // A code that other codes begin with is the department's, with all of its units.
        const isWhole = code !== '' && unitCodes.some((c) => c !== code && c.startsWith(code))
        unit = isWhole ? {} : { unit: plainLabel(label) }
        // 全额 | 差额: some of the units, by how they are paid for.
        if (isWhole && !UNIT_NAME.test(plainLabel(label))) continue
        add(narrowSlice(narrowSlice(base, kind), unit))
        continue
      }
    }
    const name = stub.name === null ? (names.at(-1) ?? '') : (at(row, stub.name)?.text ?? '').replace(/\n/gu, '')
    if (name === '') continue
    const code = stub.code.map((column) => at(row, column)?.text ?? '').join('')
    const own: Slice = isFunction(code, name, builder.year) ? { function: code } : { project: plainLabel(name) }
    add(narrowSlice(narrowSlice(narrowSlice(base, kindBeside(names, base) ?? kind), unit), own), name)
  }
  return numbered(rows)
}

function rowsFrom(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
}

function stubOf(laid: Alignment, side: number, grid: SideSource['found']['grid']): Stub {
  const own = [...laid.columns].filter(([, p]) => p.side === side && p.role !== 'value').sort(([a], [b]) => a - b)
  const code = own.find(([, p]) => p.role === 'code')?.[0]
  return {
    texts: own.map(([column]) => column),
    name: own.find(([, p]) => p.role === 'name')?.[0] ?? null,
    code: code === undefined ? [] : codeColumns(laid, grid, code),
    unitCode: own.find(([, p]) => /(?:单位|部门)(?:编码|代码)$/u.test(plainLabel(labels(p.label)[0] ?? '')))?.[0] ?? null,
  }
}

/** The texts of a row that are words: codes, quantities and dates name nothing. */
function namesOf(cells: readonly (Cell | undefined)[]): readonly string[] {
  const names: string[] = []
  for (const cell of cells)
    if (cell !== undefined && /[\u4e00-\u9fff]/u.test(cell.text)) names.push(cell.text.replace(/\n/gu, ''))
  return names
}

/** Goods, works or services: what a text denotes, where it is a part of what the whole list is of. */
function kindOf(text: string, base: Slice): string | null {
  const item = denote(bareLabel(text).replace(CATALOGUE_LETTER, ''), null)?.slice.item
  return item !== undefined && base.item !== undefined && parent('item', item) === base.item ? item : null
}

function kindBeside(names: readonly string[], base: Slice): Slice | null {
  const [item, ...more] = new Set(names.flatMap((name) => kindOf(name, base) ?? []))
  return item === undefined || more.length > 0 ? null : { item }
}

function isFunction(code: string, name: string, year: number): boolean {
  const fit = /^2\d{2}(?:\d\d){0,2}$/u.test(code) ? nameFits('function', code, bareLabel(name), year) : null
  return fit === 'same' || fit === 'alias'
}

/** Things of one name are parts, and not the same thing printed twice. */
function numbered(rows: readonly RowRead[]): RowRead[] {
  const counts = Map.groupBy(
    rows.filter((row) => row.slice.project !== undefined || row.slice.function !== undefined),
    (row) => sliceKey(row.slice),
  )
  return rows.map((row) => {
    const same = counts.get(sliceKey(row.slice))
    return same === undefined || same.length < 2 ? row : { ...row, part: same.indexOf(row) + 1 }
  })
}
