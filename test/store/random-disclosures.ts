import fc from 'fast-check'
import type { Made, MadeFact } from './archived-of.ts'

export const DIVISIONS: Readonly<Record<string, readonly string[]>> = {
  河北省财政厅: ['130000', 'CN'],
  石家庄市教育局: ['130100', '130000', 'CN'],
  石家庄市长安区教育局: ['130102', '130100', '130000', 'CN'],
  石家庄市桥西区财政局: ['130104', '130100', '130000', 'CN'],
  上海市普陀区商务委员会: ['310107', '310000', 'CN'],
  财政部: ['CN'],
}

const FUNCTIONS = ['2010301', '2010302', '2050202', '2080505', '2210201', '20199', '2239901']
const NATURES = ['basic', 'personnel', 'running', 'project']

const fact: fc.Arbitrary<MadeFact> = fc.oneof(
  fc
    .record({
      code: fc.constantFrom(...FUNCTIONS),
      nature: fc.constantFrom(...NATURES),
      amount: fc.integer({ min: -5e9, max: 5e12 }),
    })
    .map(
      ({ code, nature, amount }): MadeFact => ({
        cut: 'expenditure',
        slice: { flow: 'expenditure', function: code, nature },
        amount,
      }),
    ),
  fc
    .record({ fund: fc.constantFrom('general', 'government-fund', 'other'), amount: fc.nat(1e9) })
    .map(({ fund, amount }): MadeFact => ({ cut: 'income', slice: { flow: 'income', fund }, amount })),
  fc.record({ project: fc.constantFrom('老旧小区改造', '信访专项', '“特殊”项目%_'), amount: fc.nat(1e9) }).map(
    ({ project, amount }): MadeFact => ({
      cut: 'project',
      slice: { flow: 'expenditure', nature: 'project', project },
      amount,
    }),
  ),
)

/** Disclosures of a handful of departments and years: several copies of one are likely. Amounts from below nothing to 50 billion yuan. */
export const disclosures: fc.Arbitrary<Made[]> = fc
  .array(
    fc.record({
      department: fc.constantFrom(...Object.keys(DIVISIONS)),
      year: fc.constantFrom(2023, 2024),
      stage: fc.constantFrom('budget' as const, 'budget' as const, 'final' as const),
      scope: fc.constantFrom('department' as const, 'department' as const, 'unit' as const),
      published: fc.option(fc.constantFrom('2024-02-01', '2024-03-01'), { nil: undefined }),
      more: fc.nat(5),
      facts: fc.array(fact, { maxLength: 12 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((all) =>
    all.map(({ published, ...made }, i): Made => {
      return {
        ...made,
        bytes: `file ${i}`,
        divisions: DIVISIONS[made.department] ?? [],
        ...(published === undefined ? {} : { published }),
      }
    }),
  )

/** Which of several copies counts: the one published last, then the fullest, then the one whose hash comes first. */
export function counting(all: readonly { readonly made: Made; readonly sha256: string; readonly claims: number }[]): Set<string> {
  const groups = Map.groupBy(all, ({ made }) => [made.department, made.year, made.stage, made.scope].join('/'))
  const best = [...groups.values()].map(
    (copies) =>
      copies.toSorted(
        (a, b) =>
          (b.made.published ?? '').localeCompare(a.made.published ?? '') || b.claims - a.claims || (a.sha256 < b.sha256 ? -1 : 1),
      )[0]?.sha256 ?? '',
  )
  return new Set(best)
}
