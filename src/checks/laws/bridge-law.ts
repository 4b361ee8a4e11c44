import type { Finding } from '../../budget/finding.ts'
import { sliceKey } from '../../budget/slice.ts'
import { BRIDGES } from '../bridges.ts'
import { remark, type LawInput } from './law.ts'

/** Money on one side of a bridge whose other side is not printed at all: for a person to judge, since places book it differently. */
export function bridgeLaw({ reading }: LawInput): readonly Finding[] {
  return BRIDGES.flatMap((bridge): Finding[] => {
    if (bridge.whenAbsent === undefined) return []
    const left = reading.claims.find((c) => sliceKey(c.slice) === sliceKey(bridge.left) && c.value !== 0)
    const code = bridge.right.function
    if (left === undefined || code === undefined || reading.claims.some((c) => c.slice.function === code)) return []
    return [
      remark('bridge', 'note', { zh: `${bridge.whenAbsent.zh}。`, en: `${bridge.whenAbsent.en}.` }, [left.place], {
        basis: bridge.basis,
      }),
    ]
  })
}
