import { CODE_ROWS } from '../../src/catalogue/code-lists.ts'
import { type CodeList, lookup } from '../../src/catalogue/codes.ts'
import { BLANK_LINE, type Ledger, type LedgerProject, type Line } from '../../src/ledger/ledger.ts'
import { Random } from '../nation/random.ts'

/** What a synthetic unit is made of. */
export interface UnitWish {
  readonly name: string
  readonly code: string
  readonly year: number
  readonly lines: number
  readonly seed: string
  /** Fen that it pays a unit below it, and that it gets from the one above. */
  readonly pays: number
  readonly gets: number
}

const INDICATORS = [
  ['产出指标', '数量指标', '完成任务件数', '≥12件'],
  ['效益指标', '社会效益指标', '办结率', '≥95%'],
  ['满意度指标', '服务对象满意度指标', '服务对象满意度', '≥90%'],
] as const

/** The ledger of a synthetic unit: as many lines as wished, with codes that the year has, one in three a project's. The same for the same seed. */
export function unitLedger({ name, code, year, lines, seed, pays, gets }: UnitWish): Ledger {
  const random = new Random(seed, name)
  const functions = codesOf('function', 7, year)
  // What administrative units spend: wages and goods; classes of enterprises are not theirs.
  const classes = codesOf('economic', 5, year).filter((each) => /^30[123]/u.test(each))
  const own = random.some(functions, 12)
  const projects = Array.from({ length: Math.max(1, Math.round(lines / 30)) }, (_, i) => `${name}项目${i + 1}`)
  const transfers: Line[] = [
    ...(pays === 0 ? [] : [line({ function: own[0] ?? '', economic: '30399', nature: 'subsidy', amount: pays })]),
    ...(gets === 0 ? [] : [line({ fund: 'superior-subsidy', function: own[0] ?? '', economic: '30201', amount: gets })]),
  ]
  const spending = Array.from({ length: Math.max(0, lines - transfers.length) }, (): Line => {
    const project = random.below(3) === 0 ? random.pick(projects) : ''
    const economic = random.pick(classes)
    return line({
      fund: random.below(12) === 0 ? 'business' : 'general',
      function: random.pick(own),
      economic,
      project,
      origin: random.below(20) === 0 ? 'carried' : 'this-year',
      amount: random.between(1, 500_000) * 100,
      note: random.below(4) === 0 ? `第${random.between(1, 99)}项，据上年执行` : '',
    })
  })
  return {
    department: { code, name },
    year,
    stage: 'budget',
    place: 'hebei',
    scope: 'unit',
    staff: random.between(5, 80),
    offices: random.between(1, 8),
    units: [{ code, name, kind: '行政', grade: '正科级', funding: '财政拨款' }],
    lines: [...transfers, ...spending],
    lastYear: [],
    projects: projects.map((each) => projectOf(each)),
    procurement: [],
    people: [],
    assets: [],
    words: {},
    glossary: [],
    questions: [],
  }
}

function line(said: Partial<Line>): Line {
  return { ...BLANK_LINE, fund: 'general', ...said }
}

function projectOf(name: string): LedgerProject {
  return {
    code: '',
    name,
    function: '',
    purpose: `为完成${name}，所需资金{budget}，列入{year}年度预算。`,
    plan: [
      { checkpoint: '6月底', value: 45 },
      { checkpoint: '12月底', value: 100 },
    ],
    goals: ['完成年度任务'],
    indicators: INDICATORS.map(([level1, level2, level3, value]) => ({
      level1,
      level2,
      level3,
      value,
      description: '',
      basis: '',
    })),
    until: null,
  }
}

const known = new Map<string, readonly string[]>()

function codesOf(list: CodeList, length: number, year: number): readonly string[] {
  const key = `${list}/${length}/${year}`
  const found =
    known.get(key) ??
    CODE_ROWS[list].flatMap(({ code }) => (code.length === length && lookup(list, code, year) !== null ? [code] : []))
  known.set(key, found)
  return found
}
