import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Store } from '../../src/store/open-store.ts'
import { rebuildRollups } from '../../src/store/rollups.ts'
import { departmentKey } from '../../src/store/save-disclosure.ts'
import { departmentAt, type NationDepartment } from './departments.ts'
import { Random } from './random.ts'
import { FACTORS, readTemplates, type Template } from './templates.ts'

export interface Nation {
  readonly departments: number
  readonly years: readonly number[]
  readonly seed: string
}

interface CopiedNation {
  readonly facts: number
  readonly disclosures: number
  readonly copySeconds: number
  readonly rollupSeconds: number
}

interface Publication {
  readonly department: NationDepartment
  readonly departmentId: number
  readonly disclosureId: number
  readonly year: number
  readonly template: Template
  readonly factor: number
}

/** A nation of about as many facts: departments of some eighty lines, two years each. */
export function nationOf(facts: number, seed: string): Nation {
  return { departments: Math.max(1, Math.round(facts / 80 / 2)), years: [2023, 2024], seed }
}

/**
 * Copies a nation straight into an empty store: every department and year has the facts and claims of a document that was truly written and read, its
 * figures multiplied by a whole number. Sums over departments are then made by the same statement that imports use.
 */
export async function copyNation(store: Store, nation: Nation): Promise<CopiedNation> {
  const templates = await readTemplates(store.nodes, nation.seed)
  const client = new pg.Client({ connectionString: store.url })
  await client.connect()
  const began = performance.now()
  let facts = 0
  try {
    const copy = (into: string, lines: Iterable<string>) =>
      pipeline(Readable.from(inBlocks(lines)), client.query(copyFrom(`COPY ${into} FROM STDIN`)))
    await copy('department (id, key, name, code, division, ancestors)', departmentLines(nation))
    await copy('source (sha256, bytes, type, name)', sourceLines(publications(nation, templates)))
    await copy(
      `disclosure (department_id, id, sha256, year, stage, scope, current, place, units, claims, passed, failed, unchecked, errors, warnings, notes, unread, program, details)`,
      await disclosureLines(store, publications(nation, templates)),
    )
    await copy('packed_claims (department_id, disclosure_id, packed)', claimLines(publications(nation, templates)))
    await copy(
      'fact (amount, department_id, disclosure_id, function, economic, project, claim, n, year, stage, scope, cut, fund, nature, item)',
      counted(factLines(publications(nation, templates)), (n) => (facts = n)),
    )
    for (const table of ['department', 'disclosure'])
      await client.query(`SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`)
    const copied = performance.now()
    await client.query('ANALYZE')
    await store.db.transaction().execute(rebuildRollups)
    await client.query('VACUUM (ANALYZE)')
    return {
      facts,
      disclosures: nation.departments * nation.years.length,
      copySeconds: (copied - began) / 1000,
      rollupSeconds: (performance.now() - copied) / 1000,
    }
  } finally {
    await client.end()
  }
}

function* publications({ departments, years, seed }: Nation, templates: readonly Template[]): Generator<Publication> {
  let disclosureId = 0
  for (let i = 0; i < departments; i++) {
    const department = departmentAt(i)
    const template = templates[new Random(seed, i).below(templates.length)]
    if (template === undefined) throw new Error('a nation without templates')
    for (const year of years)
      yield {
        department,
        departmentId: i + 1,
        disclosureId: ++disclosureId,
        year,
        template,
        factor: 1 + new Random(seed, i, year).below(FACTORS),
      }
  }
}

function* departmentLines({ departments }: Nation): Generator<string> {
  for (let i = 0; i < departments; i++) {
    const { name, code, divisions } = departmentAt(i)
    yield `${i + 1}\t${departmentKey(name)}\t${name}\t${code}\t${divisions[0] ?? ''}\t{${divisions.join(',')}}`
  }
}

function hashOf({ departmentId, year }: Publication): string {
  return `\\\\x${createHash('sha256').update(`nation/${departmentId}/${year}`).digest('hex')}`
}

function* sourceLines(all: Iterable<Publication>): Generator<string> {
  for (const each of all) {
    const { source } = each.template.archived
    yield `${hashOf(each)}\t${source.bytes}\t${source.type}\t${each.department.index}-${each.year}.${source.type}`
  }
}

async function disclosureLines(store: Store, all: Iterable<Publication>): Promise<Iterable<string>> {
  const [stage, scope] = [await store.nodes.number('stage', 'budget'), await store.nodes.number('scope', 'department')]
  const details = new Map<Template, string>()
  const detailsOf = (template: Template): string => {
    const { archived } = template
    const known = details.get(template)
    if (known !== undefined) return known
    const forms = archived.tables.map(({ claims, ...form }) => ({ ...form, claims: claims.length }))
    const json = JSON.stringify({ forms, cuts: archived.cuts, reasons: archived.equations.reasons, problems: archived.problems })
    const made = escaped(json)
    details.set(template, made)
    return made
  }
  return (function* lines() {
    for (const each of all) {
      const { archived } = each.template
      const count = (severity: string): number => archived.findings.filter((f) => f.zh.severity === severity).length
      const { passed, failed, unchecked } = archived.equations
      const claims = archived.tables.reduce((sum, table) => sum + table.claims.length, 0)
      const whose = [
        each.departmentId,
        each.disclosureId,
        hashOf(each),
        each.year,
        stage,
        scope,
        't',
        archived.place ?? '\\N',
        '{万元}',
        claims,
      ]
      const found = [passed, failed, unchecked, count('error'), count('warning'), count('note'), 0, archived.program]
      yield [...whose, ...found, detailsOf(each.template)].join('\t')
    }
  })()
}

function* claimLines(all: Iterable<Publication>): Generator<string> {
  for (const { departmentId, disclosureId, template, factor } of all)
    yield `${departmentId}\t${disclosureId}\t\\\\x${template.packed[factor - 1]?.toString('hex') ?? ''}`
}

function* factLines(all: Iterable<Publication>): Generator<string> {
  for (const { departmentId, disclosureId, year, template, factor } of all)
    for (const { amount, before, behind } of template.facts)
      yield `${amount * factor}\t${departmentId}\t${disclosureId}\t${before}\t${year}\t${behind}`
}

function* counted(lines: Iterable<string>, tell: (count: number) => void): Generator<string> {
  let count = 0
  for (const line of lines) {
    count++
    yield line
  }
  tell(count)
}

/** Lines by the hundred thousand characters: a write for each would take longer than the copy. */
function* inBlocks(lines: Iterable<string>): Generator<string> {
  let block = ''
  for (const line of lines) {
    block += `${line}\n`
    if (block.length < 100_000) continue
    yield block
    block = ''
  }
  if (block !== '') yield block
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}
