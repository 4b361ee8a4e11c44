import { describe, expect, test } from 'vitest'
import { exampleLedger } from '../../../src/ledger/example-ledger.ts'
import type { Ledger } from '../../../src/ledger/ledger.ts'
import { type EventKind, GUARD_IDS, type GuardContext, type GuardId, judgeGuards } from '../../../src/ledger/workflow/guards.ts'
import { decisionToName, revisionOf, withDecision } from '../../../src/ledger/workflow/revisions.ts'

const LEDGER = exampleLedger(2026)
const PROJECT = LEDGER.projects[0]?.name ?? ''

const CONTEXT: GuardContext = {
  actor: '甲',
  today: '2026-02-01',
  year: 2026,
  ledger: LEDGER,
  problems: [],
  errors: [],
  approved: null,
  authors: [],
  moves: [],
  control: [],
  library: [],
  openComments: 0,
  events: [],
  day: null,
  document: null,
  unitStates: [],
  departmentState: null,
  departmentDay: null,
  departmentFinalDay: null,
}

/** An event that was recorded on a day. */
const on = (kind: EventKind, day = '2026-01-20', document = '某人常发〔2026〕2号') => ({ events: [{ kind, day, document }] })

const wrong = { zh: '《收支明细》第2行', en: 'row 2' }

/** The example with every line of this year's own money changed, line by line. */
function withAmounts(change: (amount: number, index: number) => number): Ledger {
  return { ...LEDGER, lines: LEDGER.lines.map((line, i) => ({ ...line, amount: change(line.amount, i) })) }
}

const indicators = ['产出指标', '效益指标', '满意度指标'].map((level1) => ({
  level1,
  level2: '',
  level3: '某数',
  description: '',
  value: '1个',
  basis: '',
}))
const COMPLETE: Ledger = { ...LEDGER, projects: LEDGER.projects.map((project) => ({ ...project, indicators })) }
const blanked = indicators.map((indicator, i) => (i === 0 ? { ...indicator, value: ' ' } : indicator))
const WITHOUT_VALUE: Ledger = { ...LEDGER, projects: LEDGER.projects.map((project) => ({ ...project, indicators: blanked })) }
const PLENTY = ['personnel', 'running', 'project'].map((nature) => ({
  fund: 'general',
  nature,
  project: '',
  amount: 100_000_000,
}))
const virement = { moves: [{ transition: 'begin-virement', actor: '甲' }], approved: LEDGER } as const
const supplement = { moves: [{ transition: 'begin-supplement', actor: '甲' }], approved: LEDGER } as const
const adjustment = { moves: [{ transition: 'begin-adjustment', actor: '甲' }] } as const

const DECIDED = on('adjustment-approved')
const DECIDED_TWICE = [...on('adjustment-approved', '2026-09-25', '某人常发〔2026〕8号').events, ...DECIDED.events]
const APPROVED_BY_FIRST = {
  transition: 'approve-revision',
  actor: '乙',
  document: '某财预〔2026〕9号（某人常发〔2026〕2号）',
} as const
/** An adjustment that was approved, and another one under way. */
const AGAIN = [...adjustment.moves, APPROVED_BY_FIRST, ...adjustment.moves]

type Example = Partial<GuardContext>

/** What each guard lets through, and what it stops: with what it says then. */
const EXAMPLES: Readonly<
  Record<GuardId, { readonly holds: readonly Example[]; readonly fails: readonly (readonly [Example, string])[] }>
