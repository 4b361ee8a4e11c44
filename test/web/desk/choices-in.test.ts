import { describe, expect, it } from 'vitest'
import { withPinyin } from '../../../src/app/compile/choices-with-pinyin.ts'
import { type Draft, draftOf, fieldsOf } from '../../../src/ledger/draft/draft.ts'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import { choicesIn, MOST_NAME, MOST_NAMES, namesIn } from '../../../src/web/desk/choices-in.ts'
import { type Choice, findChoices } from '../../../src/web/desk/find-choice.ts'

const draft: Draft = {
  ...draftOf(exampleLedger(2026)),
  units: [{ id: 'u1', at: 1, texts: { name: '重庆路小学' } }],
  projects: [
    { id: 'p1', at: 1, texts: { name: '普查' } },
    { id: 'p2', at: 2, texts: { name: ' ' } },
  ],
}
const field = (id: string) => {
  const found = fieldsOf('lines').find((each) => each.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const values = (choices: readonly Choice[]): readonly string[] => choices.map(({ value }) => value)

describe('the choices of a field', () => {
  const library = ['普查', '校舍维修']
  const readings = new Map(namesIn(draft, library).map((name) => [name, withPinyin(name)]))
  const offered = (id: string, read = readings) => choicesIn(field(id), draft, {}, library, read)

  it('are units and projects of the draft and of the library, each once', () => {
    expect(values(offered('unit'))).toEqual(['重庆路小学'])
    expect(values(offered('project'))).toEqual(['普查', '校舍维修'])
    expect(namesIn(draft, library)).toEqual(['重庆路小学', '普查', '校舍维修'])
  })

  it('ask for no more readings than are given: one name that is too long does not keep the others from theirs', () => {
    const many = Array.from({ length: MOST_NAMES + 5 }, (_, n) => `项目${n}`)
    expect(namesIn(draft, ['长'.repeat(MOST_NAME + 1), '校舍维修'])).toEqual(['重庆路小学', '普查', '校舍维修'])
    expect(namesIn(draft, many)).toHaveLength(MOST_NAMES)
  })

  it('are found by pinyin where their reading is known, as codes are, and by what is written where it is not', () => {
    // 重 is read by what stands beside it.
    expect(values(findChoices(offered('unit'), 'cqlxx'))).toEqual(['重庆路小学'])
    expect(values(findChoices(offered('project'), 'xiaoshe'))).toEqual(['校舍维修'])
    expect(values(findChoices(offered('project', new Map()), 'xiaoshe'))).toEqual([])
    expect(values(findChoices(offered('project', new Map()), '维修'))).toEqual(['校舍维修'])
  })
})
