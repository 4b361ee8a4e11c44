import type { Claim, Ratio } from '../../budget/claim.ts'
import type { ReadingBuilder } from '../reading-builder.ts'
import type { NarrativeParagraph } from '../read-sentences.ts'
import type { Mention } from './mention.ts'
import type { NarrativeClaim, NarrativeReading } from './read-narrative.ts'
import { sentenceAround } from './sentences.ts'
import { amountsBySlice, wholeOf } from './shares.ts'

/** A claim of the narrative with the place of its figure within the squeezed text. */
export interface Made {
  readonly from: number
  readonly id: number
}

/** Adds the claims of figures that no sentence form has read. The percentages come last: they name the claims they are reckoned from. */
export function addMeant(
  meant: NarrativeReading,
  made: Map<NarrativeParagraph, Made[]>,
  table: number,
  builder: ReadingBuilder,
): number {
  const ids = new Map<Mention, number>()
  const before = builder.claims.length
  const earlier = new Map<NarrativeParagraph, ReadonlyMap<number, number>>()
  for (const [paragraph, own] of made) earlier.set(paragraph, new Map(own.toReversed().map(({ from, id }) => [from, id])))
  const isRate = ({ mention }: NarrativeClaim): boolean => mention.ratio !== undefined
  // Of all claims but the percentages, which come last.
  let amounts: ReadonlyMap<string, Claim> | undefined
  for (const one of [...meant.claims.filter((c) => !isRate(c)), ...meant.claims.filter(isRate)]) {
    const { paragraph, from, span, mention } = one
    const known = earlier.get(paragraph)?.get(from)
    if (known !== undefined) {
      ids.set(mention, known)
      continue
    }
    const ratio =
      mention.ratio === undefined
        ? undefined
        : withWhole(ratioOf(mention, ids), one, builder.claims, (amounts ??= amountsBySlice(builder.claims)))
    const id = builder.claim({
      ...one.claim,
      form: 'narrative',
      table,
      title: paragraph.section,
      sentence: sentenceAround(paragraph.text, span[0] - 1),
      place: { ...paragraph.place, span },
      ...(ratio === undefined ? {} : { ratio }),
    })
    if (!ids.has(mention)) ids.set(mention, id)
    const own = made.get(paragraph)
    if (own === undefined) made.set(paragraph, [{ from, id }])
    else own.push({ from, id })
  }
  for (const list of made.values()) list.sort((a, b) => a.from - b.from)
  return builder.claims.length - before
}

function ratioOf(mention: Mention, ids: ReadonlyMap<Mention, number>): Ratio {
  const { of, to, change } = mention.ratio ?? {}
  const idOf = (m: Mention | undefined): number | undefined => (m === undefined ? undefined : ids.get(m))
  const [a, b, c] = [idOf(of), idOf(to), idOf(change)]
  return {
    kind: mention.kind === 'share' ? 'share' : mention.kind === 'completion' ? 'completion' : 'growth',
    ...(a === undefined ? {} : { of: a }),
    ...(b === undefined ? {} : { to: b }),
    ...(c === undefined ? {} : { change: c }),
  }
}

/** A share's whole may stand in a table only. */
function withWhole(
  ratio: Ratio,
  { claim, mention }: NarrativeClaim,
  claims: readonly Claim[],
  amounts: ReadonlyMap<string, Claim>,
): Ratio {
  const part = ratio.of === undefined ? undefined : claims[ratio.of]
  if (ratio.kind !== 'share' || ratio.to !== undefined || mention.ratio?.to !== undefined || part === undefined) return ratio
  const to = wholeOf(part, claim, mention.ratio?.wholes, amounts)
  return to === null ? ratio : { ...ratio, to }
}
