import { createHash } from 'node:crypto'
import type { Slice } from '../../src/budget/slice.ts'
import type { CutId } from '../../src/catalogue/cuts.ts'
import type { Archived, ArchivedClaim, ArchivedPassage } from '../../src/store/archived.ts'

export interface MadeFact {
  readonly cut: CutId
  readonly slice: Slice
  readonly amount: number
}

/** What a test says of a disclosure; all else is made up. */
export interface Made {
  /** Stands for its bytes: the same word is the same file. */
  readonly bytes: string
  readonly department?: string | null
  readonly divisions?: readonly string[]
  readonly year?: number | null
  readonly stage?: 'budget' | 'final'
  readonly scope?: 'department' | 'unit'
  readonly published?: string
  /** Claims beside those of its facts: what makes one copy fuller than another. */
  readonly more?: number
  readonly facts?: readonly MadeFact[]
  readonly passages?: readonly ArchivedPassage[]
  readonly projects?: readonly string[]
}

/** A disclosure as reading would give it: one claim a fact, in one table. */
export function archivedOf(made: Made): Archived {
  const { facts = [], more = 0 } = made
  const claims = [...facts, ...Array.from({ length: more }, (): MadeFact => ({ cut: 'income', slice: {}, amount: 100 }))].map(
    ({ slice, amount }, id): ArchivedClaim => ({
      id,
      row: { code: String(slice['function'] ?? ''), label: `第${id}行` },
      column: '合计',
      slice: slice as Readonly<Record<string, string>>,
      printed: (amount / 1_000_000).toFixed(6),
      state: 'number',
      amount,
      place: { page: 1, table: 1, row: id + 2, column: 2, box: [10, 20.5, 30, 40.25] },
    }),
  )
  return {
    source: {
      sha256: createHash('sha256').update(made.bytes).digest('hex'),
      bytes: made.bytes.length,
      type: 'txt',
      name: `${made.bytes}.txt`,
      ...(made.published === undefined ? {} : { published: made.published }),
    },
    department: { name: made.department === undefined ? '示例县财政局' : made.department, code: null },
    divisions: made.divisions ?? ['130102', '130100', '130000', 'CN'],
    year: made.year === undefined ? 2024 : made.year,
    stage: made.stage ?? 'budget',
    scope: made.scope ?? 'department',
    place: 'hebei',
    units: ['万元'],
    program: '0.0.0',
    equations: { passed: 1, failed: 0, unchecked: 0, reasons: [] },
    tables: [{ form: 'expenditure', title: '部门预算支出总表', state: 'read', place: { page: 1 }, claims }],
    facts: facts.map((fact, claim) => ({ ...fact, claim })),
    cuts: [],
    findings: [],
    projects: (made.projects ?? []).map((name) => ({ name, amount: null, card: {} })),
    passages: made.passages ?? [],
    problems: [],
  }
}

/** A fact of expenditure by function and nature. */
export function spent(code: string, nature: string, amount: number): MadeFact {
  return { cut: 'expenditure', slice: { flow: 'expenditure', function: code, nature }, amount }
}
