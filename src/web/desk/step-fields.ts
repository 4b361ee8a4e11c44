import type { Words } from '../../budget/finding.ts'
import type { DecisionToName } from '../../ledger/workflow/revisions.ts'
import { MOST_DOCUMENT, MOST_REASON } from '../../ledger/workflow/said-limits.ts'
import type { Asked, TransitionId } from '../../ledger/workflow/transitions.ts'
import type { Language } from '../language.ts'
import { html, type Markup } from '../markup.ts'
import { reasonOf } from '../trail-words.ts'

/** What a step asks of whoever makes it. */
export interface AskingStep {
  readonly id: TransitionId
  readonly name: Words
  readonly asks: readonly Asked[]
  /** The decisions one of which its document has to name; null where it names none. */
  readonly decision: DecisionToName | null
}

const DAY: Words = { zh: '文件日期', en: 'Date of the document' }
const DOCUMENT: Words = { zh: '文号', en: 'Number of the document' }
const DECISION: Words = { zh: '依据的人大常委会决定', en: 'Decision that it rests on' }
const CHOOSE: Words = { zh: '请选择', en: 'Choose' }

/** What a step asks for, as fields of its form: the same on every page on which steps are made. */
export function renderStepFields(language: Language, { id, name, asks, decision }: AskingStep): Markup {
  const field = (of: string, label: Words, input: Markup): Markup =>
    html`<p class="field"><label for="${id}-${of}">${label[language]}</label> ${input}</p>`
  return html`${asks.includes('reason') && field('reason', reasonOf(name), html`<textarea id="${id}-reason" name="reason" rows="2" required maxlength="${MOST_REASON}"></textarea>`)}${
    asks.includes('document') &&
    html`${field('day', DAY, html`<input id="${id}-day" name="day" type="date" required>`)}${field('document', DOCUMENT, html`<input id="${id}-document" name="document" required autocomplete="off" maxlength="${MOST_DOCUMENT}"${decision !== null && html` aria-describedby="${id}-decision-hint"`}>`)}${decision !== null && renderDecisions(language, id, decision)}`
  }`
}

/** The decision is chosen and not typed: one that is free to be used, the only one at once. */
function renderDecisions(language: Language, id: TransitionId, { documents, hint }: DecisionToName): Markup {
  return html`<p class="field"><label for="${id}-decision">${DECISION[language]}</label> <select id="${id}-decision" name="decision" required>${documents.length !== 1 && html`<option value="">${CHOOSE[language]}</option>`}${documents.map((each) => html`<option>${each}</option>`)}</select> <span class="hint" id="${id}-decision-hint">${hint[language]}</span></p>`
}
