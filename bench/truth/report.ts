import { sliceKey } from '../../src/budget/slice.ts'
import type { Claim } from '../../src/budget/claim.ts'
import type { Finding } from '../../src/budget/finding.ts'
import type { Measured } from './measure.ts'
import { isRecognised } from './match-tables.ts'
import type { Score, Share } from './score.ts'

const HEAD = [
  'document',
  'statutory tables',
  'read + inferred + empty',
  'unread',
  'other tables',
  'amounts read',
  'slice right',
  '… in tables',
  '… in text',
  'no slice: read',
  'mistakes: arithmetic',
  'rounding',
  'other',
  'errors',
  '… false or unjudged',
  'warnings',
  'notes',
]

/** Characters of a message that are enough to find it again. */
const MOST_WORDS = 240

/** One line of the Markdown table. */
function row(name: string, score: Score): string {
  const { statutory, mistakes } = score
  return line([
    name,
    printed(statutory),
    `${statutory.read} + ${statutory.inferred} + ${statutory.empty}`,
    String(statutory.unread),
    printed(score.otherTables),
    printed(score.read),
    printed(score.right),
    printed(score.rightInTables),
    printed(score.rightInText),
    printed(score.beyond),
    printed(mistakes.arithmetic),
    printed(mistakes.rounding),
    printed(mistakes.other),
    String(score.errors),
    String(score.falseErrors),
    String(score.warnings),
    String(score.notes),
  ])
}

/** The measured documents as one Markdown table. */
export function markdown(rows: readonly { readonly name: string; readonly score: Score }[], total: Score): string {
  const percent = ({ got, of }: Share): string => (of === 0 ? '—' : `${((100 * got) / of).toFixed(1)}%`)
  return [
    line(HEAD),
    line(HEAD.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows.map(({ name, score }) => row(name, score)),
    row('**total**', total),
    '',
    `Statutory tables ${percent(total.statutory)}; amounts read ${percent(total.read)}, with the right slice ${percent(total.right)}` +
      ` (in tables ${percent(total.rightInTables)}, in text ${percent(total.rightInText)});` +
      ` arithmetic mistakes ${percent(total.mistakes.arithmetic)}, rounding ${percent(total.mistakes.rounding)}, other ${percent(total.mistakes.other)}` +
      ` (${total.onlyNoted} of them told by a note only);` +
      ` errors false or unjudged ${total.falseErrors} of ${total.errors}.`,
  ].join('\n')
}

function line(texts: readonly string[]): string {
  return `| ${texts.join(' | ')} |`
}

function printed({ got, of }: Share): string {
  return of === 0 ? '—' : `${got}/${of}`
}

/** Everything that was not as labelled, one line each, with what was read instead. */
export function misses(measured: Measured): string[] {
  const lines: string[] = []
  if (measured.refusal !== null) return [`not read: ${measured.refusal}`]
  for (const match of measured.tables) {
    if (isRecognised(match)) continue
    const { label, found } = match
    const instead = found.map((f) => `${f.form === '' ? '?' : f.form} (${f.state}, p${f.place.page}) “${f.title}”`).join('; ')
    const kind = label.statutory === false ? 'other table' : 'table'
    const empty = label.empty === true ? ', empty' : ''
    lines.push(
      `${kind} ${match.outcome} p${label.pages.join(',')}: ${label.form}${empty} “${label.title}” ← ${instead || 'nothing'}`,
    )
  }
  for (const { label, outcome, claims } of measured.amounts) {
    if (outcome === 'right' || label.slices.length === 0) continue
    const wanted = label.slices.map((slice) => sliceKey(slice)).join(' or ')
    const value = outcome === 'wrong-value' ? ` ${label.amount}` : ''
    const instead = claims.map((claim) => described(claim, outcome === 'wrong-value')).join(' / ')
    lines.push(`amount ${outcome} p${label.page} ${label.form} ${label.printed}${value} [${wanted}] ← ${instead || 'nothing'}`)
  }
  for (const { label, outcome, findings } of measured.mistakes) {
    if (outcome === 'placed') continue
    const instead = findings.map((finding) => ` ← ${worded(finding)}`).join('')
    lines.push(
      `mistake ${outcome} p${label.page} ${label.code} “${label.printed}” → “${label.should ?? ''}” ${label.reason}${instead}`,
    )
  }
  for (const finding of measured.unexplained) lines.push(`error unexplained ${worded(finding)}`)
  return lines
}

function described(claim: Claim, value: boolean): string {
  const where =
    claim.form === 'narrative' ? `narrative ${claim.slot ?? ''}` : `${claim.form}: ${rowName(claim)} × ${claim.column ?? ''}`
  return `${sliceKey(claim.slice)}${value ? ` ${claim.value}` : ''} (${where})`
}

function rowName({ row: of }: Claim): string {
  return [of?.code, of?.label].filter((each) => each !== undefined).join(' ')
}

function worded(finding: Finding): string {
  const { zh } = finding.message
  return `${finding.code} p${finding.places[0]?.page ?? '?'} ${zh.length > MOST_WORDS ? `${zh.slice(0, MOST_WORDS)}…` : zh}`
}
