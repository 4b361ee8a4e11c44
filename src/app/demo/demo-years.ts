import type { EventKind } from '../../ledger/workflow/guards.ts'
import { plannedAsControl } from '../../ledger/workflow/control.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { addComment } from '../compile/comments.ts'
import { setControl } from '../compile/control-figures.ts'
import { openCycle, recordEvent, setCycleSettings } from '../compile/cycles.ts'
import { publishProgress, recordProgress } from '../compile/progress.ts'
import { COUNTY, type DemoDepartment, DEPARTMENTS, WATER } from './demo-county.ts'
import { demoLedger } from './demo-ledger.ts'
import { demoSettings } from './demo-settings.ts'
import { DemoFault, type DemoPlay } from './demo-play.ts'
import type { DemoUnit } from './demo-unit.ts'

/** Opens a year, in June of the one before (预算法实施条例 art. 25). */
async function open(play: DemoPlay, year: number): Promise<number> {
  const day = `${year - 1}-06-19`
  play.today = day
  const cycle = await openCycle(play.store, play.holder('bureau-budget', COUNTY), year)
  if (typeof cycle === 'string') throw new DemoFault(`the year ${year} was not opened: ${cycle}`)
  await happened(play, cycle, 'opened', day, `青财预〔${year - 1}〕18号（演示）`)
  const refused = await setCycleSettings(play.store, play.holder('bureau-budget', COUNTY), cycle, demoSettings(year))
  if (refused !== null) throw new DemoFault(`the settings of ${year} were refused: ${refused}`)
  return cycle
}

async function happened(play: DemoPlay, cycle: number, kind: EventKind, day: string, document: string): Promise<void> {
  play.today = day
  const event = { cycle, kind, day, document, note: '' }
  const refused = await recordEvent(play.store, play.holder('bureau-budget', COUNTY), event, play.today)
  if (refused !== null) throw new DemoFault(`${kind} was not recorded: ${refused}`)
}

/** 一上: written, handed in, and passed up to the given step. */
async function firstDraft(
  play: DemoPlay,
  unit: DemoUnit,
  year: number,
  ...passes: Parameters<DemoPlay['steps']>[2]
): Promise<void> {
  const clerk = play.holder('unit-clerk', unit.name)
  await play.write(clerk, await play.budget(unit.name, year), () => demoLedger(unit, year))
  await play.steps(unit.name, year, ['submit-first', ...passes])
}

const FIRST_PASSES = ['pass-first-unit', 'pass-first-department', 'pass-first-bureau', 'pass-performance'] as const

/** 一下: control figures, `less` fen below what was asked for projects. */
async function control(play: DemoPlay, unit: DemoUnit, year: number, less = 0): Promise<void> {
  const asked = plannedAsControl(demoLedger(unit, year).lines)
  const figures = asked.map((figure) => (figure.nature === 'project' ? { ...figure, amount: figure.amount - less } : figure))
  const set = await setControl(play.store, play.holder('bureau-budget', COUNTY), await play.budget(unit.name, year), {
    figures,
    reason: less === 0 ? '按一上建议数核定' : '财力有限，项目支出压减后核定',
  })
  if (!set.ok) throw new DemoFault(`control figures of ${unit.name}: ${set.why}`)
  await play.step(unit.name, year, 'issue-control')
}

/** A unit from its first draft to the compiled budget. */
async function compiled(play: DemoPlay, unit: DemoUnit, year: number): Promise<void> {
  play.today = `${year - 1}-09-16`
  await firstDraft(play, unit, year, ...FIRST_PASSES)
  play.today = `${year - 1}-11-12`
  await control(play, unit, year)
  play.today = `${year - 1}-12-03`
  await play.steps(unit.name, year, [
    'submit-second',
    'pass-second-unit',
    'pass-second-department',
    'pass-second-bureau',
    'compile',
  ])
}

/** The words of a department's own budget, on top of what its units plan. */
function departmentWords({ mission, units }: DemoDepartment, year: number): (now: Ledger) => Ledger {
  const [first] = units
  if (first === undefined) throw new DemoFault('a department without units')
  const { words, glossary, staff, offices } = demoLedger(first, year)
  const goals = units.flatMap(({ projects }) => projects.flatMap((each) => each.goals)).join('\n')
  return (now) => ({ ...now, staff, offices, glossary, words: { ...words, mission, 'part-goals': goals }, questions: [] })
}

