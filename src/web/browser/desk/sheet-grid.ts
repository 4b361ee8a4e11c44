import type { Change } from '../../../ledger/draft/changes.ts'
import type { Field } from '../../../ledger/rows/fields.ts'
import { isInRange, jumpTo, nextTo, type Range, rangeOf, type Spot, stepTo } from '../../desk/cell-ranges.ts'
import { readCells, writeCells } from '../../desk/clipboard-text.ts'
import { isLong } from '../../desk/desk-fields.ts'
import type { CellName } from '../../desk/desk-model.ts'
import { deskPhrase } from '../../desk/desk-phrases.ts'
import type { Choice } from '../../desk/find-choice.ts'
import type { CellNote } from '../../desk/quick-proof.ts'
import {
  cellsIn,
  clearCells,
  fillDown,
  fillFrom,
  insertRows,
  keptText,
  pasteCells,
  pasteNote,
  removeRows,
  setCells,
  type SheetView,
} from '../../desk/sheet-edits.ts'
import type { Language } from '../../language.ts'
import { CellEditor } from './cell-editor.ts'
import { GridTable } from './grid-table.ts'
import { newId } from './new-id.ts'

/** What a grid asks of the desk around it. */
export interface GridHost {
  readonly language: Language
  readonly mayWrite: boolean
  /** Makes changes; the grid is shown again by whoever does. */
  edit(changes: readonly Change[]): void
  /** What is being typed, before it is kept: null when it is given up. */
  typing(cell: CellName, text: string | null): void
  movedTo(cell: CellName): void
  choicesOf(field: Field): readonly Choice[]
  notesAt(cell: CellName): readonly CellNote[]
  notes(): readonly CellNote[]
  /** Last year beside a row of this year; null where last year is not known at all. */
  beside(row: string): Besides | null
  readonly hasLastYear: boolean
  say(text: string): void
  undo(): void
  redo(): void
}

/** Last year's amount and the change, as printed; blank where there is none. */
export interface Besides {
  readonly before: string
  readonly change: string
}

const PAGE_ROWS = 15

/**
 * A grid that works as spreadsheets do. The cell that one is in holds the only input, with its text selected: what is typed replaces it, with any input
 * method, and screen readers announce an ordinary field with the names of its column and row.
 */
export class SheetGrid {
  readonly #host: GridHost
  readonly #table: GridTable
  readonly #editor: CellEditor
  #view: SheetView | null = null
  /** The cell that one is in, and the other corner of what is selected. */
  #at: Spot = { row: 0, column: 0 }
  #end: Spot = { row: 0, column: 0 }
  #leaving = false

