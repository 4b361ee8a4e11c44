import { applyChanges, type Change, changesBetween, type Conflict, invertChanges } from '../../ledger/draft/changes.ts'
import type { Draft, DraftRow } from '../../ledger/draft/draft.ts'
import type { SheetId } from '../../ledger/judge-ledger.ts'
import type { Texts } from '../../ledger/rows/ledger-rows.ts'

/** What one person did in one go, as the server keeps it. */
export interface Entry {
  readonly n: number
  readonly name: string
  readonly changes: readonly Change[]
}

/** Changes on their way to the server. Sent again with the same key, they are kept once. */
export interface Sending {
  readonly key: string
  readonly changes: readonly Change[]
}

/** What is kept in the browser until the server has it. */
export interface Unsaved {
  readonly sending: Sending | null
  readonly changes: readonly Change[]
}

/** Somebody else wrote where one did: both texts stand, and a person chooses. */
export interface DeskConflict {
  readonly id: number
  readonly change: Change
  readonly why: Conflict['why']
  /** What stands there now; null where the row is gone. */
  readonly now: Texts | null
  /** The row as one had it oneself. */
  readonly mine: DraftRow | null
  /** Who wrote there; empty where that is not known. */
  readonly by: string
}

/** What undoing or doing again came to: the changes that were made, and how many no longer fit because others wrote there. */
export interface Undone {
  readonly changes: readonly Change[]
  readonly left: number
}

/**
 * A draft while somebody works on it: what the server has, what is on its way there, and what one wrote oneself since. Others' entries are put beneath
 * one's own work; what does not fit together is a conflict and is asked. Undoing has no end, and takes back one's own changes only.
 */
export class DeskModel {
  /** What the server has, with all entries up to `#n`. */
  #server: Draft
  #n: number
  /** What the server will have when what is on its way has arrived. */
  #sent: Draft
  #sending: (Sending & { readonly n: number | null }) | null = null
  /** What one sees. */
  #own: Draft
  #undo: (readonly Change[])[] = []
  #redo: (readonly Change[])[] = []
  #conflicts: DeskConflict[] = []
  #conflictIds = 0

  constructor(draft: Draft, n: number) {
    this.#server = draft
    this.#sent = draft
    this.#own = draft
    this.#n = n
  }

  get draft(): Draft {
    return this.#own
  }

  /** What the server has: what a change touches is counted from here. */
  get saved(): Draft {
    return this.#server
  }

  /** Number of the last entry that is in the draft. */
  get n(): number {
    return this.#n
  }

  get conflicts(): readonly DeskConflict[] {
    return this.#conflicts
  }

  get canUndo(): boolean {
    return this.#undo.length > 0
  }

  get canRedo(): boolean {
    return this.#redo.length > 0
  }

  /** Whether there is something that the server has not got, or has not said to have got. */
  get isSaved(): boolean {
    return this.#sending === null && this.#own === this.#sent
  }

