import { checkReading } from '../../src/checks/check-reading.ts'
import type { Proof } from '../../src/checks/proof.ts'
import { readPage } from '../forms/page.ts'

/** A finding without what other tests look at. */
export interface Found {
  readonly code: string
  readonly severity: string
  readonly zh: string
  readonly en: string
  /** `table.row.column` of each place, or `¶paragraph`. */
  readonly at: readonly string[]
  /** Each explanation: the cells with what would have to be printed there. */
  readonly sets: readonly (readonly string[])[]
  readonly unique: boolean
}

export async function check(body: string): Promise<{ proof: Proof; found: Found[] }> {
  const reading = await readPage(body)
  const proof = checkReading(reading)
  const found = proof.findings.map((f): Found => {
    const sets = new Map<number, string[]>()
    for (const s of f.suspects) {
      const claim = proof.claims[s.claim]
      const row = claim?.row?.code ?? claim?.row?.label ?? claim?.slot ?? ''
      const cell = `${row}/${claim?.column ?? ''} ${claim?.printed ?? ''} → ${s.repair?.printed ?? '?'}`
      sets.set(s.set, [...(sets.get(s.set) ?? []), cell])
    }
    const at = f.places.map((p) =>
      p.table === undefined ? `¶${p.paragraph ?? ''}` : `${p.table}.${p.row ?? ''}.${p.column ?? ''}`,
    )
    return {
      code: f.code,
      severity: f.severity,
      zh: f.message.zh,
      en: f.message.en,
      at,
      sets: [...sets.values()],
      unique: f.unique,
    }
  })
  return { proof, found }
}

/** The findings of these codes; the tables that a small page leaves out are no news. */
export async function findingsOf(body: string, ...codes: readonly string[]): Promise<Found[]> {
  const { found } = await check(body)
  return found.filter((f) => (codes.length === 0 ? !(f.code === 'missing' && f.at.length === 0) : codes.includes(f.code)))
}
