import type { Claim } from '../../budget/claim.ts'
import type { Words } from '../../budget/finding.ts'
import { printedOf, whereOf } from '../describe.ts'
import type { Figures } from './figures.ts'
import type { CrossEquation, Joint, Tie } from './joint.ts'

/** What a document is called in a sentence: its publisher, its year and its stage. */
export function titleOf({ document, year, stage }: Figures): Words {
  const { department, scope } = document.testimony.disclosure
  const name = department.name ?? ''
  const zh = `${name}${year}年${scope === 'unit' ? '单位' : '部门'}${stage === 'final' ? '决算' : '预算'}`
  const kind = `${scope === 'unit' ? 'unit' : 'department'} ${stage === 'final' ? 'final account' : 'budget'}`
  return { zh, en: `the ${year} ${kind} of ${name === '' ? 'an unnamed publisher' : name}` }
}

/** A place with its document: `某某局2024年部门预算《收支总表》“…”行“…”栏`. */
function whereIn(joint: Joint, id: number): Words {
  const claim = claimOf(joint, id)
  const origin = joint.origins[id]
  const [title, where] = [origin === undefined ? { zh: '', en: '' } : titleOf(origin.figures), whereOf(claim)]
  return { zh: `${title.zh}${where.zh}`, en: `${where.en} of ${title.en}` }
}

export function claimOf(joint: Joint, id: number): Claim {
  const claim = joint.claims[id]
  if (claim === undefined) throw new Error(`no claim ${id}`)
  return claim
}

/** Which of the claims is likelier to be wrong, in words. */
export interface Verdict {
  /** The only claim that its own document does not prove, and what it would have to be. */
  readonly suspect: number | null
  readonly right: string | null
}