  /** Makes changes of one's own, as one step of undoing. They must fit what one sees. */
  edit(changes: readonly Change[]): void {
    if (changes.length === 0) return
    const applied = applyChanges(this.#own, changes)
    if (!applied.ok) throw new Error(`changes do not fit: ${JSON.stringify(applied.conflicts)}`)
    this.#own = applied.draft
    this.#undo.push(changes)
    this.#redo = []
  }

  undo(): Undone | null {
    return this.#take(this.#undo, this.#redo)
  }

  redo(): Undone | null {
    return this.#take(this.#redo, this.#undo)
  }

  /** Takes the last step of one stack back and puts what that did, inverted, on the other. */
  #take(from: (readonly Change[])[], to: (readonly Change[])[]): Undone | null {
    const step = from.pop()
    if (step === undefined) return null
    const wanted = invertChanges(step)
    const { draft, made } = fitChanges(this.#own, wanted)
    this.#own = draft
    if (made.length > 0) to.push(made)
    return { changes: made, left: wanted.length - made.length }
  }

  /** What the server has to be told next, under a key of its own; null where there is nothing, or something is on its way. */
  send(key: string): Sending | null {
    if (this.#sending !== null || this.#own === this.#sent) return null
    const changes = changesBetween(this.#sent, this.#own)
    this.#sent = this.#own
    if (changes.length === 0) return null
    this.#sending = { key, changes, n: null }
    return { key, changes }
  }

  /** What is on its way and was not answered: to be sent again, under the same key. */
  get unanswered(): Sending | null {
    const sending = this.#sending
    return sending === null || sending.n !== null ? null : { key: sending.key, changes: sending.changes }
  }

  /** The server has it as entry `n`. It comes back with the entries of all, in its place among them. */
  acknowledge(key: string, n: number): void {
    if (this.#sending?.key !== key) return
    this.#sending = { ...this.#sending, n }
    if (n === this.#n + 1) this.#settle(this.#sent, n)
    else if (n <= this.#n) this.#sending = null
  }

  #settle(server: Draft, n: number): void {
    this.#server = server
    this.#n = n
    this.#sending = null
  }

  /** The server did not take it, since others were faster: it is one's own unsent work again, until their entries are here. */
  refuse(key: string): void {
    if (this.#sending?.key !== key) return
    this.#sending = null
    this.#sent = this.#server
  }

  /**
   * Entries of all, one's own among them, in their order. One's own unsent work is put on top.
   * Null where they do not fit what is here: the whole state has to be asked for again.
   */
  merge(entries: readonly Entry[]): { readonly changed: readonly Change[] } | null {
    const fresh = entries.filter(({ n }) => n > this.#n).toSorted((a, b) => a.n - b.n)
    const last = fresh.at(-1)
    if (last === undefined) return { changed: [] }
    const mine = changesBetween(this.#sent, this.#own)
    let server = this.#server
    for (const entry of fresh) {
      const applied = applyChanges(server, entry.changes)
      if (!applied.ok) return null
      server = applied.draft
    }
    const before = this.#own
    this.#server = server
    this.#n = last.n
    if (this.#sending?.n !== null && this.#sending !== null && this.#sending.n <= this.#n) this.#sending = null
    this.#sent = this.#putBack(server, this.#sending?.changes ?? [], fresh)
    this.#own = this.#putBack(this.#sent, mine, fresh)
    return { changed: changesBetween(before, this.#own) }
  }

  /** Takes over a whole state of the server, keeping one's own unsent work. */
  replace(draft: Draft, n: number): void {
    const mine = changesBetween(this.#server, this.#own)
    this.#server = draft
    this.#sent = draft
    this.#n = n
    this.#sending = null
    this.#own = this.#putBack(draft, mine, [])
  }

  /** Puts work of one's own on a draft; what does not fit becomes a conflict. */
  #putBack(draft: Draft, changes: readonly Change[], entries: readonly Entry[]): Draft {
    const { draft: fitted, conflicts } = fitChanges(draft, changes)
    for (const { change, why, now } of conflicts) {
      const by =
        entries.findLast((entry) => entry.changes.some((c) => c.sheet === change.sheet && c.row === change.row))?.name ?? ''
      const mine = this.#own[change.sheet].find(({ id }) => id === change.row) ?? null
      const same = this.#conflicts.find((c) => isSameCell(c.change, change))
      const conflict = { id: same?.id ?? ++this.#conflictIds, change, why, now, mine, by }
      this.#conflicts = [...this.#conflicts.filter((c) => c !== same), conflict]
    }
    return fitted
  }

  /** Ends a conflict: with one's own text, or with what stands there now. */
  settle(id: number, whose: 'mine' | 'theirs'): void {
    const conflict = this.#conflicts.find((c) => c.id === id)
    if (conflict === undefined) return
    this.#conflicts = this.#conflicts.filter((c) => c !== conflict)
    if (whose === 'mine') this.edit(this.#insist(conflict))
  }

  #insist({ change, mine }: DeskConflict): readonly Change[] {
    const row = this.#own[change.sheet].find(({ id }) => id === change.row)
    if (change.kind === 'remove') return row === undefined ? [] : [{ ...change, at: row.at, texts: row.texts }]
    if (row === undefined)
      return mine === null ? [] : [{ kind: 'add', sheet: change.sheet, row: mine.id, at: mine.at, texts: mine.texts }]
    const wanted = change.kind === 'set' ? { [change.field]: change.after } : change.texts
    return Object.entries(wanted).flatMap(([field, after]): readonly Change[] => {
      const before = row.texts[field] ?? ''
      return before === after ? [] : [{ kind: 'set', sheet: change.sheet, row: change.row, field, before, after }]
    })
  }

  /** What would be lost if the browser closed now. */
  get unsaved(): Unsaved {
    return { sending: this.unanswered, changes: changesBetween(this.#sent, this.#own) }
  }

  /** Takes up what was kept from an earlier visit. What the server has got meanwhile is no change any more. */
  restore({ sending, changes }: Unsaved): void {
    const before = this.#own
    const kept = this.#putBack(before, [...(sending?.changes ?? []), ...changes], [])
    this.#own = before
    this.edit(changesBetween(before, kept))
  }
}

/** Makes every change that fits, one by one. */
function fitChanges(
  draft: Draft,
  changes: readonly Change[],
): { readonly draft: Draft; readonly made: readonly Change[]; readonly conflicts: readonly Conflict[] } {
  const whole = applyChanges(draft, changes)
  if (whole.ok) return { draft: changes.length === 0 ? draft : whole.draft, made: changes, conflicts: [] }
  const conflicts: Conflict[] = []
  const made: Change[] = []
  let fitted = draft
  for (const change of changes) {
    const applied = applyChanges(fitted, [change])
    if (applied.ok) {
      fitted = applied.draft
      made.push(change)
    } else conflicts.push(...applied.conflicts)
  }
  return { draft: fitted, made, conflicts }
}

function isSameCell(a: Change, b: Change): boolean {
  return cellOf(a) === cellOf(b)
}

function cellOf(change: Change): string {
  return JSON.stringify([change.sheet, change.row, change.kind === 'set' ? change.field : ''])
}

/** A cell of a draft by name. `field` is empty for a whole row. */
export interface CellName {
  readonly sheet: SheetId
  readonly row: string
  readonly field: string
}

export function cellKey({ sheet, row, field }: CellName): string {
  return `${sheet}/${row}/${field}`
}
