import type { Severity } from '../../../budget/finding.ts'
import type { DraftRow } from '../../../ledger/draft/draft.ts'
import type { Field } from '../../../ledger/rows/fields.ts'
import { isInRange, type Range, type Spot } from '../../desk/cell-ranges.ts'
import { cellKey } from '../../desk/desk-model.ts'
import { columnWidths } from '../../desk/column-widths.ts'
import { isLong } from '../../desk/desk-fields.ts'
import { deskPhrase } from '../../desk/desk-phrases.ts'
import type { SheetView } from '../../desk/sheet-edits.ts'
import type { Besides, GridHost } from './sheet-grid.ts'
import { afterDrawing } from './page-parts.ts'
import { SHEET_NAMES } from '../../../ledger/judge-ledger.ts'

/** Pixels. */
const AMOUNT_WIDTH = 94
const NUMBER_WIDTH = 36
/** What a bar at the side takes. */
const BAR_WIDTH = 16
const ROW_HEIGHT = 28
/** Rows that are drawn at a time after those in sight. */
const MORE_ROWS = 100

interface ShownRow {
  readonly id: string
  readonly element: HTMLTableRowElement
  readonly head: HTMLTableCellElement
  readonly cells: readonly HTMLTableCellElement[]
  readonly texts: readonly HTMLElement[]
  readonly besides: readonly HTMLTableCellElement[]
  /** What is shown, so that nothing is asked of the page that is known here. */
  shown: DraftRow['texts'] | null
  number: number
  beside: Besides | null
}

/** The elements of a grid: a table whose rows and cells are kept as long as they are the same, so that a keystroke writes only what it changed. */
export class GridTable {
  readonly element = document.createElement('table')
  readonly #host: GridHost
  /** Widths of the columns, for every row is a box of its own: rows out of sight are not laid out. */
  readonly #widths = new CSSStyleSheet()
  readonly #head = document.createElement('thead')
  readonly #body = document.createElement('tbody')
  readonly #handle = document.createElement('span')
  #view: SheetView | null = null
  /** The rows that are drawn: from the first on, as many as were in sight, and soon all. */
  #rows: readonly ShownRow[] = []
  #most = 0
  #selected: HTMLElement[] = []
  #others: HTMLElement[] = []
  #othersAt: ReadonlyMap<string, string> = new Map()
  #marked: ReadonlyMap<HTMLElement, Severity> = new Map()
  #moving = false
  #besides = false
  #shownWidths: readonly number[] = []
  /** Pixels that the widths were made for. */
  #room = 0

