import type { FindingResult, SuspectResult } from '../budget/check-result.ts'
import type { Place } from '../budget/place.ts'
import { repairsOf } from '../document/repair.ts'
import { claimLink, type Drawing, renderEquation } from './equation.ts'
import type { Language } from './language.ts'
import { spotId } from './locate.ts'
import { html, type Markup } from './markup.ts'
import { renderCrops } from './page-picture.ts'
import { type PhraseKey, phrase } from './phrases.ts'
import { badge, findingId, kindOf } from './severity.ts'

const SLIPS: Readonly<Record<NonNullable<SuspectResult['slip']>, PhraseKey>> = {
  digit: 'slipDigit',
  transposition: 'slipTransposition',
  decimal: 'slipDecimal',
  shift: 'slipShift',
  blank: 'slipBlank',
  unit: 'slipUnit',
  sign: 'slipSign',
  row: 'slipRow',
  year: 'slipYear',
}

/** Equations beyond this many are folded: the first ones already show what is broken. */
const SHOWN_EQUATIONS = 3

/**
 * One finding with all there is to say: the message, the proposal or the alternatives, the equations, the legal basis, the places.
 * Without `all`, opening one closes the others, so that the list stays in view.
 */
export function renderFinding(finding: FindingResult, number: number, drawing: Drawing, open: boolean, all = false): Markup {
  const { language, prefix } = drawing
  const first = finding.places[0]
  const equations = finding.equations.map((equation) => renderEquation(equation, finding, drawing))
  return html`<details class="finding ${finding.severity}" id="${findingId(prefix, number)}" data-finding="${number}"${!all && html` name="${prefix}finding"`}${open && html` open`}>
<summary>${badge(number, finding.severity)}<span class="gist"><b class="${kindOf(finding) === 'duty' ? 'kind' : 'kind hidden'}">${phrase(language, kindOf(finding))}</b>${finding.since !== undefined && html` <i class="since">${phrase(language, finding.since === 'new' ? 'sinceNew' : 'sinceRemaining')}</i>`}<span class="message">${finding.message}</span>${brief(finding, language)}</span></summary>
<div class="why">
${finding.setAside !== undefined && html`<p class="aside">${phrase(language, 'setAside', { reason: finding.setAside.reason })}</p>`}
${renderCrops(number, drawing.pictures ?? null, drawing.prefix, language)}
${proposals(finding, drawing)}
${drawing.choice === true && repairsOf(finding) !== null && renderAccept(finding, number, drawing)}
${equations.slice(0, SHOWN_EQUATIONS)}
${
  equations.length > SHOWN_EQUATIONS &&
  html`<details class="folded"><summary>${phrase(language, 'moreEquations', { n: equations.length - SHOWN_EQUATIONS })}</summary>${equations.slice(SHOWN_EQUATIONS)}</details>`
}
${finding.basis !== undefined && html`<p class="basis"><b>${phrase(language, 'basis')}</b> <span lang="zh-CN">${finding.basis}</span></p>`}
${first !== undefined && placeLinks(finding.places, drawing)}
</div>
</details>`
}

/**
 * Whether to take the proposal over into the amended document. What is an error is taken over unless a person says no; what a person must judge
 * only if he says yes.
 */
function renderAccept(finding: FindingResult, number: number, { language, prefix }: Drawing): Markup {
  const id = `${findingId(prefix, number)}-accept`
  return html`<p class="accept" data-again hidden><label for="${id}"><input type="checkbox" id="${id}" value="${finding.id}" data-accept autocomplete="off"${finding.severity === 'error' && finding.setAside === undefined && html` checked`}> ${phrase(language, 'accept')}<span class="hidden"> ${phrase(language, 'findingNumber', { n: number })}</span></label></p>`
}