/** One sentence that says what does not agree, where, and which is likelier to be wrong. */
export function crossMessage(joint: Joint, cross: CrossEquation, verdict: Verdict, others: number): Words {
  const said = statement(joint, cross)
  const judged = judgement(joint, cross, verdict)
  const more =
    others === 0
      ? { zh: '', en: '' }
      : { zh: `另有 ${others} 处因此不一致。`, en: ` ${others} more figures differ because of it.` }
  const caution = CAUTION[cross.tie]
  return {
    zh: `${said.zh}。${judged.zh}${more.zh}${caution.zh}`,
    en: `${capital(said.en)}. ${judged.en}${more.en}${caution.en === '' ? '' : ` ${caution.en}`}`,
  }
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function statement(joint: Joint, { tie, equation }: CrossEquation): Words {
  const left = equation.left[0]?.claim ?? 0
  const right = equation.right[0]?.claim ?? 0
  const [a, b] = [whereIn(joint, left), whereIn(joint, right)]
  const [x, y] = [printedOf(claimOf(joint, left)), printedOf(claimOf(joint, right))]
  if (equation.law === 'bound') {
    return {
      zh: `${a.zh}为${x.zh}，多于部门的${b.zh}（${y.zh}）`,
      en: `${a.en} is ${x.en}, more than its department has in ${b.en} (${y.en})`,
    }
  }
  if (equation.law === 'sum') {
    const count = equation.right.length
    return {
      zh: `${a.zh}为${x.zh}，与 ${count} 个单位各自的数之和不相等（${equation.right.map((t) => printedOf(claimOf(joint, t.claim)).zh).join('、')}）`,
      en: `${a.en} is ${x.en}, which is not the sum of its ${count} units (${equation.right.map((t) => printedOf(claimOf(joint, t.claim)).en).join(', ')})`,
    }
  }
  if (equation.law === 'change') {
    const change = equation.right[1]?.claim ?? 0
    const c = whereIn(joint, change)
    const z = printedOf(claimOf(joint, change))
    return {
      zh: `${c.zh}称${z.zh}，但本年${x.zh}与${b.zh}（${y.zh}）的差不是这个数`,
      en: `${c.en} says ${z.en}, but this year's ${x.en} less ${y.en} in ${b.en} is not that`,
    }
  }
  const same: Record<Exclude<Tie, 'unit-bound'>, Words> = {
    'unit-row': { zh: '单位自己公开的', en: "the unit's own" },
    'unit-sum': { zh: '单位自己公开的', en: "the unit's own" },
    'last-year': { zh: '上年公开的', en: "last year's disclosure:" },
    approved: { zh: '当年预算公开的', en: 'the budget of that year:' },
    version: { zh: '另一份公开文件的', en: 'the other version:' },
  }
  const own = tie === 'unit-bound' ? { zh: '', en: '' } : same[tie]
  return {
    zh: `${a.zh}印为${x.zh}，${own.zh}${b.zh}是${y.zh}`,
    en: `${a.en} prints ${x.en}; ${own.en} ${b.en} prints ${y.en}`,
  }
}

function judgement(joint: Joint, { equation }: CrossEquation, { suspect, right }: Verdict): Words {
  if (suspect === null) {
    const all = [...equation.left, ...equation.right].map((t) => joint.origins[t.claim]?.proven ?? 0)
    return all.every((n) => n > 1)
      ? {
          zh: '两边在各自文件中都有其他数字佐证，请对照原始资料判断。',
          en: 'Each is proven by other figures of its own document: compare with the source records.',
        }
      : { zh: '请对照原始资料判断哪一处有误。', en: 'Compare with the source records to see which is wrong.' }
  }
  const where = named(joint, equation, suspect)
  return {
    zh: `${where.zh}没有本文件其他数字佐证，对方有，多半是此处有误${right === null ? '' : `，应为 ${right}`}。`,
    en: `${capital(where.en)} is not proven by other figures of its document, the rest is: it is likely wrong${right === null ? '' : ` and should be ${right}`}.`,
  }
}

/** A claim by its document alone where it is the only one of it in the equation, for it was told in full before. */
function named(joint: Joint, { left, right }: CrossEquation['equation'], id: number): Words {
  const origin = joint.origins[id]?.figures
  const beside = [...left, ...right].filter((t) => joint.origins[t.claim]?.figures === origin)
  if (origin === undefined || beside.length > 1) return whereOf(claimOf(joint, id))
  const title = titleOf(origin)
  return { zh: `${title.zh}的这个数`, en: `the figure of ${title.en}` }
}

const NONE: Words = { zh: '', en: '' }
const CAUTION: Readonly<Record<Tie, Words>> = {
  'unit-row': NONE,
  'unit-bound': NONE,
  'unit-sum': NONE,
  'last-year': {
    zh: '上年的数也可能已经调整（年中调整、机构改革或改变口径），如是，应当说明。',
    en: 'Last year may have been adjusted since (amended budgets, reorganised bodies, another cut); if so, the document should say so.',
  },
  approved: {
    zh: '年初预算也可能按调整后的口径列示，如是，应当说明。',
    en: 'The approved budget may be shown as adjusted; if so, the document should say so.',
  },
  version: {
    zh: '两份文件年度和阶段相同，可能是先后两个版本，请确认以哪一份为准。',
    en: 'Both are of one year and stage and may be two versions: make sure which one holds.',
  },
}

/** Told instead of many single findings where most of what is comparable differs. */
export function wholesaleMessage(cross: CrossEquation, broken: number, all: number): Words {
  const [a, b] = cross.documents.map(titleOf)
  const caution = CAUTION[cross.tie]
  return {
    zh: `${a?.zh ?? ''}与${b?.zh ?? ''}之间可以核对的 ${all} 处中有 ${broken} 处不一致，多半不是个别数字的错误，而是口径不同。请核对两份文件的口径。${caution.zh}`,
    en: `Of ${all} figures that ${a?.en ?? ''} and ${b?.en ?? ''} have in common, ${broken} differ: hardly single slips, but another cut of the figures. Compare what each of them covers.${caution.en === '' ? '' : ` ${caution.en}`}`,
  }
}
