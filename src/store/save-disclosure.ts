import { sql, type Transaction } from 'kysely'
import type { Archived } from './archived.ts'
import { appendAudit, SYSTEM } from './audit/audit-trail.ts'
import { chooseCurrent, type Key, lockDepartment } from './choose-current.ts'
import type { NodeNumbers } from './node-numbers.ts'
import type { Store } from './open-store.ts'
import { packClaims } from './pack-claims.ts'
import { type Passage, passageRuns } from './passage-runs.ts'
import type { Schema } from './schema.ts'
import { withhold } from './withhold.ts'

/** What became of a disclosure. */
export interface Saved {
  readonly departmentId: number
  readonly disclosureId: number
  /** False where the same file was there already: nothing was changed. */
  readonly isNew: boolean
  /** Whether it is the one that counts for its department, year, stage and scope. */
  readonly current: boolean
}

export interface SaveOptions {
  /** Who brought it, for the audit trail: the program itself where nobody is named. */
  readonly actor?: string
  /** Why it is kept from the public from the first moment on; without it, it is public. */
  readonly withheld?: string
  /** Which edition it is of a budget that was made here: the highest counts, before all that was brought from elsewhere. */
  readonly edition?: number
  /** What else is written with it, or not at all. */
  readonly also?: (tx: Tx, saved: Saved) => Promise<void>
}

export const SEVERITIES = ['error', 'warning', 'note'] as const

/**
 * Keeps a disclosure with all that was read in it, in one transaction: nobody sees half of it, and what adds up over departments changes with it. The same
 * file twice is once, and stays withheld where it was. Of several files for one department, year, stage and scope the fullest one counts, whatever the order in which they come.
 */
