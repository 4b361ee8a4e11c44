import { narrow, readFigure } from '../../budget/amount.ts'
import type { Cell } from '../../document/document.ts'
import type { TableInContext } from '../context.ts'
import { bareLabel, plainLabel } from '../label.ts'
import type { ReadingBuilder } from '../reading-builder.ts'

type UnitField = 'name' | 'kind' | 'grade' | 'funding'

const UNIT_FIELDS: readonly (readonly [RegExp, UnitField])[] = [
  [/^(?:预算|下属|所属|二级预算)?单位(?:名称|全称)$|^(?:机构|部门)名称$/u, 'name'],
  [/^(?:单位|机构)性质$|^单位(?:类型|类别)$/u, 'kind'],
  [/^(?:单位|机构)(?:规格|级别)$/u, 'grade'],
  [/^经费(?:性质|形式|保障形式|来源|类型|供给方式)$|^(?:预算管理|拨款)(?:形式|方式)$/u, 'funding'],
]
/** Beside a list of units: how many people, and what is said of each. */
const BESIDE =
  /^(?:序号|备注|拟变动情况|变动情况|说明|(?:在职|编制|实有|退休|离退休)?人(?:员)?(?:数|编制)?(?:\((?:人|名)\))?|在职人数|编制数|单位(?:编码|代码))$/u

/** Reads a list of budget units (单位名称 | 经费性质 | 在职人数) into the organisation; false where the table is none. */
export function readOrganisation(found: TableInContext, builder: ReadingBuilder): boolean {
  const { grid, table } = found
  const header = [1, 2].find((row) => isHeader(grid.row(row)))
  if (header === undefined) return false
  const columns = new Map<UnitField, number>()
  for (const cell of grid.row(header)) {
    const field = fieldOf(cell.text)
    if (field !== null && !columns.has(field)) columns.set(field, cell.column)
  }
  let units = 0
  for (let row = header + 1; row <= table.rows; row++) {
    const cellOf = (field: UnitField): Cell | undefined => {
      const column = columns.get(field)
      return column === undefined ? undefined : grid.at(row, column)
    }
    const name = cellOf('name')
    const printed = bareLabel(name?.text.replace(/\n/gu, '') ?? '')
    if (name === undefined || printed === '' || /^(?:合计|总计|小计|无)$/u.test(printed)) continue
    const text = (field: UnitField): string => cellOf(field)?.text ?? ''
    builder.organisation.push({
      name: printed,
      kind: text('kind'),
      grade: text('grade'),
      funding: text('funding'),
      place: name.place,
    })
    units++
  }
  builder.forms.push({
    form: 'organisation',
    title: found.before.at(-1)?.text.slice(0, 60) ?? '',
    state: units === 0 ? 'empty' : 'inferred',
    place: table.place,
    slice: {},
    complete: [],
    emptyNote: null,
    hasMoney: false,
  })
  return true
}

function fieldOf(text: string): UnitField | null {
  const label = plainLabel(text)
  return UNIT_FIELDS.find(([words]) => words.test(label))?.[1] ?? null
}

function isHeader(cells: readonly Cell[]): boolean {
  const printed = cells.filter((c) => c.text !== '')
  return (
    printed.length >= 2 &&
    printed.some((c) => fieldOf(c.text) === 'name') &&
    printed.every((c) => fieldOf(c.text) !== null || BESIDE.test(plainLabel(c.text)))
  )
}

/** Headings and lines that say a table is of money. */
const MONEY = /单位[:：]?(?:人民币)?(?:百万|万|千|亿)?元|[（(](?:万|千|亿)?元[）)]|金额|预算数|决算数|收入|支出|拨款|经费/u
const FIGURE = /^[-－]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/u

/**
 * Whether a table says nothing of money: contents, a cover, posts and people, prose in a frame. Such a table is none of the budget's,
 * and that nothing was read in it is no problem.
 */
export function isOfWords(found: TableInContext): boolean {
  const { cells, rows } = found.table
  const printed = cells.filter((c) => c.text !== '')
  if (printed.length === 0) return true
  // Prose in a frame: one cell a row, sentences and no heading.
  if (rows <= 3 && printed.every((c) => /[。；]/u.test(c.text) || c.text.length > 60)) return true
  const figures = printed.filter((c) => FIGURE.test(narrow(c.text)) && readFigure(c.text).state === 'number')
  if (figures.length === 0) return !printed.some((c) => c.row <= 3 && /预算数|决算数|金额/u.test(c.text))
  if (figures.some((c) => /[.,]/u.test(narrow(c.text)))) return false
  const isSerial = figures.every((c) => c.column === 1)
  const words = [...found.before.slice(-2).map((p) => p.text), ...printed.filter((c) => c.row <= 3).map((c) => c.text)]
  return isSerial ? printed.length > figures.length : !words.some((w) => w.length < 40 && MONEY.test(narrow(w)))
}
