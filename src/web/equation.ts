import type { ClaimResult, EquationResult, FindingResult } from '../budget/check-result.ts'
import { html, type Markup, type Part } from './markup.ts'
import type { Language } from './language.ts'
import type { Pictures } from './page-boxes.ts'
import { type Locate, spotId } from './locate.ts'
import { type PhraseKey, phrase } from './phrases.ts'
import { type AmountStyle, amountOf, printAmount, styleOf } from './print-amount.ts'

/** What drawing needs to know besides the equation. */
export interface Drawing {
  readonly language: Language
  readonly prefix: string
  readonly locate: Locate
  /** Units of the document, for equations whose own figures leave theirs open. */
  readonly units: readonly string[]
  /** Whether a person may choose which corrections to accept. */
  readonly choice?: boolean
  /** Of a PDF: its pages, to show beside what was read. */
  readonly pictures?: Pictures | null
}

/** A name this long in a table's title is no coincidence. */
const LONG_NAME = 6

type Term = EquationResult['left'][number]

const LAWS: Readonly<Record<string, PhraseKey>> = {
  sum: 'lawSum',
  same: 'lawSame',
  balance: 'lawBalance',
  change: 'lawChange',
  bridge: 'lawBridge',
  bound: 'lawBound',
  purpose: 'lawPurpose',
}

/** What an equation of a law says, in a word. */
export function lawName(law: string, language: Language): string {
  return phrase(language, LAWS[law] ?? 'lawOther')
}

/**
 * Draws an equation as an account is written: one term a line with its sign, a rule, what they add up to, what is printed as
 * the other side, and the difference. Blank terms are folded unless one of them is a suspect.
 */
export function renderEquation(equation: EquationResult, finding: FindingResult, drawing: Drawing): Markup {
  const { language } = drawing
  const style = styleOf(equation, drawing.units)
  // The longer side is the sum, the shorter is what it is compared with; a bound is read from its part to its whole.
  const turned = equation.relation === '=' && equation.right.length > equation.left.length
  const terms = turned ? equation.right : equation.left
  const other = turned ? equation.left : equation.right
  const common = commonOf((terms.length > 1 ? terms : [...terms, ...other]).map((term) => term.claim))
  const suspects = new Map(finding.suspects.flatMap((s) => (s.claim === null ? [] : [[spotKey(s.claim, drawing), s] as const])))

  const line = (term: Term, first: boolean): Markup => {
    const claim = term.claim
    const suspect = suspects.get(spotKey(claim, drawing))
    const sign = term.times < 0 ? '−' : first ? '' : '+'
    const repair = suspect?.repair
    const figure =
      suspect !== undefined && repair != null && finding.unique
        ? html`${struck(claim, finding, language)}<ins><span class="hidden">${phrase(language, 'shouldBe')} </span><span aria-hidden="true">→ </span>${repair.printed === '' ? phrase(language, 'emptied') : repair.printed}</ins>`
        : html`${figureOf(claim, language)}`
    return html`<li class="${suspect === undefined ? 'term' : `term suspect ${finding.severity}`}"><span class="sign">${sign}</span><span class="name">${claimLink(claim, drawing, common)}${Math.abs(term.times) === 1 ? '' : ` × ${Math.abs(term.times)}`}</span><span class="figure">${figure}</span></li>`
  }
  const blank = (term: Term): boolean => term.claim.state === 'blank' && !suspects.has(spotKey(term.claim, drawing))
  const shown = terms.filter((term) => !blank(term))
  const folded = terms.filter(blank)
  const listed = shown.length === 0 ? terms : shown
  const sum = terms.length > 1 ? sumOf(terms, other, equation.difference, turned) : null

  return html`<figure class="equation">
<figcaption>${lawName(equation.law, language)}${captionOf(common, style, language)}</figcaption>
<ul>${listed.map((term, i) => line(term, i === 0))}</ul>
${
  shown.length > 0 &&
  folded.length > 0 &&
  html`<details class="folded"><summary>${phrase(language, 'foldedBlanks', { n: folded.length })}</summary><ul>${folded.map((term) => line(term, false))}</ul></details>`
}
${sum !== null && html`<p class="total"><span>${phrase(language, 'sumOf')}</span><span class="figure">${printAmount(sum, style)}</span></p>`}
<ul class="other">${other.map((term, i) => otherLine(line(term, i === 0), i === 0 ? relationOf(equation, terms.length, language) : null))}</ul>
${equation.difference === 0 && finding.suspects.some((s) => s.repair !== null) ? html`<p class="difference">${phrase(language, 'holdsOnceMended')}</p>` : html`<p class="difference"><span>${phrase(language, equation.relation === '≤' ? 'exceeds' : 'difference')}</span><span class="figure">${printAmount(Math.abs(equation.difference), style)} ${style.unit}</span></p>`}
${equation.premise !== undefined && html`<p class="premise">${phrase(language, 'premise')}${language === 'zh' ? '：' : ': '}${equation.premise}</p>`}
</figure>`
}

