import type { EvaluationRecord, ReviewRecord } from '../../app/compile/progress-rows.ts'
import type { WatchedProject } from '../../app/compile/watch-progress.ts'
import { readTarget } from '../../catalogue/indicator-target.ts'
import { MOST_EXPLANATION } from '../../ledger/performance/deviation.ts'
import { gradeOf } from '../../ledger/performance/evaluation.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { inLanguage } from './desk-shell.ts'
import { points, type Say } from './progress-phrases.ts'

/** Which forms somebody has. */
export interface May {
  readonly report: boolean
  readonly evaluate: boolean
  readonly review: boolean
  readonly publish: boolean
}

interface FormTask {
  readonly budget: number
  readonly project: WatchedProject
  readonly may: May
  readonly language: Language
  readonly say: Say
}

export function renderForms(task: FormTask): Markup {
  const { may, project } = task
  const hasNew =
    project.records.some((each) => !each.public) || (project.review?.agreed === true && project.evaluation?.public === false)
  return html`${may.report && renderReport(task)}${may.evaluate && renderEvaluate(task)}${may.review && project.evaluation !== null && project.review === null && renderReview(task)}${may.publish && hasNew && renderPublish(task)}`
}

function open({ budget, project, language }: FormTask, verb: string): Markup {
  return html`<form method="post" action="${inLanguage(language, `/desk/progress/${budget}/${verb}`)}"><input type="hidden" name="project" value="${project.name}">`
}

function renderReport(task: FormTask): Markup {
  const { project, say } = task
  // What has not been said yet is what one comes for.
  const next = project.plan.find(({ checkpoint }) => !project.records.some((each) => each.checkpoint === checkpoint))?.checkpoint
  return html`<section aria-labelledby="h-report"><h2 id="h-report">${say('report')}</h2>${open(task, 'report')}
<p class="field"><label for="checkpoint">${say('checkpoint')}</label><select id="checkpoint" name="checkpoint">${project.plan.map(({ checkpoint }) => html`<option${checkpoint === next && html` selected`}>${checkpoint}</option>`)}</select></p>
${renderSpent('spent', say)}
${project.indicators.map((indicator, i) => renderValue(indicator, `value-${i}`, say))}
${renderText('explanation', say('explanation'))}
<p><button type="submit">${say('save')}</button></p></form></section>`
}

function renderEvaluate(task: FormTask): Markup {
  const { project, say } = task
  const last = project.plan.findLast(({ checkpoint }) => project.records.some((record) => record.checkpoint === checkpoint))
  const known = project.records.find(({ checkpoint }) => checkpoint === last?.checkpoint)
  return html`<section aria-labelledby="h-evaluate"><h2 id="h-evaluate">${say('evaluation')}</h2><p class="hint">${say('weights')}</p>${open(task, 'evaluate')}
${renderSpent('year-spent', say)}
${project.indicators.map((indicator, i) => html`${renderValue(indicator, `result-${i}`, say, known?.reached[i]?.value)}${readTarget(indicator.value) === null && html`<p class="field"><label for="share-${i}">${say('shareOf')}</label><input id="share-${i}" name="share-${i}" type="number" min="0" max="100"></p>`}`)}
${renderText('evaluation-explanation', say('colExplanation'))}
<p><button type="submit">${say('evaluate')}</button></p></form></section>`
}

function renderReview(task: FormTask): Markup {
  const { say } = task
  return html`<section aria-labelledby="h-review"><h2 id="h-review">${say('review')}</h2>${open(task, 'review')}
${renderText('comment', say('comment'))}
<p><button type="submit" name="agreed" value="yes">${say('agree')}</button> <button type="submit" name="agreed" value="no" class="quiet">${say('sendBack')}</button></p></form></section>`
}

function renderPublish(task: FormTask): Markup {
  return html`<section>${open(task, 'publish')}<p><button type="submit">${task.say('publish')}</button></p></form></section>`
}

function renderSpent(id: string, say: Say): Markup {
  return html`<p class="field"><label for="${id}">${say('spent')}</label><input id="${id}" name="${id}" required inputmode="decimal" autocomplete="off" maxlength="20"></p>`
}

function renderValue(
  { level2, level3, value: target }: WatchedProject['indicators'][number],
  id: string,
  say: Say,
  known = '',
): Markup {
  const label = say('reachedOf', { name: level3 === '' ? level2 : level3, target })
  return html`<p class="field"><label for="${id}">${label}</label><input id="${id}" name="${id}" autocomplete="off" maxlength="100" value="${known}"></p>`
}

function renderText(id: string, label: string): Markup {
  return html`<p class="field"><label for="${id}">${label}</label><textarea id="${id}" name="${id}" rows="3" maxlength="${MOST_EXPLANATION}"></textarea></p>`
}

/** An evaluation with the points of each part, and what the performance desk says of it. */
export function renderEvaluation(
  { evaluation, explanation }: EvaluationRecord,
  review: ReviewRecord | null,
  language: Language,
  say: Say,
): Markup {
  const score = say('score', { points: points(evaluation.total), most: 100, grade: gradeOf(evaluation.total)[language] })
  const said = review === null ? null : review.agreed ? say('agreed') : say('returned', { comment: review.comment })
  return html`<section aria-labelledby="h-evaluation"><h2 id="h-evaluation">${say('evaluation')}</h2><p><b>${score}</b> ${explanation}</p>${said !== null && html`<p>${say('review')}${language === 'zh' ? '：' : ': '}${said}</p>`}
<div class="scroll" role="group" aria-labelledby="h-evaluation" tabindex="0"><table class="list"><thead><tr><th scope="col">${say('colIndicator')}</th><th scope="col">${say('colTarget')}</th><th scope="col">${say('colValue')}</th><th scope="col">${say('colPoints')}</th></tr></thead>
<tbody>${evaluation.parts.map((part) => html`<tr><th scope="row">${part.name}</th><td>${part.target}</td><td>${part.value}</td><td>${points(part.points)} / ${points(part.most)}</td></tr>`)}</tbody></table></div></section>`
}
