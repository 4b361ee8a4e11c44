import { z } from '@hono/zod-openapi'
import type { FactDimension, FactFilter } from '../../app/archive.ts'
import { given } from './given.ts'
import { isPlain } from './cursor.ts'
import { asWords } from './parameter-words.ts'

/** PostgreSQL's int. */
const MOST = 2_147_483_647
const PAGE_MOST = 1000

const text = (most: number) =>
  z.string().trim().max(most).refine(isPlain, asWords('有不可见的控制字符', 'it has control characters'))

/** A whole number as it stands in an address: no sign, no exponent, nothing around it. */
function number(least: number, most: number) {
  const words = asWords(`应为 ${least} 至 ${most} 的整数`, `should be a whole number from ${least} to ${most}`)
  return z
    .string()
    .regex(/^(?:0|[1-9]\d{0,9})$/u, words)
    .transform(Number)
    .refine((n) => n >= least && n <= most, words)
}

const whole = (least: number, most: number, about: string) =>
  number(least, most).openapi({ type: 'integer', minimum: least, maximum: most, description: about })

const year = number(1990, 2100)

export const lang = z.enum(['zh', 'en']).optional().openapi({ description: '提示的语言 language of messages', example: 'zh' })
const division = z
  .string()
  .regex(/^(?:CN|\d{6})$/u, asWords('应为六位行政区划代码或 CN', 'should be the six digits of a division, or CN'))
  .openapi({ description: '行政区划代码，含其下所有地区；CN 为全国 a place and all places in it', example: '310107' })
const cursor = z
  .string()
  .regex(/^[\w-]{8,600}$/u, asWords('应为上一页 next 中的值', 'should be what `next` of the page before says'))
  .optional()
  .openapi({ description: '上一页 next 中的值 from `next` of the page before' })
const limit = (standard: number, most = PAGE_MOST) =>
  number(1, most)
    .optional()
    .openapi({
      type: 'integer',
      minimum: 1,
      maximum: most,
      default: standard,
      description: `每页条数 lines a page, ${standard} unless said`,
    })

const id = (about: string) => whole(1, MOST, about)
const paramOf = (name: string, about: string) => id(about).openapi({ param: { name, in: 'path' }, example: 1 })

export const department = paramOf('department', '部门编号 number of a department')
export const disclosure = paramOf('disclosure', '公开文件编号 number of a disclosure')
export const DepartmentPath = z.object({ department })
export const DisclosurePath = z.object({ department, disclosure })
export const TablePath = z.object({
  department,
  disclosure,
  table: whole(0, 32_767, '表的序号 number of a table').openapi({ param: { name: 'table', in: 'path' }, example: 0 }),
})
export const ClaimPath = z.object({
  department,
  disclosure,
  claim: whole(0, MOST, '数字的编号 number of a claim').openapi({ param: { name: 'claim', in: 'path' }, example: 0 }),
})
export const PlacePath = z.object({ division: division.openapi({ param: { name: 'division', in: 'path' } }) })

/** Nothing but the language can be asked. */
export const PlainQuery = z.strictObject({ lang })

export const DepartmentQuery = z.strictObject({
  q: text(200).optional().openapi({ description: '名称中的词 words of its name', example: '商务' }),
  division: division.optional(),
  cursor,
  limit: limit(50, 500),
  lang,
})
export const LatestQuery = z.strictObject({ division: division.optional(), cursor, limit: limit(50, 200), lang })

export const stage = z.enum(['budget', 'final'])
export const scope = z.enum(['department', 'unit'])

/** Years, joined by commas. */
const years = z
  .string()
  .regex(/^\d{4}(?:,\d{4}){0,19}$/u, asWords('应为年度，可用逗号连接', 'should be years, joined by commas'))
  .transform((said) => [...new Set(said.split(',').map(Number))].toSorted())
  .refine(
    (all) => all.every((one) => year.safeParse(String(one)).success),
    asWords('年度应为 1990 至 2100', 'years should be from 1990 to 2100'),
  )
  .openapi({ type: 'string', description: '年度，可用逗号连接 years joined by commas', example: '2024,2025' })

const ALONE =
  '；含其下各级，后加 ! 只指这一级，单独的 ! 指没有注明的 and all below it; with ! behind it, itself alone; ! by itself, where none is named'

