import type { OfferedStep } from '../../app/compile/move-budget.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { inLanguage } from './desk-shell.ts'
import { PUBLICATION_PHRASES } from './publication-phrases.ts'

/** A form for each step that a person has, with what it asks for; one that cannot be made yet says why. */
export function renderStepForms(
  language: Language,
  action: string,
  steps: readonly OfferedStep[],
  hidden: Readonly<Record<string, string>> = {},
): Markup {
  const say = (key: 'reason' | 'day' | 'document' | 'notYet'): string => PUBLICATION_PHRASES[key][language]
  const field = (step: OfferedStep, name: 'reason' | 'day' | 'document'): Markup => {
    const id = `${step.id}-${name}`
    return html`<label for="${id}">${say(name)}</label><input id="${id}" name="${name}" required autocomplete="off"${name === 'day' && html` type="date"`}${name !== 'day' && html` maxlength="${name === 'reason' ? 1000 : 200}"`}> `
  }
  const form = (step: OfferedStep): Markup => {
    if (step.refusals.length > 0)
      return html`<p><b>${step.name[language]}</b> ${say('notYet')}${step.refusals.map((each) => html`${each[language]} `)}</p>`
    return html`<form class="inline step" method="post" action="${inLanguage(language, action)}"><input type="hidden" name="transition" value="${step.id}">${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${step.asks.includes('reason') && field(step, 'reason')}${step.asks.includes('document') && html`${field(step, 'day')}${field(step, 'document')}`}<button type="submit"${step.back && html` class="quiet"`}>${step.name[language]}</button></form>`
  }
  return html`${steps.map(form)}`
}
