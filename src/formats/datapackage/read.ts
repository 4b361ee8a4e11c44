import type { Account, Fact, Stock } from '../../budget/account.ts'
import { z } from 'zod'
import { readCsvTable } from '../csv/table.ts'
import { FILES } from './fields.ts'
import { sliceFrom } from './rows.ts'

/** What a data package keeps of an account: all but its words and its performance cards. */
export type PackagedAccount = Omit<Account, 'projects' | 'words' | 'glossary'>

const DESCRIPTOR = z.object({
  profile: z.literal('fiscal-data-package'),
  resources: z.array(z.object({ name: z.string(), path: z.string() })),
  mingzhang: z.object({
    format: z.literal('mingzhang/datapackage/1'),
    department: z.object({ code: z.string().exactOptional(), name: z.string().exactOptional() }),
    year: z.int().nullable(),
    stage: z.enum(['budget', 'final']),
    scope: z.enum(['department', 'unit']),
    place: z.string().nullable(),
    units: z.array(z.string()),
  }),
})

type Line = Readonly<Record<string, string>>

/**
 * Reads a package that `writeDataPackage` wrote, from its files by name. Throws one sentence that says what was expected, found and where for a
 * package of another kind, a missing file, or a value that is none: figures are never guessed.
 */
export function readDataPackage(files: ReadonlyMap<string, Uint8Array>): PackagedAccount {
  const parsed = DESCRIPTOR.safeParse(jsonOf(fileOf(files, 'datapackage.json')))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(
      `datapackage.json 不是本软件写出的财政数据包：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}。` +
        ' This is no Fiscal Data Package that this program wrote.',
    )
  }
  const { resources, mingzhang } = parsed.data
  const { format: _, ...disclosure } = mingzhang
  const lines = (name: keyof typeof FILES): Line[] | null => {
    const path = resources.find((resource) => resource.name === name)?.path
    return path === undefined ? null : readCsvTable(fileOf(files, path), path)
  }
  const facts = (name: 'facts' | 'last-year'): Fact[] | null => inOrder(lines(name), name)?.map(factFrom) ?? null
  return {
    disclosure,
    facts: facts('facts') ?? [],
    lastYear: facts('last-year'),
    stocks: inOrder(lines('stocks'), 'stocks')?.map(stockFrom) ?? [],
    units: (lines('units') ?? []).map((line) => ({
      name: line['name'] ?? '',
      kind: line['kind'] ?? '',
      grade: line['grade'] ?? '',
      funding: line['funding'] ?? '',
    })),
    procurement: (lines('procurement') ?? []).map((line, i) => ({
      project: line['project'] ?? '',
      goods: line['goods'] ?? '',
      catalogue: line['catalogue'] ?? '',
      measure: line['measure'] ?? '',
      quantity: quantity(line, i),
      unitPrice: integer(line, 'unit_price', 'procurement', i),
      fund: line['fund'] ?? '',
      amount: integer(line, 'amount', 'procurement', i),
      reservedForSmall: integer(line, 'reserved_for_small', 'procurement', i),
    })),
  }
}

function fileOf(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = files.get(name)
  if (bytes === undefined) throw new Error(`数据包缺少 ${name}。 The package lacks ${name}.`)
  return bytes
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    throw new Error('datapackage.json 不是有效的 JSON。 datapackage.json is no valid JSON.', { cause: error })
  }
}

/** Whoever sorted the lines has not changed what they say: `line` restores their order. */
function inOrder(lines: Line[] | null, name: keyof typeof FILES): Line[] | null {
  if (lines === null) return null
  const numbered = lines.map((line, i) => ({ line, at: integer(line, 'line', name, i) }))
  return numbered.toSorted((a, b) => a.at - b.at).map(({ line }) => line)
}

function factFrom(line: Line, i: number): Fact {
  const items = line['items'] ?? ''
  return {
    slice: sliceFrom(line),
    amount: integer(line, 'amount', 'facts', i),
    items: items === '' ? [] : items.split(';'),
  }
}

function stockFrom(line: Line, i: number): Stock {
  return { slice: sliceFrom(line), value: integer(line, 'value', 'stocks', i) }
}

function integer(line: Line, column: string, name: keyof typeof FILES, i: number): number {
  const printed = line[column] ?? ''
  const value = Number(printed)
  if (!/^-?\d+$/u.test(printed) || !Number.isSafeInteger(value)) throw malformed(printed, column, name, i)
  return value
}

function quantity(line: Line, i: number): number {
  const printed = line['quantity'] ?? ''
  if (!/^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/iu.test(printed)) throw malformed(printed, 'quantity', 'procurement', i)
  return Number(printed)
}

function malformed(printed: string, column: string, name: keyof typeof FILES, i: number): Error {
  return new Error(
    `${FILES[name]} 第 ${i + 1} 条记录的 ${column} 应为数，实为“${printed}”，请改正。` +
      ` Record ${i + 1} of ${FILES[name]}: ${column} should be a number and is “${printed}”.`,
  )
}
