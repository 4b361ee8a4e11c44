import { z } from '@hono/zod-openapi'

/** What is answered, as schemas: they type the answers, describe them in the OpenAPI document, and type the client. Money is whole fen. */

const list = <T extends z.ZodType>(schema: T) => z.array(schema).readonly()
const fen = z.number().int().openapi({ description: '分 fen (1/100 yuan)', example: 751_100_00 })
/** Not `.nullable()`: of a named schema that says null and object at once, which nothing is. */
const orNull = <T extends z.ZodType>(schema: T) => z.union([schema, z.null()])
const count = z.number().int().nonnegative()
const path = z.string().openapi({ description: 'path on this server', example: '/api/v1/claims/1/1/115' })

/** For people, in the language that was asked for. */
const page = z.string().openapi({
  description: '门户中的页面，完整地址 the portal’s own page, its whole address',
  example: 'http://localhost:8686/department/1?document=1',
})

/** The file that something was read in. */
const FROM_FILE = { file: z.string(), sha256: z.string(), source: path }

export const Words = z.object({ zh: z.string(), en: z.string() }).openapi('Words')

export const Place = z
  .object({
    page: count.optional(),
    line: count.optional(),
    sheet: z.string().optional(),
    cell: z.string().optional(),
    box: z
      .array(z.number())
      .readonly()
      .optional()
      .openapi({ description: 'x0, y0, x1, y1 in points from the upper left corner of the page' }),
    table: count.optional(),
    row: count.optional(),
    column: count.optional(),
    paragraph: count.optional(),
    span: z.array(z.number()).readonly().optional(),
  })
  .openapi('Place', { description: '在源文件中的位置，自 1 数起 where it stands in the file, counted from 1' })

const Slice = z
  .record(z.string(), z.string())
  .openapi('Slice', { description: '维度 → 节点；没有写的维度表示全部 dimension → node; one that is not named means all' })

export const Department = z
  .object({
    id: count,
    name: z.string(),
    code: z.string().nullable(),
    division: z.string(),
    places: list(z.object({ code: z.string(), name: z.string() })),
    href: path,
    page,
  })
  .openapi('Department')

export const Citation = z
  .object({
    file: z.string(),
    sha256: z.string().openapi({ description: '源文件的 SHA-256 hash of the file' }),
    source: path.openapi({ description: 'the file itself' }),
    picture: path.nullable().openapi({ description: 'the page as a picture, where it has pages that can be drawn' }),
    claim: path.openapi({ description: 'the figure in its table' }),
    page,
    printed: z.string().openapi({ description: '原样 as printed', example: '75.11' }),
    place: Place,
  })
  .openapi('Citation', { description: '出处：任何数字都能回到文件、页、格 what a figure leads back to' })

const DISCLOSURE = {
  department: count,
  id: count,
  year: z.number().int().nullable(),
  stage: z.enum(['budget', 'final']),
  scope: z.enum(['department', 'unit']),
  current: z.boolean().openapi({ description: '同一部门、年度、阶段、范围的几份中，计入汇总的那一份 the one that counts' }),
  file: z.string(),
  type: z.string(),
  bytes: count,
  sha256: z.string(),
  source: path,
  published: z.string().nullable(),
  address: z.string().nullable(),
  importedAt: z.string(),
  program: z.string(),
  form: z.string().nullable().openapi({ description: 'whose set of tables it is' }),
  units: list(z.string()),
  claims: count,
  equations: z.object({ passed: count, failed: count, unchecked: count }),
  findings: z.object({ errors: count, warnings: count, notes: count }),
  tablesUnread: count,
  href: path,
  page,
}
export const Disclosure = z.object(DISCLOSURE).openapi('Disclosure')
export const LatestDisclosure = z
  .object({
    ...DISCLOSURE,
    departmentName: z.string(),
    division: z.string(),
    again: z.boolean().openapi({ description: '此前已有同一部门、年度的另一份：更正，或另一副本 a correction, or another copy' }),
    edition: z.object({ budget: count, n: count, reason: z.string() }).nullable().openapi({
      description:
        '由批复的预算在此公开的第几版；更正有理由，全部文件在 /editions/{budget}/{n}.zip which edition of a budget that was approved and published here; a correction says why',
    }),
  })
  .openapi('LatestDisclosure')
