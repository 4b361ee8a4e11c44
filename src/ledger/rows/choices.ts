import { CODE_ROWS } from '../../catalogue/code-lists.ts'
import { lookup, type CodeList } from '../../catalogue/codes.ts'
import { ORIGINS, wordsFor } from './node-words.ts'
import { PERSON_KINDS } from '../person-kinds.ts'
import type { ChoiceId } from './fields.ts'

/** The hidden sheet that the drop-downs of the others take their choices from. */
export const CODE_SHEET = '代码'

export interface CodeColumn {
  readonly id: ChoiceId
  readonly header: string
  readonly values: readonly string[]
}

/** Every list of choices in a year: items of functions, groups of economic classes, the words of each tree. */
export function codeColumns(year: number): readonly CodeColumn[] {
  const codes = (list: CodeList, length: number): readonly string[] =>
    CODE_ROWS[list].flatMap(({ code }) => {
      const entry = code.length === length ? lookup(list, code, year) : null
      return entry === null ? [] : [`${code} ${entry.name}`]
    })
  const carried = wordsFor('fund').filter((word) => word.includes('结转'))
  return [
    { id: 'function', header: '功能分类', values: codes('function', 7) },
    { id: 'economic', header: '部门经济分类', values: codes('economic', 5) },
    { id: 'government-economic', header: '政府经济分类', values: codes('government-economic', 5) },
    { id: 'flow', header: '收支', values: wordsFor('flow').filter((word) => !word.endsWith('总计')) },
    { id: 'fund', header: '资金性质', values: wordsFor('fund').filter((word) => !carried.includes(word)) },
    { id: 'purchase-fund', header: '采购资金', values: wordsFor('fund') },
    { id: 'nature', header: '支出性质', values: wordsFor('nature') },
    { id: 'origin', header: '资金来源年度', values: ORIGINS.flatMap((o) => o.words.slice(0, 1)) },
    { id: 'item', header: '列入', values: wordsFor('item').filter((word) => !/内设机构|直属单位|在职人数/u.test(word)) },
    { id: 'asset', header: '资产', values: wordsFor('asset') },
    { id: 'flag', header: '是否', values: ['是'] },
    { id: 'person', header: '人员类别', values: PERSON_KINDS.map(({ name }) => name.zh) },
  ]
}
