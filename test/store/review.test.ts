import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addComment, answerComment, listComments, MOST_COMMENT, settleComment } from '../../src/app/compile/comments.ts'
import { readHistory } from '../../src/app/compile/history.ts'
import { type MoveRequest, moveBudget, type Moved } from '../../src/app/compile/move-budget.ts'
import { openBudget } from '../../src/app/compile/open-budget.ts'
import { listedSteps, passMany } from '../../src/app/compile/pass-many.ts'
import { postsOf } from '../../src/app/compile/post.ts'
import { neighboursOf, readQueue } from '../../src/app/compile/queue.ts'
import { readQueueAsked, writeQueueAsked } from '../../src/app/compile/queue-order.ts'
import { restoreBudget } from '../../src/app/compile/restore-budget.ts'
import { readReview } from '../../src/app/compile/review.ts'
import { exportHistory, verifyHistory } from '../../src/app/compile/verify-history.ts'
import { compareEquations, compareLines, compareTables, listVersions, readSides } from '../../src/app/compile/versions.ts'
import { writeEntry } from '../../src/app/compile/write-budget.ts'
import { isEntriesExport, verifyEntries } from '../../src/app/verify-entries.ts'
import type { Change } from '../../src/ledger/draft/changes.ts'
import type { DraftRow } from '../../src/ledger/draft/draft.ts'
import type { TransitionId } from '../../src/ledger/workflow/transitions.ts'
import { actAt, type PostHolder } from '../../src/store/access/act-as.ts'
import { approvedCounty, type County, TODAY } from './approved-county.ts'

let county: County
let clerk: PostHolder
let head: PostHolder
let finance: PostHolder
let watcher: PostHolder
const posts = async (user: string) => await postsOf(county.store, user)
const all = readQueueAsked(() => undefined)

beforeAll(async () => {
  county = await approvedCounty()
  clerk = county.who('clerk', 'unit-clerk', '甲局本级')
  head = county.who('head', 'unit-head', '甲局本级')
  finance = county.who('finance', 'department-finance', '甲局')
  watcher = county.who('watcher', 'budget-auditor', '某县')
}, 900_000)
afterAll(async () => await county.store.close())

const step = async (holder: PostHolder, transition: TransitionId, said: Omit<MoveRequest, 'transition'> = {}): Promise<Moved> =>
  await moveBudget(county.store, holder, county.unit, { transition, ...said }, TODAY)

async function firstLine(): Promise<DraftRow> {
  const opened = await openBudget(county.store, clerk, county.unit, TODAY)
  const row = opened?.draft.lines[0]
  if (row === undefined) throw new Error('no line')
  return row
}

const write = async (key: string, changes: readonly Change[], reason = '') =>
  await writeEntry(county.store, clerk, county.unit, { key, changes, reason })

const setAmount = (row: string, before: string, after: string): Change => ({
  kind: 'set',
  sheet: 'lines',
  row,
  field: 'amount',
  before,
  after,
})

/** Brings the unit's approved budget to where its clerk writes a revision of it. */
async function beginRevision(): Promise<void> {
  await county.store.db.updateTable('budget').set({ state: 'revision-draft' }).where('id', '=', county.unit).execute()
}