> = {
  readable: {
    holds: [{}],
    fails: [
      [{ problems: [wrong] }, '第2行'],
      [{ problems: [wrong, wrong] }, '有2处读不懂'],
    ],
  },
  lawful: {
    holds: [{}],
    fails: [
      [{ errors: [wrong] }, '第2行'],
      [{ errors: [wrong, wrong] }, '有2处错误'],
    ],
  },
  'in-library': {
    holds: [{ library: [PROJECT] }, { ledger: { ...LEDGER, lines: [] } }],
    fails: [[{ library: ['别的'] }, PROJECT]],
  },
  'targets-complete': {
    holds: [{ ledger: COMPLETE }, { ledger: { ...LEDGER, projects: [] } }],
    fails: [
      [{ ledger: LEDGER }, '效益'],
      [{ ledger: WITHOUT_VALUE }, '产出'],
    ],
  },
  'within-control': {
    holds: [{ control: PLENTY }, { ledger: { ...LEDGER, lines: [] } }],
    fails: [
      [{}, '超过控制数'],
      [{ control: PLENTY.map((figure) => ({ ...figure, amount: 1 })) }, '超'],
      [
        { control: [...PLENTY, { fund: 'general', nature: 'project', project: PROJECT, amount: 19_999_999 }] },
        `项目“${PROJECT}”超0.01元`,
      ],
    ],
  },
  'has-control': { holds: [{ control: PLENTY }], fails: [[{}, '控制数']] },
  'comments-settled': { holds: [{}], fails: [[{ openComments: 2 }, '2条意见']] },
  'not-own': { holds: [{ authors: ['乙'] }], fails: [[{ authors: ['乙', '甲'] }, '自己']] },
  'not-sender': {
    holds: [
      { moves: [{ transition: 'send-to-secrecy', actor: '乙' }] },
      // Who sent it once before may clear what another one has sent since.
      {
        moves: [
          { transition: 'send-to-secrecy', actor: '甲' },
          { transition: 'send-to-secrecy', actor: '乙' },
        ],
      },
    ],
    fails: [
      [{ moves: [{ transition: 'send-to-secrecy', actor: '甲' }] }, '自己送审'],
      [{ moves: [{ transition: 'send-final-to-secrecy', actor: '甲' }] }, '自己送审'],
    ],
  },
  'not-clearer': {
    holds: [{ moves: [{ transition: 'clear', actor: '乙' }] }],
    fails: [
      [{ moves: [{ transition: 'clear', actor: '甲' }] }, '自己审查'],
      [{ moves: [{ transition: 'clear-final', actor: '甲' }] }, '自己审查'],
    ],
  },
  'congress-approved': {
    holds: [
      on('congress-approved'),
      { ...on('congress-approved'), day: '2026-01-20' },
      // Recorded again, with another day: a document may rest on either.
      { events: [...on('congress-approved', '2026-02-10').events, ...on('congress-approved').events], day: '2026-01-25' },
    ],
    fails: [
      [on('congress-session'), '人大批准预算'],
      [{ ...on('congress-approved'), day: '2026-01-19' }, '2026-01-19早于人大批准预算的日期2026-01-20'],
    ],
  },
  'final-congress-approved': {
    holds: [on('final-congress-approved')],
    fails: [
      [on('congress-approved'), '批准决算'],
      [{ ...on('final-congress-approved'), day: '2026-01-01' }, '早于人大常委会批准决算'],
    ],
  },
  'adjustment-approved': {
    holds: [
      { ...virement },
      { ...adjustment, ...DECIDED },
      { ...adjustment, ...DECIDED, day: '2026-01-20', document: '某财预〔2026〕9号（某人常发〔2026〕2号）' },
      // Brackets and spaces are typed as it comes.
      { ...adjustment, ...DECIDED, document: '某财预[2026]9号，依据 某人常发 [2026] 2号' },
      // The second of the year, on a decision of its own.
      { moves: AGAIN, events: DECIDED_TWICE },
      { moves: AGAIN, events: DECIDED_TWICE, day: '2026-09-28', document: '某财预〔2026〕30号（某人常发〔2026〕8号）' },
      // A supplement before it used up nothing.
      { moves: [...supplement.moves, APPROVED_BY_FIRST, ...adjustment.moves], ...DECIDED },
      // What was approved before numbers were asked for rests on the first decision, and on no other.
      {
        moves: [...adjustment.moves, { ...APPROVED_BY_FIRST, document: '某财预〔2026〕9号' }, ...adjustment.moves],
        events: DECIDED_TWICE,
      },
    ],
    fails: [
      [adjustment, '没有登记人大常委会批准预算调整'],
      [
        { ...adjustment, ...DECIDED, day: '2026-01-19', document: '某人常发〔2026〕2号' },
        '早于人大常委会批准预算调整的日期2026-01-20',
      ],
      [{ ...adjustment, ...DECIDED, document: '某财预〔2026〕9号' }, '“某财预〔2026〕9号（某人常发〔2026〕2号）”'],
      [{ ...adjustment, ...DECIDED, document: '某人常发〔2026〕12号' }, '可用的决定：某人常发〔2026〕2号'],
      [{ moves: AGAIN, ...DECIDED }, '另有决定'],
      [{ moves: AGAIN, events: [...DECIDED.events, ...DECIDED.events] }, '另有决定'],
      [
        { moves: AGAIN, events: DECIDED_TWICE, document: '某财预〔2026〕30号（某人常发〔2026〕2号）' },
        '可用的决定：某人常发〔2026〕8号',
      ],
      [
        {
          moves: [...adjustment.moves, { ...APPROVED_BY_FIRST, document: '某财预〔2026〕9号' }, ...adjustment.moves],
          ...DECIDED,
        },
        '另有决定',
      ],
    ],
  },
  'before-approval': { holds: [{}], fails: [[on('congress-approved'), '不能再退回']] },
  'before-final-approval': {
    holds: [{}, on('congress-approved')],
    fails: [[on('final-congress-approved'), '已经批准决算，不能再退回']],
  },
  'before-handing-in': {
    holds: [{ departmentState: null }, { departmentState: 'collecting' }, { departmentState: 'published' }],
    fails: [[{ departmentState: 'before-congress' }, '其中没有本单位']],
  },
  'units-compiled': {
    holds: [{ unitStates: ['before-congress', 'before-congress'] }],
    fails: [
      [{ unitStates: ['before-congress', 'second-draft'] }, '1个所属单位'],
      [{ unitStates: [] }, '所属单位'],
    ],
  },
  'units-final': {
    holds: [{ unitStates: ['final-before-congress', 'final-published', 'final-bureau-review'] }],
    fails: [
      [{ unitStates: ['final-before-congress', 'published'] }, '1个所属单位'],
      [{ unitStates: [] }, '所属单位'],
    ],
  },
  'units-final-passed': {
    holds: [
      { unitStates: ['final-before-congress', 'final-before-congress'] },
      // Approved by the bureau before its department's, while that was the way.
      { unitStates: ['final-before-congress', 'final-approved', 'final-secrecy-review', 'final-published'] },
    ],
    fails: [
      [{ unitStates: ['final-before-congress', 'final-bureau-review'] }, '1个所属单位'],
      [{ unitStates: [] }, '所属单位'],
    ],
  },
  'department-approved': {
    holds: [
      { departmentState: 'approved' },
      { departmentState: 'final-before-congress' },
      { departmentState: 'published', departmentDay: '2026-02-20', day: '2026-02-20' },
    ],
    fails: [
      [{ departmentState: 'approved', departmentDay: '2026-02-20', day: '2026-02-19' }, '早于财政批复的日期2026-02-20'],
      [{ departmentState: 'before-congress' }, '没有批复'],
      [{ departmentState: null }, '没有批复'],
    ],
  },
  'department-final-approved': {
    holds: [
      { departmentState: 'final-approved' },
      { departmentState: 'final-published', departmentFinalDay: '2027-08-05', day: '2027-08-05' },
    ],
    fails: [
      [{ departmentState: 'final-before-congress' }, '没有批复部门决算'],
      [{ departmentState: null }, '没有批复部门决算'],
      [
        { departmentState: 'final-approved', departmentFinalDay: '2027-08-05', day: '2027-08-04' },
        '早于财政批复部门决算的日期2027-08-05',
      ],
    ],
  },
  'money-unchanged': {
    holds: [
      { approved: LEDGER },
      { approved: { ...LEDGER, lines: LEDGER.lines.toReversed().map((line) => ({ ...line, note: '别的备注' })) } },
      // Two lines of one slice that are one now.
      { approved: { ...LEDGER, lines: [...LEDGER.lines, ...LEDGER.lines] }, ledger: withAmounts((amount) => amount * 2) },
    ],
    fails: [
      [{ approved: null }, '更正不能改动'],
      [{ approved: withAmounts((amount, i) => (i === 0 ? amount + 1 : amount)) }, '更正不能改动'],
    ],
  },
  'of-its-kind': {
    holds: [
      { ...virement, ledger: withAmounts((amount, i) => amount + (i === 0 ? 5 : i === 1 ? -5 : 0)) },
      { ...supplement, ledger: withAmounts((amount, i) => amount + (i === 0 ? 5 : 0)) },
    ],
    fails: [
      [{ ...virement, ledger: withAmounts((amount) => amount + 1) }, '调剂不改变'],
      [{ ...supplement, ledger: withAmounts((amount, i) => amount + (i === 0 ? 5 : i === 1 ? -5 : 0)) }, '应改变总额'],
      [{ ...adjustment, approved: LEDGER }, '应改变总额'],
      [{ approved: LEDGER }, '没有正在办理'],
    ],
  },
  'year-ended': { holds: [{ today: '2027-01-01' }], fails: [[{ today: '2026-12-31' }, '还没有结束']] },
}

