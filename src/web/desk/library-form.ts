import { INDICATOR_CLASSES } from '../../catalogue/indicators.ts'
import type { CardProblem, CardTexts } from '../../ledger/library-project.ts'
import { SHEET_FIELDS } from '../../ledger/rows/fields.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { inLanguage } from './desk-shell.ts'
import { type LibraryPhraseKey, libraryPhrase } from './library-phrases.ts'

/** Blank rows below those that are filled in; saving gives as many again. */
const BLANK_INDICATORS = 3
/** The same list as of the field in the grid. */
const FUNCTION_CHOICES = SHEET_FIELDS.projects.find(({ id }) => id === 'function')?.choices ?? ''
/** Years for which there is a field. */
const YEARS = 5

const TEXTS = ['level3', 'description', 'value', 'basis'] as const

/** The card as a form: every text by the rules of the ledger's sheets, what is wrong beside its field. */
export function renderLibraryForm(
  language: Language,
  {
    action,
    texts,
    problems,
    year,
  }: {
    readonly action: string
    readonly texts: CardTexts
    readonly problems: readonly CardProblem[]
    /** Shown first among the estimates where none is given. */
    readonly year: number
  },
): Markup {
  const say = (key: LibraryPhraseKey, values = {}): string => libraryPhrase(language, key, values)
  const own = (id: string): string => texts.project[id] ?? ''
  const first = /^20\d{2}$/u.test(texts.since) ? texts.since : String(year)
  const line = (
    id: string,
    label: LibraryPhraseKey,
    hint: LibraryPhraseKey | null = null,
    value = own(id),
    picker = html``,
  ): Markup =>
    html`<p class="field"><label for="f-${id}">${say(label)}</label><input id="f-${id}" name="${id}" value="${value}" maxlength="200"${picker}${describedBy(id, hint, problems)}>${told(language, id, hint, problems)}</p>`
  const area = (id: string, label: LibraryPhraseKey, hint: LibraryPhraseKey | null = null): Markup =>
    html`<p class="field"><label for="f-${id}">${say(label)}</label><textarea id="f-${id}" name="${id}" rows="4"${describedBy(id, hint, problems)}>${own(id)}</textarea>${told(language, id, hint, problems)}</p>`
  return html`<form class="library-card" method="post" action="${inLanguage(language, action)}">
<div class="columns"><div>${line('name', 'name')}${line('code', 'code', 'codeHint')}${line('function', 'function', 'functionHint', own('function'), html` data-choices="${FUNCTION_CHOICES}" data-lists="/desk/choices/${first}"`)}<div class="pair">${line('since', 'since', null, texts.since)}${line('until', 'until', 'untilHint')}</div></div>
<div>${renderEstimates(language, texts, problems, year)}</div></div>
<div class="columns"><div>${area('purpose', 'purpose')}</div><div>${area('goals', 'goals', 'goalsHint')}</div><div>${area('plan', 'plan', 'planHint')}</div></div>
${renderIndicators(language, texts, problems)}
<button type="submit" class="main">${say('save')}</button></form>`
}

function renderEstimates(
  language: Language,
  { estimates, since }: CardTexts,
  problems: readonly CardProblem[],
  year: number,
): Markup {
  const say = (key: LibraryPhraseKey, values = {}): string => libraryPhrase(language, key, values)
  const first = /^\d{4}$/u.test(since) ? Number(since) : year
  const known = new Set(estimates.map((each) => each.year))
  const more = Array.from({ length: YEARS }, (_, i) => String(first + i)).filter((each) => !known.has(each))
  const own = estimates.map((each, i) => ({ ...each, field: `estimates.${i}.amount` }))
  const blank = more.slice(0, Math.max(1, YEARS - own.length)).map((each) => ({ year: each, amount: '', field: '' }))
  const rows = [...own, ...blank].toSorted((one, other) => (one.year < other.year ? -1 : 1))
  return html`<fieldset class="estimates"><legend>${say('estimates')}</legend>${rows.map(
    (row, i) =>
      html`<p><label><span class="hidden">${say('year')} ${say('row', { n: i + 1 })}</span><input name="estimate-year" value="${row.year}" inputmode="numeric" maxlength="4"></label> <label><span class="hidden">${row.year} ${say('amount')}</span><input name="estimate-amount" value="${row.amount}" inputmode="decimal" maxlength="20" class="n"${describedBy(row.field, null, problems)}></label> ${language === 'zh' ? '元' : 'yuan'}${told(language, row.field, null, problems)}</p>`,
  )}</fieldset>`
}

