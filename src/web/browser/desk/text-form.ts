import type { Change } from '../../../ledger/draft/changes.ts'
import { type Draft, type DraftRow, fieldsOf } from '../../../ledger/draft/draft.ts'
import type { SheetId } from '../../../ledger/judge-ledger.ts'
import { WORD_TOPICS } from '../../../ledger/ledger.ts'
import type { Field, FieldOption } from '../../../ledger/rows/fields.ts'
import { isLong } from '../../desk/desk-fields.ts'
import { type CellName, cellKey } from '../../desk/desk-model.ts'
import { deskPhrase } from '../../desk/desk-phrases.ts'
import type { CellNote } from '../../desk/quick-proof.ts'
import type { Language } from '../../language.ts'
import { newId } from './new-id.ts'

/** Milliseconds after typing stops before a text is a change of its own. */
const QUIET = 800

interface FormHost {
  readonly language: Language
  readonly mayWrite: boolean
  /** Places whose forms can be printed. */
  readonly places: readonly FieldOption[]
  draft(): Draft
  edit(changes: readonly Change[]): void
  movedTo(cell: CellName): void
  notesAt(cell: CellName): readonly CellNote[]
}

interface Written {
  readonly cell: CellName
  readonly label: string
  readonly about: string
  readonly lines: number
  /** All that may stand there; blank where anything may. */
  readonly options: readonly FieldOption[]
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Texts with labels: 基本信息, 文字说明, and the long texts of the row that one is in. */
export class TextForm {
  readonly #host: FormHost
  readonly #container: HTMLElement
  #shown = ''
  #fields = new Map<string, { readonly input: Control; readonly notes: HTMLElement }>()
  #timers = new Map<string, ReturnType<typeof setTimeout>>()

  constructor(container: HTMLElement, host: FormHost) {
    this.#container = container
    this.#host = host
  }

