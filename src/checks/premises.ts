import type { Claim } from '../budget/claim.ts'
import type { Words } from '../budget/finding.ts'
import type { Slice } from '../budget/slice.ts'
import { isAncestor, nodeName } from '../catalogue/tree.ts'

/**
 * What may be assumed because one node of an axis holds all the money: if every other fund is blank or zero, then "all funds" and
 * "general public budget" are one slice, and if nothing is brought or carried forward, sources, income, expenditure and uses are.
 */
export interface Premises {
  /** The fund that holds all the money, or null. */
  readonly fund: string | null
  /** Nothing is brought forward, carried forward, allocated or drawn from reserves. */
  readonly noCarryOver: boolean
  /** The widest slice that is equal to this one under the premises. */
  widen(slice: Slice): Slice
  /** What was assumed for two slices to be equal. */
  words(a: Slice, b: Slice): Words
}

const CARRIED = new Set(['brought-forward', 'reserves-used', 'allocations', 'carried-forward'])
const FLOWS = new Set(['sources', 'income', 'uses', 'expenditure'])

export function premisesOf(claims: readonly Claim[], year: number | null): Premises {
  const moneyed = new Set<string>()
  const listed = new Set<string>()
  let carried = false
  let carriedListed = false
  for (const claim of claims) {
    const { flow, fund } = claim.slice
    if (flow === undefined || claim.measure !== 'money' || claim.slice.measure !== undefined) continue
    const money = claim.value !== 0 || claim.state === 'malformed'
    if (CARRIED.has(flow)) {
      carriedListed = true
      if (money) carried = true
    }
    if (fund === undefined || claim.slice.item !== undefined || claim.form === 'narrative' || claim.slice.project !== undefined)
      continue
    listed.add(fund)
    if (money) moneyed.add(fund)
  }
  const leaves = [...moneyed].filter((f) => ![...moneyed].some((other) => isAncestor('fund', f, other)))
  const [only] = leaves
  const fund = leaves.length === 1 && only !== undefined && listed.size > 1 && isCarriedIn(only, claims) ? only : null
  const noCarryOver = carriedListed && !carried
  return {
    fund,
    noCarryOver,
    widen(slice) {
      // Last year another fund may have had money: a change of all money is no change of one fund.
      if (slice.flow === undefined || slice.measure === 'change') return slice
      let wide: Slice = slice
      if (fund !== null && slice.fund !== undefined && (slice.fund === fund || isAncestor('fund', slice.fund, fund))) {
        const { fund: _, ...rest } = wide
        wide = rest
      }
      if (noCarryOver && FLOWS.has(slice.flow) && slice.measure === undefined) wide = { ...wide, flow: 'uses' }
      return wide
    },
    words(a, b) {
      const zh: string[] = []
      const en: string[] = []
      if (fund !== null && a.fund !== b.fund) {
        const name = nodeName('fund', fund, year)
        zh.push(`其他资金均为空或零，全部资金即${name.zh}`)
        en.push(`all other funds are blank or zero, so that all money is ${name.en}`)
      }
      if (a.flow !== b.flow) {
        zh.push('没有结转结余，收入与支出相等')
        en.push('nothing is brought or carried forward, so that income equals expenditure')
      }
      return { zh: zh.join('；'), en: en.join('; ') }
    },
  }
}

/**
 * Whether all carried money is money of one fund. Most tables print what is carried over without its fund: unless another one gives the
 * same amount to this fund, it may as well be the unit's own.
 */
function isCarriedIn(fund: string, claims: readonly Claim[]): boolean {
  const carried = claims.filter((c) => CARRIED.has(c.slice.flow ?? '') && c.value !== 0 && c.slice.function === undefined)
  const own = carried.filter(
    (c) => c.slice.fund === fund || (c.slice.fund !== undefined && isAncestor('fund', c.slice.fund, fund)),
  )
  return carried.every((c) => c.slice.fund !== undefined || own.some((o) => o.slice.flow === c.slice.flow && o.value === c.value))
}