  constructor(container: HTMLElement, host: GridHost) {
    this.#host = host
    this.#table = new GridTable(container, host)
    this.#editor = new CellEditor(host, {
      typed: (text) => host.typing(this.#cellName(this.#at), text),
      keep: (text) => this.#keep(text),
    })
    const { element } = this.#table
    element.addEventListener('keydown', (event) => this.#key(event))
    element.addEventListener('copy', (event) => this.#copy(event))
    element.addEventListener('cut', (event) => {
      if (this.#copy(event) && this.#view !== null) host.edit(clearCells(this.#view, this.range))
    })
    element.addEventListener('paste', (event) => this.#paste(event))
    element.addEventListener('mousedown', (event) => this.#press(event))
    element.addEventListener('dblclick', () => this.#editor.begin())
    element.addEventListener('focusout', (event) => {
      if (event.relatedTarget instanceof Node && element.contains(event.relatedTarget)) return
      if (!this.#table.isMoving) this.#editor.finish()
    })
  }

  get range(): Range {
    return rangeOf(this.#at, this.#end)
  }

  get cell(): CellName | null {
    return this.#view === null ? null : this.#cellName(this.#at)
  }

  /** Shows a sheet, or the same one as it reads now. */
  show(view: SheetView): void {
    const same = this.#view?.sheet === view.sheet
    const name = this.#view === null ? null : this.#cellName(this.#at)
    this.#view = view
    if (!same) this.#at = this.#end = { row: 0, column: 0 }
    this.#table.show(view)
    // Others may have put rows above: one stays in the row that one is in.
    const row = same && name !== null ? view.rows.findIndex(({ id }) => id === name.row) : -1
    const column = same && name !== null ? view.fields.findIndex(({ id }) => id === name.field) : -1
    const at = row === -1 ? stepTo(this.#at, 0, 0, view.rows.length, view.fields.length) : { row, column: Math.max(0, column) }
    const moved = at.row - this.#at.row
    this.#end = stepTo(this.#end, moved, 0, view.rows.length, view.fields.length)
    this.#at = at
    this.#place(this.#editor.hasFocus)
  }

  /** Marks of cells, after the proof was made anew. */
  refresh(): void {
    this.#table.refresh()
    this.#editor.describe(this.#host.notesAt(this.#cellName(this.#at)))
  }

  /** Offers what there is to choose from now in the cell that one is in. */
  offer(): void {
    const field = this.#view?.fields[this.#at.column]
    if (field !== undefined) this.#editor.offer(field, this.#host.choicesOf(field))
  }

  showOthers(others: ReadonlyMap<string, string>): void {
    this.#table.showOthers(others)
  }

  /** Goes to a cell by name; to the first row where it has none. */
  goTo({ row, field }: CellName): void {
    const view = this.#view
    if (view === null) return
    const at = view.rows.findIndex(({ id }) => id === row)
    const column = view.fields.findIndex(({ id }) => id === field)
    this.#move({ row: at === -1 ? Math.min(view.kept, view.rows.length - 1) : at, column: Math.max(0, column) })
  }

  focus(): void {
    this.#place(true)
  }

  fillDown(): void {
    this.#edit((view) => fillDown(view, this.range, newId))
  }

  insertRows(): void {
    const { top, bottom } = this.range
    this.#edit((view) => insertRows(view, top, bottom - top + 1, newId))
    // One goes on in the new row, not in the one that it pushed down.
    this.#move({ row: top, column: this.#at.column })
  }

  removeRows(): void {
    const { top, bottom } = this.range
    this.#edit((view) => removeRows(view, top, bottom))
    this.#move({ row: top, column: this.#at.column })
  }

  #edit(make: (view: SheetView) => readonly Change[]): void {
    this.#editor.finish()
    if (this.#view !== null && this.#host.mayWrite) this.#host.edit(make(this.#view))
  }

  #cellName({ row, column }: Spot): CellName {
    const view = this.#view
    return { sheet: view?.sheet ?? 'lines', row: view?.rows[row]?.id ?? '', field: view?.fields[column]?.id ?? '' }
  }

  #textAt({ row, column }: Spot): string {
    const field = this.#view?.fields[column]?.id ?? ''
    return this.#view?.rows[row]?.texts[field] ?? ''
  }

  /** Keeps what was typed in the cell, or its sum. */
  #keep(typed: string): void {
    const view = this.#view
    const field = view?.fields[this.#at.column]
    this.#host.typing(this.#cellName(this.#at), null)
    if (view === null || field === undefined) return
    const { text, note } = keptText(field, typed)
    // What was said of the cell before is not true of this one.
    if (note !== undefined || typed !== this.#textAt(this.#at)) this.#host.say(note?.[this.#host.language] ?? '')
    this.#host.edit(setCells(view, [{ ...this.#at, text }], newId))
  }

  #move(to: Spot, extend = false): void {
    const view = this.#view
    if (view === null) return
    this.#editor.finish()
    const spot = stepTo(to, 0, 0, view.rows.length, view.fields.length)
    this.#end = spot
    if (!extend) this.#at = spot
    this.#place(true)
    if (extend) this.#table.reveal(spot)
  }

  /** Puts the input into the cell that one is in. */
  #place(focus: boolean): void {
    const view = this.#view
    const field = view?.fields[this.#at.column]
    const cell = this.#table.cellAt(this.#at)
    if (view === null || field === undefined || cell === null) return
    const name = this.#cellName(this.#at)
    this.#table.select(this.#at, this.range)
    if (!this.#editor.isTyping) {
      const besides = field.amount === true && view.sheet === 'lines' ? this.#host.beside(name.row) : null
      this.#table.move(() =>
        this.#editor.open(cell, {
          field,
          long: isLong(view.sheet, field.id),
          text: this.#textAt(this.#at),
          label: deskPhrase(this.#host.language, 'cellLabel', { header: field.name[this.#host.language], n: this.#at.row + 1 }),
          choices: this.#host.choicesOf(field),
          focus,
        }),
      )
      this.#editor.describe(this.#host.notesAt(name), besides)
    }
    if (focus) {
      this.#table.reveal(this.#at)
      this.#host.movedTo(name)
    }
  }

  #key(event: KeyboardEvent): void {
    const view = this.#view
    // An input method composes: its keys are its own.
    if (view === null || event.isComposing || event.keyCode === 229) return
    const leaving = this.#leaving
    this.#leaving = false
    if (this.#editor.key(event)) {
      event.preventDefault()
      return
    }
    const [rows, columns] = [view.rows.length, view.fields.length]
    const control = event.ctrlKey || event.metaKey
    const from = event.shiftKey && !['Tab', 'Enter'].includes(event.key) ? this.#end : this.#at
    const act = (action: () => void): void => {
      event.preventDefault()
      action()
    }
    if (this.#editor.isEditing && !['Enter', 'Tab', 'Escape'].includes(event.key)) return
    const arrow = ARROWS[event.key]
    if (arrow !== undefined && !event.altKey) {
      const filled = (spot: Spot): boolean => this.#textAt(spot) !== ''
      const to = control
        ? jumpTo(from, arrow[0], arrow[1], rows, columns, filled)
        : stepTo(from, arrow[0], arrow[1], rows, columns)
      return act(() => this.#move(to, event.shiftKey))
    }
    if (event.key === 'Tab') {
      // Esc before Tab leaves the grid: nobody is caught in it.
      if (leaving) return
      return act(() => this.#move(nextTo(this.#at, event.shiftKey ? -1 : 1, rows, columns)))
    }
    if (event.key === 'Enter' && event.altKey) return
    if (event.key === 'Enter') {
      if (control) return act(() => this.#fillTyped())
      return act(() => this.#move(stepTo(this.#at, event.shiftKey ? -1 : 1, 0, rows, columns)))
    }
    if (event.key === 'Escape') {
      if (this.#editor.isTyping) return act(() => this.#giveUp())
      this.#leaving = true
      this.#end = this.#at
      return this.#table.select(this.#at, this.range)
    }
    if (event.key === 'F2') return act(() => this.#editor.begin())
    if (event.altKey && event.key === 'Insert') return act(() => this.insertRows())
    if (event.altKey && event.key === 'Delete') return act(() => this.removeRows())
    if (this.#editor.isTyping) return
    if (control) return this.#controlKey(event, act)
    if (event.key === 'Delete' || event.key === 'Backspace') return act(() => this.#edit((v) => clearCells(v, this.range)))
    if (event.key === 'Home') return act(() => this.#move({ row: from.row, column: 0 }, event.shiftKey))
    if (event.key === 'End') return act(() => this.#move({ row: from.row, column: columns - 1 }, event.shiftKey))
    const page = { PageUp: -PAGE_ROWS, PageDown: PAGE_ROWS }[event.key]
    if (page !== undefined) act(() => this.#move(stepTo(from, page, 0, rows, columns), event.shiftKey))
  }

  #controlKey(event: KeyboardEvent, act: (action: () => void) => void): void {
    const view = this.#view
    if (view === null) return
    const key = event.key.toLowerCase()
    const lastRow = Math.max(0, view.kept - 1)
    if (key === 'z' && !event.shiftKey) act(() => this.#host.undo())
    else if (key === 'y' || key === 'z') act(() => this.#host.redo())
    else if (key === 'd') act(() => this.fillDown())
    else if (key === 'home') act(() => this.#move({ row: 0, column: 0 }, event.shiftKey))
    else if (key === 'end') act(() => this.#move({ row: lastRow, column: view.fields.length - 1 }, event.shiftKey))
    else if (key === 'a')
      act(() => {
        this.#at = { row: 0, column: 0 }
        this.#move({ row: lastRow, column: view.fields.length - 1 }, true)
      })
  }

  /** Ctrl+Enter: what was typed goes into every cell that is selected. */
  #fillTyped(): void {
    const typed = this.#editor.text
    this.#giveUp()
    this.#edit((view) => {
      this.#host.say(pasteNote(view, this.range.left, [[typed]])?.[this.#host.language] ?? '')
      return pasteCells(view, this.range, [[typed]], newId)
    })
  }

  #giveUp(): void {
    this.#editor.giveUp()
    this.#host.typing(this.#cellName(this.#at), null)
    this.#place(true)
  }

  #copy(event: ClipboardEvent): boolean {
    if (this.#view === null || this.#editor.isTyping) return false
    event.preventDefault()
    const cells = cellsIn(this.#view, this.range)
    event.clipboardData?.setData('text/plain', writeCells(cells))
    this.#host.say(deskPhrase(this.#host.language, 'copied', { rows: cells.length, columns: cells[0]?.length ?? 0 }))
    return true
  }

  #paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (this.#editor.isTyping || text === '') return
    event.preventDefault()
    this.#edit((view) => {
      const block = readCells(text)
      const changes = pasteCells(view, this.range, block, newId)
      const pasted = deskPhrase(this.#host.language, 'pasted', { n: changes.length })
      const note = pasteNote(view, this.range.left, block)?.[this.#host.language]
      this.#host.say(note === undefined ? pasted : `${pasted} ${note}`)
      return changes
    })
  }

  /** Pressing selects, dragging selects more; dragging the corner of what is selected fills. */
  #press(event: MouseEvent): void {
    if (event.button !== 0 || !(event.target instanceof Element)) return
    const spot = this.#table.spotOf(event.target)
    if (spot === null) return
    const fills = event.target.closest('.fill-handle') !== null
    const same = spot.row === this.#at.row && spot.column === this.#at.column
    if (same && this.#editor.isTyping && !fills) return
    event.preventDefault()
    const { range } = this
    if (!fills) this.#move(spot, event.shiftKey)
    let bottom = range.bottom
    const drag = (move: MouseEvent): void => {
      const over = move.target instanceof Element ? this.#table.spotOf(move.target) : null
      if (over === null) return
      if (fills) {
        bottom = Math.max(range.bottom, over.row)
        this.#table.select(this.#at, { ...range, bottom })
      } else if (!isInRange(rangeOf(this.#end, this.#end), over)) this.#move(over, true)
    }
    const release = (): void => {
      document.removeEventListener('mousemove', drag)
      if (!fills) return
      this.#edit((view) => fillFrom(view, range, bottom, newId))
      this.#at = { row: range.top, column: range.left }
      this.#move({ row: bottom, column: range.right }, true)
    }
    document.addEventListener('mousemove', drag)
    document.addEventListener('mouseup', release, { once: true })
  }
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}
