import type { Transaction } from 'kysely'
import type { Draft } from '../../ledger/draft/draft.ts'
import { type CommentRights, commentRights, mayComment } from '../../ledger/workflow/comment-rights.ts'
import { type CommentTarget, MOST_COMMENT, readCommentTarget } from '../../ledger/workflow/comment-target.ts'
import type { StateId } from '../../ledger/workflow/states.ts'
import { actAt, type PostHolder } from '../../store/access/act-as.ts'
import type { Store } from '../../store/open-store.ts'
import type { Schema } from '../../store/schema.ts'
import { readRow } from './budget-row.ts'
import { saidText } from '../said-text.ts'

export { type CommentTarget, MOST_COMMENT } from '../../ledger/workflow/comment-target.ts'

export type CommentState = 'open' | 'resolved' | 'carried'

/** What somebody said about a budget, or in answer to that. */
export interface Said {
  readonly id: number
  readonly text: string
  readonly actor: string
  readonly name: string
  readonly at: Date
}

/** A comment with what was answered, in the order in which it was said. */
export interface Comment extends Said {
  readonly target: CommentTarget
  /** Number of the version that lay before who commented; null before the first. */
  readonly version: number | null
  readonly state: CommentState
  /** Who settled it last, or carried it on to here. */
  readonly settledBy: string | null
  readonly settledAt: Date | null
  readonly replies: readonly Said[]
  /** Of a cell: which row of its sheet it is now, from 1; null where that row is gone, or for other targets. */
  readonly rowNumber: number | null
  /** What the asking person may do with it. */
  readonly may: CommentRights
}

export type CommentRefused =
  /** No such budget, comment, cell or project, or not in this person's reach. */
  | 'absent'
  /** He may see it and not do this. */
  | 'denied'
  /** Nothing was said. */
  | 'no-text'
  /** It is longer than `MOST_COMMENT`. */
  | 'long-text'

/** All comments on a budget, those still open first, then the newest first. Null where the post does not reach it. */
export async function listComments(store: Store, holder: PostHolder, id: number): Promise<readonly Comment[] | null> {
  return await actAt(store, holder, async (tx) => {
    const budget = await tx.selectFrom('budget').select(['id', 'kind', 'state']).where('id', '=', id).executeTakeFirst()
    return budget === undefined ? null : await commentsOf(tx, budget, holder)
  })
}

/** As `listComments`, for a budget that the transaction has read. */
export async function commentsOf(
  tx: Transaction<Schema>,
  budget: { readonly id: number; readonly kind: 'unit' | 'department'; readonly state: StateId },
  holder: PostHolder,
): Promise<readonly Comment[]> {
  const rows = await tx
    .selectFrom('budget_comment')
    .leftJoin('account_user as author', 'author.id', 'budget_comment.actor')
    .leftJoin('account_user as settler', 'settler.id', 'budget_comment.settled_by')
    .selectAll('budget_comment')
    .select(['author.name as name', 'settler.name as settler'])
    .where('budget_comment.budget_id', '=', budget.id)
    .orderBy('budget_comment.id')
    .execute()
  const onCells = rows.some(({ target }) => (target as CommentTarget).kind === 'cell')
  const draft = onCells ? ((await readRow(tx, budget.id))?.draft ?? null) : null
  const said = ({ id, text, actor, name, at }: (typeof rows)[number]): Said => ({ id, text, actor, name: name ?? actor, at })
  const replies = Map.groupBy(rows, ({ parent_id: parent }) => parent)
  const comments = (replies.get(null) ?? []).map(
    (row): Comment => ({
      ...said(row),
      target: row.target as CommentTarget,
      version: row.version,
      state: row.state,
      settledBy: row.settler ?? row.settled_by,
      settledAt: row.settled_at,
      replies: (replies.get(row.id) ?? []).map(said),
      rowNumber: rowNumberOf(row.target as CommentTarget, draft),
      may: commentRights(holder, budget, row),
    }),
  )
  return comments.toSorted((a, b) => Number(a.state !== 'open') - Number(b.state !== 'open') || b.id - a.id)
}