/** A claim's name, linked to its place: table, row and column, or the words of its sentence. `skip` names what need not be repeated. */
export function claimLink(claim: ClaimResult, drawing: Drawing, skip: Partial<Common> = {}): Markup {
  const spot = drawing.locate(claim.place)
  const name = claimName(claim, skip)
  if (spot.kind === 'document') return html`${name}`
  return html`<a href="#${spotId(spot, drawing.prefix)}">${name}</a>`
}

/** A claim's name in words. */
export function claimName(claim: ClaimResult, skip: Partial<Common> = {}): string {
  const row = [claim.row?.code, claim.row?.label].filter((part) => part !== undefined && part !== '').join(' ')
  const parts = [
    claim.title === skip.title ? '' : claim.title,
    // A card's title names its project already.
    row === skip.row || (claim.row?.code === undefined && row.length >= LONG_NAME && claim.title.includes(row)) ? '' : row,
    claim.column === skip.column ? '' : (claim.column ?? ''),
    claim.sentence === undefined ? '' : `“${excerpt(claim.sentence, claim.printed)}”`,
  ].filter((part) => part !== '')
  return parts.length > 0 ? parts.join(' › ') : row || claim.column || claim.title || claim.form
}

interface Common {
  readonly title: string | undefined
  readonly row: string | undefined
  readonly column: string | undefined
}

/** What all claims share is said once, in the caption. */
function commonOf(claims: readonly ClaimResult[]): Common {
  const shared = (value: (claim: ClaimResult) => string): string | undefined => {
    const values = new Set(claims.map(value))
    const only = [...values][0]
    return values.size === 1 && only !== undefined && only !== '' ? only : undefined
  }
  const title = shared((c) => c.title)
  const row = shared((c) => [c.row?.code, c.row?.label].filter((part) => part !== undefined && part !== '').join(' '))
  const column = shared((c) => c.column ?? '')
  // Something must be left to tell the terms apart.
  return { title, row, column: row === undefined ? column : undefined }
}

function captionOf(common: Common, style: AmountStyle, language: Language): string {
  const words = [common.title, common.row, common.column].filter((part) => part !== undefined)
  const where = words.length === 0 ? '' : `${language === 'zh' ? '：' : ': '}${words.join(' › ')}`
  if (style.unit === '') return where
  return language === 'zh' ? `${where}（${style.unit}）` : `${where} (${style.unit})`
}

function otherLine(line: Markup, relation: string | null): Part {
  return relation === null ? line : html`<li class="relation">${relation}</li>${line}`
}

function relationOf(equation: EquationResult, terms: number, language: Language): string {
  if (equation.relation === '≤') return phrase(language, 'atMost')
  return terms > 1 ? phrase(language, 'printedAs') : '≠'
}

/** What the terms add up to; where a malformed one hides it, what the other side and the difference say. */
function sumOf(terms: readonly Term[], other: readonly Term[], difference: number, turned: boolean): number | null {
  const own = total(terms)
  if (own !== null) return own
  const rest = total(other)
  return rest === null ? null : turned ? rest - difference : rest + difference
}

function total(terms: readonly Term[]): number | null {
  let sum = 0
  for (const { claim, times } of terms) {
    const amount = amountOf(claim)
    if (amount === null) return null
    sum += amount * times
  }
  return sum
}

/** A figure that is to be corrected. There is nothing to strike out in a blank. */
function struck(claim: ClaimResult, finding: FindingResult, language: Language): Markup {
  const figure = figureOf(claim, language)
  return claim.printed.trim() === '' ? figure : html`<del class="${finding.severity}">${figure}</del>`
}

function figureOf(claim: ClaimResult, language: Language): Markup {
  return claim.printed.trim() === '' ? html`<i>${phrase(language, 'blankPrinted')}</i>` : html`${claim.printed}`
}

function spotKey(claim: ClaimResult, drawing: Drawing): string {
  return [spotId(drawing.locate(claim.place), ''), claim.place.span?.join('-'), claim.row?.label, claim.column, claim.slot].join(
    '|',
  )
}

/** The clause of a sentence around a printed figure. */
function excerpt(sentence: string, printed: string): string {
  const at = Math.max(0, sentence.indexOf(printed))
  const end = Math.min(sentence.length, at + printed.length + 4)
  const start = Math.max(0, at - 18)
  return `${start > 0 ? '…' : ''}${sentence.slice(start, end)}${end < sentence.length ? '…' : ''}`
}