/** A department and its units, from the drafts to the approval of each. */
async function approved(play: DemoPlay, department: DemoDepartment, year: number, cycle: () => Promise<void>): Promise<void> {
  for (const unit of department.units) await compiled(play, unit, year)
  const finance = play.holder('department-finance', department.name)
  await play.write(finance, await play.budget(department.name, year), departmentWords(department, year), [
    'basic',
    'words',
    'glossary',
    'questions',
  ])
  await play.step(department.name, year, 'collect')
  await cycle()
  play.today = `${year}-02-06`
  await play.step(department.name, year, 'approve-department', { document: `青财预〔${year}〕${department.code.slice(-1)}号` })
  play.today = `${year}-02-14`
  const number = `${department.name.slice(3, 5)}财〔${year}〕2号`
  for (const unit of department.units) await play.step(unit.name, year, 'approve-unit', { document: number })
}

async function published(play: DemoPlay, name: string, year: number, stage: 'budget' | 'final' = 'budget'): Promise<void> {
  await play.steps(
    name,
    year,
    stage === 'budget' ? ['send-to-secrecy', 'clear', 'publish'] : ['send-final-to-secrecy', 'clear-final', 'publish-final'],
  )
}

/** What was spent of a budget in the end: a little less of most, and of projects what was finished. */
function executed(ledger: Ledger): Ledger {
  const spent = (amount: number, i: number): number => Math.round((amount * (982 + ((i * 7) % 18))) / 1000 / 10_000) * 10_000
  return { ...ledger, lines: ledger.lines.map((line, i) => ({ ...line, amount: spent(line.amount, i) })) }
}

/** A whole year of one department, with its final account: made before there were the others. */
export async function firstYear(play: DemoPlay): Promise<void> {
  const year = 2025
  const cycle = await open(play, year)
  await approved(play, WATER, year, () => happened(play, cycle, 'congress-approved', `${year}-01-17`, `青人发〔${year}〕4号`))
  play.today = `${year}-02-24`
  for (const name of [WATER.name, ...WATER.units.map((unit) => unit.name)]) await published(play, name, year)
  play.today = `${year + 1}-03-10`
  for (const { name } of WATER.units) {
    await play.step(name, year, 'begin-final')
    await play.write(play.holder('unit-clerk', name), await play.budget(name, year), executed)
    await play.steps(name, year, ['submit-final', 'pass-final-unit', 'pass-final-department', 'compile-final'])
  }
  await play.steps(WATER.name, year, ['begin-department-final', 'collect-final'])
  await happened(play, cycle, 'final-congress-approved', `${year + 1}-07-28`, `青人常发〔${year + 1}〕11号`)
  play.today = `${year + 1}-08-05`
  await play.step(WATER.name, year, 'approve-department-final', { document: `青财决〔${year + 1}〕3号` })
  play.today = `${year + 1}-08-12`
  for (const { name } of WATER.units) await play.step(name, year, 'approve-unit-final', { document: `水务财〔${year + 1}〕6号` })
  const [first] = WATER.units
  play.today = `${year + 1}-08-18`
  for (const name of [WATER.name, first?.name ?? '']) await published(play, name, year, 'final')
}

/** The year that runs: one department published with a correction, one approved and not yet published, one published. */
export async function runningYear(play: DemoPlay): Promise<void> {
  const year = 2026
  const cycle = await open(play, year)
  let isRecorded = false
  const congress = async (): Promise<void> => {
    if (!isRecorded) await happened(play, cycle, 'congress-approved', `${year}-01-16`, `青人发〔${year}〕3号`)
    isRecorded = true
  }
  for (const department of DEPARTMENTS) await approved(play, department, year, congress)
  const [education] = DEPARTMENTS
  const unit = education?.units[0]?.name ?? ''
  play.today = `${year}-02-20`
  for (const name of [education?.name ?? '', unit, WATER.name]) await published(play, name, year)
  play.today = `${year}-04-08`
  await play.step(unit, year, 'begin-correction', { reason: '内设机构漏列“学生资助管理中心”，予以更正' })
  const named = (now: Ledger): Ledger => ({
    ...now,
    offices: 6,
    words: { ...now.words, offices: `${now.words['offices'] ?? ''}、学生资助管理中心` },
  })
  await play.write(play.holder('unit-clerk', unit), await play.budget(unit, year), named)
  await play.step(unit, year, 'submit-correction')
  await play.step(unit, year, 'approve-correction', { document: `教育财〔${year}〕9号` })
  await published(play, unit, year)
}

