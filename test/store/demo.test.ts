import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isDemoStore } from '../../src/app/accounts/demo-mark.ts'
import { prepareDemo } from '../../src/app/demo/demo-store.ts'
import { readDraft } from '../../src/ledger/draft/draft.ts'
import { draftFrom } from '../../src/app/compile/budget-row.ts'
import { controlOf } from '../../src/app/compile/guard-context.ts'
import { compareControl } from '../../src/ledger/workflow/control.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { checkDrafts } from './simulation/check-drafts.ts'
import { checkEditions } from './simulation/check-editions.ts'
import { checkMoves } from './simulation/check-moves.ts'

/** Where every budget of the demonstration stands: what a visitor is promised. */
const STAGES: Readonly<Record<string, string>> = {
  '2025 青岚县水务局': 'final-published',
  '2025 青岚县水务局（本级）': 'final-published',
  '2025 青岚县河道管理站': 'final-approved',
  '2026 青岚县教育局': 'published',
  '2026 青岚县教育局（本级）': 'published',
  '2026 青岚县民政局': 'approved',
  '2026 青岚县水务局': 'published',
  '2027 青岚县教育局（本级）': 'second-draft',
  '2027 青岚县第一中学': 'first-draft',
  '2027 青岚县特殊教育学校': 'awaiting-control',
  '2027 青岚县民政局（本级）': 'first-draft',
  '2027 青岚县社会福利院': 'first-department-review',
  '2027 青岚县水务局（本级）': 'performance-review',
  '2027 青岚县河道管理站': 'second-bureau-review',
}

describe('the demonstration', () => {
  // The database runs as another user where root runs the tests: in a folder that everybody may enter.
  const folder = join(tmpdir(), `mingzhang-demo-test-${process.pid}`)
  let store: Store
  let told = 0

  beforeAll(async () => {
    await prepareDemo(folder, { fresh: true, told: () => void told++ })
    store = await openStore({ folder })
  })
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  })

  const budgets = async () =>
    await store.db
      .selectFrom('budget')
      .innerJoin('organisation', 'organisation.id', 'budget.organisation_id')
      .select(['budget.id', 'budget.year', 'budget.state', 'budget.draft', 'organisation.name'])
      .execute()

  test('has its units in different stages', async () => {
    expect(await isDemoStore(store)).toBe(true)
    const states = Object.fromEntries((await budgets()).map(({ year, name, state }) => [`${year} ${name}`, state]))
    expect(states).toMatchObject(STAGES)
  })

  test('has one above its control figures, one returned with comments, one published twice with a reason', async () => {
    const all = await budgets()
    const over = all.find(({ year, name }) => year === 2027 && name === '青岚县教育局（本级）')
    const figures = await store.db.transaction().execute((tx) => controlOf(tx, over?.id ?? 0))
    const lines = readDraft(draftFrom(over?.draft ?? {})).ledger.lines
    expect(compareControl(lines, figures).some(({ left }) => left < 0)).toBe(true)
    const comments = await store.db.selectFrom('budget_comment').select(['state', 'budget_id']).execute()
    expect(comments.map(({ state }) => state)).toEqual(['open', 'open', 'open'])
    expect(all.find(({ id }) => id === comments[0]?.budget_id)?.state).toBe('first-draft')
    const editions = await store.db.selectFrom('edition').select(['n', 'reason', 'public']).where('n', '=', 2).execute()
    expect(editions.some(({ reason, public: shown }) => shown && reason.includes('更正'))).toBe(true)
  })

  test('was made by the verbs: drafts, steps, editions and trail hold as those of anybody', async () => {
    const rows = await store.db.selectFrom('organisation').select(['id', 'name', 'kind', 'path']).execute()
    expect(await checkDrafts(store, new Map())).toEqual([])
    expect(await checkMoves(store, rows, [])).toEqual([])
    expect(await checkEditions(store)).toEqual([])
  })

  test('is there at the next start as it was left', async () => {
    await store.db.updateTable('library_project').set({ code: 'mine' }).where('name', '=', '理化生实验室建设').execute()
    await store.close()
    await prepareDemo(folder, { fresh: false, told: () => void told++ })
    store = await openStore({ folder })
    expect(told).toBe(1)
    const kept = await store.db.selectFrom('library_project').select('name').where('code', '=', 'mine').execute()
    expect(kept).toHaveLength(1)
  })
})
