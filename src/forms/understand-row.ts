import type { Slice } from '../budget/slice.ts'
import { narrowSlice, sliceKey } from '../budget/slice.ts'
import { codeByName, lookup, nameFits } from '../catalogue/codes.ts'
import type { Cell } from '../document/document.ts'
import type { RowRule } from './form.ts'
import { denote } from '../catalogue/vocabulary.ts'
import { settlePeriod } from './infer/infer-form.ts'
import { bareLabel, isLabel, ordinalOf, plainLabel } from './label.ts'
import type { LineContext } from './line-context.ts'
import type { RowRead, SideTask } from './read-rows.ts'

/** What is printed at the beginning of a row. */
export interface PrintedRow {
  /** Which of the side's named rows it is, from 0. */
  readonly index: number
  readonly name: string
  readonly code: string
  readonly nameCell: Cell | undefined
  readonly codeCell: Cell | undefined
}

/** Finds the rule that a printed row follows: fixed lines in their order, then the classification. */
export function understand(
  task: SideTask,
  printed: PrintedRow,
  cursor: number,
  codes: Map<string, number>,
): { row: Omit<RowRead, 'side' | 'row'>; cursor: number } | null {
  const { side, form } = task
  const base = narrowSlice(form.slice, side.slice)
  const order = [...side.rows.keys()].map((i) => (i + cursor) % side.rows.length)
  for (const index of order) {
    const rule = side.rows[index]
    if (rule === undefined || !('label' in rule) || !isLabel(printed.name, rule.label)) continue
    if (printed.code !== '' && lookup('function', printed.code, task.builder.year) !== null) continue
    if (printed.nameCell !== undefined)
      task.builder.printedLabels.push({ printed: bareLabel(printed.name), place: printed.nameCell.place })
    const row = { slice: narrowSlice(base, rule.slice), label: printed.name, ...(rule.some === true ? { some: true } : {}) }
    return { row, cursor: Math.min(index + 1, side.rows.length - 1) }
  }
  for (const rule of side.rows) {
    if (!('each' in rule) || rule.each === 'purchase') continue
    const row = rule.each === 'line' ? byLine(rule, task, printed, base) : byRule(rule, task, printed, base, codes)
    if (row !== null) return { row, cursor }
  }
  return null
}

/** A line whose words denote a slice: 本年收入合计, 二、上年结转, 公务接待费. */
function byLine(
  rule: Extract<RowRule, { each: 'line' }>,
  task: SideTask,
  printed: PrintedRow,
  base: Slice,
): Omit<RowRead, 'side' | 'row'> | null {
  const { lines, builder } = task
  if (printed.name === '' || /^\d{3,}$/u.test(printed.code)) return null
  const denoted = lines.line(printed.name, printed.index, rule.totals)
  if (denoted === null || (rule.totalsOnly === true && !denoted.total)) return null
  const own = settlePeriod(denoted.slice, { year: builder.year, stage: task.stage })
  const slice =
    denoted.total && own.flow === undefined ? narrowSlice(base, rule.whole) : lines.place(printed.name, own, base, denoted.total)
  // 其中 of the three public expenses lists them all.
  const isSome = denoted.part && own.item === undefined && own.nature === undefined
  return { slice, label: printed.name, ...(isSome ? { some: true } : {}) }
}

function byRule(
  rule: Exclude<Extract<RowRule, { each: string }>, { each: 'line' | 'purchase' }>,
  task: SideTask,
  printed: PrintedRow,
  base: Slice,
  codes: Map<string, number>,
): Omit<RowRead, 'side' | 'row'> | null {
  const { builder, tableIndex, side } = task
  if (rule.each === 'record') {
    const project = plainLabel(printed.name)
    const times = (codes.get(project) ?? 0) + 1
    codes.set(project, times)
    const isInferred = side.rows.some((r) => 'each' in r && r.each === 'line')
    const slice = isInferred ? task.lines.place('', { project }, base, false) : narrowSlice(base, { project })
    return { slice, label: printed.name, ...(times > 1 && slice.unit === undefined ? { part: times } : {}) }
  }
  if (rule.each === 'unit') return byUnit(rule.named === true, task, printed, base, codes)
  const dimension = rule.each
  const isBare = printed.code === '' && rule.nested === true && ordinalOf(printed.name) === ''
  const resolved = isBare
    ? nestedNode(dimension, printed.name, builder.year, task.lines)
    : resolveNode(dimension, rule.nested === true && printed.code === '' ? 1 : rule.depth, printed, builder.year, codes)
  if (resolved === null) return null
  task.lines.enter(resolved)
  const isInferred = side.rows.some((r) => 'each' in r && r.each === 'line')
  const own: Slice = { [dimension]: resolved }
  const slice = isInferred ? task.lines.place(printed.name, own, base, false) : narrowSlice(base, own)
  // The same code below another line (of another unit, of another nature) is not the same again.
  const counted = isInferred ? sliceKey({ ...slice, ...task.unitOf() }) : resolved
  const count = (codes.get(counted) ?? 0) + 1
  codes.set(counted, count)
  codes.set(resolved, count)
  if (printed.nameCell !== undefined && printed.code !== '') {
    builder.names.push({
      dimension,
      code: resolved,
      printed: printed.name,
      place: printed.nameCell.place,
      table: tableIndex,
      ...(printed.codeCell === undefined ? {} : { codePlace: printed.codeCell.place }),
      ...(printed.code === resolved ? {} : { printedCode: printed.code }),
    })
  }
  return {
    slice,
    label: printed.name,
    ...(printed.code === '' ? {} : { code: printed.code }),
    ...(count > 1 ? { part: count } : {}),
  }
}

