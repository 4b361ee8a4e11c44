import type { Cycle } from '../../app/compile/cycles.ts'
import { html, type Markup } from '../markup.ts'
import { type DeskView, here } from './desk-shell.ts'

/** The years that a page can be seen for, with their divisions where there are several; nothing where there is one year. */
export function renderCycleChoice(
  view: DeskView,
  cycles: readonly Pick<Cycle, 'id' | 'year' | 'division' | 'organisation'>[],
  chosen: number,
  path: string,
): Markup {
  if (cycles.length < 2) return html``
  const divisions = new Set(cycles.map(({ organisation }) => organisation)).size
  return html`<nav aria-label="${view.language === 'zh' ? '年度' : 'Years'}"><ul class="tabs">${cycles.map(({ id, year, division }) => html`<li><a href="${here(view, `${path}?cycle=${id}`)}"${id === chosen && html` aria-current="page"`}>${year}${divisions > 1 && ` ${division}`}</a></li>`)}</ul></nav>`
}
