import type { CommentTarget } from '../../ledger/workflow/comment-target.ts'
import type { Draft } from '../../ledger/draft/draft.ts'
import type { Language } from '../language.ts'
import { lines } from '../mark-text.ts'
import { html, type Markup } from '../markup.ts'
import { targetWords } from './comment-words.ts'
import { type CellName, cellKey } from './desk-model.ts'
import { deskPhrase } from './desk-phrases.ts'
import type { CellNote } from './quick-proof.ts'

/** A comment as the desk is answered: `Comment` of the verbs, its days as texts. */
export interface DeskComment {
  readonly id: number
  readonly target: CommentTarget
  readonly text: string
  readonly name: string
  readonly state: 'open' | 'resolved' | 'carried'
  readonly rowNumber: number | null
  readonly replies: readonly { readonly name: string; readonly text: string }[]
}

/** What the desk is answered that asks for the comments on a budget. */
export interface CommentsAnswer {
  readonly comments: readonly DeskComment[]
  /** Whether another one would be taken of this person. */
  readonly mayComment: boolean
}

/** Open comments on cells as notes: they are marked in the grid, and said where the cursor is. */
export function notesOfComments(comments: readonly DeskComment[]): readonly CellNote[] {
  return comments.flatMap(({ target, name, text, state }): CellNote[] => {
    if (target.kind !== 'cell' || state === 'resolved') return []
    const { sheet, row, field } = target
    return [{ sheet, row, field, severity: 'note', message: { zh: `${name}的意见：${text}`, en: `comment by ${name}: ${text}` } }]
  })
}

/** Whether a comment is about a cell, or about the project that its row is of. */
function isAt({ target }: DeskComment, cell: CellName | null, draft: Draft): boolean {
  if (cell === null) return false
  if (target.kind === 'cell') return cellKey(target) === cellKey(cell)
  if (target.kind !== 'project' || cell.sheet === 'basic') return false
  const texts = draft[cell.sheet].find(({ id }) => id === cell.row)?.texts ?? {}
  return (cell.sheet === 'projects' ? texts['name'] : texts['project'])?.trim() === target.project
}

/** Comments beside the grid: those on the selected cell first. Answers and settling have a page of their own. */
export function renderDeskComments(
  comments: readonly DeskComment[],
  {
    cell,
    draft,
    base,
    language,
  }: { readonly cell: CellName | null; readonly draft: Draft; readonly base: string; readonly language: Language },
): Markup {
  const here = comments.filter((comment) => isAt(comment, cell, draft))
  const others = comments.filter((comment) => !here.includes(comment))
  const item = (comment: DeskComment): Markup => {
    const { id, target, text, name, state, replies } = comment
    const words = targetWords(comment, language)
    const where =
      target.kind === 'cell' && comment.rowNumber !== null
        ? html`<button type="button" class="go" data-goto="${cellKey(target)}">${words}</button>`
        : words
    const href = language === 'zh' ? `${base}/comments` : `${base}/comments?lang=${language}`
    return html`<li class="${state}"><p>${where} <b>${deskPhrase(language, `comment-${state}`)}</b></p><p>${name}：${lines(text)}</p>${replies.map((reply) => html`<p class="reply">${reply.name}：${lines(reply.text)}</p>`)}<p><a href="${href}#comment-${id}">${deskPhrase(language, 'commentAnswer')}</a></p></li>`
  }
  const list = (title: string, of: readonly DeskComment[]): Markup =>
    html`<h2>${title}</h2><ul class="comments">${of.map(item)}</ul>`
  return html`${here.length > 0 && list(deskPhrase(language, 'commentsHere'), here)}${others.length > 0 && list(deskPhrase(language, here.length > 0 ? 'commentsElse' : 'comments'), others)}${comments.length === 0 && html`<p>${deskPhrase(language, 'commentsNone')}</p>`}`
}
