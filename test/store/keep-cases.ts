import fc from 'fast-check'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { claimOf, tablesOf } from '../../src/store/queries/contents.ts'
import { disclosuresOf, latestDisclosures, listDepartments } from '../../src/store/queries/departments.ts'
import type { PageEnd } from '../../src/store/queries/current-pages.ts'
import { listFacts } from '../../src/store/queries/fact-pages.ts'
import type { Store } from '../../src/store/open-store.ts'
import { saveDisclosure } from '../../src/store/save-disclosure.ts'
import { withhold } from '../../src/store/withhold.ts'
import { archivedOf, spent } from './archived-of.ts'
import { counting, disclosures } from './random-disclosures.ts'

/** What is kept, once, and which of several copies counts. */
export function keepCases(now: () => Store): void {
  test('the same bytes once, under whatever name', async () => {
    const archived = archivedOf({ bytes: 'one', facts: [spent('2010301', 'basic', 100)] })
    const first = await saveDisclosure(now(), archived)
    const again = await saveDisclosure(now(), { ...archived, source: { ...archived.source, name: 'another.txt' } })
    expect(first).toMatchObject({ isNew: true, current: true })
    expect(again).toEqual({ ...first, isNew: false })
    expect(await now().db.selectFrom('fact').selectAll().execute()).toHaveLength(1)
  })

  test('a department once, however its brackets are set', async () => {
    const a = await saveDisclosure(now(), archivedOf({ bytes: 'a', department: '示例局（本级）' }))
    const b = await saveDisclosure(now(), archivedOf({ bytes: 'b', department: '示例局' }))
    const c = await saveDisclosure(now(), archivedOf({ bytes: 'c', department: '示 例局' }))
    expect(new Set([a, b, c].map((saved) => saved.departmentId)).size).toBe(1)
  })

  test('every claim with its place, and leads a fact back to it', async () => {
    const archived = archivedOf({
      bytes: 'claims',
      facts: [spent('2010301', 'basic', 751_100_00), spent('2050202', 'project', 1)],
    })
    const { departmentId, disclosureId } = await saveDisclosure(now(), archived)
    const tables = await tablesOf(now(), departmentId, disclosureId)
    expect(tables.map((table) => table.claims)).toEqual(archived.tables.map((table) => table.claims))
    const [, fact] = await listFacts(
      now(),
      { cut: 'expenditure', stage: 'budget', scope: 'department', department: departmentId },
      { limit: 9 },
    )
    const found = await claimOf(now(), departmentId, disclosureId, fact?.claim ?? -1)
    expect(found?.claim).toEqual(archived.tables[0]?.claims[1])
    expect(found?.table).toMatchObject({ form: 'expenditure', n: 0 })
    expect(await claimOf(now(), departmentId, disclosureId, 99)).toBeNull()
  })

  test('of several copies the one that counts, whatever the order in which they come', async () => {
    await fc.assert(
      fc.asyncProperty(disclosures, fc.gen(), async (all, random) => {
        for (const table of ['disclosure', 'source', 'fact', 'rollup', 'department_total', 'place_count'] as const)
          await now().db.deleteFrom(table).execute()
        const archived = all.map((made) => ({ made, archived: archivedOf(made) }))
        const expected = counting(
          archived.map(({ made, archived: a }) => ({ made, sha256: a.source.sha256, claims: a.tables[0]?.claims.length ?? 0 })),
        )
        const order = random(fc.shuffledSubarray, archived, { minLength: archived.length })
        for (const each of order) await saveDisclosure(now(), each.archived)
        const rows = await now().db.selectFrom('disclosure').select(['sha256']).where('current', '=', true).execute()
        expect(new Set(rows.map((row) => row.sha256.toString('hex')))).toEqual(expected)
      }),
      { numRuns: 12, seed: 5 },
    )
  })

  test('what has no year or no department, and adds it to nothing', async () => {
    const noYear = await saveDisclosure(
      now(),
      archivedOf({ bytes: 'no year', year: null, facts: [spent('2010301', 'basic', 5)] }),
    )
    const nobody = await saveDisclosure(
      now(),
      archivedOf({ bytes: 'nobody', department: null, facts: [spent('2010301', 'basic', 7)] }),
    )
    expect([noYear.current, nobody.current]).toEqual([false, false])
    expect(await now().db.selectFrom('rollup').selectAll().execute()).toEqual([])
    expect((await disclosuresOf(now(), noYear.departmentId)).map((d) => d.year)).toEqual([null])
    // The nameless one is no department that anybody could look for.
    expect((await listDepartments(now(), { limit: 10 })).map((d) => d.name)).toEqual(['示例县财政局'])
  })

  test('what is withheld, without counting it', async () => {
    const old = await saveDisclosure(now(), archivedOf({ bytes: 'old', facts: [spent('2010301', 'basic', 3)] }))
    const full = await saveDisclosure(now(), archivedOf({ bytes: 'full', more: 5, facts: [spent('2010301', 'basic', 8)] }))
    expect(full.current).toBe(true)
    const keepBack = async (held: { departmentId: number; disclosureId: number }): Promise<string> =>
      await now()
        .db.transaction()
        .execute((tx) => withhold(tx, held, { actor: 'test', reason: 'test' }))
    expect(await keepBack(full)).toBe('done')
    expect(await keepBack(full)).toBe('already')
    const rows = await disclosuresOf(now(), old.departmentId)
    expect(rows.map((row) => [row.id, row.current])).toEqual([
      [old.disclosureId, true],
      [full.disclosureId, false],
    ])
    await keepBack(old)
    const left = await now().db.selectFrom('rollup').select(['amount', 'facts']).execute()
    expect(left.every(({ amount, facts }) => amount === 0 && facts === 0)).toBe(true)
    expect(await now().db.selectFrom('department_total').selectAll().execute()).toEqual([])
    // Brought again it is known, and stays withheld.
    expect(await saveDisclosure(now(), archivedOf({ bytes: 'full', more: 5 }))).toMatchObject({ isNew: false, current: false })
  })

  test('blank as blank, and amounts up to 2^53', async () => {
    const most = Number.MAX_SAFE_INTEGER
    const archived = archivedOf({ bytes: 'large', facts: [spent('2010301', 'basic', most)] })
    const [table] = archived.tables
    if (table === undefined) throw new Error('a table')
    const blank = { ...table.claims[0], id: 1, printed: '', state: 'blank' as const, amount: null, slice: {}, place: {} }
    const saved = await saveDisclosure(now(), { ...archived, tables: [{ ...table, claims: [...table.claims, blank] }] })
    const [read] = await tablesOf(now(), saved.departmentId, saved.disclosureId)
    expect(read?.claims[1]).toEqual(blank)
    const facts = await listFacts(
      now(),
      { cut: 'expenditure', stage: 'budget', scope: 'department', department: saved.departmentId },
      { limit: 1 },
    )
    expect(facts[0]?.amount).toBe(most)
    await saveDisclosure(now(), archivedOf({ bytes: 'more', department: '另一局', facts: [spent('2010301', 'basic', 1)] }))
    // What a number cannot hold is said, not rounded.
    const { sumFacts } = await import('../../src/store/queries/facts.ts')
    const filter = { cut: 'expenditure', stage: 'budget', scope: 'department' } as const
    await expect(sumFacts(now(), filter, [])).rejects.toThrow(/safe integer/u)
  })

  test('page by page, everything once', async () => {
    for (let i = 0; i < 7; i++)
      await saveDisclosure(
        now(),
        archivedOf({
          bytes: `d${i}`,
          department: `第${i % 3}局`,
          year: 2020 + i,
          facts: [spent('2010301', 'basic', i), spent('2010302', 'project', i)],
        }),
      )
    const names: string[] = []
    for (let after: readonly [string, number] | undefined; ; ) {
      const page = await listDepartments(now(), { limit: 2, ...(after === undefined ? {} : { after }) })
      if (page.length === 0) break
      names.push(...page.map((d) => d.name))
      const last = page.at(-1)
      after = [last?.name ?? '', last?.id ?? 0]
    }
    expect(names).toEqual(['第0局', '第1局', '第2局'])
    const facts: string[] = []
    for (let after: PageEnd | undefined; ; ) {
      const filter = { cut: 'expenditure', stage: 'budget', scope: 'department' } as const
      const page = await listFacts(now(), filter, { limit: 3, ...(after === undefined ? {} : { after }) })
      if (page.length === 0) break
      facts.push(...page.map((f) => `${f.departmentId}/${f.disclosureId}/${f.n}`))
      const last = page.at(-1)
      after = last?.end
    }
    expect(facts).toHaveLength(14)
    expect(new Set(facts).size).toBe(14)
    const seen: number[] = []
    for (let before: readonly [string, number] | undefined; ; ) {
      const page = await latestDisclosures(now(), { limit: 2, ...(before === undefined ? {} : { before }) })
      if (page.length === 0) break
      seen.push(...page.map((d) => d.id))
      const last = page.at(-1)
      before = [last?.at ?? '', last?.id ?? 0]
    }
    expect(new Set(seen).size).toBe(7)
  })

  test('the files themselves whole, and says when one changed on the disk', async () => {
    const bytes = new TextEncoder().encode('published')
    const sha256 = await now().files.keep(bytes)
    expect(await now().files.keep(bytes)).toBe(sha256)
    expect(await now().files.read(sha256)).toEqual(Buffer.from(bytes))
    expect(await now().files.read('0'.repeat(64))).toBeNull()
    expect(await now().files.read('../../../etc/passwd')).toBeNull()
    const folder = join(now().folder, 'files', sha256.slice(0, 2), sha256.slice(2, 4))
    expect(readdirSync(folder)).toEqual([sha256])
    writeFileSync(join(folder, sha256), 'bent')
    await expect(now().files.read(sha256)).rejects.toThrow(/changed on the disk/u)
    // A write that was torn by a kill left its draft: it is no file, and the next attempt is whole.
    const other = new TextEncoder().encode('another')
    const { createHash } = await import('node:crypto')
    const name = createHash('sha256').update(other).digest('hex')
    const place = join(now().folder, 'files', name.slice(0, 2), name.slice(2, 4))
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, `${name}.1.draft`), 'ano')
    expect(await now().files.read(name)).toBeNull()
    await now().files.keep(other)
    expect(await now().files.read(name)).toEqual(Buffer.from(other))
  })
}
