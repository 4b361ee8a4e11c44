import type { Reading } from '../budget/reading.ts'

/** Headings after which the narrative speaks in words of the department's own; null where it ceases to. The first that fits. */
const HEADINGS: readonly (readonly [RegExp, string | null])[] = [
  [/(?:职责|职能)[:：]?$/u, 'duties'],
  [/机构设置(?:情况)?[:：]?$/u, null],
  [/总体绩效目标$/u, 'overall-goal'],
  [/分项绩效目标$/u, 'part-goals'],
  [/保障措施$/u, 'safeguards'],
  [/专项资金绩效目标$/u, 'special-funds'],
  [/其他需要说明的(?:事项|情况|问题)$/u, 'other'],
  [/^(?:第[一二三四五六七八九十]+(?:部分|章)|[一二三四五六七八九十]+、)/u, null],
]

const LONGEST_HEADING = 30

/** What a sentence with figures says in words, which it prints again beside other figures. */
const PARTS: readonly (readonly [string, RegExp])[] = [
  ['mission', /^[^，。；是]{2,40}是([^。；]+?)，设/u],
  ['offices', /设([^，。；]*?、[^，。；]*?)\d+个(?:科室|内设机构|股室|处室)/u],
  ['basic-reason', /基本支出(?:增加|减少|持平)[^，。；]*，主要是([^；。]+)/u],
  ['project-reason', /项目支出(?:增加|减少|持平)[^，。；]*，主要是([^；。]+)/u],
  ['running-cost-use', /机关运行经费[^。；]*?主要用于([^。]+)/u],
  ['abroad-reason', /因公出国（境）费\d[^。]*。(?:主要)?原因是?[:：]?([^。]+)/u],
  ['vehicles-reason', /公务用车购置及(?:运维|运行维护|运行)费\d[^。]*。(?:主要)?原因是?[:：]?([^。]+)/u],
  ['vehicle-purchase-reason', /公务用车购置费\d[^。]*。(?:主要)?原因是?[:：]?([^。]+)/u],
  ['vehicle-running-reason', /公务用车(?:运行维护|运维|运行)费\d[^。]*。(?:主要)?原因是?[:：]?([^。]+)/u],
  ['reception-reason', /公务接待费\d[^。]*。(?:主要)?原因是?[:：]?([^。]+)/u],
]

/** Sentences of the duties that are printed from figures. */
const FIGURED = /\d+个(?:科室|内设机构|股室|处室)|在职人数/u

/** The words of a narrative by topic (`WORD_TOPICS`): its own paragraphs under known headings, and the reasons within its sentences. */
export function wordsOf(reading: Reading): Readonly<Record<string, string>> {
  const words: Record<string, string> = {}
  let topic: string | null = null
  for (const { printed } of reading.paragraphs) {
    const text = printed.trim()
    const heading = text.length < LONGEST_HEADING ? HEADINGS.find(([pattern]) => pattern.test(text)) : undefined
    if (heading !== undefined) topic = heading[1]
    else if (topic !== null && !(topic === 'duties' && FIGURED.test(text)))
      words[topic] = words[topic] === undefined ? text : `${words[topic]}\n${text}`
  }
  for (const [part, pattern] of PARTS) {
    const found = reading.paragraphs.map((p) => pattern.exec(p.printed)?.[1]?.trim()).find((text) => text !== undefined)
    if (found !== undefined && found !== '') words[part] = found
  }
  return words
}
