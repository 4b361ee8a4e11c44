import { isCodeDimension } from '../catalogue/tree.ts'
import type { Answered, Archive, FactDimension, FactFilter, FactRow, FindingFilter, PageEnd } from './archive.ts'

export type Cell = string | number | null

/** A column of a download: its name, and whether it holds whole numbers or yuan with two decimals as exact texts (else texts). */
export interface Column {
  readonly name: string
  readonly whole?: true
  readonly yuan?: true
}

/** A table of any length, a page of rows at a time: whoever takes no more has nothing more read. */
export interface Download {
  readonly columns: readonly Column[]
  pages(): AsyncGenerator<readonly (readonly Cell[])[], void, void>
}

/** Rows that are read from the database at once: some hundred kilobytes. */
const PAGE = 2000
/** Names that are remembered: of projects there are more. */
const MOST_NAMES = 20_000

const DIMENSIONS: readonly FactDimension[] = ['function', 'economic', 'fund', 'nature', 'item', 'project']

/** Every fact that a filter lets through, each with its file and the number of the claim that says so. The filter has been looked at before. */
export function factDownload(archive: Archive, filter: FactFilter, rowsAtOnce = PAGE): Download {
  const cut = archive.cuts().find(({ id }) => id === filter.cut)
  const dimensions = DIMENSIONS.filter((dimension) => cut?.dimensions.includes(dimension))
  const columns = [
    { name: 'department_id', whole: true },
    { name: 'department' },
    { name: 'division' },
    { name: 'year', whole: true },
    { name: 'stage' },
    { name: 'scope' },
    { name: 'cut' },
    ...dimensions.flatMap((dimension) => [{ name: dimension }, { name: `${dimension}_name` }]),
    { name: 'amount_fen', whole: true },
    { name: 'amount_yuan', yuan: true },
    { name: 'disclosure_id', whole: true },
    { name: 'claim', whole: true },
    { name: 'file' },
    { name: 'sha256' },
  ] as const
  // Names are few and rows are many.
  const names = new Map<string, string>()
  const named = (dimension: FactDimension, node: string, year: number): string => {
    const key = `${dimension} ${year} ${node}`
    const known = names.get(key)
    if (known !== undefined) return known
    const name = nameOf(archive, dimension, node, year)
    if (names.size < MOST_NAMES) names.set(key, name)
    return name
  }
  const cells = (row: FactRow): Cell[] => [
    row.departmentId,
    row.department,
    row.division,
    row.year,
    filter.stage,
    filter.scope,
    filter.cut,
    ...dimensions.flatMap((dimension) => {
      const node = row.slice[dimension]
      return node === undefined ? [null, null] : [node, named(dimension, node, row.year)]
    }),
    row.amount,
    yuan(row.amount),
    row.disclosureId,
    row.claim,
    row.file,
    row.sha256,
  ]
  const next = async (after: PageEnd | undefined): Promise<FactRow[]> =>
    valueOf(await archive.facts(filter, page(after, rowsAtOnce)))
  return { columns, pages: () => paged(next, (row) => row.end, cells, rowsAtOnce) }
}

/** Every finding that a filter lets through. */
export function findingDownload(archive: Archive, filter: FindingFilter, language: 'zh' | 'en', rowsAtOnce = PAGE / 4): Download {
  const columns = [
    { name: 'department_id', whole: true },
    { name: 'department' },
    { name: 'division' },
    { name: 'year', whole: true },
    { name: 'severity' },
    { name: 'code' },
    { name: 'message' },
    { name: 'basis' },
    { name: 'page', whole: true },
    { name: 'sheet' },
    { name: 'cell' },
    { name: 'line', whole: true },
    { name: 'printed' },
    { name: 'repair' },
    { name: 'disclosure_id', whole: true },
    { name: 'finding_id' },
    { name: 'file' },
    { name: 'sha256' },
  ] as const
  return {
    columns,
    pages: () =>
      paged(
        (after: PageEnd | undefined) => archive.findingsAcross(filter, page(after, rowsAtOnce)),
        (row) => row.end,
        (row): Cell[] => {
          const finding = row[language]
          const suspect = finding.unique ? finding.suspects[0] : undefined
          const place = suspect?.claim?.place ?? finding.places[0] ?? {}
          return [
            row.departmentId,
            row.department,
            row.division,
            row.year,
            row.severity,
            row.code,
            finding.message,
            finding.basis ?? null,
            place.page ?? null,
            place.sheet ?? null,
            place.cell ?? null,
            place.line ?? null,
            suspect?.claim?.printed ?? null,
            suspect?.repair?.printed ?? null,
            row.disclosureId,
            finding.id,
            row.file,
            row.sha256,
          ]
        },
        rowsAtOnce,
      ),
  }
}

/** Every department, by name. */
export function departmentDownload(
  archive: Archive,
  query: { readonly text?: string; readonly division?: string },
  rowsAtOnce = PAGE,
): Download {
  const columns = [
    { name: 'department_id', whole: true },
    { name: 'department' },
    { name: 'code' },
    { name: 'division' },
    { name: 'place' },
  ] as const
  return {
    columns,
    pages: () =>
      paged(
        (after: readonly [string, number] | undefined) =>
          archive.departments({ ...query, limit: rowsAtOnce, ...(after === undefined ? {} : { after }) }),
        (row) => [row.name, row.id] as const,
        (row): Cell[] => {
          const places = row.ancestors.flatMap((code) => archive.division(code)?.name ?? [])
          return [row.id, row.name, row.code, row.division === '' ? null : row.division, places.toReversed().join('/')]
        },
        rowsAtOnce,
      ),
  }
}

function page(after: PageEnd | undefined, limit: number): { after?: PageEnd; limit: number } {
  return after === undefined ? { limit } : { after, limit }
}

async function* paged<Row, End>(
  next: (after: End | undefined) => Promise<readonly Row[]>,
  endOf: (row: Row) => End,
  cells: (row: Row) => Cell[],
  rowsAtOnce: number,
): AsyncGenerator<readonly (readonly Cell[])[], void, void> {
  let after: End | undefined
  for (;;) {
    const rows = await next(after)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(cells)
    if (rows.length < rowsAtOnce) return
    after = endOf(last)
  }
}

function nameOf(archive: Archive, dimension: FactDimension, node: string, year: number): string {
  const name = archive.nodeName(dimension, node, year).zh
  return isCodeDimension(dimension) && name === node ? '' : name
}

/** Fen as yuan, exactly: 75110000 is 751100.00. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function valueOf<T>(answered: Answered<T>): T {
  if (!answered.ok) throw new Error(answered.message.en)
  return answered.value
}