describe('versions and their differences', () => {
  test('are listed with what was found when they were handed in, to whoever reaches them', async () => {
    const listed = await listVersions(county.store, watcher, county.unit)
    expect(listed?.versions.map(({ n, transition }) => [n, transition])).toContainEqual([1, 'submit-first'])
    for (const { summary } of listed?.versions ?? []) expect(summary).toMatchObject({ errors: 0 })
    expect(listed?.versions[0]?.summary.expenditure).toBeGreaterThan(0)
    const stranger = county.who('stranger', 'unit-clerk', '乙局本级')
    expect(await listVersions(county.store, stranger, county.unit)).toBeNull()
    expect(await readSides(county.store, stranger, county.unit, { from: { kind: 'draft' }, to: { kind: 'draft' } })).toBeNull()
  })

  test('by line, by table and by equation say one change of one amount', async () => {
    await beginRevision()
    const row = await firstLine()
    const amount = row.texts['amount'] ?? ''
    const more = String(Number(amount) + 10_000)
    expect(await write('more', [setAmount(row.id, amount, more)], '追加')).toMatchObject({ ok: true })
    const sides = { from: { kind: 'version', n: 1 }, to: { kind: 'draft' } } as const
    const compared = await readSides(county.store, finance, county.unit, sides)
    if (compared === null) throw new Error('not compared')
    const lines = compareLines(compared)
    expect(lines.rows.filter(({ sheet }) => sheet === 'lines')).toMatchObject([
      { kind: 'changed', fields: ['amount'], change: 1_000_000 },
    ])
    const { tables, paragraphs } = compareTables(compared)
    const balance = tables.find(({ title }) => title === '部门预算收支总表' || title === '单位预算收支总表')
    const total = balance?.cells.find(({ after }) => after?.row === '支出总计')
    expect(Number(total?.after?.printed) - Number(total?.before?.printed)).toBeCloseTo(1, 6)
    expect(paragraphs.length).toBeGreaterThan(0)
    const equations = compareEquations(compared)
    expect(new Set(equations.map(({ kind }) => kind))).toEqual(new Set(['values']))
    for (const { before, after } of equations) expect([before?.left, before?.right]).not.toEqual([after?.left, after?.right])
    expect(compareTables({ ...compared, after: compared.before }).tables.every(({ cells }) => cells.length === 0)).toBe(true)
    expect(compareEquations({ ...compared, after: compared.before })).toEqual([])
    const missing = { from: { kind: 'version', n: 99 }, to: { kind: 'draft' } } as const
    expect(await readSides(county.store, finance, county.unit, missing)).toBeNull()
  })
})

describe('history', () => {
  test('says who, when, before, after and why, by person and sheet', async () => {
    const history = await readHistory(county.store, watcher, county.unit, { limit: 50 })
    expect(history?.entries[0]).toMatchObject({ name: 'clerk', reason: '追加', changes: [{ field: 'amount' }] })
    expect(history?.moves.find(({ transition }) => transition === 'approve-unit')).toMatchObject({
      role: 'department-finance',
      document: expect.stringContaining('号') as string,
      day: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/u) as string,
    })
    expect(history?.mayWrite).toBe(false)
    const assets = await readHistory(county.store, watcher, county.unit, { limit: 50, sheet: 'assets' })
    expect(assets?.entries.map(({ n }) => n)).toEqual([1])
    expect((await readHistory(county.store, watcher, county.unit, { limit: 50, person: 'head' }))?.entries).toEqual([])
    const first = await readHistory(county.store, watcher, county.unit, { limit: 1 })
    expect([first?.more, first?.entries.length]).toEqual([true, 1])
  })

  test('one entry is taken back by a new one, or said in words where somebody wrote there since', async () => {
    const row = await firstLine()
    const now = row.texts['amount'] ?? ''
    const entries = (await openBudget(county.store, clerk, county.unit, TODAY))?.entries ?? 0
    expect(await write('again', [setAmount(row.id, now, '1')])).toMatchObject({ ok: true, n: entries + 1 })
    const back = (entry: number, reason = '误录') =>
      restoreBudget(county.store, clerk, county.unit, { to: { kind: 'without', entry }, reason })
    expect(await back(entries + 1, ' ')).toMatchObject({ ok: false, why: 'reason' })
    // More than there is room for is said, and nothing of it is cut.
    const long = await back(entries + 1, '长'.repeat(1001))
    expect(long.ok ? '' : long.words.zh).toBe('没有保存：理由不能超过1000字，现有1001字，请删减。')
    const refused = await back(entries)
    expect(refused).toMatchObject({ ok: false, why: 'conflict' })
    expect(!refused.ok && refused.why === 'conflict' ? refused.conflicts[0]?.zh : '').toContain('现为“1”')
    expect(await back(entries + 1)).toEqual({ ok: true, n: entries + 2 })
    expect((await firstLine()).texts['amount']).toBe(now)
    expect(await back(entries + 1)).toMatchObject({ ok: false, why: 'same' })
    expect(await back(999)).toMatchObject({ ok: false, why: 'absent' })
    for (const holder of [watcher, head, county.who('stranger', 'unit-clerk', '乙局本级')])
      expect(
        await restoreBudget(county.store, holder, county.unit, { to: { kind: 'entry', entry: 0 }, reason: 'x' }),
      ).toMatchObject({ ok: false, why: 'closed' })
  })

  test('a version, and any state in between, is what it was again', async () => {
    const kept = await openBudget(county.store, clerk, county.unit, TODAY)
    const restore = (to: Parameters<typeof restoreBudget>[3]['to']) =>
      restoreBudget(county.store, clerk, county.unit, { to, reason: '恢复' })
    expect(await restore({ kind: 'entry', entry: 0 })).toMatchObject({ ok: true })
    expect((await openBudget(county.store, clerk, county.unit, TODAY))?.draft.lines).toEqual([])
    expect(await restore({ kind: 'version', version: 1 })).toMatchObject({ ok: true })
    const compared = await readSides(county.store, clerk, county.unit, {
      from: { kind: 'version', n: 1 },
      to: { kind: 'draft' },
    })
    expect(compared?.after).toEqual(compared?.before)
    expect(await restore({ kind: 'entry', entry: kept?.entries ?? 0 })).toMatchObject({ ok: true })
    expect((await openBudget(county.store, clerk, county.unit, TODAY))?.draft).toEqual(kept?.draft)
  })
})

