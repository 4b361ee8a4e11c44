import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ALIAS_ROWS, CODE_ROWS, CROSSWALK_ROWS, type CodeList } from '../../src/catalogue/code-lists.ts'
import { codeByName, crosswalk, isKnown, lookup, nameFits, nameOf, parentOf, sameName } from '../../src/catalogue/codes.ts'
import { normaliseName } from '../../src/catalogue/names.ts'
import { hasShared, sharedDocument } from '../setup/documents.ts'

const LISTS = Object.keys(CODE_ROWS) as CodeList[]

describe('the code lists', () => {
  test.each(LISTS)('%s: codes are unique, sorted into a tree by prefix, and their years are in order', (list) => {
    const rows = CODE_ROWS[list]
    const codes = new Set(rows.map((row) => row.code))
    expect(codes.size).toBe(rows.length)
    for (const row of rows) {
      expect(row.code).toMatch(/^\d{3}(\d\d){0,3}$/u)
      expect(row.parent).toBe(parentOf(row.code))
      expect(['high', 'medium', 'low', 'n/a']).toContain(row.confidence)
      expect(normaliseName(row.name)).toBe(row.name.replace(/[“”]/gu, ''))
      expect(row.since ?? 0).toBeLessThanOrEqual(row.until ?? 9999)
      for (const rename of row.renamed ?? []) expect(rename.since).toBeLessThanOrEqual(rename.by ?? rename.since)
    }
    // Two groups were never printed, though items below them were.
    expect(rows.filter((row) => row.parent !== null && !codes.has(row.parent)).map((row) => row.parent)).toEqual(
      list === 'function' ? ['20110', '20110', '20110', '20698'] : [],
    )
  })

  test('keep the confidence that was stated', () => {
    const count = (confidence: string) => CODE_ROWS.function.filter((row) => row.confidence === confidence).length
    expect([count('high'), count('medium'), count('low'), count('n/a')]).toEqual([478, 529, 668, 62])
  })

  test('keep the words of a vague statement beside its widest reading', () => {
    expect(lookup('economic', '39909', 2023)).toMatchObject({ since: 2022, stated: '2022or2023' })
    expect(lookup('function', '2089901', 2020)).toMatchObject({ until: 2020, stated: '<=2020' })
    expect(isKnown('economic', '31206', 2023)).toMatchObject({ state: 'not-yet', since: 2024, stated: 'after2023' })
  })

  test('aliases and crosswalk name codes that exist', () => {
    for (const alias of ALIAS_ROWS) expect(nameOf(alias.list, alias.code, null), alias.name).not.toBeNull()
    for (const { government, department } of CROSSWALK_ROWS) {
      expect(nameOf('government-economic', government, null), government).not.toBeNull()
      expect(nameOf('economic', department, null), department).not.toBeNull()
    }
    expect(crosswalk('50101', '30101')).toBe('standard')
    expect(crosswalk('50101', '30107')).toBe('seen')
    expect(crosswalk('50101', '30201')).toBeNull()
  })
})

describe('codes through the years', () => {
  test('a code ends and its successor begins', () => {
    expect(isKnown('function', '2010308', 2023)).toMatchObject({ state: 'known', name: '信访事务', confidence: 'high' })
    expect(isKnown('function', '2010308', 2024)).toMatchObject({ state: 'expired', until: 2023 })
    expect(isKnown('function', '20140', 2023)).toMatchObject({ state: 'not-yet', since: 2024 })
    expect(isKnown('function', '20140', 2024)).toMatchObject({ state: 'known' })
    expect(lookup('function', '2010308', 2024)).toBeNull()
    expect(lookup('function', '2010308', null)).not.toBeNull()
    expect(nameOf('function', '2010308', 2024)).toBe('信访事务')
  })

  test('a rename of a certain year', () => {
    expect(nameOf('function', '2130142', 2023)).toBe('农村道路建设')
    expect(nameOf('function', '2130142', 2024)).toBe('乡村道路建设')
    expect(isKnown('function', '2130142', 2023).state).toBe('renamed')
    expect(nameFits('function', '2130142', '乡村道路建设', 2023)).toBe('other-year')
    expect(nameFits('function', '2130142', '农村道路建设', 2025)).toBe('other-year')
  })

  test('a rename of an uncertain year: both names pass while either may be in force', () => {
    expect(nameFits('function', '2080713', '求职和创业补贴', 2023)).toBe('other-year')
    expect(nameFits('function', '2080713', '求职和创业补贴', 2025)).toBe('alias')
    expect(nameFits('function', '2080713', '促进创业补贴', 2025)).toBe('same')
    expect(nameFits('function', '2080713', '求职和创业补贴', 2026)).toBe('same')
    expect(nameFits('function', '2080713', '促进创业补贴', 2026)).toBe('other-year')
  })

  test('an unknown code says what is known above it', () => {
    expect(isKnown('economic', '3021503', 2023)).toMatchObject({ state: 'unknown', name: null, nearest: '30215' })
    expect(isKnown('function', '9990101', 2023)).toMatchObject({ state: 'unknown', nearest: null })
    expect(nameFits('function', '9990101', '其他', 2023)).toBeNull()
  })
})

