import { areaLaw } from './area-law.ts'
import { bridgeLaw } from './bridge-law.ts'
import { budgetWordsLaw } from './budget-words-law.ts'
import { cardFieldsLaw, countLaw, emptyNoteLaw, institutionLaw, requiredFormsLaw, yearLaw } from './form-laws.ts'
import { fundBoundLaw } from './fund-bound-law.ts'
import { glossaryLaw } from './glossary-law.ts'
import { indicatorLaw } from './indicator-law.ts'
import { itemTextLaw } from './item-text-law.ts'
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
  glossaryLaw,
  bridgeLaw,
  oneChangeLaw,
  yearLaw,
  budgetWordsLaw,
  percentageLaw,
  areaLaw,
  fundBoundLaw,
  itemTextLaw,
  serialLaw,
  wordingLaw,
]