  /** 基本信息 or 文字说明. */
  showSheet(sheet: SheetId): void {
    const draft = this.#host.draft()
    if (sheet === 'words') this.#show(wordFields(draft, this.#host.language), deskPhrase(this.#host.language, 'wordsLead'))
    else {
      const row = draft.basic[0]?.id ?? ''
      const written = fieldsOf(sheet)
        .filter(({ fixed }) => fixed !== true)
        .map((field) => this.#written(sheet, row, field))
      this.#show(written, '')
    }
  }

  /** The long texts of a row of a grid; nothing where it has none. */
  showRow(sheet: SheetId, row: DraftRow | null, n: number): void {
    const fields = fieldsOf(sheet).filter(({ id }) => isLong(sheet, id))
    if (row === null || fields.length === 0) this.clear()
    else
      this.#show(
        fields.map((field) => this.#written(sheet, row.id, field)),
        deskPhrase(this.#host.language, 'rowCard', { n }),
      )
  }

  clear(): void {
    this.#flush()
    this.#shown = ''
    this.#fields = new Map()
    this.#container.replaceChildren()
  }

  focus(cell: CellName): void {
    const field = this.#fields.get(cellKey(cell)) ?? this.#fields.values().next().value
    field?.input.focus()
  }

  #written(sheet: SheetId, row: string, { id, name, about, options: own = [] }: Field): Written {
    const { language, places } = this.#host
    const options = own === 'places' ? places : own
    // How a text is written is said where it is written.
    const hint = options.length > 0 ? '' : about[language]
    return { cell: { sheet, row, field: id }, label: name[language], about: hint, lines: isLong(sheet, id) ? 5 : 1, options }
  }

  #show(written: readonly Written[], lead: string): void {
    const shown = JSON.stringify([written.map(({ cell }) => cell), lead])
    if (shown !== this.#shown) {
      this.#flush()
      this.#shown = shown
      this.#fields = new Map()
      const paragraph = document.createElement('p')
      paragraph.className = 'lead'
      paragraph.textContent = lead
      this.#container.replaceChildren(...(lead === '' ? [] : [paragraph]), ...written.map((each, i) => this.#make(each, i)))
    }
    const draft = this.#host.draft()
    for (const { cell } of written) {
      const field = this.#fields.get(cellKey(cell))
      if (field === undefined) continue
      const text = textAt(draft, cell)
      // What is being typed is not overwritten by what others saved meanwhile: that is a conflict, and is asked.
      if (field.input.value !== text && !this.#timers.has(cellKey(cell))) show(field.input, text)
    }
    this.refresh()
  }

  #make({ cell, label, about, lines, options }: Written, i: number): HTMLElement {
    const id = `text-${cell.sheet}-${i}`
    const paragraph = document.createElement('p')
    paragraph.className = lines > 1 ? 'text long' : 'text'
    const title = document.createElement('label')
    title.htmlFor = id
    title.textContent = label
    const input = options.length > 0 ? this.#makeSelect(options) : document.createElement(lines > 1 ? 'textarea' : 'input')
    if (input instanceof HTMLTextAreaElement) input.rows = lines
    input.id = id
    if (input instanceof HTMLSelectElement) input.disabled = !this.#host.mayWrite
    else input.readOnly = !this.#host.mayWrite
    input.autocomplete = 'off'
    input.spellcheck = false
    const hint = document.createElement('span')
    hint.className = 'hint'
    hint.id = `${id}-hint`
    hint.textContent = about
    const notes = document.createElement('span')
    notes.className = 'notes'
    notes.id = `${id}-notes`
    input.setAttribute('aria-describedby', `${hint.id} ${notes.id}`)
    const key = cellKey(cell)
    input.addEventListener('focus', () => this.#host.movedTo(cell))
    input.addEventListener('input', () => {
      clearTimeout(this.#timers.get(key))
      this.#timers.set(
        key,
        setTimeout(() => this.#keep(cell, input.value), QUIET),
      )
    })
    input.addEventListener('change', () => this.#keep(cell, input.value))
    this.#fields.set(key, { input, notes })
    paragraph.append(title, input, hint, notes)
    return paragraph
  }

  #makeSelect(options: readonly FieldOption[]): HTMLSelectElement {
    const select = document.createElement('select')
    select.append(...options.map(({ text, name }) => new Option(name[this.#host.language], text)))
    return select
  }

  #keep(cell: CellName, after: string): void {
    const key = cellKey(cell)
    clearTimeout(this.#timers.get(key))
    this.#timers.delete(key)
    const draft = this.#host.draft()
    const row = rowAt(draft, cell)
    const before = row?.texts[cell.field] ?? ''
    if (before === after) return
    if (row !== undefined) this.#host.edit([{ kind: 'set', sheet: cell.sheet, row: row.id, field: cell.field, before, after }])
    else {
      const at = (draft[cell.sheet].at(-1)?.at ?? 0) + 1
      const topic = cell.sheet === 'words' ? { topic: cell.row.slice(TOPIC.length) } : {}
      const id = cell.sheet === 'words' ? `n${newId()}` : cell.row
      this.#host.edit([{ kind: 'add', sheet: cell.sheet, row: id, at, texts: { ...topic, [cell.field]: after } }])
    }
  }

  /** What is still being typed is kept before the form is left. */
  #flush(): void {
    for (const [key, timer] of this.#timers) {
      clearTimeout(timer)
      const field = this.#fields.get(key)
      const [sheet = '', row = '', name = ''] = key.split('/')
      if (field !== undefined) this.#keep({ sheet: sheet as SheetId, row, field: name }, field.input.value)
    }
  }

  refresh(): void {
    for (const [key, { input, notes }] of this.#fields) {
      const [sheet = '', row = '', field = ''] = key.split('/')
      const said = this.#host.notesAt({ sheet: sheet as SheetId, row, field })
      const text = said.map(({ message }) => message[this.#host.language]).join(' ')
      if (notes.textContent !== text) notes.textContent = text
      input.setAttribute('aria-invalid', String(said.some(({ severity }) => severity === 'error')))
    }
  }
}

/** Shows a text; where it is none of a list's, it stands there as an option of its own, so that nothing is lost by looking at it. */
function show(input: Control, text: string): void {
  if (input instanceof HTMLSelectElement && ![...input.options].some(({ value }) => value === text))
    input.add(new Option(text === '' ? '—' : text, text), 0)
  input.value = text
}

/** Topics that no row has yet are named like rows of their own. */
const TOPIC = 'topic:'

/** Every topic that the narrative knows, and those that the draft has beside. */
function wordFields(draft: Draft, language: Language): readonly Written[] {
  const rows = new Map(draft.words.map((row) => [row.texts['topic'] ?? '', row]))
  const topics = [...new Set([...Object.keys(WORD_TOPICS), ...rows.keys()])].filter((topic) => topic !== '')
  return topics.map((topic) => ({
    cell: { sheet: 'words', row: rows.get(topic)?.id ?? TOPIC + topic, field: 'text' },
    label: WORD_TOPICS[topic]?.[language] ?? topic,
    about: '',
    lines: 3,
    options: [],
  }))
}

function rowAt(draft: Draft, { sheet, row }: CellName): DraftRow | undefined {
  const own = draft[sheet].find(({ id }) => id === row)
  // Meanwhile a row for the topic may have come.
  return own ?? (row.startsWith(TOPIC) ? draft[sheet].find(({ texts }) => texts['topic'] === row.slice(TOPIC.length)) : undefined)
}

function textAt(draft: Draft, cell: CellName): string {
  return rowAt(draft, cell)?.texts[cell.field] ?? ''
}
