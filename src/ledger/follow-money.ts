import type { Fen } from '../budget/amount.ts'
import { isAtOrBelow } from './at-or-below.ts'
import { isSource, natureOf, ORIGIN_FLOW } from './facts-of-lines.ts'
import type { TransferKind } from './internal-transfers.ts'
import type { Line, Origin } from './ledger.ts'

/** Money that came into the department from outside and was paid on to another of its units. */
interface Chunk {
  readonly fund: string
  readonly origin: Origin
  /** How it came in. */
  readonly flow: string
  readonly amount: Fen
}

export interface Followed {
  readonly lines: readonly Line[]
  /** Which funds the uses of a unit's money from within have now, by unit and fund (`fundKey`). */
  readonly funds: ReadonlyMap<string, ReadonlySet<string>>
}

/** A unit and a fund as the key of `Followed.funds`. */
export function fundKey(unit: string, fund: string): string {
  return JSON.stringify([unit, fund])
}

/**
 * Lines without payments between units whose two sides agree: payments and receipts go, and what receivers do with the money is done with the payers'
 * funds. Where there are several payers, their money goes to the receivers in the order of the lines. Null where the money cannot be followed: a unit
 * uses less of it than it received, or paid what it had no source for.
 */
export function followMoney(lines: readonly Line[], kinds: readonly TransferKind[], isWritten: boolean): Followed | null {
  const funds = new Set(kinds.map(({ fund }) => fund))
  const natures = new Set(kinds.map(({ nature }) => nature))
  const all = lines.map((line, index) => ({ line, index }))
  const isPayment = ({ line }: Entry): boolean => isAtOrBelow('flow', line.flow, 'expenditure') && natures.has(natureOf(line))
  const payments = all.filter(isPayment)
  // What is paid on out of money that the department's own units gave this year goes out on both sides by itself.
  const isPassedOn = ({ line }: Entry): boolean => funds.has(line.fund) && ORIGIN_FLOW[line.origin] === 'income'
  const fromOutside = payments.filter((entry) => !isPassedOn(entry))
  const internal = all.filter((entry) => funds.has(entry.line.fund) && !isPayment(entry))
  const uses = internal.filter(({ line }) => isAtOrBelow('flow', line.flow, 'uses'))
  const isOfThisYear = ({ line }: Entry): boolean => ORIGIN_FLOW[line.origin] === 'income'
  const thisYear = uses.filter(isOfThisYear)
  const receipts = internal.filter(({ line }) => isAtOrBelow('flow', line.flow, 'income'))
  if (internal.some(({ line }) => line.amount < 0)) return null

  const paidFrom = isWritten ? takeSources(all, payments, isPassedOn) : null
  if (isWritten && paidFrom === null) return null
  const chunks = paidFrom?.chunks ?? fromOutside.map(({ line }) => chunkOf(line, ORIGIN_FLOW[line.origin], line.amount))
  const income = paidFrom === null ? [] : receipts.map((entry) => paidFrom.left(entry))
  const given = allot(isWritten ? sums(income) : sums(thisYear), chunks)
  const parts = new Map<number, readonly Line[]>()
  for (const [index, line] of paidFrom?.changed ?? []) parts.set(index, line.amount === 0 ? [] : [line])
  const asUses = share([...thisYear, ...uses.filter((entry) => !isOfThisYear(entry))], given, (line, { fund, origin }) => ({
    ...line,
    fund,
    origin,
  }))
  const asSources =
    paidFrom === null
      ? new Map<number, Shared>()
      : share(income, given, (line, own) => ({ ...line, fund: own.fund, flow: own.flow }))
  if (asUses === null || asSources === null) return null
  for (const [index, { given: own, left }] of [...asUses, ...asSources]) parts.set(index, left === null ? own : [...own, left])
  for (const { index } of payments) parts.set(index, [])
  return { lines: lines.flatMap((line, index) => parts.get(index) ?? [line]), funds: fundsOf(uses, asUses) }
}

function fundsOf(uses: readonly Entry[], shared: ReadonlyMap<number, Shared>): ReadonlyMap<string, ReadonlySet<string>> {
  const funds = new Map<string, Set<string>>()
  for (const entry of uses) {
    const own = shared.get(entry.index)
    const known = funds.get(keyOf(entry)) ?? new Set()
    for (const { fund } of [...(own?.given ?? []), ...(own?.left === null ? [] : [entry.line])]) known.add(fund)
    funds.set(keyOf(entry), known)
  }
  return funds
}

interface Entry {
  readonly line: Line
  readonly index: number
}

function keyOf({ line }: Entry): string {
  return fundKey(line.unit, line.fund)
}

function sums(entries: readonly Entry[]): Map<string, Fen> {
  const found = new Map<string, Fen>()
  for (const entry of entries) found.set(keyOf(entry), (found.get(keyOf(entry)) ?? 0) + entry.line.amount)
  return found
}