describe('names', () => {
  test.each([
    ['一、一般公共服务支出', '一般公共服务支出'],
    ['三十一、往来性支出', '往来性支出'],
    ['（二）商品和服务支出', '商品和服务支出'],
    ['1.基本工资', '基本工资'],
    [' 维修 (护)\u3000费', '维修（护）费'],
    ['其中：基本工资', '基本工资'],
    ['[201]一般公共服务支出', '一般公共服务支出'],
    ['2010601-行政运行', '行政运行'],
  ])('%s is %s', (printed, name) => expect(normaliseName(printed)).toBe(name))

  test('sameName looks at wording, not at typography', () => {
    expect(sameName('维修(护)费', '维修（护）费')).toBe(true)
    expect(sameName('一般公共服务', '一般公共服务支出')).toBe(true)
    expect(sameName('城镇职工基本医疗保险缴费', '职工基本医疗保险缴费')).toBe(true)
    expect(sameName('因公出国(境)费', '因公出国（境）费用')).toBe(true)
    expect(sameName('基本工资', '奖金')).toBe(false)
    expect(sameName('行政运行', '事业运行')).toBe(false)
    // A name of years gone by is another name: `nameFits` knows the year.
    expect(sameName('医疗卫生与计划生育支出', '卫生健康支出')).toBe(false)
  })

  test('names of earlier books fit their years', () => {
    expect(nameFits('function', '210', '医疗卫生与计划生育支出', 2017)).toBe('alias')
    expect(nameFits('function', '210', '医疗卫生与计划生育支出', 2023)).toBe('other-year')
    expect(nameFits('function', '210', '卫生健康', 2023)).toBe('same')
    expect(nameFits('economic', '30111', '公务员医疗补贴', 2023)).toBe('different')
  })

  test('codeByName wants one answer', () => {
    expect(codeByName('function', '行政运行', 2023)).toBeNull()
    expect(codeByName('function', '行政运行', 2023, { under: '20103' })).toBe('2010301')
    expect(codeByName('function', '其他支出', 2023, { level: 1 })).toBe('229')
    expect(codeByName('function', '教育', 2023, { level: 1 })).toBe('205')
    expect(codeByName('function', '援助其他地区', 2023)).toBe('219')
    expect(codeByName('function', '援助其他地区', 2023, { level: 2 })).toBeNull()
    expect(codeByName('function', '文化体育与传媒支出', 2017, { level: 1 })).toBe('207')
    expect(codeByName('function', '信访事务', 2023)).toBe('2010308')
    expect(codeByName('function', '信访事务', 2025)).toBe('20140')
    expect(codeByName('economic', '办公费', 2023)).toBe('30201')
    expect(codeByName('economic', '没有这一项', 2023)).toBeNull()
  })

  test('every official class is found by its own name', () => {
    for (const list of LISTS) {
      for (const row of CODE_ROWS[list].filter((each) => each.code.length === 3)) {
        expect(codeByName(list, row.name, 2023, { level: 1 }), row.name).toBe(row.code)
      }
    }
  })

  test.skipIf(!hasShared)('the 31 class lines of a real balance table are 31 classes', () => {
    const lines = readFileSync(sharedDocument('nandagang/nandagang-2023.txt'), 'utf8').split('\n').slice(0, 330)
    const printed = lines.map((line) => line.trim()).filter((line) => /^[一二三四五六七八九十]+、.*(?:支出|预备费)$/u.test(line))
    const codes = printed.map((line) => codeByName('function', line, 2023, { level: 1 }))
    expect(printed).toHaveLength(31)
    expect(codes).not.toContain(null)
    expect(new Set(codes).size).toBe(31)
    expect([codes[0], codes[8], codes[30]]).toEqual(['201', '209', '235'])
  })
})