describe('the chain of entries', () => {
  test('holds, and makes the draft and the versions', async () => {
    const verified = await verifyHistory(county.store, watcher, county.unit)
    expect(verified).toMatchObject({ fault: null })
    expect(verified?.versions).toBeGreaterThan(1)
    expect(verified?.reproduced).toBe(verified?.versions)
    expect(await verifyHistory(county.store, watcher, county.department)).toMatchObject({ fault: null })
    expect(await verifyHistory(county.store, county.who('stranger', 'unit-clerk', '乙局本级'), county.unit)).toBeNull()
  })

  test('is exported, and verified without the database; every change to it is seen', async () => {
    const lines = await exportHistory(county.store, watcher, county.unit, new Date('2026-03-01T00:00:00Z'))
    if (lines === null) throw new Error('not exported')
    const verify = (changed: readonly string[], noted?: string) =>
      verifyEntries(`${changed.join('\n')}\n`, 'file', noted === undefined ? {} : { head: noted })
    const good = verify(lines)
    expect(good).toMatchObject({ readable: true, fault: null, entries: lines.length - 2 })
    const version = good.readable ? good.versions[0]?.ledger : ''
    expect(verify(lines, version)).toMatchObject({ fault: null })
    expect(verify(lines, 'f'.repeat(64))).toMatchObject({ fault: { zh: expect.stringContaining('没有一条') as string } })
    for (let i = 1; i < lines.length; i++) {
      const line = lines[i] ?? ''
      const bent = line.replace(/\d(?=[^\d]*$)/u, (digit) => String((Number(digit) + 1) % 10))
      expect(verify(lines.with(i, bent)), `line ${i + 1} changed`).not.toMatchObject({ fault: null })
      expect(verify(lines.toSpliced(i, 1)), `line ${i + 1} removed`).not.toMatchObject({ fault: null })
    }
    expect(verify(lines.toSpliced(2, 0, lines[2] ?? ''))).not.toMatchObject({ fault: null })
    expect(verify(['{}'])).toMatchObject({ readable: false })

    const folder = mkdtempSync(join(tmpdir(), 'mingzhang-entries-'))
    writeFileSync(join(folder, 'a.jsonl'), `${lines.join('\n')}\n`)
    expect(await isEntriesExport(join(folder, 'a.jsonl'))).toBe(true)
    expect(await isEntriesExport(folder)).toBe(false)
    rmSync(folder, { recursive: true })
  })

  test('a draft, a version or an entry that was changed in the database itself is seen', async () => {
    const { db } = county.store
    const verify = async () => (await verifyHistory(county.store, watcher, county.unit))?.fault?.zh ?? ''
    const row = await db.selectFrom('budget').selectAll().where('id', '=', county.unit).executeTakeFirstOrThrow()
    const draft = { ...row.draft, lines: [] }
    await db
      .updateTable('budget')
      .set({ draft: JSON.stringify(draft) })
      .where('id', '=', county.unit)
      .execute()
    expect(await verify()).toContain('草案被直接改动过')
    await db
      .updateTable('budget')
      .set({ draft: JSON.stringify(row.draft) })
      .where('id', '=', county.unit)
      .execute()
    await db.updateTable('budget_entry').set({ reason: '别的' }).where('budget_id', '=', county.unit).where('n', '=', 2).execute()
    expect(await verify()).toContain('第 2 条')
    await db.updateTable('budget_entry').set({ reason: '追加' }).where('budget_id', '=', county.unit).where('n', '=', 2).execute()
    await db
      .updateTable('budget')
      .set({ opening: JSON.stringify(draft) })
      .where('id', '=', county.unit)
      .execute()
    expect(await verify()).toContain('初始内容')
    await db
      .updateTable('budget')
      .set({ opening: JSON.stringify(row.opening) })
      .where('id', '=', county.unit)
      .execute()
    expect(await verify()).toBe('')
    const asClerk = actAt(county.store, clerk, (tx) =>
      tx.updateTable('budget').set({ opening: '{}' }).where('id', '=', county.unit).execute(),
    )
    await expect(asClerk).rejects.toThrow(/permission denied/u)
  })
})

