import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Finding } from '../../src/budget/finding.ts'
import type { Proof } from '../../src/checks/proof.ts'

const entry = z.strictObject({
  id: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  code: z.string(),
  /** Page and table cell or paragraph, or line: what the format has. Empty for the whole document. */
  place: z.string(),
  /** Errors only. Whether the document is wrong there, as a person judged who looked at it; null where nobody has yet. */
  verdict: z.enum(['true', 'false']).nullable().optional(),
  reason: z.string().optional(),
})

/** The findings of one document as the golden folder keeps them: `findings.json`. */
export const findingsGoldenSchema = z.strictObject({
  document: z.string(),
  findings: z.array(entry),
})

export type FindingsGolden = z.infer<typeof findingsGoldenSchema>

/**
 * What a finding is about: its code and the printed figures that it suspects with what they should be, or its words. A judgement made by eye is
 * kept as long as that stays the same, whatever the program calls the row, the slice or the table.
 */
export function identityOf(finding: Finding, proof: Proof): string {
  const about = finding.suspects.map(({ claim, repair }) => {
    const of = proof.claims[claim]
    return [...where(of?.place), of?.printed, repair?.printed]
  })
  const words = about.length === 0 ? [...where(finding.places[0]), finding.message.zh] : []
  const text = JSON.stringify([finding.code, about.map((each) => JSON.stringify(each)).toSorted(), words])
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/** Numbers of tables and paragraphs change with every table that is read better: they are no part of it. */
function where(place: Finding['places'][number] | undefined): unknown[] {
  return [place?.page, place?.sheet, place?.cell, place?.line]
}

/** The findings of one document; judgements of `earlier` are kept where the finding is the same. */
export function findingsGolden(document: string, proof: Proof, earlier: FindingsGolden | null): FindingsGolden {
  const judged = new Map(earlier?.findings.map((each) => [each.id, each]))
  const findings = proof.findings.map((finding) => {
    const id = identityOf(finding, proof)
    const { severity, code } = finding
    const [place] = finding.places
    const plain = { id, severity, code, place: place === undefined ? '' : printPlace(place) }
    if (severity !== 'error') return plain
    const before = judged.get(id)
    return {
      ...plain,
      verdict: before?.verdict ?? null,
      ...(before?.reason === undefined ? {} : { reason: before.reason }),
    }
  })
  return { document, findings }
}

function printPlace({ page, line, sheet, cell, table, row, column, paragraph }: Finding['places'][number]): string {
  const parts: string[] = []
  if (page !== undefined) parts.push(`p${page}`)
  if (line !== undefined) parts.push(`line ${line}`)
  if (sheet !== undefined) parts.push(sheet)
  if (cell !== undefined) parts.push(cell)
  if (table !== undefined) parts.push(`table ${table}`)
  if (row !== undefined) parts.push(`row ${row}`)
  if (column !== undefined) parts.push(`column ${column}`)
  if (table === undefined && paragraph !== undefined) parts.push(`paragraph ${paragraph}`)
  return parts.join(' ')
}
