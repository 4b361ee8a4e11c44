import type { Comment, Said } from '../../app/compile/comments.ts'
import { renderTime } from '../account/render-time.ts'
import { MOST_COMMENT } from '../../ledger/workflow/comment-target.ts'
import type { Language } from '../language.ts'
import { lines } from '../mark-text.ts'
import { html, type Markup } from '../markup.ts'
import { targetWords } from './comment-words.ts'
import { inLanguage } from './desk-shell.ts'
import { type ReviewPhraseKey, reviewPhrase } from './review-phrases.ts'

/** Comments with their answers, each with what the person may do. `back` is the page to which the forms return. */
export function renderThreads(
  comments: readonly Comment[],
  { budget, language, back }: { readonly budget: number; readonly language: Language; readonly back: string },
): Markup {
  const say = (key: ReviewPhraseKey, values?: Readonly<Record<string, string | number>>): string =>
    reviewPhrase(language, key, values)
  if (comments.length === 0) return html`<p>${say('noComments')}</p>`
  const post = (path: string): string => inLanguage(language, `/desk/budgets/${budget}/comments${path}`)
  const hidden = html`<input type="hidden" name="back" value="${back}">`
  const said = ({ name, at, text }: Said): Markup =>
    html`<p class="who"><b>${name}</b> ${renderTime(at)}</p><p class="said">${lines(text)}</p>`
  const settle = (comment: Comment, as: 'resolved' | 'carried' | 'open', key: ReviewPhraseKey): Markup =>
    html`<button type="submit" name="as" value="${as}" aria-label="${say(key)}: ${targetWords(comment, language)}">${say(key)}</button>`
  return html`<ol class="threads">${comments.map((comment) => {
    const { id, state, settledBy, version, may, replies } = comment
    const settled =
      settledBy === null
        ? null
        : state === 'open'
          ? say('carriedHere', { name: settledBy })
          : say('settledBy', { name: settledBy })
    const buttons = [
      may.resolve && state === 'open' && settle(comment, 'resolved', 'resolve'),
      may.carry && settle(comment, 'carried', 'carry'),
      may.resolve && state !== 'open' && settle(comment, 'open', 'reopen'),
    ].filter((each) => each !== false)
    return html`<li class="${state}" id="comment-${id}"><h3>${targetWords(comment, language)}</h3>
<p class="state"><b>${say(state)}</b>${settled !== null && ` · ${settled}`}${version !== null && ` · ${say('onVersion', { n: version })}`}</p>
${said(comment)}${replies.length > 0 && html`<ul>${replies.map((reply) => html`<li>${said(reply)}</li>`)}</ul>`}
${buttons.length > 0 && html`<form class="inline" method="post" action="${post(`/${id}/settle`)}">${hidden}${buttons}</form>`}
${may.answer && html`<form class="inline" method="post" action="${post(`/${id}/answers`)}">${hidden}<label>${say('answer')} <input name="text" required maxlength="${MOST_COMMENT}"></label><button type="submit">${say('answer')}</button></form>`}</li>`
  })}</ol>`
}

/** A form for a comment on the whole budget or on one of its projects. */
export function renderNewComment({
  budget,
  language,
  back,
  projects,
  printed,
}: {
  readonly budget: number
  readonly language: Language
  readonly back: string
  readonly projects: readonly string[]
  /** A printed cell that it is to be about. */
  readonly printed: { readonly table: string; readonly row: string; readonly column: string } | null
}): Markup {
  const say = (key: ReviewPhraseKey): string => reviewPhrase(language, key)
  const about =
    printed === null
      ? html`<p class="field"><label for="about">${say('about')}</label> <select id="about" name="about"><option value="">${say('wholeBudget')}</option>${projects.map((name) => html`<option value="${name}">${reviewPhrase(language, 'project', { name })}</option>`)}</select></p>`
      : html`<p>${say('about')}: ${reviewPhrase(language, 'printedCell', printed)}</p>${Object.entries(printed).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
  return html`<h2>${say('newComment')}</h2><form class="stack" method="post" action="${inLanguage(language, `/desk/budgets/${budget}/comments`)}">
<input type="hidden" name="back" value="${back}"><input type="hidden" name="kind" value="${printed === null ? '' : 'printed'}">${about}
<p class="field"><label for="text">${say('says')}</label><textarea id="text" name="text" rows="3" required maxlength="${MOST_COMMENT}" aria-describedby="text-limit"></textarea><span class="hint" id="text-limit">${reviewPhrase(language, 'commentLimit', { most: MOST_COMMENT })}</span></p>
<p><button type="submit" class="main">${say('send')}</button></p></form>`
}
