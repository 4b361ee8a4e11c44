import type { z } from '@hono/zod-openapi'
import type { Archive, FactDimension, GroupKey } from '../../app/archive.ts'
import { ApiError } from './api-error.ts'
import type { Asking } from './asking.ts'
import { knownNodes, knownPlace } from './known.ts'
import * as parameters from './parameters.ts'
import * as present from './present.ts'
import { valueOf } from './questions.ts'

type Asked = z.output<typeof parameters.SumQuery>

/** Groups at most: more is a download, not an answer. */
const MOST_SUMS = 20_000

export async function askSums({ archive }: Asking, query: Asked) {
  knownPlace(archive, query.division)
  await knownNodes(archive, query)
  const { by = [], digits = '7', lang: _, ...asked } = query
  const filter = parameters.filterOf(asked)
  const { sums, from } = valueOf(await archive.sums(filter, by, Number(digits) as 3 | 5 | 7, MOST_SUMS + 1))
  if (sums.length > MOST_SUMS)
    throw new ApiError(422, 'too-many', {
      zh: `分组后的组数超过一次可答的 ${MOST_SUMS} 组。请缩小范围，或下载 ${present.apiPath('/facts.csv')}。`,
      en: `There are more groups than the ${MOST_SUMS} of one answer. Narrow it, or download ${present.apiPath('/facts.csv')}.`,
    })
  const departments = by.includes('department')
    ? await archive.departmentNames(sums.map(({ group }) => Number(group.department)))
    : new Map<number, { name: string }>()
  const items = sums.map(({ group, amount, facts }) => ({
    group: Object.fromEntries(Object.entries(group).map(([key, value]) => [key, value ?? null])),
    names: sumNames(archive, group, departments, filter.years?.length === 1 ? (filter.years[0] ?? null) : null),
    amount,
    facts,
    href: present.apiPath('/facts', sumPath(asked, group, digits)),
  }))
  return { items, from }
}

type Group = Readonly<Partial<Record<GroupKey, string | number | null>>>

function sumNames(archive: Archive, group: Group, departments: ReadonlyMap<number, { name: string }>, year: number | null) {
  const { year: inYear, department, division, ...nodes } = group
  const slice: Partial<Record<FactDimension, string>> = {}
  for (const [dimension, node] of Object.entries(nodes))
    if (node !== null && node !== undefined) slice[dimension as FactDimension] = String(node)
  const names = present.namesOf(archive, slice, typeof inYear === 'number' ? inYear : year)
  const who = departments.get(Number(department))?.name
  if (who !== undefined) names['department'] = { zh: who, en: who }
  const where = typeof division === 'string' ? archive.division(division)?.name : undefined
  if (where !== undefined) names['division'] = { zh: where, en: where }
  return names
}

/** The question whose facts are those of one group, and no others. */
function sumPath(asked: Omit<Asked, 'by' | 'digits' | 'lang'>, group: Group, digits: string) {
  const { year, ...others } = asked
  const own: Record<string, string | number> = {}
  for (const [key, value] of Object.entries(group)) {
    if (value === undefined) continue
    if (key === 'division') own[key] = value === (asked.division ?? 'CN').replace('!', '') ? `${value}!` : (value ?? '')
    else if (key === 'year' || key === 'department') own[key] = value ?? ''
    else if (value === null) own[key] = '!'
    else if (key === 'project' || (digits !== '7' && /^\d/u.test(String(value)))) own[key] = value
    else own[key] = `${value}!`
  }
  return { ...others, year: year?.join(','), ...own }
}
