import { sql } from 'kysely'
import type { FindingResult } from '../../budget/check-result.ts'
import type { Store } from '../open-store.ts'
import { SEVERITIES } from '../save-disclosure.ts'
import { currentLines, type LineOwner, type PageEnd } from './current-pages.ts'
import { inPlace } from './facts.ts'

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
  const owner = [inPlace(division === undefined ? {} : { division })]
  if (department !== undefined) owner.push(sql`s.department_id = ${department}`)
  if (years !== undefined) owner.push(sql`s.year = ANY (${[...years]}::smallint[])`)
  // Counted with the disclosure: those without any are passed over at once.
  if (severity !== undefined) owner.push(sql`s.${sql.raw(`${severity}s`)} > 0`)
  else owner.push(sql`s.errors + s.warnings + s.notes > 0`)
  const line = [sql`true`]
  if (code !== undefined) line.push(sql`f.code = ${code}`)
  if (severity !== undefined) line.push(sql`f.severity = ${SEVERITIES.indexOf(severity)}`)
  const lines = await currentLines<{ code: string; severity: number; finding: { zh: FindingResult; en: FindingResult } }>(store, {
    table: 'finding',
    columns: ['code', 'severity', 'finding'],
    ofOwner: sql.join(owner, sql` AND `),
    ofLine: sql.join(line, sql` AND `),
    after,
    limit,
  })
  return lines.map(({ owner: of, line: found }) => ({
    ...of,
    code: found.code,
    severity: SEVERITIES[found.severity] ?? 'note',
    zh: found.finding.zh,
    en: found.finding.en,
  }))
}
