import { gradeOf } from '../../ledger/performance/evaluation.ts'
import { shareOf } from '../../ledger/performance/deviation.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { exactMoney } from './money.ts'
import { say } from './portal-phrases.ts'

/** What was made public of a project at a checkpoint, or at the year's end. */
export interface ProgressView {
  readonly unit: string
  readonly kind: 'checkpoint' | 'evaluation' | 'review'
  readonly checkpoint: string
  /** Fen since the year began. */
  readonly spent: number
  readonly reached: readonly { readonly name: string; readonly target: string; readonly value: string }[]
  readonly explanation: string
  readonly evaluation: {
    readonly total: number
    readonly parts?: readonly {
      readonly name: string
      readonly target: string
      readonly value: string
      readonly most: number
      readonly points: number
    }[]
  } | null
}

/** Spending and indicators at each checkpoint beside their targets, and the evaluation at the end. */
export function renderProgress(progress: readonly ProgressView[], amount: number | null, language: Language): Markup | false {
  if (progress.length === 0) return false
  const units = [...Map.groupBy(progress, ({ unit }) => unit)]
  return html`<section class="progress" aria-labelledby="h-progress"><h2 id="h-progress">${say(language, 'progressHeading')}</h2><p class="hint">${say(language, 'progressLead')}</p>
${units.map(([unit, own]) => html`<p>${say(language, 'progressUnit', { unit })}</p>${renderCheckpoints(own, amount, language)}${renderEvaluation(own, language)}`)}</section>`
}

function renderCheckpoints(own: readonly ProgressView[], amount: number | null, language: Language): Markup | false {
  const points = own.filter(({ kind }) => kind === 'checkpoint')
  if (points.length === 0) return false
  const spent = (fen: number): string =>
    amount === null || amount === 0
      ? exactMoney(fen, language)
      : `${exactMoney(fen, language)}（${Number((shareOf(fen, amount) / 100).toFixed(1))}%）`
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${say(language, 'progressHeading')}"><table class="plain"><thead><tr><th scope="col">${say(language, 'colCheckpoint')}</th><th scope="col">${say(language, 'colSpent')}</th><th scope="col">${say(language, 'colReached')}</th><th scope="col">${say(language, 'colSaid')}</th></tr></thead>
<tbody lang="zh-CN">${points.map((each) => html`<tr><th scope="row">${each.checkpoint}</th><td>${spent(each.spent)}</td><td><ul class="bullets">${each.reached.filter(({ value }) => value !== '').map(({ name, target, value }) => html`<li>${name} ${value} <span class="soft">${target}</span></li>`)}</ul></td><td>${each.explanation}</td></tr>`)}</tbody></table></div>`
}

function renderEvaluation(own: readonly ProgressView[], language: Language): Markup | false {
  const last = own.findLast(({ kind }) => kind === 'evaluation')
  const parts = last?.evaluation?.parts
  if (last?.evaluation == null || parts === undefined) return false
  const { total } = last.evaluation
  const plain = (hundredths: number): string => String(Number((hundredths / 100).toFixed(2)))
  const heading = say(language, 'evaluationHeading', { points: plain(total), grade: gradeOf(total)[language] })
  return html`<h3>${heading}</h3><p class="hint">${say(language, 'evaluationLead')}</p>
<div class="scroll" role="group" tabindex="0" aria-label="${heading}"><table class="plain"><thead><tr><th scope="col">${say(language, 'colIndicator')}</th><th scope="col">${say(language, 'colTarget')}</th><th scope="col">${say(language, 'colReached')}</th><th scope="col">${say(language, 'colPoints')}</th></tr></thead>
<tbody lang="zh-CN">${parts.map((part) => html`<tr><th scope="row">${part.name}</th><td>${part.target}</td><td>${part.value}</td><td>${plain(part.points)} / ${plain(part.most)}</td></tr>`)}</tbody></table></div>${last.explanation !== '' && html`<p lang="zh-CN">${last.explanation}</p>`}`
}
