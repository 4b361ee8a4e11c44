import type { Claim } from '../../src/budget/claim.ts'
import type { Reading } from '../../src/budget/reading.ts'
import { meansOneOf } from './accepts.ts'
import type { AmountLabel } from './labels.ts'
import { numbersIn, occurrences, type PrintedText } from './printed-text.ts'

/**
 * What became of one labelled amount.
 *
 * - `right`: read where it stands, with its value and a slice that is right
 * - `wrong-slice`, `wrong-value`: read where it stands, and misunderstood
 * - `missed`: nothing claims this figure at this place
 */
export type AmountOutcome = 'right' | 'wrong-slice' | 'wrong-value' | 'missed'

export interface AmountMatch {
  readonly label: AmountLabel
  readonly outcome: AmountOutcome
  /** What was read from there, the best first. */
  readonly claims: readonly Claim[]
}

/** A word may stand out of its cell by so many points. */
const NEAR = 3

/** Looks for every labelled amount among the claims: same page, box overlapping, same figure printed. */
export function matchAmounts(amounts: readonly AmountLabel[], reading: Reading, text: PrintedText): AmountMatch[] {
  const byPage = Map.groupBy(
    reading.claims.filter((claim) => claim.measure === 'money'),
    (claim) => claim.place.page ?? 0,
  )
  return amounts.map((label): AmountMatch => {
    const here = byPage.get(label.page)?.filter((claim) => overlaps(claim, label)) ?? []
    const before = byPage
      .get(label.page - 1)
      ?.filter((claim) => claim.place.paragraph !== undefined && text.endsPage(claim.place))
    const claims = [here, before ?? []]
      .map((some) => some.filter((claim) => printsSame(claim, label) && isNth(claim, label, text)))
      .find((some) => some.length > 0)
    if (claims === undefined) return { label, outcome: 'missed', claims: [] }
    if (label.slices.length === 0) return { label, outcome: 'right', claims }
    const meant = claims.filter((claim) => meansOneOf(claim, label.slices, reading.disclosure))
    if (meant.length === 0) return { label, outcome: 'wrong-slice', claims }
    const valued = meant.some((claim) => claim.value === label.amount)
    return { label, outcome: valued ? 'right' : 'wrong-value', claims: meant }
  })
}

function overlaps(claim: Claim, { box }: AmountLabel): boolean {
  const place = claim.place.box
  if (place === undefined) return true
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  return x >= place[0] - NEAR && x <= place[2] + NEAR && y >= place[1] - NEAR && y <= place[3] + NEAR
}

function printsSame(claim: Claim, label: AmountLabel): boolean {
  const [wanted] = numbersIn(label.printed)
  return wanted !== undefined && numbersIn(claim.printed).includes(wanted)
}

/** Of a figure that its paragraph prints several times: whether the claim is of the one that is meant. */
function isNth(claim: Claim, { nth, printed }: AmountLabel, text: PrintedText): boolean {
  const paragraph = text.paragraph(claim.place)
  const { span } = claim.place
  if (nth === undefined || paragraph === undefined || span === undefined) return true
  const start = occurrences(paragraph.text, printed)[nth - 1]
  return start === undefined || (start + 1 >= span[0] && start + 1 <= span[1])
}