function rowNumberOf(target: CommentTarget, draft: Draft | null): number | null {
  if (target.kind !== 'cell' || draft === null) return null
  const at = draft[target.sheet].findIndex(({ id }) => id === target.row)
  return at < 0 ? null : at + 1
}

/** Comments on a budget. `target` is as it was sent: what is no cell, table or project of it is refused. */
export async function addComment(
  store: Store,
  holder: PostHolder,
  id: number,
  { target, text }: { readonly target: unknown; readonly text: string },
): Promise<number | CommentRefused> {
  const said = saidText(text)
  const wrong = wrongText(said)
  if (wrong !== null) return wrong
  if (!mayComment(holder.role)) return 'denied'
  return await actAt(store, holder, async (tx) => {
    const row = await readRow(tx, id)
    const read = row === null ? null : readCommentTarget(target, row.draft)
    if (row === null || read === null) return 'absent'
    return await insert(tx, holder, {
      budget_id: id,
      path: row.path,
      parent_id: null,
      version: row.versions === 0 ? null : row.versions,
      target: JSON.stringify(read),
      text: said,
    })
  })
}

/** Answers a comment: who is asked does, and who asked. */
export async function answerComment(
  store: Store,
  holder: PostHolder,
  id: number,
  { comment, text }: { readonly comment: number; readonly text: string },
): Promise<number | CommentRefused> {
  const said = saidText(text)
  const wrong = wrongText(said)
  if (wrong !== null) return wrong
  return await actAt(store, holder, async (tx) => {
    const found = await findComment(tx, holder, id, comment)
    if (found === null) return 'absent'
    if (!found.may.answer) return 'denied'
    const { path, version, target } = found.row
    return await insert(tx, holder, {
      budget_id: id,
      path,
      parent_id: comment,
      version,
      target: JSON.stringify(target),
      text: said,
    })
  })
}

/** Says that a comment is dealt with, carries it on with the budget, or opens it again. */
export async function settleComment(
  store: Store,
  holder: PostHolder,
  id: number,
  { comment, as }: { readonly comment: number; readonly as: CommentState },
): Promise<CommentRefused | null> {
  return await actAt(store, holder, async (tx) => {
    const found = await findComment(tx, holder, id, comment)
    if (found === null) return 'absent'
    if (!(as === 'carried' ? found.may.carry : found.may.resolve)) return 'denied'
    await tx
      .updateTable('budget_comment')
      .set({ state: as, settled_by: holder.user, settled_at: new Date() })
      .where('id', '=', comment)
      .execute()
    return null
  })
}

/** With a step of the budget: what was carried on is open where it arrives. */
export async function handComments(tx: Transaction<Schema>, budget: number): Promise<void> {
  await tx
    .updateTable('budget_comment')
    .set({ state: 'open' })
    .where('budget_id', '=', budget)
    .where('state', '=', 'carried')
    .execute()
}

async function findComment(tx: Transaction<Schema>, holder: PostHolder, budget: number, comment: number) {
  const at = await tx.selectFrom('budget').select(['kind', 'state']).where('id', '=', budget).executeTakeFirst()
  const row = await tx
    .selectFrom('budget_comment')
    .selectAll()
    .where('id', '=', comment)
    .where('budget_id', '=', budget)
    .where('parent_id', 'is', null)
    .executeTakeFirst()
  return at === undefined || row === undefined ? null : { row, may: commentRights(holder, at, row) }
}

async function insert(
  tx: Transaction<Schema>,
  holder: PostHolder,
  values: {
    readonly budget_id: number
    readonly path: number[]
    readonly parent_id: number | null
    readonly version: number | null
    readonly target: string
    readonly text: string
  },
): Promise<number> {
  const { id } = await tx
    .insertInto('budget_comment')
    .values({ ...values, actor: holder.user, settled_by: null, settled_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What is wrong with the words of a comment; null for nothing. */
function wrongText(said: string): 'no-text' | 'long-text' | null {
  if (said === '') return 'no-text'
  return said.length > MOST_COMMENT ? 'long-text' : null
}
