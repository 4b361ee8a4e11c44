import { deskPhrase } from '../../desk/desk-phrases.ts'
import { type Choice, findChoices } from '../../desk/find-choice.ts'
import { lastWord, listedWords } from '../../../ledger/rows/listed-words.ts'
import type { Language } from '../../language.ts'

const MOST_SHOWN = 50

/** Takes a choice; `typed` where it was found by what is typed in the input, and not in the whole list. */
type Choose = (value: string, typed: boolean) => void

/** The list of codes below an input (a combobox): found by code, name or pinyin, chosen with the arrows and Enter. */
export class ChoiceList {
  readonly #input: HTMLInputElement
  readonly #language: Language
  readonly #choose: Choose
  readonly #list = document.createElement('ul')
  #choices: readonly Choice[] = []
  #found: readonly Choice[] = []
  #active = -1
  #several = false
  #typed = false

  constructor(input: HTMLInputElement, language: Language, choose: Choose) {
    this.#input = input
    this.#language = language
    this.#choose = choose
    this.#list.id = 'desk-choices'
    this.#list.className = 'choices'
    this.#list.setAttribute('role', 'listbox')
    this.#list.hidden = true
    // Pressing takes no focus from the input.
    this.#list.addEventListener('mousedown', (event) => {
      event.preventDefault()
      const item = event.target instanceof Element ? event.target.closest('li') : null
      const index = item === null ? -1 : [...this.#list.children].indexOf(item)
      if (index === -1) return
      const top = this.#list.scrollTop
      this.#take(index)
      // Whoever points at one of several goes on pointing.
      if (!this.#several) return
      this.openWhole()
      this.#list.scrollTop = top
    })
  }

  get isOpen(): boolean {
    return !this.#list.hidden
  }

  get choices(): readonly Choice[] {
    return this.#choices
  }

  /** The choices of the field that the input stands in; none makes it a plain input. Where it takes several, the last word is looked for. */
  offer(choices: readonly Choice[], label: string, several: boolean): void {
    this.close()
    this.#choices = choices
    this.#several = several
    const input = this.#input
    if (choices.length === 0) {
      for (const name of ['role', 'aria-expanded', 'aria-controls', 'aria-autocomplete']) input.removeAttribute(name)
      return
    }
    this.#list.setAttribute('aria-label', label)
    document.querySelector('main')?.append(this.#list)
    input.setAttribute('role', 'combobox')
    input.setAttribute('aria-autocomplete', 'list')
    input.setAttribute('aria-expanded', 'false')
    input.setAttribute('aria-controls', this.#list.id)
  }

  /** Shows what fits. */
  find(text: string, isTyped = true): void {
    if (this.#choices.length === 0) return
    const typed = this.#several ? lastWord(text).word : text
    this.#typed = isTyped
    this.#found = findChoices(this.#choices, typed, MOST_SHOWN)
    const standing = this.#several ? new Set(listedWords(this.#input.value)) : null
    this.#list.replaceChildren(
      ...this.#found.map((choice, i) => {
        const item = document.createElement('li')
        item.id = `desk-choice-${i}`
        item.setAttribute('role', 'option')
        item.textContent = choice.value
        if (standing !== null) item.setAttribute('aria-checked', String(standing.has(choice.value)))
        return item
      }),
    )
    if (this.#found.length === 0) {
      const none = document.createElement('li')
      none.className = 'none'
      none.setAttribute('role', 'option')
      none.setAttribute('aria-disabled', 'true')
      none.textContent = deskPhrase(this.#language, 'noChoice')
      this.#list.append(none)
    }
    this.#list.hidden = false
    this.#input.setAttribute('aria-expanded', 'true')
    this.#place()
    // What was typed is meant to be one of them: the nearest is offered, and Enter takes it.
    this.#activate(typed.trim() === '' || this.#found.length === 0 ? -1 : 0)
  }

  /** Shows the whole list. What stands in the cell is the one that Enter takes; where that is none of them, Enter takes nothing. */
  openWhole(): void {
    this.find('', false)
    this.#activate(this.#found.findIndex(({ value }) => value === this.#input.value))
  }

  /** Below the input, or above it where there is no room. */
  #place(): void {
    const box = this.#input.getBoundingClientRect()
    const height = Math.min(260, this.#list.scrollHeight)
    const below = box.bottom + height < window.innerHeight
    this.#list.style.left = `${Math.min(box.left, window.innerWidth - 330)}px`
    this.#list.style.top = `${below ? box.bottom : Math.max(0, box.top - height)}px`
  }

  close(): void {
    this.#list.hidden = true
    this.#active = -1
    this.#input.removeAttribute('aria-activedescendant')
    if (this.#choices.length > 0) this.#input.setAttribute('aria-expanded', 'false')
  }

  /** Whether a key was for the list. Enter and Tab take what is marked, and go on as in any cell. */
  key(event: KeyboardEvent): boolean {
    if (this.#choices.length === 0) return false
    if (event.altKey && event.key === 'ArrowDown' && !this.isOpen) {
      this.openWhole()
      if (this.#active === -1) this.#activate(0)
      return true
    }
    if (!this.isOpen) return false
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1
      this.#activate(Math.max(0, Math.min(this.#found.length - 1, this.#active + step)))
      return true
    }
    if (event.key === 'Escape') {
      this.close()
      return true
    }
    if (event.key === 'Enter' || event.key === 'Tab') this.#take(this.#active)
    return false
  }

  #activate(index: number): void {
    this.#active = index
    ;[...this.#list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === index)))
    const item = this.#list.children[index]
    if (item === undefined || this.#found.length === 0) {
      this.#input.removeAttribute('aria-activedescendant')
      return
    }
    this.#input.setAttribute('aria-activedescendant', item.id)
    item.scrollIntoView({ block: 'nearest' })
  }

  #take(index: number): void {
    const choice = this.#found[index]
    this.close()
    if (choice !== undefined) this.#choose(choice.value, this.#typed)
  }
}