/** The one correction in figures, beside a folded finding's message. It is said in full below, so it is for the eye only. */
function brief(finding: FindingResult, language: Language): Markup | null {
  const [suspect, ...others] = finding.suspects
  if (suspect?.repair == null || suspect.claim === null || others.length > 0) return null
  const printed = suspect.claim.printed.trim()
  const from = printed === '' ? html`${phrase(language, 'blankPrinted')}` : html`<del>${printed}</del>`
  const to = suspect.repair.printed === '' ? phrase(language, 'emptied') : suspect.repair.printed
  return html`<span class="brief" aria-hidden="true">${from} → <ins>${to}</ins></span>`
}

/** The words for a place: page, sheet and cell, line, row and column; whatever it has. */
export function placeName(place: Place, language: Language): string {
  const parts = [
    place.page === undefined ? '' : phrase(language, 'page', { n: place.page }),
    place.sheet === undefined ? '' : `${place.sheet}${place.cell === undefined ? '' : ` ${place.cell}`}`,
    place.table === undefined ? '' : phrase(language, 'tableNumber', { n: place.table }),
    place.row === undefined || place.column === undefined
      ? ''
      : phrase(language, 'rowColumn', { row: place.row, column: place.column }),
    place.line === undefined || place.table !== undefined ? '' : phrase(language, 'line', { n: place.line }),
  ].filter((part) => part !== '')
  return parts.length === 0 ? phrase(language, 'showInTable') : parts.join(language === 'zh' ? '，' : ', ')
}

function placeLinks(places: readonly Place[], drawing: Drawing): Markup {
  const { language, prefix, locate } = drawing
  const seen = new Set<string>()
  const links = places.flatMap((place) => {
    const spot = locate(place)
    const id = spotId(spot, prefix)
    if (spot.kind === 'document' || seen.has(id)) return []
    seen.add(id)
    return [html`<li><a class="jump" href="#${id}">${placeName(place, language)}</a></li>`]
  })
  if (links.length === 0) return html`<p class="places">${phrase(language, 'wholeDocument')}</p>`
  return html`<div class="places"><b>${phrase(language, 'places')}</b> <ul>${links}</ul></div>`
}

/** The one correction, or the equal alternatives with 或者 between them. */
function proposals(finding: FindingResult, drawing: Drawing): Markup | null {
  const { language } = drawing
  const sets = new Map<number, SuspectResult[]>()
  for (const suspect of finding.suspects) sets.set(suspect.set, [...(sets.get(suspect.set) ?? []), suspect])
  const explanations = [...sets.values()].map((set) => set.filter((s) => s.repair !== null)).filter((set) => set.length > 0)
  if (explanations.length === 0) return null
  const items = explanations.map((set, i) => {
    const corrections = set.map((suspect) => correction(suspect, finding, drawing))
    const together = set.length > 1 && html`<span>${phrase(language, 'proposalTogether')}</span>`
    return html`<li>${i > 0 && html`<b class="or">${phrase(language, 'or')}</b> `}${together}${corrections}</li>`
  })
  const only = finding.unique && explanations.length === 1
  return html`<div class="proposal"><p>${only ? html`<b>${phrase(language, 'proposal')}</b>` : phrase(language, 'alternatives')}</p><ul>${items}</ul></div>`
}

function correction(suspect: SuspectResult, finding: FindingResult, drawing: Drawing): Markup {
  const { language } = drawing
  const claim = suspect.claim
  const row = [finding.subject?.row?.code, finding.subject?.row?.label].filter((part) => part !== undefined).join(' ')
  const name = claim === null ? html`${phrase(language, 'absentRow')} ${row}` : claimLink(claim, drawing)
  const printed =
    claim === null || claim.printed.trim() === ''
      ? html`<i>${phrase(language, 'blankPrinted')}</i>`
      : html`<del>${claim.printed}</del>`
  const repair = suspect.repair?.printed ?? ''
  const slip = suspect.slip === undefined ? null : html`<span class="slip">${phrase(language, SLIPS[suspect.slip])}</span>`
  return html`<span class="correction"><span class="name">${name}</span> <span class="change">${printed}<span class="hidden"> ${phrase(language, 'proposalOne')} </span><span aria-hidden="true"> → </span><ins>${repair === '' ? phrase(language, 'emptied') : repair}</ins></span> ${slip}</span>`
}