  constructor(container: HTMLElement, host: GridHost) {
    this.#host = host
    this.element.setAttribute('role', 'grid')
    this.element.setAttribute('aria-multiselectable', 'true')
    this.element.className = 'sheet'
    this.#handle.className = 'fill-handle'
    this.#handle.setAttribute('aria-hidden', 'true')
    // Said once more, since as boxes of their own they are no table to some browsers.
    for (const part of [this.#head, this.#body]) part.setAttribute('role', 'rowgroup')
    document.adoptedStyleSheets.push(this.#widths)
    this.element.append(this.#head, this.#body)
    container.append(this.element)
    this.#body.lang = 'zh-CN'
    // Another window, or more or less beside the grid: columns that made room get it back, or make room.
    new ResizeObserver(() => this.#refit()).observe(container)
    // What is cut is told in full to whoever points at it.
    this.#body.addEventListener('mouseover', (event) => {
      const cell = event.target instanceof Element ? event.target.closest('td') : null
      if (cell !== null) cell.title = cell.scrollWidth > cell.clientWidth ? (cell.querySelector('span')?.textContent ?? '') : ''
    })
  }

  /** While the input goes from cell to cell it loses the focus, which means nothing. */
  get isMoving(): boolean {
    return this.#moving
  }

  move(action: () => void): void {
    this.#moving = true
    action()
    this.#moving = false
  }

  show(view: SheetView): void {
    const same =
      this.#view !== null &&
      this.#view.sheet === view.sheet &&
      sameFields(this.#view.fields, view.fields) &&
      this.#besides === this.#host.hasLastYear
    this.#view = view
    this.#besides = this.#host.hasLastYear
    if (!same) {
      this.element.setAttribute('aria-label', SHEET_NAMES[view.sheet][this.#host.language])
      this.#showHead(view)
      this.#shownWidths = []
      this.#rows = []
      this.#most = Math.ceil(innerHeight / ROW_HEIGHT) + 2
      this.#marked = new Map()
      this.#body.replaceChildren()
    }
    this.#widen(view)
    this.#draw(view)
  }

  /** The room has changed: widths are those of a sheet that is shown anew. */
  #refit(): void {
    const room = this.element.parentElement?.clientWidth ?? 0
    if (this.#view === null || room === this.#room) return
    this.#shownWidths = []
    this.#widen(this.#view)
  }

  /** Columns as wide as their texts; while one sheet is shown none gets narrower, so that nothing jumps back and forth. */
  #widen(view: SheetView): void {
    const { language } = this.#host
    const besides = view.fields.map((field) => (this.#hasBesides(view, field) ? 2 * AMOUNT_WIDTH : 0))
    const beside = NUMBER_WIDTH + BAR_WIDTH + besides.reduce((sum, width) => sum + width, 0)
    this.#room = this.element.parentElement?.clientWidth ?? 0
    const widths = columnWidths(view, {
      headings: view.fields.map(({ name }) => name[language]),
      isLong: (column) => isLong(view.sheet, view.fields[column]?.id ?? ''),
      available: this.#room - beside,
    })
    const own = widths.map((width, i) => Math.max(width, this.#shownWidths[i] ?? 0))
    if (own.every((width, i) => width === this.#shownWidths[i])) return
    this.#shownWidths = own
    const all = [NUMBER_WIDTH, ...own.flatMap((width, i) => (besides[i] === 0 ? [width] : [width, AMOUNT_WIDTH, AMOUNT_WIDTH]))]
    this.#widths.replaceSync(all.map((width, i) => `.sheet tr > :nth-child(${i + 1}) { width: ${width}px }`).join('\n'))
    this.element.style.width = `${all.reduce((sum, width) => sum + width, 0)}px`
  }

  #draw(view: SheetView): void {
    const shown = view.rows.slice(0, this.#most)
    const known = new Map(this.#rows.map((row) => [row.id, row]))
    this.#rows = shown.map((row) => known.get(row.id) ?? this.#makeRow(row, view.fields))
    const kept = new Set(this.#rows)
    for (const row of known.values()) if (!kept.has(row)) row.element.remove()
    let next = this.#body.firstElementChild
    this.#rows.forEach((row, i) => {
      if (next === row.element) next = next.nextElementSibling
      else this.#body.insertBefore(row.element, next)
      if (row.number !== i + 1) {
        row.number = i + 1
        row.head.textContent = String(i + 1)
        row.element.setAttribute('aria-rowindex', String(i + 2))
      }
      const texts = view.rows[i]?.texts ?? {}
      // Rows that nobody changed are the same objects as before.
      if (row.shown === texts) return
      view.fields.forEach((field, c) => {
        const text = texts[field.id] ?? ''
        const element = row.texts[c]
        if (element !== undefined && text !== (row.shown?.[field.id] ?? '')) element.textContent = shownText(field, text)
      })
      row.shown = texts
    })
    this.element.setAttribute('aria-rowcount', String(view.rows.length + 1))
    // As high as with all rows, so that nothing jumps when the others come.
    this.#body.style.minHeight = `${view.rows.length * ROW_HEIGHT}px`
    this.refresh()
    this.#markOthers(view)
    if (shown.length < view.rows.length) afterDrawing(() => this.#drawMore(view, this.#most + MORE_ROWS))
  }

  /** Draws rows further down, unless something else is shown meanwhile, which draws them itself. */
  #drawMore(view: SheetView, most: number): void {
    if (this.#view !== view || most <= this.#most) return
    this.#most = most
    this.#draw(view)
  }

  #hasBesides(view: SheetView, field: Field): boolean {
    return view.sheet === 'lines' && field.amount === true && this.#host.hasLastYear
  }

  #showHead(view: SheetView): void {
    const row = document.createElement('tr')
    row.setAttribute('role', 'row')
    row.setAttribute('aria-rowindex', '1')
    const add = (text: string, about: string, name: string): void => {
      const heading = document.createElement('th')
      heading.scope = 'col'
      heading.setAttribute('role', 'columnheader')
      heading.textContent = text
      heading.className = name
      if (about !== '') heading.title = about
      row.append(heading)
    }
    const { language } = this.#host
    add(deskPhrase(language, 'rowNumber'), '', 'number')
    for (const field of view.fields) {
      add(field.name[language], field.about[language], field.amount === true ? 'n' : '')
      if (!this.#hasBesides(view, field)) continue
      add(deskPhrase(language, 'lastYear'), '', 'n besides')
      add(deskPhrase(language, 'change'), '', 'n besides')
    }
    this.element.setAttribute('aria-colcount', String(row.cells.length))
    this.#head.replaceChildren(row)
  }

  #makeRow({ id }: DraftRow, fields: readonly Field[]): ShownRow {
    const element = document.createElement('tr')
    element.setAttribute('role', 'row')
    const head = document.createElement('th')
    head.scope = 'row'
    head.setAttribute('role', 'rowheader')
    head.className = 'number'
    element.append(head)
    const cells: HTMLTableCellElement[] = []
    const texts: HTMLElement[] = []
    const besides: HTMLTableCellElement[] = []
    for (const field of fields) {
      const cell = document.createElement('td')
      cell.setAttribute('role', 'gridcell')
      if (field.amount === true) cell.className = 'n'
      const text = document.createElement('span')
      cell.append(text)
      texts.push(text)
      cells.push(cell)
      element.append(cell)
      if (this.#view === null || !this.#hasBesides(this.#view, field)) continue
      for (let i = 0; i < 2; i++) {
        const beside = document.createElement('td')
        beside.setAttribute('role', 'gridcell')
        beside.setAttribute('aria-readonly', 'true')
        beside.className = 'n besides'
        besides.push(beside)
        element.append(beside)
      }
    }
    return { id, element, head, cells, texts, besides, shown: null, number: 0, beside: null }
  }

  /** What is said of each cell and row, and last year beside this. */
  refresh(): void {
    const view = this.#view
    if (view === null) return
    this.#mark(view)
    for (const row of this.#rows) {
      const [before, change] = row.besides
      if (before === undefined || change === undefined) continue
      const said = this.#host.beside(row.id)
      if (said?.before !== row.beside?.before) before.textContent = said?.before ?? ''
      if (said?.change !== row.beside?.change) change.textContent = said?.change ?? ''
      row.beside = said
    }
  }

  /** Marks what something is said of, and takes marks away where nothing is any more: most cells are neither. */
  #mark(view: SheetView): void {
    const marked = new Map<HTMLElement, Severity>()
    const rows = new Map(this.#rows.map((row) => [row.id, row]))
    for (const { sheet, row, field, severity } of this.#host.notes()) {
      if (sheet !== view.sheet) continue
      const own = rows.get(row)
      const cell = field === '' ? own?.head : own?.cells[view.fields.findIndex(({ id }) => id === field)]
      if (cell === undefined) continue
      const other = marked.get(cell)
      if (other === undefined || GRAVEST.indexOf(severity) < GRAVEST.indexOf(other)) marked.set(cell, severity)
    }
    for (const cell of this.#marked.keys()) if (!marked.has(cell)) delete cell.dataset['note']
    for (const [cell, severity] of marked) if (this.#marked.get(cell) !== severity) cell.dataset['note'] = severity
    this.#marked = marked
  }

  /** Where others are, by `cellKey`. */
  showOthers(others: ReadonlyMap<string, string>): void {
    this.#othersAt = others
    if (this.#view !== null) this.#markOthers(this.#view)
  }

  #markOthers(view: SheetView): void {
    for (const cell of this.#others) delete cell.dataset['other']
    this.#others = []
    const others = this.#othersAt
    if (others.size === 0) return
    for (const row of this.#rows)
      view.fields.forEach((field, i) => {
        const name = others.get(cellKey({ sheet: view.sheet, row: row.id, field: field.id }))
        const cell = row.cells[i]
        if (name === undefined || cell === undefined) return
        cell.dataset['other'] = name
        this.#others.push(cell)
      })
  }

  cellAt({ row, column }: Spot): HTMLTableCellElement | null {
    if (row >= this.#rows.length && this.#view !== null && row < this.#view.rows.length) this.#drawMore(this.#view, Infinity)
    return this.#rows[row]?.cells[column] ?? null
  }

  spotOf(target: Element): Spot | null {
    const cell = target.closest('td')
    const line = target.closest('tr')
    const row = this.#rows.findIndex(({ element }) => element === line)
    const column = cell === null ? -1 : (this.#rows[row]?.cells.indexOf(cell) ?? -1)
    return row === -1 || column === -1 ? null : { row, column }
  }

  select(at: Spot, range: Range): void {
    for (const cell of this.#selected) {
      cell.classList.remove('in-range', 'at')
      cell.parentElement?.classList.remove('open')
      cell.removeAttribute('aria-selected')
    }
    this.#selected = []
    for (let row = range.top; row <= range.bottom; row++)
      for (let column = range.left; column <= range.right; column++) {
        const cell = this.cellAt({ row, column })
        if (cell === null || !isInRange(range, { row, column })) continue
        cell.classList.add('in-range')
        cell.setAttribute('aria-selected', 'true')
        this.#selected.push(cell)
      }
    const cell = this.cellAt(at)
    cell?.classList.add('at')
    cell?.parentElement?.classList.add('open')
    const corner = this.cellAt({ row: range.bottom, column: range.right })
    if (this.#host.mayWrite) corner?.append(this.#handle)
  }

  /** Scrolls a cell out from under the headings and the row numbers. */
  reveal(spot: Spot): void {
    this.cellAt(spot)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
}

function sameFields(a: readonly Field[], b: readonly Field[]): boolean {
  return a.length === b.length && a.every((field, i) => field === b[i])
}

/** Amounts with separators, as accountants read them; what is no plain amount as it was typed. */
function shownText(field: Field, text: string): string {
  return field.amount === true && /^-?\d+(?:\.\d+)?$/u.test(text)
    ? text.replace(/\B(?=(?:\d{3})+(?:\.|$))(?<!\.\d*)/gu, ',')
    : text
}

const GRAVEST: readonly Severity[] = ['error', 'warning', 'note']
