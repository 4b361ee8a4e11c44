import type { Selectable } from 'kysely'
import type { LibraryCard } from '../../ledger/library-project.ts'
import type { PostRole } from '../../ledger/roles.ts'
import type { LibraryState, LibraryStepId } from '../../ledger/workflow/library-steps.ts'
import type { LibraryProjectTable } from '../../store/budget-schema.ts'

/** A project of the library. */
export interface LibraryProject {
  readonly id: number
  readonly organisation: number
  readonly path: readonly number[]
  readonly code: string
  readonly name: string
  readonly state: LibraryState
  readonly card: LibraryCard
  /** Fen, of all years. */
  readonly estimate: number
  readonly history: readonly LibraryEvent[]
  readonly changedAt: Date
}

/** What was done with it: a step, or writing in its card. */
export interface LibraryEvent {
  readonly actor: string
  readonly role: PostRole
  readonly at: string
  readonly did: LibraryStepId | 'made' | 'written'
  readonly reason: string
  /** The card as it was before, where it was written. */
  readonly before?: LibraryCard
}

export function libraryProjectOf(row: Selectable<LibraryProjectTable>): LibraryProject {
  return {
    id: row.id,
    organisation: row.organisation_id,
    path: row.path,
    code: row.code,
    name: row.name,
    state: row.state,
    card: row.card as LibraryCard,
    estimate: row.estimate,
    history: row.history as LibraryEvent[],
    changedAt: row.changed_at,
  }
}

/** Who wrote it, or handed it in, since it was stored last. */
export function authorsOf(history: readonly LibraryEvent[]): ReadonlySet<string> {
  const stored = history.findLastIndex(({ did }) => did === 'store')
  const own: readonly LibraryEvent['did'][] = ['made', 'written', 'submit', 'revise']
  return new Set(history.slice(stored + 1).flatMap(({ actor, did }) => (own.includes(did) ? [actor] : [])))
}
