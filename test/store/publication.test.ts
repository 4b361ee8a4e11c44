import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { unzipSync } from 'fflate'
import { Hono } from 'hono'
import { Archive } from '../../src/app/archive.ts'
import { APPROVAL, APPROVAL_FILE } from '../../src/app/approval.ts'
import { closeWorkers } from '../../src/app/check-bytes.ts'
import { deskFile, openPublication } from '../../src/app/compile/editions.ts'
import { moveBudget, type Moved, type MoveRequest } from '../../src/app/compile/move-budget.ts'
import { writeEntry } from '../../src/app/compile/write-budget.ts'
import { exportAudit } from '../../src/app/export-audit.ts'
import { MANIFEST } from '../../src/app/manifest.ts'
import { verifyPublication } from '../../src/app/verify.ts'
import { LIMITS } from '../../src/server/create-server.ts'
import { addFeeds } from '../../src/server/feed-routes.ts'
import { backUp } from '../../src/store/backup/back-up.ts'
import { SourceFiles } from '../../src/store/source-files.ts'
import { latestDisclosures } from '../../src/store/queries/departments.ts'
import { mingzhang } from '../cli/run.ts'
import { approvedCounty, type County, TODAY } from './approved-county.ts'

let county: County
let folder = ''
let nth = 0
beforeAll(async () => {
  county = await approvedCounty()
  folder = mkdtempSync(join(tmpdir(), 'mingzhang-editions-'))
}, 900_000)
afterAll(async () => {
  await closeWorkers()
  await county.store.close()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(() => void vi.unstubAllEnvs())

const publisher = () => county.who('publisher', 'budget-publisher', '甲局')
const secrecy = () => county.who('secrecy', 'secrecy-review', '甲局')
const send = async (id: number): Promise<Moved> =>
  await moveBudget(county.store, publisher(), id, { transition: 'send-to-secrecy' }, TODAY)
const clear = async (id: number, manifest?: string): Promise<Moved> =>
  await moveBudget(county.store, secrecy(), id, { transition: 'clear', ...(manifest === undefined ? {} : { manifest }) }, TODAY)
const publish = async (id: number): Promise<Moved> =>
  await moveBudget(county.store, publisher(), id, { transition: 'publish' }, TODAY)
const editions = async (id: number) => (await openPublication(county.store, publisher(), id, TODAY))?.editions ?? []

/** The edition as its zip unpacks. */
async function unpacked(budget: number, n: number): Promise<string> {
  const zip = await Archive.over(county.store).editionZip(budget, n)
  if (zip === null) throw new Error('no zip')
  const to = join(folder, `e${++nth}`)
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(to, path)), { recursive: true })
    writeFileSync(join(to, path), bytes)
  }
  return to
}

async function faults(path: string, options = {}): Promise<readonly string[]> {
  const verified = await verifyPublication(path, options)
  return verified.readable ? verified.faults.map(({ zh }) => zh) : [verified.message.zh]
}

