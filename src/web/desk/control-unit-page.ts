import type { UnitControl } from '../../app/compile/control-desk.ts'
import { figureToFen, printFen, readFigure } from '../../budget/amount.ts'
import { nodeName } from '../../catalogue/tree.ts'
import { nodeOfWord, wordsFor } from '../../ledger/rows/node-words.ts'
import type { ControlFigure } from '../../ledger/workflow/control.ts'
import { STATES } from '../../ledger/workflow/states.ts'
import { renderTime } from '../account/render-time.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { type ControlPhraseKey, controlPhrase } from './control-phrases.ts'
import { type DeskView, inLanguage, renderDeskFrame } from './desk-shell.ts'
import { renderLevelTable } from './level-table.ts'
import { yuan } from './panel-views.ts'

/** Kinds of expenditure that have figures. */
const NATURES: readonly string[] = ['personnel', 'running', 'project', 'reserve', 'business', 'remittance', 'subsidy']
const BLANK_ROWS = 2

/** A row of the form as it is typed. */
export interface FigureTexts {
  readonly fund: string
  readonly nature: string
  readonly project: string
  readonly amount: string
}

/** One unit's figures: what it asks for beside them, the form that sets them, and every revision. */
export function renderControlUnit(view: DeskView, unit: UnitControl, typed: readonly FigureTexts[] | null = null): string {
  const { language } = view
  const say = (key: ControlPhraseKey, values = {}): string => controlPhrase(language, key, values)
  return renderDeskFrame(
    view,
    say('unitTitle', { name: unit.name, year: unit.year }),
    html`<p class="lead">${say('department')}：${unit.department} · ${STATES[unit.state].name[language]} · <a href="${inLanguage(language, `/desk/budgets/${unit.budget}`)}">${say('openBudget')}</a> · <a href="${inLanguage(language, '/desk/control')}">${say('allUnits')}</a></p>
<section><h2>${say('compared')}</h2>${renderLevelTable(unit.lines, say('compared'), language)}</section>
${unit.sets && renderForm(language, unit, typed ?? proposed(unit))}
${renderRevisions(language, unit)}`,
    { wide: true },
  )
}

/** What the form begins with: the figures in force, else what is planned now, as far as it says of which fund and kind it is. */
function proposed({ lines }: UnitControl): readonly FigureTexts[] {
  return lines
    .filter(({ fund, nature }) => isNode(fund) && NATURES.includes(nature))
    .map(({ fund, nature, project, control, planned }) => ({
      fund,
      nature,
      project,
      amount: printFen(control ?? planned, 100, 2, true),
    }))
}

function renderForm(language: Language, { budget, lines }: UnitControl, typed: readonly FigureTexts[]): Markup {
  const say = (key: ControlPhraseKey, values = {}): string => controlPhrase(language, key, values)
  const rows = [
    ...typed,
    ...Array.from({ length: BLANK_ROWS }, () => ({ fund: 'general', nature: 'project', project: '', amount: '' })),
  ]
  const funds = [
    ...new Set([...wordsFor('fund').map((word) => nodeOfWord('fund', word) ?? ''), ...typed.map(({ fund }) => fund)]),
  ]
  const projects = [...new Set(lines.map(({ project }) => project))].filter((name) => name !== '')
  const options = (dimension: 'fund' | 'nature', nodes: readonly string[], own: string): Markup =>
    html`${nodes.map((node) => html`<option value="${node}"${node === own && html` selected`}>${node === '' ? '—' : nodeName(dimension, node, null)[language]}</option>`)}`
  const label = (key: ControlPhraseKey, i: number): string => `${say(key)} ${say('row', { n: i + 1 })}`
  return html`<section><h2 id="set-title">${say('set')}</h2><p class="hint">${say('setHint')}</p>
<form method="post" action="${inLanguage(language, `/desk/control/units/${budget}`)}"><datalist id="projects">${projects.map((name) => html`<option value="${name}"></option>`)}</datalist>
<div class="scroll" role="group" aria-labelledby="set-title" tabindex="0"><table class="list figures"><thead><tr>${(['fund', 'nature', 'project', 'amount'] as const).map((key) => html`<th scope="col">${say(key)}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row, i) =>
      html`<tr><td><select name="fund" aria-label="${label('fund', i)}">${options('fund', funds, row.fund)}</select></td><td><select name="nature" aria-label="${label('nature', i)}">${options('nature', [...new Set([...NATURES, row.nature])], row.nature)}</select></td><td><input name="project" list="projects" value="${row.project}" maxlength="200" aria-label="${label('project', i)}"></td><td><input name="amount" value="${row.amount}" inputmode="decimal" maxlength="20" class="n" aria-label="${label('amount', i)}"></td></tr>`,
  )}</tbody></table></div>
