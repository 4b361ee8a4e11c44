import type { Words } from '../budget/finding.ts'
import { isKnown, nameOf, type CodeList } from '../catalogue/codes.ts'
import { BLANK_LINE, type Ledger, type Line } from './ledger.ts'
import { isAtOrBelow } from './at-or-below.ts'

/**
 * Last year's ledger as the next year's start, with what a person has to look at as questions.
 *
 * - Lines of the year's own money stay with last year's amounts; those of money carried over end, and what was carried forward to
 *   this year begins it as money carried over.
 * - Projects that run on stay with their cards; those whose last year is over go, and their lines with them.
 * - Every line of last year is kept in `lastYear`, so that changes can be counted.
 * - Codes stay; a code that has ended or changed its name since is named.
 */
export function rollForward(last: Ledger): Ledger {
  const year = last.year + 1
  const questions: Words[] = []
  const ask = (zh: string, en: string): void => void questions.push({ zh, en })
  const ended = last.projects.filter((p) => p.until !== null && p.until < year)
  const gone = new Set(ended.map((p) => p.name))
  for (const { name, until } of ended)
    ask(`项目“${name}”只到${until}年，已连同它的金额去掉。`, `Project "${name}" ended in ${until} and went with its money.`)
  const stays = last.lines.filter((line) => line.origin === 'this-year' && isKept(line) && !gone.has(line.project))
  const carried = last.lines.flatMap((line) => broughtOn(line, last))
  for (const line of last.lines)
    if (line.flow === 'carried-forward' && line.amount !== 0 && gone.has(line.project))
      ask(
        `“${line.project}”已结束，但上年有年终结转，已列为本年的结转支出，请确认用途。`,
        `"${line.project}" has ended, yet money was carried forward from it: say what it is for.`,
      )
  if (carried.length > 0)
    ask(
      '上年年终结转已列为本年支出（资金来源为上年结转），请按决算核对金额。',
      'What was carried forward begins this year: check the amounts against the accounts.',
    )
  for (const message of codesChanged([...stays, ...carried], last.year, year)) questions.push(message)
  ask(
    `${year}年各行金额沿用${last.year}年，资产、人数和采购也未改动，请逐项更新。`,
    `All amounts, assets, staff and purchases are still those of ${last.year}: bring them up to date.`,
  )
  const projects = last.projects.filter((p) => !gone.has(p.name))
  return {
    ...last,
    year,
    stage: 'budget',
    lines: [...stays, ...carried],
    lastYear: last.lines,
    projects,
    procurement: last.procurement.filter((p) => !gone.has(p.project)),
    questions,
  }
}

/** What stands on both sides of the year's end is not the new year's. */
function isKept(line: Line): boolean {
  return !['brought-forward', 'reserves-used', 'carried-forward', 'allocations'].includes(line.flow)
}

/** Money carried forward comes back as a use of carried money; where sources are written out, as a source too. */
function broughtOn(line: Line, last: Ledger): readonly Line[] {
  if (line.flow !== 'carried-forward' || line.amount === 0) return []
  const { unit, fund, function: code, project, economic, amount, undecided } = line
  const runsOn = last.projects.some((p) => p.name === project && (p.until === null || p.until > last.year))
  const common = { ...BLANK_LINE, unit, fund, function: code, amount, undecided }
  const use: Line = {
    ...common,
    flow: 'expenditure',
    economic,
    nature: 'project',
    project: runsOn ? project : '',
    origin: 'carried',
    undecided: undecided || !runsOn,
    note: `${last.year}年结转`,
  }
  const written = last.lines.some((l) => isAtOrBelow('flow', l.flow, 'sources'))
  return written ? [{ ...common, flow: 'brought-forward', note: use.note }, use] : [use]
}

function codesChanged(lines: readonly Line[], before: number, now: number): readonly Words[] {
  const used: readonly (readonly [CodeList, ReadonlySet<string>])[] = [
    ['function', new Set(lines.map((l) => l.function))],
    ['economic', new Set(lines.map((l) => l.economic))],
    ['government-economic', new Set(lines.map((l) => l.governmentEconomic))],
  ]
  return used.flatMap(([list, codes]) =>
    [...codes].toSorted().flatMap((code): Words[] => {
      if (code === '') return []
      if (isKnown(list, code, now).state === 'expired' && isKnown(list, code, before).state !== 'expired')
        return [
          {
            zh: `科目${code}从${now}年起不再使用，请改用现行科目。`,
            en: `Code ${code} is no longer used in ${now}: choose another.`,
          },
        ]
      const [was, is] = [nameOf(list, code, before), nameOf(list, code, now)]
      if (was === is || was === null || is === null) return []
      return [
        { zh: `科目${code}改名：“${was}”现为“${is}”，已按新名称填写。`, en: `Code ${code} is now called ${is} (was ${was}).` },
      ]
    }),
  )
}
