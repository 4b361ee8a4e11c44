import { describe, expect, it } from 'vitest'
import { joinWords, lastWord, listedWords } from '../../src/ledger/rows/listed-words.ts'

describe('several words in one cell', () => {
  it('are read however they are separated', () => {
    expect(listedWords('会议费、 培训费，公务接待费;差旅费\n“三公”经费、')).toEqual([
      '会议费',
      '培训费',
      '公务接待费',
      '差旅费',
      '“三公”经费',
    ])
    expect(listedWords(' ')).toEqual([])
  })

  it('are written once each', () => {
    expect(joinWords(['会议费', '培训费', '会议费'])).toBe('会议费、培训费')
  })

  it('have a last one, which is being typed', () => {
    expect(lastWord('会议费、培训费，公')).toEqual({ before: '会议费、培训费，', word: '公' })
    expect(lastWord('会议费、')).toEqual({ before: '会议费、', word: '' })
    expect(lastWord('会')).toEqual({ before: '', word: '会' })
    expect(lastWord('')).toEqual({ before: '', word: '' })
  })
})
