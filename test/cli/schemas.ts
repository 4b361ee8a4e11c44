import { z } from 'zod'

/** The outward contract of `check --json` and `read --json`, written from its description: every field, nothing else. */
const Text = z.string().min(1)
const Index = z.number().int().positive()
const Fen = z.number().int().refine(Number.isSafeInteger)

export const Place = z.strictObject({
  file: Text,
  page: Index.optional(),
  line: Index.optional(),
  sheet: Text.optional(),
  cell: z
    .string()
    .regex(/^[A-Z]+\d+$/u)
    .optional(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  table: Index.optional(),
  row: Index.optional(),
  column: Index.optional(),
  paragraph: Index.optional(),
  span: z.tuple([Index, Index]).optional(),
})

const FORMS = [
  'balance',
  'income',
  'expenditure',
  'appropriation-balance',
  'general-by-function',
  'basic-by-economic-class',
  'government-fund-by-function',
  'state-capital-by-function',
  'three-public',
  'organisation',
  'performance-target',
  'overall-performance',
  'procurement',
  'state-assets',
] as const

const DocumentResult = z.strictObject({
  file: Text,
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  type: z.enum(['txt', 'html', 'docx', 'doc', 'odt', 'xlsx', 'xls', 'pdf']),
  department: z.strictObject({ code: Text.optional(), name: Text.optional() }),
  year: z.number().int().min(1990).max(2100).nullable(),
  stage: z.enum(['budget', 'final']),
  scope: z.enum(['department', 'unit']),
  units: z.array(z.enum(['分', '元', '千元', '万元', '百万元', '亿元'])),
  place: Text.nullable(),
})

export const Claim = z
  .strictObject({
    form: z.enum([...FORMS, 'narrative']),
    title: z.string(),
    row: z.strictObject({ code: Text.optional(), label: z.string().optional() }).optional(),
    column: z.string().optional(),
    columnGroups: z.array(Text).min(1).optional(),
    sentence: Text.optional(),
    slot: Text.optional(),
    slice: z.record(z.string(), Text),
    printed: z.string(),
    state: z.enum(['number', 'blank', 'malformed']),
    amount: Fen.nullable(),
    value: z.number().optional(),
    unit: z.enum(['percent', 'count', 'm2', 'vehicles', 'year']).optional(),
    place: Place,
  })
  .refine((c) => c.state === 'number' || c.amount === null, 'only a number has an amount')
  .refine((c) => (c.value === undefined) === (c.unit === undefined), 'a value has its unit')
  .refine((c) => c.amount === null || c.value === undefined, 'an amount or a value')
  .refine((c) => c.sentence === undefined || (c.row === undefined && c.column === undefined), 'in text, no row and column')

const Term = z.strictObject({ claim: Claim, times: z.union([z.literal(1), z.literal(-1)]) })

export const Finding = z
  .strictObject({
    id: z.string().regex(/^[0-9a-f]{16}$/u),
    code: z.string().regex(/^[a-z]+(?:-[a-z]+)*$/u),
    severity: z.enum(['error', 'warning', 'note']),
    message: z.string().min(8),
    basis: Text.optional(),
    places: z.array(Place),
    subject: z
      .strictObject({
        form: Text.optional(),
        card: Index.optional(),
        row: z.strictObject({ code: Text.optional(), label: z.string().optional() }).optional(),
        field: Text.optional(),
      })
      .optional(),
    equations: z.array(
      z.strictObject({
        law: z.enum(['sum', 'same', 'balance', 'change', 'bridge', 'bound', 'purpose']),
        left: z.array(Term).min(1),
        relation: z.enum(['=', '≤']),
        right: z.array(Term).min(1),
        difference: Fen,
        tolerance: Fen.nonnegative(),
        premise: Text.optional(),
      }),
    ),
    suspects: z.array(
      z.strictObject({
        set: Index,
        claim: Claim.nullable(),
        repair: z.strictObject({ amount: Fen, printed: Text }).nullable(),
        slip: z.enum(['digit', 'transposition', 'decimal', 'shift', 'blank', 'unit', 'sign', 'row', 'year']).optional(),
      }),
    ),
    unique: z.boolean(),
    setAside: z.strictObject({ reason: Text, by: Text.optional() }).optional(),
    since: z.enum(['new', 'remaining']).optional(),
  })
  .refine((f) => f.suspects.every((s) => s.claim !== null || f.subject !== undefined), 'an absent row is named in subject')

const State = z.enum(['read', 'empty', 'inferred', 'unread'])
const FormId = z.enum([...FORMS, 'special-fund-performance', 'unknown'])
const Problem = z.strictObject({ message: Text, place: Place })

export const CheckResult = z.strictObject({
  format: z.literal('mingzhang/check/1'),
  document: DocumentResult,
  forms: z.array(
    z.strictObject({ form: FormId, title: z.string(), state: State, claims: z.number().int().nonnegative(), place: Place }),
  ),
  equations: z.strictObject({
    passed: z.number().int().nonnegative(),
    failed: z.number().int().nonnegative(),
    unchecked: z.number().int().nonnegative(),
    reasons: z.array(z.strictObject({ reason: Text, count: Index })),
  }),
  findings: z.array(Finding),
  problems: z.array(Problem),
  mended: z.array(Finding).optional(),
})

const Printed = z.strictObject({ printed: z.string(), place: Place })

export const ReadResult = z.strictObject({
  format: z.literal('mingzhang/read/1'),
  document: DocumentResult,
  forms: z.array(z.strictObject({ form: FormId, title: z.string(), state: State, claims: z.array(Claim), place: Place })),
  cards: z.array(
    z.strictObject({
      form: z.enum(['performance-target', 'overall-performance', 'special-fund-performance']),
      index: Index,
      title: z.string(),
      place: Place,
      fields: z.record(z.string(), Printed),
      budget: Claim.nullable(),
      sources: z.array(Claim),
      plan: z.array(
        z.strictObject({
          checkpoint: Text,
          printed: z.string(),
          value: z.number().nullable(),
          unit: z.literal('percent'),
          place: Place,
        }),
      ),
      goals: z.array(Printed),
      indicators: z.array(
        z.strictObject({
          level1: z.string(),
          level2: z.string(),
          level3: z.string(),
          description: z.string(),
          value: z.string(),
          basis: z.string(),
          place: Place,
        }),
      ),
    }),
  ),
  sentences: z.array(z.strictObject({ section: z.string(), text: Text, place: Place, claims: z.array(Claim) })),
  organisation: z.array(z.strictObject({ name: Text, kind: z.string(), grade: z.string(), funding: z.string(), place: Place })),
  sections: z.array(
    z.strictObject({ ordinal: Text, title: Text, topic: Text.nullable(), place: Place, paragraphs: z.array(Printed) }),
  ),
  glossary: z.array(z.strictObject({ term: Text, meaning: Text, place: Place })),
  problems: z.array(Problem),
})
