import { children, nodeName } from '../../catalogue/tree.ts'
import type { Origin } from '../ledger.ts'

/** Dimensions whose nodes a person picks by their Chinese names. */
export type NodeDimension = 'flow' | 'fund' | 'nature' | 'item' | 'asset'

/** Other words for a node, beside its name in the catalogue. */
const ALSO: Readonly<Record<NodeDimension, Readonly<Record<string, string>>>> = {
  flow: {
    支出: 'expenditure',
    收入: 'income',
    上年结转: 'brought-forward',
    年终结转: 'carried-forward',
    结转下年: 'carried-forward',
  },
  fund: {
    一般公共预算: 'general',
    一般公共预算拨款: 'general',
    政府性基金预算: 'government-fund',
    政府性基金: 'government-fund',
    政府性基金预算拨款: 'government-fund',
    国有资本经营预算: 'state-capital',
    国有资本经营预算拨款: 'state-capital',
    财政专户: 'special-account',
    财政专户核拨: 'special-account',
    经营收入: 'business',
    其他资金: 'other',
  },
  nature: {
    人员: 'personnel',
    人员支出: 'personnel',
    公用: 'running',
    公用支出: 'running',
    日常公用经费: 'running',
    项目: 'project',
  },
  item: { 公务接待: 'reception', 三公经费: 'three-public', 固定资产购置: 'asset-purchase' },
  asset: { 固定资产总额: 'assets', 设备: 'equipment' },
}

/** Where the money of a line comes from; the first word is written. */
export const ORIGINS: readonly { readonly id: Origin; readonly words: readonly string[] }[] = [
  { id: 'this-year', words: ['本年', '当年'] },
  { id: 'carried', words: ['上年结转', '上年结转结余', '结转'] },
  { id: 'reserves', words: ['非财政拨款结余', '使用非财政拨款结余'] },
]

/** Every node of a tree, those above before those below. */
function nodesOf(dimension: NodeDimension): readonly string[] {
  const below = (node: string | undefined): readonly string[] =>
    children(dimension, node).flatMap((part) => [part, ...below(part)])
  return below(undefined)
}

const known = new Map<NodeDimension, ReadonlyMap<string, string>>()

/** The node that a word denotes: its id, its name or another word for it. Null where none does. */
export function nodeOfWord(dimension: NodeDimension, word: string): string | null {
  let words = known.get(dimension)
  if (words === undefined) {
    const nodes = nodesOf(dimension)
    words = new Map([
      ...Object.entries(ALSO[dimension]),
      ...nodes.map((node): [string, string] => [nodeName(dimension, node, null).zh, node]),
      ...nodes.map((node): [string, string] => [node, node]),
    ])
    known.set(dimension, words)
  }
  return words.get(word) ?? null
}

/** What is written for a node. */
export function wordOfNode(dimension: NodeDimension, node: string): string {
  return node === '' ? '' : nodeName(dimension, node, null).zh
}

/** All words that are offered for a dimension, in the order of the tree. */
export function wordsFor(dimension: NodeDimension): readonly string[] {
  return nodesOf(dimension).map((node) => wordOfNode(dimension, node))
}