export const DisclosureWhole = z
  .object({
    ...DISCLOSURE,
    departmentName: z.string(),
    tables: list(z.object({ n: count, form: z.string(), title: z.string(), state: z.string(), claims: count, href: path })),
    cuts: list(z.object({ cut: z.string(), form: z.string(), facts: count, sum: fen, total: fen.nullable(), href: path })),
    unchecked: list(z.object({ reason: z.string(), count })),
    problems: list(z.object({ message: Words, place: Place })),
  })
  .openapi('DisclosureWhole')

export const Claim = z
  .object({
    id: count.optional(),
    form: z.string().optional(),
    title: z.string().optional(),
    row: z.object({ code: z.string().optional(), label: z.string().optional() }).optional(),
    column: z.string().optional(),
    columnGroups: list(z.string()).optional().openapi({
      description: '该栏标题之上的各级合并标题，自上而下 the headings that the column’s own label stands under, from the top',
    }),
    sentence: z.string().optional(),
    slot: z.string().optional(),
    slice: Slice,
    printed: z.string(),
    state: z.string().openapi({ description: 'number, blank (空格不等于零 blank is not zero) or malformed' }),
    amount: fen.nullable(),
    value: z.number().optional(),
    unit: z.string().optional(),
    place: Place,
    href: path.optional(),
  })
  .openapi('Claim')
export const Table = z
  .object({
    n: count,
    form: z.string(),
    title: z.string(),
    state: z.string(),
    ...FROM_FILE,
    page,
    claims: list(Claim),
  })
  .openapi('Table')
export const ClaimWhole = z
  .object({
    department: count,
    departmentName: z.string(),
    disclosure: count,
    table: z.object({ n: count, form: z.string(), title: z.string(), state: z.string(), href: path }),
    claim: Claim,
    citation: Citation,
  })
  .openapi('ClaimWhole')

/** The equations of a finding, of claims as they are answered there. */
export function equationsOf<T extends z.ZodType>(claim: T) {
  const side = list(z.object({ claim, times: z.number().int() }))
  return list(
    z.object({
      law: z.string(),
      left: side,
      relation: z.string(),
      right: side,
      difference: z.number().int(),
      tolerance: z.number().int(),
      premise: z.string().optional(),
    }),
  )
}
export const Finding = z
  .object({
    department: count,
    departmentName: z.string(),
    disclosure: count,
    n: count,
    id: z.string(),
    code: z.string(),
    severity: z.enum(['error', 'warning', 'note']),
    message: z.string(),
    basis: z.string().optional(),
    places: list(Place),
    equations: equationsOf(Claim),
    suspects: list(
      z.object({
        set: count,
        claim: orNull(Claim),
        repair: z.object({ amount: z.number().int(), printed: z.string() }).nullable(),
      }),
    ),
    unique: z.boolean(),
    ...FROM_FILE,
    href: path.openapi({ description: 'the disclosure' }),
    page,
  })
  .openapi('Finding')

export const Project = z
  .object({
    n: count,
    name: z.string(),
    amount: fen.nullable(),
    card: z.record(z.string(), z.unknown()).openapi({ description: '绩效目标表所读 the performance target card as read' }),
    progress: list(
      z.object({
        unit: z.string(),
        kind: z.enum(['checkpoint', 'evaluation', 'review']),
        checkpoint: z.string(),
        spent: fen,
        reached: list(z.object({ name: z.string(), target: z.string(), value: z.string() })),
        explanation: z.string(),
        points: z.number().nullable(),
      }),
    ).openapi({
      description:
        '执行中公开的支出、指标完成值和年末自评（百分制） what was made public through the year: spending since it began, indicators, the own evaluation of 100 points',
    }),
    ...FROM_FILE,
  })
  .openapi('Project')
export const Passage = z
  .object({
    n: count,
    kind: z.enum(['text', 'term', 'project']),
    topic: z.string().nullable(),
    text: z.string(),
    place: Place,
    ...FROM_FILE,
  })
  .openapi('Passage')

