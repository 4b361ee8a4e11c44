import { expect, test } from 'vitest'
import type { ArchivedPassage } from '../../src/store/archived.ts'
import { listDepartments } from '../../src/store/queries/departments.ts'
import { searchPassages } from '../../src/store/queries/search.ts'
import type { Store } from '../../src/store/open-store.ts'
import { saveDisclosure } from '../../src/store/save-disclosure.ts'
import { archivedOf } from './archived-of.ts'

const text = (words: string): ArchivedPassage => ({ kind: 'text', topic: null, text: words, place: { line: 3 } })

/** Words in Chinese and what looks like a pattern. */
export function searchCases(now: () => Store): void {
  const found = async (...words: string[]): Promise<string[]> =>
    (await searchPassages(now(), { words, limit: 20 })).map((hit) => hit.text).toSorted()

  test('words of two characters and more, each anywhere in the passage', async () => {
    const passages = [text('老旧小区改造工程'), text('小学区划调整'), text('改造，老旧街区')]
    await saveDisclosure(now(), archivedOf({ bytes: 'a', passages, projects: ['老旧小区配套'] }))
    expect(await found('小区')).toEqual(['老旧小区改造工程', '老旧小区配套'])
    expect(await found('老旧小区')).toEqual(['老旧小区改造工程', '老旧小区配套'])
    expect(await found('老旧', '改造')).toEqual(['改造，老旧街区', '老旧小区改造工程'])
    expect(await found('小区改')).toEqual(['老旧小区改造工程'])
    // 旧街 and 街区 stand in one passage, 旧街区改 does not: pairs alone would find it.
    expect(await found('旧街区改')).toEqual([])
  })

  test('words of one character are passed over, and none find nothing', async () => {
    await saveDisclosure(now(), archivedOf({ bytes: 'a', passages: [text('预算公开')] }))
    expect(await found('预')).toEqual([])
    expect(await found()).toEqual([])
    expect(await found('预', '公开')).toEqual(['预算公开'])
  })

  test('percent signs, underscores, backslashes and quotes are themselves', async () => {
    const passages = [
      text('完成率100%以上'),
      text('完成率100分以上'),
      text('a_bc'),
      text('axbc'),
      text('c:\\目录'),
      text("it's 预算"),
    ]
    await saveDisclosure(now(), archivedOf({ bytes: 'a', passages }))
    expect(await found('100%')).toEqual(['完成率100%以上'])
    expect(await found('a_bc')).toEqual(['a_bc'])
    expect(await found('c:\\目录')).toEqual(['c:\\目录'])
    expect(await found("it's")).toEqual(["it's 预算"])
    expect(await found('%%')).toEqual([])
  })

  test('terms by their name, Latin letters whatever their case', async () => {
    const term: ArchivedPassage = { kind: 'term', topic: '三公经费', text: '指因公出国等支出，PPP 项目除外', place: {} }
    await saveDisclosure(now(), archivedOf({ bytes: 'a', passages: [term] }))
    expect(await found('ppp')).toHaveLength(1)
    expect(await found('三公')).toHaveLength(1)
  })

  test('only in disclosures that count, and in a place', async () => {
    await saveDisclosure(now(), archivedOf({ bytes: 'old', passages: [text('旧的说明')] }))
    await saveDisclosure(now(), archivedOf({ bytes: 'new', more: 9, passages: [text('新的说明')] }))
    expect(await found('说明')).toEqual(['新的说明'])
    const in0 = (division: string) => searchPassages(now(), { words: ['说明'], division, limit: 5 })
    expect(await in0('130000')).toHaveLength(1)
    expect(await in0('310000')).toHaveLength(0)
  })

  test('departments by words in their name, patterns taken literally', async () => {
    for (const department of ['甲县财政局', '乙县财政局', '百分%局', '下划_局'])
      await saveDisclosure(now(), archivedOf({ bytes: department, department }))
    const names = async (...words: string[]) => (await listDepartments(now(), { words, limit: 9 })).map((d) => d.name)
    expect(await names('财政')).toHaveLength(2)
    expect(await names('甲县', '财政')).toEqual(['甲县财政局'])
    expect(await names('%')).toEqual(['百分%局'])
    expect(await names('_')).toEqual(['下划_局'])
  })
}
