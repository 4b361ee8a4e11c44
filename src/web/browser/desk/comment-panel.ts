import type { Draft } from '../../../ledger/draft/draft.ts'
import { MOST_COMMENT } from '../../../ledger/workflow/comment-target.ts'
import { type CommentsAnswer, type DeskComment, notesOfComments, renderDeskComments } from '../../desk/cell-comments.ts'
import { type CellName, cellKey } from '../../desk/desk-model.ts'
import { deskPhrase } from '../../desk/desk-phrases.ts'
import type { CellNote } from '../../desk/quick-proof.ts'
import type { Language } from '../../language.ts'
import { put } from './page-parts.ts'

/** What people say about the budget, beside the grid: those on the selected cell first, and a field for another on it. */
export class CommentPanel {
  readonly element = document.createElement('div')
  readonly #base: string
  readonly #language: Language
  readonly #draft: () => Draft
  /** Called when there are others than before, with how many are open. */
  readonly #changed: (open: number) => void
  readonly #list = document.createElement('div')
  readonly #field = document.createElement('textarea')
  readonly #said = document.createElement('p')
  readonly #form: HTMLFormElement
  #comments: readonly DeskComment[] = []
  #notes: readonly CellNote[] = []
  #cell: CellName | null = null

  constructor(base: string, language: Language, draft: () => Draft, changed: (open: number) => void) {
    this.#base = base
    this.#language = language
    this.#draft = draft
    this.#changed = changed
    this.#form = this.#makeForm()
    this.element.append(this.#list)
  }

  /** Open comments on cells, as the grid marks them. */
  get notes(): readonly CellNote[] {
    return this.#notes
  }

  notesAt(cell: CellName): readonly CellNote[] {
    const key = cellKey(cell)
    return this.#notes.filter((note) => cellKey(note) === key)
  }

  at(cell: CellName): void {
    this.#cell = cell
    this.#show()
  }

  /** Asks for them again; where the line is cut, those that are known stay. */
  async load(): Promise<void> {
    try {
      const answer = await fetch(`${this.#base}/comments`, { headers: { accept: 'application/json' } })
      if (!answer.ok) return
      const { comments, mayComment } = (await answer.json()) as CommentsAnswer
      this.#comments = comments
      // Whoever only looks on is offered no field that would refuse what he writes.
      if (!mayComment) this.#form.remove()
      else if (!this.#form.isConnected) this.element.prepend(this.#form)
    } catch {
      return
    }
    this.#notes = notesOfComments(this.#comments)
    this.#show()
    this.#changed(this.#comments.filter(({ state }) => state === 'open').length)
  }

  #makeForm(): HTMLFormElement {
    const form = document.createElement('form')
    form.className = 'comment-form'
    const label = document.createElement('label')
    label.textContent = deskPhrase(this.#language, 'commentSays')
    this.#field.id = 'desk-comment'
    label.htmlFor = this.#field.id
    this.#field.rows = 2
    this.#field.maxLength = MOST_COMMENT
    this.#field.required = true
    const send = document.createElement('button')
    send.textContent = deskPhrase(this.#language, 'commentSend')
    this.#said.setAttribute('role', 'status')
    form.append(label, this.#field, send, this.#said)
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#send()
    })
    return form
  }

  async #send(): Promise<void> {
    const target = this.#cell === null ? { kind: 'budget' } : { kind: 'cell', ...this.#cell }
    const body = JSON.stringify({ target, text: this.#field.value })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${this.#base}/comments`, { method: 'POST', headers, body }).catch(() => null)
    const kept = answer?.ok === true
    // A row that is not saved yet is not known there.
    this.#said.textContent = deskPhrase(this.#language, kept ? 'commentKept' : 'commentNotKept')
    if (!kept) return
    this.#field.value = ''
    await this.load()
  }

  #show(): void {
    const { markup } = renderDeskComments(this.#comments, {
      cell: this.#cell,
      draft: this.#draft(),
      base: this.#base,
      language: this.#language,
    })
    put(this.#list, markup)
  }
}
