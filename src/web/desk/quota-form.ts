import { figureToFen, printFen, readFigure } from '../../budget/amount.ts'
import { nameOf } from '../../catalogue/codes.ts'
import { nodeName } from '../../catalogue/tree.ts'
import { PERSON_KIND_IDS, PERSON_KINDS, type PersonKindId } from '../../ledger/person-kinds.ts'
import type { Quota, QuotaBase } from '../../ledger/quotas.ts'
import { nodeOfWord, wordsFor } from '../../ledger/rows/node-words.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'

const BLANK_ROWS = 2
const MOST_BASIS = 300

/** A row of the form as it is typed. */
export interface QuotaTexts {
  readonly economic: string
  /** `actual`, `posts`, or `asset:` with its kind. */
  readonly per: string
  readonly people: readonly string[]
  readonly amount: string
  readonly basis: string
}

const HEADS = {
  economic: { zh: '部门经济分类', en: 'Economic class' },
  per: { zh: '按什么计', en: 'Counted by' },
  people: { zh: '哪些人', en: 'Which people' },
  amount: { zh: '每年每人（每件）元', en: 'Yuan a year for one' },
  basis: { zh: '依据', en: 'Basis' },
} as const
const BY = { actual: { zh: '实有人数', en: 'people in post' }, posts: { zh: '编制数', en: 'authorised posts' } } as const

/** A quota as it is typed. */
export function quotaTexts({ economic, per, amount, basis }: Quota): QuotaTexts {
  return {
    economic,
    per: 'asset' in per ? `asset:${per.asset}` : per.by,
    people: 'asset' in per ? [] : per.people,
    amount: printFen(amount, 100, 2, true),
    basis,
  }
}

/** The quotas of a year as a form: a row each. */
export function renderQuotaForm(language: Language, typed: readonly QuotaTexts[], year: number): Markup {
  const rows = [
    ...typed,
    ...Array.from({ length: BLANK_ROWS }, () => ({ economic: '', per: 'actual', people: [], amount: '', basis: '' })),
  ]
  const label = (key: keyof typeof HEADS, i: number): string =>
    `${HEADS[key][language]} ${language === 'zh' ? `第${i + 1}行` : `row ${i + 1}`}`
  const option = (value: string, text: string, own: boolean): Markup =>
    html`<option value="${value}"${own && html` selected`}>${text}</option>`
  return html`<div class="scroll" role="group" aria-labelledby="quotas-title" tabindex="0"><table class="list figures quotas"><thead><tr>${Object.values(HEADS).map((head) => html`<th scope="col">${head[language]}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row, i) =>
      html`<tr><td><input name="economic" value="${row.economic === '' ? '' : `${row.economic} ${nameOf('economic', row.economic, year) ?? ''}`.trim()}" maxlength="60" placeholder="30201" aria-label="${label('economic', i)}"></td>
<td><select name="per" aria-label="${label('per', i)}">${(['actual', 'posts'] as const).map((by) => option(by, BY[by][language], row.per === by))}${assetKinds().map((kind) => option(`asset:${kind}`, nodeName('asset', kind, null)[language], row.per === `asset:${kind}`))}</select></td>
<td><fieldset><legend class="hidden">${label('people', i)}</legend>${PERSON_KINDS.map(({ id, name }) => html`<label><input type="checkbox" name="people-${i}" value="${id}"${row.people.includes(id) && html` checked`}> ${name[language]}</label>`)}</fieldset></td>
<td><input name="amount" value="${row.amount}" inputmode="decimal" maxlength="20" class="n" aria-label="${label('amount', i)}"></td>
<td><input name="basis" value="${row.basis}" maxlength="${MOST_BASIS}" aria-label="${label('basis', i)}"></td></tr>`,
  )}</tbody></table></div>`
}

/** Quotas as a form brings them; numbers of the rows that are wrong, from 1. Rows without class and amount are dropped. */
export function readQuotaForm(all: (name: string) => readonly string[]): {
  readonly typed: readonly QuotaTexts[]
  readonly quotas: readonly Quota[]
  readonly wrong: readonly number[]
} {
  const [pers, amounts, bases] = [all('per'), all('amount'), all('basis')]
  const typed = all('economic')
    .map((economic, i) => ({
      economic: economic.trim().split(/\s/u)[0] ?? '',
      per: pers[i] ?? '',
      people: all(`people-${i}`),
      amount: (amounts[i] ?? '').trim(),
      basis: (bases[i] ?? '').trim(),
    }))
    .filter(({ economic, amount }) => economic !== '' || amount !== '')
  const read = typed.map(readQuota)
  return {
    typed,
    quotas: read.filter((quota) => quota !== null),
    wrong: read.flatMap((quota, i) => (quota === null ? [i + 1] : [])),
  }
}

function readQuota({ economic, per, people, amount, basis }: QuotaTexts): Quota | null {
  const figure = readFigure(amount)
  const fen = figure.state === 'number' ? figureToFen(figure, 100) : null
  const base = baseOf(per, people)
  if (fen === null || fen <= 0 || base === null || basis === '') return null
  if (!/^\d{3}(?:\d{2})?$/u.test(economic) || nameOf('economic', economic, null) === null) return null
  return { economic, per: base, amount: fen, basis }
}

function baseOf(per: string, people: readonly string[]): QuotaBase | null {
  const asset = /^asset:(.+)$/u.exec(per)?.[1]
  if (asset !== undefined) return assetKinds().includes(asset) ? { asset } : null
  const kinds = PERSON_KIND_IDS.filter((id: PersonKindId) => people.includes(id))
  return kinds.length === 0 || (per !== 'actual' && per !== 'posts') ? null : { people: kinds, by: per }
}

function assetKinds(): readonly string[] {
  return wordsFor('asset').map((word) => nodeOfWord('asset', word) ?? '')
}
