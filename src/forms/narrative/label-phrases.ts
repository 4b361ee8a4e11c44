import type { Slice } from '../../budget/slice.ts'
import { WORDS } from '../../catalogue/words.ts'
import { squeeze } from '../squeeze.ts'
import { FILLER, PHRASES, type Phrase } from './phrases.ts'

/** Shorter ones are parts of other words in a sentence. */
const SHORTEST = 4
/** In a sentence these begin other words, or are of other things: 一般公共服务支出, the upkeep of whatever. */
const OTHERWISE: ReadonlySet<string> = new Set(['一般公共', '一般公共服务预算', '公共财政', '运行维护费'])
/** In a sentence these are as often a part of what they name in a label: 项目经费 of one project, 行政经费 of one office. */
const PARTLY: ReadonlySet<string | undefined> = new Set(['basic', 'personnel', 'running', 'project', 'running-cost'])
const FLOWS: Readonly<Record<string, Pick<Phrase, 'flow'>>> = {
  income: { flow: 'income' },
  expenditure: { flow: 'expenditure' },
  'brought-forward': { flow: 'brought-forward' },
  'carried-forward': { flow: 'carried-forward' },
  'reserves-used': { flow: 'reserves-used' },
  allocations: { flow: 'allocations' },
}

/** The words of tables' labels that the narrative uses too and its own vocabulary does not have: other names of funds, flows and items. */
export function labelPhrases(): readonly Phrase[] {
  const known = new Set([...PHRASES.flatMap((p) => p.words), ...FILLER, ...OTHERWISE])
  const times = Map.groupBy(
    WORDS.flatMap((w) => w.words),
    (word) => word,
  )
  return WORDS.flatMap(({ words, slice }): Phrase[] => {
    const { flow, ...rest } = slice
    const meant = flow === undefined ? {} : FLOWS[flow]
    if (meant === undefined || slice.measure !== undefined || slice.stage !== undefined) return []
    if (PARTLY.has(slice.nature) || PARTLY.has(slice.item)) return []
    // 收入, 支出 and what they are of are composed of words in a sentence.
    if (isEmpty(rest) && (flow === 'income' || flow === 'expenditure')) return []
    const own = words.filter((word) => word.length >= SHORTEST && times.get(word)?.length === 1).map((word) => squeeze(word).text)
    return [{ words: own.filter((word) => !known.has(word)), ...(isEmpty(rest) ? {} : { slice: rest }), ...meant }]
  })
}

function isEmpty(slice: Slice): boolean {
  return Object.keys(slice).length === 0
}
