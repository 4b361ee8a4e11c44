import { printFen } from '../../budget/amount.ts'
import type { Words } from '../../budget/finding.ts'
import { nodeName } from '../../catalogue/tree.ts'
import type { Ledger, Line } from '../ledger.ts'
import { compareControl, type ControlFigure } from './control.ts'
import { notBefore, say } from './refusals.ts'
import { judgeDecision, revisionOf } from './revisions.ts'
import type { StateId } from './states.ts'
import type { TransitionId } from './transitions.ts'

/** What must hold before a step. Each says in words why it does not. */
export const GUARD_IDS = [
  'readable',
  'lawful',
  'in-library',
  'targets-complete',
  'within-control',
  'has-control',
  'comments-settled',
  'not-own',
  'not-sender',
  'not-clearer',
  'congress-approved',
  'final-congress-approved',
  'adjustment-approved',
  'before-approval',
  'before-final-approval',
  'before-handing-in',
  'units-compiled',
  'units-final',
  'units-final-passed',
  'department-approved',
  'department-final-approved',
  'money-unchanged',
  'of-its-kind',
  'year-ended',
] as const
export type GuardId = (typeof GUARD_IDS)[number]

/** What happened outside, recorded with its date and document: deadlines and steps depend on it. */
export const EVENT_KINDS = [
  'opened',
  'totals-reported',
  'first-review',
  'congress-session',
  'congress-approved',
  'adjustment-approved',
  'final-congress-approved',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** A recorded event with its day, as 2026-01-31, and the number of its document. */
export interface RecordedEvent {
  readonly kind: EventKind
  readonly day: string
  readonly document: string
}

/** A step that was made. */
export interface Move {
  readonly transition: TransitionId
  readonly actor: string
  /** What it says of its document; empty or absent where it names none. */
  readonly document?: string
}

/** All that a guard may look at. */
export interface GuardContext {
  /** Who would make the step. */
  readonly actor: string
  /** Day of the step, as 2026-01-31. */
  readonly today: string
  readonly year: number
  /** What the draft says. */
  readonly ledger: Ledger
  /** Cells that cannot be read. */
  readonly problems: readonly Words[]
  /** What breaks a law, in the ledger and in what would be printed of it. */
  readonly errors: readonly Words[]
  /** The version that was approved last; null before. */
  readonly approved: Ledger | null
  /** People who wrote in the draft since the last version that was passed on to somebody else's approval. */
  readonly authors: readonly string[]
  /** Steps made so far, the latest last. */
  readonly moves: readonly Move[]
  readonly control: readonly ControlFigure[]
  /** Names of the projects that the library holds as stored (已入库). */
  readonly library: readonly string[]
  readonly openComments: number
  readonly events: readonly RecordedEvent[]
  /** Day of the document that the step names; null where it is only offered, or names none. */
  readonly day: string | null
  /** What the step says of its document: number, and whatever else stands there; null as with the day. */
  readonly document: string | null
  /** States of the department's units; empty for a unit. */
  readonly unitStates: readonly StateId[]
  /** Where the budget of a unit's department stands; null where it has none, or for a department. */
  readonly departmentState: StateId | null
  /** Day of the bureau's document that the department passes on to the unit: that of its own approval, or of the unit's alone where it joined later; null before. */
  readonly departmentDay: string | null
  /** Day of the document by which the department's final account was approved; null before. */
  readonly departmentFinalDay: string | null
}

type Guard = (context: GuardContext) => Words | null

/** Unit states from which a department's budget can be put together. */
const COMPILED: readonly StateId[] = ['before-congress']
/** The final account was approved: it does not change any more. */
const FINAL_APPROVED: readonly StateId[] = ['final-approved', 'final-secrecy-review', 'final-cleared', 'final-published']
/** Department states in which the bureau's approval of the year's budget has been given. */
export const DEPARTMENT_APPROVED: readonly StateId[] = [
  'approved',
  'secrecy-review',
  'cleared',
  'published',
  'correction-draft',
  'correction-review',
  'final-collecting',
  'final-before-congress',
  ...FINAL_APPROVED,
]
/** A department's final account is made of what the bureau has passed alone. Some were approved before their department's, while that was the way. */
const FINAL_PASSED: readonly StateId[] = ['final-before-congress', ...FINAL_APPROVED]
const FINAL_READY: readonly StateId[] = ['final-bureau-review', ...FINAL_PASSED]
/** Groups of indicators that each project's targets need (财预〔2021〕101号). */
const LEVELS = ['产出', '效益', '满意度'] as const

const GUARDS: Readonly<Record<GuardId, Guard>> = {
  readable: ({ problems }) => first(problems, '处读不懂', 'cells cannot be read'),
  lawful: ({ errors }) => first(errors, '处错误', 'errors'),
  'in-library': ({ ledger, library }) => {
    const outside = [...new Set(ledger.lines.map(({ project }) => project))].filter(
      (name) => name !== '' && !library.includes(name),
    )
    return say(
      outside.length === 0,
      `不在项目库中的项目不能安排预算：${outside.join('、')}。请先入库。`,
      `Nothing outside the project library is budgeted: ${outside.join(', ')}. Have it taken into the library first.`,
    )
  },
  'targets-complete': ({ ledger }) => {
    const missing = ledger.projects.flatMap(({ name, indicators }) => {
      const without = LEVELS.filter(
        (level) => !indicators.some(({ level1, value }) => level1.startsWith(level) && value.trim() !== ''),
      )
      return without.length === 0 ? [] : [`${name}（${without.join('、')}）`]
    })
    return say(
      missing.length === 0,
      `绩效目标不完整，缺少指标或指标值：${missing.join('；')}。`,
      `Performance targets are not complete, an indicator or its value is missing: ${missing.join('; ')}.`,
    )
  },
  'has-control': ({ control }) =>
    say(
      control.length > 0,
      '还没有设定控制数。请先填写，再下达。',
      'There are no control figures yet. Set them first, then issue them.',
    ),
  'within-control': ({ ledger, control }) => {
    const over = compareControl(ledger.lines, control).filter(({ left }) => left < 0)
    return say(
      over.length === 0,
      `超过控制数：${over.map((line) => `${nameOf(line).zh}超${yuan(-line.left)}元`).join('；')}。`,
      `Above the control figures: ${over.map((line) => `${nameOf(line).en} by ${yuan(-line.left)} yuan`).join('; ')}.`,
    )
  },
  'comments-settled': ({ openComments }) =>
    say(
      openComments === 0,
      `还有${openComments}条意见没有处理。请先解决，或注明带入下一环节。`,
      `${openComments} comments are open. Resolve them first, or carry them on.`,
    ),
  'not-own': ({ actor, authors }) =>
    say(
      !authors.includes(actor),
      '不能审核自己编制的预算。请由另一人办理。',
      'Nobody approves what he wrote himself. Another person has to.',
    ),
  'not-sender': notMadeBy('不能审查自己送审的内容。请由另一人办理。', 'Nobody clears what he sent himself.', [
    'send-to-secrecy',
    'send-final-to-secrecy',
  ]),
  'not-clearer': notMadeBy('不能公开自己审查的内容。请由另一人办理。', 'Nobody publishes what he cleared himself.', [
    'clear',
    'clear-final',
  ]),
  'congress-approved': happened('congress-approved', '人大批准预算', "the congress's approval of the budget"),
  'final-congress-approved': happened('final-congress-approved', '人大常委会批准决算', 'the approval of the final account'),
  'adjustment-approved': (context) => (revisionOf(context) === 'begin-adjustment' ? judgeDecision(context) : null),
  'before-approval': notYet(
    'congress-approved',
    '人大已经批准，不能再退回。',
    'The congress has approved it: it cannot go back.',
  ),
  'before-final-approval': notYet(
    'final-congress-approved',
    '人大常委会已经批准决算，不能再退回。',
    'The final account has been approved by the congress: it cannot go back.',
  ),
  // Its money would be approved with its department, and stand in no version that the department handed in.
  'before-handing-in': ({ departmentState }) =>
    say(
      departmentState !== 'before-congress',
      '部门预算已汇总上报，其中没有本单位。人大批准前，请先退回部门预算，汇编本单位后由部门重新汇总；人大批准后，请在批复部门之后汇编，再追加批复。',
      "The department's budget has been handed in without this unit. Before the congress approves, return it first, to be collected again once this unit is compiled; after that, compile the unit when its department is approved, and approve it with a document of its own.",
    ),
  'units-compiled': unitsIn(COMPILED, '个所属单位没有汇编完成。', 'units are not compiled yet.'),
  'units-final': unitsIn(
    FINAL_READY,
    '个所属单位的决算没有报到财政。',
    'units have final accounts that have not reached the bureau.',
  ),
  'units-final-passed': unitsIn(
    FINAL_PASSED,
    '个所属单位的决算财政没有审核通过。',
    'units have final accounts that the bureau has not passed yet.',
  ),
  'department-approved': ({ departmentState, departmentDay, day }) =>
    say(
      departmentState !== null && DEPARTMENT_APPROVED.includes(departmentState),
      '财政还没有批复部门。',
      'The bureau has not approved the department yet.',
    ) ?? notBefore(day, departmentDay, '财政批复', "the bureau's approval"),
  'department-final-approved': ({ departmentState, departmentFinalDay, day }) =>
    say(
      departmentState !== null && FINAL_APPROVED.includes(departmentState),
      '财政还没有批复部门决算。',
      "The bureau has not approved the department's final account yet.",
    ) ?? notBefore(day, departmentFinalDay, '财政批复部门决算', "the bureau's approval of the department's final account"),
  'money-unchanged': ({ ledger, approved }) =>
    say(
      approved !== null && moneyOf(ledger.lines) === moneyOf(approved.lines),
      '更正不能改动已批复的金额。要改金额，请走预算调剂、追加或调整。',
      'A correction does not change approved money: that takes a virement, a supplement or an adjustment.',
    ),
  'of-its-kind': (context) => {
    const { ledger, approved } = context
    const kind = revisionOf(context)
    if (approved === null || kind === null)
      return { zh: '没有正在办理的调剂、追加或调整。', en: 'There is no revision under way.' }
    const [before, after] = [totals(approved.lines), totals(ledger.lines)]
    const funds = [...new Set([...before.keys(), ...after.keys()])]
    const changed = funds.filter((fund) => before.get(fund) !== after.get(fund))
    if (kind === 'begin-virement')
      return say(
        changed.length === 0,
        '调剂不改变各类资金的总额。总额有变，请办理追加或调整。',
        'A virement leaves the total of each fund as it is. Where one changes, take a supplement or an adjustment.',
      )
    return say(
      changed.length > 0,
      '追加、调整应改变总额；总额不变的是调剂。',
      'A supplement or an adjustment changes a total: what leaves them all is a virement.',
    )
  },
  'year-ended': ({ today, year }) => say(today > `${year}-12-31`, `${year}年度还没有结束。`, `The year ${year} has not ended.`),
}

/** Why a step cannot be made now; none where it can. */
export function judgeGuards(guards: readonly GuardId[], context: GuardContext): readonly Words[] {
  return guards.map((guard) => GUARDS[guard](context)).filter((said) => said !== null)
}

function first(said: readonly Words[], zh: string, en: string): Words | null {
  const [one] = said
  if (one === undefined) return null
  const more = said.length > 1
  return {
    zh: more ? `有${said.length}${zh}，第一处：${one.zh}` : one.zh,
    en: more ? `${said.length} ${en}; the first: ${one.en}` : one.en,
  }
}

/** That something happened outside, and not after the day of the document that rests on it: where it was recorded several times, on the earliest. */
function happened(kind: EventKind, zh: string, en: string): Guard {
  return ({ events, day }) => {
    const days = events.filter((event) => event.kind === kind).map((event) => event.day)
    return (
      say(days.length > 0, `还没有登记${zh}。`, `Not recorded yet: ${en}.`) ?? notBefore(day, days.toSorted()[0] ?? null, zh, en)
    )
  }
}

/** That something has not happened outside. */
function notYet(kind: EventKind, zh: string, en: string): Guard {
  return ({ events }) => say(!events.some((event) => event.kind === kind), zh, en)
}

/** That a department has units, and all of them stand where they should. The words follow the number of those that do not. */
function unitsIn(states: readonly StateId[], zh: string, en: string): Guard {
  return ({ unitStates }) => {
    const n = unitStates.filter((state) => !states.includes(state)).length
    return say(unitStates.length > 0 && n === 0, `还有${n}${zh}`, `${n} ${en}`)
  }
}

/** The newest of some steps was not made by who would make this one. */
function notMadeBy(zh: string, en: string, steps: readonly TransitionId[]): Guard {
  return ({ actor, moves }) => say(moves.findLast(({ transition }) => steps.includes(transition))?.actor !== actor, zh, en)
}

/** The money of lines, in one text: the same for the same money in any order. */
function moneyOf(lines: readonly Line[]): string {
  const sums = new Map<string, number>()
  for (const { amount, note: _note, ...slice } of lines) {
    const key = JSON.stringify(Object.entries(slice).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    sums.set(key, (sums.get(key) ?? 0) + amount)
  }
  return JSON.stringify([...sums].filter(([, sum]) => sum !== 0).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function totals(lines: readonly Line[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { flow, fund, amount } of lines) if (flow === 'expenditure') sums.set(fund, (sums.get(fund) ?? 0) + amount)
  return sums
}

function nameOf({ fund, nature, project }: ControlFigure): Words {
  const [own, kind] = [nodeName('fund', fund, null), nodeName('nature', nature, null)]
  return {
    zh: `${own.zh}${project === '' ? kind.zh : `项目“${project}”`}`,
    en: `${own.en}, ${project === '' ? kind.en : project}`,
  }
}

function yuan(fen: number): string {
  return printFen(fen, 100, 2, true)
}
