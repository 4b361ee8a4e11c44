import { type RawBuilder, sql } from 'kysely'
import type { PostRole } from '../../ledger/roles.ts'
import { DEPARTMENT_APPROVED } from '../../ledger/workflow/guards.ts'
import { TRANSITIONS } from '../../ledger/workflow/transitions.ts'

/**
 * Whether a budget waits for a role where it stands, once its state says so: units that go on with their department wait for nobody, and only those that it went
 * ahead of have a step of their own there. Of a query over `budget` and its `organisation`.
 */
export function goesAlone(role: PostRole): RawBuilder<boolean> {
  const states = TRANSITIONS.filter((step) => step.late === true && step.role === role).flatMap(({ from }) => from)
  if (states.length === 0) return sql<boolean>`true`
  return sql<boolean>`(budget.kind = 'department' OR budget.state <> ALL (${states}::text[]) OR EXISTS (
    SELECT 1 FROM budget AS ahead WHERE ahead.cycle_id = budget.cycle_id AND ahead.organisation_id = organisation.parent_id
      AND ahead.state = ANY (${[...DEPARTMENT_APPROVED]}::text[])))`
}