/** What was reached of two projects by the checkpoints of the running year; one of them is behind its plan, and says why. */
export async function progress(play: DemoPlay): Promise<void> {
  const { name, projects } = unitOf('301001')
  const budget = await play.budget(name, 2026)
  const clerk = play.holder('unit-clerk', name)
  for (const [i, project] of projects.entries()) {
    const total = Object.values(project.money).reduce((sum, yuan) => sum + yuan, 0)
    for (const [checkpoint, day, part] of [
      ['3月底', '2026-03-31', i === 0 ? 6 : 16],
      ['6月底', '2026-06-30', i === 0 ? 38 : 47],
      ['9月底', '2026-09-30', i === 0 ? 74 : 76],
    ] as const) {
      const said = {
        project: project.name,
        checkpoint,
        spent: Math.round((total * part) / 100) * 100,
        values: project.indicators.map(([, , , value]) => value.replace(/^[≥≤＝]/u, '')),
        explanation: i === 0 ? '设备招标晚于计划，7月起按合同支付，年底前可完成' : '',
      }
      const kept = await recordProgress(play.store, clerk, budget, said, day)
      if (!kept.ok) throw new DemoFault(`${project.name}, ${checkpoint}: ${kept.refusals.map(({ zh }) => zh).join(' ')}`)
    }
    const shown = await publishProgress(play.store, play.holder('budget-publisher', name), budget, project.name)
    if (!shown.ok) throw new DemoFault(`${project.name}: ${shown.refusals.map(({ zh }) => zh).join(' ')}`)
  }
}

/** The next year, in the middle of its drafts: every unit stands somewhere else. */
export async function nextYear(play: DemoPlay): Promise<void> {
  const year = 2027
  const cycle = await open(play, year)
  await happened(play, cycle, 'congress-session', '2027-01-18', '青人常办〔2026〕31号')
  const [overControl, returned, awaiting] = [unitOf('301001'), unitOf('301002'), unitOf('301003')]
  const [drafting, handedIn, atPerformance, second] = [unitOf('302001'), unitOf('302002'), unitOf('303001'), unitOf('303002')]
  play.today = '2026-09-22'
  await firstDraft(play, overControl, year, ...FIRST_PASSES)
  await firstDraft(play, second, year, ...FIRST_PASSES)
  await firstDraft(play, awaiting, year, ...FIRST_PASSES)
  await firstDraft(play, atPerformance, year, 'pass-first-unit', 'pass-first-department', 'pass-first-bureau')
  await firstDraft(play, handedIn, year, 'pass-first-unit')
  await returnedWithComments(play, returned, year)
  // Begun: people and running costs are there, projects and words are last year's.
  await play.write(
    play.holder('unit-clerk', drafting.name),
    await play.budget(drafting.name, year),
    () => demoLedger(drafting, year),
    ['basic', 'people', 'lines'],
  )
  play.today = '2026-11-13'
  await control(play, overControl, year, 30_000_000)
  await control(play, second, year)
  play.today = '2026-11-24'
  await play.steps(second.name, year, ['submit-second', 'pass-second-unit', 'pass-second-department'])
}

function unitOf(code: string): DemoUnit {
  const found = DEPARTMENTS.flatMap(({ units }) => units).find((unit) => unit.code === code)
  if (found === undefined) throw new DemoFault(`no unit ${code}`)
  return found
}

async function returnedWithComments(play: DemoPlay, unit: DemoUnit, year: number): Promise<void> {
  await firstDraft(play, unit, year, 'pass-first-unit')
  const budget = await play.budget(unit.name, year)
  const reviewer = play.holder('department-finance', unit.name)
  const draft = await play.draft(reviewer, budget)
  const line = draft.lines.find(
    ({ texts }) => (texts['economic'] ?? '').startsWith('30206') && (texts['fund'] ?? '').includes('教育收费'),
  )
  const comments = [
    {
      target: { kind: 'cell', sheet: 'lines', row: line?.id ?? '', field: 'amount' },
      text: '教育收费安排的电费比上年多，请说明测算依据。',
    },
    {
      target: { kind: 'project', project: unit.projects[0]?.name ?? '' },
      text: '新建6间实验室已含上年2间，数量指标请按本年新建填写。',
    },
    { target: { kind: 'budget' }, text: '请把新高考实验操作考查的文件附在项目依据中。' },
  ]
  for (const comment of comments) {
    const said = await addComment(play.store, reviewer, budget, comment)
    if (typeof said === 'string') throw new DemoFault(`a comment on ${unit.name}: ${said}`)
  }
  await play.step(unit.name, year, 'return-first-department', { reason: '测算依据不足，实验室数量指标口径不清，见三条意见' })
}
