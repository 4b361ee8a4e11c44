import type { Words } from '../../budget/finding.ts'
import type { DeadlineRule } from './deadlines.ts'

/** Steps for which a bureau sets days of its own, cycle by cycle: no law does. */
export const LOCAL_DEADLINE_IDS = ['submit-first', 'issue-control', 'submit-second', 'collect', 'submit-final'] as const
export type LocalDeadlineId = (typeof LOCAL_DEADLINE_IDS)[number]

const SET_BY_CYCLE: Words = { zh: '本级财政布置预算时规定', en: 'set by the bureau for this cycle' }

const local = (
  id: LocalDeadlineId,
  zh: string,
  en: string,
  said: Pick<DeadlineRule, 'of' | 'met' | 'reopened'>,
): DeadlineRule & { readonly id: LocalDeadlineId } => ({
  id,
  name: { zh, en },
  basis: SET_BY_CYCLE,
  start: { kind: 'cycle' },
  ...said,
})

/** What those days are for, and what meets them. A draft that was sent back is due again. */
export const LOCAL_DEADLINES: readonly (DeadlineRule & { readonly id: LocalDeadlineId })[] = [
  local('submit-first', '“一上”报送财政', 'The first draft reaches the bureau', {
    of: ['division', 'unit'],
    met: { moves: ['pass-first-department'] },
    reopened: ['return-first-bureau', 'return-performance'],
  }),
  local('issue-control', '“一下”下达控制数', 'Control figures are issued', {
    of: ['division', 'unit'],
    met: { moves: ['issue-control'] },
  }),
  local('submit-second', '“二上”报送财政', 'The second draft reaches the bureau', {
    of: ['division', 'unit'],
    met: { moves: ['pass-second-department'] },
    reopened: ['return-second-bureau', 'return-compile'],
  }),
  local('collect', '部门预算汇总上报', 'The department hands in its budget', {
    of: ['department'],
    met: { moves: ['collect'] },
    reopened: ['return-collect'],
  }),
  local('submit-final', '决算报送财政', 'The final account reaches the bureau', {
    of: ['division', 'unit'],
    met: { moves: ['pass-final-department'] },
    reopened: ['return-final-bureau'],
  }),
]
