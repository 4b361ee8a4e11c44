import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportAudit } from '../../src/app/export-audit.ts'
import { type AuditVerification, isAuditExport, verifyAudit } from '../../src/app/verify-audit.ts'
import { canonicalJson, entryHash } from '../../src/store/audit/audit-entry.ts'
import { appendAudit } from '../../src/store/audit/audit-trail.ts'
import { saveDisclosure } from '../../src/store/save-disclosure.ts'
import { sampleArchived, temporaryStore } from './store-fixture.ts'

let store: Awaited<ReturnType<typeof temporaryStore>>
let folder: string
let good: string[]

beforeAll(async () => {
  store = await temporaryStore()
  folder = await mkdtemp(join(tmpdir(), 'mingzhang-audit-'))
  // At once, and each in a transaction of its own: one chain must come out of it.
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      store.db.transaction().execute((tx) =>
        appendAudit(tx, {
          actor: 'system',
          action: 'import',
          subject: `第 ${i} 份 \u{1f4b0}\0\ud800`,
          details: { n: i, 文: '“引号”', yes: true, none: null, names: ['b', 'a'] },
        }),
      ),
    ),
  )
  await saveDisclosure(store, sampleArchived('d'))
  const path = join(folder, 'good.ndjson')
  await exportAudit(store, path)
  good = (await readFile(path, 'utf8')).trimEnd().split('\n')
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

let files = 0
async function verify(lines: readonly string[], head?: string): Promise<AuditVerification> {
  const path = join(folder, `${files++}.ndjson`)
  await writeFile(path, `${lines.join('\n')}\n`)
  return await verifyAudit(path, head === undefined ? {} : { head })
}
async function fault(lines: readonly string[]): Promise<number | null> {
  const verified = await verify(lines)
  return verified.readable ? (verified.fault?.line ?? null) : 0
}

/** An entry with another content, and a hash that fits it: what somebody would write who knows how. */
function forged(line: string, change: object): string {
  const entry = { ...(JSON.parse(line) as Parameters<typeof entryHash>[0]), ...change }
  const { hash: _, ...rest } = entry as typeof entry & { hash?: string }
  return canonicalJson({ ...rest, hash: entryHash(rest) })
}

describe('the audit trail', () => {
  test('is one chain, whoever writes at the same time, and its export holds', async () => {
    expect(good).toHaveLength(1 + 20 + 1 + 1)
    const verified = await verify(good)
    expect(verified).toMatchObject({ readable: true, entries: 22, fault: null })
    expect(await isAuditExport(join(folder, 'good.ndjson'))).toBe(true)
    expect(await isAuditExport(folder)).toBe(false)
  })

  test('has the entry of an import in the transaction of the import', async () => {
    const before = await store.db.selectFrom('audit_entry').select('n').execute()
    const broken = { ...sampleArchived('f'), facts: [{ cut: 'expenditure' as const, slice: {}, amount: 2 ** 80, claim: 0 }] }
    await expect(saveDisclosure(store, broken)).rejects.toThrow('bigint')
    expect(await store.db.selectFrom('audit_entry').select('n').execute()).toHaveLength(before.length)
    expect(good.some((line) => line.includes('"action":"import"') && line.includes('d'.repeat(64)))).toBe(true)
  })

  test('finds every character that was changed', async () => {
    const at = fc.record({ line: fc.integer({ min: 1, max: good.length - 1 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
    await fc.assert(
      fc.asyncProperty(at, fc.constantFrom('0', 'x', '"', ' ', '张'), async ({ line, part }, character) => {
        const text = good[line] ?? ''
        const index = Math.min(text.length - 1, Math.floor(part * text.length))
        const changed = text.slice(0, index) + character + text.slice(index + 1)
        fc.pre(changed !== text)
        expect(await fault(good.with(line, changed))).not.toBeNull()
      }),
      { numRuns: 150, seed: 7 },
    )
  })

  test('finds where an entry was removed, the last one too', async () => {
    for (let line = 1; line < good.length; line++)
      expect(await fault(good.toSpliced(line, 1))).toBe(Math.min(line + 1, good.length - 1))
  })

  test('finds where two were swapped', async () => {
    for (let line = 1; line < good.length - 1; line++)
      expect(await fault(good.with(line, good[line + 1] ?? '').with(line + 1, good[line] ?? ''))).toBe(line + 1)
  })

  test('finds where one was inserted or repeated', async () => {
    for (let line = 1; line < good.length; line++) {
      expect(await fault(good.toSpliced(line, 0, good[line] ?? ''))).toBe(line + 2)
      const inserted = forged(good[line] ?? '', { subject: 'inserted' })
      expect(await fault(good.toSpliced(line, 0, inserted))).toBe(line + 2)
    }
  })

  test('finds an entry that was written anew with a hash that fits, at the one after it', async () => {
    for (let line = 1; line < good.length - 1; line++)
      expect(await fault(good.with(line, forged(good[line] ?? '', { actor: 'somebody else' })))).toBe(line + 2)
    // The last one has none after it: the first line names its hash.
    const last = good.length - 1
    expect(await fault(good.with(last, forged(good[last] ?? '', { actor: 'somebody else' })))).not.toBeNull()
  })

  test('finds a whole chain that was made anew by a hash that was noted', async () => {
    const [header = '', ...entries] = good
    let previous = '0'.repeat(64)
    const other = entries.map((line) => {
      const made = forged(line, { actor: 'somebody else', previous })
      previous = (JSON.parse(made) as { hash: string }).hash
      return made
    })
    const chain = [JSON.stringify({ ...(JSON.parse(header) as object), head: previous }), ...other]
    expect(await verify(chain)).toMatchObject({ fault: null })
    const noted = (JSON.parse(good[5] ?? '') as { hash: string }).hash
    expect(await verify(good, noted)).toMatchObject({ fault: null })
    expect(await verify(chain, noted)).toMatchObject({ fault: { zh: expect.stringContaining(noted) } })
  })

  test('says of what is none that it is none', async () => {
    expect(await verify([])).toMatchObject({ readable: false })
    expect(await verify(['{}'])).toMatchObject({ readable: false })
    expect(await verify(good.slice(1))).toMatchObject({ readable: false })
    expect(await fault([good[0] ?? '', 'not json'])).toBe(2)
  })
})
