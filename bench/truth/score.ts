import type { MistakeKind } from './match-mistakes.ts'
import { isRecognised } from './match-tables.ts'
import type { Measured } from './measure.ts'

/** So many of so many. */
export interface Share {
  readonly got: number
  readonly of: number
}

/** One document, or all of them, in numbers. */
export interface Score {
  /** Statutory tables with their form id, page and state right, and what they were. */
  readonly statutory: Share & {
    readonly read: number
    readonly inferred: number
    readonly empty: number
    readonly unread: number
  }
  /** Project lists, cards, procurement and the like. */
  readonly otherTables: Share
  /** Amounts whose meaning a slice can say: a claim stands there; and it has the right slice and value. */
  readonly read: Share
  readonly right: Share
  /** Amounts of which only running text speaks, and those in tables. */
  readonly rightInTables: Share
  readonly rightInText: Share
  /** Amounts whose meaning no slice can say: read as something, or honestly not read. */
  readonly beyond: Share
  /** Mistakes that a finding names at their place. */
  readonly mistakes: Readonly<Record<MistakeKind, Share>>
  /** Of these, the ones that only a note tells. */
  readonly onlyNoted: number
  readonly errors: number
  /** Errors that no label explains, and that nobody has judged to be true. */
  readonly falseErrors: number
  readonly warnings: number
  readonly notes: number
  readonly problems: number
}

/** Counts. `isTrue` says of an error that no label explains whether a person has judged it to be true. */
export function scoreOf(measured: readonly Measured[], isTrue: (document: Measured, index: number) => boolean): Score {
  const tables = measured.flatMap((each) => each.tables)
  const statutory = tables.filter(({ label }) => label.statutory !== false)
  const others = tables.filter(({ label }) => label.statutory === false)
  const amounts = measured.flatMap((each) => each.amounts)
  const sayable = amounts.filter(({ label }) => label.slices.length > 0)
  const beyond = amounts.filter(({ label }) => label.slices.length === 0)
  const right = (some: typeof sayable): Share => share(some, ({ outcome }) => outcome === 'right')
  const mistakes = measured.flatMap((each) => each.mistakes)
  const findings = measured.flatMap((each) => each.findings)
  const severity = (wanted: string): number => findings.filter((finding) => finding.severity === wanted).length
  const were = (outcome: string): number => statutory.filter((match) => match.outcome === outcome).length
  const kind = (wanted: MistakeKind): Share =>
    share(
      mistakes.filter((match) => match.kind === wanted),
      ({ outcome }) => outcome === 'placed',
    )
  return {
    statutory: {
      ...share(statutory, isRecognised),
      read: were('read'),
      inferred: were('inferred'),
      empty: were('empty'),
      unread: were('unread'),
    },
    otherTables: share(others, isRecognised),
    read: share(sayable, ({ outcome }) => outcome !== 'missed'),
    right: right(sayable),
    rightInTables: right(sayable.filter(({ label }) => label.form !== 'narrative')),
    rightInText: right(sayable.filter(({ label }) => label.form === 'narrative')),
    beyond: share(beyond, ({ outcome }) => outcome !== 'missed'),
    mistakes: { arithmetic: kind('arithmetic'), rounding: kind('rounding'), other: kind('other') },
    onlyNoted: mistakes.filter(({ outcome, findings: by }) => outcome === 'placed' && by.every((f) => f.severity === 'note'))
      .length,
    errors: severity('error'),
    falseErrors: measured.reduce((sum, each) => sum + each.unexplained.filter((_, i) => !isTrue(each, i)).length, 0),
    warnings: severity('warning'),
    notes: severity('note'),
    problems: measured.reduce((sum, each) => sum + each.problems, 0),
  }
}

function share<T>(some: readonly T[], holds: (each: T) => boolean): Share {
  return { got: some.filter((each) => holds(each)).length, of: some.length }
}