const code = (about: string) =>
  z
    .string()
    .max(100)
    .regex(/^(?:[1-9]\d{2,8}|[^!]*!)$/u, asWords('应为三至九位科目编码', 'should be a code of three to nine digits'))
    .refine(isPlain, asWords('有不可见的控制字符', 'it has control characters'))
    .optional()
    .openapi({ description: `${about}${ALONE}` })
const node = (about: string) =>
  z
    .string()
    .regex(/^(?:[a-z][a-z0-9-]{0,60})?!?$/u, asWords('应为英文小写代号', 'should be an id in lower case'))
    .min(1)
    .optional()
    .openapi({ description: `${about}${ALONE}` })

const NodeShape = {
  function: code('支出功能分类 functional classification').openapi({ example: '208' }),
  economic: code('部门预算支出经济分类 economic classification'),
  fund: node('资金性质 fund'),
  nature: node('支出性质 nature'),
  item: node('专项 item (three-public …)'),
  project: z
    .string()
    .max(500)
    .min(1)
    .refine(isPlain, asWords('有不可见的控制字符', 'it has control characters'))
    .optional()
    .openapi({ description: '项目名称，须完全一致 name of a project, as printed' }),
}
const cut = z
  .string()
  .regex(/^[a-z][a-z-]{0,40}$/u, asWords('应为口径代号，见 /cuts', 'should be the id of a cut, see /cuts'))
  .openapi({ description: '口径：同一笔钱在每个口径中各出现一次 a cut covers the money once; see /cuts', example: 'expenditure' })

const FilterShape = {
  cut,
  ...NodeShape,
  stage: stage.optional().openapi({ default: 'budget', description: '预算或决算 budget or final account' }),
  scope: scope
    .optional()
    .openapi({ default: 'department', description: '部门（含所属单位）或单位 department with its units, or a unit' }),
  year: years.optional(),
  division: z
    .string()
    .regex(/^(?:CN|\d{6})!?$/u, asWords('应为六位行政区划代码或 CN', 'should be the six digits of a division, or CN'))
    .optional()
    .openapi({
      description:
        '行政区划代码，含其下所有地区；后加 ! 只指本级 a place and all places in it; with ! behind it, its own departments alone',
      example: '310107',
    }),
  department: id('部门编号 number of a department').optional(),
}

export const FactQuery = z.strictObject({ ...FilterShape, cursor, limit: limit(200), lang })
export const FactDownloadQuery = z.strictObject({ ...FilterShape, lang })

export const GROUPS = ['function', 'economic', 'fund', 'nature', 'item', 'project', 'year', 'department', 'division'] as const
const by = z
  .string()
  .regex(/^[a-z]+(?:,[a-z]+){0,4}$/u, asWords('应为分组维度，可用逗号连接', 'should be dimensions, joined by commas'))
  .transform((said) => [...new Set(said.split(','))])
  .pipe(z.array(z.enum(GROUPS)))
  .openapi({ type: 'string', description: `分组 grouped by, joined by commas: ${GROUPS.join(', ')}`, example: 'year,function' })

export const SumQuery = z.strictObject({
  ...FilterShape,
  by: by.optional(),
  digits: z
    .enum(['3', '5', '7'])
    .optional()
    .openapi({ default: '7', description: '科目归到类（3）、款（5）或项（7） codes as classes, groups or items' }),
  lang,
})

export const FindingQuery = z.strictObject({
  division: division.optional(),
  department: id('部门编号 number of a department').optional(),
  code: z
    .string()
    .regex(/^[a-z][a-z-]{0,40}$/u, asWords('应为发现的类别代码', 'should be a code of findings'))
    .optional()
    .openapi({ description: '发现的类别 code of a finding (mingzhang check --codes)', example: 'sum' }),
  severity: z.enum(['error', 'warning', 'note']).optional(),
  year: years.optional(),
  cursor,
  limit: limit(100, 500),
  lang,
})
export const FindingDownloadQuery = FindingQuery.omit({ cursor: true, limit: true })
export const DepartmentDownloadQuery = DepartmentQuery.omit({ cursor: true, limit: true })

