import { describe, expect, test } from 'vitest'
import type { AmountLabel } from '../../bench/truth/labels.ts'
import { matchAmounts } from '../../bench/truth/match-amounts.ts'
import { matchMistakes } from '../../bench/truth/match-mistakes.ts'
import { matchTables } from '../../bench/truth/match-tables.ts'
import { numbersIn, occurrences, PrintedText } from '../../bench/truth/printed-text.ts'
import type { Claim } from '../../src/budget/claim.ts'
import type { Finding } from '../../src/budget/finding.ts'
import type { FormReading, Reading } from '../../src/budget/reading.ts'
import type { Proof } from '../../src/checks/proof.ts'
import type { Document } from '../../src/document/document.ts'

const TEXT = '收入5.00万元，支出5.00万元'
const paragraph = { page: 3, paragraph: 1, box: [50, 700, 500, 720] } as const

const document: Document = {
  type: 'pdf',
  blocks: [
    { kind: 'paragraph', text: TEXT, place: paragraph },
    { kind: 'paragraph', text: '共7.00万元', place: { page: 4, paragraph: 2, box: [50, 60, 500, 80] } },
  ],
  problems: [],
}

function claim(id: number, rest: Partial<Claim>): Claim {
  const printed = { printed: '5.00', value: 5_000_000, state: 'number', measure: 'money', precision: 10_000 } as const
  const style = { unit: 1_000_000, decimals: 2, trim: false }
  return { id, form: 'narrative', table: 0, title: '', slice: {}, place: paragraph, style, ...printed, ...rest }
}

function form(id: string, page: number, rest: Partial<FormReading> = {}): FormReading {
  return {
    form: id,
    title: id,
    state: 'read',
    place: { page },
    slice: {},
    complete: [],
    emptyNote: null,
    hasMoney: true,
    ...rest,
  }
}

function reading(claims: readonly Claim[], forms: readonly FormReading[] = []): Reading {
  const none = { cards: [], sentences: [], names: [], series: [], organisation: [], sections: [], glossary: [] }
  const rest = { paragraphs: [], printedLabels: [], problems: [], doubts: [], byLooks: false }
  const disclosure = { department: {}, year: 2026, stage: 'budget', scope: 'unit', units: [], place: null } as const
  return { disclosure, forms, claims, ...none, ...rest }
}

const label: AmountLabel = {
  page: 3,
  box: [100, 701, 120, 719],
  printed: '5.00',
  form: 'narrative',
  unit: '万元',
  amount: 5_000_000,
  slices: [{ flow: 'expenditure' }],
}
const text = new PrintedText(document)
const income = claim(0, { slice: { flow: 'income' }, place: { ...paragraph, span: [3, 6] } })
const expenditure = claim(1, {
  slice: { flow: 'expenditure', year: '0', stage: 'approved' },
  place: { ...paragraph, span: [12, 15] },
})

function outcome(of: AmountLabel, ...claims: Claim[]): string | undefined {
  return matchAmounts([of], reading(claims), text)[0]?.outcome
}

describe('an amount', () => {
  test('is right with its slice, whatever goes without saying', () => {
    expect(outcome(label, income, expenditure)).toBe('right')
    expect(outcome(label, income)).toBe('wrong-slice')
    expect(outcome({ ...label, slices: [{ flow: 'uses' }, { flow: 'income' }] }, income)).toBe('right')
  })

  test('is the one of several equal ones that is meant', () => {
    expect(outcome({ ...label, nth: 1 }, income, expenditure)).toBe('wrong-slice')
    expect(outcome({ ...label, nth: 2 }, income, expenditure)).toBe('right')
    expect(outcome({ ...label, nth: 2 }, income)).toBe('missed')
  })

  test('is right with its value only', () => {
    expect(outcome({ ...label, amount: -5_000_000 }, expenditure)).toBe('wrong-value')
  })

  test('is looked for at its place', () => {
    expect(outcome({ ...label, box: [100, 401, 120, 419] }, expenditure)).toBe('missed')
    expect(outcome({ ...label, printed: '50.00' }, expenditure)).toBe('missed')
    expect(outcome({ ...label, page: 9 }, expenditure)).toBe('missed')
    // The paragraph goes on over the page.
    expect(outcome({ ...label, page: 4, box: [50, 60, 70, 70] }, expenditure)).toBe('right')
  })

  test('may name its second classification or not', () => {
    const both = claim(0, { slice: { economic: '30101' }, also: { 'government-economic': '50101' } })
    for (const slice of [{ economic: '30101' }, { 'government-economic': '50101' }, { ...both.slice, ...both.also }])
      expect(outcome({ ...label, slices: [slice] }, both)).toBe('right')
  })
})

describe('a table', () => {
  test('is recognised by its form, its page and whether it prints money', () => {
    const forms = [form('balance', 1), form('income', 2, { state: 'empty', hasMoney: false }), form('', 3, { state: 'unread' })]
    const outcomes = matchTables(
      [
        { form: 'balance', title: '', pages: [1] },
        { form: 'income', title: '', pages: [2] },
        { form: 'expenditure', title: '', pages: [3] },
        { form: 'three-public', title: '', pages: [5] },
      ],
      reading([], forms),
    ).map((match) => match.outcome)
    expect(outcomes).toEqual(['read', 'wrong-state', 'unread', 'absent'])
  })

  test('serves one label', () => {
    const tables = [1, 2].map((page) => ({ form: 'performance-target', title: '', pages: [page, page + 1] }))
    const outcomes = matchTables(tables, reading([], [form('performance-target', 2)])).map((match) => match.outcome)
    expect(outcomes).toEqual(['absent', 'read'])
  })
})

describe('a mistake', () => {
  const finding = (rest: Partial<Finding>): Finding => {
    const words = { zh: '', en: '' }
    return { code: 'same', severity: 'error', message: words, places: [], equations: [], suspects: [], unique: true, ...rest }
  }
  const proofOf = (...findings: Finding[]): Proof => {
    const terms = [{ claim: 0, times: 1 }]
    const equation = { law: 'same', left: terms, relation: '=', right: [], tolerance: 0, force: 'must' } as const
    return { claims: [income, expenditure], equations: [equation], outcomes: ['failed'], inDoubt: false, unchecked: [], findings }
  }
  const mistake = { page: 3, printed: '5.00万元', code: 'same', should: null, reason: '' }
  const of = (label_: typeof mistake, ...findings: Finding[]) => matchMistakes([label_], proofOf(...findings), text)[0]?.outcome

  test('is placed by a suspect, near in an equation, else missed', () => {
    expect(of(mistake, finding({ suspects: [{ set: 0, claim: 0, repair: null }] }))).toBe('placed')
    expect(of(mistake, finding({ equations: [0] }))).toBe('near')
    expect(of({ ...mistake, page: 9 }, finding({ equations: [0] }))).toBe('missed')
  })

  test('of words is not told by a figure beside it', () => {
    const wording = { ...mistake, code: 'wording' }
    expect(of(wording, finding({ suspects: [{ set: 0, claim: 0, repair: null }] }))).toBe('missed')
    expect(of(wording, finding({ code: 'name', places: [{ ...paragraph, span: [3, 8] }] }))).toBe('placed')
  })
})

test('numbers are figures of their own', () => {
  expect(numbersIn('2026年增加1,234.50万元，12月')).toEqual(['1234.50'])
  expect(occurrences('15.00、5.00、5.000、5.00', '5.00')).toHaveLength(2)
})