export async function saveDisclosure(
  store: Store,
  archived: Archived,
  { actor = SYSTEM, withheld, edition, also = () => Promise.resolve() }: SaveOptions = {},
): Promise<Saved> {
  const facts = await numberFacts(store.nodes, archived)
  const stage = await store.nodes.number('stage', archived.stage)
  const scope = await store.nodes.number('scope', archived.scope)
  const save = async (tx: Tx): Promise<Saved> => {
    const { id: departmentId, isNew } = await departmentOf(tx, archived)
    const sha256 = Buffer.from(archived.source.sha256, 'hex')
    const known = await tx
      .selectFrom('disclosure')
      .select(['id', 'current'])
      .where('department_id', '=', departmentId)
      .where('sha256', '=', sha256)
      .executeTakeFirst()
    if (known !== undefined) return { departmentId, disclosureId: known.id, isNew: false, current: known.current }
    await keepSource(tx, archived, sha256)
    const year = archived.year ?? 0
    const count = (severity: string): number => archived.findings.filter((f) => f.zh.severity === severity).length
    const { id } = await tx
      .insertInto('disclosure')
      .values({
        department_id: departmentId,
        sha256,
        year,
        stage,
        scope,
        current: false,
        place: archived.place,
        units: [...archived.units],
        claims: archived.tables.reduce((sum, table) => sum + table.claims.length, 0),
        passed: archived.equations.passed,
        failed: archived.equations.failed,
        unchecked: archived.equations.unchecked,
        errors: count('error'),
        warnings: count('warning'),
        notes: count('note'),
        unread: archived.tables.filter((table) => table.state === 'unread').length,
        program: archived.program,
        edition: edition ?? null,
        details: JSON.stringify({
          forms: archived.tables.map(({ claims, ...form }) => ({ ...form, claims: claims.length })),
          cuts: archived.cuts,
          reasons: archived.equations.reasons,
          problems: archived.problems,
        }),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await keepContents(tx, archived, departmentId, id)
    await keepFacts(tx, facts, { departmentId, disclosureId: id, year, stage, scope })
    const canCount = archived.year !== null && archived.department.name !== null
    const current = await chooseCurrent(tx, {
      departmentId,
      year,
      stage,
      scope,
      canCount,
      isNewDepartment: isNew && archived.department.name !== null,
    })
    const details = { departmentId, disclosureId: id, file: archived.source.name, year: archived.year, stage: archived.stage }
    await appendAudit(tx, { actor, action: 'import', subject: archived.source.sha256, details })
    if (withheld !== undefined) await withhold(tx, { departmentId, disclosureId: id }, { actor, reason: withheld })
    return { departmentId, disclosureId: id, isNew: true, current: current === id && withheld === undefined }
  }
  return await store.db.transaction().execute(async (tx) => {
    const saved = await save(tx)
    await also(tx, saved)
    return saved
  })
}

export type StoreTransaction = Transaction<Schema>
type Tx = StoreTransaction

/** The department, made where it is new. Until the transaction ends, nobody else writes to it. */
async function departmentOf(
  tx: Tx,
  { department, divisions }: Archived,
): Promise<{ readonly id: number; readonly isNew: boolean }> {
  const name = department.name ?? ''
  const key = departmentKey(name)
  await lockDepartment(tx, key)
  const known = await tx.selectFrom('department').select(['id', 'code']).where('key', '=', key).executeTakeFirst()
  if (known !== undefined) {
    if (known.code === null && department.code !== null)
      await tx.updateTable('department').set({ code: department.code }).where('id', '=', known.id).execute()
    return { id: known.id, isNew: false }
  }
  const { id } = await tx
    .insertInto('department')
    .values({
      key,
      name,
      code: department.code,
      division: divisions[0] ?? '',
      // Wherever it lies, it lies in the country: what the whole country adds up to is all that there is.
      ancestors: divisions.length === 0 ? ['CN'] : [...divisions],
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, isNew: true }
}

/** What makes two printed names one department: not how their brackets and spaces are set. */
export function departmentKey(name: string): string {
  return name
    .replace(/[\s·•]/gu, '')
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replace(/（(?:本级|机关|汇总|本部)）$/u, '')
}

async function keepSource(tx: Tx, { source }: Archived, sha256: Buffer): Promise<void> {
  await tx
    .insertInto('source')
    .values({
      sha256,
      bytes: source.bytes,
      type: source.type,
      name: source.name,
      published: source.published ?? null,
      address: source.address ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function keepContents(tx: Tx, archived: Archived, departmentId: number, disclosureId: number): Promise<void> {
  const own = { department_id: departmentId, disclosure_id: disclosureId }
  const { tables, findings, projects } = archived
  await tx
    .insertInto('packed_claims')
    .values({ ...own, packed: packClaims(tables.map((table) => table.claims)) })
    .execute()
  for (const part of chunks(findings, 1000))
    await tx
      .insertInto('finding')
      .values(
        part.items.map((finding, i) => ({
          ...own,
          n: part.from + i,
          code: finding.zh.code,
          severity: SEVERITIES.indexOf(finding.zh.severity),
          finding: JSON.stringify(finding),
        })),
      )
      .execute()
  for (const part of chunks(projects, 1000))
    await tx
      .insertInto('project')
      .values(
        part.items.map(({ name, amount, card }, i) => ({ ...own, n: part.from + i, name, amount, card: JSON.stringify(card) })),
      )
      .execute()
  const passages: Passage[] = [
    ...archived.passages,
    ...projects.map(({ name }) => ({ kind: 'project' as const, topic: null, text: name, place: {} })),
  ]
  for (const part of chunks(passageRuns(passages), 1000))
    await tx
      .insertInto('passage')
      .values(
        part.items.map(({ topics, texts, places, pairs, ...run }) => ({
          ...own,
          ...run,
          topics: [...topics],
          texts: [...texts],
          places: JSON.stringify(places),
          pairs: [...pairs],
        })),
      )
      .execute()
}

function chunks<T>(items: readonly T[], size: number): { items: readonly T[]; from: number }[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => ({
    items: items.slice(i * size, (i + 1) * size),
    from: i * size,
  }))
}

/** Columns of numbered facts, as PostgreSQL takes them in one statement. */
export interface NumberedFacts {
  readonly amount: number[]
  readonly function: number[]
  readonly economic: number[]
  readonly project: number[]
  readonly claim: number[]
  readonly cut: number[]
  readonly fund: number[]
  readonly nature: number[]
  readonly item: number[]
}

async function numberFacts(nodes: NodeNumbers, { facts }: Archived): Promise<NumberedFacts> {
  const columns: NumberedFacts = {
    amount: [],
    function: [],
    economic: [],
    project: [],
    claim: [],
    cut: [],
    fund: [],
    nature: [],
    item: [],
  }
  for (const { cut, slice, amount, claim } of facts) {
    columns.amount.push(amount)
    columns.claim.push(claim)
    columns.cut.push(await nodes.number('cut', cut))
    for (const dimension of ['function', 'economic', 'project', 'fund', 'nature', 'item'] as const)
      columns[dimension].push(await nodes.number(dimension, slice[dimension]))
  }
  return columns
}

async function keepFacts(
  tx: Tx,
  facts: NumberedFacts,
  key: Omit<Key, 'canCount'> & { readonly disclosureId: number },
): Promise<void> {
  if (facts.amount.length === 0) return
  await sql`INSERT INTO fact (amount, department_id, disclosure_id, function, economic, project, claim, n, year, stage, scope, cut, fund, nature, item)
    SELECT amount, ${key.departmentId}, ${key.disclosureId}, function, economic, project, claim, n, ${key.year}, ${key.stage}, ${key.scope}, cut, fund, nature, item
    FROM unnest(${facts.amount}::bigint[], ${facts.function}::int[], ${facts.economic}::int[], ${facts.project}::int[], ${facts.claim}::int[],
      ${facts.cut}::smallint[], ${facts.fund}::smallint[], ${facts.nature}::smallint[], ${facts.item}::smallint[]) WITH ORDINALITY
      AS f (amount, function, economic, project, claim, cut, fund, nature, item, n)`.execute(tx)
}
