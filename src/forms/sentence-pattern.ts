import type { SentenceForm, Slot } from './form.ts'
import { remembered } from './label.ts'
import { squeeze } from './squeeze.ts'

/** A slot of a sentence with the words by which it is found. */
export interface SlotPattern {
  readonly name: string
  readonly slot: Slot
  /** The words before it, from the last punctuation mark on; empty where the slot follows another one directly. */
  readonly lead: string
  /** The words after it, up to the next punctuation mark. */
  readonly tail: string
  /** Words of the lead that stand in it whichever alternative is printed: where they are not, nothing of the slot is. May be empty. */
  readonly anchor: string
}

const BREAK = /[，。；：、]/u
const UNITS = /^(?:万元|元|%|个|人|年度?)/u
const LINKS = /^(?:和|及|与|以及)/u

/** Takes a sentence form apart into its slots. The text stays the one that is printed. */
export function slotPatterns(form: SentenceForm): readonly SlotPattern[] {
  const pieces = form.text.split(/\{([^}]+)\}/u)
  const patterns: SlotPattern[] = []
  for (let i = 1; i < pieces.length; i += 2) {
    const name = pieces[i] ?? ''
    const slot = form.slots[name]
    if (slot === undefined) throw new Error(`sentence ${form.id} has no slot {${name}}`)
    const lead = leadOf(pieces[i - 1] ?? '', i > 1)
    patterns.push({
      name,
      slot,
      lead,
      anchor: anchorOf(lead),
      tail: tailOf(pieces.slice(i + 1).find((p, k) => k % 2 === 0 && p !== '') ?? ''),
    })
  }
  return patterns
}

function squeezeTemplate(literal: string): string {
  // Narrow brackets are alternatives in a template; everything else is squeezed as the text will be.
  return literal
    .split(/([()|])/u)
    .map((piece) => (/^[()|]$/u.test(piece) ? piece : squeeze(piece).text))
    .join('')
}

function leadOf(literal: string, follows: boolean): string {
  const text = squeezeTemplate(literal)
  const rest = follows ? text.replace(UNITS, '').replace(LINKS, '') : text
  return (rest.split(BREAK).at(-1) ?? '').replace(LINKS, '').replace(/(?:为|共计)$/u, '')
}

function tailOf(literal: string): string {
  return squeezeTemplate(literal).split(BREAK)[0] ?? ''
}

/** The longest literal outside brackets; none where the whole is alternatives. */
function anchorOf(lead: string): string {
  let depth = 0
  const pieces = ['']
  for (const c of lead) {
    if (c === '|' && depth === 0) return ''
    if (c === '(') depth++
    else if (c === ')') depth--
    if (c === '(' || c === ')') pieces.push('')
    else if (depth === 0) pieces.push((pieces.pop() ?? '') + c)
  }
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest))
}

/**
 * Template words as a source of a regular expression: `(a|b)` are alternatives, all else is literal. Asked for in every paragraph over
 * the few wordings of the forms.
 */
export const wordsSource = remembered((words) => words.replace(/[.*+?^${}[\]\\]/gu, '\\$&').replace(/\(/gu, '(?:'))

/** Whether the words may also be none at all. */
export function mayBeEmpty(words: string): boolean {
  return new RegExp(`^(?:${wordsSource(words)})$`, 'u').test('')
}
