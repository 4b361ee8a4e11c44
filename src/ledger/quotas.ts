import { printFen, type Fen } from '../budget/amount.ts'
import type { Finding, Words } from '../budget/finding.ts'
import { nodeName } from '../catalogue/tree.ts'
import { isAtOrBelow } from './at-or-below.ts'
import { natureOf } from './facts-of-lines.ts'
import { SHEETS } from './judge-ledger.ts'
import { BLANK_LINE, type Asset, type Ledger, type Line, type People } from './ledger.ts'
import { personKind, type PersonKindId } from './person-kinds.ts'

/** What a quota is counted by: people of some kinds, as they are (实有数) or as they are authorised (编制数), or one kind of asset. */
export type QuotaBase =
  | { readonly people: readonly PersonKindId[]; readonly by: 'actual' | 'posts' }
  /** Node of `asset`: pieces, or square metres. */
  | { readonly asset: string }

/** A standard (定额) that the bureau sets for a cycle, as data: so much a year for each person or piece of one economic class. */
export interface Quota {
  /** Economic class of departments; one with three digits covers all below it. */
  readonly economic: string
  readonly per: QuotaBase
  /** Fen a year for one. */
  readonly amount: Fen
  /** The document that sets it. */
  readonly basis: string
}

/** What the quotas of one economic class come to. */
export interface QuotaLine {
  readonly economic: string
  /** Fen; null where what it is counted by is not known. */
  readonly amount: Fen | null
  /** How it was counted, or what is missing for it. */
  readonly counted: Words
  readonly basis: readonly string[]
}

/** What quotas give for the people and assets of a unit, a line for each economic class, in the order of the quotas. */
export function quotaLines(people: readonly People[], assets: readonly Asset[], quotas: readonly Quota[]): readonly QuotaLine[] {
  return [...Map.groupBy(quotas, ({ economic }) => economic)].map(([economic, own]) => {
    const parts = own.map((quota) => partOf(quota, people, assets))
    return {
      economic,
      amount: parts.reduce<Fen | null>((sum, { amount }) => (sum === null || amount === null ? null : sum + amount), 0),
      counted: {
        zh: parts.map(({ counted }) => counted.zh).join('；'),
        en: parts.map(({ counted }) => counted.en).join('; '),
      },
      basis: [...new Set(own.map(({ basis }) => basis))],
    }
  })
}

/** A quota's line as one of the ledger: running cost of the general public budget, to which a person still gives its function. */
export function lineOfQuota({ economic, amount, counted }: QuotaLine): Line {
  return { ...BLANK_LINE, fund: 'general', economic, amount: amount ?? 0, note: counted.zh }
}

/** Warnings where a ledger's basic expenditure of the year from the general public budget differs from what its people and assets come to by the quotas. */
export function judgeQuotas(ledger: Ledger, quotas: readonly Quota[]): readonly Finding[] {
  return quotaLines(ledger.people, ledger.assets, quotas).flatMap(({ economic, amount, counted, basis }): readonly Finding[] => {
    const name = { zh: `${economic}${nodeName('economic', economic, ledger.year).zh}`, en: economic }
    const lines = ledger.lines.flatMap((line, index) => (isUnderQuota(line, economic) ? [{ line, index }] : []))
    const planned = lines.reduce((sum, { line }) => sum + line.amount, 0)
    const places = lines.map(({ index }) => ({ sheet: SHEETS.lines, row: index + 2 }))
    const tell = (code: string, zh: string, en: string): readonly Finding[] => [
      {
        code,
        severity: 'warning',
        message: { zh: `${name.zh}${zh}`, en: `${name.en} ${en}` },
        basis: basis.join('；'),
        places: places.length > 0 ? places : [{ sheet: SHEETS.lines }],
        subject: { field: 'amount' },
        equations: [],
        suspects: [],
        unique: true,
      },
    ]
    if (amount === null)
      return planned === 0
        ? []
        : tell('quota', `无法按定额计算：${counted.zh}。`, `cannot be counted by its quota: ${counted.en}.`)
    if (planned === amount) return []
    const over = planned > amount
    return tell(
      'quota',
      `列${yuan(planned)}元，按定额为${yuan(amount)}元（${counted.zh}），${over ? '多' : '少'}${yuan(Math.abs(planned - amount))}元。请核对人数、资产和金额。`,
      `is planned with ${yuan(planned)} yuan; by its quota it is ${yuan(amount)} (${counted.en}), ${yuan(Math.abs(planned - amount))} ${over ? 'less' : 'more'}.`,
    )
  })
}

function isUnderQuota(line: Line, economic: string): boolean {
  return (
    isAtOrBelow('flow', line.flow, 'expenditure') &&
    line.fund === 'general' &&
    line.origin === 'this-year' &&
    isAtOrBelow('economic', line.economic, economic) &&
    isAtOrBelow('nature', natureOf(line), 'basic')
  )
}

interface Part {
  readonly amount: Fen | null
  readonly counted: Words
}

function partOf({ per, amount }: Quota, people: readonly People[], assets: readonly Asset[]): Part {
  const { count, name, unit } = 'asset' in per ? countAssets(per.asset, assets) : countPeople(per.people, per.by, people)
  if (count === null)
    return {
      amount: null,
      counted: { zh: `没有填${name.zh}的数量`, en: `the number of ${name.en} is not given` },
    }
  return {
    // Hundredths of a square metre may leave parts of a fen: they are rounded.
    amount: Math.round((count * amount) / 100),
    counted: {
      zh: `${name.zh}${printFen(count, 100, 2, true)}${unit}×${yuan(amount)}元`,
      en: `${printFen(count, 100, 2, true)} ${name.en} × ${yuan(amount)} yuan`,
    },
  }
}

interface Counted {
  /** Hundredths. */
  readonly count: number | null
  readonly name: Words
  readonly unit: string
}

function countPeople(kinds: readonly PersonKindId[], by: 'actual' | 'posts', people: readonly People[]): Counted {
  const names = kinds.map((kind) => personKind(kind).name)
  const name = { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') }
  const own = people.filter(({ kind }) => kinds.includes(kind))
  const counts = own.map((row) => row[by])
  // A list of people that has none of a kind says that there are none; a row without a number says nothing.
  const known = people.length > 0 && counts.every((count) => count !== null)
  return { count: known ? counts.reduce((sum, count) => sum + (count ?? 0), 0) * 100 : null, name, unit: '人' }
}

function countAssets(kind: string, assets: readonly Asset[]): Counted {
  const own = assets.filter((asset) => asset.kind === kind).map(({ count }) => count)
  const known = assets.length > 0 && own.every((count) => count !== null)
  return {
    count: known ? own.reduce<number>((sum, count) => sum + (count ?? 0), 0) : null,
    name: nodeName('asset', kind, null),
    unit: '',
  }
}

function yuan(fen: Fen): string {
  return printFen(fen, 100, 2)
}
