import { describe, expect, test } from 'vitest'
import { division, divisionOf, divisionsAbove, divisionsBelow } from '../../src/catalogue/divisions.ts'

describe('where a department belongs', () => {
  test.each([
    ['上海市普陀区商务委员会', '310107'],
    ['中共上海市普陀区委社会工作部', '310107'],
    ['浙江省德清县财政局', '330521'],
    ['德清县财政局', '330521'],
    ['福州市仓山生态环境局', '350104'],
    ['东莞市财政局', '441900'],
    ['内蒙古自治区财政厅', '150000'],
    ['恩施土家族苗族自治州财政局', '422800'],
    ['江苏省人民检察院', '320000'],
    ['上海交通职业技术学院', '310000'],
    ['国家信访局', 'CN'],
  ])('%s', (name, code) => {
    expect(divisionOf(name)?.code).toBe(code)
  })

  test.each(['朝阳区教育局', '普陀区商务委员会', '某局', ''])('%s says it of none, or of several', (name) => {
    expect(divisionOf(name)).toBeNull()
  })

  test('brackets and spaces do not matter', () => {
    expect(divisionOf('中共 重庆市委宣传部（本级）')?.code).toBe('500000')
  })
})

test('every place lies in the country, by a path without circles, and below the place above it', () => {
  const seen = new Set<string>()
  const visit = (code: string): void => {
    expect(seen.has(code)).toBe(false)
    seen.add(code)
    for (const below of divisionsBelow(code)) {
      expect(divisionsAbove(below.code)[1]?.code).toBe(code)
      visit(below.code)
    }
  }
  visit('CN')
  expect(seen.size).toBeGreaterThan(3300)
  expect(divisionsBelow('CN')).toHaveLength(34)
  expect(division('310107')).toEqual({ code: '310107', name: '普陀区', parent: '310000' })
  expect(division('999999')).toBeNull()
})
