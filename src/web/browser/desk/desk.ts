import type { Change } from '../../../ledger/draft/changes.ts'
import { GlyphFinder, unpackGlyphs } from '../../../document/glyphs.ts'
import { type Draft, fieldsOf, readDraft, rowsRead, SHEET_IDS } from '../../../ledger/draft/draft.ts'
import { SHEET_NAMES, type SheetId } from '../../../ledger/judge-ledger.ts'
import type { Line } from '../../../ledger/ledger.ts'
import type { ControlFigure } from '../../../ledger/workflow/control.ts'
import type { Field } from '../../../ledger/rows/fields.ts'
import { columnsOf, isFormSheet, isLong } from '../../desk/desk-fields.ts'
import type { Present, Refusal, StateAnswer } from '../../desk/desk-answers.ts'
import { type CellName, cellKey, DeskModel, type Undone } from '../../desk/desk-model.ts'
import { deskPhrase } from '../../desk/desk-phrases.ts'
import { besideLastYear } from '../../desk/last-year-beside.ts'
import { renderConflicts, renderPresent, yuan } from '../../desk/panel-views.ts'
import { proveQuickly, type QuickProof } from '../../desk/quick-proof.ts'
import { type SheetView, viewSheet } from '../../desk/sheet-edits.ts'
import type { Language } from '../../language.ts'
import { ChoiceSource } from './choice-source.ts'
import { CommentPanel } from './comment-panel.ts'
import { newId } from './new-id.ts'
import { afterDrawing, followF6, need, put } from './page-parts.ts'
import { ProofPanels } from './proof-panels.ts'
import { SaveLoop, type SaveState, takeUp } from './save-loop.ts'
import { type Besides, SheetGrid } from './sheet-grid.ts'
import { Tabs } from './tabs.ts'
import { TextForm } from './text-form.ts'
import { WholeProver } from './whole-prover.ts'

/** Blank rows below those that are filled. */
const BLANK_ROWS = 8

/** Where the desk is and who sits at it. */
export interface DeskPlace {
  readonly base: string
  readonly person: string
  readonly language: Language
  /** Addresses of the proof's script and of the year's lists of codes. */
  readonly worker: string
  readonly choices: string
}

/** The desk as it runs: what is typed goes into the model, and everything else is shown from it. */
export class Desk {
  readonly #place: DeskPlace
  readonly #answer: StateAnswer
  readonly #choices: ChoiceSource
  readonly #model: DeskModel
  readonly #grid: SheetGrid
  readonly #text: TextForm
  readonly #panels: ProofPanels
  readonly #comments: CommentPanel
  readonly #tabs: Tabs
  readonly #save: SaveLoop
  readonly #prover: WholeProver
  readonly #lastYear: readonly Line[]
  #sheet: SheetId = 'lines'
  #view: SheetView | null = null
  #allColumns = false
  #cell: CellName | null = null
  /** What is being typed and not kept yet. */
  #typed: { readonly cell: CellName; readonly text: string } | null = null
  readonly #glyphs: GlyphFinder | undefined
  #proof: QuickProof
  #besides: ReadonlyMap<string, Besides> = new Map()
  #state: string | null = null

