import { type LinearSystem, timesOf } from './linear-system.ts'

/** What one group of choices may add to a row, from least to most. */
interface Share {
  low: number
  high: number
  members: number
}

/**
 * Where each of some rows without common free variables has exactly one corrected variable, and nothing outside them is corrected,
 * every choice has a known correction. Choices that no row can make up for, whatever is chosen elsewhere, are excluded, until none is
 * left. This sees at once that a blank column is not half a column of blanks and half of other errors.
 *
 * False where some row cannot hold at all; the system is then good only for `undo`.
 */
export function narrowChoices(system: LinearSystem, packed: readonly number[]): boolean {
  for (;;) {
    const impossible = impossibleChoices(system, packed)
    if (impossible === null || !system.exclude(impossible)) return false
    if (impossible.length === 0) return true
  }
}

function impossibleChoices(system: LinearSystem, packed: readonly number[]): number[] | null {
  const choices = new Map<number, { group: number; low: number; high: number }>()
  const groups: number[][] = []
  const impossible = new Set<number>()
  for (const index of packed) {
    const row = system.row(index)
    const members = system.freeVariables(index)
    for (const variable of members) {
      const times = timesOf(row, variable)
      const ends = [(row.rest - row.slack) / times, (row.rest + row.slack) / times] as const
      const [low, high] = [Math.ceil(Math.min(...ends)), Math.floor(Math.max(...ends))]
      if (low > high) impossible.add(variable)
      choices.set(variable, { group: groups.length, low, high })
    }
    groups.push(members)
  }
  if (impossible.size > 0) return [...impossible]
  const done = new Set(packed)
  for (const variable of choices.keys()) {
    for (const index of system.rowsOf(variable)) {
      if (done.has(index)) continue
      done.add(index)
      if (!judgeRow(system, index, choices, groups, impossible)) return null
    }
  }
  return [...impossible]
}

/** Adds to `impossible` what this row rules out; false where it rules out everything. */
function judgeRow(
  system: LinearSystem,
  index: number,
  choices: ReadonlyMap<number, { group: number; low: number; high: number }>,
  groups: readonly (readonly number[])[],
  impossible: Set<number>,
): boolean {
  const row = system.row(index)
  const shares = new Map<number, Share>()
  const offers: { variable: number; group: number; low: number; high: number }[] = []
  for (const [position, variable] of row.variables.entries()) {
    const choice = choices.get(variable)
    if (choice === undefined || !system.isFree(variable)) continue
    const times = row.times[position] as number
    const low = times * (times > 0 ? choice.low : choice.high)
    const high = times * (times > 0 ? choice.high : choice.low)
    offers.push({ variable, group: choice.group, low, high })
    const share = shares.get(choice.group)
    if (share === undefined) shares.set(choice.group, { low, high, members: 1 })
    else Object.assign(share, { low: Math.min(share.low, low), high: Math.max(share.high, high), members: share.members + 1 })
  }
  let least = -row.slack
  let most = row.slack
  for (const [group, share] of shares) {
    // A choice outside this row adds nothing to it.
    if (share.members < (groups[group] as readonly number[]).length)
      Object.assign(share, { low: Math.min(share.low, 0), high: Math.max(share.high, 0) })
    least += share.low
    most += share.high
  }
  if (row.rest < least || row.rest > most) return false
  const fits = (share: Share, low: number, high: number): boolean =>
    row.rest >= least - share.low + low && row.rest <= most - share.high + high
  for (const { variable, group, low, high } of offers) if (!fits(shares.get(group) as Share, low, high)) impossible.add(variable)
  for (const [group, share] of shares) {
    if (share.members === (groups[group] as readonly number[]).length || fits(share, 0, 0)) continue
    for (const variable of groups[group] as readonly number[]) if (timesOf(row, variable) === 0) impossible.add(variable)
  }
  return true
}
