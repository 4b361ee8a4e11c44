import { FEN_PER_UNIT, figureToFen, precisionOf, readFigure } from '../../budget/amount.ts'
import type { Claim } from '../../budget/claim.ts'
import { sliceKey, type Slice } from '../../budget/slice.ts'
import type { Mention, Topic } from './mention.ts'

/**
 * Which of its possible slices each topic is. Prose says less than it means, so the document's tables are asked: the slice on which they
 * print this amount is the one that is meant. Where no table agrees, a topic is a slice only if all that it may be are one amount in the
 * tables, or if it may be one thing only. Everything else stays a figure in a sentence.
 */
export function settle(mentions: readonly Mention[], claims: readonly Claim[]): ReadonlyMap<Topic, Slice> {
  const printed = Map.groupBy(
    claims.filter((c) => c.measure === 'money' && c.form !== 'narrative' && c.part === undefined && c.prose !== true),
    (c) => sliceKey(c.slice),
  )
  const first = firstAmounts(mentions)
  const carrying = new Set(mentions.flatMap((m) => (CARRIED.has(m.topic.options[0]?.flow ?? '') ? [m.partOf] : [])))
  const settled = new Map<Topic, Slice>()
  const pending: { readonly topic: Topic; readonly value: Value | null }[] = []
  for (const topic of new Set(mentions.map((m) => m.topic))) {
    const value = valueOf(first.get(topic))
    const options = sayable(topic, carrying)
    const knownOn = (slices: readonly Slice[]): { readonly slice: Slice; readonly claim: Claim }[] =>
      slices.flatMap((slice) => (printed.get(sliceKey(slice)) ?? []).map((claim) => ({ slice, claim })))
    const agreeingOn = (slices: readonly Slice[]): Slice | undefined =>
      value === null
        ? undefined
        : knownOn(slices).find(({ claim }) => (topic.open ? isSame : agrees)(value, claim.value, claim.precision))?.slice
    const known = knownOn(options)
    const agreeing = agreeingOn(options)
    if (agreeing !== undefined) {
      settled.set(topic, agreeing)
      continue
    }
    // A table of another fund confirms that it is this amount, and takes nothing from the fund that is said.
    const [said] = options
    if (said !== undefined && known.length === 0 && agreeingOn(topic.options) !== undefined) {
      settled.set(topic, said)
      continue
    }
    if (topic.open) continue
    // The likeliest meaning is held against its table. A wider one that does not agree says nothing: it may be all money beside a part.
    const [nearest] = known
    const [likeliest] = options
    if (nearest === undefined || nearest.slice !== likeliest) {
      pending.push({ topic, value })
      continue
    }
    // A blank says nothing of what the text may have counted in.
    const isSaid = nearest.claim.state === 'number' || value?.value === 0
    if (isSaid && known.every(({ claim }) => claim.value === nearest.claim.value)) settled.set(topic, nearest.slice)
  }
  const told = new Map<string, Value>()
  for (const [topic, slice] of settled) {
    const value = valueOf(first.get(topic))
    if (value !== null) told.set(sliceKey(slice), value)
  }
  for (const { topic, value } of pending) {
    const options = sayable(topic, carrying)
    const [likeliest] = options
    if (likeliest === undefined) continue
    const other = options.find((slice) => {
      const before = told.get(sliceKey(slice))
      return before !== undefined && value !== null && agrees(value, before.value, before.precision)
    })
    const slice = other ?? likeliest
    const before = told.get(sliceKey(slice))
    // Another amount on the likeliest slice, and other slices that it may be: nobody can tell.
    if (before !== undefined && value !== null && options.length > 1 && !agrees(value, before.value, before.precision)) continue
    settled.set(topic, slice)
    if (value !== null && before === undefined) told.set(sliceKey(slice), value)
  }
  return settled
}

const CARRIED: ReadonlySet<string> = new Set(['brought-forward', 'carried-forward'])
const ALL_MONEY: ReadonlySet<string> = new Set(['sources', 'uses'])

/**
 * What a topic may be. A fund that is said excludes the others, if it is a fund that what is spoken of may be of; what has carried-over
 * money among its parts is all sources or all uses.
 */
function sayable(topic: Topic, carrying: ReadonlySet<Topic | undefined>): readonly Slice[] {
  const { options, fund } = topic
  const [likeliest] = options
  // Functional items under 财政拨款 may be listed fund by fund: there the tables tell which.
  const isListed = fund === 'appropriation' && likeliest?.function !== undefined
  const said = options.filter(
    (o) =>
      (o.project !== undefined || likeliest?.project === undefined) &&
      (fund === null || likeliest?.fund !== fund || o.fund === fund || (isListed && o.fund === 'general')),
  )
  if (!carrying.has(topic)) return said
  const whole = said.filter((o) => ALL_MONEY.has(o.flow ?? ''))
  return [...whole, ...said.filter((o) => !whole.includes(o))]
}

interface Value {
  readonly value: number
  readonly precision: number
}

/** Each topic's first amount in the document's own year and stage. */
function firstAmounts(mentions: readonly Mention[]): ReadonlyMap<Topic, Mention> {
  const first = new Map<Topic, Mention>()
  for (const mention of mentions) {
    const { kind, topic, when, from } = mention
    if (kind === 'amount' && when.year === undefined && when.stage === undefined && from >= 0 && !first.has(topic))
      first.set(topic, mention)
  }
  return first
}

function valueOf(mention: Mention | undefined): Value | null {
  if (mention === undefined) return null
  const figure = readFigure(mention.figure.printed)
  const unit = FEN_PER_UNIT[mention.figure.unit] ?? 1_000_000
  if (figure.state !== 'number') return null
  const value = figureToFen(figure, unit)
  return value === null ? null : { value, precision: precisionOf(figure.decimals, unit) }
}

/** Whether it is the very figure, or the same one rounded: what may be another amount altogether is confirmed by nothing less. */
function isSame(a: Value, value: number, precision: number): boolean {
  const off = Math.abs(a.value - value)
  return a.precision === precision ? off === 0 : off * 2 <= Math.max(a.precision, precision)
}

function agrees(a: Value, value: number, precision: number): boolean {
  return Math.abs(a.value - value) <= (a.precision + precision) / 2
}
