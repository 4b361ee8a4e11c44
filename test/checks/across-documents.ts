import type { Claim } from '../../src/budget/claim.ts'
import type { Disclosure, FormReading } from '../../src/budget/reading.ts'
import type { Slice } from '../../src/budget/slice.ts'
import { checkSet, type SetProof } from '../../src/checks/across/check-set.ts'
import type { SetDocument } from '../../src/checks/across/testimony.ts'

/** A figure of a small document: its slice, its amount in 万元 (null is blank) and what is said of it beyond that. */
export type Figure = readonly [
  slice: Slice,
  amount: number | null,
  more?: Partial<Claim> & { readonly proven?: number; readonly decimals?: number },
]

export interface Small extends Partial<Omit<Disclosure, 'department'>> {
  readonly file?: string
  readonly sha256?: string
  readonly code?: string
  readonly name?: string | null
  readonly figures?: readonly Figure[]
  readonly organisation?: readonly string[]
  readonly paragraphs?: readonly string[]
  /** Id of the form of every figure, and the dimension of which it lists all codes. */
  readonly listing?: 'function'
}

let nth = 0

/** A document of a set, made by hand: what it says and how well each figure is proven there (3 equations unless said otherwise). */
export function small({ name = '某某市商务局', year = 2025, figures = [], ...said }: Small): SetDocument {
  nth++
  const form: FormReading = {
    form: 'expenditure',
    title: '收支表',
    state: 'read',
    place: { table: 1 },
    slice: {},
    complete: [],
    emptyNote: null,
    hasMoney: true,
    ...(said.listing === undefined ? {} : { listing: said.listing }),
  }
  const claims = figures.map(([slice, amount, more = {}], id): Claim => {
    const { decimals = 2 } = more
    const code = slice.function
    return {
      id,
      form: 'expenditure',
      table: 0,
      title: '收支表',
      row: { ...(code === undefined ? {} : { code }), label: `第${id + 1}行` },
      column: '金额',
      slice,
      measure: 'money',
      printed: amount === null ? '' : amount.toFixed(decimals),
      state: amount === null ? 'blank' : 'number',
      value: Math.round((amount ?? 0) * 1_000_000),
      precision: 1_000_000 / 10 ** decimals,
      style: { unit: 1_000_000, decimals, trim: false },
      place: { table: 1, row: id + 2, column: 2 },
      ...more,
    }
  })
  const department = { ...(said.code === undefined ? {} : { code: said.code }), ...(name === null ? {} : { name }) }
  return {
    file: said.file ?? `文件${nth}.pdf`,
    sha256: said.sha256 ?? String(nth).padStart(64, '0'),
    testimony: {
      disclosure: {
        department,
        year,
        stage: said.stage ?? 'budget',
        scope: said.scope ?? 'department',
        units: ['万元'],
        place: null,
      },
      forms: [form],
      claims,
      organisation: (said.organisation ?? []).map((unit) => ({ name: unit, kind: '', grade: '', funding: '', place: {} })),
      paragraphs: (said.paragraphs ?? []).map((printed) => ({ printed, place: {} })),
      proven: figures.map(([, , more]) => more?.proven ?? 3),
    },
  }
}

export const INCOME: Slice = { flow: 'income' }
export const SPENT: Slice = { flow: 'expenditure' }
export const GENERAL: Slice = { flow: 'expenditure', fund: 'general' }

/** What checking a set finds, in few words: code, severity, files of its places, and each suspect with its correction. */
export function across(...documents: readonly SetDocument[]): { proof: SetProof; told: string[]; ties: string[] } {
  const proof = checkSet(documents)
  const told = proof.findings.map((f) => {
    const suspects = f.suspects.map((s) => {
      const claim = proof.claims[s.claim]
      return `${claim?.place.file ?? '?'} ${claim?.printed ?? ''} → ${s.repair?.printed ?? '?'}`
    })
    return `${f.severity} ${f.code}${f.unique ? ' !' : ''}: ${suspects.join(' | ')}`
  })
  return { proof, told, ties: proof.compared.map((c) => `${c.tie} ${c.passed}/${c.passed + c.failed}`) }
}
