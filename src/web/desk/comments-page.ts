import type { BudgetHead } from '../../app/compile/budget-head.ts'
import type { Comment } from '../../app/compile/comments.ts'
import { html } from '../markup.ts'
import { renderBudgetFrame } from './budget-frame.ts'
import { renderNewComment, renderThreads } from './comment-threads.ts'
import type { DeskView } from './desk-shell.ts'

/** All comments on a budget, and a form for another. */
export function renderCommentsPage(
  view: DeskView,
  budget: BudgetHead,
  {
    comments,
    projects,
    printed,
    mayComment,
  }: {
    readonly comments: readonly Comment[]
    readonly projects: readonly string[]
    readonly printed: { readonly table: string; readonly row: string; readonly column: string } | null
    readonly mayComment: boolean
  },
): string {
  const forms = { budget: budget.id, language: view.language, back: 'comments' }
  return renderBudgetFrame(
    view,
    budget,
    'comments',
    html`${mayComment && renderNewComment({ ...forms, projects, printed })}${renderThreads(comments, forms)}`,
  )
}