function renderIndicators(language: Language, { indicators }: CardTexts, problems: readonly CardProblem[]): Markup {
  const say = (key: LibraryPhraseKey, values = {}): string => libraryPhrase(language, key, values)
  const rows = [...indicators, ...Array.from({ length: BLANK_INDICATORS }, (): Readonly<Record<string, string>> => ({}))]
  return html`<h2 id="indicators-title">${say('indicators')}</h2><p class="hint" id="indicators-hint">${say('indicatorsHint')}</p>
<div class="scroll" role="group" aria-labelledby="indicators-title" tabindex="0"><table class="list indicators" aria-describedby="indicators-hint"><thead><tr><th scope="col">${say('level')}</th>${TEXTS.map((id) => html`<th scope="col">${say(id)}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row, i) =>
      html`<tr><td><select name="indicator-level" aria-label="${say('level')} ${say('row', { n: i + 1 })}">${renderClasses(language, row)}</select></td>${TEXTS.map(
        (id) =>
          html`<td><input name="indicator-${id}" value="${row[id] ?? ''}" maxlength="300" aria-label="${say(id)} ${say('row', { n: i + 1 })}"${describedBy(`indicators.${i}.${id}`, null, problems)}>${told(language, `indicators.${i}.${id}`, null, problems)}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`
}

function renderClasses(language: Language, row: Readonly<Record<string, string>>): Markup {
  const own = `${row['level1'] ?? ''}|${row['level2'] ?? ''}`
  const known = INDICATOR_CLASSES.map(({ level1, level2 }) => `${level1}|${level2}`)
  const values = own === '|' || known.includes(own) ? known : [own, ...known]
  return html`<option value="|">${libraryPhrase(language, 'choose')}</option>${values.map(
    (value) => html`<option value="${value}"${value === own && html` selected`}>${value.split('|').join(' · ')}</option>`,
  )}`
}

/** Ids of what is said of a field. */
function describedBy(field: string, hint: LibraryPhraseKey | null, problems: readonly CardProblem[]): Markup {
  const wrong = problems.some((problem) => problem.field === field)
  const ids = [...(hint === null ? [] : [`hint-${field}`]), ...(wrong ? [`wrong-${field}`] : [])]
  return html`${ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`}${wrong && html` aria-invalid="true"`}`
}

function told(language: Language, field: string, hint: LibraryPhraseKey | null, problems: readonly CardProblem[]): Markup {
  const own = problems.filter((problem) => problem.field === field)
  return html`${hint !== null && html`<span class="hint" id="hint-${field}">${libraryPhrase(language, hint)}</span>`}${own.length > 0 && html`<span class="wrong-field" id="wrong-${field}">${own.map(({ message }) => message[language]).join(' ')}</span>`}`
}

/** What a form brought: rows of indicators and of estimates as lists of the same length. */
export function readLibraryForm(one: (name: string) => string, all: (name: string) => readonly string[]): CardTexts {
  const project = Object.fromEntries(
    ['code', 'name', 'function', 'purpose', 'plan', 'goals', 'until'].flatMap((id) => (one(id) === '' ? [] : [[id, one(id)]])),
  )
  const levels = all('indicator-level')
  const columns = TEXTS.map((id) => [id, all(`indicator-${id}`)] as const)
  const indicators = levels.map((level, i) => {
    const [level1 = '', level2 = ''] = level.split('|')
    const texts = { level1, level2, ...Object.fromEntries(columns.map(([id, values]) => [id, values[i] ?? ''])) }
    return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''))
  })
  const amounts = all('estimate-amount')
  const years = all('estimate-year')
  return {
    project,
    since: one('since'),
    indicators: indicators.filter((texts) => Object.keys(texts).length > 0),
    estimates: amounts.map((amount, i) => ({ year: years[i] ?? '', amount })).filter(({ amount }) => amount.trim() !== ''),
  }
}
