import { sql } from 'kysely'
import type { FindingResult } from '../../budget/check-result.ts'
import type { Store } from '../open-store.ts'
import { SEVERITIES } from '../save-disclosure.ts'
import { currentLines, type LineOwner, type PageEnd } from './current-pages.ts'

export interface FindingFilter {
  readonly division?: string
  readonly department?: number
  readonly code?: string
  readonly severity?: (typeof SEVERITIES)[number]
  readonly years?: readonly number[]
}

/** A finding with whose it is. */
export interface FoundRow extends LineOwner {
  readonly code: string
  readonly severity: (typeof SEVERITIES)[number]
  readonly zh: FindingResult
  readonly en: FindingResult
}

/** Findings in disclosures that count, across departments, page by page; `after` is the last one of the page before. */
export async function listFindings(
  store: Store,
  { division, department, code, severity, years }: FindingFilter,
  { after, limit }: { readonly after?: PageEnd; readonly limit: number },
): Promise<FoundRow[]> {
  const parts = [sql`true`]
  if (division !== undefined) parts.push(sql`d.ancestors @> ARRAY[${division}]`)
  if (department !== undefined) parts.push(sql`f.department_id = ${department}`)
  if (code !== undefined) parts.push(sql`f.code = ${code}`)
  if (severity !== undefined) parts.push(sql`f.severity = ${SEVERITIES.indexOf(severity)}`)
  if (years !== undefined) parts.push(sql`s.year = ANY (${[...years]}::smallint[])`)
  const lines = await currentLines<{ code: string; severity: number; finding: { zh: FindingResult; en: FindingResult } }>(store, {
    table: 'finding',
    columns: ['code', 'severity', 'finding'],
    where: sql.join(parts, sql` AND `),
    after,
    limit,
  })
  return lines.map(({ owner, line }) => ({
    ...owner,
    code: line.code,
    severity: SEVERITIES[line.severity] ?? 'note',
    zh: line.finding.zh,
    en: line.finding.en,
  }))
}
