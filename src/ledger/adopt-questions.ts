import { printFen, type Fen } from '../budget/amount.ts'
import type { Words } from '../budget/finding.ts'
import type { Slice } from '../budget/slice.ts'
import { nodeName } from '../catalogue/tree.ts'
import { isInside } from '../catalogue/inside.ts'
import { sliceOfLine } from './adopt-lines.ts'
import type { LedgerUnit, Line } from './ledger.ts'

/** The dimensions by which a cut of money may be printed, with their names. */
const CUTS = {
  function: { zh: '功能分类', en: 'function' },
  economic: { zh: '部门经济分类', en: 'economic class' },
  project: { zh: '项目', en: 'project' },
  fund: { zh: '资金性质', en: 'fund' },
  nature: { zh: '支出性质', en: 'nature' },
} as const satisfies Readonly<Partial<Record<keyof Slice, Words>>>

type Cut = keyof typeof CUTS

/** How many equal amounts are named as hints. */
const MOST_HINTS = 6

/**
 * What the published cuts leave open, a question for each line that takes money back: what is known of it by each cut, and where two
 * parts of different cuts happen to have the same amount, which is a hint and no proof.
 */
export function questionsOf(lines: readonly Line[], units: readonly LedgerUnit[], year: number | null): readonly Words[] {
  const questions = lines.filter((line) => line.amount < 0).map((line) => questionOf(line, lines, units, year))
  const bare = lines.filter((l) => l.flow === 'expenditure' && l.amount > 0 && l.nature === 'project' && l.economic === '')
  if (bare.length > 0)
    questions.push({
      zh: `${bare.length}行项目支出没有部门经济分类：公开的表不列。请补填。`,
      en: `${bare.length} lines of project expenditure have no economic class, since no published table gives one. Add it.`,
    })
  return questions
}

function questionOf(line: Line, lines: readonly Line[], units: readonly LedgerUnit[], year: number | null): Words {
  const whole = sliceOfLine(line, units)
  const within = lines.filter(
    (l) => l !== line && l.amount > 0 && isInside({ slice: sliceOfLine(l, units), amount: l.amount, items: l.items }, whole),
  )
  const cuts = (Object.keys(CUTS) as Cut[]).flatMap((cut) => {
    const parts = within.filter((l) => cutOf(l, whole) === cut)
    return parts.length === 0 ? [] : [{ cut, parts }]
  })
  const items = within.filter((l) => l.items.length > 0 && narrowestTaker(l, lines, units) === line)
  const said = (part: readonly Line[]): Fen => part.reduce((sum, l) => sum + l.amount, 0)
  const zh = cuts.map(({ cut, parts }) => `按${CUTS[cut].zh}${parts.length}行共${wan(said(parts))}`)
  const en = cuts.map(({ cut, parts }) => `by ${CUTS[cut].en} ${parts.length} lines, ${wan(said(parts))}`)
  if (items.length > 0) {
    zh.push(
      `另列项目（${items.map((l) => l.items.map((i) => nodeName('item', i, year).zh).join('、')).join('；')}）共${wan(said(items))}`,
    )
    en.push(`shown by item ${items.length} lines, ${wan(said(items))}`)
  }
  const name = nameOfSlice(whole, year)
  if (items.length > 0 && said(items) === -line.amount)
    return {
      zh: `${name.zh}中${items.map((l) => `${l.items.map((i) => nodeName('item', i, year).zh).join('、')}${wan(l.amount)}`).join('、')}列支在哪些行，公开的表没有说。请在相应的行填“列入”（或三公科目），并去掉单列的行和冲减行。`,
      en: `${name.en}: which lines carry ${items.map((l) => `${l.items.map((i) => nodeName('item', i, year).en).join(', ')} ${wan(l.amount)}`).join('; ')} is not published. Mark those lines, and drop the separate ones and the line below zero.`,
    }
  if (!cuts.some(({ parts }) => said(parts) === -line.amount))
    return {
      zh: `${name.zh}按公开的各数推算相差${wan(-line.amount)}，已用一行冲减，使每个公开的数都与原文件一致。多半是原文件中的数不相符，请先核对原文件。`,
      en: `${name.en}: the printed figures lead to ${wan(-line.amount)} too much; one line takes it back, so that every figure stays as printed. Probably the document does not agree with itself: check it first.`,
    }
  const hints = hintsOf(cuts, year)
  return {
    zh: `${name.zh}有${wan(-line.amount)}只知道各自的合计，不知道怎样对应：${zh.join('，')}。请把它们合成完整的行，并相应减少冲减行（金额为负的行）。${hints.zh}`,
    en: `${name.en}: of ${wan(-line.amount)} only separate totals are known and not how they meet: ${en.join('; ')}. Join them into full lines and reduce the line below zero by as much.${hints.en}`,
  }
}

/** The line below zero that most narrowly contains a line. */
function narrowestTaker(line: Line, lines: readonly Line[], units: readonly LedgerUnit[]): Line | undefined {
  const sizeOf = (one: Line): number => Object.keys(sliceOfLine(one, units)).length
  const fact = { slice: sliceOfLine(line, units), amount: line.amount, items: line.items }
  const takers = lines.filter((one) => one.amount < 0 && isInside(fact, sliceOfLine(one, units)))
  return takers.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0]
}

/** Which dimension a line narrows beyond the whole, the most telling one. */
function cutOf(line: Line, whole: Slice): Cut | null {
  if (line.items.length > 0) return null
  if (line.economic !== '' && whole.economic === undefined) return 'economic'
  if (line.function !== '' && whole.function === undefined) return 'function'
  if (line.project !== '' && whole.project === undefined) return 'project'
  if (line.fund !== (whole.fund ?? '')) return 'fund'
  return line.nature === (whole.nature ?? '') ? null : 'nature'
}

function hintsOf(cuts: readonly { cut: Cut; parts: readonly Line[] }[], year: number | null): Words {
  const [first, second] = cuts
  if (first === undefined || second === undefined) return { zh: '', en: '' }
  const pairs = first.parts.flatMap((a) => {
    const same = second.parts.filter((b) => b.amount === a.amount)
    const only = same[0]
    return same.length === 1 && only !== undefined ? [[a, only] as const] : []
  })
  if (pairs.length === 0) return { zh: '', en: '' }
  const shown = pairs
    .slice(0, MOST_HINTS)
    .map(([a, b]) => `${partName(a, first.cut, year)} = ${partName(b, second.cut, year)} = ${wan(a.amount)}`)
    .join('；')
  return { zh: `金额相同、可能对应的有：${shown}。`, en: ` Equal amounts, which may belong together: ${shown}.` }
}

function partName(line: Line, cut: Cut, year: number | null): string {
  const node = line[cut]
  return cut === 'project' ? node : `${node}${nodeName(cut, node, year).zh}`
}

function nameOfSlice(slice: Slice, year: number | null): Words {
  const dimensions = ['fund', 'function', 'nature', 'project', 'flow'] as const
  const names = dimensions.flatMap((d) => {
    const node = slice[d]
    return node === undefined || (d === 'flow' && slice.nature !== undefined) ? [] : [nodeName(d, node, year)]
  })
  return { zh: names.map((n) => n.zh).join(''), en: names.map((n) => n.en).join(', ') }
}

function wan(fen: Fen): string {
  return `${printFen(fen, 1_000_000, 2)}万元`
}
