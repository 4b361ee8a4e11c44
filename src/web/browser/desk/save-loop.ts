import type { Kept, Present, Refusal, SinceAnswer, StateAnswer } from '../../desk/desk-answers.ts'
import type { CellName, DeskModel, Unsaved } from '../../desk/desk-model.ts'
import type { Change } from '../../../ledger/draft/changes.ts'
import { newId } from './new-id.ts'

/** Milliseconds after typing stops before it is sent; between two looks at what others do; and the longest pause while the server is away. */
const QUIET = 1000
const LOOK = 2000
const MOST_PAUSE = 15_000

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'forbidden'

export interface SaveHost {
  /** Address of the budget: /desk/budgets/7. */
  readonly base: string
  /** Under what the browser keeps what is not saved. */
  readonly keptAs: string
  cell(): CellName | null
  saveState(state: SaveState, why?: Refusal['message']): void
  /** Others' entries have been put into the model. */
  merged(changes: readonly Change[]): void
  present(people: readonly Present[], state: string): void
}

/**
 * Carries one's work to the server and others' back, one request at a time. What was typed is kept in the browser until the server has said that it has it;
 * what is sent again carries the same key, and is kept once.
 */
export class SaveLoop {
  readonly #model: DeskModel
  readonly #host: SaveHost
  #timer: ReturnType<typeof setTimeout> | null = null
  #running: Promise<void> | null = null
  #dueAt = 0
  #failures = 0
  #stopped = false

  constructor(model: DeskModel, host: SaveHost) {
    this.#model = model
    this.#host = host
  }

  start(): void {
    this.#wait(0)
    addEventListener('online', () => this.#wait(0))
  }

  /** Something was changed: it is kept here at once, and sent a second after the last. */
  changed(): void {
    keep(this.#host.keptAs, this.#model.unsaved)
    this.#dueAt = Date.now() + QUIET
    if (!this.#stopped) this.#host.saveState('unsaved')
    if (this.#failures === 0) this.#wait(QUIET)
  }

  /** Everything sent and acknowledged, as far as the server can be reached. */
  async flush(): Promise<boolean> {
    this.#dueAt = 0
    for (let tries = 0; tries < 3 && !this.#model.isSaved; tries++) {
      await this.#running
      await this.#turn()
    }
    return this.#model.isSaved
  }

  #wait(milliseconds: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#running = (this.#running ?? Promise.resolve()).then(() => this.#turn())
    }, milliseconds)
  }

  /** Sends what is due, then looks what others did. */
  async #turn(): Promise<void> {
    try {
      await this.#send()
      await this.#look()
      this.#failures = 0
      this.#tell()
    } catch {
      this.#failures++
      if (!this.#model.isSaved) this.#host.saveState('offline')
    }
    const due = this.#dueAt - Date.now()
    const next = this.#failures > 0 ? Math.min(MOST_PAUSE, LOOK * this.#failures) : due > 0 && !this.#model.isSaved ? due : LOOK
    this.#wait(next)
  }

  #tell(): void {
    if (!this.#stopped) this.#host.saveState(this.#model.isSaved ? 'saved' : 'unsaved')
  }

  async #send(): Promise<void> {
    if (this.#stopped) return
    const sending = this.#model.unanswered ?? (Date.now() >= this.#dueAt ? this.#model.send(newId()) : null)
    if (sending === null) return
    this.#host.saveState('saving')
    const answer = await post(`${this.#host.base}/entries`, sending)
    if (answer.ok) {
      const { n } = (await answer.json()) as Kept
      this.#model.acknowledge(sending.key, n)
    } else if (answer.status === 409) this.#model.refuse(sending.key)
    else if (answer.status === 403 || answer.status === 422 || answer.status === 401) {
      this.#model.refuse(sending.key)
      this.#stopped = true
      this.#host.saveState('forbidden', await reasonOf(answer))
    } else throw new Error(`the server says ${answer.status}`)
    keep(this.#host.keptAs, this.#model.unsaved)
  }

  async #look(): Promise<void> {
    const cell = this.#host.cell()
    const query = new URLSearchParams({ n: String(this.#model.n), ...(cell === null ? {} : { ...cell }) })
    const answer = await fetch(`${this.#host.base}/since?${query}`, { headers: { accept: 'application/json' } })
    if (answer.status === 401 || answer.status === 403 || answer.status === 404) {
      // Signed out, or the post is gone: nothing more is sent, what was typed stays on the page and is kept.
      if (!this.#stopped) this.#host.saveState('forbidden', await reasonOf(answer))
      this.#stopped = true
      keep(this.#host.keptAs, this.#model.unsaved)
      return
    }
    if (!answer.ok) throw new Error(`the server says ${answer.status}`)
    const { entries, present, state } = (await answer.json()) as SinceAnswer
    const merged = this.#model.merge(entries)
    if (merged === null) await this.#reload()
    else if (entries.length > 0) this.#host.merged(merged.changed)
    if (entries.length > 0) keep(this.#host.keptAs, this.#model.unsaved)
    this.#host.present(present, state)
  }

  /** What is here does not fit what the server has: its state is taken, and one's own work put on top. */
  async #reload(): Promise<void> {
    const state = await fetchState(this.#host.base)
    this.#model.replace(state.draft, state.entries)
    this.#host.merged([])
  }
}

export async function fetchState(base: string): Promise<StateAnswer> {
  const answer = await fetch(`${base}/state`, { headers: { accept: 'application/json' } })
  if (!answer.ok) throw new Error(String(answer.status))
  return (await answer.json()) as StateAnswer
}

async function post(address: string, body: unknown): Promise<Response> {
  return await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  })
}

async function reasonOf(answer: Response): Promise<Refusal['message']> {
  try {
    return ((await answer.json()) as Refusal).message
  } catch {
    return undefined
  }
}

function keep(name: string, unsaved: Unsaved): void {
  if (unsaved.sending === null && unsaved.changes.length === 0) localStorage.removeItem(name)
  else localStorage.setItem(name, JSON.stringify(unsaved))
}

/** What an earlier visit could not save; null where there is nothing. What was on its way then is sent first, under its old key. */
export async function takeUp(name: string, base: string): Promise<Unsaved | null> {
  const kept = localStorage.getItem(name)
  if (kept === null) return null
  const unsaved = JSON.parse(kept) as Unsaved
  if (unsaved.sending === null) return unsaved
  try {
    const answer = await post(`${base}/entries`, unsaved.sending)
    if (answer.ok) return { sending: null, changes: unsaved.changes }
  } catch {
    // Out of reach: it is put on the draft like all else that is not saved.
  }
  return unsaved
}