describe('guards', () => {
  test.each(GUARD_IDS)('%s holds and fails', (guard) => {
    const { holds, fails } = EXAMPLES[guard]
    expect(holds.length).toBeGreaterThan(0)
    expect(fails.length).toBeGreaterThan(0)
    for (const own of holds) expect(judgeGuards([guard], { ...CONTEXT, ...own })).toEqual([])
    for (const [own, words] of fails) {
      const said = judgeGuards([guard], { ...CONTEXT, ...own })
      expect(said).toHaveLength(1)
      expect(said[0]?.zh).toContain(words)
      expect(said[0]?.en).toMatch(/^[^\u4e00-\u9fff]*[A-Za-z]/u)
    }
  })

  test('all that fail are told at once, in their order', () => {
    const said = judgeGuards(['readable', 'has-control', 'comments-settled', 'year-ended'], {
      ...CONTEXT,
      problems: [wrong],
      openComments: 1,
    })
    const begin = ['《收支明细》', '还没有设定控制数', '还有1条意见', '2026年度还没有结束']
    expect(said.map(({ zh }) => zh)).toEqual(begin.map((text) => expect.stringContaining(text)))
  })

  test('the newest beginning says which revision is under way', () => {
    expect(revisionOf(CONTEXT)).toBeNull()
    expect(
      revisionOf({
        moves: [
          { transition: 'begin-virement', actor: '甲' },
          { transition: 'approve-revision', actor: '乙' },
          { transition: 'begin-supplement', actor: '甲' },
          { transition: 'submit-revision', actor: '甲' },
        ],
      }),
    ).toBe('begin-supplement')
  })
})

