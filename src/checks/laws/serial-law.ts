import type { Finding } from '../../budget/finding.ts'
import type { Series } from '../../budget/reading.ts'
import { remark, type LawInput } from './law.ts'

const WHAT: Readonly<Record<Series['kind'], readonly [string, string]>> = {
  serial: ['序号', 'serial numbers'],
  column: ['栏次', 'column numbers'],
  ordinal: ['项目的序号', 'the ordinals of the lines'],
  part: ['“第几部分”的编号', 'the numbers of the parts'],
  section: ['标题编号', 'the numbering of headings'],
  card: ['绩效目标表的编号', 'the numbers of the cards'],
  goal: ['绩效目标的编号', 'the numbers of the goals'],
}

/** Numbers count on: one finding a series, at every entry that does not follow from the one before it. */
export function serialLaw({ reading }: LawInput): readonly Finding[] {
  const findings: Finding[] = []
  for (const whole of reading.series) {
    for (const series of runsOf(whole)) {
      const wrong = brokenAt(series)
      const title = series.table === null ? '' : `《${reading.forms[series.table]?.title ?? ''}》`
      if (wrong.length > 0) findings.push(jumps(series, wrong, title))
      const mixed = mixedStyle(series)
      if (mixed !== null) findings.push(mixed)
    }
  }
  return findings
}

type Run = Series

/** A count that begins again at one is another series (一、二、三 below each of two headings). */
function runsOf(series: Series): readonly Run[] {
  const runs: Series['entries'][number][][] = []
  let seen = false
  for (const entry of series.entries) {
    if (runs.length === 0 || (entry.value === 1 && seen)) {
      runs.push([])
      seen = false
    }
    if (entry.value !== null) seen = true
    runs.at(-1)?.push(entry)
  }
  return runs.map((entries) => ({ ...series, entries }))
}

/** Entries that do not follow: a single odd one is blamed itself, a lasting jump where it begins. */
function brokenAt(series: Series): readonly number[] {
  const { entries } = series
  const wrong: number[] = []
  let expected = entries[0]?.value === 1 || entries[0]?.value === null ? 1 : (entries[0]?.value ?? 1)
  if (expected !== 1) {
    // The second entry tells whether the first is a slip or the count begins elsewhere.
    if (entries[1]?.value === 2) expected = 1
    else return entries.length > 1 && series.kind !== 'section' ? [0] : []
  }
  entries.forEach((entry, i) => {
    if (entry.value === expected) {
      expected++
      return
    }
    wrong.push(i)
    const next = entries[i + 1]?.value
    const single = entry.value === null || next === expected + 1
    expected = single || entry.value === null ? expected + 1 : entry.value + 1
  })
  return wrong
}

function jumps(series: Series, wrong: readonly number[], title: string): Finding {
  const [zh, en] = WHAT[series.kind]
  const shown = wrong.map((i) => {
    const entry = series.entries[i]
    const before = series.entries[i - 1]?.printed
    const now = entry?.printed === '' ? '空白' : `“${entry?.printed ?? ''}”`
    return {
      zh: before === undefined ? `开头为${now}` : `${before === '' ? '空白' : `“${before}”`}之后为${now}`,
      en: `"${before ?? ''}" is followed by "${entry?.printed ?? ''}"`,
    }
  })
  const places = wrong.flatMap((i) => series.entries[i]?.place ?? [])
  return remark(
    'serial',
    'warning',
    {
      zh: `${title}${zh}不连续：${shown.map((s) => s.zh).join('，')}。可能删除了行而没有重新编号。`,
      en: `${title === '' ? '' : `${title}: `}${en} do not count on: ${shown.map((s) => s.en).join(', ')}. Rows may have been deleted without renumbering.`,
    },
    places,
    { subject: { field: series.kind } },
  )
}

/** 第一部分, 第2部分, 第三部分: figures of two kinds in one count. */
function mixedStyle(series: Series): Finding | null {
  const arabic = series.entries.filter((e) => /\d/u.test(e.printed))
  const chinese = series.entries.filter((e) => /[一二三四五六七八九十]/u.test(e.printed) && !/\d/u.test(e.printed))
  if (arabic.length === 0 || chinese.length === 0) return null
  const odd = arabic.length <= chinese.length ? arabic : chinese
  const printed = odd.map((e) => `“${e.printed}”`).join('、')
  return remark(
    'serial',
    'warning',
    {
      zh: `编号写法不一：${printed}与同级的“${(odd === arabic ? chinese : arabic)[0]?.printed ?? ''}”等数字写法不同。`,
      en: `Numbering is written in two ways: ${printed} beside "${(odd === arabic ? chinese : arabic)[0]?.printed ?? ''}".`,
    },
    odd.map((e) => e.place),
    { subject: { field: series.kind } },
  )
}