describe('publication', () => {
  test('what is sent is printed once, cleared by its hash, and published as it was cleared', async () => {
    const { store, unit } = county
    expect(await send(unit)).toMatchObject({ ok: true, state: 'secrecy-review' })
    const [made] = await editions(unit)
    if (made === undefined) throw new Error('no edition')
    expect(made).toMatchObject({ n: 1, public: false, disclosure: null, reason: '' })
    const manifest = await deskFile(store, secrecy(), { budget: unit, n: 1, path: 'manifest.json' })
    expect(MANIFEST.parse(JSON.parse(new TextDecoder().decode(manifest ?? new Uint8Array())))).toMatchObject({
      ledger: made.ledger,
      draft: false,
      check: { errors: 0 },
    })
    // Nobody else sees it: neither the public, nor a post elsewhere.
    const archive = Archive.over(store)
    expect(await archive.editions({ budget: unit })).toEqual([])
    expect(await archive.editionFile(unit, 1, 'disclosure.pdf')).toBeNull()
    const stranger = county.who('stranger', 'unit-clerk', '乙局本级')
    expect(await deskFile(store, stranger, { budget: unit, n: 1, path: 'manifest.json' })).toBeNull()

    // Returned and sent again: the same ledger gives the same files, and the number is not used up.
    const back = { transition: 'return-secrecy', reason: '再看一遍' } as const
    expect(await moveBudget(store, secrecy(), unit, back, TODAY)).toMatchObject({ ok: true, state: 'approved' })
    expect(await send(unit)).toMatchObject({ ok: true })
    expect(await editions(unit)).toMatchObject([{ n: 1, manifest: made.manifest }])

    expect(await clear(unit, 'f'.repeat(64))).toMatchObject({ ok: false, why: 'refused' })
    expect(await clear(unit, made.manifest)).toMatchObject({ ok: true, state: 'cleared' })
    // Cleared and held after all: nothing is published until it was sent and cleared again.
    const held = { transition: 'withdraw-clearance', reason: '附件待核' } as const
    expect(await moveBudget(store, secrecy(), unit, held, TODAY)).toMatchObject({ ok: true, state: 'approved' })
    expect(await publish(unit)).toMatchObject({ ok: false })
    expect(await send(unit)).toMatchObject({ ok: true })
    expect(await clear(unit, made.manifest)).toMatchObject({ ok: true, state: 'cleared' })
    expect(await publish(unit)).toMatchObject({ ok: true, state: 'published' })
    const [published] = await editions(unit)
    expect(published).toMatchObject({ n: 1, public: true, manifest: made.manifest, files: made.files })
    const shown = published?.disclosure
    if (shown === undefined || shown === null) throw new Error('not in the portal')
    const disclosure = await archive.disclosure(shown.departmentId, shown.disclosureId)
    expect(disclosure).toMatchObject({ year: 2026, scope: 'unit', stage: 'budget', current: true, published: TODAY })
    expect(await archive.department(shown.departmentId)).toMatchObject({ name: '甲局本级' })
    expect((await archive.projects(shown.departmentId, shown.disclosureId)).map(({ name }) => name)).toEqual([
      '示例项目（请改名）',
    ])
    expect(await archive.editionFile(unit, 1, 'disclosure.docx')).not.toBeNull()
  }, 900_000)

  test('whoever has the files verifies them offline, alone and with the audit trail', async () => {
    const { store, unit } = county
    const path = await unpacked(unit, 1)
    expect(await faults(path)).toEqual([])
    const approval = APPROVAL.parse(JSON.parse(readFileSync(join(path, APPROVAL_FILE), 'utf8')))
    expect(approval.steps.map(({ step, office, role, document }) => [step, office, role, document])).toEqual([
      ['congress-approved', '', '', '某人发〔2026〕3号'],
      ['approve-unit', '甲局', '主管部门财务', '某财预〔2026〕1号'],
      ['send-to-secrecy', '甲局', '公开经办', ''],
      ['clear', '甲局', '保密审查', ''],
      ['publish', '甲局', '公开经办', ''],
    ])
    const trail = join(folder, 'audit.ndjson')
    await exportAudit(store, trail)
    expect(await faults(path, { audit: trail })).toEqual([])
    const told = await mingzhang(['verify', path, '--audit', trail])
    expect(told).toMatchObject({ status: 0, err: '' })
    expect(told.out).toMatch(/批准记录：甲局本级 2026年，第 1 版\n.+某人发〔2026〕3号/u)
    expect(told.out).toMatch(/✓ 这些文件由已批复的第 \d+ 版账本.+保密审查通过的那些文件/u)
    expect(told.out).toMatch(/✓ 所列各条都在导出的审计记录中.+\n.+– 批准记录没有签名/u)
    const cut = readFileSync(trail, 'utf8').split('\n')
    const at = cut.findIndex((line) => line.includes(approval.head.hash))
    writeFileSync(trail, [...cut.slice(0, at), ...cut.slice(at + 1)].join('\n'))
    expect(await faults(path, { audit: trail })).toHaveLength(1)
  }, 900_000)

  test.each([
    ['another document number', /某财预〔2026〕1号/gu, '某财预〔2026〕2号', /与它的哈希不符/u],
    ['another ledger', /"ledger": "[0-9a-f]{8}/gu, '"ledger": "00000000', /批准的账本不是/u],
    ['another manifest', /"manifest": "[0-9a-f]{8}/gu, '"manifest": "00000000', /不是这份 manifest\.json/u],
    ['another head', /"head": \{\s*"n": \d+/gu, '"head": {"n": 1', /链首/u],
    ['another office', /"office": "甲局",\s*"day": "2026/u, '"office": "乙局", "day": "2026', /单位、日期或文号/u],
    ['one hand', /"actor": "secrecy"/gu, '"actor": "publisher"', /不同的人/u],
    ['no approval', /.*/su, '{}', /不是明账的批准记录/u],
  ])(
    'a changed approval is seen: %s',
    async (_, what, by, says) => {
      const path = await unpacked(county.unit, 1)
      const file = join(path, APPROVAL_FILE)
      const before = readFileSync(file, 'utf8')
      writeFileSync(file, before.replace(what, by))
      expect(readFileSync(file, 'utf8')).not.toBe(before)
      expect((await faults(path)).join('\n')).toMatch(says)
    },
    60_000,
  )

  test('publishing that breaks off shows nothing to anybody and is done again; the key of the bureau signs', async () => {
    const { store, department } = county
    expect(await send(department)).toMatchObject({ ok: true })
    expect(await clear(department)).toMatchObject({ ok: true })
    const pair = generateKeyPairSync('ed25519')
    const key = join(folder, 'key.pem')
    vi.stubEnv('MINGZHANG_SIGNING_KEY', join(folder, 'absent.pem'))
    const unsigned = await publish(department)
    expect(unsigned.ok ? '' : unsigned.refusals[0]?.zh).toContain('密钥文件')

    writeFileSync(key, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    vi.stubEnv('MINGZHANG_SIGNING_KEY', key)
    const lost = new Error('the power failed')
    const [cleared] = await editions(department)
    // The last thing that the transaction asks of the outside is the manifest: by then the disclosure is in the portal, and the edition marked.
    const kept = SourceFiles.prototype.read.bind(store.files)
    const read = vi.spyOn(store.files, 'read').mockImplementation(async (sha256) => {
      if (sha256 === cleared?.manifest) throw lost
      return await kept(sha256)
    })
    await expect(publish(department)).rejects.toBe(lost)
    read.mockRestore()
    const archive = Archive.over(store)
    const [half] = await editions(department)
    expect(half).toMatchObject({ n: 1, public: false })
    const brought = half?.disclosure
    if (brought === undefined || brought === null) throw new Error('not brought')
    expect(await archive.disclosure(brought.departmentId, brought.disclosureId)).toBeNull()
    expect(await archive.editions({ budget: department })).toEqual([])
    expect((await openPublication(store, publisher(), department, TODAY))?.steps).toMatchObject([{ id: 'publish', refusals: [] }])

    expect(await publish(department)).toMatchObject({ ok: true, state: 'published' })
    expect((await editions(department))[0]).toMatchObject({ n: 1, public: true, disclosure: brought })
    expect(await archive.disclosure(brought.departmentId, brought.disclosureId)).toMatchObject({
      current: true,
      scope: 'department',
    })
    const path = await unpacked(department, 1)
    expect(await faults(path, { key: String(pair.publicKey.export({ type: 'spki', format: 'pem' })) })).toEqual([])
    const other = String(generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }))
    expect(await faults(path, { key: other })).toHaveLength(2)
  }, 900_000)

  test('a correction is the next edition beside the first, with its reason, and counts', async () => {
    const { store, unit } = county
    const reason = '文字说明有误'
    expect(await moveBudget(store, publisher(), unit, { transition: 'begin-correction', reason }, TODAY)).toMatchObject({
      ok: true,
    })
    const clerk = county.who('clerk', 'unit-clerk', '甲局本级')
    const { draft } = await store.db.selectFrom('budget').select('draft').where('id', '=', unit).executeTakeFirstOrThrow()
    const words = (draft as { words: { id: string; texts: Record<string, string> }[] }).words
    const row = words.find(({ texts }) => Object.values(texts).includes('办公室、业务科'))
    const field = Object.entries(row?.texts ?? {}).find(([, text]) => text === '办公室、业务科')?.[0] ?? ''
    const change = {
      kind: 'set',
      sheet: 'words',
      row: row?.id ?? '',
      field,
      before: '办公室、业务科',
      after: '办公室、综合科',
    } as const
    expect(await writeEntry(store, clerk, unit, { key: 'mend', changes: [change] })).toMatchObject({ ok: true })
    const submitted = await moveBudget(store, clerk, unit, { transition: 'submit-correction' }, TODAY)
    expect(submitted.ok ? [] : submitted.refusals).toEqual([])
    const finance = county.who('finance', 'department-finance', '甲局')
    const by = { transition: 'approve-correction', day: TODAY, document: '甲局〔2026〕9号' } as const
    expect(await moveBudget(store, finance, unit, by, TODAY)).toMatchObject({ ok: true, state: 'approved' })
    for (const step of [send, clear, publish]) expect(await step(unit)).toMatchObject({ ok: true })
    const [second, first] = await editions(unit)
    expect(second).toMatchObject({ n: 2, reason, public: true })
    expect(first).toMatchObject({ n: 1, reason: '', public: true })
    const archive = Archive.over(store)
    for (const [edition, current] of [
      [first, false],
      [second, true],
    ] as const)
      expect(
        await archive.disclosure(edition?.disclosure?.departmentId ?? 0, edition?.disclosure?.disclosureId ?? 0),
      ).toMatchObject({ current })
    const [latest] = await latestDisclosures(archive.store, { limit: 1 })
    expect(latest).toMatchObject({ again: true, edition: { n: 2, reason, budget: unit } })
    const feeds = new Hono()
    addFeeds(feeds, archive, LIMITS.api)
    expect(await (await feeds.request('/feed.xml')).text()).toContain(`更正（第2版，理由：${reason}）`)
    for (const n of [1, 2]) expect(await faults(await unpacked(unit, n))).toEqual([])
  }, 900_000)

  test('a backup has the files of every edition', async () => {
    const to = join(folder, 'backup')
    expect(await backUp(county.store, to, 'test')).toMatchObject({ missing: [] })
    for (const { files } of await editions(county.unit))
      for (const { sha256 } of files) expect(existsSync(join(to, 'files', sha256)), sha256).toBe(true)
  })

  test('what is withheld from the portal is not given out as an edition', async () => {
    const { store, unit } = county
    const archive = Archive.over(store)
    const [second] = await editions(unit)
    const { departmentId, disclosureId } = second?.disclosure ?? { departmentId: 0, disclosureId: 0 }
    const { withhold } = await import('../../src/store/withhold.ts')
    await store.db
      .transaction()
      .execute((tx) => withhold(tx, { departmentId, disclosureId }, { actor: 'root', reason: '含个人信息' }))
    expect((await archive.editions({ budget: unit })).map(({ n }) => n)).toEqual([1])
    expect(await archive.editionZip(unit, 2)).toBeNull()
    expect(await archive.editionFile(unit, 2, 'disclosure.pdf')).toBeNull()
  })

  test('a correction after a revision names the approval of the revision, whose money it has', async () => {
    const { store, unit } = county
    const clerk = county.who('clerk', 'unit-clerk', '甲局本级')
    const finance = county.who('finance', 'department-finance', '甲局')
    const budgeter = county.who('budgeter', 'bureau-budget', '某县')
    const step = async (holder: typeof clerk, request: MoveRequest): Promise<void> => {
      const moved = await moveBudget(store, holder, unit, request, TODAY)
      expect(moved.ok ? [] : moved.refusals, request.transition).toEqual([])
    }
    await step(clerk, { transition: 'begin-supplement', reason: '追加办公经费' })
    const { draft } = await store.db.selectFrom('budget').select('draft').where('id', '=', unit).executeTakeFirstOrThrow()
    const lines = (draft as { lines: { id: string; texts: Record<string, string> }[] }).lines
    const row = lines.find(({ texts }) => texts['economic']?.startsWith('30201') === true)
    const before = row?.texts['amount'] ?? ''
    const change = { kind: 'set', sheet: 'lines', row: row?.id ?? '', field: 'amount', before, after: '123456' } as const
    expect(await writeEntry(store, clerk, unit, { key: 'more', changes: [change] })).toMatchObject({ ok: true })
    await step(clerk, { transition: 'submit-revision' })
    await step(finance, { transition: 'pass-revision' })
    await step(budgeter, { transition: 'approve-revision', day: TODAY, document: '某财追〔2026〕7号' })
    await step(publisher(), { transition: 'begin-correction', reason: '表述更正' })
    await step(clerk, { transition: 'submit-correction' })
    await step(finance, { transition: 'approve-correction', day: TODAY, document: '甲局〔2026〕10号' })
    for (const make of [send, clear, publish]) expect(await make(unit)).toMatchObject({ ok: true })
    const path = await unpacked(unit, 3)
    expect(await faults(path)).toEqual([])
    const file = join(path, APPROVAL_FILE)
    const written = readFileSync(file, 'utf8')
    const approval = APPROVAL.parse(JSON.parse(written))
    expect(approval.steps.map(({ step: name, document }) => [name, document]).slice(0, 3)).toEqual([
      ['congress-approved', '某人发〔2026〕3号'],
      ['approve-revision', '某财追〔2026〕7号'],
      ['approve-correction', '甲局〔2026〕10号'],
    ])
    // A step that is no revision has no place before the approval.
    writeFileSync(file, written.replaceAll('approve-revision', 'pass-revision'))
    expect((await faults(path)).join('\n')).toMatch(/次序应为/u)
  }, 900_000)
})
