import type { Account, Fact } from '../../budget/account.ts'
import { writeCsvTable } from '../csv/table.ts'
import type { NodeNames } from '../node-names.ts'
import type { WriteOptions } from '../write-options.ts'
import { FACT_DIMENSIONS, FILES } from './fields.ts'
import { factSheet, procurementSheet, stockSheet, unitSheet, type CofogOf, type Sheet } from './rows.ts'

export interface DataPackageOptions extends WriteOptions {
  readonly names: NodeNames
  readonly cofog: CofogOf
}

/** Real yuan in one unit of the amounts, which are whole fen. */
const YUAN_PER_FEN = 0.01

/**
 * An account as a Fiscal Data Package 0.3: `datapackage.json` and CSV files, by their names. Amounts are whole fen with the factor 0.01. Facts, last
 * year's facts, stocks, units and procurement come back from `readDataPackage` as they were; words and performance cards are not money and stay out.
 */
export function writeDataPackage(account: Account, options: DataPackageOptions): Map<string, Uint8Array> {
  const { year } = account.disclosure
  const ofYear = (facts: readonly Fact[], at: number | null): Sheet => factSheet(account, facts, at, options.names, options.cofog)
  const sheets = new Map<keyof typeof FILES, Sheet>([['facts', ofYear(account.facts, year)]])
  if (account.lastYear !== null) sheets.set('last-year', ofYear(account.lastYear, year === null ? null : year - 1))
  if (account.stocks.length > 0) sheets.set('stocks', stockSheet(account.stocks, options.names))
  if (account.units.length > 0) sheets.set('units', unitSheet(account.units))
  if (account.procurement.length > 0) sheets.set('procurement', procurementSheet(account.procurement, options.names))

  const files = new Map<string, Uint8Array>()
  files.set('datapackage.json', new TextEncoder().encode(`${JSON.stringify(descriptor(account, sheets, options), null, 2)}\n`))
  for (const [name, { fields, rows }] of sheets) {
    const header = fields.map((field) => field.name)
    files.set(FILES[name], writeCsvTable(header, rows))
  }
  return files
}

function descriptor(account: Account, sheets: ReadonlyMap<keyof typeof FILES, Sheet>, options: DataPackageOptions): object {
  const { disclosure } = account
  const { year, department, stage, scope, place, units } = disclosure
  return {
    profile: 'fiscal-data-package',
    name: `cn-${slug(department.code)}-${year ?? 'undated'}-${stage}${options.draft === true ? '-draft' : ''}`,
    title: options.title,
    description:
      '部门预算公开数据。金额为整数分；以单引号开头的文字是为防止电子表格将其当作公式。COFOG 为本软件按判断给出的近似对照，不是官方口径。 ' +
      "Amounts are whole fen. A text with a leading ' was marked so that no spreadsheet takes it for a formula. COFOG groups are a judgement, not official.",
    countryCode: 'CN',
    granularity: 'aggregated',
    ...(year === null ? {} : { fiscalPeriod: { start: `${year}-01-01`, end: `${year}-12-31` } }),
    author: options.author,
    language: options.language,
    resources: [...sheets].map(([name, sheet]) => resource(name, sheet)),
    model: {
      measures: measures(account, sheets),
      dimensions: dimensions(sheets.get('facts')?.fields.map((field) => field.name) ?? []),
    },
    // What a Fiscal Data Package has no words for.
    mingzhang: { format: 'mingzhang/datapackage/1', department, year, stage, scope, place, units },
  }
}

function resource(name: keyof typeof FILES, { fields }: Sheet): object {
  return {
    name,
    path: FILES[name],
    profile: 'tabular-data-resource',
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    schema: { fields, missingValues: [''] },
  }
}

function measures(account: Account, sheets: ReadonlyMap<keyof typeof FILES, Sheet>): object {
  const phase = account.disclosure.stage === 'final' ? 'executed' : 'approved'
  const of = (name: keyof typeof FILES): object => ({
    source: 'amount',
    resource: name,
    currency: 'CNY',
    factor: YUAN_PER_FEN,
    phase,
  })
  return { amount: of('facts'), ...(sheets.has('last-year') ? { amount_last_year: of('last-year') } : {}) }
}

function dimensions(columns: readonly string[]): object {
  const has = (column: string): boolean => columns.includes(column)
  const single = (source: string, dimensionType: string): object => ({
    attributes: { [source]: { source, resource: 'facts' } },
    primaryKey: [source],
    dimensionType,
  })
  const coded = FACT_DIMENSIONS.filter(({ column }) => has(column)).map(
    ({ column, dimensionType, classificationType }) =>
      [
        column,
        {
          attributes: {
            code: { source: column, resource: 'facts' },
            label: { source: `${column}_label`, resource: 'facts', labelfor: 'code' },
          },
          primaryKey: ['code'],
          dimensionType,
          ...(classificationType === undefined ? {} : { classificationType }),
        },
      ] as const,
  )
  return {
    date: single('fiscal_year', 'datetime'),
    line: single('line', 'fact'),
    administrative: {
      attributes: {
        code: { source: 'department', resource: 'facts' },
        label: { source: 'department_label', resource: 'facts', labelfor: 'code' },
      },
      primaryKey: ['code'],
      dimensionType: 'classification',
      classificationType: 'administrative',
    },
    direction: single('direction', 'other'),
    ...Object.fromEntries(coded),
    ...(has('cofog')
      ? {
          cofog: {
            attributes: {
              code: { source: 'cofog', resource: 'facts' },
              label: { source: 'cofog_label', resource: 'facts', labelfor: 'code' },
            },
            primaryKey: ['code'],
            dimensionType: 'classification',
            classificationType: 'functional',
          },
        }
      : {}),
  }
}

/** Names of packages are Latin letters, digits, `.`, `_` and `-`. */
function slug(code: string | undefined): string {
  const kept = (code ?? '').toLowerCase().replace(/[^a-z0-9._-]+/gu, '-')
  return kept === '' ? 'department' : kept
}
