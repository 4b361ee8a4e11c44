import type { Cycle } from '../../app/compile/cycles.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { inLanguage } from './desk-shell.ts'

/** The years that a page can be seen for; nothing where there is one. */
export function renderCycleChoice(
  language: Language,
  cycles: readonly Pick<Cycle, 'id' | 'year'>[],
  chosen: number,
  path: string,
): Markup {
  if (cycles.length < 2) return html``
  return html`<nav aria-label="${language === 'zh' ? '年度' : 'Years'}"><ul class="tabs">${cycles.map(({ id, year }) => html`<li><a href="${inLanguage(language, `${path}?cycle=${id}`)}"${id === chosen && html` aria-current="page"`}>${year}</a></li>`)}</ul></nav>`
}
