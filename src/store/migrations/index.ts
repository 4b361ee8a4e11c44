import type { Migration } from 'kysely/migration'
import { up as disclosures } from './0001-disclosures.ts'
import { up as imports } from './0002-imports.ts'
import { up as packedClaims } from './0003-packed-claims.ts'
import { up as rolledLevels } from './0004-rolled-levels.ts'
import { up as termsByName } from './0005-terms-by-name.ts'
import { up as accounts } from './0006-accounts.ts'
import { up as headCounts } from './0007-head-counts.ts'
import { up as budgets } from './0008-budgets.ts'
import { up as placeCounts } from './0009-place-counts.ts'
import { up as factsByFunction } from './0010-facts-by-function.ts'
import { up as progressCode } from './0011-progress-code.ts'
import { up as passagesInRuns } from './0012-passages-in-runs.ts'
import { up as recoveryLinks } from './0013-recovery-links.ts'
import { up as factsByDisclosure } from './0014-facts-by-disclosure.ts'

/** Every step of the schema, in order. Steps are only ever added: a database of any earlier version goes forward. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-disclosures': { up: disclosures },
  '0002-imports': { up: imports },
  '0003-packed-claims': { up: packedClaims },
  '0004-rolled-levels': { up: rolledLevels },
  '0005-terms-by-name': { up: termsByName },
  '0006-accounts': { up: accounts },
  '0007-head-counts': { up: headCounts },
  '0008-budgets': { up: budgets },
  '0009-place-counts': { up: placeCounts },
  '0010-facts-by-function': { up: factsByFunction },
  '0011-progress-code': { up: progressCode },
  '0012-passages-in-runs': { up: passagesInRuns },
  '0013-recovery-links': { up: recoveryLinks },
  '0014-facts-by-disclosure': { up: factsByDisclosure },
}
