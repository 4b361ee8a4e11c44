import type { Draft } from '../../../ledger/draft/draft.ts'
import type { Field } from '../../../ledger/rows/fields.ts'
import { choicesIn, namesIn } from '../../desk/choices-in.ts'
import type { ChoicesAnswer } from '../../desk/desk-answers.ts'
import type { Choice } from '../../desk/find-choice.ts'

/** Milliseconds after a name was written before its pinyin is asked for. */
const QUIET = 500

interface SourceHost {
  /** Address of the year's lists of codes. */
  readonly lists: string
  /** Address that says how names are read. */
  readonly readings: string
  /** Names of projects that may be budgeted. */
  readonly library: readonly string[]
  draft(): Draft
  /** There is more to choose from than before. */
  changed(): void
}

/** What the pickers offer: lists of codes and readings of names. They come after the first drawing; until then pickers offer what is known. */
export class ChoiceSource {
  readonly #host: SourceHost
  #lists: ChoicesAnswer | null = null
  /** Names as they are found by pinyin; the server has the dictionary. */
  readonly #readings = new Map<string, Choice>()
  readonly #asked = new Set<string>()
  #timer: ReturnType<typeof setTimeout> | null = null
  #begun = false
  #loading = false

  constructor(host: SourceHost) {
    this.#host = host
  }

  /** Begins to ask. What cannot be had now is asked for again at the next picker. */
  begin(): void {
    this.#begun = true
    void this.#loadLists()
    void this.#loadReadings()
  }

  of(field: Field): readonly Choice[] {
    if (field.choices === undefined) return []
    if (this.#begun && this.#lists === null) void this.#loadLists()
    const draft = this.#host.draft()
    if (this.#begun && namesIn(draft, this.#host.library).some((name) => !this.#asked.has(name))) {
      if (this.#timer !== null) clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.#loadReadings(), QUIET)
    }
    return choicesIn(field, draft, this.#lists ?? {}, this.#host.library, this.#readings)
  }

  async #loadLists(): Promise<void> {
    if (this.#loading) return
    this.#loading = true
    const lists = await ask<ChoicesAnswer>(this.#host.lists)
    this.#loading = false
    if (lists === null) return
    this.#lists = lists
    this.#host.changed()
  }

  async #loadReadings(): Promise<void> {
    const names = namesIn(this.#host.draft(), this.#host.library).filter((name) => !this.#asked.has(name))
    if (names.length === 0) return
    for (const name of names) this.#asked.add(name)
    const headers = { 'content-type': 'application/json' }
    const read = await ask<readonly Choice[]>(this.#host.readings, { method: 'POST', headers, body: JSON.stringify({ names }) })
    if (read === null) for (const name of names) this.#asked.delete(name)
    for (const choice of read ?? []) this.#readings.set(choice.value, choice)
    if (read !== null) this.#host.changed()
  }
}

/** Null where the line is cut or the server says no: pickers then find by what is written. */
async function ask<T>(address: string, init?: RequestInit): Promise<T | null> {
  try {
    const answer = await fetch(address, init)
    return answer.ok ? ((await answer.json()) as T) : null
  } catch {
    return null
  }
}