describe('comments', () => {
  test('are opened by whoever acts, answered by the budget’s side, settled by the reviewer’s', async () => {
    const row = await firstLine()
    const cell = { kind: 'cell', sheet: 'lines', row: row.id, field: 'amount' }
    const { store, unit } = county
    expect(await addComment(store, watcher, unit, { target: cell, text: '看看' })).toBe('denied')
    expect(await addComment(store, county.who('stranger', 'unit-clerk', '乙局本级'), unit, { target: cell, text: 'x' })).toBe(
      'absent',
    )
    expect(await addComment(store, finance, unit, { target: { ...cell, row: 'nowhere' }, text: 'x' })).toBe('absent')
    expect(await addComment(store, finance, unit, { target: cell, text: '  ' })).toBe('no-text')
    // What a browser counts as one character, a line's end, is sent as two.
    const long = `${'字'.repeat(MOST_COMMENT - 2)}\r\n字`
    expect(await addComment(store, finance, unit, { target: cell, text: `${long}多` })).toBe('long-text')
    const longest = await addComment(store, finance, unit, { target: cell, text: long })
    if (typeof longest !== 'number') throw new Error(longest)
    expect((await listComments(store, finance, unit))?.find(({ id }) => id === longest)?.text).toHaveLength(MOST_COMMENT)
    await store.db.deleteFrom('budget_comment').where('id', '=', longest).execute()
    const comment = await addComment(store, finance, unit, { target: cell, text: '依据是什么？' })
    if (typeof comment !== 'number') throw new Error(comment)
    expect(await answerComment(store, county.who('business', 'bureau-business', '某县'), unit, { comment, text: 'x' })).toBe(
      'denied',
    )
    expect(await answerComment(store, clerk, unit, { comment, text: '按在职人数' })).toBeTypeOf('number')
    expect(await settleComment(store, clerk, unit, { comment, as: 'resolved' })).toBe('denied')
    const forged = await actAt(store, clerk, (tx) =>
      tx.updateTable('budget_comment').set({ state: 'resolved' }).where('id', '=', comment).executeTakeFirst(),
    )
    expect(forged.numUpdatedRows).toBe(0n)
    const [listed] = (await listComments(store, clerk, unit)) ?? []
    expect(listed).toMatchObject({
      target: cell,
      rowNumber: 1,
      state: 'open',
      replies: [{ name: 'clerk', text: '按在职人数' }],
      may: { answer: true, resolve: false, carry: false },
    })
    expect(await settleComment(store, finance, unit, { comment, as: 'resolved' })).toBeNull()
    expect((await listComments(store, finance, unit))?.[0]?.state).toBe('resolved')
  })

  test('hold a review up until they are settled or carried on, and are open again where the budget arrives', async () => {
    const { store, unit } = county
    await store.db.updateTable('budget').set({ state: 'second-department-review' }).where('id', '=', unit).execute()
    const comment = await addComment(store, finance, unit, { target: { kind: 'budget' }, text: '下一环节再看' })
    if (typeof comment !== 'number') throw new Error(comment)
    const refused = await step(finance, 'pass-second-department')
    expect(refused.ok ? '' : refused.refusals.map(({ zh }) => zh).join()).toContain('1条意见')
    expect(await settleComment(store, head, unit, { comment, as: 'carried' })).toBe('denied')
    expect(await settleComment(store, finance, unit, { comment, as: 'carried' })).toBeNull()
    expect(await step(finance, 'pass-second-department')).toMatchObject({ ok: true, state: 'second-bureau-review' })
    const business = county.who('business', 'bureau-business', '某县')
    const carried = (await listComments(store, business, unit))?.find(({ id }) => id === comment)
    expect(carried).toMatchObject({ state: 'open', settledBy: 'finance', may: { resolve: true, carry: true } })
  })
})

