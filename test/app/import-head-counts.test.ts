import { describe, expect, it } from 'vitest'
import { readHeadCounts } from '../../src/app/import-head-counts.ts'

describe('a table of people by place', () => {
  it('is taken with its sources, staff where it has any', () => {
    const read = readHeadCounts(
      '\uFEFFdivision,year,population,source,staff\n310107,2023,1239800,"公报,第3页",\nCN,2023,1409670000,公报,7000000\n',
    )
    expect(read).toEqual({
      ok: true,
      counts: [
        { division: '310107', year: 2023, kind: 'population', count: 1_239_800, source: '公报,第3页' },
        { division: 'CN', year: 2023, kind: 'population', count: 1_409_670_000, source: '公报' },
        { division: 'CN', year: 2023, kind: 'staff', count: 7_000_000, source: '公报' },
      ],
    })
  })

  it('is refused as a whole, each wrong cell named', () => {
    const read = readHeadCounts('division,year,population,source\n999999,23,0,\n310107,2023,1,公报\n')
    expect(read.ok).toBe(false)
    const messages = read.ok ? [] : read.messages.map(({ zh }) => zh)
    expect(messages).toEqual([
      '第 2 行的 division 应是六位行政区划代码或 CN，现为“999999”。',
      '第 2 行的 year 应是四位年份，现为“23”。',
      '第 2 行的 source 应是数据出处，现为“”。',
      '第 2 行的 population 应是人数（正整数），现为“0”。',
    ])
    expect(readHeadCounts('place,people\n')).toMatchObject({ ok: false })
  })
})