/** What bodies are called. */
export const UNIT_NAME =
  /(?:局|委|委员会|办|中心|院|校|馆|所|站|队|机关|部|处|会|厅|室|公司|学院|大学|支队|大队|园|台|社|团|本级|街道|镇|乡)(?:\([^()]*\))?$/u

/** A row of a unit: its name; a code that other codes of the side begin with is that of the department, which is all of them. */
function byUnit(
  named: boolean,
  task: SideTask,
  printed: PrintedRow,
  base: Slice,
  codes: Map<string, number>,
): Omit<RowRead, 'side' | 'row'> | null {
  const name = plainLabel(printed.name)
  if (named && !UNIT_NAME.test(name)) return null
  if (name === '' || (printed.code === '' && denote(printed.name, task.builder.year) !== null)) return null
  if (printed.code === '' && codeByName('economic', printed.name, task.builder.year, { level: 1 }) !== null) return null
  // Among rows of units with codes, one without is no unit.
  if (!named && printed.code === '' && task.unitCodes.length > 1) return null
  const isWhole =
    printed.code === ''
      ? isDepartment(named, name, task.lines.names, codes)
      : task.unitCodes.some((c) => c !== printed.code && c.startsWith(printed.code))
  const own: Slice = isWhole ? {} : { unit: name }
  const times = (codes.get(name) ?? 0) + 1
  if (!isWhole) codes.set(name, times)
  else if (printed.code === '') codes.set('', 1)
  return {
    slice: task.lines.place(printed.name, own, base, isWhole),
    label: printed.name,
    ...(printed.code === '' ? {} : { code: printed.code }),
    ...(times > 1 && !isWhole ? { part: times } : {}),
  }
}

/** Without codes, the department is known by standing alone, or first and again as a unit of its own name. */
function isDepartment(named: boolean, name: string, names: readonly string[], codes: ReadonlyMap<string, number>): boolean {
  const units = names.map(plainLabel).filter((n) => UNIT_NAME.test(n))
  if (named) return units.length < 2
  return codes.size === 0 && units.filter((n) => n === name).length > 1
}

/** The node that a bare name denotes below the class and the group that were printed last, the nearest first. */
function nestedNode(dimension: CodeRule, name: string, year: number, lines: LineContext): string | null {
  const last = lines.node
  const bare = bareLabel(name)
  for (const length of [5, 3]) {
    if (last === null || last.length < length) continue
    const node = codeByName(dimension, bare, year, { under: last.slice(0, length), level: (length + 1) / 2 })
    if (node !== null && node !== last) return node
  }
  return codeByName(dimension, bare, year, { level: 1 })
}

type CodeRule = 'function' | 'economic' | 'government-economic'

/**
 * The node that a row denotes. The printed code decides, unless it says something else than the printed name while the name is that of
 * a sibling code that stands nowhere else in the table: then the code is the slip, and the finding will say so.
 */
function resolveNode(
  dimension: CodeRule,
  depth: number,
  printed: PrintedRow,
  year: number,
  codes: ReadonlyMap<string, number>,
): string | null {
  const name = bareLabel(printed.name)
  if (printed.code === '') return codeByName(dimension, name, year, { level: depth })
  if (!/^\d{3}(?:\d\d){0,3}$/u.test(printed.code)) {
    // A letter typed for a digit: read so if the name is that of the code that was meant.
    const plain = printed.code.replace(/[oO〇]/gu, '0').replace(/[lI]/gu, '1')
    // A part without its leading zero: `301 | 2` for 30102.
    const padded = [3, 5].filter((at) => plain.length > at).map((at) => `${plain.slice(0, at)}0${plain.slice(at)}`)
    const meant = [plain, ...padded].find((code) => {
      const fit = nameFits(dimension, code, name, year)
      return (fit === 'same' || fit === 'alias') && !codes.has(code)
    })
    return meant ?? null
  }
  const fits = nameFits(dimension, printed.code, name, year)
  if (fits === 'same' || fits === 'alias') return printed.code
  const level = (printed.code.length - 1) / 2
  const under = printed.code.slice(0, -2)
  const named = codeByName(dimension, name, year, under.length >= 3 ? { level, under } : { level })
  if (named !== null && named !== printed.code && !codes.has(named) && slipOf(named, printed.code)) return named
  return printed.code
}

/** Whether one code becomes the other by one wrong digit or two exchanged ones. */
function slipOf(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  const differing = [...a].map((c, i) => (c === b[i] ? -1 : i)).filter((i) => i >= 0)
  const [i, j] = differing
  if (differing.length === 1) return true
  return differing.length === 2 && i !== undefined && j !== undefined && a[i] === b[j] && a[j] === b[i]
}
