import { describe, expect, test } from 'vitest'
import { isCodeBelow, nameOf } from '../../src/checks/across/names.ts'
import { relationsOf } from '../../src/checks/across/relations.ts'
import type { SetDocument } from '../../src/checks/across/testimony.ts'
import { small } from './across-documents.ts'

const kinds = (...documents: readonly SetDocument[]): string[] => relationsOf(documents).relations.map((r) => r.kind)
const reasons = (...documents: readonly SetDocument[]) =>
  relationsOf(documents).incomparable.map((i) => `${i.files.join('+')}: ${i.reason.zh}`)

const NAME = '上海市普陀区商务委员会'

describe('names', () => {
  test.each([
    ['上海市普陀区商务委员会（本级）', NAME, true],
    ['上海市普陀区商务委员会(委本级)', NAME, true],
    ['上海市普陀区商务委员会机关', NAME, true],
    ['上海市普陀区商务委员会本部', NAME, true],
    ['455001上海市普陀区商务委员会', NAME, false],
    ['上海市普陀区商务委员会（单位）', NAME, false],
    ['区直机关', '区直机关', false],
    ['杭州市气象服务中心（杭州市预警信息发布中心）', '杭州市气象服务中心(杭州市预警信息发布中心)', false],
  ])('%s', (printed, base, isHead) => {
    expect(nameOf(printed)).toMatchObject({ base, isHead })
  })

  test('codes are compared within one place only', () => {
    expect(isCodeBelow('455001', '455', '某某市会展中心', '某某市商务局')).toBe(true)
    expect(isCodeBelow('455001', '455', '上海市会展中心', '沧州市商务局')).toBe(false)
    expect(isCodeBelow('455', '455', '某某市会展中心', '某某市商务局')).toBe(false)
    expect(isCodeBelow('4551', '45', '某某市会展中心', '某某市商务局')).toBe(false)
  })
})

describe('a unit and its department', () => {
  const department = small({ name: NAME })

  test.each([
    ['the same name, as a unit', small({ name: NAME, scope: 'unit' })],
    ['its head office', small({ name: `${NAME}（本级）` })],
    ['a name that begins with its own', small({ name: `${NAME}综合执法大队`, scope: 'unit' })],
  ])('%s', (_, unit) => {
    expect(kinds(department, unit)).toEqual(['unit'])
    expect(kinds(unit, department)).toEqual(['unit'])
  })

  test('a unit that the department lists', () => {
    const unit = small({ name: '上海市普陀区投资促进中心', scope: 'unit' })
    expect(kinds(department, unit)).toEqual([])
    expect(kinds(small({ name: NAME, organisation: ['上海市普陀区投资促进中心'] }), unit)).toEqual(['unit'])
    expect(kinds(small({ name: NAME, paragraphs: ['2、上海市普陀区投资促进中心'] }), unit)).toEqual(['unit'])
    expect(kinds(small({ name: NAME, paragraphs: ['本部门下属单位包括：上海市普陀区投资促进中心。'] }), unit)).toEqual(['unit'])
    expect(kinds(small({ name: NAME, paragraphs: ['与上海市普陀区投资促进中心共同开展招商。'] }), unit)).toEqual([])
    const row = small({ name: NAME, figures: [[{ flow: 'income', unit: '上海市普陀区投资促进中心' }, 1]] })
    expect(kinds(row, unit)).toEqual(['unit'])
  })

  test('of another year or stage has nothing in common', () => {
    expect(kinds(department, small({ name: NAME, scope: 'unit', year: 2024 }))).toEqual([])
    expect(reasons(small({ file: 'a', name: NAME }), small({ file: 'b', name: NAME, scope: 'unit', year: 2024 }))[0]).toContain(
      '口径不同的两年',
    )
    expect(reasons(department, small({ name: NAME, scope: 'unit', stage: 'final' }))[0]).toContain('一份是预算、一份是决算')
  })
})

describe('what cannot be compared says why', () => {
  test('other departments', () => {
    const [one] = reasons(small({ file: 'a', name: NAME }), small({ file: 'b', name: '上海市普陀区财政局' }))
    expect(one).toBe(`a+b: 分属 2 个部门（${NAME}、上海市普陀区财政局），不同部门的数不互相核对。`)
  })

  test('one file twice', () => {
    const one = { name: NAME, sha256: 'f'.repeat(64) }
    expect(reasons(small({ ...one, file: 'a' }), small({ ...one, file: 'b' }))).toEqual([
      'a+b: 这几个文件内容完全相同，是同一份文件，只按一份核对。',
    ])
  })

  test('years more than one apart', () => {
    const documents = [2021, 2022, 2024].map((year) => small({ file: String(year), name: NAME, year }))
    expect(kinds(...documents)).toEqual(['times'])
    expect(reasons(...documents)).toEqual(['2021+2022+2024: 年度相差超过一年（2021、2022、2024），后一份不会印前一份的数。'])
  })

  test('two units of one department', () => {
    const documents = [
      small({ name: NAME, paragraphs: ['1、上海市普陀区投资促进中心', '2、上海市普陀区粮食管理所'] }),
      small({ file: 'b', name: '上海市普陀区投资促进中心', scope: 'unit' }),
      small({ file: 'c', name: '上海市普陀区粮食管理所', scope: 'unit' }),
    ]
    expect(kinds(...documents)).toEqual(['unit', 'unit'])
    expect(reasons(...documents)).toEqual(['b+c: 是同一部门的不同单位，彼此之间没有应当一致的数，只与部门核对。'])
  })

  test('no name, or no year', () => {
    expect(reasons(small({ file: 'a', name: null }))[0]).toContain('没有读到部门或单位的名称')
    expect(reasons(small({ file: 'a', year: null }))[0]).toContain('没有读到年度')
  })

  test('a document without a name of its own that prints the name of another one is of that department', () => {
    const text = [`${NAME}是区政府工作部门。`, `${NAME}2024年度支出决算`, `纳入${NAME}决算的单位`]
    const final = small({ name: null, year: 2024, stage: 'final', paragraphs: text })
    expect(kinds(small({ name: NAME, year: 2024 }), final)).toEqual(['times'])
    expect(kinds(small({ name: NAME, year: 2024 }), small({ name: null, paragraphs: text.slice(0, 2) }))).toEqual([])
  })

  test('names without a place are told apart by their codes', () => {
    expect(kinds(small({ name: '财政局', code: '318' }), small({ name: '财政局', code: '455', year: 2024 }))).toEqual([])
    expect(kinds(small({ name: NAME, code: '318' }), small({ name: NAME, code: '455', year: 2024 }))).toEqual(['times'])
  })
})

test('of several versions the first is held against other years, and the others against the first', () => {
  const versions = ['a', 'b', 'c'].map((file) => small({ file, name: NAME }))
  const relations = relationsOf([...versions, small({ file: 'd', name: NAME, year: 2024 })]).relations
  expect(relations.map((r) => (r.kind === 'times' ? `${r.earlier.document.file}${r.later.document.file}` : r.kind))).toEqual([
    'ab',
    'ac',
    'da',
  ])
})