export const Fact = z
  .object({
    department: count,
    departmentName: z.string(),
    division: z.string(),
    year: z.number().int(),
    slice: Slice,
    names: z.record(z.string(), Words),
    amount: fen,
    disclosure: count,
    file: z.string(),
    sha256: z.string(),
    href: path.openapi({ description: '出处 the claim that says so: file, page, cell' }),
    page,
  })
  .openapi('Fact')
export const Sum = z
  .object({
    group: z.record(z.string(), z.union([z.string(), z.number()]).nullable()),
    names: z.record(z.string(), Words),
    amount: fen,
    facts: count,
    href: path.openapi({ description: '构成这一数字的每一条事实 the facts that it is the sum of' }),
  })
  .openapi('Sum')
export const Ranked = z
  .object({ rank: count, department: count, departmentName: z.string(), division: z.string(), amount: fen, href: path, page })
  .openapi('Ranked')

const Reason = z.object({ code: z.string(), message: Words }).openapi('Reason')
export const Comparison = z
  .object({
    difference: fen.nullable(),
    rate: z.number().int().nullable().openapi({ description: '万分之一 hundredths of a percent: 1234 is 12.34%' }),
    reasons: list(Reason),
  })
  .openapi('Comparison', {
    description: '没有可比性时两个数字都在，附原因，不给变动率 no rate where it would mean nothing, and why',
  })
const FIGURE = {
  year: z.number().int(),
  stage: z.enum(['budget', 'final']),
  scope: z.enum(['department', 'unit']),
  amount: fen.nullable().openapi({ description: '没有公开为 null，不是 0 null where nothing is published' }),
  facts: count,
}
export const DepartmentFigure = z
  .object({
    ...FIGURE,
    department: count,
    disclosure: count.nullable(),
    file: z.string().nullable(),
    sha256: z.string().nullable(),
    href: path.nullable(),
    page,
  })
  .openapi('DepartmentFigure')
const Change = z.object({ ...Comparison.shape, from: z.number().int() }).openapi('Change')
export const DepartmentPoint = z.object({ ...DepartmentFigure.shape, change: orNull(Change) }).openapi('DepartmentPoint')
export const PlacePoint = z
  .object({ ...FIGURE, departments: count, href: path, page, change: orNull(Change) })
  .openapi('PlacePoint')
export const Compared = z
  .object({ ...DepartmentFigure.shape, departmentName: z.string(), comparison: orNull(Comparison) })
  .openapi('Compared')

export const Division = z
  .object({ code: z.string(), name: z.string(), parent: z.string().nullable(), href: path, page })
  .openapi('Division')
export const PlaceWhole = z
  .object({
    ...Division.shape,
    above: list(Division),
    below: list(Division),
    counts: list(
      z.object({
        year: z.number().int(),
        stage: z.enum(['budget', 'final']),
        scope: z.enum(['department', 'unit']),
        departments: count,
        withoutError: count,
        errors: count,
        claims: count,
        equations: count,
        tablesUnread: count,
      }),
    ),
  })
  .openapi('PlaceWhole')

export const Hit = z
  .object({
    department: count,
    departmentName: z.string(),
    disclosure: count,
    year: z.number().int().nullable(),
    kind: z.enum(['text', 'term', 'project']),
    topic: z.string().nullable(),
    text: z.string(),
    place: Place,
    ...FROM_FILE,
    href: path.openapi({ description: 'the disclosure' }),
    page,
  })
  .openapi('Hit')
export const Cut = z
  .object({ id: z.string(), name: Words, dimensions: list(z.string()), within: Slice, forms: list(z.string()) })
  .openapi('Cut')

/** A page of a list: `next` is the cursor of the page behind it, null at the end. */
export function pageOf<T extends z.ZodType>(name: string, schema: T) {
  return z.object({ items: list(schema), next: z.string().nullable() }).openapi(name)
}
/** A list that is whole. */
export function listOf<T extends z.ZodType>(name: string, schema: T) {
  return z.object({ items: list(schema) }).openapi(name)
}
const From = z
  .enum(['rollup', 'facts'])
  .openapi({ description: '来自入库时记下的合计，或逐条相加 from the sums that imports keep, or added up from every fact' })
export const SumList = z.object({ items: list(Sum), from: From }).openapi('SumList')