describe('the decision that an approval names', () => {
  test('is offered where an adjustment is under way: those that are free, the earliest first, and how it is named', () => {
    expect(decisionToName({ ...CONTEXT, ...adjustment, events: DECIDED_TWICE })?.documents).toEqual([
      '某人常发〔2026〕2号',
      '某人常发〔2026〕8号',
    ])
    const again = decisionToName({ ...CONTEXT, moves: AGAIN, events: DECIDED_TWICE })
    expect(again?.documents).toEqual(['某人常发〔2026〕8号'])
    expect(again?.hint.zh).toContain('某财预〔2026〕31号（某人常发〔2026〕8号）')
    expect(decisionToName({ ...CONTEXT, ...supplement, events: DECIDED_TWICE })).toBeNull()
    expect(decisionToName({ ...CONTEXT, moves: AGAIN, ...DECIDED })).toBeNull()
  })

  test('is added to a number that does not name it, and to nothing where the number is missing', () => {
    expect(withDecision('某财预〔2026〕9号', '某人常发〔2026〕2号')).toBe('某财预〔2026〕9号（某人常发〔2026〕2号）')
    expect(withDecision('某财预〔2026〕9号（某人常发[2026]2号）', '某人常发〔2026〕2号')).toBe(
      '某财预〔2026〕9号（某人常发[2026]2号）',
    )
    expect(withDecision(' ', '某人常发〔2026〕2号')).toBe(' ')
    expect(withDecision('某财预〔2026〕9号', '')).toBe('某财预〔2026〕9号')
  })
})