describe('the queue', () => {
  test('has what waits for a post, with why it cannot be passed, and passes many at once', async () => {
    const { store, unit } = county
    const own = await posts('business')
    const queue = await readQueue(store, 'business', own, all, TODAY)
    expect(queue.rows.map(({ budget }) => budget)).toEqual([unit])
    const [row] = queue.rows
    if (row === undefined) throw new Error('nothing waits')
    expect(row).toMatchObject({ state: 'second-bureau-review', openComments: 1, department: '甲局', summary: { errors: 0 } })
    expect((await readQueue(store, 'clerk', await posts('clerk'), all, TODAY)).all).toBe(0)
    expect((await readQueue(store, 'watcher', await posts('watcher'), all, TODAY)).all).toBe(4)
    const filtered = { ...all, only: 'errors' as const }
    expect((await readQueue(store, 'business', own, filtered, TODAY)).found).toBe(0)
    expect((await listedSteps(store, queue.rows, TODAY)).get(row)?.refusals[0]?.zh).toContain('意见')
    const chosen = [{ budget: unit, holder: row.holder, transition: 'pass-second-bureau' as const }]
    expect(await passMany(store, chosen, TODAY)).toMatchObject([{ ok: false }])
    const business = county.who('business', 'bureau-business', '某县')
    for (const { id, state } of (await listComments(store, business, unit)) ?? [])
      if (state === 'open') expect(await settleComment(store, business, unit, { comment: id, as: 'resolved' })).toBeNull()
    expect((await listedSteps(store, queue.rows, TODAY)).get(row)?.refusals).toEqual([])
    expect(await neighboursOf(store, 'business', own, { budget: unit, asked: all, today: TODAY })).toMatchObject({
      previous: null,
      next: null,
      place: 1,
      of: 1,
    })
    expect(await passMany(store, chosen, TODAY)).toEqual([{ budget: unit, ok: true, refusals: [] }])
    expect((await readQueue(store, 'business', own, all, TODAY)).all).toBe(0)
  })

  test('is asked in the address', () => {
    const asked = {
      state: 'second-bureau-review',
      department: '甲局',
      text: '本级',
      only: 'late',
      order: 'change',
      page: 3,
    } as const
    const query = new URLSearchParams(writeQueueAsked(asked))
    expect(readQueueAsked((name) => query.get(name) ?? undefined)).toEqual(asked)
    expect(writeQueueAsked(all)).toBe('')
    expect(readQueueAsked(() => '<nonsense>')).toMatchObject({ state: null, only: null, order: 'waiting', page: 1 })
  })

  test('a review has the totals beside the version before and last year', async () => {
    const review = await readReview(county.store, watcher, county.unit)
    expect(review?.beforeVersion).toBe((review?.versions[1] ?? { n: null }).n)
    const total = review?.totals[0]
    expect(total?.of).toBe('all')
    const parts = review?.totals.filter(({ of }) => of === 'nature') ?? []
    expect(parts.reduce((sum, { now }) => sum + now, 0)).toBe(total?.now)
    expect(review?.errors).toEqual([])
    expect(review?.document?.blocks.length).toBeGreaterThan(20)
  })
})
