import { bridgeLaw } from './bridge-law.ts'
import { cardFieldsLaw, countLaw, emptyNoteLaw, institutionLaw, requiredFormsLaw, yearLaw } from './form-laws.ts'
import { indicatorLaw } from './indicator-law.ts'
import type { Law } from './law.ts'
import { nameLaw } from './name-law.ts'
import { oneChangeLaw } from './one-change-law.ts'
import { percentageLaw } from './percentage-law.ts'
import { planLaw } from './plan-law.ts'
import { serialLaw } from './serial-law.ts'
import { wordingLaw } from './wording-law.ts'

/** The declared laws, in the order in which a reader meets what they speak of. */
export const LAWS: readonly Law[] = [
  requiredFormsLaw,
  emptyNoteLaw,
  countLaw,
  institutionLaw,
  cardFieldsLaw,
  planLaw,
  indicatorLaw,
  nameLaw,
  bridgeLaw,
  oneChangeLaw,
  yearLaw,
  percentageLaw,
  serialLaw,
  wordingLaw,
]
