import type { PlaceForms } from '../form.ts'
import { organisation, procurement, stateAssets } from './annexes.ts'
import { performanceTarget } from './cards.ts'
import { OUTLINE } from './outline.ts'
import { SENTENCES } from './sentences.ts'
import {
  appropriationBalance,
  balance,
  basicByEconomicClass,
  expenditure,
  generalByFunction,
  governmentFundByFunction,
  income,
  stateCapitalByFunction,
  threePublic,
} from './tables.ts'

/** Hebei (河北): department budgets as the province's template prints them, from 2017 on. */
export const hebei = {
  id: 'hebei',
  name: { zh: '河北', en: 'Hebei' },
  narrative: { unit: '万元', decimals: 2 },
  forms: [
    balance,
    income,
    expenditure,
    appropriationBalance,
    generalByFunction,
    basicByEconomicClass,
    governmentFundByFunction,
    stateCapitalByFunction,
    threePublic,
    organisation,
    performanceTarget,
    procurement,
    stateAssets,
  ],
  sentences: SENTENCES,
  scopes: { department: { scope: '部门', short: '部门' }, unit: { scope: '单位', short: '单位' } },
  outline: OUTLINE,
} as const satisfies PlaceForms
