import type { OfferedStep } from '../../app/compile/move-budget.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { inLanguage } from './desk-shell.ts'
import { PUBLICATION_PHRASES } from './publication-phrases.ts'
import { renderStepFields } from './step-fields.ts'

/** A form for each step that a person has, with what it asks for; one that cannot be made yet says why. */
export function renderStepForms(
  language: Language,
  action: string,
  steps: readonly OfferedStep[],
  hidden: Readonly<Record<string, string>> = {},
): Markup {
  const form = (step: OfferedStep): Markup => {
    if (step.refusals.length > 0)
      return html`<p><b>${step.name[language]}</b> ${PUBLICATION_PHRASES.notYet[language]}${step.refusals.map((each) => html`${each[language]} `)}</p>`
    return html`<form class="step" method="post" action="${inLanguage(language, action)}"><input type="hidden" name="transition" value="${step.id}">${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${renderStepFields(language, step)}<button type="submit"${step.back && html` class="quiet"`}>${step.name[language]}</button></form>`
  }
  return html`${steps.map(form)}`
}