<p class="field"><label for="reason">${say('reason')}</label><input id="reason" name="reason" required maxlength="400"></p><button type="submit" class="main">${say('save')}</button></form></section>`
}

function renderRevisions(language: Language, { revisions }: UnitControl): Markup {
  const say = (key: ControlPhraseKey, values = {}): string => controlPhrase(language, key, values)
  const sum = (figures: readonly ControlFigure[]): number => figures.reduce((total, { amount }) => total + amount, 0)
  if (revisions.length === 0) return html`<section><h2>${say('history')}</h2><p>${say('none')}</p></section>`
  return html`<section><h2 id="history-title">${say('history')}</h2><div class="scroll" role="group" aria-labelledby="history-title" tabindex="0"><table class="list"><thead><tr><th scope="col">${say('revisionHead')}</th><th scope="col">${say('when')}</th><th scope="col">${say('who')}</th><th scope="col" class="n">${say('total')}</th><th scope="col">${say('changes')}</th><th scope="col">${say('reason')}</th></tr></thead>
<tbody>${revisions.map(
    ({ n, at, name, figures, reason }, i) =>
      html`<tr><th scope="row" class="nowrap">${say('revision', { n })}</th><td>${renderTime(at)}</td><td>${name}</td><td class="n">${yuan(sum(figures))}</td><td>${renderChanges(language, revisions[i + 1]?.figures ?? [], figures)}</td><td>${reason}</td></tr>`,
  )}</tbody></table></div></section>`
}

/** Figures that differ between two revisions. */
function renderChanges(language: Language, before: readonly ControlFigure[], after: readonly ControlFigure[]): Markup {
  const amounts = (figures: readonly ControlFigure[]): ReadonlyMap<string, number> =>
    new Map(figures.map(({ fund, nature, project, amount }) => [JSON.stringify([fund, nature, project]), amount]))
  const [was, is] = [amounts(before), amounts(after)]
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter((key) => was.get(key) !== is.get(key))
  const printed = (amount: number | undefined): string => (amount === undefined ? '—' : yuan(amount))
  return html`<ul class="changes">${changed.map((key) => {
    const [fund, nature, project] = JSON.parse(key) as [string, string, string]
    const name = [nodeName('fund', fund, null)[language], project === '' ? nodeName('nature', nature, null)[language] : project]
    return html`<li>${name.join(' · ')}：${printed(was.get(key))} → ${printed(is.get(key))}</li>`
  })}</ul>`
}

/** Figures as a form brings them; numbers of the rows that are wrong, from 1. Rows without an amount are dropped. */
export function readControlForm(all: (name: string) => readonly string[]): {
  readonly typed: readonly FigureTexts[]
  readonly figures: readonly ControlFigure[]
  readonly wrong: readonly number[]
} {
  const [funds, natures, projects] = [all('fund'), all('nature'), all('project')]
  const typed = all('amount')
    .map((amount, i) => ({
      fund: funds[i] ?? '',
      nature: natures[i] ?? '',
      project: (projects[i] ?? '').trim(),
      amount: amount.trim(),
    }))
    .filter(({ amount }) => amount !== '')
  const wrong: number[] = []
  const seen = new Set<string>()
  const figures = typed.map((row, i): ControlFigure => {
    const figure = readFigure(row.amount)
    const fen = figure.state === 'number' ? figureToFen(figure, 100) : null
    const key = JSON.stringify([row.fund, row.nature, row.project])
    const isOfNode = isNode(row.fund) && NATURES.includes(row.nature)
    if (fen === null || fen < 0 || seen.has(key) || !isOfNode || (row.project !== '' && row.nature !== 'project'))
      wrong.push(i + 1)
    seen.add(key)
    return { fund: row.fund, nature: row.nature, project: row.project, amount: fen ?? 0 }
  })
  return { typed, figures, wrong }
}

function isNode(fund: string): boolean {
  return wordsFor('fund').some((word) => nodeOfWord('fund', word) === fund)
}