/** Which money each receiver was given: what was paid, in its order, cut to what each needs. Together they are the same amount. */
function allot(needs: ReadonlyMap<string, Fen>, paid: readonly Chunk[]): ReadonlyMap<string, readonly Chunk[]> {
  const given = new Map<string, Chunk[]>()
  let at = 0
  let used = 0
  for (const [key, need] of needs) {
    const chunks: Chunk[] = []
    let open = need
    while (open > 0) {
      const chunk = paid[at]
      if (chunk === undefined) break
      const amount = Math.min(open, chunk.amount - used)
      if (amount > 0) chunks.push({ ...chunk, amount })
      open -= amount
      used += amount
      if (used === chunk.amount) {
        at += 1
        used = 0
      }
    }
    given.set(key, chunks)
  }
  return given
}

/** Where in what a unit was given its lines have got to. */
interface Cursor {
  readonly chunks: readonly Chunk[]
  at: number
  used: number
}

/** Of which nothing is ever taken. */
const NOTHING_GIVEN: Cursor = { chunks: [], at: 0, used: 0 }

interface Shared {
  readonly given: readonly Line[]
  /** What of the line is as it was; null where nothing is. */
  readonly left: Line | null
}

/** Lines cut into what was given to their unit and fund and what is left of them. Null where a unit has fewer than it was given. */
function share(
  entries: readonly Entry[],
  given: ReadonlyMap<string, readonly Chunk[]>,
  make: (line: Line, chunk: Chunk) => Line,
): ReadonlyMap<number, Shared> | null {
  const cursors = new Map([...given].map(([key, chunks]): [string, Cursor] => [key, { chunks, at: 0, used: 0 }]))
  const shared = new Map<number, Shared>()
  for (const entry of entries) {
    const { line, index } = entry
    const cursor = cursors.get(keyOf(entry)) ?? NOTHING_GIVEN
    const made: Line[] = []
    let open = line.amount
    while (open > 0) {
      const chunk = cursor.chunks[cursor.at]
      if (chunk === undefined) break
      const amount = Math.min(open, chunk.amount - cursor.used)
      made.push({ ...make(line, chunk), amount })
      open -= amount
      cursor.used += amount
      if (cursor.used === chunk.amount) {
        cursor.at += 1
        cursor.used = 0
      }
    }
    shared.set(index, { given: made, left: open === 0 && made.length > 0 ? null : { ...line, amount: open } })
  }
  return [...cursors.values()].every(({ chunks, at }) => at === chunks.length) ? shared : null
}

interface Taken {
  /** What was paid from outside money, by the sources that it came from. */
  readonly chunks: readonly Chunk[]
  /** Sources of which something was taken. */
  readonly changed: ReadonlyMap<number, Line>
  /** What is left of a source. */
  left(entry: Entry): Entry
}

/**
 * Takes the sources of payments out of those that are written: of the payment's function first, then others of its unit, fund and flow, and where the
 * money is from outside, of any flow. Null where there are too few.
 */
function takeSources(all: readonly Entry[], payments: readonly Entry[], isPassedOn: (entry: Entry) => boolean): Taken | null {
  const sources = all.filter(({ line }) => isSource(line) && line.amount > 0)
  const flowOf = ({ line }: Entry): string => (isSource(line) ? line.flow : ORIGIN_FLOW[line.origin])
  const keys: readonly ((entry: Entry) => string)[] = [
    (entry) => JSON.stringify([keyOf(entry), flowOf(entry), entry.line.function]),
    (entry) => JSON.stringify([keyOf(entry), flowOf(entry)]),
    keyOf,
  ]
  const left = new Map(sources.map(({ line, index }) => [index, line.amount]))
  const chunks: Chunk[] = []
  let open = payments.map((payment) => ({ payment, amount: payment.line.amount }))
  for (const key of keys) {
    const pools = Map.groupBy(sources, key)
    open = open.flatMap(({ payment, amount: wanted }) => {
      if (key === keyOf && isPassedOn(payment)) return [{ payment, amount: wanted }]
      const pool = pools.get(key(payment)) ?? []
      let amount = wanted
      while (amount > 0) {
        const source = pool.at(-1)
        if (source === undefined) break
        const has = left.get(source.index) ?? 0
        const taken = Math.min(has, amount)
        if (taken > 0 && !isPassedOn(payment)) chunks.push(chunkOf(payment.line, source.line.flow, taken))
        left.set(source.index, has - taken)
        amount -= taken
        if (taken === has) pool.pop()
      }
      return amount === 0 ? [] : [{ payment, amount }]
    })
  }
  if (open.length > 0) return null
  const withLeft = (entry: Entry): Entry => ({ ...entry, line: { ...entry.line, amount: left.get(entry.index) ?? 0 } })
  const changed = sources.filter(({ line, index }) => left.get(index) !== line.amount)
  return { chunks, changed: new Map(changed.map((entry) => [entry.index, withLeft(entry).line])), left: withLeft }
}

function chunkOf({ fund, origin }: Line, flow: string, amount: Fen): Chunk {
  return { fund, origin, flow, amount }
}