export const RankingQuery = z.strictObject({
  cut,
  year: year.openapi({ type: 'integer', example: 2025 }),
  stage: stage.optional(),
  scope: scope.optional(),
  division: division.optional(),
  cursor,
  limit: limit(50, 500),
  lang,
})
/** A figure over years or departments: of a node with all below it. */
const below = (shape: z.ZodOptional<z.ZodString>) =>
  shape.refine((asked) => asked?.endsWith('!') !== true, asWords('此处不能用 !', 'there can be no ! here'))
const FigureShape = {
  cut,
  ...NodeShape,
  function: below(NodeShape.function),
  economic: below(NodeShape.economic),
  fund: below(NodeShape.fund),
  nature: below(NodeShape.nature),
  item: below(NodeShape.item),
}
export const SeriesQuery = z.strictObject({ ...FigureShape, lang })

/** Up to six figures: department:year, and where it is not the budget of a department, :stage and :scope. */
const items = z
  .string()
  .max(200)
  .transform((said) => said.split(','))
  .pipe(
    z
      .array(
        z
          .string()
          .regex(
            /^[1-9]\d{0,9}:\d{4}(?::(?:budget|final)(?::(?:department|unit))?)?$/u,
            asWords(
              '应为 部门编号:年度[:budget|final[:department|unit]]',
              'should be department:year[:budget|final[:department|unit]]',
            ),
          )
          .transform((one) => {
            const [who = '', when = '', what = 'budget', whose = 'department'] = one.split(':')
            return { department: Number(who), year: Number(when), stage: stage.parse(what), scope: scope.parse(whose) }
          })
          .refine(
            (one) => one.department <= MOST && one.year >= 1990 && one.year <= 2100,
            asWords('部门编号或年度超出范围', 'the department or the year is out of range'),
          ),
      )
      .min(2, asWords('至少两项', 'should be two at least'))
      .max(6, asWords('至多六项', 'should be six at most')),
  )
  .openapi({
    type: 'string',
    description: '二至六项，第一项为基数 two to six, the first is the base: department:year[:stage[:scope]]',
    example: '1:2024,1:2025',
  })
export const CompareQuery = z.strictObject({ ...FigureShape, items, lang })

export const SearchQuery = z.strictObject({
  q: text(200).min(1).openapi({ description: '两个字以上的词 words of two characters or more', example: '养老' }),
  kind: z.enum(['text', 'term', 'project']).optional(),
  division: division.optional(),
  cursor,
  limit: limit(20, 100),
  lang,
})
export const FeedQuery = z.strictObject({ division: division.optional(), lang })

const DIMENSIONS = ['function', 'economic', 'fund', 'nature', 'item', 'project'] as const
export type NodeQuery = Partial<Record<FactDimension, string | undefined>>

/** The nodes that a question names, with all below them. */
export function nodesOf(query: NodeQuery): Partial<Record<FactDimension, string>> {
  const nodes: Partial<Record<FactDimension, string>> = {}
  for (const dimension of DIMENSIONS) {
    const asked = query[dimension]
    if (asked !== undefined && !isExact(dimension, asked)) nodes[dimension] = asked
  }
  return nodes
}

function isExact(dimension: FactDimension, asked: string): boolean {
  return asked.endsWith('!') && (dimension !== 'project' || asked === '!')
}

/** Every node that a question names, with or without what is below it. */
export function namedNodes(query: NodeQuery): readonly (readonly [FactDimension, string])[] {
  const asked = Object.entries({ ...nodesOf(query), ...exactOf(query) }) as [FactDimension, string][]
  return asked.filter(([, named]) => named !== '')
}

/** Those that it names without what is below them. */
function exactOf(query: NodeQuery): Partial<Record<FactDimension, string>> {
  const nodes: Partial<Record<FactDimension, string>> = {}
  for (const dimension of DIMENSIONS) {
    const asked = query[dimension]
    if (asked !== undefined && isExact(dimension, asked)) nodes[dimension] = asked.slice(0, -1)
  }
  return nodes
}

/** What a question about facts asks of the archive. */
export function filterOf(query: z.output<typeof FactDownloadQuery>): FactFilter {
  const { cut: cutId, year: inYears, division: place, department: whose } = query
  return {
    cut: cutId,
    stage: query.stage ?? 'budget',
    scope: query.scope ?? 'department',
    nodes: nodesOf(query),
    exact: exactOf(query),
    ...given({ years: inYears, division: place?.replace('!', ''), alone: place?.endsWith('!'), department: whose }),
  }
}
