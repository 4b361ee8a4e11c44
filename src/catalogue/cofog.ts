import file from '../../codes/cofog.json' with { type: 'json' }

const GROUPS: ReadonlyMap<string, string | null> = new Map(file.rows.map((row) => [row.code, row.cofog]))
const NAMES: Readonly<Record<string, string>> = file.names

/**
 * The UN's function of government (COFOG 1999: division `07` or group `07.3`) that a functional code falls under; null for what is no final spending
 * and for what is no code. There is no official mapping: this one is a judgement, and loses detail (see `about` in codes/cofog.json).
 */
export function cofogOf(functionCode: string): { readonly code: string; readonly name: string } | null {
  for (let digits = functionCode.length; digits >= 3; digits--) {
    const code = GROUPS.get(functionCode.slice(0, digits))
    if (code === undefined) continue
    return code === null ? null : { code, name: NAMES[code] ?? code }
  }
  return null
}
