import { DIMENSIONS, type Dimension } from '../../budget/slice.ts'
import { isCodeDimension, nodeName } from '../../catalogue/tree.ts'
import type { Language } from '../language.ts'
import { sayOf } from './names.ts'

/** One narrowing of a slice in words: 资金来源 · 一般公共预算财政拨款. */
export interface SlicePart {
  readonly dimension: Dimension
  readonly label: string
  readonly name: string
  /** The official code, where the node is one. */
  readonly code: string | null
}

/** The narrowings of a slice, the widest idea first. */
export function sliceParts(slice: Readonly<Record<string, string>>, year: number | null, language: Language): SlicePart[] {
  return DIMENSIONS.flatMap((dimension) => {
    const node = slice[dimension]
    if (node === undefined) return []
    const isCode = isCodeDimension(dimension)
    const name = dimension === 'year' && year !== null ? yearName(node, year) : nodeName(dimension, node, year)[language]
    return [{ dimension, label: sayOf(language, 'dim_', dimension), name, code: isCode ? node : null }]
  })
}

function yearName(node: string, year: number): string {
  const shift = Number(node)
  return Number.isInteger(shift) ? String(year + shift) : node
}

/** In Chinese 一般公共预算财政拨款安排的“信访事务”项目支出; in English the narrowings one after the other. */
export function describeSlice(slice: Readonly<Record<string, string>>, year: number | null, language: Language): string {
  const parts = sliceParts(slice, year, language).filter(({ dimension }) => dimension !== 'stage')
  const of = (dimension: Dimension): string | null => parts.find((part) => part.dimension === dimension)?.name ?? null
  const quote = (name: string | null): string | null =>
    name === null ? null : language === 'zh' ? (/^[“"]/u.test(name) ? name : `“${name}”`) : `“${name.replace(/^“|”$/gu, '')}”`
  const specific = [of('project'), of('function'), of('economic'), of('government-economic')].flatMap((name) => quote(name) ?? [])
  const [flow, nature, fund, item, asset] = [of('flow'), of('nature'), of('fund'), of('item'), of('asset')]
  // What is narrower says the wider: 项目支出 is 支出, and “三公”经费 is too.
  const noun = item ?? asset ?? nature ?? flow
  const measure = slice['measure'] === undefined ? null : of('measure')
  if (language === 'zh') {
    const isIncome = slice['flow'] === 'income' || slice['flow'] === 'sources'
    const from = fund === null ? '' : isIncome ? `来自${fund}的` : `${fund}安排的`
    const origin = of('origin') === null ? '' : `（${of('origin') ?? ''}）`
    const when = slice['year'] === undefined || slice['year'] === '0' ? '' : `${of('year') ?? ''}年`
    return `${when}${from}${specific.length === 0 ? '' : `用于${specific.join('中')}的`}${noun ?? '金额'}${origin}${measure === null ? '' : `的${measure}`}`
  }
  const listed = [noun ?? 'amount', ...specific.map((name) => `for ${name}`), ...(fund === null ? [] : [`from ${fund}`])]
  const extra = [of('origin'), measure, slice['year'] === undefined || slice['year'] === '0' ? null : of('year')].flatMap(
    (each) => each ?? [],
  )
  return `${listed.join(' ')}${extra.length === 0 ? '' : ` (${extra.join(', ')})`}`
}
