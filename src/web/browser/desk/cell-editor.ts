import type { Field } from '../../../ledger/rows/fields.ts'
import { joinWords, lastWord, listedWords } from '../../../ledger/rows/listed-words.ts'
import { deskPhrase } from '../../desk/desk-phrases.ts'
import type { Choice } from '../../desk/find-choice.ts'
import type { CellNote } from '../../desk/quick-proof.ts'
import { ChoiceList } from './choice-list.ts'
import type { Besides, GridHost } from './sheet-grid.ts'

interface EditorHost {
  /** At every keystroke. */
  typed(text: string): void
  /** When the cell is left after something was typed. */
  keep(text: string): void
}

interface Opened {
  readonly field: Field
  readonly long: boolean
  readonly text: string
  readonly label: string
  readonly choices: readonly Choice[]
  readonly focus: boolean
}

/**
 * The one input of a grid, in the cell that one is in. At first its text is selected and keys move on; what is typed replaces the text; after F2 or a
 * double click the keys belong to the text.
 */
export class CellEditor {
  readonly #grid: GridHost
  readonly #host: EditorHost
  readonly #input = document.createElement('input')
  readonly #area = document.createElement('textarea')
  readonly #list: ChoiceList
  #field: HTMLInputElement | HTMLTextAreaElement = this.#input
  #mode: 'ready' | 'typing' | 'editing' = 'ready'
  #before = ''
  #about = ''
  #opened = false
  #several = false

  constructor(grid: GridHost, host: EditorHost) {
    this.#grid = grid
    this.#host = host
    this.#list = new ChoiceList(this.#input, grid.language, (value, typed) => {
      this.#input.value = this.#several ? this.#turned(value, typed) : value
      this.#type()
    })
    for (const field of [this.#input, this.#area]) {
      field.className = 'cell-input'
      field.autocomplete = 'off'
      field.spellcheck = false
      field.setAttribute('aria-describedby', 'desk-cell-help')
      field.addEventListener('input', () => {
        this.#type()
        this.#list.find(this.#input.value)
      })
    }
    this.#area.rows = 1
  }

  get isTyping(): boolean {
    return this.#mode !== 'ready'
  }

  /** Whether the keys belong to the text. */
  get isEditing(): boolean {
    return this.#mode === 'editing'
  }

  get hasFocus(): boolean {
    return document.activeElement === this.#field
  }

  get text(): string {
    return this.#field.value
  }

  open(cell: HTMLElement, { field, long, text, label, choices, focus }: Opened): void {
    const element = long ? this.#area : this.#input
    if (this.#field !== element) this.#field.remove()
    this.#field = element
    this.#several = field.several === true
    this.#offer(field, choices)
    this.#mode = 'ready'
    this.#before = text
    this.#about = field.about[this.#grid.language]
    element.value = text
    element.readOnly = !this.#grid.mayWrite || field.remark === true
    element.setAttribute('aria-label', label)
    if (element.parentElement !== cell) cell.append(element)
    this.#opened = true
    if (!focus) return
    element.focus({ preventScroll: true })
    element.select()
  }

  /** Other choices than before, perhaps while one types. */
  offer(field: Field, choices: readonly Choice[]): void {
    if (!this.#opened || this.#list.choices === choices) return
    this.#offer(field, choices)
    if (this.isTyping && this.hasFocus) this.#list.find(this.#input.value)
  }

  #offer(field: Field, choices: readonly Choice[]): void {
    this.#list.offer(
      choices,
      deskPhrase(this.#grid.language, 'choicesOf', { header: field.name[this.#grid.language] }),
      this.#several,
    )
  }

  /**
   * What was picked beside what stands in the cell, and instead of the word that was typed to find it; what stands there already is taken away. A
   * separator behind it is ready for the next word.
   */
  #turned(value: string, typed: boolean): string {
    const text = this.#input.value
    const words = listedWords(typed ? lastWord(text).before : text)
    const has = words.includes(value)
    this.#grid.say(deskPhrase(this.#grid.language, has ? 'choiceTaken' : 'choiceAdded', { value }))
    return readyForMore(has ? words.filter((word) => word !== value) : [...words, value])
  }

  /** Says below the grid what belongs in the cell, and what is wrong with it. */
  describe(notes: readonly CellNote[], besides: Besides | null = null): void {
    const { language } = this.#grid
    const help = document.querySelector('#desk-cell-help')
    const said = besides === null || besides.before === '' ? '' : deskPhrase(language, 'besideText', { ...besides })
    const words = notes.map(({ severity, message }) => `${deskPhrase(language, severity)}：${message[language]}`)
    if (help !== null) help.textContent = [...words, said, this.#about].filter((text) => text !== '').join(' ')
    const wrong = notes.some(({ severity }) => severity === 'error')
    this.#field.setAttribute('aria-invalid', String(wrong))
  }

  /**
   * Gives the keys to the text, with the caret at its end. Where something is picked the whole list opens: in a cell of one choice the text is selected, so
   * that what is typed or picked replaces it; in one of several the next word is typed behind it.
   */
  begin(): void {
    if (!this.#opened || this.#field.readOnly || this.isEditing) return
    this.#mode = 'editing'
    this.#field.classList.add('editing')
    const picks = this.#field === this.#input && this.#list.choices.length > 0
    if (picks && this.#several) this.#input.value = readyForMore(listedWords(this.#input.value))
    const end = this.#field.value.length
    this.#field.setSelectionRange(picks && !this.#several ? 0 : end, end)
    if (picks) this.#list.openWhole()
  }

  /** Whether a key was for the list of choices, or for a line end. */
  key(event: KeyboardEvent): boolean {
    if (event.key === 'Enter' && event.altKey && this.#field === this.#area && !this.#area.readOnly) {
      this.#area.setRangeText('\n', this.#area.selectionStart, this.#area.selectionEnd, 'end')
      if (!this.isTyping) this.#mode = 'editing'
      this.#type()
      return true
    }
    if (this.#input.readOnly || this.#field !== this.#input) return false
    return this.#list.key(event)
  }

  #type(): void {
    if (this.#mode === 'ready') this.#mode = 'typing'
    this.#host.typed(this.#field.value)
  }

  /** Leaves the cell and keeps what was typed. */
  finish(): void {
    this.#list.close()
    this.#field.classList.remove('editing')
    if (!this.isTyping) return
    this.#mode = 'ready'
    const typed = this.#several ? withoutEnd(this.#field.value) : this.#field.value
    if (typed !== this.#before) this.#host.keep(typed)
    // Nothing came of it: what stood there is shown again, without a separator that waited for more.
    else this.#field.value = typed
  }

  giveUp(): void {
    this.#list.close()
    this.#field.classList.remove('editing')
    this.#mode = 'ready'
    this.#field.value = this.#before
  }
}

/** Words with a separator behind them, where there are any. */
function readyForMore(words: readonly string[]): string {
  const text = joinWords(words)
  return text === '' ? '' : `${text}、`
}

/** The separator that waited for another word is no part of the text. */
function withoutEnd(text: string): string {
  return text.replace(/、$/u, '')
}
