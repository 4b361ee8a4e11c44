import { nodeName } from '../../catalogue/tree.ts'
import { type LevelLine, totalLevel } from '../../ledger/workflow/control-levels.ts'
import type { Language } from '../language.ts'
import { html, type Markup, type Part } from '../markup.ts'
import { yuan } from './panel-views.ts'

const HEADS = {
  asked: { zh: '一上申报', en: 'Asked' },
  control: { zh: '控制数', en: 'Control' },
  planned: { zh: '现在安排', en: 'Planned now' },
  left: { zh: '还余', en: 'Left' },
  total: { zh: '合计', en: 'Total' },
  none: { zh: '未定', en: 'not set' },
  notAsked: { zh: '未报', en: 'not yet' },
  over: { zh: '超', en: 'over' },
} as const

const LEVELS = ['asked', 'control', 'planned', 'left'] as const
/** Columns of one line of figures. */
export const LEVEL_COLUMNS = LEVELS.length

/** The four heads of asked, control, planned and left. */
export function levelHeads(language: Language): Markup {
  return html`${LEVELS.map((key) => html`<th scope="col" class="n">${HEADS[key][language]}</th>`)}`
}

/** The four figures of a line; too much is a word beside its figure. */
export function levelCells({ asked, control, planned, left }: LevelLine, language: Language): Markup {
  const over = left !== null && left < 0
  return html`<td class="n">${asked === null ? HEADS.notAsked[language] : yuan(asked)}</td><td class="n">${control === null ? HEADS.none[language] : yuan(control)}</td><td class="n">${yuan(planned)}</td><td class="n${over && ' over'}">${left !== null && yuan(left)}${over && html` <b>${HEADS.over[language]}</b>`}</td>`
}

/** Lines by fund and kind, with their total. */
export function renderLevelTable(lines: readonly LevelLine[], label: string, language: Language): Markup {
  const first = language === 'zh' ? '资金、支出性质、项目' : 'Fund, kind, project'
  const name = ({ fund, nature, project }: LevelLine): Part =>
    [
      fund === '' ? '—' : nodeName('fund', fund, null)[language],
      nature === '' ? '—' : nodeName('nature', nature, null)[language],
      project,
    ]
      .filter((part) => part !== '')
      .join(' · ')
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table class="list money"><thead><tr><th scope="col">${first}</th>${levelHeads(language)}</tr></thead>
<tbody>${lines.map((line) => html`<tr><th scope="row">${name(line)}</th>${levelCells(line, language)}</tr>`)}</tbody>
<tfoot><tr><th scope="row">${HEADS.total[language]}</th>${levelCells(totalLevel(lines), language)}</tr></tfoot></table></div>`
}
