import { readFileSync } from 'node:fs'
import AjvDraft4 from 'ajv-draft-04'
import fc from 'fast-check'
import { parseCsv } from 'hucre/csv'
import { describe, expect, test } from 'vitest'
import { cofogOf } from '../../src/catalogue/cofog.ts'
import { readDataPackage } from '../../src/formats/datapackage/read.ts'
import { writeDataPackage } from '../../src/formats/datapackage/write.ts'
import { accounts, NAMES, TRICKY } from './accounts.ts'
import { OPTIONS } from './tables.ts'

const PACKAGE_OPTIONS = { ...OPTIONS, names: NAMES, cofog: cofogOf }

/**
 * The profile of the standard. Its first part demands the words `tabular-data-package` where its second demands `fiscal-data-package`, so that no
 * package could ever pass: of the first, only that the profile is a text is kept.
 */
function fiscalProfile(): (data: unknown) => string[] {
  const schema = JSON.parse(readFileSync(new URL('../fixtures/schemas/fdp-0.3-profile.json', import.meta.url), 'utf8'))
  schema.allOf[0].properties.profile = { type: 'string' }
  const ajv = new AjvDraft4.default({ strict: false, allErrors: true, validateFormats: false })
  const validate = ajv.compile(schema)
  return (data) => (validate(data) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`))
}

const faultsOf = fiscalProfile()

function descriptorOf(files: ReadonlyMap<string, Uint8Array>): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(files.get('datapackage.json'))) as Record<string, unknown>
}

test('every account gives a package that the standard accepts, the same bytes each time, and comes back whole', () => {
  fc.assert(
    fc.property(accounts, (account) => {
      const files = writeDataPackage(account, PACKAGE_OPTIONS)
      expect(faultsOf(descriptorOf(files))).toEqual([])
      expect(writeDataPackage(account, PACKAGE_OPTIONS)).toEqual(files)
      const { projects: _, words: __, glossary: ___, ...kept } = account
      expect(readDataPackage(files)).toEqual(kept)
    }),
    { seed: 20240101, numRuns: 150 },
  )
})

test('the profile catches a measure without a currency', () => {
  const [account] = fc.sample(accounts, { seed: 1, numRuns: 1 })
  if (account === undefined) throw new Error('no account')
  const descriptor = descriptorOf(writeDataPackage(account, PACKAGE_OPTIONS)) as {
    model: { measures: Record<string, { currency?: string }> }
  }
  delete descriptor.model.measures['amount']?.currency
  expect(faultsOf(descriptor)).not.toEqual([])
})

describe('one account', () => {
  const account = {
    disclosure: {
      department: { code: '455', name: '示例县财政局' },
      year: 2024,
      stage: 'budget',
      scope: 'department',
      units: [],
      place: 'hebei',
    },
    facts: [
      { slice: { flow: 'income', fund: 'general', function: '2010301' }, amount: 12_345, items: [] },
      {
        slice: { flow: 'expenditure', fund: 'general', function: '2010301', economic: '30217' },
        amount: 12_345,
        items: ['reception'],
      },
    ],
    lastYear: null,
    stocks: [],
    units: [],
    projects: [],
    procurement: [],
    words: {},
    glossary: [],
  } as const
  const files = writeDataPackage(account, PACKAGE_OPTIONS)
  const text = new TextDecoder().decode(files.get('facts.csv'))
  const [header = [], ...rows] = parseCsv(text)
  const column = (name: string): unknown[] => rows.map((row) => row[header.indexOf(name)])

  test('has codes with labels, levels, a direction, fen and a group of COFOG for what is spent', () => {
    expect(column('function')).toEqual(['2010301', '2010301'])
    expect(column('function_label')).toEqual(['行政运行', '行政运行'])
    expect(column('function_level1')).toEqual(['201', '201'])
    expect(column('direction')).toEqual(['revenue', 'expenditure'])
    expect(column('amount')).toEqual(['12345', '12345'])
    expect(column('cofog')[1]).toBe('01')
    expect(column('fiscal_year')).toEqual(['2024', '2024'])
    expect(descriptorOf(files)['model']).toMatchObject({
      measures: { amount: { currency: 'CNY', factor: 0.01, phase: 'approved' } },
    })
  })

  test('columns of the schema are the columns of the file, and every source of the model is one of them', () => {
    const descriptor = descriptorOf(files) as {
      resources: { path: string; schema: { fields: { name: string }[] } }[]
      model: { dimensions: Record<string, { attributes: Record<string, { source: string }> }> }
    }
    for (const { path, schema } of descriptor.resources) {
      const first = new TextDecoder().decode(files.get(path)).split('\n')[0]
      expect(first?.split(',')).toEqual(schema.fields.map((field) => field.name))
    }
    const sources = Object.values(descriptor.model.dimensions).flatMap((each) =>
      Object.values(each.attributes).map((a) => a.source),
    )
    for (const source of sources) expect(header).toContain(source)
  })

  test('a damaged package is refused with file, line and column', () => {
    const changed = (name: string, from: string, to: string): Map<string, Uint8Array> => {
      const copy = new Map(files)
      copy.set(name, new TextEncoder().encode(new TextDecoder().decode(files.get(name)).replace(from, to)))
      return copy
    }
    expect(() => readDataPackage(changed('facts.csv', '12345', '123.45'))).toThrow(
      /facts\.csv 第 1 条记录的 amount 应为数，实为“123\.45”/u,
    )
    expect(() => readDataPackage(changed('facts.csv', ',12345', ''))).toThrow(/facts\.csv 第 2 行应有 \d+ 个值/u)
    expect(() => readDataPackage(changed('datapackage.json', 'fiscal-data-package', 'data-package'))).toThrow(/不是本软件写出的/u)
    expect(() => readDataPackage(new Map())).toThrow(/缺少 datapackage\.json/u)
  })
})

test('no line begins with what a spreadsheet would run', () => {
  fc.assert(
    fc.property(accounts, (account) => {
      for (const [name, bytes] of writeDataPackage(account, PACKAGE_OPTIONS)) {
        if (!name.endsWith('.csv')) continue
        for (const value of parseCsv(new TextDecoder().decode(bytes)).flat()) {
          if (!/^-\d+(?:\.\d+)?$/u.test(String(value ?? ''))) expect(String(value ?? '')).not.toMatch(/^[=+\-@\t\r]/u)
        }
      }
    }),
    { seed: 20240102, numRuns: 50 },
  )
  expect(TRICKY.length).toBeGreaterThan(5)
})

test('COFOG: the longest known beginning of a code decides, and what is no final spending has none', () => {
  expect(cofogOf('2010301')).toEqual({ code: '01', name: 'General public services' })
  expect(cofogOf('2210201')?.code).toBe('10.6')
  expect(cofogOf('2100201')?.code).toBe('07.3')
  expect(cofogOf('2300101')).toBeNull()
  expect(cofogOf('999')).toBeNull()
})
