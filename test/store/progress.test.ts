import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Archive, isOfProject } from '../../src/app/archive.ts'
import { closeWorkers } from '../../src/app/check-bytes.ts'
import { moveBudget } from '../../src/app/compile/move-budget.ts'
import { approvedProjects } from '../../src/app/compile/progress-rows.ts'
import { evaluateProject, publishProgress, recordProgress, reviewEvaluation } from '../../src/app/compile/progress.ts'
import { watchProgress } from '../../src/app/compile/watch-progress.ts'
import { readLedgerText } from '../../src/app/ledger-bytes.ts'
import { actAt, isDenied } from '../../src/store/access/act-as.ts'
import { approvedCounty, type County, PROJECT, TODAY } from './approved-county.ts'

let county: County
beforeAll(async () => {
  county = await approvedCounty()
}, 900_000)
afterAll(async () => {
  await closeWorkers()
  await county.store.close()
})

const clerk = () => county.who('clerk', 'unit-clerk', '甲局本级')
const desk = () => county.who('performance', 'bureau-performance', '某县')
const publisher = () => county.who('publisher', 'budget-publisher', '甲局')
const said = { project: PROJECT, checkpoint: '3月底', spent: 4_200_000, values: ['3件', '92%', '96%'], explanation: '' }
const results = ['12件', '92%', '96%'].map((value) => ({ value, share: null }))
const watched = async (today: string) => {
  const [budget] = await watchProgress(county.store, desk(), { today })
  return budget?.projects.find(({ name }) => name === PROJECT)
}

