import { STATE_IDS, type StateId, STATES } from '../../ledger/workflow/states.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import { editionFile } from '../edition-contents.ts'
import { readRow } from './budget-row.ts'
import { type EditionRow, editionRow } from './edition-row.ts'
import { type OfferedStep, offeredSteps } from './move-budget.ts'

export type { EditionRow } from './edition-row.ts'

/** A budget where it is cleared and published. */
export interface OpenPublication {
  readonly id: number
  readonly organisation: string
  readonly kind: 'unit' | 'department'
  readonly year: number
  readonly state: StateId
  /** The newest first; the first one may not be public yet. */
  readonly editions: readonly EditionRow[]
  readonly steps: readonly OfferedStep[]
}

/** A budget in the list of those that are published. */
export interface ListedPublication {
  readonly id: number
  readonly organisation: string
  readonly kind: 'unit' | 'department'
  readonly year: number
  readonly state: StateId
  /** How many editions are public. */
  readonly editions: number
}

/** States from the approval on, in which there is something to publish or published. */
const FROM_APPROVAL: readonly StateId[] = STATE_IDS.filter(
  (id) => id === 'approved' || id === 'final-approved' || STATES[id].phase === 'publication' || id.startsWith('final-'),
)

export async function openPublication(
  store: Store,
  holder: PostHolder,
  id: number,
  today: string,
): Promise<OpenPublication | null> {
  return await actAt(store, holder, async (tx) => {
    const row = await readRow(tx, id)
    if (row === null) return null
    const organisation = await tx
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', row.organisation_id)
      .executeTakeFirstOrThrow()
    const editions = await tx.selectFrom('edition').selectAll().where('budget_id', '=', id).orderBy('n', 'desc').execute()
    return {
      id,
      organisation: organisation.name,
      kind: row.kind,
      year: row.year,
      state: row.state,
      editions: editions.map(editionRow),
      steps: await offeredSteps(tx, row, holder, today),
    }
  })
}

/** What waits to be cleared or published, and what was, in the reach of a post: the newest year first. */
export async function listPublications(store: Store, holder: PostHolder): Promise<readonly ListedPublication[]> {
  return await actAt(store, holder, async (tx) => {
    const rows = await tx
      .selectFrom('budget')
      .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
      .select(['budget.id', 'budget.kind', 'budget.year', 'budget.state', 'organisation.name'])
      .select((select) =>
        select
          .selectFrom('edition')
          .select((count) => count.fn.countAll<number>().as('n'))
          .whereRef('edition.budget_id', '=', 'budget.id')
          .where('edition.public', '=', true)
          .as('editions'),
      )
      .where('budget.state', 'in', [...FROM_APPROVAL])
      .orderBy('budget.year', 'desc')
      .orderBy('budget.path')
      .execute()
    return rows.map(({ name, editions, ...row }) => ({ ...row, organisation: name, editions: editions ?? 0 }))
  })
}

/** A file of an edition, public or not, for whoever the post lets see it. */
export async function deskFile(
  store: Store,
  holder: PostHolder,
  { budget, n, path }: { readonly budget: number; readonly n: number; readonly path: string },
): Promise<Uint8Array | null> {
  const row = await actAt(store, holder, (tx) =>
    tx
      .selectFrom('edition')
      .select(['files', 'approval', 'signatures'])
      .where('budget_id', '=', budget)
      .where('n', '=', n)
      .executeTakeFirst(),
  )
  if (row === undefined) return null
  return await editionFile(
    store,
    { files: row.files as EditionRow['files'], approval: row.approval, signatures: row.signatures as Record<string, string> },
    path,
  )
}

/** Clearing and publishing, for the server. */
export class Editions {
  readonly #store: Store
  readonly #today: () => string

  constructor(store: Store, today: () => string) {
    this.#store = store
    this.#today = today
  }

  open(holder: PostHolder, budget: number): Promise<OpenPublication | null> {
    return openPublication(this.#store, holder, budget, this.#today())
  }

  list(holder: PostHolder): Promise<readonly ListedPublication[]> {
    return listPublications(this.#store, holder)
  }

  file(holder: PostHolder, file: Parameters<typeof deskFile>[2]): Promise<Uint8Array | null> {
    return deskFile(this.#store, holder, file)
  }
}
