import { describe, expect, test } from 'vitest'
import { ledgerBytes } from '../../src/app/ledger-bytes.ts'
import { writeFolder } from '../../src/app/ledger-files/folder.ts'
import { readFolder } from '../../src/app/ledger-files/read-ledger.ts'
import { judgeLedger } from '../../src/ledger/judge-ledger.ts'
import type { Ledger, People } from '../../src/ledger/ledger.ts'
import { PERSON_KINDS, personKindOfWord } from '../../src/ledger/person-kinds.ts'
import { EMPTY } from './sample.ts'

const TEXT = new TextDecoder()

function readPeople(people: unknown): ReturnType<typeof readFolder> {
  const files = new Map(writeFolder(EMPTY))
  const json: unknown = JSON.parse(TEXT.decode(files.get('ledger.json')))
  return readFolder(files.set('ledger.json', new TextEncoder().encode(JSON.stringify({ ...(json as object), people }))))
}

describe('people of a ledger', () => {
  const people: readonly People[] = [
    { kind: 'administrative', posts: 10, actual: 12 },
    { kind: 'retired', posts: null, actual: 3 },
  ]

  test('are read by any of their words; those of no kind are told with the choices', () => {
    const read = readPeople([{ kind: '参公', posts: '8', actual: 7 }, { kind: '离休' }])
    expect(read.ok ? read.ledger.people : read.problems).toEqual([
      { kind: 'like-civil-service', posts: 8, actual: 7 },
      { kind: 'veteran', posts: null, actual: null },
    ])
    const wrong = readPeople([{ kind: '天使', posts: '1.5' }, { actual: '1' }])
    expect(wrong.ok ? [] : wrong.problems.map(({ message }) => message.zh)).toEqual([
      expect.stringContaining('没有“天使”这一类人员。可选：行政编制、参公编制、事业编制、离休、退休、其他'),
      expect.stringContaining('people[0].posts：应为0至10000000的整数'),
      expect.stringContaining('people[1].kind：这里是空白'),
    ])
  })

  test('no word names two kinds', () => {
    for (const { id, name, also } of PERSON_KINDS)
      for (const word of [id, name.zh, ...also]) expect(personKindOfWord(word), word).toBe(id)
  })

  test('more of them than there are posts is a warning, one kind twice an error', () => {
    const said = judgeLedger({ ...EMPTY, people: [...people, { kind: 'retired', posts: null, actual: 1 }] })
    expect(said.map(({ severity, message }) => `${severity} ${message.zh}`)).toEqual([
      'warning 《人员》第2行：行政编制实有12人，超过编制数10。请核对。',
      'error 《人员》第4行：“退休”写了两行，请合并。',
    ])
  })

  test('a ledger without them has the files and the bytes that it had before there were any', () => {
    expect(TEXT.decode(writeFolder(EMPTY).get('ledger.json'))).not.toContain('people')
    const { people: _none, ...before } = EMPTY
    const keys = Object.keys(JSON.parse(TEXT.decode(ledgerBytes(EMPTY))) as object)
    expect(keys).toEqual(Object.keys(before).toSorted())
    const named: Ledger = { ...EMPTY, people }
    expect(TEXT.decode(ledgerBytes(named))).toContain('"people":[{"actual":12,"kind":"administrative","posts":10}')
  })
})