describe('performance through the year', () => {
  test('a checkpoint is said by the unit, in its time, with a reason where it is off its plan', async () => {
    const { store, unit } = county
    expect(await recordProgress(store, clerk(), unit, said, '2026-02-28')).toMatchObject({ ok: false })
    expect(await recordProgress(store, desk(), unit, said, '2026-04-01')).toMatchObject({ ok: false })
    const stranger = county.who('stranger', 'unit-clerk', '乙局本级')
    expect(await recordProgress(store, stranger, unit, said, '2026-04-01')).toMatchObject({ ok: false })
    expect(await recordProgress(store, clerk(), unit, { ...said, checkpoint: '5月底' }, '2026-06-01')).toMatchObject({
      ok: false,
    })
    expect(await recordProgress(store, clerk(), unit, { ...said, spent: Number.NaN }, '2026-04-01')).toMatchObject({ ok: false })
    const slow = { ...said, spent: 1_000_000 }
    const unexplained = await recordProgress(store, clerk(), unit, slow, '2026-04-01')
    expect(unexplained.ok ? '' : unexplained.refusals.map(({ zh }) => zh).join()).toMatch(/说明原因.*慢/u)
    expect(await recordProgress(store, clerk(), unit, { ...slow, explanation: '招标推迟' }, '2026-04-01')).toEqual({ ok: true })
    expect((await watched('2026-04-01'))?.warnings.map(({ message }) => message.zh)).toEqual([expect.stringContaining('慢')])
    // Said again, the last counts.
    expect(await recordProgress(store, clerk(), unit, said, '2026-04-02')).toEqual({ ok: true })
    expect(await watched('2026-04-02')).toMatchObject({ amount: 21_000_000, records: [{ spent: 4_200_000 }], warnings: [] })
    expect((await watched('2026-07-01'))?.warnings).toMatchObject([{ checkpoint: '6月底', message: { zh: '到期没有填报。' } }])
  })

  test('the evaluation is scored at the end, reviewed by the performance desk, and then made public with the rest', async () => {
    const { store, unit } = county
    const own = { project: PROJECT, spent: 21_000_000, results, explanation: '' }
    expect(await evaluateProject(store, clerk(), unit, own, '2026-12-30')).toMatchObject({ ok: false })
    expect(await reviewEvaluation(store, desk(), unit, { project: PROJECT, agreed: true, comment: '' })).toMatchObject({
      ok: false,
    })
    const unsaid = { ...own, results: [] }
    expect(await evaluateProject(store, clerk(), unit, unsaid, '2026-12-31')).toMatchObject({ ok: false })
    expect(await evaluateProject(store, clerk(), unit, own, '2026-12-31')).toEqual({ ok: true })
    expect((await watched('2026-12-31'))?.evaluation?.evaluation.total).toBe(10_000)

    // The disclosure under which it will be shown.
    const secrecy = county.who('secrecy', 'secrecy-review', '甲局')
    for (const id of [unit, county.department])
      for (const [holder, transition] of [
        [publisher(), 'send-to-secrecy'],
        [secrecy, 'clear'],
        [publisher(), 'publish'],
      ] as const)
        expect(await moveBudget(store, holder, id, { transition }, TODAY), transition).toMatchObject({ ok: true })
    const archive = Archive.over(store)
    const shown = async (budget: number) => {
      const [edition] = await archive.editions({ budget })
      return await archive.progress(edition?.departmentId ?? 0, edition?.disclosureId ?? 0)
    }
    expect(await shown(unit)).toEqual([])
    expect(await publishProgress(store, clerk(), unit, PROJECT)).toMatchObject({ ok: false })
    expect(await publishProgress(store, publisher(), unit, PROJECT)).toEqual({ ok: true })
    expect((await shown(unit)).map(({ kind }) => kind)).toEqual(['checkpoint'])
    expect(await publishProgress(store, publisher(), unit, PROJECT)).toMatchObject({ ok: false })

    expect(await reviewEvaluation(store, clerk(), unit, { project: PROJECT, agreed: true, comment: '' })).toMatchObject({
      ok: false,
    })
    expect(await reviewEvaluation(store, desk(), unit, { project: PROJECT, agreed: false, comment: ' ' })).toMatchObject({
      ok: false,
    })
    expect(await reviewEvaluation(store, desk(), unit, { project: PROJECT, agreed: true, comment: '' })).toEqual({ ok: true })
    expect(await publishProgress(store, publisher(), unit, PROJECT)).toEqual({ ok: true })
    for (const budget of [unit, county.department])
      expect(await shown(budget)).toMatchObject([
        {
          kind: 'checkpoint',
          unit: '甲局本级',
          spent: 4_200_000,
          reached: [{ name: '完成任务件数', target: '≥12件', value: '3件' }, {}, {}],
        },
        { kind: 'evaluation', evaluation: { total: 10_000 } },
        { kind: 'review', evaluation: { agreed: true } },
      ])
  }, 900_000)

  test('a project that is renamed keeps what was said of it, by its code', async () => {
    const { store, unit } = county
    const renamed = '示例项目（改名后）'
    const { ledger } = await store.db
      .selectFrom('budget_version')
      .innerJoin('budget', (join) =>
        join.onRef('budget.id', '=', 'budget_version.budget_id').onRef('budget.approved', '=', 'budget_version.n'),
      )
      .select('budget_version.ledger')
      .where('budget.id', '=', unit)
      .executeTakeFirstOrThrow()
    expect(readLedgerText(ledger).projects).toMatchObject([{ name: PROJECT, code: '9992026P0001' }])
    const before = await watched('2026-12-31')
    await store.db
      .updateTable('budget_version')
      .set({ ledger: ledger.replaceAll(PROJECT, renamed) })
      .where('budget_id', '=', unit)
      .execute()
    const [budget] = await watchProgress(store, desk(), { today: '2026-12-31' })
    const after = budget?.projects.find(({ name }) => name === renamed)
    expect(after?.records).toEqual(before?.records)
    expect(after?.evaluation).toEqual(before?.evaluation)
    expect(after?.records).not.toEqual([])

    // What is said under the new name takes the place of what was said under the old one, and the public finds it under both.
    const more = { ...said, project: renamed, spent: 4_300_000 }
    expect(await recordProgress(store, clerk(), unit, more, '2026-04-03')).toEqual({ ok: true })
    expect(await publishProgress(store, publisher(), unit, renamed)).toEqual({ ok: true })
    const archive = Archive.over(store)
    const [edition] = await archive.editions({ budget: unit })
    const shown = await archive.progress(edition?.departmentId ?? 0, edition?.disclosureId ?? 0)
    expect(shown.filter(({ kind }) => kind === 'checkpoint')).toMatchObject([{ project: renamed, spent: 4_300_000 }])
    for (const name of [PROJECT, renamed]) expect(shown.every((each) => isOfProject(each, name))).toBe(true)
  })

  test('a code that two projects have tells of neither: what is said of one is never shown at the other', async () => {
    const { store, unit } = county
    const { ledger } = await store.db
      .selectFrom('budget_version')
      .select('ledger')
      .where('budget_id', '=', unit)
      .orderBy('n', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    const read = readLedgerText(ledger)
    const [project] = read.projects
    if (project === undefined) throw new Error('a project')
    const twin = { ...project, name: '另一项目' }
    const codes = (projects: typeof read.projects) => approvedProjects({ ...read, projects }).map(({ code }) => code)
    expect(codes([project, { ...twin, code: 'B' }])).toEqual([project.code, 'B'])
    expect(codes([project, twin])).toEqual(['', ''])
  })

  test('a text that is too long is refused, not cut', async () => {
    const { store, unit } = county
    const long = { ...said, project: '示例项目（改名后）', explanation: '因'.repeat(1001) }
    const kept = await recordProgress(store, clerk(), unit, long, '2026-04-04')
    expect(kept.ok ? '' : kept.refusals[0]?.zh).toContain('最多1000字，现有1001字')
  })

  test('the database itself lets no unit write the review, and nobody write what is public', async () => {
    const { store, unit } = county
    const { path } = await store.db.selectFrom('budget').select('path').where('id', '=', unit).executeTakeFirstOrThrow()
    const row = { budget_id: unit, path, year: 2026, project: PROJECT, checkpoint: '审核', spent: 0, actual: '[]' } as const
    for (const [holder, values] of [
      [clerk(), { ...row, kind: 'review', actor: 'clerk' }],
      [desk(), { ...row, kind: 'evaluation', actor: 'performance' }],
      [clerk(), { ...row, kind: 'checkpoint', actor: 'clerk', public: true }],
      [clerk(), { ...row, kind: 'checkpoint', actor: 'head' }],
    ] as const)
      await expect(
        actAt(store, holder, (tx) => tx.insertInto('progress').values(values).execute()),
        JSON.stringify(values),
      ).rejects.toSatisfy(isDenied)
  })
})
