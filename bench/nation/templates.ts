import { archiveDocument } from '../../src/app/archive-document.ts'
import type { Archived, ArchivedClaim } from '../../src/store/archived.ts'
import type { NodeNumbers } from '../../src/store/node-numbers.ts'
import { packClaims } from '../../src/store/pack-claims.ts'
import { departmentAt } from './departments.ts'
import { documentOf } from './document-of.ts'

/** By what the figures of a template are multiplied: whole numbers, so that every sum in it still holds. */
export const FACTORS = 8
/** One of each kind of department, and some more. */
const TEMPLATES = 40

/** A disclosure that was truly written and read, ready to be copied for many departments. */
export interface Template {
  readonly archived: Archived
  /** Everything of a fact behind its amount, department and disclosure but its year, as COPY takes it. */
  readonly facts: readonly { readonly amount: number; readonly before: string; readonly behind: string }[]
  /** Its claims packed, with their figures multiplied by 1 to `FACTORS`. */
  readonly packed: readonly Buffer[]
}

/** Writes documents of the nation, reads them, and keeps what was read. */
export async function readTemplates(nodes: NodeNumbers, seed: string, count = TEMPLATES): Promise<Template[]> {
  const templates: Template[] = []
  for (let i = 0; i < count; i++) {
    const { bytes, path } = await documentOf(departmentAt(i * 97 + 5), 2024, seed)
    const read = await archiveDocument(bytes, path)
    if (!read.ok) throw new Error(`a document of our own is not read: ${read.message.en}`)
    const { archived } = read
    templates.push({
      archived,
      facts: await factLines(nodes, archived),
      packed: Array.from({ length: FACTORS }, (_, k) =>
        packClaims(archived.tables.map((t) => t.claims.map((c) => times(c, k + 1)))),
      ),
    })
  }
  return templates
}

async function factLines(nodes: NodeNumbers, { facts, stage, scope }: Archived): Promise<Template['facts']> {
  const [stageNumber, scopeNumber] = [await nodes.number('stage', stage), await nodes.number('scope', scope)]
  const lines: { amount: number; before: string; behind: string }[] = []
  for (const [i, { cut, slice, amount, claim }] of facts.entries()) {
    const number = (dimension: 'function' | 'economic' | 'project' | 'fund' | 'nature' | 'item') =>
      nodes.number(dimension, slice[dimension])
    const wide = [await number('function'), await number('economic'), await number('project'), claim, i + 1]
    const narrow = [
      stageNumber,
      scopeNumber,
      await nodes.number('cut', cut),
      await number('fund'),
      await number('nature'),
      await number('item'),
    ]
    lines.push({ amount, before: wide.join('\t'), behind: narrow.join('\t') })
  }
  return lines
}

function times(claim: ArchivedClaim, factor: number): ArchivedClaim {
  if (factor === 1 || claim.amount === null || claim.slice['measure'] === 'percentage') return claim
  const amount = claim.amount * factor
  const decimals = /\.(\d+)$/u.exec(claim.printed)?.[1]?.length ?? 0
  return { ...claim, amount, printed: (amount / 1_000_000).toFixed(decimals) }
}
