import type { Transaction } from 'kysely'
import type { PostHolder } from '../../../src/store/access/act-as.ts'
import type { Schema } from '../../../src/store/schema.ts'

export type ForgeryId =
  | 'state'
  | 'draft'
  | 'foreign-name'
  | 'history'
  | 'opening'
  | 'version'
  | 'path'
  | 'audit'
  | 'post'
  | 'control'

type Forgery = (tx: Transaction<Schema>, holder: PostHolder, budget: number) => Promise<number>

const HASH = Buffer.alloc(32)

/**
 * What nobody may do in whatever post he is, tried past the verbs: each gives how many rows it changed, which must be none. Whatever the program forgets, the
 * database refuses.
 */
export const FORGERIES: Readonly<Record<ForgeryId, Forgery>> = {
  // To where only publishers come.
  state: async (tx, { role }, budget) => {
    if (role === 'budget-publisher') return 0
    const moved = await tx.updateTable('budget').set({ state: 'final-published' }).where('id', '=', budget).executeTakeFirst()
    return Number(moved.numUpdatedRows)
  },
  draft: async (tx, holder, budget) => {
    // In an organisation that the post does not reach.
    const changed = await tx
      .updateTable('budget')
      .set({ draft: '{}' })
      .where('id', '=', budget)
      .where((where) => where.not(where('path', '@>', where.val([holder.organisation]))))
      .executeTakeFirst()
    return Number(changed.numUpdatedRows)
  },
  'foreign-name': async (tx, _, budget) => {
    const { path } = (await tx.selectFrom('budget').select('path').where('id', '=', budget).executeTakeFirst()) ?? { path: [] }
    await tx
      .insertInto('budget_entry')
      .values({
        budget_id: budget,
        n: 999_999,
        path,
        key: 'forged',
        actor: 'somebody-else',
        at: new Date(),
        changes: '[]',
        previous: HASH,
        hash: HASH,
      })
      .execute()
    return 1
  },
  history: async (tx, _, budget) => {
    const changed = await tx
      .updateTable('budget_entry')
      .set({ reason: 'forged' })
      .where('budget_id', '=', budget)
      .executeTakeFirst()
    return Number(changed.numUpdatedRows)
  },
  opening: async (tx, _, budget) => {
    const changed = await tx.updateTable('budget').set({ year: 1999 }).where('id', '=', budget).executeTakeFirst()
    return Number(changed.numUpdatedRows)
  },
  version: async (tx, _, budget) => {
    const gone = await tx.deleteFrom('budget_version').where('budget_id', '=', budget).executeTakeFirst()
    return Number(gone.numDeletedRows)
  },
  path: async (tx, holder, budget) => {
    // An entry that claims to belong to the own organisation while its budget is another's.
    const own = await tx.selectFrom('organisation').select('path').where('id', '=', holder.organisation).executeTakeFirst()
    const known = await tx.selectFrom('budget').select('id').where('id', '=', budget).executeTakeFirst()
    if (known !== undefined) return 0
    await tx
      .insertInto('budget_move')
      .values({
        budget_id: budget,
        n: 999_999,
        path: own?.path ?? [],
        actor: holder.user,
        role: holder.role,
        transition: 'publish',
        from_state: 'cleared',
        to_state: 'published',
        on_day: null,
        version: null,
      })
      .execute()
    return 1
  },
  audit: async (tx) => {
    const changed = await tx.updateTable('audit_entry').set({ subject: 'forged' }).executeTakeFirst()
    return Number(changed.numUpdatedRows)
  },
  post: async (tx, holder) => {
    await tx
      .insertInto('post')
      .values({ user_id: holder.user, organisation_id: holder.organisation, role: 'bureau-budget', given_by: holder.user })
      .execute()
    return 1
  },
  control: async (tx, holder, budget) => {
    if (holder.role === 'bureau-budget') return 0
    const { path } = (await tx.selectFrom('budget').select('path').where('id', '=', budget).executeTakeFirst()) ?? { path: [] }
    await tx
      .insertInto('control_revision')
      .values({ budget_id: budget, n: 999_999, path, figures: '[]', reason: 'forged', actor: holder.user })
      .execute()
    return 1
  },
}

export const FORGERY_IDS = Object.keys(FORGERIES) as ForgeryId[]
