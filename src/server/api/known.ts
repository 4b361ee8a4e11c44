import type { Words } from '../../budget/finding.ts'
import type { Archive, FactDimension } from '../../app/archive.ts'
import { ApiError, notFound } from './api-error.ts'
import * as parameters from './parameters.ts'
import * as present from './present.ts'

/** A place that is filtered by must exist: a wrong code would otherwise look like an empty place. */
export function knownPlace(archive: Archive, division: string | undefined): void {
  if (division === undefined || archive.division(division.replace('!', '')) !== null) return
  throw new ApiError(400, 'division', {
    zh: `没有行政区划代码 ${division}。请从 ${present.apiPath('/places')} 中查找。`,
    en: `There is no division ${division}. Look it up in ${present.apiPath('/places')}.`,
  })
}

/** So must whatever else is filtered by: a code with a digit wrong would otherwise look like money that nobody spends. */
export async function knownNodes(archive: Archive, query: parameters.NodeQuery & { readonly cut: string }): Promise<void> {
  for (const [dimension, node] of parameters.namedNodes(query)) {
    if (await archive.isKnown(dimension, node)) continue
    const { zh, en } = NAMES[dimension]
    const all = present.apiPath('/sums', { cut: query.cut, by: dimension })
    throw new ApiError(400, dimension, {
      zh: `没有${zh}“${node}”：目录里没有，已公开的文件里也没有。请核对；${all} 列出所有有的。`,
      en: `There is no ${en} “${node}”, neither in the lists nor in what was published. Check it; ${all} lists those that there are.`,
    })
  }
}

const NAMES: Readonly<Record<FactDimension, Words>> = {
  function: { zh: '支出功能分类科目', en: 'functional classification' },
  economic: { zh: '部门预算支出经济分类科目', en: 'economic classification' },
  fund: { zh: '资金性质', en: 'fund' },
  nature: { zh: '支出性质', en: 'nature of expenditure' },
  item: { zh: '专项', en: 'item' },
  project: { zh: '项目', en: 'project' },
}

export async function knownDepartment(archive: Archive, id: number) {
  const found = await archive.department(id)
  if (found === null) throw notFound(`编号为 ${id} 的部门`, `department ${id}`)
  return found
}

export async function knownDisclosure(archive: Archive, department: number, id: number) {
  const [owner, found] = await Promise.all([archive.department(department), archive.disclosure(department, id)])
  if (owner === null || found === null)
    throw notFound(`部门 ${department} 的公开文件 ${id}`, `disclosure ${id} of department ${department}`)
  return { owner, found }
}