  constructor(place: DeskPlace, answer: StateAnswer) {
    this.#place = place
    this.#answer = answer
    this.#model = new DeskModel(answer.draft, answer.entries)
    this.#lastYear = answer.lastYear === null ? [] : readDraft(answer.lastYear).ledger.lines
    this.#glyphs = answer.glyphs === undefined ? undefined : new GlyphFinder(unpackGlyphs(answer.glyphs))
    this.#proof = proveQuickly(answer.draft, issued(answer), this.#glyphs)
    const { language } = place
    const mayWrite = (): boolean => this.#mayWrite(this.#sheet)
    const hasLastYear = (): boolean => this.#proof.ledger.lastYear.length > 0 || this.#lastYear.length > 0
    const host = {
      language,
      get mayWrite() {
        return mayWrite()
      },
      draft: () => this.#model.draft,
      edit: (changes: readonly Change[]) => this.#edit(changes),
      typing: (cell: CellName, text: string | null) => this.#type(cell, text),
      movedTo: (cell: CellName) => this.#movedTo(cell),
      choicesOf: (field: Field) => this.#choices.of(field),
      notesAt: (cell: CellName) => [...(this.#proof.at.get(cellKey(cell)) ?? []), ...this.#comments.notesAt(cell)],
      notes: () => [...this.#proof.notes, ...this.#comments.notes],
      places: answer.places ?? [],
      beside: (row: string) => this.#besides.get(row) ?? null,
      get hasLastYear() {
        return hasLastYear()
      },
      say: (text: string) => this.#say(text),
      undo: () => this.#undone(this.#model.undo(), 'nothingToUndo'),
      redo: () => this.#undone(this.#model.redo(), 'nothingToRedo'),
    }
    this.#choices = new ChoiceSource({
      lists: place.choices,
      readings: '/desk/pinyin',
      library: answer.library ?? [],
      draft: () => this.#model.draft,
      changed: () => this.#grid.offer(),
    })
    this.#comments = new CommentPanel(
      place.base,
      language,
      () => this.#model.draft,
      (open) => this.#showComments(open),
    )
    this.#grid = new SheetGrid(need('desk-grid'), host)
    this.#text = new TextForm(need('desk-text'), host)
    this.#panels = new ProofPanels(language, this.#comments.element)
    const tabs = SHEET_IDS.map((id) => ({ id, title: SHEET_NAMES[id][language] }))
    this.#tabs = new Tabs(need('desk-tabs'), 'desk-sheet', tabs, (id) => this.#choose(id as SheetId))
    this.#save = new SaveLoop(this.#model, {
      base: place.base,
      keptAs: keptAs(place),
      cell: () => this.#cell,
      saveState: (state, why) => this.#showSaved(state, why),
      merged: (changes) => this.#merged(changes),
      present: (people, state) => this.#showPresent(people, state),
    })
    this.#prover = new WholeProver(
      place.worker,
      answer.lastYear,
      () => ({ draft: this.#typedDraft(), saved: this.#model.saved, cell: this.#cell }),
      (proof) => this.#panels.showWhole(proof, this.#model.isSaved),
    )
  }

  #mayWrite(sheet: SheetId): boolean {
    const { mayWrite, sheets } = this.#answer
    return mayWrite && sheets?.includes(sheet) !== false
  }

  /** Takes up what an earlier visit could not save, and draws. All that is asked for or proved beside begins when that is seen. */
  async start(): Promise<void> {
    const kept = this.#answer.mayWrite ? await takeUp(keptAs(this.#place), this.#place.base) : null
    if (kept !== null) {
      this.#model.restore(kept)
      this.#say(deskPhrase(this.#place.language, 'restored'))
      this.#prove()
    } else this.#showProof()
    this.#follow()
    this.#choose('lines')
    this.#showConflicts()
    performance.mark('desk-grid')
    if (kept !== null) this.#save.changed()
    afterDrawing(() => {
      performance.mark('desk-seen')
      this.#choices.begin()
      this.#prover.ask()
      this.#save.start()
      void this.#comments.load()
    })
  }

  #follow(): void {
    const press = (id: string, action: () => void): void => need(id).addEventListener('click', action)
    press('desk-undo', () => this.#undone(this.#model.undo(), 'nothingToUndo'))
    press('desk-redo', () => this.#undone(this.#model.redo(), 'nothingToRedo'))
    press('desk-insert', () => this.#grid.insertRows())
    press('desk-remove', () => this.#grid.removeRows())
    press('desk-fill', () => this.#grid.fillDown())
    press('desk-columns', () => {
      this.#allColumns = !this.#allColumns
      need('desk-columns').setAttribute('aria-pressed', String(this.#allColumns))
      this.#show()
    })
    document.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button') : null
      const { goto, see, settle, whose } = button?.dataset ?? {}
      if (goto !== undefined) this.#goTo(goto)
      if (see !== undefined) this.#panels.see(see)
      if (settle !== undefined) {
        this.#model.settle(Number(settle), whose === 'mine' ? 'mine' : 'theirs')
        this.#changed()
        this.#showConflicts()
      }
    })
    followF6([
      { element: need('desk-sheet'), focus: () => this.#focusSheet() },
      { element: need('desk-proof-part'), focus: () => this.#panels.focus() },
      { element: need('desk-tabs'), focus: () => this.#tabs.focus() },
    ])
    for (const form of document.querySelectorAll<HTMLFormElement>('form.step'))
      form.addEventListener('submit', (event) => {
        if (this.#model.isSaved) return
        // A step is made with what was typed last.
        event.preventDefault()
        void this.#submit(form)
      })
    addEventListener('beforeunload', (event) => {
      if (!this.#model.isSaved) event.preventDefault()
    })
  }

  async #submit(form: HTMLFormElement): Promise<void> {
    if (await this.#save.flush()) form.submit()
  }

  #focusSheet(): void {
    if (isFormSheet(this.#sheet)) need('desk-text').querySelector<HTMLElement>('input, textarea')?.focus()
    else this.#grid.focus()
  }

  #choose(sheet: SheetId): void {
    this.#sheet = sheet
    const isForm = isFormSheet(sheet)
    this.#tabs.select(sheet, need('desk-sheet'))
    need('desk-grid').hidden = isForm
    need('desk-tools-rows').hidden = isForm
    need('desk-cell-help').textContent = ''
    this.#show()
  }

  #goTo(key: string): void {
    const [sheet = 'lines', row = '', field = ''] = key.split('/')
    const cell = { sheet: sheet as SheetId, row, field }
    if (!columnsOf(this.#model.draft, cell.sheet, this.#allColumns).some(({ id }) => id === field)) this.#allColumns = true
    this.#choose(cell.sheet)
    if (isFormSheet(cell.sheet)) this.#text.focus(cell)
    else this.#grid.goTo(cell)
  }

  #edit(changes: readonly Change[]): void {
    const [first] = changes
    // What was typed in a form is kept when another sheet is shown already.
    if (first === undefined || !this.#mayWrite(first.sheet)) return
    this.#model.edit(changes)
    this.#changed()
  }

  /** Something of one's own was changed. */
  #changed(): void {
    this.#typed = null
    this.#prove()
    this.#show()
    this.#save.changed()
    this.#prover.ask()
  }

  #type(cell: CellName, text: string | null): void {
    this.#typed = text === null ? null : { cell, text }
    this.#prove()
    this.#grid.refresh()
    this.#prover.ask()
  }

  #undone(undone: Undone | null, nothing: 'nothingToUndo' | 'nothingToRedo'): void {
    const { language } = this.#place
    if (undone === null) return this.#say(deskPhrase(language, nothing))
    if (undone.left > 0) this.#say(deskPhrase(language, 'undoLeft', { n: undone.left }))
    this.#changed()
    const [first] = undone.changes
    if (first !== undefined) this.#goTo(cellKey({ ...first, field: first.kind === 'set' ? first.field : '' }))
  }

  #merged(changes: readonly Change[]): void {
    if (changes.length > 0) {
      this.#prove()
      this.#show()
    }
    this.#showConflicts()
    this.#prover.ask()
  }

  /** The draft with what is being typed in it. */
  #typedDraft(): Draft {
    const { draft } = this.#model
    if (this.#typed === null) return draft
    const { cell, text } = this.#typed
    const rows = draft[cell.sheet]
    const own = rows.find(({ id }) => id === cell.row)
    const typed = { id: cell.row, at: own?.at ?? (rows.at(-1)?.at ?? 0) + 1, texts: { ...own?.texts, [cell.field]: text } }
    return { ...draft, [cell.sheet]: own === undefined ? [...rows, typed] : rows.map((row) => (row === own ? typed : row)) }
  }

  /** At every keystroke: sums, what cannot be read, what is inconsistent, last year beside this. */
  #prove(): void {
    this.#proof = proveQuickly(this.#typedDraft(), issued(this.#answer), this.#glyphs)
    this.#showProof()
  }

  #showProof(): void {
    const draft = this.#typedDraft()
    const { ledger } = this.#proof
    const lastYear = ledger.lastYear.length > 0 ? ledger.lastYear : this.#lastYear
    const rows = rowsRead(draft, 'lines')
    const beside = besideLastYear(ledger.lines, lastYear)
    this.#besides = new Map(
      beside.lines.map(({ before, change }, i) => [
        rows[i]?.id ?? '',
        { before: before === null ? '' : yuan(before), change: change === null ? '' : yuan(change) },
      ]),
    )
    this.#panels.showQuick(this.#proof, draft, issued(this.#answer), beside.ended)
    for (const sheet of SHEET_IDS) {
      const wrong = this.#proof.notes.filter((note) => note.sheet === sheet && note.severity !== 'note')
      this.#tabs.count(
        sheet,
        wrong.length === 0 ? null : wrong.length,
        wrong.some((n) => n.severity === 'error') ? 'error' : 'warning',
      )
    }
  }

  #show(): void {
    const sheet = this.#sheet
    const { draft } = this.#model
    need<HTMLButtonElement>('desk-undo').disabled = !this.#model.canUndo
    need<HTMLButtonElement>('desk-redo').disabled = !this.#model.canRedo
    for (const id of ['desk-insert', 'desk-remove', 'desk-fill']) need<HTMLButtonElement>(id).disabled = !this.#mayWrite(sheet)
    if (isFormSheet(sheet)) return this.#text.showSheet(sheet)
    const fields = columnsOf(draft, sheet, this.#allColumns)
    const blank = this.#mayWrite(sheet) ? BLANK_ROWS : 0
    const before = this.#view?.sheet === sheet ? this.#view.rows : []
    this.#view = viewSheet(sheet, fields, draft[sheet], before, blank, newId)
    this.#grid.show(this.#view)
    this.#showRowCard()
  }

  #showRowCard(): void {
    const { draft } = this.#model
    const sheet = this.#sheet
    if (!fieldsOf(sheet).some(({ id }) => isLong(sheet, id))) return this.#text.clear()
    const n = draft[sheet].findIndex(({ id }) => id === this.#grid.cell?.row)
    this.#text.showRow(sheet, draft[sheet][n] ?? null, n + 1)
  }

  #movedTo(cell: CellName): void {
    const same = this.#cell !== null && cellKey(this.#cell) === cellKey(cell)
    const sameRow = this.#cell?.sheet === cell.sheet && this.#cell.row === cell.row
    this.#cell = cell
    if (same) return
    this.#comments.at(cell)
    if (!isFormSheet(this.#sheet) && !sameRow) this.#showRowCard()
    if (!sameRow || cell.sheet !== 'lines') this.#prover.ask()
  }

  #showComments(open: number): void {
    this.#panels.showOpen(open)
    this.#grid.refresh()
  }

  #showConflicts(): void {
    put(need('desk-conflicts'), renderConflicts(this.#model.conflicts, this.#model.draft, this.#place.language).markup)
  }

  #showPresent(people: readonly Present[], state: string): void {
    put(need('desk-present'), renderPresent(people, this.#model.draft, this.#place.language).markup)
    this.#grid.showOthers(new Map(people.map(({ name, sheet, row, field }) => [`${sheet}/${row}/${field}`, name])))
    if (this.#state !== null && this.#state !== state) this.#say(deskPhrase(this.#place.language, 'moved'))
    this.#state = state
  }

  #showSaved(state: SaveState, said: Refusal['message'] = ''): void {
    const { language } = this.#place
    const why = typeof said === 'string' ? said : said[language]
    const element = need('desk-saved')
    const words =
      state === 'forbidden'
        ? deskPhrase(language, 'forbidden', { why: why === '' ? deskPhrase(language, 'forbiddenWhy') : why })
        : deskPhrase(language, state === 'saved' && !this.#answer.mayWrite ? 'readOnly' : state)
    if (element.textContent !== words) element.textContent = words
    // What was touched is saved now: it is told as such.
    if (state === 'saved' && !['saved', undefined].includes(element.dataset['state'])) this.#prover.ask()
    element.dataset['state'] = state
  }

  #say(text: string): void {
    need('desk-said').textContent = text
  }
}

/** A figure of zero is none: it says what was planned before any was issued. */
function issued({ control }: StateAnswer): readonly ControlFigure[] {
  return (control ?? []).filter(({ amount }) => amount !== 0)
}

function keptAs({ base, person }: DeskPlace): string {
  return `mingzhang:${base}:${person}`
}
